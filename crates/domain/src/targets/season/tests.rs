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
