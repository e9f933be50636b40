//! What is said of one target: its verdict in brackets, its values as cells.

use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::Measure;
use thidua_files::paper::Cell;
use thidua_files::sheet::Value;

use crate::State;
use crate::targets::PaceItem;

/// `vượt 13,20% so với biên độ bình quân`; of a target without a value what its source states.
pub(super) fn verdict(item: &PaceItem, month: u8) -> Option<String> {
    let rising = item
        .op
        .as_deref()
        .is_none_or(|op| matches!(op, ">=" | ">" | "="));
    let deviation = item
        .deviation
        .as_deref()
        .and_then(|text| Percent::parse(text).ok());
    if let Some(deviation) = deviation.filter(|_| rising) {
        let whole = month >= 12 || (item.target.is_some() && item.pace == item.target);
        let than = if whole {
            "chỉ tiêu được giao"
        } else {
            "biên độ bình quân"
        };
        let size = deviation.abs().vn();
        let words = match deviation.hundredths() {
            0 => format!("bằng {than}"),
            more if more > 0 => format!("vượt {size}% so với {than}"),
            _ => format!("thấp hơn {size}% so với {than}"),
        };
        let met = !whole && item.year_met == Some(true);
        return Some(if met {
            format!("{words}, đã đạt chỉ tiêu của năm công tác")
        } else {
            words
        });
    }
    let words = match item.status? {
        "dat" => "đạt theo chỉ tiêu của năm công tác",
        "vuot" => "vượt chỉ tiêu của năm công tác",
        _ => "chưa đạt chỉ tiêu của năm công tác",
    };
    Some(words.to_owned())
}

/// A value of an item as it is printed: two decimals for a rate.
pub(super) fn amount(state: &State, item: &PaceItem, plain: Option<&str>) -> Cell {
    let Some(plain) = plain else {
        return Cell::empty();
    };
    let code = item
        .target_code
        .as_deref()
        .and_then(|code| state.catalogue.figure(code));
    let shown = match code.map(|code| code.measure) {
        Some(Measure::Rate) => Percent::parse(plain).map(Percent::vn),
        _ => Decimal::parse(plain).map(Decimal::vn),
    };
    match shown {
        Ok(shown) => Cell::value(shown, Value::Decimal(plain.to_owned())),
        Err(_) => Cell::text(plain),
    }
}

/// A deviation with its sign.
pub(super) fn signed(cell: Cell) -> Cell {
    let positive = cell
        .text
        .chars()
        .any(|letter| ('1'..='9').contains(&letter))
        && !cell.text.starts_with('-');
    Cell {
        text: if positive {
            format!("+{}", cell.text)
        } else {
            cell.text
        },
        ..cell
    }
}
