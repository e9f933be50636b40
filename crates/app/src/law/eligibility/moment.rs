//! For when something is judged: the days that were told, and what stands for those that were not.

use jiff::civil::Date;
use thidua_domain::law::{Lawbook, Moment, last_day};
use thidua_domain::time::{self, WorkYear};

use crate::AppError;

/// The days that were told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Days {
    /// Day of judging.
    pub on: Option<Date>,
    /// Day the appraising body received the dossier.
    pub received_on: Option<Date>,
    /// Day of the decision.
    pub decided_on: Option<Date>,
}

/// The last day on which something may still be added to a year, under the law of its end.
pub fn closing(book: &Lawbook, year: WorkYear) -> Date {
    let end = year.last_day();
    let told = last_day(book, "ky_xet.ngay_cuoi", end, &|_| true);
    told.map_or(end, |told| told.day)
}

/// The moment of a year. Of a year that is closed the day of judging is its last day, else today; the dossier is
/// received on the day of judging unless told.
///
/// # Errors
/// [`AppError::Refused`] for days that contradict each other or that no law of the rulebook reaches.
pub fn moment(book: &Lawbook, year: i16, days: &Days, today: Date) -> Result<Moment, AppError> {
    if !(1990..=2200).contains(&year) {
        return Err(AppError::refused(format!(
            "Năm {year} không hợp lệ; ghi năm công tác bốn chữ số, ví dụ 2026."
        )));
    }
    let year = WorkYear(year);
    let usual = today.min(closing(book, year));
    let on = days.on.unwrap_or_else(|| {
        days.received_on
            .map_or(usual, |received| usual.max(received))
    });
    let moment = Moment {
        year,
        on,
        received_on: days.received_on.unwrap_or(on),
        decided_on: days.decided_on,
    };
    if moment.received_on > on {
        return Err(AppError::refused(format!(
            "Ngày tiếp nhận hồ sơ {} sau ngày xét {}.",
            time::vn(moment.received_on),
            time::vn(on)
        )));
    }
    if let Some(decided) = moment
        .decided_on
        .filter(|decided| *decided < moment.received_on)
    {
        return Err(AppError::refused(format!(
            "Ngày quyết định {} trước ngày tiếp nhận hồ sơ {}.",
            time::vn(decided),
            time::vn(moment.received_on)
        )));
    }
    if book.law(&moment).is_none() {
        let first = book.regimes.iter().map(|regime| regime.from).min();
        let first = first.map_or_else(String::new, |first| {
            format!(" Quy định có từ ngày {}.", time::vn(first))
        });
        return Err(AppError::refused(format!(
            "Không có quy định khen thưởng nào của ngày {}.{first}",
            time::vn(moment.received_on)
        )));
    }
    Ok(moment)
}
