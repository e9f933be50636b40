//! What is still needed a week to reach a target by 30 September, so that the target is reached and not one less.

use crate::targets::Shortfall;

/// What is still needed, spread over whole weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// In all, in the unit of the figure.
    pub total: i128,
    /// Whole weeks left; 0: the year is over or its last days have begun.
    pub weeks: i64,
    /// A week, rounded up; all of it where no whole week is left.
    pub per_week: i128,
}

/// Whole weeks in so many days.
pub fn whole_weeks(days: i64) -> i64 {
    days.max(0) / 7
}

/// A shortfall over whole weeks: who brings so much in each of them reaches the target before the last, broken one.
///
/// The pace's own page counts a week begun as one ([`Shortfall::per_week`]), which may be less.
pub fn need(missing: Shortfall, days_left: i64) -> Need {
    let weeks = whole_weeks(days_left);
    let over = i128::from(weeks.max(1));
    let whole = missing.total.div_euclid(over);
    Need {
        total: missing.total,
        weeks,
        per_week: whole + i128::from(missing.total.rem_euclid(over) > 0),
    }
}
