//! A workbook of plain sheets out: a heading line, rows of texts. Whole numbers that a spreadsheet keeps exactly are
//! numbers, everything else is text, so that what is read again is what was written.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::paper::PaperError;

/// Letters a cell of XLSX holds.
pub const MOST_LETTERS: usize = 32_767;
/// Digits of a number that a spreadsheet keeps.
const DIGITS: usize = 15;

/// A workbook being written.
pub struct PlainBook {
    workbook: Workbook,
    /// The sheet that is written now, and its next row.
    now: Option<(usize, u32)>,
    count: usize,
    head: Format,
    quoted: Format,
}

impl std::fmt::Debug for PlainBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainBook")
    }
}

fn failed(error: &XlsxError) -> PaperError {
    PaperError::Write(error.to_string())
}

impl PlainBook {
    /// An empty workbook.
    ///
    /// # Errors
    /// [`PaperError::Write`] where it cannot be begun.
    pub fn new(title: &str) -> Result<Self, PaperError> {
        let mut workbook = Workbook::new();
        // The day is fixed: the same rows must give the same bytes.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| failed(&error))?;
        let properties = DocProperties::new().set_title(title).set_author("Thi Đua");
        workbook.set_properties(&properties.set_creation_datetime(&created));
        Ok(Self {
            workbook,
            now: None,
            count: 0,
            head: Format::new().set_bold(),
            quoted: Format::new().set_quote_prefix(),
        })
    }

    /// Begins a sheet with its headings.
    ///
    /// # Errors
    /// [`PaperError::Write`] for a name or heading XLSX cannot hold.
    pub fn sheet<'a>(
        &mut self,
        name: &str,
        headings: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), PaperError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name).map_err(|error| failed(&error))?;
        for (column, heading) in (0_u16..).zip(headings) {
            sheet
                .write_string_with_format(0, column, heading, &self.head)
                .and_then(|sheet| sheet.set_column_width(column, 18))
                .map_err(|error| failed(&error))?;
        }
        sheet
            .set_freeze_panes(1, 0)
            .map_err(|error| failed(&error))?;
        self.now = Some((self.count, 1));
        self.count += 1;
        Ok(())
    }

    /// Adds a row to the sheet begun last.
    ///
    /// # Errors
    /// [`PaperError::Write`] where XLSX cannot hold it.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> Result<(), PaperError> {
        let Some((at, row)) = self.now else {
            return Err(PaperError::NoTable);
        };
        let sheet = self.workbook.worksheet_from_index(at);
        let sheet = sheet.map_err(|error| failed(&error))?;
        for (column, text) in (0_u16..).zip(cells) {
            let written = match whole(text) {
                _ if text.is_empty() => continue,
                Some(number) => sheet.write_number(row, column, number).err(),
                None if text.starts_with(['=', '+', '-', '@']) => sheet
                    .write_string_with_format(row, column, text, &self.quoted)
                    .err(),
                None => sheet.write_string(row, column, text).err(),
            };
            if let Some(error) = written {
                return Err(failed(&error));
            }
        }
        self.now = Some((at, row + 1));
        Ok(())
    }

    /// The bytes of the workbook.
    ///
    /// # Errors
    /// [`PaperError::Write`] where it cannot be written.
    pub fn finish(mut self) -> Result<Vec<u8>, PaperError> {
        self.workbook
            .save_to_buffer()
            .map_err(|error| failed(&error))
    }
}

/// A whole number written plainly that a double keeps: `2021`, `-5`; not `007`.
fn whole(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty()
        && digits.len() <= DIGITS
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
        && text != "-0";
    plain.then(|| text.parse().ok()).flatten()
}
