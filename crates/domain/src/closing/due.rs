//! When the figures of a window are due: by the statistical regime, or by what the office itself decided.

use jiff::civil::Date;
use serde::Deserialize;

use crate::time::Window;

/// A deadline of a regime for one level.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Deadline {
    /// `chap_hanh_vien` or a code of `Cấp`.
    pub level: String,
    /// How many days.
    pub days: u8,
    /// `ngay_lam_viec`: working days after the end; `ngay`: calendar days after the end; `truoc_ngay`: before this day
    /// of the month that follows.
    pub unit: String,
    /// The instrument it rests on.
    pub citation: String,
    /// S seen, M from memory …
    pub confidence: String,
}

/// The last day on which figures are in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// That day.
    pub day: Date,
    /// What it rests on.
    pub citation: String,
    /// Whether it was read in the instrument itself, or decided by the office.
    pub confirmed: bool,
    /// Whether it was counted in working days: holidays that are not known move it.
    pub by_working_days: bool,
}

/// What an office's own deadline is cited as.
const OWN: &str = "thời hạn do cơ quan quyết định";

/// The last day for a level; `own` are the working days the office itself decided. `None`: no deadline is known.
///
/// `works` tells whether a day is worked: see [`super::Calendar`].
pub fn due(
    window: Window,
    level: &str,
    (regime, own): (&[Deadline], Option<u8>),
    works: &dyn Fn(Date) -> bool,
) -> Option<Due> {
    if let Some(days) = own {
        return Some(Due {
            day: working_days_after(window.last_day(), days, works)?,
            citation: OWN.to_owned(),
            confirmed: true,
            by_working_days: true,
        });
    }
    let found = regime.iter().find(|line| line.level == level)?;
    let day = match found.unit.as_str() {
        "ngay_lam_viec" => working_days_after(window.last_day(), found.days, works)?,
        "ngay" => {
            let days = jiff::Span::new().try_days(i64::from(found.days)).ok()?;
            window.last_day().checked_add(days).ok()?
        }
        // "Trước ngày 04" is over when the 4th begins.
        "truoc_ngay" => {
            let before = i64::from(found.days.checked_sub(1)?);
            let days = jiff::Span::new().try_days(before).ok()?;
            window.last_day().checked_add(days).ok()?
        }
        _ => return None,
    };
    Some(Due {
        day,
        citation: found.citation.clone(),
        confirmed: found.confidence == "S",
        by_working_days: found.unit == "ngay_lam_viec",
    })
}

/// Days that are off at a stretch: more are a calendar that knows no working day at all.
const LONGEST_REST: u16 = 60;

/// The last of so many worked days after a day, itself not counted; `None`: no day is ever worked.
pub(crate) fn working_days_after(
    end: Date,
    days: u8,
    works: &dyn Fn(Date) -> bool,
) -> Option<Date> {
    let mut day = end;
    let mut left = days;
    let mut rest = 0_u16;
    while left > 0 {
        day = day.tomorrow().ok()?;
        if works(day) {
            left -= 1;
            rest = 0;
        } else {
            rest += 1;
        }
        if rest > LONGEST_REST {
            return None;
        }
    }
    Some(day)
}
