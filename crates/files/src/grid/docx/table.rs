//! A table as it grows: rows and columns counted as they are seen, a merged area told by its first cell.

use thidua_domain::bundle::Cell;

use crate::grid::error::ReadError;
use crate::grid::limits::Budget;
use crate::grid::model::{Grid, GridRow, text_cell};

/// A table that is being read.
pub(super) struct Growing {
    /// Which of the document's tables it is, from 1.
    pub(super) number: usize,
    name: String,
    above: Vec<String>,
    rows: Vec<GridRow>,
    /// Row being read, from 1; 0 before the first.
    row: u32,
    cells: Vec<Cell>,
    hidden: Vec<u32>,
    cell: Option<Open>,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    text: String,
    /// Columns it stands over.
    span: usize,
    /// Whether it goes on with the cell above.
    goes_on: bool,
}

impl Growing {
    pub(super) fn new(number: usize, above: Vec<String>) -> Self {
        Self {
            number,
            name: format!("Bảng {number}"),
            above,
            rows: Vec::new(),
            row: 0,
            cells: Vec::new(),
            hidden: Vec::new(),
            cell: None,
        }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.cells.clear();
        self.cell = None;
    }

    /// The row is hidden from whoever opens the document.
    pub(super) fn hide_row(&mut self) {
        if self.hidden.last() != Some(&self.row) {
            self.hidden.push(self.row);
        }
    }

    /// The row begins some columns to the right, or a cell stands over several.
    pub(super) fn skip(
        &mut self,
        columns: usize,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        match &mut self.cell {
            Some(cell) => cell.span = columns.max(1),
            None => self.fill(columns, Cell::Empty, budget)?,
        }
        Ok(())
    }

    /// Begins a cell.
    pub(super) fn begin_cell(&mut self) {
        self.cell = Some(Open {
            span: 1,
            ..Open::default()
        });
    }

    /// The cell goes on with the one above, or with the one before.
    pub(super) fn goes_on(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.goes_on = true;
        }
    }

    /// Whether text belongs to a cell.
    pub(super) fn takes_text(&self) -> bool {
        self.cell.is_some()
    }

    /// The text of the open cell so far.
    pub(super) fn said(&self) -> &str {
        self.cell.as_ref().map_or("", |cell| &cell.text)
    }

    /// Adds a paragraph to the open cell.
    pub(super) fn add(&mut self, line: &str, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let column = self.cells.len();
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        if line.is_empty() || cell.goes_on {
            return Ok(());
        }
        if !cell.text.is_empty() {
            cell.text.push('\n');
        }
        cell.text.push_str(line);
        // The whole cell is held to what a cell may hold; of the sum only what is new is counted.
        if cell.text.len() > budget.limits.cell_chars {
            budget.text(&self.name, self.row, column, &cell.text)?;
        }
        budget.text(&self.name, self.row, column, line)
    }

    /// Ends the open cell.
    pub(super) fn end_cell(&mut self, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let said = match cell.goes_on {
            true => Cell::Empty,
            false => text_cell(cell.text),
        };
        self.fill(1, said, budget)?;
        self.fill(cell.span.saturating_sub(1), Cell::Empty, budget)
    }

    fn fill(&mut self, count: usize, cell: Cell, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        if count == 0 {
            return Ok(());
        }
        let last = self.cells.len().saturating_add(count - 1);
        budget.limits.check_place(&self.name, self.row, last)?;
        budget.cells(&self.name, count)?;
        self.cells.extend(std::iter::repeat_n(cell, count));
        Ok(())
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        self.end_cell(budget)?;
        budget.limits.check_place(&self.name, self.row, 0)?;
        let cells = std::mem::take(&mut self.cells);
        self.rows.extend(GridRow::trimmed(self.row, cells));
        Ok(())
    }

    /// The table, and the rows of it that say something and are hidden.
    pub(super) fn done(self) -> (Grid, Vec<u32>) {
        let says = |number: &u32| self.rows.iter().any(|row| row.number == *number);
        let hidden = self.hidden.iter().copied().filter(says).collect();
        let grid = Grid {
            name: self.name,
            above: self.above,
            hidden: false,
            rows: self.rows,
        };
        (grid, hidden)
    }
}
