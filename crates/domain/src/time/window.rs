//! The cumulative window of figures (kỳ báo cáo, lũy kế N tháng).

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fault::DateFault;
use super::year::WorkYear;

/// From 1 October to the end of the `month`-th month of a work year: month 1 is October, 12 is
/// September of the year itself. Text and JSON: `2021/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// The work year.
    pub year: WorkYear,
    /// Cumulative months, 1 to 12; others are taken at the nearest of these.
    pub month: u8,
}

impl Window {
    /// The window of so many months; `None` unless 1 to 12.
    pub fn new(year: WorkYear, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// The whole work year.
    pub const fn whole(year: WorkYear) -> Self {
        Self { year, month: 12 }
    }

    /// The window whose last month holds the day.
    pub fn of(day: Date) -> Self {
        let month = u8::try_from((day.month() + 2) % 12 + 1).unwrap_or(12);
        Self {
            year: WorkYear::of(day),
            month,
        }
    }

    /// Reads `2021/8`, or a year alone as its 12 months.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let (year, month) = text.split_once('/').unwrap_or((text, "12"));
        let year = WorkYear::parse(year)?;
        let month = month.trim().parse().ok();
        month
            .and_then(|month| Self::new(year, month))
            .ok_or_else(|| DateFault::CumulativeMonth(text.to_owned()))
    }

    /// 1 October.
    pub fn first_day(self) -> Date {
        self.year.first_day()
    }

    /// The last day of the last month.
    pub fn last_day(self) -> Date {
        let (year, month) = self.calendar_month();
        date(year, month, 1).last_of_month()
    }

    /// Whether the day lies in the window.
    pub fn contains(self, day: Date) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    /// Calendar year and month of its last month.
    pub fn calendar_month(self) -> (i16, i8) {
        let year = self.year.0.clamp(1, 9999);
        let month = i8::try_from(self.month.clamp(1, 12)).unwrap_or(12);
        if month <= 3 {
            (year - 1, month + 9)
        } else {
            (year, month - 3)
        }
    }

    /// `tháng 5/2021`: the last month as the calendar names it; a zero only before 1 and 2.
    pub fn calendar_name(self) -> String {
        let (year, month) = self.calendar_month();
        if month <= 2 {
            format!("tháng 0{month}/{year}")
        } else {
            format!("tháng {month}/{year}")
        }
    }

    /// `8 tháng năm 2021`; twelve months are `năm 2021`.
    pub fn label(self) -> String {
        if self.month >= 12 {
            format!("năm {}", self.year)
        } else {
            format!("{} tháng năm {}", self.month, self.year)
        }
    }

    /// The same months of the year before (cùng kỳ năm trước).
    pub const fn same_last_year(self) -> Self {
        Self {
            year: self.year.previous(),
            month: self.month,
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.year, self.month)
    }
}

impl FromStr for Window {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        Self::parse(text)
    }
}

impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
