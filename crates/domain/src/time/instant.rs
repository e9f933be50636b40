//! A moment, shown in Vietnam's one offset.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use super::print;

/// Hours ahead of UTC in which every instant is shown; Vietnam keeps no summer time.
pub const OFFSET_HOURS: i8 = 7;

/// A moment in µs since 1970-01-01 UTC, as the database holds it. Moments beyond the calendar (years
/// −9999 to 9999) are shown at its edge.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// Of a jiff timestamp.
    pub fn of(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }

    /// As a jiff timestamp.
    pub fn timestamp(self) -> Timestamp {
        let edge = if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        Timestamp::from_microsecond(self.0).unwrap_or(edge)
    }

    /// Day and time of day at +07:00.
    pub fn local(self) -> DateTime {
        Offset::constant(OFFSET_HOURS).to_datetime(self.timestamp())
    }

    /// The day at +07:00.
    pub fn date(self) -> Date {
        self.local().date()
    }

    /// `22/11/2026 16:41` at +07:00.
    pub fn vn(self) -> String {
        let local = self.local();
        format!(
            "{} {:02}:{:02}",
            print::vn(local.date()),
            local.hour(),
            local.minute()
        )
    }

    /// ISO 8601 with the offset: `2026-11-22T16:41:05+07:00`, for JSON.
    pub fn iso(self) -> String {
        let local = self.local();
        format!(
            "{}T{:02}:{:02}:{:02}+07:00",
            local.date(),
            local.hour(),
            local.minute(),
            local.second()
        )
    }
}
