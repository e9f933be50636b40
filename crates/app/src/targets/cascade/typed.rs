//! One typed value, read as the bundle will read it, with what is wrong with it.

use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::Measure;
use thidua_domain::targets::Goal;
use thidua_domain::text::{self, number};

use super::Column;

/// A typed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it compares with; `None`: nothing was typed.
    pub goal: Option<Goal>,
}

impl Typed {
    /// The number, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.goal {
            Some(Goal::Number(number)) => Some(number),
            _ => None,
        }
    }
}

/// Money typed without a unit is taken for đồng only from here on: nobody is asked for less.
const LEAST_MONEY: i64 = 1_000_000;

/// Reads what was typed into a cell.
///
/// # Errors
/// Reason and cure in one text.
pub fn typed(column: &Column, written: &str) -> Result<Typed, String> {
    typed_as(column.measure, written)
}

/// Reads what was typed as the value of a target of some measure.
///
/// # Errors
/// Reason and cure in one text.
pub(crate) fn typed_as(measure: Measure, written: &str) -> Result<Typed, String> {
    let written = text::clean(written);
    if written.is_empty() {
        return Ok(Typed { goal: None });
    }
    if matches!(text::fold(&written).as_str(), "nam_truoc" | "nam truoc") {
        return Ok(Typed {
            goal: Some(Goal::LastYear),
        });
    }
    let reading =
        number::read(&written).map_err(|fault| format!("{} {}", fault.reason(), fault.cure()))?;
    let bare = reading.unit.is_none();
    let value = match measure {
        Measure::Rate => Some(reading.settle(true).0),
        _ => reading.amount(),
    };
    let value = value.ok_or("Số này quá lớn.")?;
    let whole = value.to_i64();
    let wrong = match (measure, whole) {
        _ if value.is_negative() => Some("Chỉ tiêu giao không thể là số âm."),
        (Measure::Rate, _) if value > Decimal::from(100_i64) => {
            Some("Tỷ lệ không thể quá 100%. Ghi phần trăm, ví dụ 83,50.")
        }
        (Measure::Count, None) => Some("Chỉ tiêu này là số nguyên, ví dụ 1.057."),
        (Measure::Money, None) => Some("Ghi số tiền chẵn đến đồng."),
        (Measure::Money, Some(dong)) if bare && dong < LEAST_MONEY => {
            Some("Ghi rõ đơn vị tính, ví dụ 50 tỷ đồng.")
        }
        _ => None,
    };
    match wrong {
        Some(wrong) => Err(wrong.to_owned()),
        None => Ok(Typed {
            goal: Some(Goal::Number(value)),
        }),
    }
}
