//! The board of an agency: who was praised, rewarded, recognised within a year, for everybody of the agency to see.

use serde::Serialize;
use thidua_domain::achievement::Standing;
use thidua_domain::exemplar::SPREADING;
use thidua_domain::time::{PartialDate, WorkYear, YearSpan};

use super::PERMISSION;
use crate::AppError;
use crate::state::View;

/// One honour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Honour {
    /// `bieu_duong`, `khen_thuong`, `dien_hinh`.
    pub kind: &'static str,
    /// Who, by name.
    pub who: String,
    /// Where that one stood.
    pub agency_name: String,
    /// For what, or which award.
    pub what: String,
    /// Where or by which paper.
    pub how: Option<String>,
    /// Day, as exact as told.
    pub on: Option<String>,
    /// Its page, where there is one.
    pub page: Option<String>,
}

/// The board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Board {
    /// Honours, the newest first.
    pub rows: Vec<Honour>,
    /// Awards of the year that name nobody.
    pub unnamed: i64,
}

type Dated = (Option<PartialDate>, Honour);

/// The honours of an agency's year, those below it too: praises and exemplars by their day or year, awards by the year
/// they reward.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach.
pub fn board(view: &View, agency: &str, year: i16) -> Result<Board, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let year = YearSpan::single(WorkYear(year));
    let mut unnamed = 0;
    let mut rows = praises(view, agency, year);
    rows.extend(awards(view, agency, year, &mut unnamed));
    rows.extend(exemplars(view, agency, year));
    rows.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.who.cmp(&second.who)));
    Ok(Board {
        rows: rows.into_iter().map(|(_, honour)| honour).collect(),
        unnamed,
    })
}

fn path(page: &str, code: &str) -> String {
    format!("/{page}/{}", crate::listing::part(code))
}

fn praises(view: &View, agency: &str, year: YearSpan) -> Vec<Dated> {
    let state = view.state.as_ref();
    let codes = state.org.lineage(agency).into_iter();
    let places = codes.flat_map(|code| state.achievements.of(code));
    let rows = places.filter_map(|at| state.achievements.get(*at));
    let rows = rows.filter(|row| {
        let span = match row.praised_on {
            Some(day) => Some(YearSpan::single(WorkYear::of(day.last_day()))),
            None => row.span(),
        };
        row.is_praised()
            && row.standing == Standing::Confirmed
            && span.is_some_and(|span| span.overlaps(year))
    });
    rows.filter_map(|row| {
        let on = super::day_of(view, row.span());
        let event = row.event.as_deref().map(|code| state.event_name(code));
        let honour = Honour {
            kind: "bieu_duong",
            who: state.name_on(row.subject.as_deref()?, on),
            agency_name: state.name_on(&row.agency, on),
            what: row.text.clone().unwrap_or_default(),
            how: row.praise.clone().or(event),
            on: row.praised_on.map(|day| day.to_string()),
            page: row.code.as_deref().map(|code| path("thanh-tich", code)),
        };
        Some((row.praised_on.or(row.on), honour))
    })
    .collect()
}

fn awards(view: &View, agency: &str, year: YearSpan, unnamed: &mut i64) -> Vec<Dated> {
    let state = view.state.as_ref();
    let codes = state.org.lineage(agency);
    let mut found = Vec::new();
    for at in state.award_index().during(year) {
        let Some(award) = state.awards.get(at) else {
            continue;
        };
        let own = codes.contains(award.agency.as_str()) && award.status == "da_tang";
        if !own || award.years.is_none_or(|years| years != year) {
            continue;
        }
        let Some(subject) = award.subject.as_deref() else {
            *unnamed = unnamed.saturating_add(award.count.unwrap_or(0));
            continue;
        };
        let on = super::day_of(view, award.years);
        let name = |code: &str| {
            let award = state.catalogue.award(code);
            award.map_or_else(|| code.to_owned(), |award| award.name.clone())
        };
        let names: Vec<String> = award.award.split(';').map(name).collect();
        let honour = Honour {
            kind: "khen_thuong",
            who: state.name_on(subject, on),
            agency_name: state.name_on(&award.agency, on),
            what: names.join(" và "),
            how: award.decision.as_deref().map(|paper| state.cited(paper)),
            on: award.decided_on.map(|day| day.to_string()),
            page: None,
        };
        found.push((award.decided_on, honour));
    }
    found
}

fn exemplars(view: &View, agency: &str, year: YearSpan) -> Vec<Dated> {
    let state = view.state.as_ref();
    let codes = state.org.lineage(agency).into_iter();
    let places = codes.flat_map(|code| state.exemplars.of(code));
    let rows = places.filter_map(|at| state.exemplars.get(*at));
    let rows = rows.filter(|row| {
        matches!(row.status.as_deref(), Some("cong_nhan" | SPREADING))
            && row.years.is_some_and(|span| span.overlaps(year))
    });
    rows.filter_map(|row| {
        let on = super::day_of(view, row.years);
        let labels = &state.catalogue.labels;
        let level = row.level.as_deref();
        let level = level.map(|level| labels.word("dien-hinh.cap", level).to_lowercase());
        let level = level
            .map(|level| format!(" cấp {level}"))
            .unwrap_or_default();
        let honour = Honour {
            kind: "dien_hinh",
            who: state.name_on(row.subject.as_deref()?, on),
            agency_name: state.name_on(&row.agency, on),
            what: format!("Điển hình tiên tiến{level}"),
            how: row.document.as_deref().map(|paper| state.cited(paper)),
            on: None,
            page: row.code.as_deref().map(|code| path("dien-hinh", code)),
        };
        Some((None, honour))
    })
    .collect()
}
