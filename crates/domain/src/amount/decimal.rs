//! A decimal number exactly as written.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::divide_half_up;
use crate::text::number;

/// An exact decimal: an integer divided by a power of ten.
///
/// It is kept without trailing zeros, so `68.730` and `68.73` are equal. JSON holds it as the plain
/// text of [`fmt::Display`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

/// The text is not a plain decimal such as `1057`, `-0.5` or `68.73`, or has too many digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a plain decimal")]
pub struct NotADecimal;

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self {
        mantissa: 0,
        scale: 0,
    };
    /// 1.
    pub const ONE: Self = Self {
        mantissa: 1,
        scale: 0,
    };
    /// The most digits a value may have after the point.
    pub const MAX_SCALE: u8 = 28;

    /// `mantissa / 10^scale`; `None` when more than [`Self::MAX_SCALE`] digits remain after the point.
    pub const fn new(mut mantissa: i128, mut scale: u8) -> Option<Self> {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
            if mantissa == 0 {
                scale = 0;
            }
        }
        if scale > Self::MAX_SCALE {
            return None;
        }
        Some(Self { mantissa, scale })
    }

    /// A stored percent, in 1/10 000 of a percent: `687_300` is 68.73.
    pub fn from_ten_thousandths(stored: i64) -> Self {
        Self::new(i128::from(stored), 4).unwrap_or_default()
    }

    /// The value in 1/10 000, when it is a whole number of them.
    pub fn to_ten_thousandths(self) -> Option<i64> {
        self.checked_mul_pow10(4)?.to_i64()
    }

    /// The digits without the point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// The number of digits after the point.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Reads a plain decimal: digits, an optional sign before and an optional point inside.
    pub fn parse(text: &str) -> Result<Self, NotADecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let pointed = digits.contains('.');
        if whole.is_empty() || (pointed && fraction.is_empty()) {
            return Err(NotADecimal);
        }
        let fraction = fraction.trim_end_matches('0');
        let mut mantissa = 0_i128;
        for digit in whole.chars().chain(fraction.chars()) {
            let digit = digit.to_digit(10).ok_or(NotADecimal)?;
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|shifted| shifted.checked_add(i128::from(digit)))
                .ok_or(NotADecimal)?;
        }
        let scale = u8::try_from(fraction.len()).map_err(|_| NotADecimal)?;
        Self::new(if negative { -mantissa } else { mantissa }, scale).ok_or(NotADecimal)
    }

    /// Whether nothing stands after the point.
    pub const fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// Whether it is less than 0.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether it is 0.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The whole number it is; `None` for a fraction or beyond `i64`.
    pub fn to_i64(self) -> Option<i64> {
        self.to_i128().and_then(|whole| i64::try_from(whole).ok())
    }

    /// The whole number it is; `None` for a fraction.
    pub const fn to_i128(self) -> Option<i128> {
        if self.scale == 0 {
            Some(self.mantissa)
        } else {
            None
        }
    }

    /// Without its sign.
    pub const fn abs(self) -> Self {
        Self {
            mantissa: self.mantissa.saturating_abs(),
            scale: self.scale,
        }
    }

    /// × 10^power; `None` on overflow.
    pub fn checked_mul_pow10(self, power: u8) -> Option<Self> {
        if self.mantissa == 0 {
            return Some(self);
        }
        if power <= self.scale {
            return Self::new(self.mantissa, self.scale - power);
        }
        let factor = 10_i128.checked_pow(u32::from(power - self.scale))?;
        Self::new(self.mantissa.checked_mul(factor)?, 0)
    }

    /// ÷ 10^power; `None` when it would have too many digits after the point.
    pub fn checked_div_pow10(self, power: u8) -> Option<Self> {
        Self::new(self.mantissa, self.scale.checked_add(power)?)
    }

    /// The sum; `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Self::new(
            self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?,
            scale,
        )
    }

    /// The difference; `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Self::new(
            self.at_scale(scale)?.checked_sub(other.at_scale(scale)?)?,
            scale,
        )
    }

    /// The product; `None` on overflow.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Self::new(
            self.mantissa.checked_mul(other.mantissa)?,
            self.scale.checked_add(other.scale)?,
        )
    }

    /// Rounded half away from zero to `places` digits after the point.
    pub fn round(self, places: u8) -> Self {
        if self.scale <= places {
            return self;
        }
        // The scale is at most 28, so the power fits.
        let factor = 10_i128.pow(u32::from(self.scale - places));
        Self::new(divide_half_up(self.mantissa, factor), places).unwrap_or(self)
    }

    /// As Vietnamese papers print it: `1.057`, `68,73`.
    pub fn vn(self) -> String {
        number::decimal_vn(self)
    }

    fn at_scale(self, scale: u8) -> Option<i128> {
        let factor = 10_i128.checked_pow(u32::from(scale.checked_sub(self.scale)?))?;
        self.mantissa.checked_mul(factor)
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self::from(i128::from(whole))
    }
}

impl From<i128> for Decimal {
    fn from(whole: i128) -> Self {
        Self {
            mantissa: whole,
            scale: 0,
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let one = |value: &Self| 10_i128.pow(u32::from(value.scale));
        let (ours, theirs) = (one(self), one(other));
        let whole = self
            .mantissa
            .div_euclid(ours)
            .cmp(&other.mantissa.div_euclid(theirs));
        whole.then_with(|| {
            let scale = self.scale.max(other.scale);
            let fraction = |value: &Self, one: i128| {
                value.mantissa.rem_euclid(one) * 10_i128.pow(u32::from(scale - value.scale))
            };
            fraction(self, ours).cmp(&fraction(other, theirs))
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if fraction.is_empty() {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction}")
        }
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        Self::parse(text)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
