//! Tests of dates and work years.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

fn partial(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

fn validity(from: &str, to: &str) -> Validity {
    let date = |text: &str| (!text.is_empty()).then(|| partial(text));
    Validity::new(date(from), date(to))
}

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
fn dates_are_read_in_every_usual_form() {
    for text in [
        "2020-10-17",
        "17/10/2020",
        "17.10.2020",
        "17-10-2020",
        "2020/10/17",
        " 17 / 10 / 2020 ",
        "ngày 17 tháng 10 năm 2020",
        "Ngày 17/10/2020",
        "NGÀY 17 THÁNG 10 NĂM 2020",
        "2020-10-17T00:00:00",
        "2020-10-17 00:00:00",
    ] {
        assert_eq!(
            partial(text),
            PartialDate::day(date(2020, 10, 17)),
            "{text}"
        );
    }
    assert_eq!(partial("17.6.2021"), PartialDate::day(date(2021, 6, 17)));
    assert_eq!(partial("05/5/2021"), PartialDate::day(date(2021, 5, 5)));
    for text in [
        "2020-10",
        "10/2020",
        "10.2020",
        "10-2020",
        "tháng 10 năm 2020",
        "Tháng 10/2020",
    ] {
        assert_eq!(
            partial(text),
            PartialDate::month_of(date(2020, 10, 9)),
            "{text}"
        );
    }
    for text in ["2020", "năm 2020", "Năm 2020"] {
        assert_eq!(
            partial(text),
            PartialDate::year_of(date(2020, 5, 9)),
            "{text}"
        );
    }
}

#[test]
fn dates_keep_and_print_their_precision() {
    let (day, month, year) = (partial("5/1/2020"), partial("10/2020"), partial("2020"));
    assert_eq!(
        (day.to_string(), day.vn()),
        ("2020-01-05".into(), "05/01/2020".into())
    );
    assert_eq!(
        (month.to_string(), month.vn()),
        ("2020-10".into(), "10/2020".into())
    );
    assert_eq!(
        (year.to_string(), year.vn()),
        ("2020".into(), "2020".into())
    );
    assert_eq!(day.in_document(), "ngày 05 tháng 01 năm 2020");
    assert_eq!(month.in_document(), "tháng 10 năm 2020");
    assert_eq!(year.in_document(), "năm 2020");
    assert_eq!(
        (month.first_day(), month.last_day()),
        (date(2020, 10, 1), date(2020, 10, 31))
    );
    assert_eq!(
        (year.first_day(), year.last_day()),
        (date(2020, 1, 1), date(2020, 12, 31))
    );
    assert_eq!((day.exact(), month.exact()), (Some(date(2020, 1, 5)), None));
    assert!(month.may_be(date(2020, 10, 31)) && !month.may_be(date(2020, 11, 1)));
    let json = serde_json::to_string(&month).unwrap();
    assert_eq!(json, "\"2020-10\"");
    assert_eq!(serde_json::from_str::<PartialDate>(&json).unwrap(), month);
    assert_eq!(
        PartialDate::from_parts(date(2020, 10, 9), DatePrecision::Month),
        month
    );
}

#[test]
fn a_bare_year_is_a_work_year() {
    assert_eq!(partial("2020").work_year(), WorkYear(2020));
    assert_eq!(partial("2020-11").work_year(), WorkYear(2021));
    assert_eq!(partial("2020-09-30").work_year(), WorkYear(2020));
}

#[test]
fn dates_are_ordered_by_first_day() {
    let mut dates = [
        "2021",
        "2020-10-17",
        "2020",
        "2020-10",
        "2020-01-01",
        "2020-01",
    ]
    .map(partial);
    dates.sort();
    let sorted = dates.map(|date| date.to_string());
    assert_eq!(
        sorted,
        [
            "2020-01-01",
            "2020-01",
            "2020",
            "2020-10",
            "2020-10-17",
            "2021"
        ]
    );
}

#[test]
fn what_is_no_date_says_why_and_what_to_do() {
    let fault = |text: &str| PartialDate::parse(text).unwrap_err();
    assert_eq!(fault(" "), DateFault::Empty);
    assert_eq!(fault("hôm qua"), DateFault::Shape("hôm qua".into()));
    assert_eq!(fault("17/10/20"), DateFault::ShortYear("17/10/20".into()));
    assert_eq!(fault("13/2020"), DateFault::NoSuchMonth(13));
    assert_eq!(fault("2020-13-01"), DateFault::NoSuchMonth(13));
    assert_eq!(
        fault("31/4/2020"),
        DateFault::NoSuchDay {
            day: 31,
            month: 4,
            year: 2020
        }
    );
    assert_eq!(fault("29/02/2021").reason(), "Không có ngày 29/2/2021.");
    assert_eq!(fault("17/10/3020"), DateFault::YearOutOfRange(3020));
    for text in [
        "1/2/3/2020",
        "17/10.2020",
        "10/17",
        "20201017",
        "17//2020",
        "2020-",
        "-2020",
        "ngày 17",
        "2020-10-17T08:00:00",
    ] {
        assert!(PartialDate::parse(text).is_err(), "{text}");
    }
    assert_eq!(
        parse_date("10/2020"),
        Err(DateFault::NotADay("10/2020".into()))
    );
    assert_eq!(parse_date("17/10/2020"), Ok(date(2020, 10, 17)));
    for fault in [
        DateFault::Empty,
        DateFault::Shape("x".into()),
        DateFault::ShortYear("x".into()),
        DateFault::NotADay("x".into()),
        DateFault::NoSuchMonth(13),
        DateFault::NoSuchDay {
            day: 31,
            month: 4,
            year: 2020,
        },
        DateFault::YearOutOfRange(1),
        DateFault::CumulativeMonth("x".into()),
        DateFault::Reversed("x".into()),
    ] {
        assert!(
            fault.reason().ends_with('.') && fault.cure().ends_with('.'),
            "{fault}"
        );
    }
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

#[test]
fn papers_put_a_zero_only_where_a_digit_could_be_added() {
    assert_eq!(in_document(date(2020, 1, 5)), "ngày 05 tháng 01 năm 2020");
    assert_eq!(in_document(date(2020, 3, 15)), "ngày 15 tháng 3 năm 2020");
    assert_eq!(in_document(date(2020, 12, 9)), "ngày 09 tháng 12 năm 2020");
    assert_eq!(vn(date(2021, 6, 7)), "07/06/2021");
}

#[test]
fn instants_are_shown_seven_hours_ahead() {
    let instant = Instant(1_795_340_465_000_000);
    assert_eq!(instant.iso(), "2026-11-22T16:41:05+07:00");
    assert_eq!(instant.vn(), "22/11/2026 16:41");
    assert_eq!(instant.date(), date(2026, 11, 22));
    // 18:00 UTC is the next day in Vietnam.
    assert_eq!(Instant(64_800_000_000).date(), date(1970, 1, 2));
    assert_eq!(Instant::of(instant.timestamp()), instant);
    for edge in [i64::MIN, i64::MAX] {
        let _ = (
            Instant(edge).vn(),
            Instant(edge).iso(),
            Instant(edge).date(),
        );
    }
}

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Dated {
    #[serde(with = "iso")]
    on: Date,
    #[serde(with = "iso_option")]
    until: Option<Date>,
}

#[test]
fn days_are_iso_in_json() {
    let dated = Dated {
        on: date(2020, 10, 17),
        until: None,
    };
    let json = serde_json::to_string(&dated).unwrap();
    assert_eq!(json, r#"{"on":"2020-10-17","until":null}"#);
    assert_eq!(serde_json::from_str::<Dated>(&json).unwrap(), dated);
}

fn any_day() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn any_partial() -> impl Strategy<Value = PartialDate> {
    let precision = prop::sample::select(vec![
        DatePrecision::Day,
        DatePrecision::Month,
        DatePrecision::Year,
    ]);
    (any_day(), precision).prop_map(|(day, precision)| PartialDate::from_parts(day, precision))
}

proptest! {
    #[test]
    fn printed_dates_are_read_back(date in any_partial()) {
        prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
        prop_assert_eq!(PartialDate::parse(&date.vn()), Ok(date));
        prop_assert_eq!(PartialDate::parse(&date.in_document()), Ok(date));
        prop_assert!(date.first_day() <= date.last_day());
    }

    #[test]
    fn every_day_lies_in_its_work_year_and_window(day in any_day()) {
        let (year, window) = (WorkYear::of(day), Window::of(day));
        prop_assert!(year.first_day() <= day && day <= year.last_day() && year.contains(day));
        prop_assert_eq!(window.year, year);
        prop_assert!(window.contains(day));
        prop_assert_eq!((day.year(), day.month()), window.calendar_month());
    }

    #[test]
    fn overlap_is_a_common_day(a in any_partial(), b in any_partial(), c in any_partial(), d in any_partial()) {
        let ordered = |x: PartialDate, y: PartialDate| Validity::new(Some(x.min(y)), Some(x.max(y)));
        let (one, other) = (ordered(a, b), ordered(c, d));
        prop_assert!(one.is_ordered() && other.is_ordered());
        let latest_start = one.start().max(other.start());
        prop_assert_eq!(one.overlaps(&other), one.contains(latest_start) && other.contains(latest_start));
        prop_assert_eq!(one.overlaps(&other), other.overlaps(&one));
    }

    #[test]
    fn nothing_makes_reading_fail_loudly(text in "\\PC{0,30}", near in "[0-9/. -ngàythán]{0,16}") {
        for text in [text, near] {
            let _ = (PartialDate::parse(&text), YearSpan::parse(&text), Window::parse(&text));
        }
    }
}
