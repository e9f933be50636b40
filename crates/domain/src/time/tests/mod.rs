//! Tests of dates and work years.

mod dates;
mod periods;

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
