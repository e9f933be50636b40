//! What was given in a year, beside which registrations stand.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::registration::{Outcome, Registration, outcome};
use thidua_domain::time::{WorkYear, YearSpan};

use super::ground::office_of;
use super::{AwardCount, name, rank};
use crate::AppError;
use crate::deed::AskYears;
use crate::state::{State, View};

/// What was given in the years asked for.
pub(super) struct Given<'a> {
    state: &'a State,
    /// Awards by recipient and year.
    pub(super) by: BTreeMap<(String, WorkYear), Vec<String>>,
    /// How many by award and kind.
    counts: BTreeMap<(String, String), i64>,
    /// Offices and years of which awards were told: a division's registrations are settled with its office's.
    told: BTreeSet<(String, WorkYear)>,
}

impl<'a> Given<'a> {
    fn none(state: &'a State) -> Self {
        Self {
            state,
            by: BTreeMap::new(),
            counts: BTreeMap::new(),
            told: BTreeSet::new(),
        }
    }

    /// Of an agency and those below it.
    pub(super) fn of(view: &'a View, ask: &AskYears) -> Result<Self, AppError> {
        let state = view.state.as_ref();
        let asked = crate::register::AskAwards {
            agency: ask.agency.clone(),
            from: ask.from,
            to: ask.to,
            month: None,
            own: ask.own,
        };
        let mut given = Self::none(state);
        let awards = crate::register::awards(view, &asked)?;
        for row in awards.rows.iter().filter(|row| row.status == "da_tang") {
            let key = (row.award.clone(), row.subject_kind.clone());
            *given.counts.entry(key).or_default() += row.instances.unwrap_or(0);
        }
        let codes = match ask.own {
            true => BTreeSet::from([ask.agency.as_str()]),
            false => state.org.lineage(&ask.agency),
        };
        let years = YearSpan {
            from: WorkYear(ask.from),
            to: WorkYear(ask.to),
        };
        let index = state.award_index();
        let rows = index.during(years).into_iter();
        for award in rows.filter_map(|at| state.awards.get(at)) {
            if codes.contains(award.agency.as_str()) {
                given.take(award);
            }
        }
        given.of_offices();
        Ok(given)
    }

    /// To one recipient in a year.
    pub(super) fn to(state: &'a State, subject: &str, year: WorkYear) -> Self {
        let mut given = Self::none(state);
        let index = state.award_index();
        for award in index.of_recipient(&state.awards, subject) {
            given.take(award);
        }
        // Whether the year is settled is the agency's to say.
        for award in index
            .during(YearSpan::single(year))
            .into_iter()
            .filter_map(|at| state.awards.get(at))
        {
            given.told.insert((award.agency.clone(), year));
        }
        given.of_offices();
        given
    }

    fn of_offices(&mut self) {
        let told = std::mem::take(&mut self.told).into_iter();
        let state = self.state;
        self.told = told
            .map(|(agency, year)| (office_of(state, &agency, year.last_day()), year))
            .collect();
    }

    fn take(&mut self, award: &thidua_domain::register::Award) {
        let single = award.years.filter(|years| years.is_single());
        let Some(years) = single.filter(|_| award.status == "da_tang") else {
            return;
        };
        self.told.insert((award.agency.clone(), years.from));
        if let Some(subject) = &award.subject {
            let own = self.by.entry((subject.clone(), years.from)).or_default();
            own.push(award.award.clone());
        }
    }

    pub(super) fn settled(&self) -> bool {
        !self.told.is_empty()
    }

    pub(super) fn outcome(&self, row: &Registration) -> Outcome {
        let subject = row.subject.clone().unwrap_or_default();
        let own = self.by.get(&(subject, row.year));
        let own: Vec<&str> = own.into_iter().flatten().map(String::as_str).collect();
        let office = office_of(self.state, &row.agency, row.year.last_day());
        let settled = self.told.contains(&(office, row.year));
        outcome(row, &own, settled)
    }
}

/// Rank and code of an award, kind of who registered it.
type Key = (u32, String, Option<String>);

/// What was registered by award, beside what was given.
pub(super) fn counts(state: &State, rows: &[&Registration], given: &Given<'_>) -> Vec<AwardCount> {
    let mut found: BTreeMap<Key, (i64, i64)> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.standing.counts()) {
        let Some(award) = &row.award else { continue };
        let key = (rank(state, award), award.clone(), row.kind.clone());
        let (registered, reached) = found.entry(key).or_default();
        *registered = registered.saturating_add(row.count.unwrap_or(0));
        *reached += i64::from(given.outcome(row) == Outcome::Reached);
    }
    let line = |((_, award, kind), (registered, reached)): (Key, (i64, i64))| {
        let of_kind = |(code, of): &&(String, String)| {
            let mut codes = code.split(';');
            codes.any(|code| code == award.as_str()) && kind.as_ref().is_none_or(|kind| kind == of)
        };
        let matching = given.counts.keys().filter(of_kind);
        let counts = matching.filter_map(|key| given.counts.get(key));
        AwardCount {
            name: name(state, &award),
            given: counts.sum(),
            award,
            kind,
            registered,
            reached,
        }
    };
    found.into_iter().map(line).collect()
}
