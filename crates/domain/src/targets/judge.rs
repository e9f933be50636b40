//! A target against what was reached: pace, deviation, whether the year's target is met, and what
//! is still missing.
//!
//! Pace ("biên độ bình quân") = target × months ÷ 12, printed to two decimals; the deviation is the
//! difference of the two printed rates, in percentage points, as offices reckon it. Where the exact
//! fraction would decide otherwise the result says `near_edge`.

use std::cmp::Ordering;

use crate::amount::{Decimal, Percent, Rate, pace, pace_amount};
use crate::catalogue::Measure;

/// From where the actual value was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// From the figures.
    Computed,
    /// As a source published it.
    Reported,
    /// From another published number: a deviation, a change.
    Derived,
}

impl Basis {
    /// The code in answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Reported => "reported",
            Self::Derived => "derived",
        }
    }
}

/// What was reached: the printed value, and the exact rate where it was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actual {
    /// Percent for a rate, the number itself otherwise (base unit).
    pub shown: Decimal,
    /// The exact fraction behind a computed rate.
    pub exact: Option<Rate>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Actual {
    /// A rate computed from its parts.
    pub fn rate(rate: Rate) -> Self {
        Self {
            shown: rate.print2().to_decimal(),
            exact: Some(rate),
            basis: Basis::Computed,
        }
    }
}

/// How a target stands against the year's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Met.
    Met,
    /// Met and passed.
    Exceeded,
    /// Not met.
    NotMet,
}

impl Status {
    /// The code of `Kết quả nêu`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "dat",
            Self::Exceeded => "vuot",
            Self::NotMet => "chua_dat",
        }
    }

    /// The status of a code of `Kết quả nêu`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Met, Self::Exceeded, Self::NotMet]
            .into_iter()
            .find(|status| status.code() == code)
    }
}

/// A target judged at a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// What the linear pace asks for at this month.
    pub pace: Option<Decimal>,
    /// Actual less pace: points for a rate, the number otherwise.
    pub deviation: Option<Decimal>,
    /// Actual as a share of the target, percent.
    pub share_of_target: Option<Percent>,
    /// Whether the year's target is met by now.
    pub year_met: Option<bool>,
    /// Against the year's target.
    pub status: Option<Status>,
    /// Whether the printed and the exact value decide differently: over the year's target, or over the
    /// sign of the deviation.
    pub near_edge: bool,
}

/// Whether pace grows with the months for a code: the two rates and counts; a share of work done
/// properly (`qd.ty_le`, `kntc.ty_le`) is asked for whole at any month.
pub fn grows(code: &str, measure: Measure) -> bool {
    measure != Measure::Rate || matches!(code, "viec.ty_le" | "tien.ty_le")
}

/// Judges what was reached at a cumulative month against a target value.
///
/// `whole` is for a target set for that very month, which is taken whole.
pub fn judge(
    goal: Decimal,
    op: &str,
    code: &str,
    measure: Measure,
    actual: Option<&Actual>,
    month: u8,
    whole: bool,
) -> Judged {
    let linear = grows(code, measure) && !whole;
    let expected = match (measure, linear) {
        (_, false) => Some(goal),
        (Measure::Rate, true) => Some(pace(goal, month).to_decimal()),
        (_, true) => pace_amount(goal, month),
    };
    let Some(actual) = actual else {
        return Judged {
            pace: expected,
            ..Judged::default()
        };
    };
    let met = meets(actual.shown.cmp(&goal), op);
    let exact = actual
        .exact
        .map(|rate| meets(exact_order(rate, goal, 12), op));
    // Whether the deviation has the sign of being late.
    let late = |order: Ordering| order == passing(op).reverse();
    let months = if linear { month } else { 12 };
    let behind = expected.map(|expected| late(actual.shown.cmp(&expected)));
    let exactly_behind = actual
        .exact
        .map(|rate| late(exact_order(rate, goal, months)));
    let passed = actual.shown.cmp(&goal) == passing(op);
    Judged {
        pace: expected,
        deviation: expected.and_then(|expected| actual.shown.checked_sub(expected)),
        share_of_target: share(actual.shown, goal),
        year_met: Some(met),
        status: Some(match (met, passed) {
            (false, _) => Status::NotMet,
            (true, true) => Status::Exceeded,
            (true, false) => Status::Met,
        }),
        near_edge: exact.is_some_and(|exact| exact != met)
            || exactly_behind.is_some() && exactly_behind != behind,
    }
}

/// Whether an order of actual to goal satisfies a sign of comparison; to fall or to rise beside a value
/// (`giam`, `tang`, most often beside last year's) is to lie below or above it.
fn meets(order: Ordering, op: &str) -> bool {
    match op {
        ">" => order == Ordering::Greater,
        "=" => order == Ordering::Equal,
        "<=" => order != Ordering::Greater,
        "<" | "giam" => order == Ordering::Less,
        "tang" => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

/// The side of the goal on which it is passed and not only met.
fn passing(op: &str) -> Ordering {
    if matches!(op, "<" | "<=" | "giam") {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// Whether a deviation from the pace has the sign of being late: below it, or above it where less is asked for.
pub fn is_behind(deviation: Decimal, op: &str) -> bool {
    deviation.cmp(&Decimal::ZERO) == passing(op).reverse()
}

/// The exact rate beside so many twelfths of a percent of any number of decimals.
fn exact_order(rate: Rate, goal: Decimal, months: u8) -> Ordering {
    // rate.n / rate.d × 100 against m / 10^s × months / 12
    let ten = 10_i128.checked_pow(u32::from(goal.scale()));
    let left = rate
        .numerator()
        .checked_mul(1_200)
        .zip(ten)
        .and_then(|(n, ten)| n.checked_mul(ten));
    let right = goal
        .mantissa()
        .checked_mul(rate.denominator())
        .and_then(|product| product.checked_mul(i128::from(months)));
    match left.zip(right) {
        Some((left, right)) => left.cmp(&right),
        None => rate
            .print2()
            .to_decimal()
            .cmp(&pace(goal, months).to_decimal()),
    }
}

/// Actual ÷ goal, percent.
fn share(actual: Decimal, goal: Decimal) -> Option<Percent> {
    let scale = actual.scale().max(goal.scale());
    let part = actual.checked_mul_pow10(scale)?.to_i128()?;
    let whole = goal.checked_mul_pow10(scale)?.to_i128()?;
    Some(Rate::of(part, whole)?.print2())
}

/// What is still missing to reach a target on a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// Still needed in all, in the unit of the rate's numerator.
    pub total: i128,
    /// Weeks left until 30/9, one begun counts; 0: the year is over.
    pub weeks: i64,
    /// Needed a week, rounded up.
    pub per_week: i128,
}

/// What is missing so that `part ÷ whole` reaches a percent; `None` where nothing is.
///
/// The denominator is taken as it stands: what is docketed later raises it.
pub fn shortfall(
    part: i64,
    whole: i64,
    goal: Decimal,
    op: &str,
    days_left: i64,
) -> Option<Shortfall> {
    let hundred = 10_i128
        .checked_pow(u32::from(goal.scale()))?
        .checked_mul(100)?;
    let product = goal.mantissa().checked_mul(i128::from(whole))?;
    let least = ceil_div(product, hundred)?;
    if matches!(op, "<" | "<=" | "giam") {
        return None;
    }
    // A strict sign asks for one more where the goal is hit exactly.
    let strict = matches!(op, ">" | "tang") && least.checked_mul(hundred)? == product;
    let needed = least + i128::from(strict);
    missing(needed - i128::from(part), days_left)
}

/// A number still missing, spread over the weeks that are left; `None` where nothing is.
pub fn missing(total: i128, days_left: i64) -> Option<Shortfall> {
    if total <= 0 {
        return None;
    }
    let weeks = ((days_left + 6) / 7).max(0);
    Some(Shortfall {
        total,
        weeks,
        per_week: ceil_div(total, i128::from(weeks.max(1)))?,
    })
}

fn ceil_div(part: i128, whole: i128) -> Option<i128> {
    let quotient = part.checked_div_euclid(whole)?;
    Some(if part.checked_rem_euclid(whole)? == 0 {
        quotient
    } else {
        quotient + 1
    })
}

#[cfg(test)]
mod tests;
