//! Burn-up: day by day what was done so far beside what had to be done by then.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Days, Span};

/// A day of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: Date,
    /// Which day of the campaign, from 1.
    pub number: i64,
    /// Entered for that day; `None`: nothing.
    pub of_day: Option<i64>,
    /// Entered so far, provisional; `None` on a working day nobody entered, and in days to come.
    pub so_far: Option<i64>,
    /// Approved since the campaign began, at a month end.
    pub approved: Option<i64>,
    /// What an even pace asks for by the end of the day, rounded up; `None`: no goal.
    pub expected: Option<i64>,
    /// Whether the agency works that day.
    pub works: bool,
}

/// The days of a campaign; `approved`: by month end what approved figures tell since its first day.
pub fn burn(
    span: Span,
    today: Date,
    daily: &Days,
    approved: &BTreeMap<Date, i64>,
    goal: Option<i64>,
    works: impl Fn(Date) -> bool,
) -> Vec<Point> {
    let mut sum = 0_i64;
    let mut begun = false;
    let mut point = |(day, number): (Date, i64)| {
        let of_day = daily.get(&day).copied();
        sum = sum.saturating_add(of_day.unwrap_or(0));
        begun |= of_day.is_some();
        let rests = !works(day);
        let known = day <= today && begun && (of_day.is_some() || rests);
        Point {
            day,
            number,
            of_day,
            so_far: known.then_some(sum),
            approved: approved.get(&day).copied(),
            expected: goal.and_then(|goal| expected(goal, number, span.days())),
            works: !rests,
        }
    };
    span.each().zip(1_i64..).map(&mut point).collect()
}

/// What an even pace asks for after so many of all days: `goal × day ÷ days`, rounded up, because a case is done or
/// not. `None` where there are no days.
pub fn expected(goal: i64, day: i64, days: i64) -> Option<i64> {
    let (product, days) = (i128::from(goal) * i128::from(day), i128::from(days));
    if days <= 0 {
        return None;
    }
    let whole = product.div_euclid(days);
    let rest = i128::from(product.rem_euclid(days) > 0);
    i64::try_from(whole + rest).ok()
}
