//! A date as well as it is known.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fault::DateFault;
use super::print;
use super::year::WorkYear;
use crate::text::{clean, fold};

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePrecision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

/// A date known to the day, the month or the year; text and JSON are ISO at that precision
/// (`2020-10-17`, `2020-10`, `2020`).
///
/// Ordered by first day, then the more exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    first: Date,
    precision: DatePrecision,
}

impl PartialDate {
    /// A day.
    pub const fn day(day: Date) -> Self {
        Self {
            first: day,
            precision: DatePrecision::Day,
        }
    }

    /// The month of a day.
    pub fn month_of(day: Date) -> Self {
        Self {
            first: day.first_of_month(),
            precision: DatePrecision::Month,
        }
    }

    /// The calendar year of a day.
    pub fn year_of(day: Date) -> Self {
        Self {
            first: day.first_of_year(),
            precision: DatePrecision::Year,
        }
    }

    /// The date stored as a first day and a precision; the day is brought to the beginning of the
    /// month or year.
    pub fn from_parts(first: Date, precision: DatePrecision) -> Self {
        match precision {
            DatePrecision::Day => Self::day(first),
            DatePrecision::Month => Self::month_of(first),
            DatePrecision::Year => Self::year_of(first),
        }
    }

    /// Reads `2020-10-17`, `2020-10`, `2020`, `17/10/2020`, `17.6.2021`, `10/2020`,
    /// `ngày 17 tháng 10 năm 2020`, `tháng 10 năm 2020`, `năm 2020`.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        // As everything is stored: hundreds of thousands of dates are read back like this.
        if let Some(day) = iso_day(text) {
            return Ok(Self::day(day));
        }
        let written = clean(text);
        if written.is_empty() {
            return Err(DateFault::Empty);
        }
        let shape = || DateFault::Shape(written.clone());
        let mut key = worded(&fold(&written));
        for (spaced, mark) in [(" / ", "/"), (" - ", "-"), (" . ", ".")] {
            key = key.replace(spaced, mark);
        }
        let key = key
            .strip_suffix("t00:00:00")
            .or_else(|| key.strip_suffix(" 00:00:00"))
            .unwrap_or(&key);
        let mark = key.chars().find(|letter| !letter.is_ascii_digit());
        let numbers: Vec<&str> = match mark {
            None => vec![key],
            Some(mark @ ('-' | '/' | '.')) => key.split(mark).map(str::trim).collect(),
            Some(_) => return Err(shape()),
        };
        if !numbers
            .iter()
            .all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return Err(shape());
        }
        match numbers.as_slice() {
            [year] if year.len() == 4 => Self::checked(year, None, None),
            [year, month] if year.len() == 4 && mark == Some('-') => {
                Self::checked(year, Some(month), None)
            }
            [month, year] if month.len() <= 2 && year.len() == 4 => {
                Self::checked(year, Some(month), None)
            }
            [year, month, day] if year.len() == 4 => Self::checked(year, Some(month), Some(day)),
            [day, month, year] if day.len() <= 2 && month.len() <= 2 => {
                if year.len() == 2 {
                    return Err(DateFault::ShortYear(written.clone()));
                }
                Self::checked(year, Some(month), Some(day))
            }
            _ => Err(shape()),
        }
    }

    fn checked(year: &str, month: Option<&str>, day: Option<&str>) -> Result<Self, DateFault> {
        let number = |text: &str| text.parse::<i32>().unwrap_or(i32::MAX);
        let year = number(year);
        let year = i16::try_from(year)
            .ok()
            .filter(|year| (1800..=2999).contains(year))
            .ok_or(DateFault::YearOutOfRange(year))?;
        let Some(month) = month.map(number) else {
            return Ok(Self::year_of(date(year, 1, 1)));
        };
        let month = i8::try_from(month)
            .ok()
            .filter(|month| (1..=12).contains(month))
            .ok_or(DateFault::NoSuchMonth(month))?;
        let Some(day) = day.map(number) else {
            return Ok(Self::month_of(date(year, month, 1)));
        };
        i8::try_from(day)
            .ok()
            .and_then(|day| Date::new(year, month, day).ok())
            .map(Self::day)
            .ok_or(DateFault::NoSuchDay {
                day,
                month: month.into(),
                year: year.into(),
            })
    }

    /// How exactly it is known.
    pub const fn precision(self) -> DatePrecision {
        self.precision
    }

    /// The day, where it is known.
    pub fn exact(self) -> Option<Date> {
        (self.precision == DatePrecision::Day).then_some(self.first)
    }

    /// The first day it may be, by the calendar.
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// The last day it may be, by the calendar.
    pub fn last_day(self) -> Date {
        match self.precision {
            DatePrecision::Day => self.first,
            DatePrecision::Month => self.first.last_of_month(),
            DatePrecision::Year => self.first.last_of_year(),
        }
    }

    /// The work year it belongs to: a bare year is the work year of that number, a day or a month lies
    /// where the calendar puts it.
    pub fn work_year(self) -> WorkYear {
        match self.precision {
            DatePrecision::Year => WorkYear(self.first.year()),
            _ => WorkYear::of(self.first),
        }
    }

    /// Whether the day is one it may be.
    pub fn may_be(self, day: Date) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    /// `17/10/2020`, `10/2020`, `2020`.
    pub fn vn(self) -> String {
        let month = self.first.month();
        match self.precision {
            DatePrecision::Day => print::vn(self.first),
            DatePrecision::Month => format!("{month:02}/{:04}", self.first.year()),
            DatePrecision::Year => format!("{:04}", self.first.year()),
        }
    }

    /// `ngày 17 tháng 10 năm 2020`, `tháng 10 năm 2020`, `năm 2020`.
    pub fn in_document(self) -> String {
        let day = print::in_document(self.first);
        match self.precision {
            DatePrecision::Day => day,
            DatePrecision::Month => day
                .split_once(" tháng")
                .map_or(day.clone(), |(_, rest)| format!("tháng{rest}")),
            DatePrecision::Year => format!("năm {}", self.first.year()),
        }
    }
}

/// A date that must be known to the day.
pub fn parse_date(text: &str) -> Result<Date, DateFault> {
    let parsed = PartialDate::parse(text)?;
    parsed
        .exact()
        .ok_or_else(|| DateFault::NotADay(clean(text)))
}

/// The day of `2020-10-17`, written so and not otherwise.
fn iso_day(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *bytes else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |number, digit| {
            let digit = char::from(*digit).to_digit(10)?;
            Some(number * 10 + i16::try_from(digit).ok()?)
        })
    };
    let year = number(&[a, b, c, d]).filter(|year| (1800..=2999).contains(year))?;
    let month = i8::try_from(number(&[e, f])?).ok()?;
    let day = i8::try_from(number(&[g, h])?).ok()?;
    Date::new(year, month, day).ok()
}

/// `ngay 17 thang 10 nam 2020` → `17/10/2020`; other text as it is.
fn worded(key: &str) -> String {
    if !key.contains("nam ") && !key.contains("thang ") && !key.contains("ngay ") {
        return key.to_owned();
    }
    let bare = key.replace(',', " ").replace("ngay ", " ");
    let marked = bare
        .replace(" thang ", "/")
        .replace("thang ", " ")
        .replace(" nam ", "/")
        .replace("nam ", " ");
    marked.split_whitespace().collect()
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self::day(day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            DatePrecision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
            DatePrecision::Month => write!(f, "{year:04}-{month:02}"),
            DatePrecision::Year => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        Self::parse(text)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
