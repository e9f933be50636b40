//! Activities, exemplars, sentences, ranks and events for programs.

use std::sync::Arc;

use thidua_app::activity;
use thidua_app::deed::AskYears;
use thidua_app::event::{self, AskEvents, Of};
use thidua_app::exemplar;
use thidua_app::note;
use thidua_app::standing;
use thidua_domain::time::PartialDate;

use super::{check, end, param};
use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

const TO: &str = "Đến năm công tác, hoặc đến tháng lũy kế của năm, ví dụ 2021/8";
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    needed("agency", "string", "Mã cơ quan"),
    needed("from", "integer", "Từ năm công tác"),
    needed("to", "string", TO),
    param("own", "string", "1: chỉ tính riêng cơ quan"),
];

/// Fields of the events, for programs.
pub(crate) const EVENTS_API: &[Param] = &[
    param("agency", "string", "Mã cơ quan"),
    param("block", "string", "Mã cụm, khối"),
    param("movement", "string", "Mã phong trào"),
    needed("from", "string", "Từ ngày, ví dụ 2021-10-01 hoặc 2021"),
    needed("to", "string", "Đến hết ngày, ví dụ 2021-12-31 hoặc 2021"),
];

const fn needed(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        required: true,
        ..param(name, kind, summary)
    }
}

/// The question of a program about an agency's work years.
pub(crate) fn years_asked(ask: &Ask) -> Result<AskYears, Problem> {
    let from: i16 = ask
        .query
        .read("from")?
        .ok_or_else(|| Problem::field("from", "chưa điền"))?;
    let end = end(ask, "to")?.ok_or_else(|| Problem::field("to", "chưa điền"))?;
    check(from, end.year.0)?;
    Ok(AskYears {
        agency: ask.query.required("agency")?.to_owned(),
        from,
        to: end.year.0,
        month: Some(end.month),
        own: matches!(ask.query.text("own"), Some("1" | "true")),
    })
}

/// Activities, for programs.
pub(crate) async fn activities_api(ask: Arc<Ask>) -> Outcome {
    let found = activity::activities(ask.view()?, &years_asked(&ask)?);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

/// Exemplars, for programs.
pub(crate) async fn exemplars_api(ask: Arc<Ask>) -> Outcome {
    let found = exemplar::exemplars(ask.view()?, &years_asked(&ask)?);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

/// Sentences of reports, for programs.
pub(crate) async fn notes_api(ask: Arc<Ask>) -> Outcome {
    let found = note::notes(ask.view()?, &years_asked(&ask)?);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

/// Ranks, for programs.
pub(crate) async fn ranks_api(ask: Arc<Ask>) -> Outcome {
    let found = standing::standings(ask.view()?, &years_asked(&ask)?);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

/// Events, for programs.
pub(crate) async fn events_api(ask: Arc<Ask>) -> Outcome {
    let of = |name: &str| ask.query.text(name).map(str::to_owned);
    let of = match (of("agency"), of("block"), of("movement")) {
        (Some(code), None, None) => Of::Agency(code),
        (None, Some(code), None) => Of::Block(code),
        (None, None, Some(code)) => Of::Movement(code),
        _ => {
            let words = "ghi một trong ba: agency, block, movement";
            return Err(Problem::field("agency", words));
        }
    };
    let wanted = AskEvents {
        of,
        from: day(&ask, "from")?.first_day(),
        to: day(&ask, "to")?.last_day(),
    };
    let found = event::events(ask.view()?, &wanted);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

fn day(ask: &Ask, name: &'static str) -> Result<PartialDate, Problem> {
    let text = ask.query.required(name)?;
    PartialDate::parse(text).map_err(|_| Problem::field(name, "ghi ngày, ví dụ 2021-10-01"))
}
