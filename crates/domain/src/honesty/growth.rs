//! A sudden growth of «chưa có điều kiện» in the month before figures are held against targets: what is not enforceable
//! is not in the rate's denominator.

use super::GrowthLimits;
use crate::amount::{Percent, Rate};

/// Two month ends of one year: what is not enforceable, and all that is to be enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Not enforceable and all, at the end of the month before.
    pub before: (i64, i64),
    /// The same at the end of the month.
    pub now: (i64, i64),
}

/// A growth that asks for a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// Share at the end of the month before.
    pub before: Percent,
    /// Share at the end of the month.
    pub now: Percent,
    /// Its growth in hundredths of a point, of the two as printed.
    pub points: i64,
    /// The largest growth in the same month of the years told before; `None`: none is told.
    pub usual: Option<i64>,
    /// How many such years.
    pub years: usize,
}

impl Month {
    fn shares(self) -> Option<(Percent, Percent)> {
        let share = |(part, whole): (i64, i64)| {
            (part >= 0 && whole > 0)
                .then(|| Rate::of(part, whole))?
                .map(Rate::print2)
        };
        Some((share(self.before)?, share(self.now)?))
    }

    /// By how much the share grew, in hundredths of a point.
    pub fn points(self) -> Option<i64> {
        let (before, now) = self.shares()?;
        now.hundredths().checked_sub(before.hundredths())
    }
}

/// Whether a month's growth asks for a look: large enough, of enough cases, and larger than in the same month of every
/// year told before.
pub fn growth(limits: &GrowthLimits, month: Month, earlier: &[Month]) -> Option<Growth> {
    let (before, now) = month.shares()?;
    let points = month.points()?;
    let usual = earlier.iter().filter_map(|month| month.points()).max();
    let enough = points >= limits.points && month.now.1 >= limits.cases;
    (enough && usual.is_none_or(|usual| points > usual)).then(|| Growth {
        before,
        now,
        points,
        usual,
        years: earlier.iter().filter_map(|month| month.points()).count(),
    })
}
