//! One work year or several.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fault::DateFault;
use super::year::WorkYear;
use crate::text::{clean, fold};

/// Some time in these work years, both included, not split: `2020` or `2015-2020`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearSpan {
    /// First work year.
    pub from: WorkYear,
    /// Last work year.
    pub to: WorkYear,
}

impl YearSpan {
    /// One year.
    pub const fn single(year: WorkYear) -> Self {
        Self {
            from: year,
            to: year,
        }
    }

    /// Reads `2020`, `2015-2020`, `2015 – 2020`, `giai đoạn 2015 - 2020`.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let written = clean(text);
        if written.is_empty() {
            return Err(DateFault::Empty);
        }
        let key = fold(&written).replace(['–', '—', '−', '‐', '‑'], "-");
        let key = key
            .trim_start_matches("giai doan ")
            .trim_start_matches("nam ");
        let (from, to) = key.split_once('-').unwrap_or((key, key));
        let year = |text: &str| match WorkYear::parse(text) {
            Err(DateFault::Shape(_) | DateFault::Empty) => Err(DateFault::Shape(written.clone())),
            other => other,
        };
        let span = Self {
            from: year(from)?,
            to: year(to)?,
        };
        if span.to < span.from {
            return Err(DateFault::Reversed(written));
        }
        Ok(span)
    }

    /// Whether it is one year.
    pub fn is_single(self) -> bool {
        self.from == self.to
    }

    /// Whether the year is one of them.
    pub fn contains(self, year: WorkYear) -> bool {
        self.from <= year && year <= self.to
    }

    /// Whether all of these years are among the `asked` ones: only then a row over several counts.
    pub fn within(self, asked: Self) -> bool {
        asked.from <= self.from && self.to <= asked.to
    }

    /// Whether they share a year.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Each year, oldest first.
    pub fn years(self) -> impl DoubleEndedIterator<Item = WorkYear> {
        (self.from.0..=self.to.0).map(WorkYear)
    }

    /// As printed: `2020`, `2015 – 2020`.
    pub fn vn(self) -> String {
        if self.is_single() {
            self.from.to_string()
        } else {
            format!("{} – {}", self.from, self.to)
        }
    }

    /// In a sentence: `năm 2020`, `giai đoạn 2015 – 2020`.
    pub fn label(self) -> String {
        if self.is_single() {
            format!("năm {}", self.from)
        } else {
            format!("giai đoạn {}", self.vn())
        }
    }
}

impl From<WorkYear> for YearSpan {
    fn from(year: WorkYear) -> Self {
        Self::single(year)
    }
}

impl fmt::Display for YearSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() {
            write!(f, "{}", self.from)
        } else {
            write!(f, "{}-{}", self.from, self.to)
        }
    }
}

impl FromStr for YearSpan {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        Self::parse(text)
    }
}

impl Serialize for YearSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for YearSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
