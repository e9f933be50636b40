//! The figures of the nation in memory: one column a code, one row a sheet.
//!
//! A national question reads whole columns; a question about one agency finds its sheets by
//! (subject, year, month, frame). A new revision changes its row in place. Words that many rows share
//! (subjects, sources, frames) are kept once, and a row names them by number: ten years of the nation
//! are a hundred thousand rows.

mod canonical;
mod columns;
mod pattern;
mod quick;
mod rows;
#[cfg(test)]
mod tests;
mod totals;
mod watch;

pub use rows::{Key, Sheet};
pub use totals::Totals;

use std::sync::Arc;

use self::columns::Columns;
use self::rows::{Place, Rows};
use super::figure::{Figure, Figures};
use super::key::{Frame, SheetKey};
use crate::amount::Precision;
use crate::time::{PartialDate, Window};

/// Stands for "nothing told" in a column. No amount reaches it: the store's CHECK is ± 9e18.
const NONE: i64 = i64::MIN;

/// A figure found in the table.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The sheet it stands in.
    pub sheet: Sheet<'a>,
    /// The number in the code's base unit.
    pub value: Option<i64>,
    /// What the source said beside the number, without the number; `None` where it was plain and exact.
    pub told: Option<&'a Figure>,
}

impl Cell<'_> {
    /// How exact the number is.
    pub fn precision(&self) -> Precision {
        self.told
            .map_or(Precision::default(), |figure| figure.precision)
    }
}

/// All current sheets.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Rows,
    columns: Columns,
    /// What answers where this table has no sheet.
    under: Option<Arc<Table>>,
    /// Notes what is read of the table under it.
    watch: Option<Arc<watch::Watch>>,
}

impl Table {
    /// An empty table over another one, for "what would stand if": where a sheet was put at a place (a
    /// subject, a window, a frame) this table answers, everywhere else the one under it. Whole columns
    /// ([`Table::scan`], [`Table::sum`], [`Table::all`]) are of this table alone.
    pub fn over(under: Arc<Self>) -> Self {
        Self {
            under: Some(under),
            ..Self::default()
        }
    }

    /// The table that answers at a place.
    fn layer(&self, subject: &str, window: Window, frame: &Frame) -> &Self {
        match &self.under {
            Some(under) if self.at(subject, window, frame).is_empty() => {
                under.layer(subject, window, frame)
            }
            _ => self,
        }
    }

    /// How many sheets there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether any sheet is of a group of cases: nobody need walk the tree for one that is not there.
    pub fn knows_group(&self, group: &str) -> bool {
        let under = || {
            self.under
                .as_ref()
                .is_some_and(|under| under.knows_group(group))
        };
        self.rows.knows_group(group) || under()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// Every sheet, in the order in which it came.
    pub fn all(&self) -> impl Iterator<Item = Sheet<'_>> {
        (0..self.rows.len()).filter_map(|at| self.rows.sheet(number(at)))
    }

    /// Puts a sheet's newest revision in its place. `dated` is the day of its source.
    pub fn put(
        &mut self,
        key: SheetKey,
        revision: i32,
        figures: &Figures,
        dated: Option<PartialDate>,
    ) {
        let at = self.place(key.borrowed(), revision, dated);
        for (code, figure) in &figures.0 {
            self.columns.write(at, code, figure);
        }
    }

    /// The same from the canonical JSON of a revision, without a detour. `None`: it is damaged, and
    /// nothing may be read from the table any more.
    pub fn put_canonical(
        &mut self,
        key: Key<'_>,
        revision: i32,
        json: &str,
        dated: Option<PartialDate>,
    ) -> Option<()> {
        let at = self.place(key, revision, dated);
        self.columns.write_sheet(at, json)
    }

    /// The emptied row of a sheet.
    fn place(&mut self, key: Key<'_>, revision: i32, dated: Option<PartialDate>) -> u32 {
        let (at, new) = self.rows.place(key, revision, dated);
        if !new {
            self.columns.clear(at);
        }
        at
    }

    /// Whether a source has another date than the rows that rest on it remember.
    pub fn is_redated(&self, dated: impl Fn(&str) -> Option<PartialDate>) -> bool {
        self.rows.redated(dated).next().is_some()
    }

    /// Gives the rows the dates their sources have now.
    pub fn redate(&mut self, dated: impl Fn(&str) -> Option<PartialDate>) {
        let moved: Vec<_> = self.rows.redated(dated).collect();
        self.rows.redate(&moved);
    }

    /// Gives back the room kept for rows that did not come: after all sheets were put.
    pub fn settle(&mut self) {
        self.rows.settle();
        self.columns.settle();
    }

    /// The sheets of a subject (an agency, a block or an officer) in a window, best first.
    pub fn sheets(
        &self,
        subject: &str,
        window: Window,
        frame: &Frame,
    ) -> impl Iterator<Item = Sheet<'_>> {
        let table = self.layer(subject, window, frame);
        let found = table.at(subject, window, frame).iter();
        found.filter_map(move |at| table.rows.sheet(*at))
    }

    fn at(&self, subject: &str, window: Window, frame: &Frame) -> &[u32] {
        let place = Place::find(&self.rows, subject, window, frame);
        place.map_or(&[], |place| self.rows.at(place))
    }

    /// The tellings of one figure, best first.
    pub fn tellings(
        &self,
        subject: &str,
        window: Window,
        frame: &Frame,
        code: &str,
    ) -> impl Iterator<Item = Cell<'_>> {
        let table = self.layer(subject, window, frame);
        let column = table.columns.find(code);
        let rows = column.map_or(&[][..], |_| table.at(subject, window, frame));
        self.note(table, rows, column.unwrap_or_default());
        rows.iter()
            .filter_map(move |at| table.cell(*at, column.unwrap_or_default()))
    }

    /// All tellings of one figure, best first, in a list.
    pub fn cells(&self, subject: &str, window: Window, frame: &Frame, code: &str) -> Vec<Cell<'_>> {
        self.tellings(subject, window, frame, code).collect()
    }

    fn cell(&self, at: u32, column: usize) -> Option<Cell<'_>> {
        let (value, told) = self.columns.get(at, column)?;
        Some(Cell {
            sheet: self.rows.sheet(at)?,
            value,
            told,
        })
    }

    /// The codes told in any sheet of a place, in no order.
    pub fn codes(&self, subject: &str, window: Window, frame: &Frame) -> Vec<&str> {
        let table = self.layer(subject, window, frame);
        let rows = table.at(subject, window, frame);
        let told = |column: &usize| {
            rows.iter()
                .any(|at| table.columns.get(*at, *column).is_some())
        };
        let columns = (0..table.columns.len()).filter(told);
        columns
            .filter_map(|column| table.columns.code(column))
            .collect()
    }

    /// A whole column: every sheet that tells the number, with it.
    pub fn scan(&self, code: &str) -> impl Iterator<Item = (Sheet<'_>, i64)> {
        let values = self.columns.values(code).iter().enumerate();
        let told = values.filter(|(_, value)| **value != NONE);
        told.filter_map(|(at, value)| Some((self.rows.sheet(number(at))?, *value)))
    }

    /// The sum of everything told in a column.
    pub fn sum(&self, code: &str) -> i128 {
        totals::sum(self.columns.values(code))
    }

    /// The sums of everything told in each of many columns, with as many threads as the machine has cores.
    pub fn sums(&self, codes: &[&str]) -> Vec<i128> {
        let columns: Vec<&[i64]> = codes.iter().map(|code| self.columns.values(code)).collect();
        totals::sums(&columns)
    }

    /// The newest work year and month told for a subject in a frame.
    pub fn latest(&self, subject: &str, frame: &Frame) -> Option<Window> {
        let under = self.under.as_ref();
        let under = under.and_then(|under| under.latest(subject, frame));
        self.rows.latest(subject, frame).max(under)
    }
}

fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
