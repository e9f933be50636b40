//! From when to when something held.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::partial::PartialDate;
use super::year::WorkYear;

/// The day that stands for an open beginning.
pub const OPEN_START: Date = date(1, 1, 1);
/// The day that stands for an open end, as in the database.
pub const OPEN_END: Date = date(9999, 12, 31);

/// `Từ ngày` and `Đến ngày` as written: the end is the last day. An empty beginning is before our
/// records, an empty end is still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validity {
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day.
    pub to: Option<PartialDate>,
}

impl Validity {
    /// At all times.
    pub const ALWAYS: Self = Self {
        from: None,
        to: None,
    };

    /// From a beginning to an end, each where known.
    pub const fn new(from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        Self { from, to }
    }

    /// The first day, [`OPEN_START`] where open.
    pub fn start(&self) -> Date {
        self.from.map_or(OPEN_START, PartialDate::first_day)
    }

    /// The first day after, [`OPEN_END`] where open: inside, intervals are half-open.
    pub fn end(&self) -> Date {
        self.to
            .map_or(OPEN_END, |to| to.last_day().tomorrow().unwrap_or(OPEN_END))
    }

    /// Whether the end does not come before the beginning.
    pub fn is_ordered(&self) -> bool {
        self.start() < self.end()
    }

    /// Whether it held on the day; a date known to the month or year counts whole.
    pub fn contains(&self, day: Date) -> bool {
        self.start() <= day && (self.to.is_none() || day < self.end())
    }

    /// Whether both held on some day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start() < other.end() && other.start() < self.end()
    }

    /// Whether it held on some day from `first` to `last`, both included.
    pub fn overlaps_days(&self, first: Date, last: Date) -> bool {
        self.start() <= last && (self.to.is_none() || first < self.end())
    }

    /// Whether it held at some time of the work year. A bare year is the work year of that number:
    /// something that ended in `2025` did not hold in work year 2026.
    pub fn on_year(&self, year: WorkYear) -> bool {
        self.from.is_none_or(|from| from.work_year() <= year)
            && self.to.is_none_or(|to| last_year(to) >= year)
    }

    /// `từ 01/7/2025 đến nay`-like text for lists: `01/07/2025 – 30/06/2026`, `từ 2025`, `đến 2020`.
    pub fn vn(&self) -> String {
        match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!("từ {}", from.vn()),
            (None, Some(to)) => format!("đến {}", to.vn()),
            (Some(from), Some(to)) => format!("{} – {}", from.vn(), to.vn()),
        }
    }
}

/// The work year in which the last possible day lies.
fn last_year(to: PartialDate) -> WorkYear {
    match to.exact() {
        Some(day) => WorkYear::of(day),
        None => to.work_year(),
    }
}
