//! Before and after a campaign: completion rates, cases and money at the month ends around it.

use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::campaign::Asked;
use thidua_domain::catalogue::FigureCode;
use thidua_domain::time::{Window, vn};

use super::answer::{AroundLine, Number};
use super::desk::{Desk, Scale};
use crate::figures::completion;

/// What is compared, in this order.
const FIGURES: [&str; 4] = ["viec.xong", "tien.xong", "viec.ty_le", "tien.ty_le"];

/// The month ends compared.
struct Ends {
    before: Option<Window>,
    after: Option<Window>,
}

/// The lines, and which month ends they compare.
pub(super) fn around(desk: &Desk<'_>, subject: &str) -> (Vec<AroundLine>, Option<String>) {
    let ends = ends(desk, subject);
    let codes = FIGURES.iter();
    let codes = codes.filter_map(|code| desk.state.catalogue.figure(code));
    let lines: Vec<AroundLine> = codes.map(|code| line(desk, subject, code, &ends)).collect();
    let note = note(desk, &ends);
    (lines, note)
}

/// The last month end before the first day within the work year, and the newest told since, at most that of the last
/// day's month.
fn ends(desk: &Desk<'_>, subject: &str) -> Ends {
    let first = Window::of(desk.span.from);
    let before = first.month.checked_sub(1).filter(|month| *month > 0);
    let last = Window::of(desk.span.to);
    // A campaign over 1 October is compared within the year it began in.
    let end = if last.year == first.year {
        last.month
    } else {
        12
    };
    let mut newest = (first.month..=end)
        .rev()
        .map(|month| Window { month, ..first });
    let told = |window: &Window| {
        let asked = desk.cumulative(subject, "viec.xong", *window);
        asked != Asked::Missing || rate(desk, subject, "viec", *window).is_some()
    };
    Ends {
        before: before.map(|month| Window { month, ..first }),
        after: newest.find(told),
    }
}

fn note(desk: &Desk<'_>, ends: &Ends) -> Option<String> {
    let Some(after) = ends.after else {
        return Some("Chưa có số liệu đã duyệt của tháng nào trong đợt.".to_owned());
    };
    let before = match ends.before {
        Some(before) => format!("hết {}", before.calendar_name()),
        None => "đầu năm công tác (01/10, lũy kế bằng 0)".to_owned(),
    };
    let mut said = format!(
        "So lũy kế đến {before} với lũy kế đến hết {}.",
        after.calendar_name()
    );
    let first = desk.span.from;
    if first != first.first_of_month() {
        said.push_str(&format!(
            " Đợt bắt đầu ngày {} nên phần đầu tháng ấy cũng nằm trong số tăng thêm.",
            vn(first)
        ));
    }
    let last = desk.span.to;
    if after == Window::of(last) && last != last.last_of_month() {
        said.push_str(&format!(
            " Đợt kết thúc ngày {} nên phần cuối tháng ấy cũng nằm trong số tăng thêm.",
            vn(last)
        ));
    }
    if after != Window::of(last) && desk.today > desk.span.from {
        said.push_str(" Số liệu các tháng sau của đợt chưa duyệt.");
    }
    Some(said)
}

fn rate(desk: &Desk<'_>, subject: &str, side: &str, window: Window) -> Option<Percent> {
    let (percent, _, _) = completion(desk.state, desk.ask(window), subject, side)?;
    Some(percent)
}

fn line(desk: &Desk<'_>, subject: &str, code: &FigureCode, ends: &Ends) -> AroundLine {
    match code.code.strip_suffix(".ty_le") {
        Some(side) => rates(desk, subject, (code, side), ends),
        None => counts(desk, subject, code, ends),
    }
}

fn blank(desk: &Desk<'_>, code: &FigureCode, unit: &str, is_rate: bool) -> AroundLine {
    AroundLine {
        code: code.code.clone(),
        name: code.name.clone(),
        unit: desk
            .state
            .catalogue
            .labels
            .word("don_vi_tinh", unit)
            .to_owned(),
        is_rate,
        before: None,
        after: None,
        change: None,
        per_month_before: None,
        per_month_in: None,
        reason: None,
    }
}

fn rates(
    desk: &Desk<'_>,
    subject: &str,
    (code, side): (&FigureCode, &str),
    ends: &Ends,
) -> AroundLine {
    let told = |window: Option<Window>| rate(desk, subject, side, window?);
    let (before, after) = (told(ends.before), told(ends.after));
    let change = before
        .zip(after)
        .and_then(|(before, after)| after.checked_sub(before));
    let number = |percent: Percent| Number {
        value: percent.to_string(),
        shown: percent.vn(),
    };
    AroundLine {
        before: before.map(number),
        after: after.map(number),
        change: change.map(|change| Number {
            value: change.to_string(),
            shown: change.signed_vn(),
        }),
        reason: change
            .is_none()
            .then(|| lacking(before.is_some(), after.is_some(), ends)),
        ..blank(desk, code, &code.unit, true)
    }
}

fn counts(desk: &Desk<'_>, subject: &str, code: &FigureCode, ends: &Ends) -> AroundLine {
    let told = |window: Window| match desk.cumulative(subject, &code.code, window) {
        Asked::Known(value) => Some(value),
        _ => None,
    };
    // A year begins at nothing.
    let before = ends.before.map_or(Some(0), told);
    let after = ends.after.and_then(told);
    let change = before
        .zip(after)
        .and_then(|(before, after)| after.checked_sub(before));
    let scale = Scale::of(code, [before, after, change].into_iter().flatten());
    let months = ends.before.map_or(0, |before| before.month);
    let within = ends
        .after
        .map_or(0, |after| after.month.saturating_sub(months));
    let average = |value: Option<i64>, months: u8| {
        let value = average(value?, months)?;
        Some(scaled(value, &scale))
    };
    AroundLine {
        before: before.map(|value| scale.number(value)),
        after: after.map(|value| scale.number(value)),
        change: change.map(|value| scale.number(value)),
        per_month_before: average(before, months),
        per_month_in: average(change, within),
        reason: change
            .is_none()
            .then(|| lacking(before.is_some(), after.is_some(), ends)),
        ..blank(desk, code, scale.unit(), false)
    }
}

fn lacking(before: bool, after: bool, ends: &Ends) -> String {
    let end = |window: Option<Window>| window.map(Window::calendar_name);
    match (before, after) {
        (false, _) => match end(ends.before) {
            Some(month) => format!("Chưa có số liệu đã duyệt đến hết {month}."),
            None => "Đợt mở đầu năm công tác: trong năm chưa có tỷ lệ nào trước đó.".to_owned(),
        },
        _ => "Chưa có số liệu đã duyệt của tháng nào trong đợt.".to_owned(),
    }
}

/// A value shared over months, rounded half up to two decimals.
fn average(value: i64, months: u8) -> Option<Decimal> {
    let months = i128::from(months);
    if months == 0 {
        return None;
    }
    let hundredths = (i128::from(value) * 200 + months).div_euclid(2 * months);
    Decimal::new(hundredths, 2)
}

/// An average in the unit of its figure.
fn scaled(value: Decimal, scale: &Scale) -> Number {
    let power = match scale.unit() {
        "nghin_dong" => 3,
        "trieu_dong" => 6,
        "ty_dong" => 9,
        _ => 0,
    };
    let shown = value.checked_div_pow10(power).unwrap_or(value).round(2);
    Number {
        value: value.to_string(),
        shown: shown.vn(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_round_half_up() {
        let said = |value, months| average(value, months).map(|value| value.to_string());
        assert_eq!(said(100, 3).as_deref(), Some("33.33"));
        assert_eq!(said(200, 3).as_deref(), Some("66.67"));
        assert_eq!(said(1, 8).as_deref(), Some("0.13"));
        assert_eq!(said(10, 0), None);
    }
}
