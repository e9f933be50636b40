//! Lines of two texts, over the left and the right half of a sheet: letterhead and signatures.

use rust_xlsxwriter::XlsxError;

use super::format::{Look, Place};
use super::height;
use super::writer::{Page, column_number};
use super::{Column, Pair};

/// Width of a column that was given none, in characters.
const USUAL: u32 = 9;

impl Page<'_> {
    /// Writes the lines; a sheet of one column has them one below the other.
    pub(super) fn pairs(&mut self, pairs: &[Pair]) -> Result<(), XlsxError> {
        let columns = self.sheet.columns.len();
        let middle = middle(&self.sheet.columns);
        for pair in pairs {
            let spans = [
                (0, middle, pair.left.as_str(), pair.bold[0]),
                (middle, columns, pair.right.as_str(), pair.bold[1]),
            ];
            let mut lines = 1;
            for (from, to, text, bold) in spans {
                if to > from {
                    self.half(from, to, text, self.look(bold, pair.italic))?;
                    let room = self.room(from, to - from);
                    lines = lines.max(height::lines(text, bold, room));
                } else if !text.is_empty() {
                    self.half(0, columns, text, self.look(bold, pair.italic))?;
                    self.row += 1;
                }
            }
            if lines > 1 {
                self.tall(self.row, lines)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    /// Gives a row the height of so many lines.
    pub(super) fn tall(
        &mut self,
        row: rust_xlsxwriter::RowNum,
        lines: u32,
    ) -> Result<(), XlsxError> {
        self.heights.give(row, height::quarters(lines));
        self.worksheet.set_row_height(row, height::height(lines))?;
        Ok(())
    }

    fn look(&self, bold: bool, italic: bool) -> Look {
        Look {
            place: Place::Centre,
            bold,
            italic,
            ..Look::default()
        }
    }

    /// One text over the columns `from` to `to`, the last not included.
    fn half(&mut self, from: usize, to: usize, text: &str, look: Look) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        let quoted = text.starts_with(['=', '+', '-', '@']);
        let format = self.looks.get(Look { quoted, ..look });
        let (first, last) = (column_number(from)?, column_number(to)?.saturating_sub(1));
        if last > first {
            self.worksheet
                .merge_range(self.row, first, self.row, last, text, format)?;
        } else {
            self.worksheet
                .write_string_with_format(self.row, first, text, format)?;
        }
        Ok(())
    }
}

/// The first column of the right half: where a little less than half of the width is covered, as on paper.
fn middle(columns: &[Column]) -> usize {
    let width = |column: &Column| match column.width {
        0 => USUAL,
        told => u32::from(told),
    };
    let total: u32 = columns.iter().map(width).sum();
    let mut covered = 0;
    let before = columns.iter().take_while(|column| {
        covered += width(column);
        covered * 100 <= total * 48
    });
    before.count().clamp(
        usize::from(columns.len() > 1),
        columns.len().saturating_sub(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Kind;

    #[test]
    fn the_halves_share_the_columns() {
        let of = |widths: &[u16]| {
            let columns: Vec<Column> = widths
                .iter()
                .map(|width| Column::new("", *width, Kind::Text))
                .collect();
            middle(&columns)
        };
        assert_eq!(of(&[5, 30, 30, 20, 10]), 2);
        assert_eq!(of(&[60, 10]), 1);
        assert_eq!(of(&[10]), 0);
        assert_eq!(of(&[0, 0, 0, 0]), 1);
    }
}
