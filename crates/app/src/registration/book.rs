//! What the state knows of consolidations and of deadlines: the newest round of each office and year.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::registration::round::{ROUNDS, Round};
use thidua_domain::registration::{DEADLINES, Deadline};
use thidua_domain::time::WorkYear;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError};

use crate::AppError;
use crate::state::State;

/// Consolidations and deadlines, each with the revision of its record.
#[derive(Clone, Debug, Default)]
pub struct Book {
    rounds: BTreeMap<(WorkYear, String), (Round, i64)>,
    deadlines: BTreeMap<(WorkYear, String), (Deadline, i64)>,
}

impl Book {
    /// The newest round of an office in a year.
    pub fn round(&self, agency: &str, year: WorkYear) -> Option<&Round> {
        let found = self.rounds.get(&(year, agency.to_owned()));
        found.map(|(round, _)| round)
    }

    /// Revision of its record; 0: it never sent.
    pub fn revision(&self, agency: &str, year: WorkYear) -> i64 {
        let found = self.rounds.get(&(year, agency.to_owned()));
        found.map_or(0, |(_, revision)| *revision)
    }

    /// Every round of a year.
    pub fn of_year(&self, year: WorkYear) -> impl Iterator<Item = &Round> {
        let from = (year, String::new());
        let found = self.rounds.range(from..);
        found
            .take_while(move |((of, _), _)| *of == year)
            .map(|(_, (round, _))| round)
    }

    /// Years of which an office has a round.
    pub fn newest_year(&self, agency: &str) -> Option<WorkYear> {
        let own = self.rounds.keys().rev();
        own.filter(|(_, code)| code == agency)
            .map(|(year, _)| *year)
            .next()
    }

    /// What an office itself decided about when a year is due.
    pub fn deadline(&self, agency: &str, year: WorkYear) -> Option<&Deadline> {
        let found = self.deadlines.get(&(year, agency.to_owned()));
        found.map(|(deadline, _)| deadline)
    }

    /// Every deadline of a year that stands.
    pub fn deadlines(&self, year: WorkYear) -> impl Iterator<Item = &Deadline> {
        let found = self.deadlines.values().map(|(deadline, _)| deadline);
        found.filter(move |deadline| deadline.year == year && deadline.due.is_some())
    }

    /// When what an office sends is due: as the nearest office above it decided.
    pub fn due(&self, above: &[&str], year: WorkYear) -> Option<Date> {
        let mut above = above.iter();
        above.find_map(|code| self.deadline(code, year)?.due)
    }

    fn take(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        if record.kind == ROUNDS {
            let round = Round::from_row(&row).ok_or_else(damaged)?;
            let key = (round.year, round.agency.clone());
            self.rounds.insert(key, (round, record.number));
        } else {
            let deadline = Deadline::from_row(&row).ok_or_else(damaged)?;
            let key = (deadline.year, deadline.agency.clone());
            self.deadlines.insert(key, (deadline, record.number));
        }
        Ok(())
    }
}

/// Brings the book up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let mut changed = Vec::new();
    if since < 0 {
        for kind in [ROUNDS, DEADLINES] {
            changed.extend(records::all(snapshot, Some(kind)).await?);
        }
    } else {
        let ours = |record: &StoredRecord| [ROUNDS, DEADLINES].contains(&record.kind.as_str());
        let all = records::changed_since(snapshot, since).await?;
        changed.extend(all.into_iter().filter(ours));
    }
    if changed.is_empty() {
        return Ok(());
    }
    let book = Arc::make_mut(&mut state.registering);
    changed.iter().try_for_each(|record| book.take(record))?;
    Ok(())
}
