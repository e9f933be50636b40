//! How many may be rated best: a share of those rated well, as a dated rule of the rulebook says it.

use super::Level;
use crate::amount::{Percent, Rate};
use crate::catalogue::Ceiling;

/// How many were rated at each level, the best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([i64; 4]);

impl Counts {
    /// One more.
    pub fn add(&mut self, level: Level) {
        for (count, own) in self.0.iter_mut().zip(Level::ALL) {
            if own == level {
                *count = count.saturating_add(1);
            }
        }
    }

    /// How many of a level.
    pub fn of(self, level: Level) -> i64 {
        let mut pairs = self.0.into_iter().zip(Level::ALL);
        pairs
            .find(|(_, own)| *own == level)
            .map_or(0, |(count, _)| count)
    }

    /// How many of some levels.
    fn of_all(self, levels: &[Level]) -> i64 {
        levels.iter().map(|level| self.of(*level)).sum()
    }

    /// How many were rated in all.
    pub fn all(self) -> i64 {
        self.0.iter().sum()
    }
}

/// What a ceiling comes to among some that were rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many have the level that is limited.
    pub rated: i64,
    /// How many they are counted against, by the words of the rule.
    pub base: i64,
    /// The share as printed; `None` where the base is empty.
    pub percent: Option<Percent>,
    /// How many there may be at most.
    pub most: i64,
    /// Whether there are more.
    pub over: bool,
    /// The base where those limited are counted with it: the other way the words may be read.
    pub wide_base: i64,
    /// The share of the wider base.
    pub wide_percent: Option<Percent>,
    /// Whether there are more by that reading too.
    pub wide_over: bool,
}

/// The arithmetic of a ceiling: compared as exact fractions, never as printed.
pub fn share(counts: Counts, rule: &Ceiling) -> Share {
    let rated = counts.of(rule.level);
    let base = counts.of_all(&rule.base);
    let wide_base = base.saturating_add(rated);
    let most = |base: i64| base.saturating_mul(rule.percent) / 100;
    let printed = |base: i64| Rate::of(rated, base).map(Rate::print2);
    Share {
        rated,
        base,
        percent: printed(base),
        most: most(base),
        over: rated > most(base),
        wide_base,
        wide_percent: printed(wide_base),
        wide_over: rated > most(wide_base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(excellent: i64, good: i64) -> Counts {
        Counts([excellent, good, 3, 1])
    }

    fn rule() -> Ceiling {
        Ceiling {
            level: Level::Excellent,
            base: vec![Level::Good],
            percent: 20,
            ..Ceiling::default()
        }
    }

    #[test]
    fn a_fifth_of_those_rated_well_is_the_most() {
        let two_of_ten = share(counts(2, 10), &rule());
        assert_eq!((two_of_ten.most, two_of_ten.over), (2, false));
        assert_eq!(
            two_of_ten.percent.map(Percent::vn),
            Some("20,00".to_owned())
        );
        let three = share(counts(3, 10), &rule());
        assert!(three.over && three.wide_over);
        assert_eq!(three.percent.map(Percent::vn), Some("30,00".to_owned()));
    }

    #[test]
    fn the_wider_reading_is_reckoned_beside_it() {
        let one_of_four = share(counts(1, 4), &rule());
        assert!(one_of_four.over && !one_of_four.wide_over);
        assert_eq!((one_of_four.wide_base, one_of_four.most), (5, 0));
    }

    #[test]
    fn nobody_rated_well_leaves_no_place() {
        let alone = share(counts(1, 0), &rule());
        assert_eq!((alone.percent, alone.most, alone.over), (None, 0, true));
        assert!(!share(counts(0, 0), &rule()).over);
    }
}
