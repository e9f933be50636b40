//! A row's numbers as they are printed: digits, words, typed cells, changes.

use thidua_domain::amount::{Decimal, Percent, Precision};
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::print;
use thidua_domain::text::number;
use thidua_files::paper::Cell;
use thidua_files::sheet::Value;

use super::rows::{Number, Row, Told};
use crate::State;

/// One tỷ, in đồng.
const BILLION: u64 = 1_000_000_000;

impl Row {
    /// The number in the row's unit with its precision's word: `trên 3.508`.
    pub(crate) fn print(&self, number: Number) -> String {
        number.precision.before(&self.digits(number.value))
    }

    /// The digits alone.
    pub(crate) fn digits(&self, value: i64) -> String {
        match self.measure {
            Measure::Count => number::group(value),
            Measure::Money => print::money(value, &self.unit),
            Measure::Rate => Percent::from_hundredths(value).vn(),
        }
    }

    /// In a sentence: `05 việc`, `trên 3.508 tỷ đồng`, `68,73%`.
    pub(crate) fn said(&self, number: Number) -> String {
        let words = match self.measure {
            Measure::Count => format!("{} {}", number::two_digits(number.value), self.unit_word),
            Measure::Rate => format!("{}%", self.digits(number.value)),
            Measure::Money if self.is_spelt_out(number) => spelt_out(number.value),
            Measure::Money => format!("{} {}", self.digits(number.value), self.unit_word),
        };
        number.precision.before(&words)
    }

    /// Whether a sentence tells an amount by its units: exact ones from a tỷ up in small units, and those
    /// whose decimals nobody would read.
    fn is_spelt_out(&self, number: Number) -> bool {
        let digits = self.digits(number.value);
        let decimals = digits
            .split_once(',')
            .map_or(0, |(_, decimals)| decimals.len());
        let small = matches!(self.unit.as_str(), "dong" | "nghin_dong");
        let large = number.value.unsigned_abs() >= BILLION;
        decimals > 3 || (small && large && number.precision.is_exact())
    }

    /// The table's cell of a number: a typed value where it is exact.
    pub(crate) fn cell(&self, number: Option<Number>) -> Cell {
        let Some(number) = number else {
            return Cell::empty();
        };
        let shown = self.print(number);
        match self
            .value(number.value)
            .filter(|_| number.precision.is_exact())
        {
            Some(value) => Cell::value(shown, value),
            None => Cell::text(shown),
        }
    }

    /// The change as a signed cell: `+1.200`, `-0,50`; in words where it is not exact or only told.
    pub(crate) fn change_cell(&self, state: &State) -> Cell {
        if let Some(told) = self.told {
            return Cell::text(self.told_words(told));
        }
        let Some(difference) = self.difference else {
            let direction = self.direction.as_deref();
            let words = &state.catalogue.labels;
            return Cell::text(
                direction.map_or("", |direction| words.word("so-lieu.so_cung_ky", direction)),
            );
        };
        if self.change_precision().is_exact() {
            let sign = if difference > 0 { "+" } else { "" };
            let digits = format!("{sign}{}", self.digits(difference));
            return match self.value(difference) {
                Some(value) => Cell::value(digits, value),
                None => Cell::text(digits),
            };
        }
        Cell::text(self.told_words(Told {
            change: Some(difference),
            percent: None,
            precision: self.change_precision(),
        }))
    }

    /// `tăng hơn 30.000`, `giảm 2.676 (3,27%)`: a change in words.
    pub(crate) fn told_words(&self, told: Told) -> String {
        let percent = told
            .percent
            .map(|percent| told.precision.before(&format!("{}%", percent.abs().vn())));
        let change = told.change.and_then(i64::checked_abs);
        let change = change.map(|change| told.precision.before(&self.digits(change)));
        let words = match (change, percent) {
            (Some(change), Some(percent)) => format!("{change} ({percent})"),
            (one, other) => one.or(other).unwrap_or_default(),
        };
        format!("{} {words}", if told.fell() { "giảm" } else { "tăng" })
    }

    /// How exact the change is: exact only where both numbers are.
    pub(crate) fn change_precision(&self) -> Precision {
        let exact =
            |number: Option<Number>| number.is_some_and(|number| number.precision.is_exact());
        match exact(self.now) && exact(self.then) {
            true => Precision::Dung,
            false => Precision::Khoang,
        }
    }

    /// The change in percent, where it is exact.
    pub(crate) fn percent_cell(&self) -> Cell {
        match self.percent {
            Some(percent) if self.change_precision().is_exact() => {
                Cell::value(percent.signed_vn(), Value::Decimal(percent.to_string()))
            }
            _ => Cell::empty(),
        }
    }

    fn value(&self, value: i64) -> Option<Value> {
        Some(match self.measure {
            Measure::Count => Value::Integer(value.into()),
            Measure::Rate => Value::Decimal(Percent::from_hundredths(value).to_string()),
            Measure::Money if self.unit == "dong" => Value::Money(value.into()),
            Measure::Money => Value::Decimal(plain_in(value, &self.unit)?),
        })
    }
}

/// Money by its units, as the sector's reports tell exact amounts: `116.531 tỷ 786 triệu 859 nghìn đồng`.
fn spelt_out(dong: i64) -> String {
    let sign = if dong < 0 { "-" } else { "" };
    let mut rest = dong.unsigned_abs();
    let mut parts = Vec::new();
    for (size, word) in [
        (BILLION, " tỷ"),
        (1_000_000, " triệu"),
        (1_000, " nghìn"),
        (1, ""),
    ] {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            parts.push(format!("{}{word}", number::group(count)));
        }
    }
    format!("{sign}{} đồng", parts.join(" "))
}

/// Money in one of its units as a plain decimal.
fn plain_in(dong: i64, unit: &str) -> Option<String> {
    let power = match unit {
        "nghin_dong" => 3,
        "trieu_dong" => 6,
        "ty_dong" => 9,
        _ => return None,
    };
    let exact = Decimal::new(i128::from(dong), 0)?;
    exact
        .checked_div_pow10(power)
        .map(|value| value.to_string())
}
