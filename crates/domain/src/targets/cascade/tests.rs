use super::*;

fn decimals(texts: &[&str]) -> Vec<Option<Decimal>> {
    let read = |text: &&str| (!text.is_empty()).then(|| Decimal::parse(text).unwrap());
    texts.iter().map(read).collect()
}

fn rate(op: &str, whole: &str, parts: &[&str]) -> Carried {
    let whole = Decimal::parse(whole).ok();
    carried(Measure::Rate, op, whole, &decimals(parts))
}

fn count(op: &str, whole: &str, parts: &[&str]) -> Carried {
    let whole = Decimal::parse(whole).ok();
    carried(Measure::Count, op, whole, &decimals(parts))
}

#[test]
fn a_rate_is_carried_where_nobody_is_asked_for_less() {
    let held = rate(">=", "83.5", &["83.5", "85", "84.25"]);
    assert_eq!((held.holds, held.astray.len()), (Some(true), 0));
    assert_eq!(held.residual, Some(Decimal::ZERO));
    let broken = rate(">", "83.5", &["83.5", "", "80", "81"]);
    assert_eq!((broken.holds, broken.astray), (Some(false), vec![2, 3]));
    assert_eq!(broken.reached, Decimal::parse("80").ok());
    assert_eq!(broken.residual, Decimal::parse("-3.5").ok());
    assert_eq!(rate(">=", "83.5", &["84", ""]).holds, None);
    let ceiling = rate("<=", "5", &["4", "6"]);
    assert_eq!((ceiling.holds, ceiling.astray), (Some(false), vec![1]));
}

#[test]
fn a_number_is_carried_where_it_adds_up() {
    let held = count(">=", "100", &["60", "40"]);
    assert_eq!(
        (held.holds, held.residual),
        (Some(true), Some(Decimal::ZERO))
    );
    let short = count(">=", "100", &["60", "30"]);
    assert_eq!(short.holds, Some(false));
    assert_eq!(short.residual, Decimal::parse("-10").ok());
    assert_eq!(count(">=", "100", &["60", ""]).holds, None);
    assert_eq!(count(">=", "100", &["60", "50"]).holds, Some(true));
    assert_eq!(count("<=", "100", &["60", "50", ""]).holds, Some(false));
    let nothing = count(">=", "100", &["", ""]);
    assert_eq!(
        (nothing.reached, nothing.missing, nothing.holds),
        (None, 2, None)
    );
    let unknown = carried(Measure::Count, ">=", None, &decimals(&["1"]));
    assert_eq!(
        (unknown.reached, unknown.holds),
        (Decimal::parse("1").ok(), None)
    );
}

#[test]
fn shares_add_up_to_the_whole() {
    assert_eq!(shares(100, &[1, 1, 1]), Some(vec![34, 33, 33]));
    assert_eq!(shares(10, &[5, 0, 3]), Some(vec![6, 0, 4]));
    for whole in [0, 1, 7, 1_000_000_007] {
        let weights = [3, 1_426, 0, 77, 12_345];
        let parts = shares(whole, &weights).unwrap();
        assert_eq!(parts.iter().sum::<i128>(), whole);
        assert_eq!(parts[2], 0);
    }
    assert_eq!(shares(5, &[0, 0]), None);
    assert_eq!(shares(5, &[-1, 3]), None);
    assert_eq!(shares(i128::MAX, &[2, 2]), None);
}
