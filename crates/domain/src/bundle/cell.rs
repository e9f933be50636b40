//! One cell of a table as a file gives it, before anybody has decided what it means.

use jiff::civil::Date;

/// A cell of a CSV file, a workbook or a pasted block.
///
/// Text is kept as written (cleaning and reading are the column's business); a numeric cell is the
/// number it holds, written as a plain decimal (`1057`, `68.73`, `-0.5`), so that no float enters
/// the domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was written: it says nothing, and is never 0.
    #[default]
    Empty,
    /// Text as written.
    Text(String),
    /// A numeric cell of a workbook as a plain decimal with a point.
    Number(String),
    /// A cell the workbook formats as a date.
    Date(Date),
    /// A logical cell.
    Bool(bool),
    /// A formula error of the workbook (`#REF!`, `#DIV/0!`), as it shows it.
    Error(String),
}

impl Cell {
    /// Whether the cell says nothing: empty, or text of blanks only.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }

    /// The cell as a person would read it, to be named in a message.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Error(text) => text.clone(),
            Self::Date(date) => date.strftime("%d/%m/%Y").to_string(),
            Self::Bool(true) => "TRUE".into(),
            Self::Bool(false) => "FALSE".into(),
        }
    }
}
