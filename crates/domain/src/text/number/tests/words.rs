//! Qualifiers, faults, units, print, and properties.

use proptest::prelude::*;

use super::{decimal, value};
use crate::amount::{Decimal, Precision};
use crate::text::number::*;

#[test]
fn qualifiers_are_kept() {
    for (text, precision) in [
        ("hơn 3.508 tỷ đồng", Precision::Hon),
        ("Trên 3.508 tỷ đồng", Precision::Tren),
        ("gần 3.508 tỷ đồng", Precision::Gan),
        ("khoảng 3.508 tỷ đồng", Precision::Khoang),
        ("XẤP XỈ 3.508 tỷ đồng", Precision::XapXi),
        ("dưới 3.508 tỷ đồng", Precision::Duoi),
        ("ít nhất 3.508 tỷ đồng", Precision::ItNhat),
        ("tối đa 3.508 tỷ đồng", Precision::ToiDa),
        (">3.508 tỷ đồng", Precision::Tren),
        ("> 3.508 tỷ đồng", Precision::Tren),
        (">= 3.508 tỷ đồng", Precision::ItNhat),
        ("~3.508 tỷ đồng", Precision::Khoang),
        ("≈ 3.508 tỷ đồng", Precision::XapXi),
        ("hon 3.508 ty dong", Precision::Hon),
        ("đúng 3.508 tỷ đồng", Precision::Dung),
    ] {
        let reading = read(text).unwrap();
        assert_eq!(reading.precision, Some(precision), "{text}");
        assert_eq!(
            (reading.value, reading.unit),
            (decimal("3508"), Some(UnitWord::TyDong))
        );
    }
    assert_eq!(read("3.508").unwrap().precision, None);
    assert_eq!(value("khoảng -5"), "-5");
}

#[test]
fn what_is_no_number_says_why_and_what_to_do() {
    assert_eq!(read("   ").unwrap_err(), Fault::Empty);
    assert_eq!(read("nhiều").unwrap_err(), Fault::NotTold);
    assert_eq!(read("không").unwrap_err(), Fault::NoNumber("không".into()));
    assert_eq!(read("hơn").unwrap_err(), Fault::NoNumber("hơn".into()));
    assert_eq!(
        read("rất đông 5").unwrap_err(),
        Fault::NoNumber("rất đông 5".into())
    );
    assert_eq!(read("-").unwrap_err(), Fault::NoNumber("-".into()));
    assert_eq!(read(".5").unwrap_err(), Fault::NoNumber(".5".into()));
    assert_eq!(
        read("500 cây").unwrap_err(),
        Fault::UnknownUnit("cây".into())
    );
    assert_eq!(
        read("5 triệu %").unwrap_err(),
        Fault::Unit("5 triệu %".into())
    );
    assert_eq!(
        read("5 tỷ nghìn").unwrap_err(),
        Fault::Unit("tỷ nghìn".into())
    );
    assert_eq!(read(&"9".repeat(60)).unwrap_err(), Fault::TooLarge);
    for fault in [
        Fault::Empty,
        Fault::NotTold,
        Fault::NoNumber("x".into()),
        Fault::Grouping("x".into()),
        Fault::UnknownUnit("x".into()),
        Fault::Unit("x".into()),
        Fault::Compound("x".into()),
        Fault::TooLarge,
    ] {
        assert!(
            fault.reason().ends_with('.') && fault.cure().ends_with('.'),
            "{fault}"
        );
    }
}

#[test]
fn units_have_the_codes_of_the_bundle() {
    assert_eq!(
        UnitWord::parse("tỷ đồng").map(UnitWord::code),
        Some("ty_dong")
    );
    assert_eq!(UnitWord::parse("%").map(UnitWord::code), Some("phan_tram"));
    assert_eq!(UnitWord::parse("việc").map(UnitWord::code), Some("viec"));
    assert_eq!(UnitWord::parse("cây"), None);
    assert_eq!(UnitWord::parse(""), None);
    assert!(UnitWord::TyDong.has_fractions() && !UnitWord::Dong.has_fractions());
    assert!(UnitWord::TyDong.is_money() && !UnitWord::PhanTram.is_money());
}

#[test]
fn numbers_print_as_papers_print_them() {
    assert_eq!(group(0), "0");
    assert_eq!(group(999), "999");
    assert_eq!(group(1_234_567), "1.234.567");
    assert_eq!(group(-1057_i64), "-1.057");
    assert_eq!(two_digits(5), "05");
    assert_eq!(two_digits(0), "00");
    assert_eq!(two_digits(19), "19");
    assert_eq!(two_digits(1057), "1.057");
    assert_eq!(two_digits(-5), "-5");
    assert_eq!(decimal_vn(decimal("1234.5")), "1.234,5");
}

proptest! {
    #[test]
    fn printed_numbers_are_read_back(number in any::<i64>()) {
        prop_assert_eq!(read(&group(number)).unwrap().value, Decimal::from(number));
    }

    #[test]
    fn printed_decimals_are_read_back(mantissa in -1_000_000_000_000_i128..1_000_000_000_000, scale in 0_u8..8) {
        let value = Decimal::new(mantissa, scale).unwrap();
        let reading = read(&value.vn()).unwrap();
        prop_assert!(reading.value == value || reading.other == Some(value));
        prop_assert_eq!(reading.settle(!value.is_whole()).0, value);
        let plain = read(&value.to_string()).unwrap();
        prop_assert!(plain.value == value || plain.other == Some(value));
    }

    #[test]
    fn nothing_makes_reading_fail_loudly(text in "\\PC{0,40}") {
        let _ = read(&text);
    }

    #[test]
    fn nothing_like_a_number_makes_reading_fail_loudly(text in "[0-9., %tỷđồngriệuhơ~>-]{0,24}") {
        if let Ok(reading) = read(&text) {
            let _ = (reading.settle(true), reading.settle(false), reading.amount());
        }
    }
}
