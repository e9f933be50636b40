//! Awards that rest on the corrected figures, or on their year: to be looked at again, never taken back by this.

use std::collections::BTreeSet;

use serde::Serialize;
use thidua_domain::people::Person;
use thidua_domain::register::Award;
use thidua_domain::time::{WorkYear, YearSpan};

use super::touch::Scene;
use crate::register::PERMISSION;
use crate::{State, View};

/// Awards listed; the others are counted.
const MOST: usize = 40;

/// An award to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardLine {
    /// Name of the award.
    pub award: String,
    /// Who received it, by name; the agency it is counted for where nobody is named.
    pub recipient: String,
    /// Code of the person, where it is one.
    pub person: Option<String>,
    /// Code of the agency in whose tally it stands.
    pub agency: String,
    /// The last work year it rewards.
    pub year: i16,
    /// `2021`, `2017–2021`.
    pub years: String,
    /// The decision, as cited.
    pub decision: Option<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// Why it is listed.
    pub why: String,
    /// Order of the reasons.
    #[serde(skip)]
    rank: u8,
}

/// The awards that a change asks to look at again, the nearest first, and how many more there are.
pub(super) fn awards(scene: &Scene<'_>) -> (Vec<AwardLine>, usize) {
    let view = scene.after;
    if view.permit_agency(PERMISSION, scene.agency).is_err() {
        return (Vec::new(), 0);
    }
    let state = scene.state();
    let years: BTreeSet<WorkYear> = scene
        .changes
        .iter()
        .filter(|change| change.answers)
        .map(|change| change.place.window.year)
        .collect();
    let sources: BTreeSet<&str> = scene
        .changes
        .iter()
        .flat_map(|change| [&change.before, &change.after])
        .filter_map(|telling| telling.as_ref()?.source.as_deref())
        .collect();
    let index = state.award_index();
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut found: Vec<AwardLine> = Vec::new();
    for year in years {
        let only = YearSpan {
            from: year,
            to: year,
        };
        for at in index.during(only) {
            let Some(award) = state.awards.get(at) else {
                continue;
            };
            let in_year = award.years.is_some_and(|years| years.contains(year));
            if !in_year || award.status == "thu_hoi" {
                continue;
            }
            let why = why(view, scene.agency, award, year, &sources);
            if let Some((rank, why)) = why.filter(|_| seen.insert(at)) {
                found.push(line(state, award, year, (rank, why)));
            }
        }
    }
    found.sort_by(|one, other| (one.rank, &one.recipient).cmp(&(other.rank, &other.recipient)));
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    (found, more)
}

fn why(
    view: &View,
    agency: &str,
    award: &Award,
    year: WorkYear,
    sources: &BTreeSet<&str>,
) -> Option<(u8, String)> {
    let state = view.state.as_ref();
    let cites = |text: &Option<String>| {
        let mut lines = text.iter().flat_map(|text| text.lines());
        lines.any(|line| sources.contains(line.trim()))
    };
    if cites(&award.source) || cites(&award.decision) {
        let text = "Căn cứ, nguồn của khen thưởng là văn bản có số bị đính chính";
        return Some((0, text.to_owned()));
    }
    let period = format!("năm thành tích {year} gồm kỳ bị đính chính");
    let Some(subject) = &award.subject else {
        let counted = award.agency == agency;
        return counted.then(|| (3, format!("Tính cho cơ quan này, {period}")));
    };
    if subject == agency {
        return Some((1, format!("Tập thể cơ quan có số bị đính chính, {period}")));
    }
    let person = state.people.get(state.merged.standing(subject))?;
    match part(state, person, agency, year)? {
        true => Some((2, format!("Lãnh đạo cơ quan trong năm, {period}"))),
        false => Some((4, format!("Công tác tại cơ quan trong năm, {period}"))),
    }
}

/// Whether a person led the agency in a year; `None`: had no post there.
fn part(state: &State, person: &Person, agency: &str, year: WorkYear) -> Option<bool> {
    let (first, last) = (year.first_day(), year.last_day());
    let here = |code: &str| {
        let above = state.org.above_on(code, last);
        // A division is the agency itself; an agency below has figures of its own.
        let division = state
            .org
            .find(code)
            .and_then(|found| found.nearest(last))
            .is_some_and(|spell| spell.level == thidua_domain::org::Level::Division);
        code == agency || (division && above.first() == Some(&agency))
    };
    let posts = person.posts.iter();
    let mut held = posts
        .filter(|post| post.validity.overlaps_days(first, last) && here(&post.agency))
        .peekable();
    held.peek()?;
    Some(held.any(|post| post.group.as_deref() == Some("lanh_dao")))
}

fn line(state: &State, award: &Award, year: WorkYear, (rank, why): (u8, String)) -> AwardLine {
    let last = year.last_day();
    let names = award.award.split(';').map(|code| {
        let known = state.catalogue.award(code);
        known.map_or_else(|| code.to_owned(), |award| award.name.clone())
    });
    let subject = award.subject.as_deref();
    let person = subject
        .map(|code| state.merged.standing(code))
        .filter(|code| state.people.get(code).is_some());
    let named = || {
        let kind = state.catalogue.labels.word("doi_tuong", &award.kind);
        format!("{} ({kind})", state.name_on(&award.agency, last))
    };
    let years = award
        .years
        .map_or_else(String::new, |years| match years.is_single() {
            true => years.to.to_string(),
            false => format!("{}–{}", years.from, years.to),
        });
    AwardLine {
        award: names.collect::<Vec<_>>().join("; "),
        recipient: subject.map_or_else(named, |code| state.name_on(code, last)),
        person: person.map(str::to_owned),
        agency: award.agency.clone(),
        year: award.years.map_or(year.0, |years| years.to.0),
        years,
        decision: award.decision.as_deref().map(|code| state.cited(code)),
        status: award.status.clone(),
        why,
        rank,
    }
}
