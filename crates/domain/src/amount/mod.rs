//! Exact amounts: decimals as written, rates as fractions, percents as offices print them.
//!
//! Nothing here is a float and nothing is rounded on the way: a value is rounded once, where it is
//! printed, half away from zero.

mod decimal;
mod percent;
mod precision;
mod rate;
mod tally;
#[cfg(test)]
mod tests;

pub use decimal::{Decimal, NotADecimal};
pub use percent::{Percent, pace, pace_amount, pace_ten_thousandths};
pub use precision::Precision;
pub use rate::Rate;
pub use tally::Tally;

/// `part / whole` rounded half away from zero; `whole` must be more than 0.
///
/// The result saturates only for `i128::MIN`, which no amount reaches.
const fn divide_half_up(part: i128, whole: i128) -> i128 {
    let quotient = part / whole;
    let rest = (part % whole).unsigned_abs();
    // rest ≥ whole − rest is 2 × rest ≥ whole without the overflow.
    if rest >= whole.unsigned_abs() - rest && rest != 0 {
        if part < 0 { quotient - 1 } else { quotient + 1 }
    } else {
        quotient
    }
}
