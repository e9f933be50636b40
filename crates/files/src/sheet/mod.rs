//! XLSX out: sheets of typed values for people who count on with them.
//!
//! Numbers are numbers in Vietnamese formats (Excel shows "1.057" and "68,73" where it is set to
//! Vietnamese), but one beyond 15 digits, which Excel would round, is written as text and named in a
//! note. No cell is ever a formula; workbooks to fill in, which have some, are [`fill`].

mod check;
pub mod fill;
mod fit;
mod format;
mod height;
mod pair;
mod writer;

use jiff::civil::Date;

use crate::paper::Head;
use crate::paper::PaperError;

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Title in the file's properties.
    pub title: String,
    /// At least one sheet.
    pub sheets: Vec<Sheet>,
}

/// A sheet: title lines, a header that repeats on each printed page, rows, notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its tab; see [`tab_name`].
    pub name: String,
    /// Lines above everything, each over the left and the right half: the letterhead.
    pub head: Vec<Pair>,
    /// Centred lines above the table, the first of them bold.
    pub titles: Vec<String>,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Header rows above the columns' own headings; they must fill the columns exactly. Empty: one
    /// header row from [`Column::heading`].
    pub header: Vec<Vec<Head>>,
    /// Rows of the table.
    pub rows: Vec<Row>,
    /// Columns that stay in view together with the header; `None` lets everything scroll.
    pub freeze: Option<u16>,
    /// Whether the last header row carries filters.
    pub filter: bool,
    /// Whether the printed page lies on its long side.
    pub landscape: bool,
    /// Lines under the table.
    pub notes: Vec<String>,
    /// Lines under those, each over the left and the right half: who signs.
    pub foot: Vec<Pair>,
}

/// Two texts of one line, centred over the left and the right half of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// Over the left half.
    pub left: String,
    /// Over the right half.
    pub right: String,
    /// Which of them is bold.
    pub bold: [bool; 2],
    /// Whether both are italic: place and date.
    pub italic: bool,
}

/// A column of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading, used where the sheet has no header rows of its own.
    pub heading: String,
    /// Width in characters; 0 leaves Excel's own.
    pub width: u16,
    /// What its values are; decides how they stand.
    pub kind: Kind,
}

impl Column {
    /// A column of `kind`, `width` characters wide.
    pub fn new(heading: impl Into<String>, width: u16, kind: Kind) -> Self {
        Self {
            heading: heading.into(),
            width,
            kind,
        }
    }
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words, to the left.
    #[default]
    Text,
    /// Codes, ordinals and marks, in the middle.
    Mark,
    /// Counts, to the right.
    Integer,
    /// Đồng, to the right.
    Money,
    /// Percent, to the right.
    Percent,
    /// Days, in the middle.
    Date,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// At most one value per column.
    pub values: Vec<Value>,
    /// Whether it is bold: totals and headings of groups.
    pub bold: bool,
}

impl From<Vec<Value>> for Row {
    fn from(values: Vec<Value>) -> Self {
        Self {
            values,
            bold: false,
        }
    }
}

/// A cell's value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Words, always written as words whatever they begin with.
    Text(String),
    /// A count.
    Integer(i128),
    /// An amount in đồng.
    Money(i128),
    /// A plain decimal with a point (`"68.73"`), shown with the decimals it has.
    Decimal(String),
    /// Percent as a plain decimal with a point: `"68.73"` is shown "68,73%" and kept as 68.73.
    Percent(String),
    /// A day, shown "09/11/2018".
    Date(Date),
}

/// Writes the workbook; the same book gives the same bytes.
///
/// # Errors
/// [`PaperError::Sheet`] for a sheet XLSX cannot hold, [`PaperError::Character`] for control
/// characters, [`PaperError::Table`] where header cells do not fill the columns,
/// [`PaperError::NoTable`] for a book without sheets.
pub fn write(book: &Book) -> Result<Vec<u8>, PaperError> {
    writer::write(book)
}

/// A tab name made of `wish` that XLSX accepts (31 characters, none of `[]:*?/\`) and that is not
/// among `taken`, in any case of letters.
pub fn tab_name(wish: &str, taken: &[String]) -> String {
    let allowed = |letter: &char| !"[]:*?/\\".contains(*letter) && !letter.is_control();
    let cleaned: String = wish.chars().filter(allowed).collect();
    let cleaned = cleaned.trim().trim_matches('\'');
    let cleaned = if cleaned.is_empty() {
        "Bảng"
    } else {
        cleaned
    };
    let free = |name: &String| {
        !taken
            .iter()
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let numbered = |number: usize| {
        let ending = if number == 1 {
            String::new()
        } else {
            format!(" ({number})")
        };
        let room = 31 - ending.chars().count().min(31);
        let head: String = cleaned.chars().take(room).collect();
        format!("{}{ending}", head.trim_end().trim_end_matches('\''))
    };
    (1..=taken.len() + 1)
        .map(numbered)
        .find(free)
        .unwrap_or_else(|| numbered(taken.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_names_are_cleaned_cut_and_told_apart() {
        let long = "Bảng 1: Kết quả thi hành án dân sự về việc và về tiền";
        let first = tab_name(long, &[]);
        assert_eq!(first, "Bảng 1 Kết quả thi hành án dân");
        let second = tab_name(long, std::slice::from_ref(&first));
        assert_eq!(second, "Bảng 1 Kết quả thi hành án (2)");
        assert_eq!(tab_name("[?]", &[]), "Bảng");
    }
}
