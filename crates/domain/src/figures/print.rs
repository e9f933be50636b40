//! A figure as text: plainly for machines, the Vietnamese way for people.

use crate::amount::{Decimal, Percent, Precision};
use crate::catalogue::Measure;
use crate::text::number;

/// The value for a machine: a plain decimal; đồng for money, two decimals for rates.
pub fn plain(value: i64, measure: Measure) -> String {
    match measure {
        Measure::Count | Measure::Money => value.to_string(),
        Measure::Rate => Percent::from_ten_thousandths(value).to_string(),
    }
}

/// The value as an exact decimal in the code's own unit: percent for a rate.
pub fn decimal(value: i64, measure: Measure) -> Decimal {
    match measure {
        Measure::Count | Measure::Money => {
            Decimal::new(i128::from(value), 0).unwrap_or(Decimal::ZERO)
        }
        Measure::Rate => Decimal::from_ten_thousandths(value),
    }
}

/// The value for a person, in the unit it came in, with its precision's word: `trên 3.508`.
pub fn vietnamese(value: i64, measure: Measure, unit: &str, precision: Precision) -> String {
    let text = match measure {
        Measure::Count => number::group(value),
        Measure::Rate => Percent::from_ten_thousandths(value).vn(),
        Measure::Money => money(value, unit),
    };
    precision.before(&text)
}

/// Money in one of its units, exact: `3.508`, `264.707,535`.
pub fn money(dong: i64, unit: &str) -> String {
    let power = match unit {
        "nghin_dong" => 3,
        "trieu_dong" => 6,
        "ty_dong" => 9,
        _ => 0,
    };
    let exact = Decimal::new(i128::from(dong), 0).and_then(|value| value.checked_div_pow10(power));
    exact.map_or_else(|| number::group(dong), |value| value.vn())
}

/// The unit a column of money is best read in: the largest in which no value loses its đồng … or
/// nghìn đồng, the unit of the statistical forms, where the values are of different sizes.
pub fn money_unit(values: impl Iterator<Item = i64>) -> &'static str {
    let mut power = 9_u32;
    for value in values {
        while power > 0 && value % 10_i64.pow(power) != 0 {
            power -= 3;
        }
    }
    match power {
        9 => "ty_dong",
        6 => "trieu_dong",
        3 => "nghin_dong",
        _ => "dong",
    }
}
