//! Values of options, read with the domain's own readers; faults say the reason and the cure.

use jiff::civil::Date;
use thidua_domain::figures::SCOPES;
use thidua_domain::org::Level;
use thidua_domain::time::{DateFault, PartialDate, Window, WorkYear, parse_date};

fn said(fault: &DateFault) -> String {
    format!("{} {}", fault.reason(), fault.cure())
}

/// An address of mail.
pub(super) fn mail(text: &str) -> Result<String, String> {
    match thidua_app::notice::is_address(text) {
        true => Ok(text.to_owned()),
        false => Err("Địa chỉ thư không đúng dạng. Ghi ví dụ nguyenvana@moj.gov.vn.".to_owned()),
    }
}

/// A day: `2025-07-01` or `01/07/2025`.
pub(super) fn day(text: &str) -> Result<Date, String> {
    parse_date(text).map_err(|fault| said(&fault))
}

/// A day as exact as it is known.
pub(crate) fn partial(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).map_err(|fault| said(&fault))
}

/// A work year.
pub(crate) fn year(text: &str) -> Result<i16, String> {
    WorkYear::parse(text)
        .map(|year| year.0)
        .map_err(|_| "Năm công tác gồm bốn chữ số, ví dụ 2025.".to_owned())
}

/// A cumulative month.
pub(super) fn month(text: &str) -> Result<u8, String> {
    let month = text.trim().parse().ok();
    month
        .filter(|month| (1..=12).contains(month))
        .ok_or_else(|| "Tháng lũy kế là số từ 1 (tháng 10 năm trước) đến 12 (tháng 9).".to_owned())
}

/// The end of a stretch of work years: a year, or the month of one (`2021/8`).
pub(super) fn end(text: &str) -> Result<Window, String> {
    Window::parse(text)
        .map_err(|_| "Ghi năm công tác (2021), hoặc năm và tháng lũy kế (2021/8).".to_owned())
}

/// A code: of an agency, a person, a document.
pub(crate) fn code(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Mã đang để trống.".to_owned());
    }
    Ok(text.to_owned())
}

/// A reason: not empty.
pub(super) fn reason(text: &str) -> Result<String, String> {
    let text = thidua_domain::text::clean(text);
    if text.is_empty() {
        return Err("Ghi rõ lý do.".to_owned());
    }
    Ok(text)
}

/// A code of `Phạm vi`.
pub(super) fn scope(text: &str) -> Result<String, String> {
    if SCOPES.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(format!("Chọn một trong: {}.", SCOPES.join(", ")))
}

/// A code of `Cấp`.
pub(super) fn level(text: &str) -> Result<String, String> {
    if Level::from_code(text).is_some() {
        return Ok(text.to_owned());
    }
    let known = thidua_domain::org::sheet::LEVELS;
    Err(format!("Chọn một trong: {}.", known.join(", ")))
}

/// A whole number of lines, levels …
pub(super) fn count(text: &str) -> Result<usize, String> {
    text.trim()
        .parse()
        .map_err(|_| "Ghi một số nguyên.".to_owned())
}

/// The number of a paper, from 1.
pub(super) fn number(text: &str) -> Result<u32, String> {
    let number = text.trim().parse().ok();
    number
        .filter(|number| *number > 0)
        .ok_or_else(|| "Ghi một số từ 1 trở lên.".to_owned())
}
