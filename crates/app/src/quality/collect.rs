//! What is found at the units in reach, each with how it stands: what the methods say of a unit alone, sheets that
//! two units share, times of entry, and answers whose figures have been changed since.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use thidua_domain::closing::PeriodKey;
use thidua_domain::figures::SCOPES;
use thidua_domain::org::Org;
use thidua_domain::quality::{Finding, Method, Standing, Year, entered, mark_of};
use thidua_domain::time::{Window, WorkYear};

use super::book::Answer;
use super::entries::Entries;
use crate::State;
use crate::closing::due_of;

/// A finding: one that is kept, or one made for this answer.
#[derive(Clone, Debug)]
enum Found {
    /// Of a year that is kept.
    Kept(Arc<Year>, usize),
    /// Made for this answer.
    Own(Box<Finding>),
}

/// A finding with how it stands.
#[derive(Clone, Debug)]
pub struct Line {
    found: Found,
    /// How it stands.
    pub standing: Standing,
    /// What was answered: to these numbers, or, where it is new again, to others before.
    pub answer: Option<Answer>,
    /// The explanation that was entered with the figure itself.
    pub noted: Option<String>,
}

/// What a finding says where its place was lost: never, as long as a year holds what it counted.
static NOTHING: Finding = Finding {
    method: Method::Balance,
    agency: String::new(),
    window: Window {
        year: WorkYear(0),
        month: 1,
    },
    scope: String::new(),
    group: None,
    code: String::new(),
    aspect: String::new(),
    value: None,
    text: String::new(),
    mark: String::new(),
};

impl Line {
    /// The finding.
    pub fn finding(&self) -> &Finding {
        match &self.found {
            Found::Own(finding) => finding,
            Found::Kept(year, at) => year.findings.get(*at).unwrap_or(&NOTHING),
        }
    }

    /// What was answered to other numbers before, where it is new again.
    pub fn earlier(&self) -> Option<&Answer> {
        self.answer
            .as_ref()
            .filter(|_| self.standing == Standing::New)
    }
}

/// What is found in a year at some units, in their order.
pub fn lines(state: &State, agencies: &[&str], year: i16, entries: Option<&Entries>) -> Vec<Line> {
    let years: Vec<(&str, Arc<Year>)> = agencies
        .iter()
        .map(|code| (*code, state.quality_of(code, year)))
        .collect();
    let mut twins = twins(state, &years, year);
    let ranked = ranked(state, year);
    let mut lines = Vec::new();
    for (agency, found) in &years {
        let mut of_agency: Vec<Line> = (0..found.findings.len())
            .map(|at| line(state, Found::Kept(found.clone(), at)))
            .collect();
        let mut own = twins.remove(agency).unwrap_or_default();
        if let Some(entries) = entries.filter(|_| !found.told.is_empty()) {
            own.extend(times(state, agency, year, &found.told, entries, &ranked));
        }
        let own = own
            .into_iter()
            .map(|finding| line(state, Found::Own(Box::new(finding))));
        of_agency.extend(own);
        let corrected = corrected(state, agency, year, &of_agency);
        of_agency.extend(corrected);
        of_agency.sort_by_key(|line| (line.finding().window, line.finding().method));
        lines.extend(of_agency);
    }
    lines
}

fn line(state: &State, found: Found) -> Line {
    let mut line = Line {
        found,
        standing: Standing::New,
        answer: None,
        noted: None,
    };
    let finding = line.finding();
    let answer = state.reviews.find(&finding.agency, &finding.key()).cloned();
    let standing = answer
        .as_ref()
        .map_or(Standing::New, |answer| answer.review.standing_of(finding));
    // What the entry of figures asked to be explained was explained there.
    let noted = (finding.method == Method::Balance)
        .then(|| note(state, finding))
        .flatten();
    line.standing = match standing {
        Standing::New if noted.is_some() => Standing::Explained,
        standing => standing,
    };
    (line.answer, line.noted) = (answer, noted);
    line
}

/// The note of the figure a finding is about.
fn note(state: &State, finding: &Finding) -> Option<String> {
    let frame = thidua_domain::figures::Frame::whole(&finding.scope);
    let frame = finding
        .group
        .as_ref()
        .map_or(frame.clone(), |group| frame.of_group(group));
    let mut told = state
        .figures
        .tellings(&finding.agency, finding.window, &frame, &finding.code);
    told.find_map(|cell| cell.told?.note.clone())
}

/// Units that tell one sheet for one window, none of them above another.
fn twins<'a>(
    state: &State,
    years: &[(&'a str, Arc<Year>)],
    year: i16,
) -> HashMap<&'a str, Vec<Finding>> {
    let mut same: HashMap<(&str, u8, &str), Vec<&'a str>> = HashMap::new();
    for (agency, found) in years {
        for ((scope, month), print) in &found.prints {
            same.entry((scope, *month, print)).or_default().push(agency);
        }
    }
    let mut told: HashMap<&str, Vec<Finding>> = HashMap::new();
    for ((scope, month, _), agencies) in same.into_iter().filter(|(_, agencies)| agencies.len() > 1)
    {
        let window = Window {
            year: WorkYear(year),
            month,
        };
        for agency in &agencies {
            let others = agencies
                .iter()
                .filter(|other| apart(&state.org, agency, other));
            let mut others: Vec<&str> = others.copied().collect();
            others.sort_unstable();
            let Some(other) = others.first() else {
                continue;
            };
            let text = format!(
                "Bảng số lũy kế đến {} bằng hệt bảng của {}: mọi số khác 0 đều trùng.",
                window.calendar_name(),
                state.name_on(other, window.last_day())
            );
            told.entry(agency).or_default().push(Finding {
                method: Method::Twins,
                agency: (*agency).to_owned(),
                window,
                scope: scope.to_owned(),
                group: None,
                code: String::new(),
                aspect: (*other).to_owned(),
                value: None,
                mark: mark_of(&text),
                text,
            });
        }
    }
    told
}

/// Whether two units are two: neither counts the other.
fn apart(org: &Org, one: &str, other: &str) -> bool {
    one != other && !org.lineage(one).contains(other) && !org.lineage(other).contains(one)
}

/// The months after which units are ranked.
fn ranked(state: &State, year: i16) -> Vec<Window> {
    let last = WorkYear(year).last_day();
    let rule = state.catalogue.quality.timing(last);
    let months = rule
        .map(|rule| rule.ranking_months.clone())
        .unwrap_or_default();
    let months = months.into_iter();
    months
        .filter_map(|month| Window::new(WorkYear(year), month))
        .collect()
}

/// What is unusual about when a unit's months were entered.
fn times(
    state: &State,
    agency: &str,
    year: i16,
    told: &BTreeSet<u8>,
    entries: &Entries,
    ranked: &[Window],
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (scope, month) in SCOPES
        .iter()
        .flat_map(|scope| told.iter().map(move |month| (scope, *month)))
    {
        let window = Window {
            year: WorkYear(year),
            month,
        };
        let entries = entries.of(agency, month, scope);
        let Some(rule) = state
            .catalogue
            .quality
            .timing(window.last_day())
            .filter(|_| !entries.is_empty())
        else {
            continue;
        };
        let due = |window: Window| {
            let key = PeriodKey {
                agency: agency.to_owned(),
                window,
                scope: (*scope).to_owned(),
            };
            due_of(state, &key).map(|due| due.day)
        };
        let later = ranked.iter().filter(|ranked| ranked.month > month);
        let later: Vec<_> = later
            .filter_map(|window| Some((*window, due(*window)?)))
            .collect();
        for (aspect, text) in entered(due(window), &later, entries, rule) {
            found.push(Finding {
                method: Method::Timing,
                agency: agency.to_owned(),
                window,
                scope: (*scope).to_owned(),
                group: None,
                code: String::new(),
                aspect: aspect.to_owned(),
                value: None,
                mark: mark_of(&text),
                text,
            });
        }
    }
    found
}

/// Answers to what is found no more: the figures have been changed.
fn corrected(state: &State, agency: &str, year: i16, found: &[Line]) -> Vec<Line> {
    let known: BTreeSet<String> = found.iter().map(|line| line.finding().key()).collect();
    let of_year = state
        .reviews
        .of(agency)
        .filter(|answer| answer.review.window.year.0 == year);
    // Times and twins depend on what is looked at: where it is not, nothing is said of them.
    let lasting =
        |answer: &&Answer| !matches!(answer.review.method, Method::Timing | Method::Twins);
    let gone = of_year
        .filter(lasting)
        .filter(|answer| !known.contains(&answer.review.key));
    gone.map(|answer| {
        let review = &answer.review;
        let finding = Finding {
            method: review.method,
            agency: review.agency.clone(),
            window: review.window,
            scope: review.scope.clone(),
            group: review.group.clone(),
            code: review.code.clone(),
            aspect: String::new(),
            value: None,
            text: review.text.clone(),
            mark: review.mark.clone(),
        };
        Line {
            found: Found::Own(Box::new(finding)),
            standing: Standing::Corrected,
            answer: Some(answer.clone()),
            noted: None,
        }
    })
    .collect()
}
