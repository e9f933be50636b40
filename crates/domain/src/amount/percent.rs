//! Percents as offices print them, and the pace of a target.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Decimal, NotADecimal, divide_half_up};
use crate::text::number;

/// A printed percent (or points): whole hundredths of a percent, always two decimals.
///
/// Deviations are differences of these, because offices subtract what they have printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(i64);

impl Percent {
    /// 0.00 %.
    pub const ZERO: Self = Self(0);
    /// 100.00 %.
    pub const HUNDRED: Self = Self(10_000);

    /// From hundredths of a percent: `6873` is 68.73 %.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// In hundredths of a percent.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// From a stored percent (1/10 000 of a percent: `687_300`), rounded half away from zero.
    pub fn from_ten_thousandths(stored: i64) -> Self {
        Self::saturated(divide_half_up(i128::from(stored), 100))
    }

    /// As a stored percent; `None` beyond `i64`.
    pub const fn to_ten_thousandths(self) -> Option<i64> {
        self.0.checked_mul(100)
    }

    /// A decimal in percent (`68.726`), rounded half away from zero to two decimals; `None` beyond
    /// the range.
    pub fn rounded(percent: Decimal) -> Option<Self> {
        percent.round(2).checked_mul_pow10(2)?.to_i64().map(Self)
    }

    /// The exact decimal in percent.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(i128::from(self.0), 2).unwrap_or_default()
    }

    /// Reads a plain decimal of at most two decimals (`68.73`, `100`).
    pub fn parse(text: &str) -> Result<Self, NotADecimal> {
        let hundredths = Decimal::parse(text)?
            .checked_mul_pow10(2)
            .ok_or(NotADecimal)?;
        hundredths.to_i64().map(Self).ok_or(NotADecimal)
    }

    /// The sum, in points.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The difference, in points: a deviation or a change.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// Without its sign.
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Whether it is less than 0.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// As papers print it, without the sign %: `68,73`.
    pub fn vn(self) -> String {
        let whole = number::group(self.0.unsigned_abs() / 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{whole},{:02}", self.0.unsigned_abs() % 100)
    }

    /// With the sign of a deviation: `+13,20`, `-1,00`, `0,00`.
    pub fn signed_vn(self) -> String {
        let sign = if self.0 > 0 { "+" } else { "" };
        format!("{sign}{}", self.vn())
    }

    pub(super) fn saturated(hundredths: i128) -> Self {
        let limit = if hundredths < 0 { i64::MIN } else { i64::MAX };
        Self(i64::try_from(hundredths).unwrap_or(limit))
    }
}

/// The pace (biên độ bình quân) of a yearly target in percent: target × month ÷ 12, rounded half
/// away from zero to two decimals. A value beyond the range is printed at its limit.
pub fn pace(target: Decimal, month: u8) -> Percent {
    pace_amount(target, month)
        .and_then(Percent::rounded)
        .unwrap_or_else(|| {
            Percent::saturated(if target.is_negative() {
                i128::MIN
            } else {
                i128::MAX
            })
        })
}

/// [`pace`] of a target stored in 1/10 000 of a percent.
pub fn pace_ten_thousandths(target: i64, month: u8) -> Percent {
    pace(Decimal::from_ten_thousandths(target), month)
}

/// The pace of a target that is an amount (a count of cases), rounded to two decimals; `None` on
/// overflow.
pub fn pace_amount(target: Decimal, month: u8) -> Option<Decimal> {
    // target × month × 100 / (12 × 10^scale), rounded once.
    let part = target
        .mantissa()
        .checked_mul(i128::from(month))?
        .checked_mul(100)?;
    let whole = 10_i128
        .checked_pow(u32::from(target.scale()))?
        .checked_mul(12)?;
    Decimal::new(divide_half_up(part, whole), 2)
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

impl FromStr for Percent {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        Self::parse(text)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
