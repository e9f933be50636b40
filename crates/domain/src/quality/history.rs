//! The exact months of one figure of one unit, year after year.

use crate::figures::{Frame, Table};
use crate::time::{Window, WorkYear};

/// Cumulative values of up to a dozen years, by month.
#[derive(Clone, Debug, Default)]
pub struct History {
    first: i16,
    years: Vec<[Option<i64>; 12]>,
}

impl History {
    /// The exact values a subject itself told, from a year to a year.
    pub fn read(
        table: &Table,
        subject: &str,
        frame: &Frame,
        code: &str,
        (from, to): (WorkYear, WorkYear),
    ) -> Self {
        let value = |year: i16, month: u8| {
            let window = Window::new(WorkYear(year), month)?;
            let mut told = table.tellings(subject, window, frame, code);
            told.find_map(|cell| cell.value.filter(|_| cell.precision().is_exact()))
        };
        let of_year = |year: i16| {
            let mut months = [None; 12];
            for (month, place) in (1_u8..).zip(months.iter_mut()) {
                *place = value(year, month);
            }
            months
        };
        Self {
            first: from.0,
            years: (from.0..=to.0).map(of_year).collect(),
        }
    }

    /// The cumulative value of a month.
    pub fn value(&self, year: i16, month: u8) -> Option<i64> {
        let at = usize::try_from(year.checked_sub(self.first)?).ok()?;
        let month = usize::from(month.checked_sub(1)?);
        *self.years.get(at)?.get(month)?
    }

    /// What the month added; `None` where it or the month before is not told exactly.
    pub fn step(&self, year: i16, month: u8) -> Option<i64> {
        let now = self.value(year, month)?;
        if month == 1 {
            return Some(now);
        }
        now.checked_sub(self.value(year, month - 1)?)
    }

    /// What the same month added in the years before, the nearest first.
    pub fn same(&self, year: i16, month: u8, years: u8) -> Vec<i64> {
        let back = (1..=i16::from(years)).filter_map(|back| year.checked_sub(back));
        back.filter_map(|year| self.step(year, month)).collect()
    }

    /// What the months just before added, the nearest first, without some months of the year.
    pub fn recent(&self, year: i16, month: u8, months: u8, without: &[u8]) -> Vec<i64> {
        let mut at = (year, month);
        let mut found = Vec::new();
        for _ in 0..months {
            at = match at {
                (year, 1) => (year.saturating_sub(1), 12),
                (year, month) => (year, month - 1),
            };
            if !without.contains(&at.1) {
                found.extend(self.step(at.0, at.1));
            }
        }
        found
    }
}
