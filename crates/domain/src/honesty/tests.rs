use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

const SHIPPED: &str = include_str!("../../../../rulebook/catalogue/honesty.toml");

const EDGE: EdgeLimits = EdgeLimits { width: 50 };

const REPEAT: RepeatLimits = RepeatLimits {
    years: 10,
    row: 4,
    turns: 3,
};

fn limits() -> GrowthLimits {
    GrowthLimits {
        months: vec![6, 12],
        years: 5,
        points: 300,
        cases: 100,
    }
}

#[test]
fn the_numbers_are_dated_and_none_is_confirmed_by_itself() {
    let shipped = Limits::parse(SHIPPED).unwrap();
    let day = jiff::civil::date(2021, 9, 30);
    assert_eq!(shipped.growth(day).unwrap().limits, limits());
    assert_eq!(shipped.edge(day).unwrap().limits, EDGE);
    assert_eq!(shipped.repeat(day).unwrap().limits, REPEAT);
    assert!(shipped.registered(jiff::civil::date(1993, 9, 30)).is_some());
    for (block, basis) in shipped.bases() {
        assert!(!basis.citation.is_empty(), "{block}");
        assert_eq!(basis.confirmed(), None, "{block}: who decided it?");
    }
    let later = SHIPPED.to_owned()
        + "[[edge]]\nfrom = \"2024-01-01\"\nwidth_hundredths = 20\ncitation = \"QĐ\"\nconfidence = \"S\"\nconfirmed = \"QĐ 1\"\n";
    let later = Limits::parse(&later).unwrap();
    assert_eq!(later.edge(day).unwrap().limits.width, 50);
    let newer = later.edge(jiff::civil::date(2024, 9, 30)).unwrap();
    assert_eq!(
        (newer.limits.width, newer.basis.confirmed()),
        (20, Some("QĐ 1"))
    );
}

#[test]
fn a_file_with_a_gap_or_a_senseless_number_is_refused() {
    for (old, new) in [
        ("from = \"1993-07-01\"", "from = \"2020-01-01\""),
        ("width_hundredths = 50", "width_hundredths = 0"),
        ("months = [6, 12]", "months = [1, 12]"),
        ("[[registered]]", "[[other]]"),
    ] {
        assert!(SHIPPED.contains(old), "{old}");
        assert!(Limits::parse(&SHIPPED.replace(old, new)).is_err(), "{new}");
    }
}

#[test]
fn results_are_counted_in_steps_around_their_line() {
    let found = spread(EDGE, 2, [0, 49, 50, -1, -50, -51, 100, -101]);
    let told: Vec<(i64, usize)> = found.iter().map(|step| (step.from, step.count)).collect();
    assert_eq!(told, [(-100, 1), (-50, 2), (0, 2), (50, 1)]);
}

#[test]
fn a_growth_is_told_where_it_is_large_and_larger_than_ever() {
    // 20 % at the end of August, 25 % at the end of September.
    let month = Month {
        before: (200, 1_000),
        now: (250, 1_000),
    };
    let found = growth(&limits(), month, &[]).unwrap();
    assert_eq!((found.points, found.usual, found.years), (500, None, 0));
    let same = Month {
        before: (300, 1_000),
        now: (350, 1_000),
    };
    assert_eq!(
        growth(&limits(), month, &[same]),
        None,
        "as every September"
    );
    let less = Month {
        before: (300, 1_000),
        now: (310, 1_000),
    };
    assert_eq!(growth(&limits(), month, &[less]).unwrap().usual, Some(100));
    let small = Month {
        before: (10, 50),
        now: (15, 50),
    };
    assert_eq!(
        growth(&limits(), small, &[]),
        None,
        "five cases are ten points"
    );
    let none = Month {
        before: (0, 0),
        now: (1, 100),
    };
    assert_eq!(growth(&limits(), none, &[]), None);
}

#[test]
fn near_a_line_both_sides_are_counted() {
    assert_eq!(
        [
            side(EDGE, 0),
            side(EDGE, 49),
            side(EDGE, 50),
            side(EDGE, -1),
            side(EDGE, -50),
            side(EDGE, -51)
        ],
        [
            Side::Above,
            Side::Above,
            Side::Far,
            Side::Below,
            Side::Below,
            Side::Far
        ]
    );
    let found = edge(EDGE, [0, 10, 20, 30, -10, 700, -700]);
    assert_eq!((found.above, found.below), (4, 1));
    // At least 4 of 5 tossed coins: 6 in 32.
    let odds = found.odds.unwrap();
    assert_eq!((odds.part, odds.whole), (6, 32));
    assert_eq!(edge(EDGE, []).odds, None);
}

#[test]
fn rows_and_turns_are_told_from_chance() {
    let years = |years: &[i16]| years.iter().copied().collect::<BTreeSet<i16>>();
    assert_eq!(pattern(REPEAT, &years(&[2019, 2020, 2021])), None);
    assert_eq!(
        pattern(REPEAT, &years(&[2017, 2019, 2020, 2021, 2022])),
        Some(Pattern::Row {
            from: 2019,
            to: 2022
        })
    );
    assert_eq!(
        pattern(REPEAT, &years(&[2018, 2020, 2022])),
        Some(Pattern::Turns {
            from: 2018,
            to: 2022
        })
    );
    assert_eq!(
        pattern(REPEAT, &years(&[2018, 2020, 2021, 2023])),
        None,
        "in between too"
    );
}

proptest! {
    #[test]
    fn what_is_told_lies_in_the_years(told in proptest::collection::btree_set(2000_i16..2030, 0..20)) {
        match pattern(REPEAT, &told) {
            Some(Pattern::Row { from, to }) => {
                prop_assert!((from..=to).all(|year| told.contains(&year)));
                prop_assert!(usize::try_from(to - from).unwrap() + 1 >= REPEAT.row);
            }
            Some(Pattern::Turns { from, to }) => {
                prop_assert!((from..=to).all(|year| told.contains(&year) == ((year - from) % 2 == 0)));
            }
            None => {
                let four = told.iter().any(|year| (0..4).all(|more| told.contains(&(year + more))));
                prop_assert!(!four);
            }
        }
    }
}
