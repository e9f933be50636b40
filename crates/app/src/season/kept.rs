//! What the back-test says of each unit, kept until a figure changes that the unit counts: to try a nation over again is
//! to read every month of every year of every unit.
//!
//! A unit's numbers are the same for every reader; whose are added up is decided for each reader.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::tried::OfUnit;
use crate::State;

/// By unit: the running work year, the version of the figures it was made of, and what came of it.
type Made = HashMap<String, (i16, i64, Arc<OfUnit>)>;

/// What was tried. Whoever changes the tree or the catalogue begins a new one.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Made>);

impl fmt::Debug for Kept {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Kept")
    }
}

impl Kept {
    fn made(&self) -> MutexGuard<'_, Made> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// What the back-test says of a unit, where the running work year is `this`.
    pub(super) fn tried_of(&self, unit: &str, this: i16) -> Arc<OfUnit> {
        // Figures that wait, or laid over the tree of today, are looked at by few and seldom.
        if self.drafts || self.org.restated_from().is_some() {
            return Arc::new(OfUnit::of(self, unit, this));
        }
        let stamp = self.stamp(unit);
        if let Some((year, at, found)) = self.tried.made().get(unit)
            && (*year, *at) == (this, stamp)
        {
            return found.clone();
        }
        let found = Arc::new(OfUnit::of(self, unit, this));
        let kept = (this, stamp, found.clone());
        self.tried.made().insert(unit.to_owned(), kept);
        found
    }

    /// Tries the years of every unit, so that nobody waits for it.
    pub(crate) fn warm_tried(&self, this: i16) {
        for agency in self.org.iter() {
            self.tried_of(&agency.code, this);
        }
    }
}
