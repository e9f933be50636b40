//! A row as one text: its cells in the order of the sheet's columns, parted by U+001F, which no cleaned text holds.
//! So rows are small, sort the same way on both engines, and are written as they stand.

use thidua_domain::bundle::{SheetDef, Values};

const PART: char = '\u{1f}';

/// The row as a line.
pub(super) fn line(def: &SheetDef, row: &Values) -> String {
    let mut text = String::new();
    for (at, column) in def.columns.iter().enumerate() {
        if at > 0 {
            text.push(PART);
        }
        text.push_str(row.get(column.id).unwrap_or_default());
    }
    text
}

/// The cells of a line.
pub(super) fn cells(line: &str) -> impl Iterator<Item = &str> + Clone {
    line.split(PART)
}

/// The row of a line.
pub(super) fn values(def: &SheetDef, line: &str) -> Values {
    let mut row = Values::default();
    for (column, text) in def.columns.iter().zip(cells(line)) {
        if !text.is_empty() {
            row.set(column.id, text);
        }
    }
    row
}
