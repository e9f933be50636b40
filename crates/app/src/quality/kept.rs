//! The years of units as they were looked at, kept until a figure changes that they count.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use thidua_domain::quality::{Desk, Year};
use thidua_domain::time::WorkYear;

use super::scope;
use crate::State;

/// At which version the figures of an agency last changed, since the state was first read.
pub(crate) type Touched = HashMap<String, i64>;

/// Years of units kept: twenty of the whole nation. A year is asked for by an address, so that there is no end to them.
const MOST: usize = 8_000;

/// By agency and year: the version of the figures it was made of, and what came of it.
type Made = HashMap<(String, i16), (i64, Arc<Year>)>;

/// Years that were looked at. Whoever changes the tree, the catalogue or the targets begins a new one.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Made>);

impl fmt::Debug for Kept {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Kept")
    }
}

impl State {
    /// What is found in a year of a unit.
    pub(crate) fn quality_of(&self, agency: &str, year: i16) -> Arc<Year> {
        // Figures that wait are laid over: few units, and never kept.
        let own = self.org.restated_from().is_none();
        if !own || (self.drafts && self.waits_in(agency, year)) {
            return Arc::new(self.look(agency, year));
        }
        let stamp = self.stamp(agency);
        let key = (agency.to_owned(), year);
        let known = |made: &Made| {
            let (at, found) = made.get(&key)?;
            (*at == stamp).then(|| found.clone())
        };
        let lock = || {
            self.quality
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(found) = known(&lock()) {
            return found;
        }
        let found = Arc::new(self.look(agency, year));
        let mut made = lock();
        if made.len() >= MOST {
            made.clear();
        }
        made.insert(key, (stamp, found.clone()));
        found
    }

    fn look(&self, agency: &str, year: i16) -> Year {
        let desk = Desk {
            table: &self.figures,
            org: &self.org,
            catalogue: &self.catalogue,
            subject: agency,
            year: WorkYear(year),
        };
        let mut found = desk.year();
        scope::explain(self, agency, year, &mut found.findings);
        found
    }

    /// Whether figures wait that the unit counts in the year or one beside it.
    fn waits_in(&self, agency: &str, year: i16) -> bool {
        if self.closing.is_settled() {
            return false;
        }
        let beside = year - 1..=year + 1;
        let counted = self.org.lineage(agency);
        let mut waiting = self.closing.unsettled();
        waiting.any(|key| {
            let own = key.agency == agency || counted.contains(key.agency.as_str());
            own && beside.contains(&key.window.year.0)
        })
    }

    /// The newest version of the figures an agency counts: its own, those below it and those it came from.
    pub(crate) fn stamp(&self, agency: &str) -> i64 {
        if self.touched.is_empty() {
            return 0;
        }
        let counted = self.org.lineage(agency);
        let own = self.touched.get(agency).copied();
        let all = counted
            .iter()
            .filter_map(|code| self.touched.get(*code).copied());
        all.chain(own).max().unwrap_or(0)
    }

    /// Looks at a year of every unit, so that nobody waits for it.
    pub(crate) fn warm_quality(&self, year: i16) {
        for agency in self.org.iter() {
            self.quality_of(&agency.code, year);
        }
    }
}
