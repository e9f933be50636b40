//! Whether the curve would have foretold past years better than the straight line: each year is foretold from those
//! before it alone, and both forecasts are held against where it ended.

use std::cmp::Ordering;

use super::{Band, FEWEST, PastYear, before, millionths, rate_end, rates, season, straight};
use crate::time::WorkYear;

/// How both forecasts did at a month, over all units and years that could be tried.
///
/// Misses are millionths: of where the year ended for an amount, of a whole (points) for a rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// Forecasts made by both.
    pub cases: usize,
    /// Of them the curve was nearer.
    pub curve_nearer: usize,
    /// Of them the straight line was nearer; the others were equal.
    pub line_nearer: usize,
    /// Sum of the curve's misses.
    curve_missed: i128,
    /// Sum of the straight line's misses in the same cases.
    line_missed: i128,
    /// Of the cases, the end lay within the curve's band.
    pub within_band: usize,
    /// Years whose end is known but which too few years precede: only the straight line could be tried.
    pub line_alone: usize,
    /// Sum of its misses there.
    alone_missed: i128,
}

impl Tried {
    /// Mean miss of the curve, in millionths.
    pub fn curve(&self) -> Option<i64> {
        mean(self.curve_missed, self.cases)
    }

    /// Mean miss of the straight line in the same cases.
    pub fn line(&self) -> Option<i64> {
        mean(self.line_missed, self.cases)
    }

    /// Mean miss of the straight line where there was no curve.
    pub fn alone(&self) -> Option<i64> {
        mean(self.alone_missed, self.line_alone)
    }

    /// Which of the two missed less over the cases of both: `Less` where the curve did; `None` without a case.
    pub fn compared(&self) -> Option<Ordering> {
        (self.cases > 0).then(|| self.curve_missed.cmp(&self.line_missed))
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: &Self) -> Self {
        Self {
            cases: self.cases + other.cases,
            curve_nearer: self.curve_nearer + other.curve_nearer,
            line_nearer: self.line_nearer + other.line_nearer,
            curve_missed: self.curve_missed + other.curve_missed,
            line_missed: self.line_missed + other.line_missed,
            within_band: self.within_band + other.within_band,
            line_alone: self.line_alone + other.line_alone,
            alone_missed: self.alone_missed + other.alone_missed,
        }
    }

    fn add(&mut self, end: i64, curve: Option<Band>, line: i64, over: i64) {
        let miss = |told: i64| {
            let missed = (i128::from(told) - i128::from(end)).abs();
            missed * super::MILLION / i128::from(over.max(1))
        };
        let by_line = miss(line);
        let Some(curve) = curve else {
            self.line_alone += 1;
            self.alone_missed += by_line;
            return;
        };
        let by_curve = miss(curve.middle);
        self.cases += 1;
        self.curve_missed += by_curve;
        self.line_missed += by_line;
        self.curve_nearer += usize::from(by_curve < by_line);
        self.line_nearer += usize::from(by_line < by_curve);
        self.within_band += usize::from(curve.holds(end));
    }
}

fn mean(sum: i128, cases: usize) -> Option<i64> {
    let cases = i128::try_from(cases).ok().filter(|cases| *cases > 0)?;
    i64::try_from((2 * sum + cases) / (2 * cases)).ok()
}

/// Tries a month over the years of many units.
pub fn backtest<'a>(units: impl IntoIterator<Item = &'a [PastYear]>, month: u8) -> Tried {
    let all = units
        .into_iter()
        .map(|years| backtest_of(years, month, |_| true));
    all.fold(Tried::default(), |sum, one| sum.with(&one))
}

/// Tries a month over those years of one unit that count; the others are only what a forecast rests on.
pub fn backtest_of(years: &[PastYear], month: u8, counts: impl Fn(WorkYear) -> bool) -> Tried {
    let mut tried = Tried::default();
    for year in years.iter().filter(|year| counts(year.year)) {
        try_amount(&mut tried, &before(years, year.year), year, month);
    }
    tried
}

fn try_amount(tried: &mut Tried, before: &[PastYear], year: &PastYear, month: u8) -> Option<()> {
    let (end, reached) = (year.end()?, year.at(month)?);
    let line = straight(month, reached)?;
    let curve = season(before).and_then(|season| season.forecast(month, reached));
    tried.add(end, curve, line, end);
    Some(())
}

/// Tries a month over the years of one unit for a rate: numerators and denominators of the same years. The straight line
/// of a rate is the law's: as many twelfths of the year's as months have passed.
pub fn backtest_rate(
    parts: &[PastYear],
    wholes: &[PastYear],
    month: u8,
    counts: impl Fn(WorkYear) -> bool,
) -> Tried {
    let mut tried = Tried::default();
    for part in parts.iter().filter(|part| counts(part.year)) {
        let Some(whole) = wholes.iter().find(|whole| whole.year == part.year) else {
            continue;
        };
        let past = before(parts, part.year);
        try_rate(&mut tried, (&past, wholes), (part, whole), month);
    }
    tried
}

fn try_rate(
    tried: &mut Tried,
    (parts, wholes): (&[PastYear], &[PastYear]),
    (part, whole): (&PastYear, &PastYear),
    month: u8,
) -> Option<()> {
    let of_year = rates(part, whole);
    let (end, reached) = (of_year.end()?, of_year.at(month)?);
    let line = straight(month, reached)?;
    let foretold = match parts.len() < FEWEST {
        true => None,
        false => rate_end(parts, wholes, month, (part.at(month)?, whole.at(month)?)),
    };
    let curve = foretold.and_then(|found| {
        Some(Band {
            low: millionths(found.low)?,
            middle: millionths(found.middle)?,
            high: millionths(found.high)?,
        })
    });
    // Ten-thousandths of a percent are millionths of a whole.
    tried.add(end, curve, line, 1_000_000);
    Some(())
}
