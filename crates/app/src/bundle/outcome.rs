//! What a row comes to when it is stored: what a preview counts, each row once.

use std::collections::BTreeMap;

/// What a row comes to; of a row that tells several things the one that changes most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// It says nothing new.
    Same,
    /// It fills empty cells of what is stored.
    Filled,
    /// It is stored for the first time.
    New,
    /// It replaces what is stored.
    Revised,
}

/// Outcomes by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcomes(BTreeMap<u32, Outcome>);

impl Outcomes {
    /// One more thing a row comes to.
    pub(super) fn add(&mut self, row: u32, outcome: Outcome) {
        let stands = self.0.entry(row).or_insert(outcome);
        *stands = outcome.max(*stands);
    }

    /// How many rows are new, fill, replace; of those that are here none says nothing new.
    pub(super) fn counts(&self) -> [usize; 4] {
        let of = |wanted: Outcome| self.0.values().filter(|it| **it == wanted).count();
        [
            Outcome::New,
            Outcome::Filled,
            Outcome::Revised,
            Outcome::Same,
        ]
        .map(of)
    }

    /// What a row comes to; one that was united with another says nothing new by itself.
    pub(super) fn of(&self, row: u32) -> Outcome {
        self.0.get(&row).copied().unwrap_or(Outcome::Same)
    }
}
