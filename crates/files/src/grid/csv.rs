//! CSV and pasted blocks. `csv-core` does the quoting; the rows are counted here, as it passes over
//! blank lines in silence and a fault must name the row the user sees.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use thidua_domain::bundle::Cell;

use super::encoding;
use super::error::ReadError;
use super::kind::base_name;
use super::limits::{Budget, Limits};
use super::model::{Encoding, Grid, GridRow, Note, Workbook, text_cell};
use crate::pack::guard::bared;

pub(super) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let (text, encoding_guess) = encoding::decode(bytes)?;
    let sheet = stem(name);
    let mut table = Table::new(&text, &sheet, limits);
    let rows = table.rows()?;
    let notes = match encoding_guess {
        Encoding::Windows1252 => vec![Note::GuessedEncoding],
        Encoding::Utf8 | Encoding::Utf16 => Vec::new(),
    };
    Ok(Workbook {
        sheets: vec![Grid {
            name: sheet,
            rows,
            ..Grid::default()
        }],
        encoding_guess,
        notes,
    })
}

fn stem(name: &str) -> String {
    let base = base_name(name);
    match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => base.to_owned(),
    }
}

struct Table<'a> {
    rest: &'a [u8],
    row: u32,
    reader: Reader,
    field: Vec<u8>,
    sheet: &'a str,
    budget: Budget<'a>,
}

impl<'a> Table<'a> {
    fn new(text: &'a str, sheet: &'a str, limits: &'a Limits) -> Self {
        let (delimiter, skipped) = delimiter(text);
        Self {
            rest: text.as_bytes().get(skipped..).unwrap_or_default(),
            row: 1 + u32::from(skipped > 0),
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            field: vec![0; limits.cell_chars.saturating_mul(4).saturating_add(4)],
            sheet,
            budget: Budget::new(limits),
        }
    }

    fn rows(&mut self) -> Result<Vec<GridRow>, ReadError> {
        let mut rows = Vec::new();
        let mut width = 0;
        loop {
            while self.line_break() {}
            if self.rest.is_empty() {
                return Ok(rows);
            }
            let number = self.row;
            let mut cells = Vec::with_capacity(width);
            self.record(&mut cells)?;
            width = cells.len();
            if let Some(row) = GridRow::trimmed(number, cells) {
                self.budget
                    .limits
                    .check_place(self.sheet, number, row.cells.len() - 1)?;
                self.budget.cells(self.sheet, row.cells.len())?;
                rows.push(row);
            }
        }
    }

    /// Steps over one line break between records, of any system.
    fn line_break(&mut self) -> bool {
        let length = match self.rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.rest = &self.rest[length..];
        self.row = self.row.saturating_add(1);
        true
    }

    fn record(&mut self, cells: &mut Vec<Cell>) -> Result<(), ReadError> {
        // Far columns may be empty in a file whose every line ends in delimiters: they are let pass, up
        // to what a spreadsheet can hold.
        let most = self.budget.limits.columns.max(16_384);
        loop {
            let (length, end) = self.next_field(cells.len())?;
            let text = std::str::from_utf8(&self.field[..length])
                .map_err(|error| ReadError::damaged(self.sheet, error))?;
            self.budget.text(self.sheet, self.row, cells.len(), text)?;
            cells.push(text_cell(bared(text).to_owned()));
            if end {
                return Ok(());
            }
            if cells.len() >= most {
                self.budget.limits.check_place(self.sheet, self.row, most)?;
            }
        }
    }

    /// The length of the next field in the buffer, and whether it ends its record; the line break that
    /// ends a record stays unread.
    fn next_field(&mut self, column: usize) -> Result<(usize, bool), ReadError> {
        let mut filled = 0;
        if !self.rest.is_empty() {
            let (result, read, length) = self.reader.read_field(self.rest, &mut self.field);
            let (used, after) = self.rest.split_at(read);
            match result {
                ReadFieldResult::Field { record_end: false } => {
                    self.rest = after;
                    return Ok((length, false));
                }
                ReadFieldResult::Field { record_end: true } => {
                    let line_break = match used {
                        [.., b'\r', b'\n'] => 2,
                        [.., b'\r' | b'\n'] => 1,
                        _ => 0,
                    };
                    self.rest = &self.rest[read - line_break..];
                    return Ok((length, true));
                }
                ReadFieldResult::OutputFull => return Err(self.too_long(column)),
                ReadFieldResult::InputEmpty | ReadFieldResult::End => {
                    self.rest = after;
                    filled = length;
                }
            }
        }
        // The text is over: a line break completes the last record unless a quotation mark is open.
        let tail = self.field.get_mut(filled..).unwrap_or_default();
        match self.reader.read_field(b"\n", tail) {
            (ReadFieldResult::Field { .. }, _, more) => Ok((filled + more, true)),
            (ReadFieldResult::OutputFull, ..) => Err(self.too_long(column)),
            _ => Err(ReadError::UnclosedQuote { row: self.row }),
        }
    }

    fn too_long(&self, column: usize) -> ReadError {
        ReadError::LongText {
            sheet: self.sheet.into(),
            cell: Some(super::address::cell_name(self.row, column)),
            limit: self.budget.limits.cell_chars,
        }
    }
}

/// The delimiter of the heading line, and how many bytes Excel's own `sep=;` line takes before it.
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some([delimiter @ (b',' | b';' | b'\t')]) = first.strip_prefix("sep=").map(str::as_bytes)
    {
        let after = text.as_bytes().get(first.len()..).unwrap_or_default();
        let line_break = if after.starts_with(b"\r\n") {
            2
        } else {
            after.len().min(1)
        };
        return (*delimiter, first.len() + line_break);
    }
    let mut counts = [(b'\t', 0_u32), (b';', 0), (b',', 0)];
    let mut quoted = false;
    for byte in text.trim_start_matches(['\r', '\n', ' ', '\u{a0}']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => (),
            _ => counts
                .iter_mut()
                .filter(|(mark, _)| *mark == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    let most = counts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    let found = counts.iter().find(|(_, count)| *count == most && most > 0);
    (found.map_or(b',', |(mark, _)| *mark), 0)
}
