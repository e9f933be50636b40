//! Corrections of an agency: their list, one with what it touches, the công văn; and the papers that were issued.

mod issued;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::correction::{self, AskPaper, Correction, correction, list};
use thidua_app::report::{Issue, What};
use thidua_domain::time::parse_date;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::{org, report};

pub(crate) use issued::{
    FIELDS as ISSUED, FILE as ISSUED_FILE, file, issue, page as issued, withdraw,
};
pub(crate) use thidua_app::correction::{PERMISSION, WRITES};

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the list.
pub(crate) const LIST: &[Param] = &[param("nam", "integer", "Năm công tác của số bị đính chính")];
/// Fields of the paper.
pub(crate) const PAPER: &[Param] = &[
    param("so", "string", "Số của lần đính chính, lặp lại được"),
    param("so-van-ban", "string", "Số văn bản"),
    param("ngay", "string", "Ngày ban hành"),
    param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx"),
];

/// The corrections of an agency.
pub(crate) async fn all(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let year: Option<i16> = ask.query.read("nam")?;
    let found = list(ask.app(), view, code, year)
        .await
        .map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, ask.today)?,
        year => year.map(|year| year.to_string()).unwrap_or_default(),
        rows => found.iter().map(value).collect::<Vec<_>>(),
    };
    ask.page("correction/list.html", page)
}

/// One correction with everything it touches.
pub(crate) async fn one(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let number: i64 = ask.part("so")?.parse().map_err(|_| Problem::NotFound)?;
    let found = correction(ask.app(), view, code, &[number])
        .await
        .map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, ask.today)?,
        number,
        found => shown(&found),
    };
    ask.page("correction/one.html", page)
}

fn shown(found: &Correction) -> Value {
    let months: Vec<Value> = found
        .months
        .iter()
        .map(|(year, month, label, scope)| context! { year, month, label, scope })
        .collect();
    context! { months, ..value(found) }
}

/// The công văn of one correction, or of several.
pub(crate) async fn paper(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let chosen = ask.query.pairs().filter(|(name, _)| *name == "so");
    let events: Result<Vec<i64>, _> = chosen.map(|(_, text)| text.trim().parse()).collect();
    let events = events.map_err(|_| Problem::field("so", "không có lần đính chính này"))?;
    let number: Option<u32> = ask.query.read("so-van-ban")?;
    let date = ask.query.text("ngay").map(parse_date).transpose();
    let date = date.map_err(|_| Problem::field("ngay", "không đọc được ngày, ví dụ 03/6/2021"))?;
    let found = correction(ask.app(), view, code, &events)
        .await
        .map_err(|error| ask.fault(error))?;
    let what = What::Correction(Box::new(AskPaper {
        correction: found,
        issue: Issue {
            number,
            date,
            draft: false,
        },
    }));
    report::file(&ask, what).await
}

/// A preview that is not there.
pub(crate) fn nothing() -> Value {
    value(correction::Previews::default())
}

/// What waits in a period, with what it would touch.
pub(crate) async fn waiting(
    ask: &Ask,
    key: &thidua_domain::closing::PeriodKey,
) -> Result<Value, Problem> {
    let view = ask.view()?;
    if view.state.closing.stamp(key) == 0 {
        return Ok(nothing());
    }
    let found = correction::of_waiting(ask.app(), view, key)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(value(&found))
}
