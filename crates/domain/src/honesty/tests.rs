use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[test]
fn a_growth_is_told_where_it_is_large_and_larger_than_ever() {
    // 20 % at the end of August, 25 % at the end of September.
    let month = Month {
        before: (200, 1_000),
        now: (250, 1_000),
    };
    let found = growth(month, &[]).unwrap();
    assert_eq!((found.points, found.usual, found.years), (500, None, 0));
    let same = Month {
        before: (300, 1_000),
        now: (350, 1_000),
    };
    assert_eq!(growth(month, &[same]), None, "as every September");
    let less = Month {
        before: (300, 1_000),
        now: (310, 1_000),
    };
    assert_eq!(growth(month, &[less]).unwrap().usual, Some(100));
    let small = Month {
        before: (10, 50),
        now: (15, 50),
    };
    assert_eq!(growth(small, &[]), None, "five cases are ten points");
    let none = Month {
        before: (0, 0),
        now: (1, 100),
    };
    assert_eq!(growth(none, &[]), None);
}

#[test]
fn near_a_line_both_sides_are_counted() {
    assert_eq!(
        [side(0), side(49), side(50), side(-1), side(-50), side(-51)],
        [
            Side::Above,
            Side::Above,
            Side::Far,
            Side::Below,
            Side::Below,
            Side::Far
        ]
    );
    let found = edge([0, 10, 20, 30, -10, 700, -700]);
    assert_eq!((found.above, found.below), (4, 1));
    // At least 4 of 5 tossed coins: 6 in 32.
    let odds = found.odds.unwrap();
    assert_eq!((odds.part, odds.whole), (6, 32));
    assert_eq!(edge([]).odds, None);
}

#[test]
fn rows_and_turns_are_told_from_chance() {
    let years = |years: &[i16]| years.iter().copied().collect::<BTreeSet<i16>>();
    assert_eq!(pattern(&years(&[2019, 2020, 2021])), None);
    assert_eq!(
        pattern(&years(&[2017, 2019, 2020, 2021, 2022])),
        Some(Pattern::Row {
            from: 2019,
            to: 2022
        })
    );
    assert_eq!(
        pattern(&years(&[2018, 2020, 2022])),
        Some(Pattern::Turns {
            from: 2018,
            to: 2022
        })
    );
    assert_eq!(
        pattern(&years(&[2018, 2020, 2021, 2023])),
        None,
        "in between too"
    );
}

proptest! {
    #[test]
    fn what_is_told_lies_in_the_years(told in proptest::collection::btree_set(2000_i16..2030, 0..20)) {
        match pattern(&told) {
            Some(Pattern::Row { from, to }) => {
                prop_assert!((from..=to).all(|year| told.contains(&year)));
                prop_assert!(usize::try_from(to - from).unwrap() + 1 >= LONG);
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
