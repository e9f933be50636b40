//! A rate as the exact fraction it is.

use std::cmp::Ordering;

use super::{Decimal, Percent, divide_half_up};

/// An exact fraction in lowest terms, its denominator more than 0: completed ÷ enforceable.
///
/// Scoring and shares of members compare the fraction; pace, deviation and rank compare
/// [`Rate::print2`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    numerator: i128,
    denominator: i128,
}

impl Rate {
    /// `part / whole`; `None` where the whole is 0, which answers as `null`, or at the edge of `i128`.
    pub fn of(part: impl Into<i128>, whole: impl Into<i128>) -> Option<Self> {
        let (part, whole) = (part.into(), whole.into());
        if whole == 0 || part == i128::MIN || whole == i128::MIN {
            return None;
        }
        let (part, whole) = if whole < 0 {
            (-part, -whole)
        } else {
            (part, whole)
        };
        let divisor = common_divisor(part.abs(), whole);
        Some(Self {
            numerator: part / divisor,
            denominator: whole / divisor,
        })
    }

    /// The fraction of a percent: 68.73 % is 6873/10000.
    pub fn from_percent(percent: Percent) -> Self {
        Self::of(percent.hundredths(), 10_000).unwrap_or(Self {
            numerator: 0,
            denominator: 1,
        })
    }

    /// Above the line, in lowest terms.
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// Below the line, in lowest terms; more than 0.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// × 100, rounded half away from zero to two decimals. A rate beyond the range of [`Percent`]
    /// (which only nonsense reaches) prints at its limit.
    pub fn print2(self) -> Percent {
        let whole = self.numerator / self.denominator;
        let rest = self.numerator % self.denominator;
        match (whole.checked_mul(10_000), rest.checked_mul(10_000)) {
            (Some(whole), Some(rest)) => {
                Percent::saturated(whole.saturating_add(divide_half_up(rest, self.denominator)))
            }
            (None, _) => Percent::saturated(whole),
            (Some(whole), None) => {
                // The denominator is beyond 10^34: its last digits cannot reach the second decimal.
                let step = self.denominator / 10_000;
                Percent::saturated(whole.saturating_add(divide_half_up(rest, step)))
            }
        }
    }

    /// The exact comparison with a printed percent, for `near_edge`: rounded and exact may differ.
    pub fn compare(self, percent: Percent) -> Ordering {
        self.cmp(&Self::from_percent(percent))
    }

    /// In percent, rounded half away from zero to `places` decimals; `None` on overflow.
    pub fn percent(self, places: u8) -> Option<Decimal> {
        let factor = 10_i128.checked_pow(u32::from(places))?.checked_mul(100)?;
        let part = self.numerator.checked_mul(factor)?;
        Decimal::new(divide_half_up(part, self.denominator), places)
    }
}

fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Ord for Rate {
    fn cmp(&self, other: &Self) -> Ordering {
        // Continued fractions: never multiplies, so it cannot overflow.
        let (mut a, mut b) = (self.numerator, self.denominator);
        let (mut c, mut d) = (other.numerator, other.denominator);
        let mut flipped = false;
        loop {
            let (ours, theirs) = (a.div_euclid(b), c.div_euclid(d));
            let (our_rest, their_rest) = (a.rem_euclid(b), c.rem_euclid(d));
            let order = ours
                .cmp(&theirs)
                .then_with(|| match (our_rest, their_rest) {
                    (0, 0) => Ordering::Equal,
                    (0, _) => Ordering::Less,
                    (_, 0) => Ordering::Greater,
                    _ => Ordering::Equal,
                });
            if order != Ordering::Equal || our_rest == 0 {
                return if flipped { order.reverse() } else { order };
            }
            (a, b, c, d) = (b, our_rest, d, their_rest);
            flipped = !flipped;
        }
    }
}

impl PartialOrd for Rate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
