//! Worked cases of the methods, and what holds whatever the numbers.

mod causes;
mod units;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::time::{Instant, Window, WorkYear};

const RULES: &str = include_str!("../../../../../rulebook/catalogue/quality.toml");

pub(super) fn rules() -> Rules {
    Rules::parse(RULES).unwrap()
}

fn outlier() -> Outlier {
    rules().outlier(date(2026, 9, 30)).unwrap().clone()
}

#[test]
fn the_score_is_worked_out_exactly() {
    let same = [380, 395, 410, 452, 505];
    let told = judge(3_120, &same, &[], false, 30, &outlier());
    // Median 410; deviations 30, 15, 0, 42, 95: their median 30. 0,6745 × 2.710 ÷ 30 = 60,9.
    let score = Told::Score {
        median2: 820,
        deviation400: 12_000,
        score_tenths: Some(609),
    };
    assert_eq!(told, Verdict::Unusual(score));
    assert_eq!(
        judge(520, &same, &[], false, 30, &outlier()),
        Verdict::Usual
    );
}

#[test]
fn a_short_history_says_so_or_takes_its_range() {
    let rule = outlier();
    assert_eq!(
        judge(900, &[], &[100; 5], false, 30, &rule),
        Verdict::TooShort
    );
    assert_eq!(
        judge(900, &[300], &[100; 5], true, 30, &rule),
        Verdict::TooShort
    );
    let few = judge(900, &[300, 310], &[], false, 30, &rule);
    assert_eq!(
        few,
        Verdict::Unusual(Told::Range {
            least: 300,
            most: 310
        })
    );
    assert_eq!(
        judge(600, &[300, 310], &[], false, 30, &rule),
        Verdict::Usual
    );
    assert_eq!(
        judge(120, &[300, 310], &[], false, 30, &rule),
        Verdict::Unusual(Told::Range {
            least: 300,
            most: 310
        })
    );
    let recent = judge(900, &[], &[100; 8], false, 30, &rule);
    assert_eq!(recent, Verdict::Unusual(Told::Recent { most: 100 }));
    // The rush at the end of the year is held against other rushes alone.
    assert_eq!(
        judge(900, &[], &[100; 8], true, 30, &rule),
        Verdict::TooShort
    );
}

#[test]
fn a_level_that_has_moved_is_no_slip() {
    let same = [100, 101, 99, 100, 102];
    let rule = outlier();
    assert!(matches!(
        judge(300, &same, &[], false, 30, &rule),
        Verdict::Unusual(_)
    ));
    assert_eq!(
        judge(
            300,
            &same,
            &[290, 310, 280, 300, 305, 295],
            false,
            30,
            &rule
        ),
        Verdict::Usual
    );
}

#[test]
fn the_tail_is_exact() {
    // 2 of 2 multiples of 10: 1 in 100; at least 1 of 2: 19 in 100.
    assert_eq!(tail(2, 2, 10).once_in(), Some(100));
    assert_eq!(
        tail(2, 1, 10),
        Odds {
            part: 19,
            whole: 100
        }
    );
    assert_eq!(tail(5, 0, 10).once_in(), Some(1));
    assert!(tail(36, 20, 10).rarer_than(1_000_000_000));
    // Where the fraction does not fit it is rounded up: exactly once in 1 114 635 292 671.
    let once = tail(60, 12, 100).once_in().unwrap();
    assert!(
        (1_114_635_292_000..=1_114_635_292_671).contains(&once),
        "{once}"
    );
}

fn at(text: &str) -> Instant {
    Instant(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
}

#[test]
fn the_last_hours_the_night_and_the_ranking_are_told() {
    let rule = rules();
    let rule = rule.timing(date(2026, 9, 30)).unwrap();
    let due = date(2026, 10, 2);
    let ranked = [(Window::whole(WorkYear(2026)), due)];
    let told = |time: &str, revision: i64, values: usize| {
        let list = [Entered {
            at: at(time),
            revision,
            values,
        }];
        let told = entered(Some(due), &ranked, &list, rule);
        told.into_iter()
            .map(|(aspect, _)| aspect)
            .collect::<Vec<_>>()
    };
    // 10:00 and 21:30 of the last day in Vietnam; 02:00 of the day after.
    assert!(told("2026-10-02T03:00:00Z", 1, 40).is_empty());
    assert_eq!(told("2026-10-02T14:30:00Z", 1, 40), ["sat-han"]);
    assert_eq!(told("2026-10-02T19:00:00Z", 1, 40), ["sau-han", "ban-dem"]);
    assert_eq!(told("2026-10-02T19:00:00Z", 1, 3), ["sau-han"]);
    assert_eq!(told("2026-09-30T03:00:00Z", 2, 40), ["truoc-xep-hang"]);
    // History that is loaded years later says nothing about who was late.
    assert!(told("2028-01-05T19:00:00Z", 1, 40).is_empty());
    let list = [Entered {
        at: at("2026-10-02T14:30:00Z"),
        revision: 1,
        values: 4,
    }];
    let text = &entered(Some(due), &[], &list, rule)[0].1;
    assert!(
        text.contains("còn 2 giờ 30 phút là hết hạn (hết ngày 02/10/2026)"),
        "{text}"
    );
}

#[test]
fn an_answer_stands_as_long_as_the_numbers_do() {
    let finding = Finding {
        method: Method::Outlier,
        agency: "quan-1".to_owned(),
        window: Window::whole(WorkYear(2026)),
        scope: "btp".to_owned(),
        group: None,
        code: "viec.xong".to_owned(),
        aspect: String::new(),
        value: Some(3_120),
        text: "Tăng 3.120 việc.".to_owned(),
        mark: mark_of("3120"),
    };
    let review = Review::of(
        &finding,
        Standing::Explained,
        Some("12/BC-THADS".to_owned()),
    );
    assert_eq!(review.standing_of(&finding), Standing::Explained);
    let changed = Finding {
        mark: mark_of("3121"),
        ..finding.clone()
    };
    assert_eq!(changed.key(), finding.key());
    assert_eq!(review.standing_of(&changed), Standing::New);
    assert_eq!(Review::from_row(&review.row()), Some(review));
}

#[test]
fn every_method_has_its_own_code_and_words() {
    for method in Method::ALL {
        assert_eq!(Method::from_code(method.code()), Some(method));
        assert!(!method.name().is_empty() && method.explained().ends_with('.'));
    }
}

/// Ten years of months that rise to a rush, each within a tenth of the usual.
fn seasonal() -> impl Strategy<Value = (i64, Vec<Vec<i64>>)> {
    let tenth = prop::collection::vec(prop::collection::vec(90_i64..=110, 12), 10);
    (100_i64..2_000, tenth)
}

fn steps(base: i64, years: &[Vec<i64>]) -> Vec<i64> {
    const SEASON: [i64; 12] = [60, 70, 80, 60, 40, 90, 90, 100, 110, 120, 150, 400];
    let all = years.iter().flat_map(|year| year.iter().zip(SEASON));
    all.map(|(tenth, season)| base * season * tenth / 10_000)
        .collect()
}

/// What the last year's months come to.
fn last_year(steps: &[i64], least: i64) -> Vec<Verdict> {
    let rule = outlier();
    (0..12)
        .map(|month| {
            let at = 108 + month;
            let same: Vec<i64> = (1..=9).map(|back| steps[at - 12 * back]).collect();
            let recent = (1..=12).map(|back| at - back).filter(|at| at % 12 != 11);
            let recent: Vec<i64> = recent.map(|at| steps[at]).collect();
            judge(steps[at], &same, &recent, month == 11, least, &rule)
        })
        .collect()
}

proptest! {
    /// A unit that works as it always has, rush included, is never asked.
    #[test]
    fn a_clean_seasonal_series_gives_no_finding((base, years) in seasonal()) {
        let found = last_year(&steps(base, &years), 30);
        prop_assert!(found.iter().all(|verdict| *verdict == Verdict::Usual), "{found:?}");
    }

    /// A month ten times its usual size is told, whichever month it is.
    #[test]
    fn a_slip_is_told((base, years) in seasonal(), month in 0_usize..12) {
        let mut steps = steps(base, &years);
        steps[108 + month] = (steps[108 + month] + 1) * 10;
        let found = last_year(&steps, 30);
        prop_assert!(matches!(found[month], Verdict::Unusual(_)), "{found:?}");
    }

    /// The unit of counting does not matter: all numbers times as many give the same answer.
    #[test]
    fn scaling_changes_nothing(
        step in 0_i64..5_000,
        same in prop::collection::vec(0_i64..5_000, 0..10),
        recent in prop::collection::vec(0_i64..5_000, 0..12),
        rush in any::<bool>(),
        times in 1_i64..1_000_000,
    ) {
        let rule = outlier();
        let all = |values: &[i64]| values.iter().map(|value| value * times).collect::<Vec<_>>();
        let one = judge(step, &same, &recent, rush, 1, &rule);
        let many = judge(step * times, &all(&same), &all(&recent), rush, times, &rule);
        prop_assert_eq!(std::mem::discriminant(&one), std::mem::discriminant(&many));
    }

    /// The tail never rises as more round values are asked for, and is all of it for none.
    #[test]
    fn the_tail_falls(values in 1_u32..38, round in 0_u32..37) {
        prop_assume!(round < values);
        let (less, more) = (tail(values, round, 10), tail(values, round + 1, 10));
        prop_assert!(more.part <= less.part && less.whole == more.whole);
        prop_assert_eq!(tail(values, 0, 10).once_in(), Some(1));
    }
}
