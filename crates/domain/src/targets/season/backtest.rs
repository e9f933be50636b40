//! Whether the curve would have foretold past years better than the straight line: each year is foretold from those
//! before it alone, and both forecasts are held against where it ended.

use super::{FEWEST, PastYear, season, straight};

/// How both forecasts did at a month, over all units and years that could be tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// Forecasts made.
    pub cases: usize,
    /// Of them the curve was nearer.
    pub curve_nearer: usize,
    /// Of them the straight line was nearer; the others were equal.
    pub line_nearer: usize,
    /// Sum of the curve's misses, in millionths of where the year ended.
    curve_missed: i128,
    /// Sum of the straight line's misses.
    line_missed: i128,
    /// Of the cases, the end lay within the curve's band.
    pub within_band: usize,
}

impl Tried {
    /// Mean miss of the curve, in millionths of where the year ended.
    pub fn curve(&self) -> Option<i64> {
        mean(self.curve_missed, self.cases)
    }

    /// Mean miss of the straight line.
    pub fn line(&self) -> Option<i64> {
        mean(self.line_missed, self.cases)
    }
}

fn mean(sum: i128, cases: usize) -> Option<i64> {
    let cases = i128::try_from(cases).ok().filter(|cases| *cases > 0)?;
    i64::try_from((2 * sum + cases) / (2 * cases)).ok()
}

/// Tries a month over the years of many units.
pub fn backtest<'a>(units: impl IntoIterator<Item = &'a [PastYear]>, month: u8) -> Tried {
    let mut tried = Tried::default();
    for years in units {
        let mut sorted: Vec<&PastYear> = years.iter().collect();
        sorted.sort_by_key(|year| year.year);
        for (at, year) in sorted.iter().enumerate().skip(FEWEST) {
            let before: Vec<PastYear> =
                sorted.iter().take(at).map(|year| (*year).clone()).collect();
            try_one(&mut tried, &before, year, month);
        }
    }
    tried
}

fn try_one(tried: &mut Tried, before: &[PastYear], year: &PastYear, month: u8) -> Option<()> {
    let end = year.end()?;
    let at = usize::from(month).checked_sub(1)?;
    let reached = (*year.months.get(at)?)?;
    let curve = season(before)?.forecast(month, reached)?;
    let line = straight(month, reached)?;
    let miss =
        |told: i64| (i128::from(told) - i128::from(end)).abs() * super::WHOLE / i128::from(end);
    let (by_curve, by_line) = (miss(curve.middle), miss(line));
    tried.cases += 1;
    tried.curve_missed += by_curve;
    tried.line_missed += by_line;
    tried.curve_nearer += usize::from(by_curve < by_line);
    tried.line_nearer += usize::from(by_line < by_curve);
    tried.within_band += usize::from((curve.low..=curve.high).contains(&end));
    Some(())
}
