//! The rulebook on pages: the index, an award's rules on a day, one condition, a value over time, a text; changes of
//! it, from the form with its preview to the second person's answer.

pub(crate) mod changes;
mod input;

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::context;
use thidua_app::closing::day;
use thidua_app::law::rules::{self, AskAward, AskRules};
use thidua_domain::time::vn;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::law::rules::{PROPOSE, READ};

/// Things found at most.
const MOST: usize = 100;

const DAY: Param = Param {
    name: "ngay",
    kind: "string",
    required: false,
    summary: "Ngày tiếp nhận hồ sơ",
};

/// Fields of the index.
pub(crate) const INDEX: &[Param] = &[Param {
    name: "q",
    kind: "string",
    required: false,
    summary: "Từ cần tìm",
}];
/// Fields of the page of an award.
pub(crate) const AWARD: &[Param] = &[
    Param {
        name: "doi-tuong",
        kind: "string",
        required: false,
        summary: "Cá nhân, tập thể hay hộ gia đình",
    },
    DAY,
];
const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    param(
        "award",
        "string",
        "Mã danh hiệu, hình thức khen thưởng; không nêu: tất cả",
    ),
    param(
        "subject_kind",
        "string",
        "ca_nhan, tap_the hoặc ho_gia_dinh; không nêu: tất cả",
    ),
    param("on", "date", "Ngày tiếp nhận hồ sơ; không nêu: hôm nay"),
];
/// Fields of a condition.
pub(crate) const ON: &[Param] = &[DAY];

/// A day as typed; what is no day is told beside the field, and today stands.
fn on(ask: &Ask) -> (Option<Date>, Option<String>, String) {
    let typed = ask.query.text("ngay").unwrap_or_default().to_owned();
    if typed.is_empty() {
        return (None, None, typed);
    }
    match day(&typed) {
        Ok(day) => (Some(day), None, vn(day)),
        Err(error) => (None, Some(error.to_string()), typed),
    }
}

/// The rulebook's first page, or what is found in it.
pub(crate) async fn index(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = rules::index(view).map_err(|error| ask.fault(error))?;
    let typed = ask.query.text("q").unwrap_or_default();
    let hits = rules::seek(view, typed, MOST);
    let page = context! { found => value(&found), typed, hits => value(&hits), most => MOST };
    ask.page("law/rules/index.html", page)
}

/// The rules of an award.
pub(crate) async fn award(ask: Arc<Ask>) -> Outcome {
    let (on, fault, typed) = on(&ask);
    let wanted = AskAward {
        award: ask.part("khen_thuong")?.to_owned(),
        subject: ask.query.text("doi-tuong").map(str::to_owned),
        on,
    };
    let found = rules::award(ask.view()?, &wanted).map_err(|error| ask.fault(error))?;
    let page = context! { found => value(&found), fault, typed };
    ask.page("law/rules/award.html", page)
}

/// One condition.
pub(crate) async fn condition(ask: Arc<Ask>) -> Outcome {
    let (on, fault, typed) = on(&ask);
    let found = rules::condition(ask.view()?, ask.part("ma")?, on);
    let found = found.map_err(|error| ask.fault(error))?;
    let page = context! { found => value(&found), fault, typed };
    ask.page("law/rules/condition.html", page)
}

/// A value over time.
pub(crate) async fn parameter(ask: Arc<Ask>) -> Outcome {
    let found = rules::parameter(ask.view()?, ask.part("ma")?);
    let found = found.map_err(|error| ask.fault(error))?;
    ask.page(
        "law/rules/parameter.html",
        context! { found => value(&found) },
    )
}

/// A text and what rests on it.
pub(crate) async fn text(ask: Arc<Ask>) -> Outcome {
    let found = rules::text(ask.view()?, ask.part("ma")?);
    let found = found.map_err(|error| ask.fault(error))?;
    ask.page("law/rules/text.html", context! { found => value(&found) })
}

/// The rules of a day, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let on = ask.query.text("on").map(|_| ask.day("on")).transpose()?;
    let wanted = AskRules {
        award: ask.query.text("award").map(str::to_owned),
        subject_kind: ask.query.text("subject_kind").map(str::to_owned),
        on,
    };
    let found = rules::rules(ask.view()?, &wanted);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

/// What the rulebook's own search adds to that of everything.
///
/// # Errors
/// [`Problem::SignIn`] where nobody is signed in.
pub(crate) fn found(ask: &Ask, typed: &str, most: usize) -> Result<Vec<rules::Found>, Problem> {
    Ok(rules::seek_closely(ask.view()?, typed, most))
}
