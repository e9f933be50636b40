//! XLSX to fill in without network: cells one types into, the rest locked, formulas that check what was typed.
//!
//! Unlike [`super::write`] cells are placed freely and may be formulas. Each formula carries the result it has when
//! the file is written, so that a reader that computes nothing sees what Excel shows. Protection has no password: it
//! keeps one from typing beside the cells, not from doing so on purpose.

mod archive;
mod look;
mod writer;

pub use archive::{ZIP, pack};

use crate::paper::PaperError;

/// A workbook to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillBook {
    /// Title in the file's properties.
    pub title: String,
    /// At least one sheet that is not hidden.
    pub sheets: Vec<FillSheet>,
}

/// A sheet of cells placed freely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillSheet {
    /// Its tab; see [`super::tab_name`].
    pub name: String,
    /// Widths of the columns in characters; 0 hides the column.
    pub widths: Vec<u16>,
    /// Its cells, in any order.
    pub cells: Vec<Placed>,
    /// Whether all cells but those to type into are locked.
    pub locked: bool,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Rows and columns that stay in view: what is above and left of this cell.
    pub freeze: Option<(u32, u16)>,
    /// First and last row that are printed on every page.
    pub repeat: Option<(u32, u32)>,
    /// Whether the printed page lies on its long side.
    pub landscape: bool,
    /// What shows in colour when a formula holds.
    pub rules: Vec<Rule>,
    /// What may be typed where.
    pub entries: Vec<Entry>,
}

/// A cell where it stands; rows and columns count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u16,
    /// Columns it takes; 0 is one.
    pub across: u16,
    /// How it looks, and whether one types into it.
    pub look: Look,
    /// What it holds.
    pub content: Content,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// Words, always written as words whatever they begin with.
    Text(String),
    /// A whole number; one beyond 15 digits, which Excel would round, is written as words.
    Whole(i64),
    /// A formula in English names with `,` between arguments, and what it comes to now.
    Formula {
        /// `=IF(A1="","",A1)`.
        text: String,
        /// Its result: a plain decimal with a point, or words.
        shown: String,
    },
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// Words to the left, running on.
    #[default]
    Plain,
    /// The same in bold.
    Strong,
    /// Words that wrap.
    Wrapped,
    /// Small grey words.
    Faint,
    /// Centred.
    Centre,
    /// Centred in bold.
    CentreStrong,
    /// A heading of a column.
    Head,
    /// A heading over a group of rows.
    Group,
    /// What a row is about.
    Label,
    /// Unit, in the middle.
    Unit,
    /// A number one only reads.
    Number,
    /// A number a formula makes.
    Made,
    /// A percent with two decimals a formula makes.
    MadePercent,
    /// What a formula says of a row.
    Says,
    /// A number one types.
    TypedNumber,
    /// Words one types.
    TypedWords,
}

impl Look {
    /// Whether one types into it.
    pub fn is_typed(self) -> bool {
        matches!(self, Self::TypedNumber | Self::TypedWords)
    }
}

/// A stretch of one column, rows from and to included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Column.
    pub column: u16,
    /// First row.
    pub from: u32,
    /// Last row.
    pub to: u32,
}

/// Cells that show in a tone when a formula holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The cells.
    pub cells: Stretch,
    /// The formula, written for the first of them.
    pub when: String,
    /// How they show.
    pub tone: Tone,
}

/// How a cell shows that a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Look at it.
    Doubt,
    /// It cannot be.
    Bad,
}

/// What may be typed into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The cells.
    pub cells: Stretch,
    /// What is allowed.
    pub allows: Allows,
    /// Heading of the refusal, at most 32 characters.
    pub title: String,
    /// The refusal, at most 255 characters.
    pub message: String,
}

/// What is allowed in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allows {
    /// Whole numbers from 0.
    Whole,
    /// Words of at most so many characters.
    Words(u32),
}

/// Writes the workbook; the same book gives the same bytes.
///
/// # Errors
/// [`PaperError::NoTable`] for a book without sheets, [`PaperError::Character`] for control characters,
/// [`PaperError::Sheet`] for what XLSX cannot hold.
pub fn write(book: &FillBook) -> Result<Vec<u8>, PaperError> {
    writer::write(book)
}

#[cfg(test)]
mod tests;
