//! Tests of the exact amounts.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::*;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn percent(text: &str) -> Percent {
    Percent::parse(text).unwrap()
}

#[test]
fn a_decimal_is_what_was_written() {
    for text in [
        "0",
        "7",
        "-7",
        "1057",
        "68.73",
        "-0.5",
        "0.001",
        "3508000000000",
    ] {
        assert_eq!(decimal(text).to_string(), text);
    }
    assert_eq!(decimal("68.730").to_string(), "68.73");
    assert_eq!(decimal("-0.0").to_string(), "0");
    assert_eq!(decimal("+5"), decimal("5.00"));
    assert_eq!(decimal("007"), decimal("7"));
}

#[test]
fn what_is_no_plain_decimal_is_refused() {
    for text in [
        "", "-", ".", ".5", "5.", "1,5", "1.2.3", "1e5", " 1", "--1", "+-1", "٣",
    ] {
        assert_eq!(Decimal::parse(text), Err(NotADecimal), "{text}");
    }
    assert_eq!(Decimal::parse(&"9".repeat(40)), Err(NotADecimal));
    assert_eq!(
        Decimal::parse(&format!("0.{}1", "0".repeat(28))),
        Err(NotADecimal)
    );
}

#[test]
fn powers_of_ten_are_exact() {
    assert_eq!(
        decimal("3508").checked_mul_pow10(9),
        Some(decimal("3508000000000"))
    );
    assert_eq!(
        decimal("1.057").checked_mul_pow10(9),
        Some(decimal("1057000000"))
    );
    assert_eq!(
        decimal("68.73").checked_mul_pow10(1),
        Some(decimal("687.3"))
    );
    assert_eq!(
        decimal("687300").checked_div_pow10(4),
        Some(decimal("68.73"))
    );
    assert_eq!(decimal("1").checked_mul_pow10(39), None);
    assert_eq!(decimal("1").checked_div_pow10(29), None);
    assert_eq!(Decimal::ZERO.checked_mul_pow10(200), Some(Decimal::ZERO));
}

#[test]
fn only_whole_numbers_become_integers() {
    assert_eq!(decimal("1057").to_i64(), Some(1057));
    assert_eq!(decimal("1057.0").to_i64(), Some(1057));
    assert_eq!(decimal("1057.5").to_i64(), None);
    assert_eq!(decimal("9223372036854775808").to_i64(), None);
    assert_eq!(
        decimal("9223372036854775808").to_i128(),
        Some(9_223_372_036_854_775_808)
    );
    assert_eq!(decimal("68.73").to_ten_thousandths(), Some(687_300));
    assert_eq!(decimal("68.73001").to_ten_thousandths(), None);
    assert_eq!(Decimal::from_ten_thousandths(687_300), decimal("68.73"));
}

#[test]
fn halves_are_rounded_away_from_zero() {
    let rounded = |text: &str, places| decimal(text).round(places).to_string();
    assert_eq!(rounded("55.535", 2), "55.54");
    assert_eq!(rounded("55.534999", 2), "55.53");
    assert_eq!(rounded("-55.535", 2), "-55.54");
    assert_eq!(rounded("-0.004", 2), "0");
    assert_eq!(rounded("0.5", 0), "1");
    assert_eq!(rounded("2.5", 0), "3");
    assert_eq!(rounded("7", 2), "7");
}

#[test]
fn decimals_print_the_vietnamese_way() {
    assert_eq!(decimal("68.73").vn(), "68,73");
    assert_eq!(decimal("1057").vn(), "1.057");
    assert_eq!(decimal("-1234567.5").vn(), "-1.234.567,5");
}

#[test]
fn a_rate_is_an_exact_fraction() {
    let rate = Rate::of(2370_i64, 3427_i64).unwrap();
    assert_eq!((rate.numerator(), rate.denominator()), (2370, 3427));
    assert_eq!(Rate::of(50, 100), Rate::of(1, 2));
    assert_eq!(Rate::of(1, -2), Rate::of(-1, 2));
    assert_eq!(Rate::of(1, 0), None);
    assert_eq!(Rate::of(0, 5).unwrap().print2(), Percent::ZERO);
    assert_eq!(Rate::of(i128::MIN, 1_i128), None);
}

#[test]
fn a_rate_prints_two_decimals_half_up() {
    let print = |part: i64, whole: i64| Rate::of(part, whole).unwrap().print2().to_string();
    assert_eq!(print(1, 3), "33.33");
    assert_eq!(print(2, 3), "66.67");
    assert_eq!(print(1, 1), "100.00");
    assert_eq!(print(-1, 3), "-33.33");
    // 1/800 is 0.125 %: the half goes up.
    assert_eq!(print(1, 800), "0.13");
    assert_eq!(print(-1, 800), "-0.13");
    assert_eq!(print(124_999, 100_000_000), "0.12");
    assert_eq!(print(3, 2), "150.00");
    assert_eq!(Rate::of(2, 3).unwrap().percent(4), Some(decimal("66.6667")));
}

#[test]
fn an_absurd_rate_prints_at_the_limit() {
    let limit = Percent::from_hundredths(i64::MAX);
    assert_eq!(Rate::of(i64::MAX, 1).unwrap().print2(), limit);
    assert_eq!(Rate::of(i128::MAX, 1).unwrap().print2(), limit);
    let tiny_whole = Rate::of(i128::MAX - 1, i128::MAX).unwrap();
    assert_eq!(tiny_whole.print2(), Percent::HUNDRED);
}

#[test]
fn rounded_and_exact_may_decide_differently() {
    // 83.295 % prints as 83.30, and is less.
    let below = Rate::of(83_295, 100_000).unwrap();
    assert_eq!(below.print2(), percent("83.30"));
    assert_eq!(below.compare(percent("83.30")), Ordering::Less);
    assert_eq!(
        Rate::of(833, 1000).unwrap().compare(percent("83.30")),
        Ordering::Equal
    );
}

#[test]
fn percents_are_hundredths() {
    assert_eq!(percent("68.73").hundredths(), 6873);
    assert_eq!(percent("100").to_string(), "100.00");
    assert_eq!(percent("-0.05").to_string(), "-0.05");
    assert_eq!(percent("68.7300"), percent("68.73"));
    assert_eq!(Percent::parse("68.735"), Err(NotADecimal));
    assert_eq!(Percent::from_ten_thousandths(687_350), percent("68.74"));
    assert_eq!(Percent::from_ten_thousandths(-687_350), percent("-68.74"));
    assert_eq!(percent("68.73").to_ten_thousandths(), Some(687_300));
    assert_eq!(Percent::rounded(decimal("55.5333")), Some(percent("55.53")));
}

#[test]
fn percents_print_with_a_comma_and_deviations_with_a_sign() {
    assert_eq!(percent("68.73").vn(), "68,73");
    assert_eq!(percent("0.5").vn(), "0,50");
    assert_eq!(percent("-0.5").vn(), "-0,50");
    assert_eq!(percent("1234.5").vn(), "1.234,50");
    assert_eq!(percent("13.20").signed_vn(), "+13,20");
    assert_eq!(percent("-1").signed_vn(), "-1,00");
    assert_eq!(Percent::ZERO.signed_vn(), "0,00");
}

#[test]
fn district_1_was_13_20_points_ahead_of_its_pace() {
    // Quận 1, 8 months of 2021: 68,73 % of cases against a target of 83,30 %.
    let pace = pace(decimal("83.30"), 8);
    assert_eq!(pace, percent("55.53"));
    assert_eq!(
        percent("68.73").checked_sub(pace).unwrap().signed_vn(),
        "+13,20"
    );
    assert_eq!(pace_ten_thousandths(833_000, 8), pace);
}

#[test]
fn pace_is_a_twelfth_for_each_month() {
    assert_eq!(pace(decimal("83.50"), 12), percent("83.50"));
    assert_eq!(pace(decimal("40.10"), 5), percent("16.71"));
    // 0.06 × 1 ÷ 12 is 0.005: half up.
    assert_eq!(pace(decimal("0.06"), 1), percent("0.01"));
    assert_eq!(pace(decimal("-0.06"), 1), percent("-0.01"));
    assert_eq!(pace_amount(decimal("1000"), 8), Some(decimal("666.67")));
    assert_eq!(
        pace(Decimal::from(i128::MAX), 12),
        Percent::from_hundredths(i64::MAX)
    );
    assert_eq!(
        pace(Decimal::from(i128::MIN + 1), 12),
        Percent::from_hundredths(i64::MIN)
    );
}

#[test]
fn precisions_have_codes_and_words() {
    for precision in Precision::ALL {
        assert_eq!(Precision::from_code(precision.code()), Some(precision));
        let json = serde_json::to_string(&precision).unwrap();
        assert_eq!(json, format!("\"{}\"", precision.code()));
    }
    assert_eq!(Precision::from_code("hơn"), None);
    assert_eq!(Precision::Dung.before("3.508"), "3.508");
    assert_eq!(Precision::Hon.before("3.508"), "hơn 3.508");
    assert_eq!(Precision::Tren.before("3.508"), "trên 3.508");
    assert_eq!(Precision::XapXi.before("5"), "xấp xỉ 5");
    assert_eq!(Precision::Nhieu.before(""), "nhiều");
    assert!(Precision::default().is_exact());
}

#[test]
fn sums_keep_their_bounds() {
    use Precision::*;
    assert_eq!(Dung.with(Dung), Dung);
    assert_eq!(Dung.with(Hon), Hon);
    assert_eq!(Tren.with(Dung), Tren);
    assert_eq!(Tren.with(Hon), Tren);
    assert_eq!(Gan.with(Duoi), Duoi);
    assert_eq!(Hon.with(Gan), Khoang);
    assert_eq!(Dung.with(Nhieu), Hon);
    assert_eq!(XapXi.with(XapXi), XapXi);
}

#[test]
fn json_holds_amounts_as_text() {
    assert_eq!(
        serde_json::to_string(&percent("68.73")).unwrap(),
        "\"68.73\""
    );
    assert_eq!(
        serde_json::to_string(&decimal("3508000000000")).unwrap(),
        "\"3508000000000\""
    );
    let back: Decimal = serde_json::from_str("\"68.730\"").unwrap();
    assert_eq!(back, decimal("68.73"));
    assert!(serde_json::from_str::<Decimal>("\"68,73\"").is_err());
    assert!(serde_json::from_str::<Percent>("\"1.234\"").is_err());
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000_i128..1_000_000_000_000, 0_u8..8)
        .prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale).unwrap())
}

proptest! {
    #[test]
    fn decimals_come_back_as_printed(value in any_decimal()) {
        prop_assert_eq!(Decimal::parse(&value.to_string()), Ok(value));
    }

    #[test]
    fn decimals_are_ordered_as_their_difference(a in any_decimal(), b in any_decimal()) {
        let difference = a.checked_sub(b).unwrap();
        prop_assert_eq!(a.cmp(&b), difference.mantissa().cmp(&0));
        prop_assert_eq!(difference.checked_add(b), Some(a));
    }

    #[test]
    fn far_decimals_are_ordered(a in any::<i128>(), b in any::<i128>(), s in 0_u8..=28, t in 0_u8..=28) {
        let (Some(a), Some(b)) = (Decimal::new(a, s), Decimal::new(b, t)) else { return Ok(()); };
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
    }

    #[test]
    fn percents_come_back_as_printed(hundredths in any::<i64>()) {
        let value = Percent::from_hundredths(hundredths);
        prop_assert_eq!(Percent::parse(&value.to_string()), Ok(value));
    }

    #[test]
    fn a_print_is_within_half_a_hundredth(part in 0_i64..1_000_000, whole in 1_i64..1_000_000) {
        let print = i128::from(Rate::of(part, whole).unwrap().print2().hundredths());
        let doubled = (print * i128::from(whole) - i128::from(part) * 10_000) * 2;
        prop_assert!(-i128::from(whole) < doubled && doubled <= i128::from(whole));
    }

    #[test]
    fn rates_are_ordered_as_fractions(
        a in -1000_i64..1000, b in 1_i64..1000, c in -1000_i64..1000, d in 1_i64..1000,
    ) {
        let order = Rate::of(a, b).unwrap().cmp(&Rate::of(c, d).unwrap());
        prop_assert_eq!(order, (a * d).cmp(&(c * b)));
    }

    #[test]
    fn rounding_is_exact_for_huge_parts(part in any::<i128>(), whole in 1_i128..i128::MAX) {
        let quotient = divide_half_up(part, whole);
        prop_assert!((quotient - part / whole).abs() <= 1);
    }

    #[test]
    fn any_rate_prints(part in any::<i128>(), whole in any::<i128>()) {
        if let Some(rate) = Rate::of(part, whole) {
            rate.print2();
        }
    }
}
