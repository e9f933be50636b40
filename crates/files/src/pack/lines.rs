//! Lines of a CSV file out: UTF-8 with a byte order mark (Excel then reads the marks of Vietnamese right), commas,
//! CRLF (RFC 4180). The same rows are always the same bytes.

use thidua_domain::bundle::Cell;

use super::guard::guarded;
use crate::grid::Grid;

/// What a file begins with.
pub const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Adds a line of cells.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut Vec<u8>) {
    separated(cells, b',', out);
}

/// Adds a line of cells parted by another sign than the comma.
pub fn separated<'a>(cells: impl IntoIterator<Item = &'a str>, sign: u8, out: &mut Vec<u8>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(sign);
        }
        let text = guarded(cell);
        let special = |byte: u8| byte == sign || matches!(byte, b'"' | b'\n' | b'\r');
        if !text.bytes().any(special) {
            out.extend_from_slice(text.as_bytes());
            continue;
        }
        out.push(b'"');
        for part in text.split_inclusive('"') {
            out.extend_from_slice(part.as_bytes());
            if part.ends_with('"') {
                out.push(b'"');
            }
        }
        out.push(b'"');
    }
    out.extend_from_slice(b"\r\n");
}

/// The bytes that a sheet as it was read had when it was written: by these a workbook, or a file that was only saved
/// again, is compared with what was sent.
pub fn rewritten(grid: &Grid) -> Vec<u8> {
    let width = grid.rows.first().map_or(0, |row| row.cells.len());
    let mut out = MARK.to_vec();
    for row in &grid.rows {
        let shown: Vec<String> = (0..width.max(row.cells.len()))
            .map(|at| row.cells.get(at).map(Cell::shown).unwrap_or_default())
            .collect();
        line(shown.iter().map(String::as_str), &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Limits, read};

    #[test]
    fn what_is_written_is_read_again() {
        let rows: [&[&str]; 4] = [
            &["Mã", "Nội dung", "Số"],
            &["a", "hai\ndòng, có phẩy và \"nháy\"", "-5"],
            &["b", "=cmd|'/c calc'!A1", ""],
            &["c", "'=x", "1.0570"],
        ];
        let mut bytes = MARK.to_vec();
        for row in rows {
            line(row.iter().copied(), &mut bytes);
        }
        let book = read("x.csv", &bytes, &Limits::default()).unwrap();
        let shown: Vec<Vec<String>> = book.sheets[0]
            .rows
            .iter()
            .map(|row| row.cells.iter().map(Cell::shown).collect())
            .collect();
        assert_eq!(shown[1], rows[1]);
        assert_eq!(shown[2], &rows[2][..2]);
        assert_eq!(shown[3], rows[3]);
        assert_eq!(rewritten(&book.sheets[0]), bytes);
    }
}
