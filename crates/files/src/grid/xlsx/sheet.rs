//! The cells of a worksheet, in one pass and within limits.

use std::io::Read;

use thidua_domain::bundle::Cell;

use super::value::{Kind, Values};
use crate::grid::address::{cell_name, parse, parse_row};
use crate::grid::error::ReadError;
use crate::grid::limits::Budget;
use crate::grid::model::{GridRow, Note, text_cell};
use crate::grid::text::{RichText, append};
use crate::grid::tokens::{self, Sink, Tag, Token};

/// Hidden rows that are remembered of a sheet.
const MOST_UNSEEN: usize = 200_000;

/// All rows of a sheet that say something, and what to tell about it. `name` is the sheet's, for
/// messages.
pub(super) fn rows(
    name: &str,
    source: &mut impl Read,
    values: &Values,
    budget: &mut Budget<'_>,
) -> Result<(Vec<GridRow>, Vec<Note>), ReadError> {
    let mut sheet = SheetReader {
        name,
        values,
        budget,
        place: Place::Before,
        row: 1,
        column: 0,
        open: None,
        raw: Vec::new(),
        text: RichText::default(),
        number: 0,
        cells: Vec::new(),
        width: 0,
        uncomputed: None,
        rows: Vec::new(),
        unseen: Vec::new(),
    };
    tokens::each(name, source, &mut sheet)?;
    if sheet.place != Place::After {
        return Err(ReadError::damaged(name, "no end of the cells"));
    }
    sheet.close_row();
    let uncomputed = sheet.uncomputed.map(|(cell, count)| Note::Uncomputed {
        sheet: name.into(),
        cell,
        count,
    });
    let filled = |row: &u32| sheet.rows.binary_search_by_key(row, |it| it.number).is_ok();
    let rows: Vec<u32> = sheet.unseen.into_iter().filter(filled).collect();
    let unseen = (!rows.is_empty()).then(|| Note::HiddenRows {
        sheet: name.into(),
        rows,
    });
    Ok((sheet.rows, uncomputed.into_iter().chain(unseen).collect()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    After,
}

/// Which part of a cell is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// None that says something: a formula, or nothing.
    Other,
    Value,
    Inline,
}

/// The open cell.
#[derive(Clone, Copy)]
struct Open {
    row: u32,
    column: usize,
    kind: Kind,
    format: usize,
    field: Field,
    formula: bool,
}

struct SheetReader<'a, 'b> {
    name: &'a str,
    values: &'a Values,
    budget: &'a mut Budget<'b>,
    place: Place,
    /// Where the next cell stands that does not say so: row from 1, column from 0.
    row: u32,
    column: usize,
    open: Option<Open>,
    /// The text of the open cell's `v`, and of its `is`.
    raw: Vec<u8>,
    text: RichText,
    /// The row being filled.
    number: u32,
    cells: Vec<Cell>,
    /// The widest row so far.
    width: usize,
    /// The first formula without a result, and how many there are.
    uncomputed: Option<(String, usize)>,
    rows: Vec<GridRow>,
    /// Rows the sheet hides.
    unseen: Vec<u32>,
}

impl Sink for SheetReader<'_, '_> {
    fn take(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        match (self.place, token) {
            (Place::Inside, Token::Start(tag)) => self.start(&tag),
            (Place::Inside, Token::End(local)) => self.end(local),
            (Place::Inside, Token::Text(bytes)) => self.add(bytes, false),
            (Place::Inside, Token::Verbatim(bytes)) => self.add(bytes, true),
            (Place::Before, Token::Start(tag)) if tag.local == b"sheetData" => {
                self.place = if tag.empty {
                    Place::After
                } else {
                    Place::Inside
                };
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn too_long(&self) -> ReadError {
        ReadError::LongText {
            sheet: self.name.into(),
            cell: self.open.map(|open| cell_name(open.row, open.column)),
            limit: self.budget.limits.cell_chars,
        }
    }
}

impl SheetReader<'_, '_> {
    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        match (tag.local, &mut self.open) {
            (b"c", _) => return self.open_cell(tag),
            (b"row", _) => {
                let mut hidden = false;
                for pair in tag.attributes() {
                    let (key, value) =
                        pair.map_err(|()| self.damaged("the attributes of a row"))?;
                    if key == b"r" {
                        self.row = parse_row(value).ok_or_else(|| self.bad_address(value))?;
                    }
                    hidden |= key == b"hidden" && matches!(value, b"1" | b"true");
                }
                if hidden && self.unseen.len() < MOST_UNSEEN {
                    self.unseen.push(self.row);
                }
                self.column = 0;
                if tag.empty {
                    self.row += 1;
                }
            }
            (b"v", Some(open)) if open.kind != Kind::Inline && !tag.empty => {
                open.field = Field::Value
            }
            (b"f", Some(open)) => open.formula = true,
            (b"is", Some(open)) if !tag.empty => open.field = Field::Inline,
            (
                _,
                Some(Open {
                    field: Field::Inline,
                    ..
                }),
            ) => self.text.start(tag),
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, local: &[u8]) -> Result<(), ReadError> {
        match (local, &mut self.open) {
            (b"c", Some(open)) => {
                let open = *open;
                self.open = None;
                return self.close_cell(open);
            }
            (b"v" | b"is", Some(open)) => open.field = Field::Other,
            (
                _,
                Some(Open {
                    field: Field::Inline,
                    ..
                }),
            ) => self.text.end(local),
            (b"row", _) => self.row += 1,
            (b"sheetData", _) => self.place = Place::After,
            _ => (),
        }
        Ok(())
    }

    fn add(&mut self, bytes: &[u8], verbatim: bool) -> Result<(), ReadError> {
        let limit = self.budget.limits.raw_text();
        let within = match self.open.map(|open| open.field) {
            Some(Field::Value) => {
                append(&mut self.raw, bytes, verbatim);
                self.raw.len() <= limit
            }
            Some(Field::Inline) => self.text.text(bytes, verbatim, limit),
            _ => true,
        };
        if within { Ok(()) } else { Err(self.too_long()) }
    }

    fn open_cell(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        let mut open = Open {
            row: self.row,
            column: self.column,
            kind: Kind::Number,
            format: 0,
            field: Field::Other,
            formula: false,
        };
        for pair in tag.attributes() {
            match pair.map_err(|()| self.damaged("the attributes of a cell"))? {
                (b"r", value) => {
                    (open.row, open.column) =
                        parse(value).ok_or_else(|| self.bad_address(value))?;
                }
                (b"s", value) => {
                    let format = std::str::from_utf8(value)
                        .ok()
                        .and_then(|text| text.parse().ok());
                    open.format = format.unwrap_or_default();
                }
                (b"t", value) => {
                    open.kind = Kind::parse(value)
                        .ok_or_else(|| self.damaged("an unknown type of cell"))?;
                }
                _ => (),
            }
        }
        self.column = open.column + 1;
        self.raw.clear();
        self.text.clear();
        self.open = (!tag.empty).then_some(open);
        Ok(())
    }

    fn close_cell(&mut self, open: Open) -> Result<(), ReadError> {
        let value = match open.kind {
            Kind::Inline => self.text.decoded().map(text_cell),
            kind => self.values.read(kind, open.format, &self.raw),
        };
        let address = || cell_name(open.row, open.column);
        let value = value.ok_or_else(|| self.damaged(&format!("the value of {}", address())))?;
        if value == Cell::Empty {
            // A formula that gives an empty text says so by its type.
            if open.formula && open.kind == Kind::Number {
                let (_, count) = self.uncomputed.get_or_insert_with(|| (address(), 0));
                *count += 1;
            }
            return Ok(());
        }
        self.budget
            .limits
            .check_place(self.name, open.row, open.column)?;
        self.width = self.width.max(open.column + 1);
        self.budget
            .limits
            .check_area(self.name, open.row, self.width)?;
        if open.row > self.number {
            self.close_row();
            self.number = open.row;
        }
        // Cells in order are part of the format; without it a row could be filled twice.
        if open.row < self.number || open.column < self.cells.len() {
            return Err(ReadError::Address {
                sheet: self.name.into(),
                address: address(),
            });
        }
        self.budget
            .cells(self.name, open.column + 1 - self.cells.len())?;
        if let Cell::Text(text) = &value {
            self.budget.text(self.name, open.row, open.column, text)?;
        }
        self.cells.resize(open.column, Cell::Empty);
        self.cells.push(value);
        Ok(())
    }

    fn close_row(&mut self) {
        let next = Vec::with_capacity(self.cells.len());
        self.rows.extend(GridRow::trimmed(
            self.number,
            std::mem::replace(&mut self.cells, next),
        ));
    }

    fn damaged(&self, detail: &str) -> ReadError {
        ReadError::damaged(self.name, detail)
    }

    fn bad_address(&self, written: &[u8]) -> ReadError {
        let address = String::from_utf8_lossy(written.get(..40).unwrap_or(written)).into_owned();
        ReadError::Address {
            sheet: self.name.into(),
            address,
        }
    }
}
