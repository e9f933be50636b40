//! «Ai đủ điều kiện»: the awards of a unit's year in numbers, and the candidates for one of them as a list.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::law::answer::asked;
use thidua_app::law::page;
use thidua_app::law::unit::{AskCandidates, AskSums, Whom, sums};
use thidua_app::listing::Which;
use thidua_app::scoring::reaches_below;

use super::eligibility::{AWARD, ON, RECEIVED, YEAR, day, may_undo, year, years};
use super::turn::in_turn;
use crate::ask::Ask;
use crate::fields::Fields;
use crate::listing::{self, Empty, FORM, Listed};
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::law::unit::PERMISSION;

const fn param(name: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind: "string",
        required: false,
        summary,
    }
}

/// People or collectives.
pub(super) const WHOM: Param = param("cua", "ca-nhan hoặc tap-the");
/// The agency alone.
pub(super) const OWN: Param = param("rieng", "1: chỉ cơ quan này, không gồm trực thuộc");

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = listing::with_fields![YEAR, ON, RECEIVED, AWARD, WHOM, OWN];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![YEAR, ON, RECEIVED, AWARD, WHOM, OWN, FORM];

/// What the address asks for.
pub(super) fn wanted(ask: &Ask) -> Result<AskSums, Problem> {
    Ok(AskSums {
        agency: ask.part("ma")?.to_owned(),
        below: ask.query.text("rieng").is_none(),
        whom: Whom::from_code(ask.query.text("cua")),
        year: year(ask)?,
        on: day(ask, "ngay")?,
        received_on: day(ask, "tiep-nhan")?,
    })
}

/// The award whose candidates are listed: the title of the year that all others rest on, where none is named.
fn award(ask: &Ask, whom: Whom) -> String {
    let usual = match whom {
        Whom::People => "ldtt",
        Whom::Collectives => "tt_ldtt",
    };
    ask.query.text("danh-hieu").unwrap_or(usual).to_owned()
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let wanted = wanted(ask)?;
    let agency = wanted.agency.clone();
    let which = AskCandidates {
        award: award(ask, wanted.whom),
        agency: wanted.agency,
        below: wanted.below,
        whom: wanted.whom,
        year: wanted.year,
        on: wanted.on,
        received_on: wanted.received_on,
    };
    Ok(Listed {
        own: vec!["nam", "ngay", "tiep-nhan", "danh-hieu", "cua", "rieng"],
        agency: Some(agency),
        ..Listed::new(
            Which::Candidates(which),
            Empty {
                icon: "users-group",
                title: "Không có ai để xét",
                text: "Hồ sơ nhân sự chưa có ai công tác tại đây trong năm xét. Nhập danh sách nhân sự trước, hoặc chọn năm khác.",
            },
        )
    })
}

/// The page.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    in_turn(&ask, page_of).await
}

fn page_of(ask: &Ask) -> Outcome {
    let wanted = wanted(ask)?;
    let listed = listed(ask)?;
    let view = ask.view()?;
    let found = sums(view, &wanted).map_err(|error| ask.fault(error))?;
    let moment = page::moment(view, wanted.year, wanted.on, wanted.received_on);
    let moment = moment.map_err(|error| ask.fault(error))?;
    let award = award(ask, wanted.whom);
    let questions = questions(ask, &wanted, &moment)?;
    let query = kept(ask);
    let page = context! {
        list => listing::model(ask, &listed)?,
        head => org::head(ask, &wanted.agency, moment.on)?,
        sums => value(&found),
        award,
        whom => wanted.whom.code(),
        own => !wanted.below,
        below => reaches_below(view, &wanted.agency),
        query => query.with(&[]),
        of_people => query.with(&[("cua", None), ("danh-hieu", None)]),
        of_collectives => query.with(&[("cua", Some("tap-the")), ("danh-hieu", None)]),
        years => years(ask),
        typed => context! {
            on => ask.query.text("ngay").unwrap_or_default(),
            received => ask.query.text("tiep-nhan").unwrap_or_default(),
        },
        questions,
        undo => may_undo(ask),
    };
    let listed = Listed {
        year: Some(moment.year.0),
        ..listed
    };
    listing::shown(ask, &listed, "law/unit.html", page)
}

/// The fields that say what is looked at, without those of the list.
fn kept(ask: &Ask) -> Fields {
    let mut kept = Fields::default();
    for name in ["nam", "ngay", "tiep-nhan", "cua", "rieng"] {
        if let Some(value) = ask.query.text(name).filter(|value| !value.is_empty()) {
            kept.push(name, value);
        }
    }
    kept
}

/// What people are asked about such subjects, for who may answer.
fn questions(
    ask: &Ask,
    wanted: &AskSums,
    moment: &thidua_domain::law::Moment,
) -> Result<Vec<Value>, Problem> {
    let view = ask.view()?;
    if !view.sees(super::eligibility::ANSWERS, &wanted.agency) {
        return Ok(Vec::new());
    }
    let book = view.state.law.as_ref();
    let Some(law) = book.law(moment) else {
        return Ok(Vec::new());
    };
    let questions = asked(book, law, wanted.whom.kind());
    Ok(questions.iter().map(value).collect())
}

/// The list as a file.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}
