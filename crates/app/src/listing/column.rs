//! Columns of lists: what stands in them and what a reader may do with them.

use super::STATE;

/// What the cells of a column are: how they stand, how they are ordered, what a workbook keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, in the order of the alphabet.
    Text,
    /// A code or symbol.
    Code,
    /// Full names of people: given name first.
    Name,
    /// Counts and amounts.
    Number,
    /// A day, as precise as it is known.
    Date,
    /// A moment.
    Moment,
    /// The state of the row.
    State,
}

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the address.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// The heading it shares with its neighbours.
    pub over: Option<&'static str>,
    /// What its cells are.
    pub kind: Kind,
    /// Its share of a printed page.
    pub share: u16,
    /// Whether it is shown where the reader has chosen no columns.
    pub usual: bool,
    /// Whether the text filter looks into it.
    pub searched: bool,
    /// Whether its values are offered as a filter.
    pub filtered: bool,
    /// Whether an address may ask for one of its values without its being offered: pivots lead here.
    pub grouped: bool,
}

impl Column {
    /// A column of a kind, shown where nothing was chosen.
    pub const fn new(id: &'static str, heading: &'static str, kind: Kind, share: u16) -> Self {
        Self {
            id,
            heading,
            over: None,
            kind,
            share,
            usual: true,
            searched: false,
            filtered: false,
            grouped: false,
        }
    }

    /// The column, shown only where it was chosen.
    #[must_use]
    pub const fn more(self) -> Self {
        Self {
            usual: false,
            ..self
        }
    }

    /// The column, looked into by the text filter.
    #[must_use]
    pub const fn searched(self) -> Self {
        Self {
            searched: true,
            ..self
        }
    }

    /// The column, offering its values as a filter.
    #[must_use]
    pub const fn filtered(self) -> Self {
        Self {
            filtered: true,
            ..self
        }
    }

    /// The column, asked for by value where an address names one.
    #[must_use]
    pub const fn grouped(self) -> Self {
        Self {
            grouped: true,
            ..self
        }
    }

    /// Whether rows can be asked for by a value of it.
    pub const fn is_asked(&self) -> bool {
        self.filtered || self.grouped
    }

    /// The column under a heading it shares with its neighbours.
    #[must_use]
    pub const fn under(self, over: &'static str) -> Self {
        Self {
            over: Some(over),
            ..self
        }
    }

    /// The whole heading, where it stands alone: `Về việc: tỷ lệ (%)`.
    pub fn full_heading(&self) -> String {
        match self.over {
            Some(over) => format!("{over}: {}", crate::report::small(self.heading)),
            None => self.heading.to_owned(),
        }
    }

    /// The column every list with states ends with.
    pub const fn state() -> Self {
        Self::new(STATE, "Tình trạng", Kind::State, 16)
    }
}
