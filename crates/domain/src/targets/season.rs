//! Pace that knows seasons: what a unit had reached by a month in its own past years, as a share of where it ended,
//! gives the curve to expect this year, with a band, and where the year will end if it goes as before.
//!
//! An estimate, never a target and never a judgement: the law's pace stays target × months / 12. What each past year
//! says is worked out exactly and rounded once; amounts keep the unit of their figure.

pub mod backtest;
mod need;
mod rate;

pub use need::{Need, need, whole_weeks};
pub use rate::{RateEnd, RateYear, millionths, rate_end, rates};

use crate::amount::Rate;
use crate::time::WorkYear;

/// Parts in which misses are told.
const MILLION: i128 = 1_000_000;
/// Years before there is a curve.
pub const FEWEST: usize = 3;
/// Years it looks back on: habits older than that are no guide.
pub const MOST: usize = 5;

/// How many years back a past year may lie: five of seven, where some are not told.
pub const OLDEST: i16 = 7;

/// A past year of a unit: what had been reached by the end of each cumulative month, where it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastYear {
    /// Which year.
    pub year: WorkYear,
    /// Values of months 1 to 12, in the unit of the figure.
    pub months: [Option<i64>; 12],
}

/// Three values: what the lowest, the middle and the highest past year say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Lowest.
    pub low: i64,
    /// Middle; of two middles their mean.
    pub middle: i64,
    /// Highest.
    pub high: i64,
}

impl Band {
    /// Of what the years say; `None` of fewer than [`FEWEST`].
    pub fn of(mut told: Vec<i64>) -> Option<Self> {
        if told.len() < FEWEST {
            return None;
        }
        told.sort_unstable();
        let half = told.len() / 2;
        let upper = *told.get(half)?;
        let middle = match told.len() % 2 {
            1 => upper,
            _ => {
                let sum = i128::from(*told.get(half.checked_sub(1)?)?) + i128::from(upper);
                i64::try_from((sum + 1).div_euclid(2)).ok()?
            }
        };
        Some(Self {
            low: *told.first()?,
            middle,
            high: *told.last()?,
        })
    }

    /// Whether a value lies in it, both ends included.
    pub fn holds(&self, value: i64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// The curve of a unit: its past years that ended, the newest [`MOST`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// The years it rests on, oldest first.
    pub years: Vec<WorkYear>,
    past: Vec<PastYear>,
}

impl PastYear {
    /// The value of a cumulative month, 1 to 12.
    pub fn at(&self, month: u8) -> Option<i64> {
        let at = usize::from(month).checked_sub(1)?;
        (*self.months.get(at)?).filter(|reached| *reached >= 0)
    }

    /// Where it ended; `None` where it did not, or with nothing.
    pub fn end(&self) -> Option<i64> {
        self.months[11].filter(|end| *end > 0)
    }

    /// How much of its end it had by a month.
    pub fn share(&self, month: u8) -> Option<Rate> {
        Rate::of(self.at(month)?, self.end()?)
    }

    /// What it expects by a month of a year that shall end at `target`.
    fn expects(&self, month: u8, target: i64) -> Option<i64> {
        ratio(target, i128::from(self.at(month)?), self.end()?)
    }

    /// Where a year that had reached so much by a month ends if it goes on like this one; `None` too where this one had
    /// nothing by then.
    pub fn foretells(&self, month: u8, reached: i64) -> Option<i64> {
        ratio(reached, i128::from(self.end()?), self.at(month)?)
    }
}

/// Of the years told those a year may rest on: before it, none older than [`OLDEST`].
pub fn before(told: &[PastYear], year: WorkYear) -> Vec<PastYear> {
    let oldest = year.0.saturating_sub(OLDEST);
    let counts = |one: &&PastYear| (oldest..year.0).contains(&one.year.0);
    told.iter().filter(counts).cloned().collect()
}

/// The curve of past years; the newest [`MOST`] that ended count. `None` where fewer than [`FEWEST`] did.
pub fn season(past: &[PastYear]) -> Option<Season> {
    let mut ended: Vec<PastYear> = past
        .iter()
        .filter(|year| year.end().is_some())
        .cloned()
        .collect();
    ended.sort_by_key(|year| year.year);
    let ended = ended.split_off(ended.len().saturating_sub(MOST));
    (ended.len() >= FEWEST).then(|| Season {
        years: ended.iter().map(|year| year.year).collect(),
        past: ended,
    })
}

impl Season {
    /// The past years, oldest first.
    pub fn past(&self) -> &[PastYear] {
        &self.past
    }

    /// What is to be expected by a month if the year shall end at `target`; `None` where fewer than [`FEWEST`] years
    /// tell the month.
    pub fn expected(&self, month: u8, target: i64) -> Option<Band> {
        let told = self.past.iter();
        Band::of(
            told.filter_map(|year| year.expects(month, target))
                .collect(),
        )
    }

    /// Where the year will end if what was reached by a month goes on as in past years; `None` where fewer than
    /// [`FEWEST`] years tell the month or one of them had nothing by then.
    pub fn forecast(&self, month: u8, reached: i64) -> Option<Band> {
        let told = self.past.iter().filter(|year| year.at(month).is_some());
        let ends: Option<Vec<i64>> = told.map(|year| year.foretells(month, reached)).collect();
        Band::of(ends?)
    }
}

/// The straight line: where the year ends if every month brings as much as those so far.
pub fn straight(month: u8, reached: i64) -> Option<i64> {
    ratio(reached, 12, i64::from(month))
}

/// `amount × by / over`, rounded half up; `None` where it cannot be.
fn ratio(amount: i64, by: i128, over: i64) -> Option<i64> {
    let over = i128::from(over);
    if over <= 0 || amount < 0 || by < 0 {
        return None;
    }
    let product = i128::from(amount).checked_mul(by)?;
    i64::try_from((product.checked_mul(2)? + over) / (2 * over)).ok()
}

#[cfg(test)]
mod tests;
