//! Lists: rows of any kind under the same operations – find, count by state, sort, choose columns, take a
//! page, export, print.
//!
//! A list is a [`Source`]: it knows its rows and can show a cell. Everything else is written once over that,
//! so that every list of the product behaves alike. A source borrows what the state holds and copies no
//! row; a cell is shown once per distinct value where something must be compared or searched.

mod agencies;
mod cell;
mod choice;
mod column;
mod find;
mod goals;
mod group;
mod months;
mod order;
mod paper;
mod place;
mod reach;
mod ready;
mod say;
#[cfg(test)]
mod tests;
mod trail;
mod users;
mod which;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use thidua_domain::pivot::Amount;

use crate::AppError;
use crate::report::Printed;

pub use agencies::Agencies;
pub use cell::Cell;
pub use choice::{MOST_CHOSEN, choose, chosen, is_identity, sweep_choices, unchoose};
pub use column::{Column, Kind};
pub use find::{Choice, Found, cell, find};
pub(crate) use find::{narrowing, sift};
pub use goals::Goals;
pub(crate) use group::{Groups, groups};
pub use months::{Months, newest_month};
pub use paper::{Letter, Wanted, document, print};
pub(crate) use place::{LEVEL, PROVINCE, level, province};
pub(crate) use reach::Reach;
pub use ready::Ready;
pub(crate) use ready::at;
pub use say::{conditions, sorted_by};
pub use trail::{Trails, groups as trail_groups};
pub use users::Users;
pub use which::Which;

/// Id of the column that shows the state of a row, in every list whose rows have one.
pub const STATE: &str = "tinh-trang";

/// What an address asks of a column for the rows that say nothing there.
pub const UNTOLD: &str = "-";

/// What stands for a value of a column where rows say nothing.
pub fn untold(column: &Column) -> &'static str {
    match column.id {
        PROVINCE => "Không thuộc tỉnh, thành phố nào",
        _ => "Không nêu",
    }
}

/// How a state looks: the classes of the page's kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done, good.
    Ok,
    /// Waits, doubtful.
    Wait,
    /// Wrong, late.
    Bad,
    /// In work.
    Info,
    /// Closed.
    Off,
}

impl Tone {
    /// Its class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "state-ok",
            Self::Wait => "state-wait",
            Self::Bad => "state-bad",
            Self::Info => "state-info",
            Self::Off => "state-off",
        }
    }
}

/// A state rows can be in.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// Its name in the address.
    pub code: &'static str,
    /// Its words.
    pub label: &'static str,
    /// How it looks.
    pub tone: Tone,
}

impl State {
    /// A state.
    pub const fn new(code: &'static str, label: &'static str, tone: Tone) -> Self {
        Self { code, label, tone }
    }
}

/// What a list is.
#[derive(Clone, Debug)]
pub struct About {
    /// Its name in names of files.
    pub id: &'static str,
    /// What kind of paper it makes: `Danh sách`.
    pub kind: &'static str,
    /// Its title: `Nhân sự Thi hành án dân sự tỉnh A`.
    pub title: String,
    /// What a row is, for counting: `người`, `cơ quan`.
    pub unit: &'static str,
    /// Its columns; the first one names the row.
    pub columns: &'static [Column],
    /// The states of its rows, in the order of the tabs; empty where rows have none.
    pub states: &'static [State],
    /// The order where the reader chose none; `None`: that of the source.
    pub usual: Option<Order>,
    /// What narrows the source itself, in words: `năm công tác 2026`, `vào ngày 01/7/2025`.
    pub within: Vec<String>,
}

impl About {
    /// The place of a column.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The place of a state.
    pub fn state(&self, code: &str) -> Option<usize> {
        self.states.iter().position(|state| state.code == code)
    }
}

/// By which column rows are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// Id of the column.
    pub column: &'static str,
    /// Whether the last comes first; rows that say nothing there stay last.
    pub descending: bool,
}

impl Order {
    /// The first first.
    pub const fn up(column: &'static str) -> Self {
        Self {
            column,
            descending: false,
        }
    }

    /// The last first.
    pub const fn down(column: &'static str) -> Self {
        Self {
            column,
            descending: true,
        }
    }
}

/// Rows of one kind, as far as the reader may see them.
pub trait Source: Send + Sync {
    /// What the list is.
    fn about(&self) -> &About;
    /// How many rows there are.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// What tells the cells of a column apart: rows with the same answer have the same cell there.
    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str>;
    /// A cell; never asked for the state.
    fn cell(&self, row: usize, column: &'static Column) -> Cell;
    /// The place of the row's state among [`About::states`]; 0 where there are none.
    fn state(&self, row: usize) -> usize;
    /// What names the row, for choosing it.
    fn key(&self, row: usize) -> Cow<'_, str>;
    /// The address of the form by which the reader may change the row; `None`: the reader may not, or the row has
    /// a page of its own for that.
    fn form(&self, _row: usize) -> Option<String> {
        None
    }
    /// Whether the row is told no longer to stand: it is shown struck out.
    fn struck(&self, _row: usize) -> bool {
        false
    }
    /// The list in a layout of its own on paper and in workbooks; `None`: that of every list.
    fn paper(&self, _found: &Found, _letter: &Letter) -> Option<Result<Printed, AppError>> {
        None
    }
    /// Whether the reader may not read what a column says, though the rows are open to them.
    fn withholds(&self, _column: &Column) -> bool {
        false
    }
    /// The place of a value of a column by precedence, the highest first; `None`: by the alphabet.
    fn rank(&self, _column: &Column, _raw: &str) -> Option<u32> {
        None
    }
    /// What a row adds to a measure of the list, by the name of the measure.
    fn amount(&self, _row: usize, _measure: &str) -> Amount {
        Amount::Apart
    }
    /// Those of some rows that tell again what another of them told, and are not added twice.
    fn repeats(&self, _rows: &[usize]) -> HashSet<usize> {
        HashSet::new()
    }
    /// What the state keeps ready of the whole list, and where the rows in reach stand in it.
    fn ready(&self) -> Option<(&Ready, &[u32])> {
        None
    }
}

/// What the reader asks of a list.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Words to be found, with or without marks.
    pub text: Option<String>,
    /// Code of a state.
    pub state: Option<String>,
    /// Values asked for, by id of column.
    pub values: Vec<(String, String)>,
    /// Id of the column to order by, and whether the last comes first.
    pub order: Option<(String, bool)>,
    /// Ids of the columns to show; empty: the usual ones.
    pub columns: Vec<String>,
    /// Only the rows of these keys.
    pub chosen: Option<BTreeSet<String>>,
}

/// A text as one part of a path or query.
pub(crate) fn part(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
