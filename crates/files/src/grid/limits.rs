//! How much of a stranger's file is read before it is refused.

use super::address::cell_name;
use super::error::ReadError;

/// Limits of one file. Whoever lowers one must look at the national files: 10,000 rows of 60 columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as sent.
    pub bytes: usize,
    /// Parts inside a workbook.
    pub entries: usize,
    /// Bytes of all parts of a workbook once unpacked, declared and real.
    pub unpacked: u64,
    /// How many times larger than packed a part of more than 1 MiB may be.
    pub ratio: u64,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// The last row of a sheet, counted from 1.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: usize,
    /// Cells of the whole file, the empty ones before a filled one included; and of the area of one
    /// sheet up to its last row and column.
    pub cells: usize,
    /// Characters of one cell.
    pub cell_chars: usize,
    /// Bytes of all texts together, as many cells may share one long text.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 25 << 20,
            entries: 1_000,
            unpacked: 200 << 20,
            ratio: 100,
            sheets: 200,
            rows: 200_000,
            columns: 1_000,
            cells: 5_000_000,
            // What Excel itself lets a cell hold.
            cell_chars: 32_767,
            text: 200 << 20,
        }
    }
}

impl Limits {
    pub(super) fn check_size(&self, bytes: &[u8]) -> Result<(), ReadError> {
        if bytes.len() > self.bytes {
            return Err(ReadError::TooBig {
                bytes: bytes.len(),
                limit: self.bytes,
            });
        }
        Ok(())
    }

    /// Whether a cell may stand there; `row` from 1, `column` from 0.
    pub(super) fn check_place(
        &self,
        sheet: &str,
        row: u32,
        column: usize,
    ) -> Result<(), ReadError> {
        if row <= self.rows && column < self.columns {
            return Ok(());
        }
        Err(ReadError::TooFar {
            sheet: sheet.into(),
            cell: cell_name(row, column),
            rows: self.rows,
            columns: self.columns,
        })
    }

    /// Whether a sheet may reach to a row (from 1) and be `width` columns wide: a cell or two far out
    /// are a slip, and whoever lays the sheet out in full later would pay for it.
    pub(super) fn check_area(&self, sheet: &str, row: u32, width: usize) -> Result<(), ReadError> {
        let area = usize::try_from(row)
            .unwrap_or(usize::MAX)
            .saturating_mul(width);
        if area <= self.cells {
            return Ok(());
        }
        Err(ReadError::TooWide {
            sheet: sheet.into(),
            cell: cell_name(row, width.saturating_sub(1)),
            limit: self.cells,
        })
    }

    /// How many bytes of markup the text of one cell may take: an escaped character (`&#x1F600;`,
    /// `_x000D_`) takes up to ten.
    pub(super) fn raw_text(&self) -> usize {
        self.cell_chars.saturating_mul(10).saturating_add(1_024)
    }
}

/// What of the limits of the whole file the sheets read so far have left.
pub(super) struct Budget<'a> {
    pub(super) limits: &'a Limits,
    cells: usize,
    text: usize,
}

impl<'a> Budget<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            cells: limits.cells,
            text: limits.text,
        }
    }

    /// Spends `count` cells.
    pub(super) fn cells(&mut self, sheet: &str, count: usize) -> Result<(), ReadError> {
        self.cells = self
            .cells
            .checked_sub(count)
            .ok_or_else(|| ReadError::TooManyCells {
                sheet: sheet.into(),
                limit: self.limits.cells,
            })?;
        Ok(())
    }

    /// Spends the bytes of a text that is about to be kept.
    pub(super) fn text(
        &mut self,
        sheet: &str,
        row: u32,
        column: usize,
        text: &str,
    ) -> Result<(), ReadError> {
        if text.len() > self.limits.cell_chars && text.chars().count() > self.limits.cell_chars {
            return Err(ReadError::LongText {
                sheet: sheet.into(),
                cell: Some(cell_name(row, column)),
                limit: self.limits.cell_chars,
            });
        }
        self.text = self
            .text
            .checked_sub(text.len())
            .ok_or(ReadError::TooMuchText {
                limit: self.limits.text,
            })?;
        Ok(())
    }
}
