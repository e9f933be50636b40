//! Reading and printing days and instants.

use jiff::civil::{Date, date};

use super::partial;
use crate::time::*;

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
