//! Who receives one award again and again, or every other year: what «đến lượt» would look like, and what steady work
//! looks like too.

use std::collections::BTreeSet;

use super::RepeatLimits;

/// A pattern of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// So many years in a row.
    Row {
        /// First year.
        from: i16,
        /// Last year.
        to: i16,
    },
    /// Every other year, never in between.
    Turns {
        /// First year.
        from: i16,
        /// Last year.
        to: i16,
    },
}

/// The longest pattern in the years of one recipient and one award; a row goes before turns of the same length.
pub fn pattern(limits: RepeatLimits, years: &BTreeSet<i16>) -> Option<Pattern> {
    let row = longest(years, 1).filter(|(_, _, times)| *times >= limits.row);
    if let Some((from, to, _)) = row {
        return Some(Pattern::Row { from, to });
    }
    let turns = longest(years, 2).filter(|(_, _, times)| *times >= limits.turns);
    turns.map(|(from, to, _)| Pattern::Turns { from, to })
}

/// The longest run at a step with nothing in between: first, last, how many; of equal ones the latest.
fn longest(years: &BTreeSet<i16>, step: i16) -> Option<(i16, i16, usize)> {
    let mut best: Option<(i16, i16, usize)> = None;
    let mut run: Option<(i16, i16, usize)> = None;
    for year in years.iter().copied() {
        run = Some(match run {
            Some((from, last, times)) if year.checked_sub(last) == Some(step) => {
                (from, year, times + 1)
            }
            _ => (year, year, 1),
        });
        best = match (best, run) {
            (Some(best), Some(run)) if run.2 < best.2 => Some(best),
            (_, run) => run,
        };
    }
    best
}
