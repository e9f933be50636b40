use super::*;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn reported(text: &str) -> Actual {
    Actual {
        shown: decimal(text),
        exact: None,
        basis: Basis::Reported,
    }
}

/// The four published excesses: rate, excess, target, months.
#[test]
fn published_excesses_come_out() {
    let cases = [
        ("68.73", "13.2", "83.3", 8, "55.53"),
        ("48.49", "11.99", "73", 6, "36.5"),
        ("45.49", "3.54", "83.9", 6, "41.95"),
        ("29.14", "3.19", "51.9", 6, "25.95"),
    ];
    for (rate, excess, target, month, pace) in cases {
        let actual = reported(rate);
        let judged = judge(
            decimal(target),
            ">=",
            "viec.ty_le",
            Measure::Rate,
            Some(&actual),
            month,
            false,
        );
        assert_eq!(judged.pace, Some(decimal(pace)), "{rate}");
        assert_eq!(judged.deviation, Some(decimal(excess)), "{rate}");
        assert_eq!(judged.year_met, Some(false), "{rate}");
    }
}

#[test]
fn a_printed_rate_at_the_edge_says_so() {
    // 2 499 / 3 000 = 83.3 % exactly; 24 989 / 30 000 = 83.2966…, printed 83.30.
    let edge = Actual::rate(Rate::of(24_989, 30_000).unwrap());
    let judged = judge(
        decimal("83.3"),
        ">=",
        "viec.ty_le",
        Measure::Rate,
        Some(&edge),
        12,
        false,
    );
    assert_eq!(judged.year_met, Some(true));
    assert!(judged.near_edge);
    let clear = Actual::rate(Rate::of(2_499, 3_000).unwrap());
    let judged = judge(
        decimal("83.3"),
        ">=",
        "viec.ty_le",
        Measure::Rate,
        Some(&clear),
        12,
        false,
    );
    assert!(!judged.near_edge);
    assert_eq!(judged.status, Some(Status::Met));
}

/// 83,3 % × 8/12 = 55,5333… %, printed 55,53: what prints as 55,53 may still lie below it.
#[test]
fn a_deviation_whose_sign_is_rounding_says_so() {
    let judged = |part, op| {
        judge(
            decimal("83.3"),
            op,
            "viec.ty_le",
            Measure::Rate,
            Some(&Actual::rate(Rate::of(part, 10_000).unwrap())),
            8,
            false,
        )
    };
    let below = judged(5_553, ">=");
    assert_eq!(below.deviation, Some(decimal("0")));
    assert!(below.near_edge);
    for clear in [5_552, 5_554] {
        assert!(!judged(clear, ">=").near_edge, "{clear}");
    }
    assert!(!judged(5_553, "<=").near_edge);
}

#[test]
fn a_strict_sign_is_strict() {
    let actual = reported("97");
    let judged = |op| {
        judge(
            decimal("97"),
            op,
            "kntc.ty_le",
            Measure::Rate,
            Some(&actual),
            3,
            false,
        )
    };
    assert_eq!(judged(">").year_met, Some(false));
    assert_eq!(judged(">=").year_met, Some(true));
    // A share of work done properly is asked for whole at any month.
    assert_eq!(judged(">").pace, Some(decimal("97")));
}

#[test]
fn what_is_missing_reaches_the_target_and_not_one_less() {
    for (part, whole, goal, op) in [
        (500, 1000, "83.3", ">="),
        (0, 7, "100", ">="),
        (10, 30, "81.5", ">"),
    ] {
        let missing = shortfall(part, whole, decimal(goal), op, 61).unwrap();
        let reaches = |part: i128| {
            meets(
                exact_order(
                    Rate::of(part, i128::from(whole)).unwrap(),
                    decimal(goal),
                    12,
                ),
                op,
            )
        };
        assert!(reaches(i128::from(part) + missing.total));
        assert!(!reaches(i128::from(part) + missing.total - 1));
        assert_eq!(missing.weeks, 9);
        assert!(missing.per_week * 9 >= missing.total);
    }
    assert_eq!(shortfall(900, 1000, decimal("83.3"), ">=", 61), None);
    assert_eq!(
        shortfall(833, 1000, decimal("83.3"), ">", 61)
            .unwrap()
            .total,
        1
    );
}
