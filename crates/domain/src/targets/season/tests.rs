use proptest::prelude::*;

use super::backtest::backtest;
use super::*;

/// A year that ends at `end` after these percents of it.
fn year(of: i16, end: i64, percents: [i64; 12]) -> PastYear {
    PastYear {
        year: WorkYear(of),
        months: percents.map(|percent| Some(end * percent / 100)),
    }
}

/// Slow till spring, a sprint before September: what offices do.
const SPRINT: [i64; 12] = [3, 7, 12, 16, 20, 27, 35, 44, 55, 68, 84, 100];
const EVEN: [i64; 12] = [8, 16, 25, 33, 41, 50, 58, 66, 75, 83, 91, 100];

#[test]
fn a_unit_that_sprints_is_not_behind_in_spring() {
    let past: Vec<PastYear> = (2019..2023).map(|of| year(of, 1_000, SPRINT)).collect();
    let season = season(&past).unwrap();
    // 6 months: the straight pace of a target of 1,000 asks for 500; its own habit for 270.
    let expected = season.expected(6, 1_000).unwrap();
    assert_eq!(
        (expected.low, expected.middle, expected.high),
        (270, 270, 270)
    );
    assert_eq!(season.forecast(6, 270).unwrap().middle, 1_000);
    assert_eq!(straight(6, 270), Some(540));
    assert_eq!(season.years.len(), 4);
}

#[test]
fn the_band_is_what_past_years_did() {
    let past = [
        year(2020, 100, SPRINT),
        year(2021, 100, EVEN),
        year(2022, 100, SPRINT),
    ];
    let season = season(&past).unwrap();
    let expected = season.expected(6, 200).unwrap();
    assert_eq!(
        (expected.low, expected.middle, expected.high),
        (54, 54, 100)
    );
    let forecast = season.forecast(6, 54).unwrap();
    assert_eq!(
        (forecast.low, forecast.middle, forecast.high),
        (108, 200, 200)
    );
}

#[test]
fn too_few_years_give_no_curve_and_unended_ones_do_not_count() {
    let two = [year(2021, 100, EVEN), year(2022, 100, EVEN)];
    assert_eq!(season(&two), None);
    let mut running = year(2023, 100, EVEN);
    running.months[11] = None;
    assert_eq!(season(&[two[0].clone(), two[1].clone(), running]), None);
    let mut zero = year(2020, 0, EVEN);
    zero.months[11] = Some(0);
    assert_eq!(season(&[two[0].clone(), two[1].clone(), zero]), None);
}

#[test]
fn a_month_that_few_years_tell_has_no_share() {
    let mut past: Vec<PastYear> = (2019..2022).map(|of| year(of, 100, EVEN)).collect();
    past[0].months[4] = None;
    let season = season(&past).unwrap();
    assert_eq!(season.expected(5, 100), None);
    assert!(season.expected(6, 100).is_some());
    assert_eq!(season.expected(0, 100), None);
    assert_eq!(season.expected(13, 100), None);
}

#[test]
fn only_the_newest_years_count() {
    let old = (2010..2015).map(|of| year(of, 100, EVEN));
    let new = (2018..2023).map(|of| year(of, 100, SPRINT));
    let past: Vec<PastYear> = old.chain(new).collect();
    assert_eq!(season(&past).unwrap().expected(6, 100).unwrap().middle, 27);
}

#[test]
fn sprinters_are_foretold_better_by_their_curve_and_even_ones_no_worse() {
    let sprinters: Vec<PastYear> = (2015..2023)
        .map(|of| year(of, 1_000 + i64::from(of), SPRINT))
        .collect();
    let tried = backtest([sprinters.as_slice()], 6);
    assert_eq!(
        (tried.cases, tried.curve_nearer, tried.line_nearer),
        (5, 5, 0)
    );
    assert!(tried.curve().unwrap() < 5_000, "{tried:?}");
    assert!(tried.line().unwrap() > 400_000, "{tried:?}");
    let even: Vec<PastYear> = (2015..2023).map(|of| year(of, 1_200, EVEN)).collect();
    let tried = backtest([even.as_slice()], 6);
    assert_eq!(tried.line_nearer, 0);
    assert_eq!(backtest([even.get(..3).unwrap()], 6).cases, 0);
}

proptest! {
    #[test]
    fn what_is_expected_never_leaves_zero_and_the_target_and_grows_with_it(
        ends in proptest::collection::vec(1_i64..1_000_000_000_000, 3..6),
        cuts in proptest::collection::vec(0_i64..=100, 12),
        target in 0_i64..1_000_000_000_000,
    ) {
        let mut percents: [i64; 12] = std::array::from_fn(|at| cuts[at]);
        percents.sort_unstable();
        percents[11] = 100;
        let past: Vec<PastYear> = (2015_i16..)
            .zip(&ends)
            .map(|(of, end)| year(of, *end, percents))
            .collect();
        let season = season(&past).unwrap();
        let mut before = 0;
        for month in 1..=12 {
            let band = season.expected(month, target).unwrap();
            prop_assert!(0 <= band.low && band.low <= band.middle && band.middle <= band.high);
            prop_assert!(band.high <= target);
            prop_assert!(before <= band.middle);
            before = band.middle;
        }
        prop_assert_eq!(season.expected(12, target).unwrap().middle, target);
    }

    #[test]
    fn the_order_of_years_does_not_matter(
        ends in proptest::collection::vec(1_i64..1_000_000, 3..8),
        reached in 1_i64..1_000_000,
    ) {
        let mut past: Vec<PastYear> = (2010_i16..)
            .zip(&ends)
            .map(|(of, end)| year(of, *end, if of % 2 == 0 { SPRINT } else { EVEN }))
            .collect();
        let one = season(&past).unwrap().forecast(6, reached);
        past.reverse();
        prop_assert_eq!(one, season(&past).unwrap().forecast(6, reached));
    }
}

#[test]
fn a_rate_is_what_its_two_figures_come_to() {
    // 1,000 enforceable all year, 900 completed in the end; by month 6 27 %.
    let parts: Vec<PastYear> = (2020..2023).map(|of| year(of, 900, SPRINT)).collect();
    let wholes: Vec<PastYear> = (2020..2023).map(|of| year(of, 1_000, [100; 12])).collect();
    let found = rate_end(&parts, &wholes, 6, (243, 1_000)).unwrap();
    assert_eq!((found.part.middle, found.whole.middle), (900, 1_000));
    assert_eq!(found.middle.print2().to_string(), "90.00");
    assert_eq!(found.years.len(), 3);
    // A year of which only the numerator is told does not count.
    assert_eq!(rate_end(&parts, &wholes[1..], 6, (243, 1_000)), None);
    let rate = rates(&parts[0], &wholes[0]);
    assert_eq!((rate.at(6), rate.end()), (Some(243_000), Some(900_000)));
}

#[test]
fn the_band_of_a_rate_holds_what_each_year_says() {
    let parts = [
        year(2020, 900, SPRINT),
        year(2021, 900, EVEN),
        year(2022, 900, SPRINT),
    ];
    let wholes: Vec<PastYear> = (2020..2023).map(|of| year(of, 1_000, [100; 12])).collect();
    let found = rate_end(&parts, &wholes, 6, (270, 1_000)).unwrap();
    let shown = |rate: crate::amount::Rate| rate.print2().to_string();
    // As in 2021 the half of the year's work would be done by then: 54 %.
    assert_eq!(shown(found.low), "54.00");
    assert_eq!(shown(found.middle), "100.00");
    assert_eq!(shown(found.high), "100.00");
}

#[test]
fn what_is_needed_a_week_reaches_the_target_and_one_less_does_not() {
    use crate::amount::Decimal;
    use crate::targets::shortfall;
    // 83.30 % of 1,000 are 833; 700 are done; 30 days are four whole weeks.
    let goal = Decimal::parse("83.30").unwrap();
    let missing = shortfall(700, 1_000, goal, ">=", 30).unwrap();
    let found = need(missing, 30);
    assert_eq!((found.total, found.weeks, found.per_week), (133, 4, 34));
    // In the last days there is no whole week: all of it is needed.
    let missing = shortfall(700, 1_000, goal, ">=", 5).unwrap();
    let found = need(missing, 5);
    assert_eq!((found.weeks, found.per_week), (0, 133));
}

#[test]
fn a_year_without_a_curve_tries_the_straight_line_alone() {
    let years: Vec<PastYear> = (2019..2023).map(|of| year(of, 1_000, SPRINT)).collect();
    let tried = backtest([years.as_slice()], 6);
    assert_eq!((tried.line_alone, tried.cases), (3, 1));
    // 270 of 1,000 by June: the straight line says 540, 46 % off.
    assert_eq!(tried.alone(), Some(460_000));
    let wholes: Vec<PastYear> = (2019..2023).map(|of| year(of, 2_000, [100; 12])).collect();
    let tried = backtest::backtest_rate(&years, &wholes, 6, |_| true);
    assert_eq!(
        (tried.line_alone, tried.cases, tried.curve_nearer),
        (3, 1, 1)
    );
    // 50 % in the end; 13.5 % by June, 27 % by the straight line: 23 points off.
    assert_eq!(
        (tried.alone(), tried.line()),
        (Some(230_000), Some(230_000))
    );
    assert_eq!(tried.curve(), Some(0));
}

#[test]
fn a_year_of_others_is_rested_on_but_not_counted() {
    let years: Vec<PastYear> = (2019..2023).map(|of| year(of, 1_000, SPRINT)).collect();
    let tried = backtest::backtest_of(&years, 6, |year| year == WorkYear(2022));
    assert_eq!((tried.line_alone, tried.cases), (0, 1));
}

proptest! {
    #[test]
    fn the_weekly_need_reaches_the_target_and_one_less_falls_short(
        part in 0_i64..1_000_000,
        whole in 1_i64..1_000_000,
        hundredths in 1_i128..=10_000,
        days in 0_i64..366,
    ) {
        use crate::amount::Decimal;
        use crate::targets::shortfall;
        let goal = Decimal::new(hundredths, 2).unwrap();
        let Some(missing) = shortfall(part, whole, goal, ">=", days) else {
            prop_assert!(i128::from(part) * 10_000 >= hundredths * i128::from(whole));
            return Ok(());
        };
        let found = need(missing, days);
        let reached = |more: i128| (i128::from(part) + more) * 10_000 >= hundredths * i128::from(whole);
        prop_assert!(reached(found.total));
        prop_assert!(!reached(found.total - 1));
        let weeks = i128::from(found.weeks.max(1));
        prop_assert!(found.per_week * weeks >= found.total);
        prop_assert!((found.per_week - 1) * weeks < found.total);
    }

    #[test]
    fn a_rates_middle_lies_in_its_band(
        ends in proptest::collection::vec((1_i64..100_000, 1_i64..100_000), 3..6),
        done in 1_i64..100_000,
        open in 1_i64..100_000,
    ) {
        let of = |at: usize| 2015 + i16::try_from(at).unwrap();
        let parts: Vec<PastYear> = ends.iter().enumerate()
            .map(|(at, (end, _))| year(of(at), 100 * end, if at % 2 == 0 { SPRINT } else { EVEN })).collect();
        let wholes: Vec<PastYear> = ends.iter().enumerate()
            .map(|(at, (_, end))| year(of(at), 100 * end, [90; 12])).map(|mut one| { one.months[11] = one.months[11].map(|end| end * 10 / 9); one }).collect();
        let found = rate_end(&parts, &wholes, 6, (done, open)).unwrap();
        prop_assert!(found.low <= found.middle && found.middle <= found.high);
        for one in &found.years {
            prop_assert!(found.low <= one.rate && one.rate <= found.high);
        }
    }
}
