//! The same agencies seen with the tree of one fixed day, whatever day is asked for: a past period told for the
//! agencies of today.

use std::sync::Arc;

use jiff::civil::Date;

use super::Org;
use crate::restate::Crosswalk;

impl Org {
    /// The same with what was decided about figures of agencies that are no more.
    #[must_use]
    pub fn with_crosswalk(self, crosswalk: Arc<Crosswalk>) -> Self {
        Self { crosswalk, ..self }
    }

    /// What was decided about figures of agencies that are no more.
    pub fn crosswalk(&self) -> &Crosswalk {
        &self.crosswalk
    }

    /// The same agencies, every question about the tree answered for one day; figures asked for over it are
    /// restated to that day's agencies.
    #[must_use]
    pub fn restated(self: &Arc<Self>, as_of: Date) -> Self {
        let then = self.then.as_ref().map_or(self, |(_, then)| then);
        Self {
            then: Some((as_of, then.clone())),
            ..Self::clone(then)
        }
    }

    /// The day whose tree answers for a day asked about.
    pub fn seen(&self, date: Date) -> Date {
        self.then.as_ref().map_or(date, |(as_of, _)| *as_of)
    }

    /// The fixed day and the agencies as they were, where this is a restated tree.
    pub fn restated_from(&self) -> Option<(Date, &Self)> {
        self.then
            .as_ref()
            .map(|(as_of, then)| (*as_of, then.as_ref()))
    }

    /// The agencies as they were, where this is a restated tree.
    pub fn then(&self) -> Option<&Self> {
        self.then.as_ref().map(|(_, then)| then.as_ref())
    }
}
