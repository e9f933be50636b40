//! What the text of a cell means, by the cell's type and format.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use thidua_domain::bundle::Cell;

use crate::grid::model::text_cell;
use crate::grid::text;

/// What the cells of a workbook refer to.
#[derive(Default)]
pub(super) struct Values {
    pub(super) strings: Vec<Box<str>>,
    /// Whether a cell format shows a day, by its index.
    pub(super) days: Vec<bool>,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
}

/// The type of a cell, its attribute `t`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Number,
    Shared,
    Inline,
    Formula,
    Bool,
    Error,
    Iso,
}

impl Kind {
    /// `None` for a type the format does not know.
    pub(super) fn parse(written: &[u8]) -> Option<Self> {
        Some(match written {
            b"n" | b"" => Self::Number,
            b"s" => Self::Shared,
            b"inlineStr" => Self::Inline,
            b"str" => Self::Formula,
            b"b" => Self::Bool,
            b"e" => Self::Error,
            b"d" => Self::Iso,
            _ => return None,
        })
    }
}

impl Values {
    /// The value of a cell from the text of its `v`; `None` when the text cannot be one of that type.
    pub(super) fn read(&self, kind: Kind, format: usize, raw: &[u8]) -> Option<Cell> {
        if raw.is_empty() {
            return Some(Cell::Empty);
        }
        match kind {
            Kind::Number => self.number(format, raw.trim_ascii()),
            Kind::Shared => {
                let index: usize = std::str::from_utf8(raw).ok()?.trim().parse().ok()?;
                Some(text_cell(self.strings.get(index)?.to_string()))
            }
            Kind::Inline | Kind::Formula => text::decode(raw).map(text_cell),
            Kind::Bool => match raw.trim_ascii() {
                b"1" | b"true" => Some(Cell::Bool(true)),
                b"0" | b"false" => Some(Cell::Bool(false)),
                _ => None,
            },
            Kind::Error => text::decode(raw).map(Cell::Error),
            Kind::Iso => {
                let text = text::decode(raw)?;
                let day = text.get(..10).and_then(|day| day.parse::<Date>().ok());
                Some(day.map_or_else(|| text_cell(text), Cell::Date))
            }
        }
    }

    fn number(&self, format: usize, raw: &[u8]) -> Option<Cell> {
        let text = std::str::from_utf8(raw).ok()?;
        let shows_day = self.days.get(format).copied().unwrap_or_default();
        if !shows_day && is_plain(raw) {
            return Some(Cell::Number(text.to_owned()));
        }
        let Ok(number) = text.parse::<f64>() else {
            // Some programs write text without a type.
            return text::decode(raw).map(text_cell);
        };
        let day = if shows_day { self.day(number) } else { None };
        Some(day.map_or_else(|| decimal(number), Cell::Date))
    }

    /// The day of a serial number, its time left out; `None` for a time of day, a day beyond 9999, and
    /// 29 February 1900, which only Excel knows.
    fn day(&self, number: f64) -> Option<Date> {
        let lowest = if self.from_1904 { 0.0 } else { 1.0 };
        if !(lowest..2_958_466.0).contains(&number) {
            return None;
        }
        // A computed day may miss its number by the last bits: half a millisecond counts as none.
        let day: i64 = format!("{:.0}", (number + 5.0e-9).floor()).parse().ok()?;
        let start = match day {
            _ if self.from_1904 => date(1904, 1, 1),
            60 => return None,
            ..60 => date(1899, 12, 31),
            _ => date(1899, 12, 30),
        };
        start.checked_add(day.days()).ok()
    }
}

/// Whether a number is written the way [`decimal`] would write it. With at most 15 digits it is then the
/// shortest decimal of the double it stands for, and need not become one.
fn is_plain(raw: &[u8]) -> bool {
    let digits = raw.strip_prefix(b"-").unwrap_or(raw);
    if digits.len() > 16 || raw == b"-0" {
        return false;
    }
    let point = digits.iter().position(|byte| *byte == b'.');
    let (whole, fraction) = match point {
        Some(point) => (&digits[..point], Some(&digits[point + 1..])),
        None => (digits, None),
    };
    let all_digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    all_digits(whole)
        && (whole == b"0" || !whole.starts_with(b"0"))
        && fraction.is_none_or(|fraction| all_digits(fraction) && !fraction.ends_with(b"0"))
        && whole.len() + fraction.map_or(0, <[u8]>::len) <= 15
}

/// The shortest decimal that reads back as the same number, without exponent.
fn decimal(value: f64) -> Cell {
    if !value.is_finite() {
        return Cell::Error("#NUM!".into());
    }
    // -0 is a sign of the arithmetic, not of the figure.
    Cell::Number(if value == 0.0 {
        "0".into()
    } else {
        value.to_string()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(raw: &str) -> Cell {
        Values::default()
            .read(Kind::Number, 0, raw.as_bytes())
            .unwrap()
    }

    #[test]
    fn a_number_is_its_shortest_plain_decimal() {
        for (raw, shown) in [
            ("1057", "1057"),
            ("68.73", "68.73"),
            ("-0.5", "-0.5"),
            ("3.0", "3"),
            ("-0", "0"),
            ("007", "7"),
            ("1E3", "1000"),
            ("1.088473419E9", "1088473419"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("68.730000000000004", "68.73"),
            ("1E-7", "0.0000001"),
            ("9007199254740993", "9007199254740992"),
            (" 5 ", "5"),
        ] {
            assert_eq!(number(raw), Cell::Number(shown.into()), "{raw}");
        }
        assert_eq!(number("NaN"), Cell::Error("#NUM!".into()));
        assert_eq!(number("1e999"), Cell::Error("#NUM!".into()));
        assert_eq!(number("12 việc"), Cell::Text("12 việc".into()));
    }

    #[test]
    fn serial_numbers_are_days_of_either_epoch() {
        let mut values = Values {
            days: vec![false, true],
            ..Values::default()
        };
        let day =
            |values: &Values, raw: &str| values.read(Kind::Number, 1, raw.as_bytes()).unwrap();
        for (raw, shown) in [
            ("1", date(1900, 1, 1)),
            ("59", date(1900, 2, 28)),
            ("61", date(1900, 3, 1)),
            ("44121", date(2020, 10, 17)),
            ("44121.75", date(2020, 10, 17)),
            ("44120.9999999999", date(2020, 10, 17)),
            ("2958465", date(9999, 12, 31)),
        ] {
            assert_eq!(day(&values, raw), Cell::Date(shown), "{raw}");
        }
        for raw in ["60", "0.5", "0", "-3", "2958466"] {
            assert_eq!(day(&values, raw), Cell::Number(raw.into()), "{raw}");
        }
        values.from_1904 = true;
        assert_eq!(day(&values, "42659"), Cell::Date(date(2020, 10, 17)));
        assert_eq!(day(&values, "2958465"), Cell::Number("2958465".into()));
    }

    proptest! {
        #[test]
        fn what_passes_unread_is_what_a_double_would_print(whole in 0_u64..1_000_000_000_000, places in 0_usize..8) {
            let digits = format!("{whole:0>width$}", width = places + 1);
            let (a, b) = digits.split_at(digits.len() - places);
            let raw = if places == 0 { a.to_owned() } else { format!("{a}.{b}") };
            prop_assert_eq!(number(&raw), decimal(raw.parse().unwrap()));
        }
    }
}
