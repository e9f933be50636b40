//! Pace that knows seasons: what a unit had reached by a month in its own past years, as a share of where it ended,
//! gives the curve to expect this year, with a band, and where the year will end if it goes as before.
//!
//! An estimate, never a target and never a judgement: the law's pace stays target × months / 12. Shares are whole
//! millionths, rounded once; amounts keep the unit of their figure.

pub mod backtest;

use crate::time::WorkYear;

/// A millionth of where a year ended.
const WHOLE: i128 = 1_000_000;
/// Years before there is a curve.
pub const FEWEST: usize = 3;
/// Years it looks back on: habits older than that are no guide.
pub const MOST: usize = 5;

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
    /// Middle.
    pub middle: i64,
    /// Highest.
    pub high: i64,
}

/// The curve of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// The years it rests on, oldest first.
    pub years: Vec<WorkYear>,
    /// Shares in millionths by month; `None` where fewer than [`FEWEST`] years tell the month.
    months: [Option<Shares>; 12],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shares {
    low: i64,
    middle: i64,
    high: i64,
}

impl PastYear {
    fn end(&self) -> Option<i64> {
        self.months[11].filter(|end| *end > 0)
    }

    /// How much of its end it had by a month, in millionths.
    fn share(&self, month: u8) -> Option<i64> {
        let at = usize::from(month).checked_sub(1)?;
        let reached = (*self.months.get(at)?).filter(|reached| *reached >= 0)?;
        ratio(reached, WHOLE, self.end()?)
    }
}

/// The curve of past years; the newest [`MOST`] that ended count. `None` where fewer than [`FEWEST`] did.
pub fn season(past: &[PastYear]) -> Option<Season> {
    let mut ended: Vec<&PastYear> = past.iter().filter(|year| year.end().is_some()).collect();
    ended.sort_by_key(|year| year.year);
    let newest = ended.len().saturating_sub(MOST);
    let ended = ended.get(newest..).unwrap_or_default();
    if ended.len() < FEWEST {
        return None;
    }
    let month = |at: usize| {
        let month = u8::try_from(at + 1).ok()?;
        shares(ended.iter().filter_map(|year| year.share(month)).collect())
    };
    Some(Season {
        years: ended.iter().map(|year| year.year).collect(),
        months: std::array::from_fn(month),
    })
}

fn shares(mut told: Vec<i64>) -> Option<Shares> {
    if told.len() < FEWEST {
        return None;
    }
    told.sort_unstable();
    let half = told.len() / 2;
    let middle = match told.len() % 2 {
        1 => *told.get(half)?,
        // Two middles: the mean, down to the millionth.
        _ => (told.get(half.checked_sub(1)?)? + told.get(half)?) / 2,
    };
    Some(Shares {
        low: *told.first()?,
        middle,
        high: *told.last()?,
    })
}

impl Season {
    fn shares(&self, month: u8) -> Option<Shares> {
        let at = usize::from(month).checked_sub(1)?;
        *self.months.get(at)?
    }

    /// What is to be expected by a month if the year shall end at `target`; `None` where no curve is known.
    pub fn expected(&self, month: u8, target: i64) -> Option<Band> {
        let shares = self.shares(month)?;
        let part = |share: i64| ratio(target, i128::from(share), i64::try_from(WHOLE).ok()?);
        Some(Band {
            low: part(shares.low)?,
            middle: part(shares.middle)?,
            high: part(shares.high)?,
        })
    }

    /// Where the year will end if what was reached by a month goes on as in past years; `None` where no curve is known
    /// or nothing had been reached by that month in a past year.
    pub fn forecast(&self, month: u8, reached: i64) -> Option<Band> {
        let shares = self.shares(month)?;
        let end = |share: i64| ratio(reached, WHOLE, share);
        // Who had most of the year behind him by then ends lowest.
        Some(Band {
            low: end(shares.high)?,
            middle: end(shares.middle)?,
            high: end(shares.low)?,
        })
    }
}

/// The straight line: where the year ends if every month brings as much as those so far.
pub fn straight(month: u8, reached: i64) -> Option<i64> {
    ratio(reached, 12, i64::from(month))
}

/// `amount × by / over`, rounded half up; `None` where it cannot be.
fn ratio(amount: i64, by: i128, over: i64) -> Option<i64> {
    let over = i128::from(over);
    if over <= 0 || amount < 0 {
        return None;
    }
    let product = i128::from(amount).checked_mul(by)?;
    i64::try_from((product.checked_mul(2)? + over) / (2 * over)).ok()
}

#[cfg(test)]
mod tests;
