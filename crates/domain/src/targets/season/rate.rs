//! A rate of two figures (thi hành xong ÷ có điều kiện): each goes its own way through the year, so each is foretold by
//! its own curve, and the rate is what they come to.

use super::{Band, PastYear, Season, season};
use crate::amount::Rate;
use crate::time::WorkYear;

/// Where one past year says the year will end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateYear {
    /// Which past year.
    pub year: WorkYear,
    /// The numerator's end.
    pub part: i64,
    /// The denominator's end.
    pub whole: i64,
    /// The two as a rate.
    pub rate: Rate,
}

/// Where a rate will end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateEnd {
    /// The numerator's end.
    pub part: Band,
    /// The denominator's end.
    pub whole: Band,
    /// The lowest of what the years and the two middles say.
    pub low: Rate,
    /// The numerator's middle over the denominator's middle.
    pub middle: Rate,
    /// The highest.
    pub high: Rate,
    /// Year by year, oldest first.
    pub years: Vec<RateYear>,
}

/// A rate in ten-thousandths of a percent, rounded half up; `None` below zero or beyond all sense.
pub fn millionths(rate: Rate) -> Option<i64> {
    let over = rate.denominator();
    let doubled = rate.numerator().checked_mul(2 * super::MILLION)?;
    let rounded = doubled
        .checked_add(over)?
        .checked_div(over.checked_mul(2)?)?;
    i64::try_from(rounded).ok().filter(|value| *value >= 0)
}

/// A year's rates by month in ten-thousandths of a percent, rounded half up: the share of its own end it had by a month
/// is what the curve of the rate is made of.
pub fn rates(part: &PastYear, whole: &PastYear) -> PastYear {
    let rate = |month: u8| millionths(Rate::of(part.at(month)?, whole.at(month)?)?);
    let mut months = [None; 12];
    for (month, place) in (1_u8..).zip(months.iter_mut()) {
        *place = rate(month);
    }
    PastYear {
        year: part.year,
        months,
    }
}

/// The years told of both figures: the curve of one rests on the same years as that of the other.
fn both(parts: &[PastYear], wholes: &[PastYear]) -> Option<(Season, Season)> {
    let ended = |years: &[PastYear], year: WorkYear| {
        let found = years.iter().find(|one| one.year == year)?;
        found.end().map(|_| found.clone())
    };
    let pairs = parts.iter().filter_map(|part| {
        let whole = ended(wholes, part.year)?;
        Some((ended(parts, part.year)?, whole))
    });
    let (parts, wholes): (Vec<PastYear>, Vec<PastYear>) = pairs.unzip();
    Some((season(&parts)?, season(&wholes)?))
}

/// Where a rate ends that stands at `reached` (numerator, denominator) by a month; `None` where fewer than
/// [`super::FEWEST`] past years tell both figures of that month and of their end.
pub fn rate_end(
    parts: &[PastYear],
    wholes: &[PastYear],
    month: u8,
    reached: (i64, i64),
) -> Option<RateEnd> {
    let (parts, wholes) = both(parts, wholes)?;
    let pairs = parts.past().iter().zip(wholes.past());
    let told = pairs.filter(|(part, whole)| part.at(month).is_some() && whole.at(month).is_some());
    let years: Option<Vec<RateYear>> = told
        .map(|(part, whole)| {
            let (end, over) = (
                part.foretells(month, reached.0)?,
                whole.foretells(month, reached.1)?,
            );
            Some(RateYear {
                year: part.year,
                part: end,
                whole: over,
                rate: Rate::of(end, over)?,
            })
        })
        .collect();
    let years = years?;
    let part = Band::of(years.iter().map(|year| year.part).collect())?;
    let whole = Band::of(years.iter().map(|year| year.whole).collect())?;
    let middle = Rate::of(part.middle, whole.middle)?;
    let all = || years.iter().map(|year| year.rate).chain([middle]);
    Some(RateEnd {
        part,
        whole,
        low: all().min()?,
        middle,
        high: all().max()?,
        years,
    })
}
