//! Peak campaigns (đợt cao điểm): a window inside the year with targets of its own, and what was done in it.
//!
//! Figures are cumulative from 1 October and told by the month, a window may begin on any day: what the two leave
//! open is said with its reason. Numbers entered day by day fill it in, apart from approved figures and never in them.

mod account;
mod burn;
mod drives;
mod rank;
pub mod sheet;
#[cfg(test)]
mod tests;

pub use account::{Account, Asked, Basis, Done, Gap, Month, MonthAccount, account, months};
pub use burn::{Point, burn, expected};
pub use drives::{Slot, Verdict, slots};
pub use rank::{Place, places};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::amount::Decimal;
use crate::bundle::Values;
use crate::movement::Movement;
use crate::time::DatePrecision;

/// Code of `phong-trao.Loại` of a peak campaign.
pub const KIND: &str = "cao_diem";

/// The days of a campaign, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day, not before the first.
    pub to: Date,
}

impl Span {
    /// The window of a movement that is one peak campaign; `None`: it is none, a series of them, or its days are not
    /// told (a bare year is no window).
    pub fn of(movement: &Movement) -> Option<Self> {
        let told = |date: Option<crate::time::PartialDate>| {
            date.is_some_and(|date| date.precision() != DatePrecision::Year)
        };
        let one = movement.kinds.iter().any(|kind| kind == KIND)
            && movement.period.is_none()
            && movement.drives.is_none();
        if !one || !told(movement.from) || !told(movement.to) {
            return None;
        }
        let (from, to) = (movement.first_day()?, movement.last_day()?);
        (from <= to).then_some(Self { from, to })
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        days_between(self.from, self.to) + 1
    }

    /// Which of its days a day is, from 1; 0 before it, all of them after it.
    pub fn day_number(self, day: Date) -> i64 {
        (days_between(self.from, day) + 1).clamp(0, self.days())
    }

    /// How many of its days come after a day.
    pub fn days_left(self, day: Date) -> i64 {
        self.days() - self.day_number(day)
    }

    /// Its days in order.
    pub fn each(self) -> impl Iterator<Item = Date> {
        let next = |day: &Date| day.tomorrow().ok();
        std::iter::successors(Some(self.from), next).take_while(move |day| *day <= self.to)
    }
}

/// Days from one day to another; negative where the other is earlier.
fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Whether a movement stands for drives to come: launched so many times a year, or its days are years.
pub fn is_series(movement: &Movement) -> bool {
    movement.kinds.iter().any(|kind| kind == KIND)
        && (movement.period.is_some() || movement.drives.is_some())
}

/// One number of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayEntry {
    /// Code of the campaign.
    pub movement: String,
    /// Code of the agency whose own part it is.
    pub agency: String,
    /// The day.
    pub day: Date,
    /// Figure code.
    pub code: String,
    /// How much that day, base unit; `None`: taken back.
    pub value: Option<i64>,
}

impl DayEntry {
    /// What a row of `so-lieu-ngay` tells; `None` where its day is not exact or its key is not whole.
    pub fn from_row(row: &Values) -> Option<Self> {
        let value = row.get("gia_tri").and_then(whole);
        Some(Self {
            movement: row.text("ma_phong_trao")?,
            agency: row.text("ma_co_quan")?,
            day: row.date("ngay")?.exact()?,
            code: row.text("ma_so_lieu")?,
            value,
        })
    }
}

/// A whole number of 0 or more that fits.
pub fn whole(text: &str) -> Option<i64> {
    let value = Decimal::parse(text).ok()?;
    (value.is_whole() && !value.is_negative())
        .then(|| value.to_i64())
        .flatten()
}

/// Numbers of one agency and figure, by day.
pub type Days = BTreeMap<Date, i64>;

/// Sums of several agencies, day by day.
pub fn together<'a>(parts: impl IntoIterator<Item = &'a Days>) -> Days {
    let mut sum = Days::new();
    for part in parts {
        for (day, value) in part {
            let known = sum.entry(*day).or_insert(0);
            *known = known.saturating_add(*value);
        }
    }
    sum
}
