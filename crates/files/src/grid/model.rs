//! What a table file holds once it is read.

use std::fmt;

use thidua_domain::bundle::Cell;

/// A whole file: one sheet for CSV, any number for a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    /// The sheets that hold cells, in the order of the file; hidden ones included, charts left out.
    pub sheets: Vec<Grid>,
    /// How the bytes of a text file were read; a workbook is always [`Encoding::Utf8`].
    pub encoding_guess: Encoding,
    /// What the user should be told although the file was read.
    pub notes: Vec<Note>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The sheet's name as written; of a CSV file its name without folder and ending; the tables of a text
    /// document are numbered: `Bảng 2`.
    pub name: String,
    /// Of a table in a text document: the lines that stand before it, the nearest last. A worksheet has its
    /// titles in its rows.
    pub above: Vec<String>,
    /// Whether the workbook hides the sheet from the person who sent it.
    pub hidden: bool,
    /// The rows that say something, in the order of the file.
    pub rows: Vec<GridRow>,
}

/// One row that says something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRow {
    /// The row's number in the file, from 1, as a spreadsheet shows it.
    pub number: u32,
    /// The cells from column A; those after the last that says something are left out.
    pub cells: Vec<Cell>,
}

/// How the bytes of a text file became text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16 of either order, announced by its byte order mark.
    Utf16,
    /// Not UTF-8: each byte is the character Windows-1252 gives it. Text typed in TCVN3 or VNI survives
    /// so, to be recognised and converted column by column.
    Windows1252,
}

/// Something to tell although the file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The name ends like another kind of file than the content is.
    Ending {
        /// The ending of the name, with its point.
        ending: String,
        /// What the content is.
        kind: &'static str,
    },
    /// The text was not UTF-8 and its encoding had to be guessed.
    GuessedEncoding,
    /// Formulas whose results the program that wrote the file left out: these cells are empty here,
    /// though Excel would show a value.
    Uncomputed {
        /// The sheet.
        sheet: String,
        /// The first such cell.
        cell: String,
        /// How many there are in the sheet.
        count: usize,
    },
    /// Rows that say something and that the sheet hides: they are read like the others.
    HiddenRows {
        /// The sheet.
        sheet: String,
        /// Their numbers.
        rows: Vec<u32>,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ending { ending, kind } => {
                write!(
                    f,
                    "Tên tệp kết thúc bằng “{ending}” nhưng nội dung là {kind}; đã đọc theo nội dung."
                )
            }
            Self::Uncomputed { sheet, cell, count } => write!(
                f,
                "Trang “{sheet}” có {count} ô công thức chưa có kết quả (đầu tiên là {cell}) nên được đọc là ô trống; \
                 hãy mở bằng Excel, lưu lại rồi nhập lại."
            ),
            Self::HiddenRows { sheet, rows } => {
                let shown: Vec<String> = rows.iter().take(10).map(u32::to_string).collect();
                let more = if rows.len() > shown.len() {
                    ", …"
                } else {
                    ""
                };
                write!(
                    f,
                    "Trang “{sheet}” có {} dòng đang ẩn (dòng {}{more}); các dòng này vẫn được đọc như dòng khác, không cần thì bỏ ra.",
                    rows.len(),
                    shown.join(", ")
                )
            }
            Self::GuessedEncoding => f.write_str(
                "Tệp không dùng bảng mã Unicode (UTF-8); hãy xem kỹ dấu tiếng Việt trước khi nhận.",
            ),
        }
    }
}

impl GridRow {
    /// A row without the empty cells at its end; `None` when nothing is left.
    pub(super) fn trimmed(number: u32, mut cells: Vec<Cell>) -> Option<Self> {
        let kept = cells.iter().rposition(|cell| !cell.is_empty())? + 1;
        cells.truncate(kept);
        Some(Self { number, cells })
    }
}

/// The values a spreadsheet shows in place of a result it could not compute; the longer list is that of
/// the programs in use, the file format itself knows the first seven.
const ERRORS: [&str; 16] = [
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#GETTING_DATA",
    "#PYTHON!",
];

/// A text as a cell: nothing, a formula error that was saved or pasted as text, or the text as written.
pub(super) fn text_cell(text: String) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else if text.starts_with('#') && ERRORS.contains(&text.as_str()) {
        Cell::Error(text)
    } else {
        Cell::Text(text)
    }
}
