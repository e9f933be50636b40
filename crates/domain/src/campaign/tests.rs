//! Worked cases of windows, and what must hold for every one.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::movement::Drives;
use crate::time::{PartialDate, Window, WorkYear, YearSpan};

fn span(from: Date, to: Date) -> Span {
    Span { from, to }
}

fn at(year: i16, month: u8) -> Window {
    Window::new(WorkYear(year), month).unwrap()
}

fn weekday(day: Date) -> bool {
    !matches!(
        day.weekday(),
        jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
    )
}

fn told(figures: &[(u8, i64)]) -> impl Fn(Window) -> Asked + '_ {
    move |window| {
        let found = figures.iter().find(|(month, _)| *month == window.month);
        found.map_or(Asked::Missing, |(_, value)| Asked::Known(*value))
    }
}

#[test]
fn a_window_of_whole_months_is_the_difference_of_month_ends() {
    // 01/7 – 30/9/2021 are months 10 to 12 of 2021.
    let window = span(date(2021, 7, 1), date(2021, 9, 30));
    let figures = [(9, 1_000), (10, 1_200), (11, 1_350), (12, 1_700)];
    let found = account(
        window,
        date(2021, 12, 1),
        told(&figures),
        &Days::new(),
        weekday,
    );
    assert_eq!((found.approved, found.gap), (Some(700), None));
    let done = found.done.unwrap();
    assert_eq!(
        (done.value, done.basis, done.complete),
        (700, Basis::Approved, true)
    );
    assert_eq!(found.daily, None);
}

#[test]
fn october_begins_at_nothing_and_a_window_may_cross_the_year() {
    let window = span(date(2020, 9, 1), date(2020, 10, 31));
    let cumulative = |window: Window| match (window.year.0, window.month) {
        (2020, 11) => Asked::Known(900),
        (2020, 12) => Asked::Known(1_000),
        (2021, 1) => Asked::Known(40),
        _ => Asked::Missing,
    };
    let found = account(window, date(2021, 1, 1), cumulative, &Days::new(), weekday);
    assert_eq!(found.approved, Some(140));
}

#[test]
fn what_a_month_end_leaves_open_is_said() {
    let window = span(date(2021, 7, 1), date(2021, 9, 30));
    let found = account(
        window,
        date(2021, 12, 1),
        told(&[(9, 1_000), (10, 1_200), (12, 1_700)]),
        &Days::new(),
        weekday,
    );
    assert_eq!(
        (found.approved, found.gap),
        (None, Some(Gap::Missing(at(2021, 11))))
    );
    // What is known is told as the least.
    let done = found.done.unwrap();
    assert_eq!((done.value, done.complete), (200, false));
    let vague = |window: Window| match window.month {
        9 => Asked::Vague,
        _ => Asked::Known(1_000),
    };
    let found = account(window, date(2021, 12, 1), vague, &Days::new(), weekday);
    assert_eq!(found.gap, Some(Gap::Vague(at(2021, 9))));
}

#[test]
fn a_window_inside_a_month_is_known_by_daily_entries_only() {
    let window = span(date(2021, 6, 7), date(2021, 6, 11));
    let figures = [(8, 500), (9, 620)];
    let today = date(2021, 7, 5);
    let found = account(window, today, told(&figures), &Days::new(), weekday);
    assert_eq!(
        (found.approved, found.gap),
        (None, Some(Gap::Part(at(2021, 9))))
    );
    assert_eq!((found.done, found.silent), (None, 5));
    // The whole month stands beside it.
    assert_eq!(found.months[0].approved, Some(120));
    let entries: Days = (7..=11).map(|day| (date(2021, 6, day), 30)).collect();
    let found = account(window, today, told(&figures), &entries, weekday);
    let done = found.done.unwrap();
    assert_eq!(
        (done.value, done.basis, done.complete),
        (150, Basis::Daily, true)
    );
    assert!(
        found.months[0].exceeds,
        "150 in five days of a month of 120"
    );
    assert_eq!(found.months[0].difference, None);
}

#[test]
fn approved_months_stand_and_the_difference_to_the_days_is_told() {
    let window = span(date(2021, 8, 1), date(2021, 9, 15));
    let mut entries: Days = Days::new();
    for day in span(date(2021, 8, 1), date(2021, 9, 15))
        .each()
        .filter(|day| weekday(*day))
    {
        entries.insert(day, 10);
    }
    // 22 working days in August, 11 until 15/9 (2/9 is taken as one here).
    let found = account(
        window,
        date(2021, 9, 20),
        told(&[(10, 1_000), (11, 1_300)]),
        &entries,
        weekday,
    );
    assert_eq!(found.months[0].daily, Some(220));
    assert_eq!(found.months[0].difference, Some(80));
    let done = found.done.unwrap();
    assert_eq!(
        (done.value, done.basis, done.complete),
        (410, Basis::Mixed, true)
    );
    assert_eq!(found.gap, Some(Gap::Part(at(2021, 12))));
}

#[test]
fn burning_up_asks_for_whole_cases_and_shows_silent_days() {
    let window = span(date(2021, 6, 7), date(2021, 6, 13));
    let entries: Days = [
        (date(2021, 6, 7), 3),
        (date(2021, 6, 9), 4),
        (date(2021, 6, 11), 1),
    ]
    .into();
    let ends = BTreeMap::from([(date(2021, 6, 13), 9)]);
    let found = burn(
        window,
        date(2021, 6, 12),
        &entries,
        &ends,
        Some(10),
        weekday,
    );
    let so_far: Vec<Option<i64>> = found.iter().map(|point| point.so_far).collect();
    assert_eq!(
        so_far,
        [Some(3), None, Some(7), None, Some(8), Some(8), None]
    );
    let expected: Vec<i64> = found.iter().filter_map(|point| point.expected).collect();
    assert_eq!(expected, [2, 3, 5, 6, 8, 9, 10]);
    assert_eq!(found[6].approved, Some(9));
    assert_eq!(super::expected(10, 1, 0), None);
}

#[test]
fn places_are_exact_and_ties_shared() {
    let found = places(&[
        Some((1, 3)),
        Some((333_333, 1_000_000)),
        None,
        Some((2, 6)),
        Some((5, 0)),
        Some((9, 3)),
    ]);
    let place = |rank, tied| Some(Place { rank, tied });
    assert_eq!(
        found,
        [
            place(2, 1),
            place(4, 0),
            None,
            place(2, 1),
            None,
            place(1, 0)
        ]
    );
    assert!(places(&[]).is_empty());
}

#[test]
fn one_to_three_drives_a_year_are_counted_over_a_period() {
    let years = YearSpan {
        from: WorkYear(2018),
        to: WorkYear(2021),
    };
    let drives: Vec<(String, Date)> = [
        ("a", date(2017, 10, 1)),
        ("b", date(2020, 5, 1)),
        ("c", date(2020, 6, 1)),
        ("d", date(2020, 7, 1)),
        ("e", date(2020, 9, 30)),
    ]
    .into_iter()
    .map(|(code, day)| (code.to_owned(), day))
    .collect();
    let found = slots(
        years,
        Some("nam"),
        Drives::parse("1-3"),
        &drives,
        date(2021, 3, 1),
    );
    let told: Vec<(&str, usize, Verdict)> = found
        .iter()
        .map(|slot| (slot.label.as_str(), slot.drives.len(), slot.verdict))
        .collect();
    assert_eq!(
        told,
        [
            ("năm 2021", 0, Verdict::Open),
            ("năm 2020", 4, Verdict::TooMany),
            ("năm 2019", 0, Verdict::TooFew),
            ("năm 2018", 1, Verdict::Enough),
        ]
    );
    let quarters = slots(
        YearSpan::single(WorkYear(2022)),
        Some("quy"),
        None,
        &[("q".to_owned(), date(2021, 12, 31))],
        date(2022, 3, 1),
    );
    assert_eq!(quarters.len(), 4);
    assert_eq!(quarters[3].label, "quý IV/2021");
    assert_eq!(
        (quarters[3].drives.len(), quarters[3].verdict),
        (1, Verdict::Uncounted)
    );
    assert_eq!(quarters[0].label, "quý III/2022");
}

#[test]
fn a_bare_year_or_a_series_is_no_window() {
    let mut movement = Movement {
        kinds: vec!["cao_diem".into()],
        from: PartialDate::parse("2021-07-01").ok(),
        to: PartialDate::parse("2021-09-30").ok(),
        ..Movement::default()
    };
    let window = Span::of(&movement).unwrap();
    assert_eq!(
        (window.days(), window.day_number(date(2021, 7, 15))),
        (92, 15)
    );
    assert_eq!(
        (
            window.days_left(date(2021, 9, 30)),
            window.days_left(date(2021, 6, 1))
        ),
        (0, 92)
    );
    movement.drives = Drives::parse("1-3");
    assert!(Span::of(&movement).is_none() && is_series(&movement));
    movement.drives = None;
    movement.from = PartialDate::parse("2021").ok();
    assert_eq!(Span::of(&movement), None);
}

fn window() -> impl Strategy<Value = Span> {
    (0_i32..3_000, 0_i32..200).prop_map(|(start, length)| {
        let day = |offset: i32| date(2018, 1, 1) + jiff::Span::new().days(i64::from(offset));
        span(day(start), day(start + length))
    })
}

proptest! {
    /// Every day of a window lies in exactly one of its months.
    #[test]
    fn months_part_a_window(window in window()) {
        let parts = months(window);
        let days: i64 = parts.iter().map(|part| span(part.from, part.to).days()).sum();
        prop_assert_eq!(days, window.days());
        for pair in parts.windows(2) {
            prop_assert_eq!(pair[0].to.tomorrow().unwrap(), pair[1].from);
        }
        for part in parts {
            prop_assert_eq!(part.window.last_day(), part.to.last_of_month());
        }
    }

    /// Where every month end is told the account is the difference of the outer two, whatever was entered by day.
    #[test]
    fn whole_months_telescope(first in 1_u8..=12, length in 0_u8..12, steps in proptest::collection::vec(0_i64..1_000_000, 12), entry in 0_i64..1_000_000) {
        let last = (first + length).min(12);
        let ends: Vec<(u8, i64)> = steps.iter().scan(0_i64, |sum, step| { *sum += step; Some(*sum) }).zip(1_u8..).map(|(sum, month)| (month, sum)).collect();
        let begins = at(2021, first).last_day().first_of_month();
        let window = span(begins, at(2021, last).last_day());
        let entries: Days = [(begins, entry)].into();
        let found = account(window, date(2022, 1, 1), told(&ends), &entries, weekday);
        let before = if first == 1 { 0 } else { ends[usize::from(first) - 2].1 };
        prop_assert_eq!(found.approved, Some(ends[usize::from(last) - 1].1 - before));
        prop_assert_eq!(found.done.map(|done| (done.value, done.basis)), found.approved.map(|value| (value, Basis::Approved)));
    }

    /// The pace never falls, ends at the goal and never asks for less than its share.
    #[test]
    fn the_pace_ends_at_the_goal(goal in 0_i64..1_000_000_000_000, days in 1_i64..400) {
        let all: Vec<i64> = (0..=days).map(|day| expected(goal, day, days).unwrap()).collect();
        prop_assert!(all.is_sorted());
        prop_assert_eq!((all[0], *all.last().unwrap()), (0, goal));
        for (asked, day) in all.iter().zip(0_i64..) {
            prop_assert!(i128::from(*asked) * i128::from(days) >= i128::from(goal) * i128::from(day));
        }
    }

    /// A better fraction never stands behind a worse one, and equal ones share their place.
    #[test]
    fn places_follow_the_fractions(parts in proptest::collection::vec((0_i64..1_000, 1_i64..1_000), 1..30)) {
        let asked: Vec<Option<(i64, i64)>> = parts.iter().copied().map(Some).collect();
        let found = places(&asked);
        for (one, (done, goal)) in found.iter().zip(&parts) {
            let better = parts.iter().filter(|(d, g)| d * goal > done * g).count();
            let equal = parts.iter().filter(|(d, g)| d * goal == done * g).count();
            prop_assert_eq!(*one, Some(Place { rank: better + 1, tied: equal - 1 }));
        }
    }
}
