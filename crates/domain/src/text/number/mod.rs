//! Numbers as Vietnamese papers write them: reading what a cell says, printing what an office expects.
//!
//! The rule of reading is the bundle's: a group is 1–3 digits, not a lone 0, followed by points with
//! exactly three digits each (`1.057`, `1.088.473.419` are thousands in every column); any other
//! single point is a decimal point (`68.73`, `264707.535`, `0.125`); the comma is the decimal comma.

mod digits;
mod fault;
mod print;
mod qualifier;
#[cfg(test)]
mod tests;
mod unit;

use crate::amount::{Decimal, Precision};
use crate::text::clean;

pub use digits::Grouping;
use digits::Numeral;
pub use fault::{Doubt, Fault};
pub use print::{decimal_vn, group, two_digits};
use unit::Unit;
pub use unit::UnitWord;

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number, **in [`Reading::unit`]**: `3.508 tỷ đồng` is 3508 with [`UnitWord::TyDong`], not yet
    /// in đồng ([`Reading::amount`] gives that). A compound is multiplied in: `3 tỷ 250 triệu đồng` is
    /// 3 250 000 000 with [`UnitWord::Dong`]; so is a number word before a count (`3 nghìn việc` is 3000
    /// with [`UnitWord::Viec`]) and beyond tỷ (`55 nghìn tỷ` is 55 000 with [`UnitWord::Ty`]).
    pub value: Decimal,
    /// The second plausible reading, in the same unit: 1.057 of a lone group `1.057` where the unit is
    /// not said or has fractions; 1052 of `1,052`. Which one holds is the column's to say:
    /// [`Reading::settle`].
    pub other: Option<Decimal>,
    /// Why another reading is possible, or that thousands were written with commas.
    pub grouping: Option<Grouping>,
    /// The qualifier before the number; `None` where none was written.
    pub precision: Option<Precision>,
    /// The unit written after the number; `None` where none was written.
    pub unit: Option<UnitWord>,
    /// Whether the number is a percent or points of a percent.
    pub percent: bool,
}

impl Reading {
    /// The number in whole units (đồng, cases): [`Reading::value`] times the unit's power of ten.
    /// `None` on overflow.
    pub fn amount(&self) -> Option<Decimal> {
        self.value
            .checked_mul_pow10(self.unit.map_or(0, UnitWord::pow10))
    }

    /// The number for a column whose unit has fractions (tỷ, triệu, %) or has none (việc, đồng), and
    /// what the caller should warn of. A unit written in the cell goes before the column's.
    pub fn settle(&self, fractions: bool) -> (Decimal, Option<Doubt>) {
        let fractions = self.unit.map_or(fractions, UnitWord::has_fractions);
        let doubt = |taken, instead| {
            let doubt = Doubt { taken, instead };
            (taken, Some(doubt))
        };
        match (self.grouping, self.other) {
            (Some(Grouping::Point), Some(other)) if fractions => doubt(self.value, Some(other)),
            (Some(Grouping::Comma), Some(other)) if !fractions => {
                // A count cannot be 1,052: the comma was meant for thousands.
                let (whole, part) = if self.value.is_whole() {
                    (self.value, other)
                } else {
                    (other, self.value)
                };
                doubt(whole, Some(part))
            }
            (Some(Grouping::Comma), None) => doubt(self.value, None),
            _ => (self.value, None),
        }
    }
}

/// Reads one number with its qualifier and unit: `hơn 3.508 tỷ đồng`, `68,73%`, `50.000.000 đ`,
/// `116.531 tỷ 786 triệu 859 nghìn đồng`, `1057`.
pub fn read(text: &str) -> Result<Reading, Fault> {
    let cleaned = clean(text).replace('\n', " ");
    if cleaned.is_empty() {
        return Err(Fault::Empty);
    }
    let (precision, rest) = qualifier::strip(&cleaned);
    if precision == Some(Precision::Nhieu) {
        return Err(Fault::NotTold);
    }
    let (negative, rest) = sign(rest);
    let parts = parts(rest, &cleaned)?;
    let mut reading = match parts.as_slice() {
        [(numeral, unit)] => single(*numeral, *unit, &cleaned)?,
        several => compound(several, &cleaned)?,
    };
    if negative {
        reading.value = negated(reading.value)?;
        reading.other = reading.other.map(negated).transpose()?;
    }
    reading.precision = precision;
    Ok(reading)
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    }
}

fn negated(value: Decimal) -> Result<Decimal, Fault> {
    Decimal::ZERO.checked_sub(value).ok_or(Fault::TooLarge)
}

/// Numerals and the words after each.
fn parts(text: &str, whole: &str) -> Result<Vec<(Numeral, Unit)>, Fault> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = digits::span(rest);
        if length == 0 {
            return Err(Fault::NoNumber(whole.to_owned()));
        }
        let (numeral, after) = rest.split_at(length);
        let words = after
            .find(|letter: char| letter.is_ascii_digit())
            .unwrap_or(after.len());
        let (words, next) = after.split_at(words);
        parts.push((digits::read(numeral)?, unit::read(words)?));
        rest = next;
    }
    if parts.is_empty() {
        return Err(Fault::NoNumber(whole.to_owned()));
    }
    Ok(parts)
}

fn single(numeral: Numeral, unit: Unit, whole: &str) -> Result<Reading, Fault> {
    let (word, power) = unit.word().ok_or_else(|| Fault::Unit(whole.to_owned()))?;
    let scaled = |value: Decimal| value.checked_mul_pow10(power).ok_or(Fault::TooLarge);
    let value = scaled(numeral.value)?;
    let other = numeral.other.map(scaled).transpose()?;
    // A number word before a count (1,5 nghìn việc) may carry fractions although the count may not.
    let fractions = word.map(|word| word.has_fractions() || power > 0);
    let (value, other) = match (numeral.grouping, fractions) {
        (Some(Grouping::Point), Some(false)) => (value, None),
        (Some(Grouping::Comma), Some(true)) if other.is_some() => (value, None),
        (Some(Grouping::Comma), Some(false)) => match other {
            Some(thousands) => (thousands, Some(value)),
            None => (value, None),
        },
        _ => (value, other),
    };
    // Thousands written with commas (several groups) stay marked; a doubt that was settled does not.
    let thousands = numeral.grouping == Some(Grouping::Comma) && numeral.other.is_none();
    Ok(Reading {
        value,
        other,
        grouping: numeral.grouping.filter(|_| other.is_some() || thousands),
        precision: None,
        unit: word,
        percent: matches!(word, Some(UnitWord::PhanTram | UnitWord::DiemPhanTram)),
    })
}

/// `3 tỷ 250 triệu đồng`: falling number words, whole parts, each less than one of the word before.
fn compound(parts: &[(Numeral, Unit)], whole: &str) -> Result<Reading, Fault> {
    let fault = || Fault::Compound(whole.to_owned());
    let mut sum = Decimal::ZERO;
    let mut above: Option<u8> = None;
    let mut base = None;
    for (position, (numeral, unit)) in parts.iter().enumerate() {
        let last = position + 1 == parts.len();
        let empty_word = unit.power == 0 && !(last && unit.base.is_some());
        if empty_word || (!last && (unit.base.is_some() || !numeral.value.is_whole())) {
            return Err(fault());
        }
        if let Some(above) = above {
            let step = above
                .checked_sub(unit.power)
                .filter(|step| *step > 0)
                .ok_or_else(fault)?;
            let limit = Decimal::ONE
                .checked_mul_pow10(step)
                .ok_or(Fault::TooLarge)?;
            if numeral.value >= limit {
                return Err(fault());
            }
        }
        above = Some(unit.power);
        base = unit.base;
        let part = numeral
            .value
            .checked_mul_pow10(unit.power)
            .ok_or(Fault::TooLarge)?;
        sum = sum.checked_add(part).ok_or(Fault::TooLarge)?;
    }
    let unit = base.unwrap_or(UnitWord::Dong);
    if unit.has_fractions() {
        return Err(fault());
    }
    Ok(Reading {
        value: sum,
        other: None,
        grouping: None,
        precision: None,
        unit: Some(unit),
        percent: false,
    })
}
