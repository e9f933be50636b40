//! Work years, windows, spans and validity.

use jiff::civil::{Date, date};

use super::validity;
use crate::time::*;

#[test]
fn a_work_year_runs_from_october_to_september() {
    let year = WorkYear(2026);
    assert_eq!(year.first_day(), date(2025, 10, 1));
    assert_eq!(year.last_day(), date(2026, 9, 30));
    assert_eq!(year.to_string(), "2026");
    assert_eq!(
        year.with_dates(),
        "Năm công tác 2026 (01/10/2025 – 30/9/2026)"
    );
    assert_eq!(WorkYear::of(date(2025, 9, 30)), WorkYear(2025));
    assert_eq!(WorkYear::of(date(2025, 10, 1)), WorkYear(2026));
    assert_eq!(WorkYear::of(date(2026, 1, 1)), WorkYear(2026));
    assert_eq!(
        (year.previous(), year.next()),
        (WorkYear(2025), WorkYear(2027))
    );
    assert_eq!(serde_json::to_string(&year).unwrap(), "2026");
}

#[test]
fn years_are_read_with_four_digits() {
    assert_eq!(WorkYear::parse(" 2021 "), Ok(WorkYear(2021)));
    assert_eq!(WorkYear::parse(""), Err(DateFault::Empty));
    assert_eq!(WorkYear::parse("21"), Err(DateFault::Shape("21".into())));
    assert_eq!(
        WorkYear::parse("+021"),
        Err(DateFault::Shape("+021".into()))
    );
    assert_eq!(
        WorkYear::parse("1234"),
        Err(DateFault::YearOutOfRange(1234))
    );
}

#[test]
fn no_year_is_without_days() {
    for year in [i16::MIN, -1, 0, 1, 9999, i16::MAX] {
        let year = WorkYear(year);
        assert!(year.first_day() < year.last_day());
        let _ = (year.with_dates(), year.previous(), year.next());
        for month in [0, 1, 3, 4, 12, u8::MAX] {
            let window = Window { year, month };
            assert!(window.first_day() < window.last_day());
            let _ = (window.label(), window.calendar_name());
        }
    }
}

#[test]
fn a_window_reaches_from_october_to_the_end_of_its_month() {
    let window = Window::new(WorkYear(2021), 8).unwrap();
    assert_eq!(window.first_day(), date(2020, 10, 1));
    assert_eq!(window.last_day(), date(2021, 5, 31));
    assert_eq!(window.label(), "8 tháng năm 2021");
    assert_eq!(window.calendar_name(), "tháng 5/2021");
    assert_eq!(window.to_string(), "2021/8");
    assert_eq!(window.same_last_year().label(), "8 tháng năm 2020");

    let last_days: Vec<Date> = (1..=12)
        .map(|month| Window::new(WorkYear(2024), month).unwrap().last_day())
        .collect();
    let expected = [
        date(2023, 10, 31),
        date(2023, 11, 30),
        date(2023, 12, 31),
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
        date(2024, 5, 31),
        date(2024, 6, 30),
        date(2024, 7, 31),
        date(2024, 8, 31),
        date(2024, 9, 30),
    ];
    assert_eq!(last_days, expected);
    assert_eq!(Window::whole(WorkYear(2021)).label(), "năm 2021");
    assert_eq!(Window::new(WorkYear(2021), 13), None);
    assert_eq!(Window::new(WorkYear(2021), 0), None);
}

#[test]
fn the_fifth_month_of_2026_is_february() {
    let window = Window::new(WorkYear(2026), 5).unwrap();
    assert_eq!(window.calendar_name(), "tháng 02/2026");
    assert_eq!(Window::of(date(2026, 2, 14)), window);
    assert_eq!(
        Window::of(date(2021, 5, 31)),
        Window::parse("2021/8").unwrap()
    );
    assert_eq!(
        Window::of(date(2020, 10, 1)),
        Window::parse("2021/1").unwrap()
    );
}

#[test]
fn windows_are_read_and_written() {
    assert_eq!(Window::parse("2021"), Ok(Window::whole(WorkYear(2021))));
    assert_eq!(
        Window::parse("2021/13"),
        Err(DateFault::CumulativeMonth("2021/13".into()))
    );
    assert!(Window::parse("x/5").is_err());
    let window = Window::parse("2021/8").unwrap();
    let json = serde_json::to_string(&window).unwrap();
    assert_eq!(json, "\"2021/8\"");
    assert_eq!(serde_json::from_str::<Window>(&json).unwrap(), window);
}

#[test]
fn the_last_day_belongs_to_the_validity() {
    let held = validity("2025-07-01", "2026-06-30");
    assert!(held.contains(date(2025, 7, 1)) && held.contains(date(2026, 6, 30)));
    assert!(!held.contains(date(2025, 6, 30)) && !held.contains(date(2026, 7, 1)));
    assert_eq!(held.end(), date(2026, 7, 1));
    assert!(
        Validity::ALWAYS.contains(date(1, 1, 1)) && Validity::ALWAYS.contains(date(9999, 12, 31))
    );
    assert!(validity("2020-10", "2020-11").contains(date(2020, 11, 30)));
    assert_eq!(held.vn(), "01/07/2025 – 30/06/2026");
    assert_eq!(validity("2020", "").vn(), "từ 2020");
}

#[test]
fn rows_that_follow_each_other_do_not_overlap() {
    let before = validity("", "2025-02-28");
    let after = validity("2025-03-01", "");
    assert!(!before.overlaps(&after) && !after.overlaps(&before));
    assert!(before.overlaps(&validity("2025-02", "")));
    assert!(Validity::ALWAYS.overlaps(&after) && after.overlaps(&after));
    assert!(before.overlaps_days(date(2025, 2, 28), date(2025, 12, 31)));
    assert!(!before.overlaps_days(date(2025, 3, 1), date(2025, 12, 31)));
    assert!(after.overlaps_days(date(9999, 12, 31), date(9999, 12, 31)));
    assert!(!validity("2021", "2020").is_ordered() && validity("2020", "2020").is_ordered());
}

#[test]
fn validity_in_a_work_year() {
    let held = validity("2020", "2025");
    assert!(held.on_year(WorkYear(2020)) && held.on_year(WorkYear(2025)));
    assert!(!held.on_year(WorkYear(2019)) && !held.on_year(WorkYear(2026)));
    let ended = validity("", "2025-12-31");
    assert!(ended.on_year(WorkYear(2026)) && !ended.on_year(WorkYear(2027)));
    assert!(!validity("2025-10", "").on_year(WorkYear(2025)));
    assert!(Validity::ALWAYS.on_year(WorkYear(1950)));
}

#[test]
fn spans_of_years() {
    let span = YearSpan::parse("2015-2020").unwrap();
    for text in [
        "2015 - 2020",
        "2015 – 2020",
        "2015—2020",
        " 2015\u{a0}-\u{a0}2020 ",
        "giai đoạn 2015 – 2020",
    ] {
        assert_eq!(YearSpan::parse(text).unwrap(), span, "{text}");
    }
    assert_eq!(
        (span.to_string(), span.vn()),
        ("2015-2020".into(), "2015 – 2020".into())
    );
    assert_eq!(span.label(), "giai đoạn 2015 – 2020");
    assert_eq!(span.years().count(), 6);
    let single = YearSpan::parse("2020").unwrap();
    assert_eq!(
        (single.to_string(), single.label()),
        ("2020".into(), "năm 2020".into())
    );
    assert!(single.is_single() && single.within(span) && !span.within(single));
    assert!(
        span.contains(WorkYear(2015))
            && span.contains(WorkYear(2020))
            && !span.contains(WorkYear(2021))
    );
    assert!(span.overlaps(single) && !single.overlaps(YearSpan::single(WorkYear(2021))));
    assert_eq!(
        YearSpan::parse("2020-2015"),
        Err(DateFault::Reversed("2020-2015".into()))
    );
    assert_eq!(
        YearSpan::parse("2015-20"),
        Err(DateFault::Shape("2015-20".into()))
    );
    assert_eq!(
        YearSpan::parse("2015-"),
        Err(DateFault::Shape("2015-".into()))
    );
    assert_eq!(YearSpan::parse(""), Err(DateFault::Empty));
    let json = serde_json::to_string(&span).unwrap();
    assert_eq!(serde_json::from_str::<YearSpan>(&json).unwrap(), span);
}
