//! Whose facts are counted for whom, and whose rows are in whose reach: the tree with what became of
//! what.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Agency, Org, Reorganisation};
use crate::access::Reach;

impl Org {
    /// A code, every code below it at any time, and every predecessor of those.
    pub fn lineage(&self, code: &str) -> BTreeSet<&str> {
        self.gathered(code, |_, _| true, |_| true)
    }

    /// The codes whose facts of some days (both included) are counted for a code: itself, what stood below
    /// it then, and what those came from, each in its time.
    pub fn lineage_during(&self, code: &str, first: Date, last: Date) -> BTreeSet<&str> {
        // A body that was split and goes on speaks for itself from the split on.
        let answers = |pair: &Reorganisation| {
            pair.on.first_day() > first
                || self
                    .find(&pair.old)
                    .is_none_or(|old| old.on(first).is_none())
        };
        self.gathered(
            code,
            |agency, above| agency.stood_below(above, first, last),
            answers,
        )
    }

    fn gathered(
        &self,
        code: &str,
        below: impl Fn(&Agency, &str) -> bool,
        before: impl Fn(&Reorganisation) -> bool,
    ) -> BTreeSet<&str> {
        let mut found: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = self
            .find(code)
            .map(|agency| agency.code.as_str())
            .into_iter()
            .collect();
        while let Some(next) = open.pop() {
            if !found.insert(next) {
                continue;
            }
            let children = self.children.get(next).into_iter().flatten();
            let children = children.filter_map(|id| self.get(*id));
            open.extend(
                children
                    .filter(|agency| below(agency, next))
                    .map(|agency| agency.code.as_str()),
            );
            let pairs = self.predecessors(next).into_iter();
            open.extend(
                pairs
                    .filter(|pair| before(pair))
                    .map(|pair| pair.old.as_str()),
            );
        }
        found
    }
}

impl Reach for Org {
    /// Access follows today's tree, in which an agency that no longer exists hangs under each of
    /// its successors; one that has none stays where it last hung.
    fn covers(&self, agency: &str, other: &str) -> bool {
        let mut open: Vec<&str> = vec![other];
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some(next) = open.pop() {
            if next == agency {
                return true;
            }
            if !seen.insert(next) {
                continue;
            }
            let Some(last) = self.find(next).and_then(|found| found.spells.last()) else {
                continue;
            };
            let heirs: Vec<&str> = if last.validity.to.is_some() {
                let pairs = self.successors(next).into_iter();
                pairs.filter_map(|pair| pair.new.as_deref()).collect()
            } else {
                Vec::new()
            };
            if heirs.is_empty() {
                open.extend(last.parent.as_deref());
            }
            open.extend(heirs);
        }
        false
    }
}
