//! Tables of a document: columns by share of the width, headings over several rows, typed cells.

use super::PaperError;
use crate::sheet::Value;

/// A table with borders; its header rows repeat on each page and no row is cut by a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The bold line above: "Bảng 1. …".
    pub caption: Option<String>,
    /// What stands right under the caption: "Đơn vị tính: đồng".
    pub unit: Option<String>,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Header rows; their cells must fill the grid of columns exactly.
    pub header: Vec<Vec<Head>>,
    /// Body rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its part of the table's width, relative to the other columns; at least 1.
    pub share: u16,
    /// How the cells of the body stand.
    pub align: Align,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Ordinals, codes, short marks.
    Centre,
    /// Amounts.
    Right,
}

/// A cell of a header row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The words.
    pub text: String,
    /// Columns covered, at least 1.
    pub across: usize,
    /// Rows covered, at least 1.
    pub down: usize,
}

impl Head {
    /// A heading over one column and one row.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            across: 1,
            down: 1,
        }
    }

    /// The heading over `columns` columns.
    #[must_use]
    pub fn across(self, columns: usize) -> Self {
        Self {
            across: columns,
            ..self
        }
    }

    /// The heading over `rows` rows.
    #[must_use]
    pub fn down(self, rows: usize) -> Self {
        Self { down: rows, ..self }
    }
}

/// A body row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells; what they cover must be the number of columns.
    pub cells: Vec<Cell>,
    /// Whether it is printed bold: totals and headings of groups.
    pub bold: bool,
}

impl Row {
    /// An ordinary row.
    pub fn new(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self {
            cells: cells.into_iter().collect(),
            bold: false,
        }
    }

    /// A bold row of totals.
    pub fn total(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self {
            cells: cells.into_iter().collect(),
            bold: true,
        }
    }

    /// A bold row of one cell over all `columns`: "I. TẬP THỂ".
    pub fn group(text: impl Into<String>, columns: usize) -> Self {
        Self::total([Cell {
            across: columns,
            ..Cell::text(text)
        }])
    }
}

/// A cell of the body: what paper shows, and the value a workbook keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The words or the number as printed ("68,73", "3.508.000.000.000").
    pub text: String,
    /// The typed value; `None` keeps the words.
    pub value: Option<Value>,
    /// Columns covered, at least 1.
    pub across: usize,
}

impl Cell {
    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            value: None,
            across: 1,
        }
    }

    /// A cell that prints `shown` and keeps `value`.
    pub fn value(shown: impl Into<String>, value: Value) -> Self {
        Self {
            text: shown.into(),
            value: Some(value),
            across: 1,
        }
    }

    /// A cell that says nothing.
    pub fn empty() -> Self {
        Self::text("")
    }
}

impl Table {
    /// The table's name in a message.
    pub(crate) fn name(&self) -> String {
        self.caption
            .clone()
            .unwrap_or_else(|| "bảng không tên".into())
    }

    /// Where every heading stands, once the table is known to be whole.
    ///
    /// # Errors
    /// [`PaperError::Table`] where cells do not fill the columns exactly.
    pub(crate) fn placed(&self) -> Result<Vec<Placed<'_>>, PaperError> {
        let fault = |reason: String| PaperError::Table {
            table: self.name(),
            reason,
        };
        let columns = self.columns.len();
        if columns == 0 || self.columns.iter().any(|column| column.share == 0) {
            return Err(fault("không có cột, hoặc cột không có bề rộng".into()));
        }
        for (number, row) in self.rows.iter().enumerate() {
            let covered: usize = row.cells.iter().map(|cell| cell.across.max(1)).sum();
            if covered != columns {
                return Err(fault(format!(
                    "dòng {} phủ {covered} cột trong khi bảng có {columns} cột",
                    number + 1
                )));
            }
        }
        place(&self.header, columns).map_err(fault)
    }
}

/// A heading at its place in the grid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'a> {
    /// Row of the header, from 0.
    pub(crate) row: usize,
    /// First column, from 0.
    pub(crate) column: usize,
    /// The heading.
    pub(crate) head: &'a Head,
}

/// Lays header rows onto a grid `columns` wide, as HTML does: each cell takes the first free place.
pub(crate) fn place(header: &[Vec<Head>], columns: usize) -> Result<Vec<Placed<'_>>, String> {
    let mut taken = vec![vec![false; columns]; header.len()];
    let mut placed = Vec::new();
    for (row, heads) in header.iter().enumerate() {
        for head in heads {
            let free = taken
                .get(row)
                .and_then(|line| line.iter().position(|cell| !cell));
            let column = free.ok_or_else(|| format!("đầu bảng: thừa ô “{}”", head.text))?;
            for line in row..row + head.down.max(1) {
                for across in column..column + head.across.max(1) {
                    let cell = taken.get_mut(line).and_then(|line| line.get_mut(across));
                    match cell {
                        Some(cell) if !*cell => *cell = true,
                        _ => return Err(format!("đầu bảng: ô “{}” vượt ra ngoài", head.text)),
                    }
                }
            }
            placed.push(Placed { row, column, head });
        }
    }
    match taken.iter().flatten().any(|cell| !cell) {
        true => Err("đầu bảng: còn ô trống".into()),
        false => Ok(placed),
    }
}
