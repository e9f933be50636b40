//! Pivot tables: the rows of a list counted by two of their values, with totals.
//!
//! A row stands in exactly one cell, so that the cells of a line add up to its total and the totals of lines and
//! of columns to the same sum. A place where nothing is told is no zero, and a number that is not told is counted
//! beside the sum, never guessed.

mod order;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Decimal;

pub use order::{Heading, places};

/// What a row adds to the measure of its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Nothing: the measure is not of such rows (days of a gift of money), or another row told the same before.
    Apart,
    /// A number the source does not tell.
    Untold,
    /// A number; not exact where the source says "hơn", "gần", "khoảng" …
    Told {
        /// How many or how much.
        value: Decimal,
        /// Whether exactly so much.
        exact: bool,
    },
    /// One of those who are counted once, however many rows name them.
    Who(u32),
}

/// A row of the list: the places of its line and its column, and what it adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Place of its value among the lines.
    pub row: u32,
    /// Place of its value among the columns.
    pub column: u32,
    /// What it adds.
    pub amount: Amount,
}

/// What stands in a place of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many rows of the list.
    pub rows: u64,
    /// How many of them tell no number where one belongs.
    pub untold: u64,
    /// How many tell one that is not exact.
    pub inexact: u64,
    told: u64,
    sum: Decimal,
    who: BTreeSet<u32>,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// There is no row, or none the measure is of: not zero.
    Nothing,
    /// There are rows, and none tells a number.
    Untold,
    /// The sum of what is told.
    Told(Decimal),
}

impl Cell {
    fn add(&mut self, amount: Amount) {
        self.rows += 1;
        match amount {
            Amount::Apart => {}
            Amount::Untold => self.untold += 1,
            // Beyond what a number holds nothing is told rather than something wrong.
            Amount::Told { value, exact } => match self.sum.checked_add(value) {
                None => self.untold += 1,
                Some(sum) => {
                    self.sum = sum;
                    self.told += 1;
                    self.inexact += u64::from(!exact);
                }
            },
            Amount::Who(who) => {
                self.who.insert(who);
            }
        }
    }

    /// What the cell says.
    pub fn value(&self) -> Value {
        let who = i128::try_from(self.who.len()).ok();
        let who = who.and_then(|count| Decimal::new(count, 0));
        match who.and_then(|who| self.sum.checked_add(who)) {
            Some(sum) if self.told > 0 || !self.who.is_empty() => Value::Told(sum),
            _ if self.untold > 0 => Value::Untold,
            _ => Value::Nothing,
        }
    }
}

/// A table of counted rows: lines and columns in the order of their places, only those that hold a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    rows: BTreeMap<u32, Cell>,
    columns: BTreeMap<u32, Cell>,
    cells: BTreeMap<(u32, u32), Cell>,
    total: Cell,
}

impl Table {
    /// Counts the rows, one pass.
    pub fn of(facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut table = Self::default();
        for Fact {
            row,
            column,
            amount,
        } in facts
        {
            table.rows.entry(row).or_default().add(amount);
            table.columns.entry(column).or_default().add(amount);
            table.cells.entry((row, column)).or_default().add(amount);
            table.total.add(amount);
        }
        table
    }

    /// Places of the lines with their totals, in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (u32, &Cell)> {
        self.rows.iter().map(|(place, total)| (*place, total))
    }

    /// Places of the columns with their totals, in order.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = (u32, &Cell)> {
        self.columns.iter().map(|(place, total)| (*place, total))
    }

    /// The cell of a line and a column; `None`: no row stands there.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    /// All rows together.
    pub fn total(&self) -> &Cell {
        &self.total
    }

    /// The same table with lines and columns exchanged.
    #[must_use]
    pub fn transposed(self) -> Self {
        let cells = self.cells.into_iter();
        Self {
            rows: self.columns,
            columns: self.rows,
            cells: cells
                .map(|((row, column), cell)| ((column, row), cell))
                .collect(),
            total: self.total,
        }
    }
}
