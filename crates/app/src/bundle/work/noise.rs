//! Rows of a file that look like no data: numbers of columns, titles of groups, totals, lines for signing.

use thidua_domain::bundle::Cell;
use thidua_domain::text::heading_key;
use thidua_files::grid::GridRow;

use super::table::{Out, Shown};
use super::words::Words;

/// A row of a file that looks like no data: the numbers of columns, totals, lines beside the table.
pub(super) fn noise(
    line: &GridRow,
    near: u32,
    columns: &[Shown],
    foot: Option<u32>,
) -> Option<Out> {
    if foot.is_some_and(|foot| line.number >= foot) {
        return Some(Out::Noise("Phần ký ở cuối bảng"));
    }
    let filled: Vec<String> = line
        .cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(Cell::shown)
        .collect();
    let numbering = |text: &String| {
        let plain = text.trim().trim_matches(['(', ')']);
        let short = plain.len() <= 2 && !plain.is_empty();
        short && (plain.chars().all(|c| c.is_ascii_digit()) || plain.len() == 1)
    };
    if near <= 2 && filled.len() >= 3 && filled.iter().all(numbering) {
        return Some(Out::Noise("Dòng đánh số cột"));
    }
    let total = |text: &String| {
        matches!(
            heading_key(text).as_str(),
            "tong" | "cong" | "tongcong" | "tongso" | "cong tong" | "tongcongchung"
        )
    };
    if filled.iter().take(3).any(total) {
        return Some(Out::Noise("Dòng tổng cộng"));
    }
    if columns.len() >= 3 && is_section(&filled) {
        return Some(Out::Noise("Dòng đề mục"));
    }
    (filled.len() == 1 && columns.len() >= 3).then_some(Out::Noise("Dòng chỉ có một ô"))
}

/// `II | Chấp hành viên`: a numeral or letter, and what the rows below are.
fn is_section(filled: &[String]) -> bool {
    let [number, title] = filled else {
        return false;
    };
    let plain = number.trim().trim_end_matches(['.', ')']);
    let roman = plain.len() <= 5 && plain.chars().all(|letter| "IVXL".contains(letter));
    let letter = plain.len() == 1 && plain.chars().all(|letter| letter.is_ascii_uppercase());
    !plain.is_empty() && (roman || letter) && title.chars().any(char::is_alphabetic)
}

/// How the lines for signing below a table begin.
const FOOT: [&str; 9] = [
    "nguoilap",
    "kyghiro",
    "kyten",
    "kyvaghi",
    "thutruongdonvi",
    "xacnhancua",
    "nguoikiemtra",
    "noinhan",
    "daky",
];

/// Rows at the end of a sheet among which the lines for signing are looked for.
const LAST: usize = 30;

/// The first row of those for signing: few cells and nothing else in it.
pub(super) fn foot(rows: &[GridRow]) -> Option<u32> {
    let last = rows.get(rows.len().saturating_sub(LAST)..)?;
    last.iter().find(|row| is_foot(row)).map(|row| row.number)
}

fn is_foot(line: &GridRow) -> bool {
    let filled: Vec<&Cell> = line.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let says = |cell: &&Cell| {
        let key = heading_key(&Words::of(&cell.shown()).written);
        FOOT.iter().any(|word| key.starts_with(word))
    };
    match filled.len() {
        1 | 2 => filled.iter().any(says),
        3 => filled.iter().all(says),
        _ => false,
    }
}
