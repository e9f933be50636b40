//! The work year (năm công tác).

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::fault::DateFault;

/// Work year N: 01/10/N−1 to 30/9/N.
///
/// Any `i16` may stand here; [`WorkYear::parse`] admits 1900 to 2999, and days are computed for years
/// 1 to 9999 (others at the nearest of these).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkYear(pub i16);

impl WorkYear {
    /// Reads a year of four digits between 1900 and 2999.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DateFault::Empty);
        }
        let four = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 = text
            .parse()
            .ok()
            .filter(|_| four)
            .ok_or_else(|| DateFault::Shape(text.to_owned()))?;
        if !(1900..=2999).contains(&year) {
            return Err(DateFault::YearOutOfRange(year.into()));
        }
        Ok(Self(year))
    }

    /// The work year a day belongs to.
    pub fn of(day: Date) -> Self {
        Self(if day.month() >= 10 {
            day.year() + 1
        } else {
            day.year()
        })
    }

    /// 1 October of the calendar year before.
    pub fn first_day(self) -> Date {
        date(self.0.clamp(1, 9999) - 1, 10, 1)
    }

    /// 30 September.
    pub fn last_day(self) -> Date {
        date(self.0.clamp(1, 9999), 9, 30)
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        Self::of(day) == self
    }

    /// The work year before.
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The work year after.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// `Năm công tác 2026 (01/10/2025 – 30/9/2026)`: how a work year is shown.
    pub fn with_dates(self) -> String {
        let year = i32::from(self.0);
        format!("Năm công tác {year} (01/10/{} – 30/9/{year})", year - 1)
    }
}

impl fmt::Display for WorkYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for WorkYear {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        Self::parse(text)
    }
}
