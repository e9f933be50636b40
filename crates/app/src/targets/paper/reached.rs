//! When a target of the year was reached, where that was before the year ended.

use thidua_domain::text::number::two_digits;
use thidua_domain::time::Window;

use crate::report::day;

/// `đạt chỉ tiêu năm từ lũy kế 10 tháng (hết ngày 31/7/2022), trước hạn 61 ngày`: figures are told by the month, so the
/// day is the month's last. Nothing in the last month.
pub(super) fn reached(window: Window, first_met: u8) -> Option<String> {
    let met = Window::new(window.year, first_met).filter(|_| first_met < 12)?;
    let (on, due) = (met.last_day(), window.year.last_day());
    let days = i64::from(on.until(due).ok()?.get_days());
    Some(format!(
        "đạt chỉ tiêu năm từ lũy kế {} tháng (hết ngày {}), trước hạn {} ngày",
        two_digits(first_met.into()),
        day(on),
        two_digits(days)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use thidua_domain::time::WorkYear;

    #[test]
    fn days_are_counted_to_the_thirtieth_of_september() {
        let year = Window::whole(WorkYear(2022));
        assert_eq!(
            reached(year, 10).as_deref(),
            Some("đạt chỉ tiêu năm từ lũy kế 10 tháng (hết ngày 31/7/2022), trước hạn 61 ngày")
        );
        assert_eq!(reached(year, 12), None);
    }
}
