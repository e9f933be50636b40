//! The rows of a layout as a file.

use serde_json::{Map, Value};
use thidua_files::pack::book::PlainBook;
use thidua_files::pack::lines::{MARK, separated};

use super::rows::Table;
use super::{Form, Known, Letters};
use crate::AppError;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes the rows in the form of the layout, or in another one.
///
/// # Errors
/// [`AppError::Refused`] where a workbook cannot hold them.
pub fn write(
    known: &Known,
    table: &Table,
    form: Option<Form>,
    name: &str,
) -> Result<Written, AppError> {
    let layout = &known.layout;
    let form = form.unwrap_or(layout.form);
    let (ending, media, bytes) = match form {
        Form::Csv => ("csv", "text/csv; charset=utf-8", csv(known, table)),
        Form::Json => ("json", "application/json", json(known, table)?),
        Form::Xlsx => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            book(known, table)?,
        ),
    };
    Ok(Written {
        name: format!("{}-{name}.{ending}", layout.code),
        media,
        bytes,
    })
}

fn csv(known: &Known, table: &Table) -> Vec<u8> {
    let layout = &known.layout;
    let sign = layout.separator.bytes().next().unwrap_or(b',');
    let mut bytes = match layout.letters {
        Letters::Marked => MARK.to_vec(),
        Letters::Plain => Vec::new(),
    };
    separated(table.headings.iter().map(String::as_str), sign, &mut bytes);
    for row in &table.rows {
        separated(row.iter().map(String::as_str), sign, &mut bytes);
    }
    bytes
}

/// What is said of the layout stands beside the rows, so that nobody takes it for an official one.
fn json(known: &Known, table: &Table) -> Result<Vec<u8>, AppError> {
    let row = |row: &Vec<String>| {
        let cells = table.headings.iter().zip(row);
        let text = |text: &String| match text.is_empty() {
            true => Value::Null,
            false => Value::String(text.clone()),
        };
        let fields: Map<String, Value> = cells
            .map(|(heading, cell)| (heading.clone(), text(cell)))
            .collect();
        Value::Object(fields)
    };
    let told = serde_json::json!({
        "bo_cuc": known.layout.code,
        "luu_y": known.said,
        "dong": table.rows.iter().map(row).collect::<Vec<_>>(),
    });
    let mut bytes =
        serde_json::to_vec_pretty(&told).map_err(|error| AppError::Machine(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn book(known: &Known, table: &Table) -> Result<Vec<u8>, AppError> {
    let told = || -> Result<Vec<u8>, thidua_files::paper::PaperError> {
        let mut book = PlainBook::new(&known.layout.name)?;
        book.sheet("du-lieu", table.headings.iter().map(String::as_str))?;
        for row in &table.rows {
            book.row(row.iter().map(String::as_str))?;
        }
        book.sheet("luu-y", ["Lưu ý"])?;
        book.row([known.said.as_str()])?;
        book.finish()
    };
    told().map_err(|error| AppError::Refused(format!("Không ghi được sổ Excel: {error}.")))
}
