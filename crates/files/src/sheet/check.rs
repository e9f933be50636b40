//! What a sheet must be before it is written, and its header rows.

use super::{Sheet, Value};
use crate::paper::{Head, PaperError, check_texts};

/// Refuses control characters, a sheet without columns and rows wider than the columns.
pub(super) fn check(sheet: &Sheet) -> Result<(), PaperError> {
    let place = format!("trang tính “{}”", sheet.name);
    let headings = sheet.columns.iter().map(|column| &column.heading);
    let heads = sheet.header.iter().flatten().map(|head| &head.text);
    let words = sheet
        .rows
        .iter()
        .flat_map(|row| &row.values)
        .filter_map(|value| match value {
            Value::Text(text) => Some(text),
            _ => None,
        });
    let pairs = sheet.head.iter().chain(&sheet.foot);
    let pairs = pairs.flat_map(|pair| [&pair.left, &pair.right]);
    let lines = sheet.titles.iter().chain(&sheet.notes).chain(pairs);
    check_texts(
        &place,
        lines
            .chain(headings)
            .chain(heads)
            .chain(words)
            .map(String::as_str),
    )?;
    let wide = sheet
        .rows
        .iter()
        .position(|row| row.values.len() > sheet.columns.len());
    let fault = match wide {
        _ if sheet.columns.is_empty() => Some("không có cột nào".to_owned()),
        Some(row) => Some(format!("dòng {} có nhiều ô hơn số cột", row + 1)),
        None => None,
    };
    fault.map_or(Ok(()), |reason| {
        Err(PaperError::Sheet {
            sheet: sheet.name.clone(),
            reason,
        })
    })
}

/// The header rows: the sheet's own, or one of the columns' headings.
pub(super) fn header(sheet: &Sheet) -> Vec<Vec<Head>> {
    match sheet.header.as_slice() {
        [] => vec![
            sheet
                .columns
                .iter()
                .map(|column| Head::new(&column.heading))
                .collect(),
        ],
        own => own.to_vec(),
    }
}
