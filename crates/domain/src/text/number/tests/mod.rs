//! Tests of reading and printing numbers.

mod words;

use super::*;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// Value, other reading.
fn both(text: &str) -> (String, Option<String>) {
    let reading = read(text).unwrap();
    (
        reading.value.to_string(),
        reading.other.map(|other| other.to_string()),
    )
}

fn value(text: &str) -> String {
    both(text).0
}

#[test]
fn groups_with_points_are_thousands_in_every_column() {
    assert_eq!(value("1.057"), "1057");
    assert_eq!(value("266.732"), "266732");
    assert_eq!(value("1.088.473.419"), "1088473419");
    assert_eq!(value("50.000.000"), "50000000");
    assert_eq!(value("05.123"), "5123");
}

#[test]
fn any_other_single_point_is_a_decimal_point() {
    assert_eq!(both("68.73"), ("68.73".into(), None));
    assert_eq!(both("264707.535"), ("264707.535".into(), None));
    assert_eq!(both("0.125"), ("0.125".into(), None));
    assert_eq!(both("83.8"), ("83.8".into(), None));
    assert_eq!(both("1.0571"), ("1.0571".into(), None));
}

#[test]
fn the_comma_is_the_decimal_comma() {
    assert_eq!(both("68,73"), ("68.73".into(), None));
    assert_eq!(both("0,125"), ("0.125".into(), None));
    assert_eq!(both("1.234,5"), ("1234.5".into(), None));
    assert_eq!(both("1.088.473,419"), ("1088473.419".into(), None));
    assert_eq!(both("1057,25"), ("1057.25".into(), None));
}

#[test]
fn plain_numbers_and_signs() {
    assert_eq!(value("1057"), "1057");
    assert_eq!(value("05"), "5");
    assert_eq!(value("-1,5"), "-1.5");
    assert_eq!(value("−1,5"), "-1.5");
    assert_eq!(value("+13,20"), "13.2");
    assert_eq!(value(" 1057\u{a0}"), "1057");
}

#[test]
fn spaces_may_part_thousands() {
    assert_eq!(both("1 057"), ("1057".into(), None));
    assert_eq!(value("1\u{a0}088\u{a0}473"), "1088473");
    assert_eq!(value("1\u{202f}057,5"), "1057.5");
    assert_eq!(value("3 508.5"), "3508.5");
    for text in ["1 05", "1057 234", "1 057.234", "1 057 23", "0 123"] {
        assert!(matches!(read(text), Err(Fault::Grouping(_))), "{text}");
    }
}

#[test]
fn a_lone_group_names_both_readings() {
    assert_eq!(both("1.057"), ("1057".into(), Some("1.057".into())));
    assert_eq!(both("1.057 tỷ"), ("1057".into(), Some("1.057".into())));
    assert_eq!(both("83.333%"), ("83333".into(), Some("83.333".into())));
    assert_eq!(both("1.057 việc"), ("1057".into(), None));
    assert_eq!(both("50.000 đồng"), ("50000".into(), None));
    assert_eq!(both("1.057.000"), ("1057000".into(), None));
}

#[test]
fn a_column_settles_the_doubt() {
    let lone = read("1.057").unwrap();
    assert_eq!(lone.settle(false), (decimal("1057"), None));
    let (taken, doubt) = lone.settle(true);
    let doubt = doubt.unwrap();
    assert_eq!(
        (taken, doubt.instead),
        (decimal("1057"), Some(decimal("1.057")))
    );
    assert_eq!(
        doubt.reason(),
        "Đọc là 1.057 (số nguyên); cũng có thể là 1,057 (số thập phân)."
    );
    assert_eq!(
        doubt.cure(),
        "Đúng thì để nguyên; nếu là 1,057 (số thập phân), viết lại 1,057."
    );
    // The unit of the cell goes before the column's.
    assert!(read("1.057 tỷ đồng").unwrap().settle(false).1.is_some());
    assert!(read("1.057 việc").unwrap().settle(true).1.is_none());
}

#[test]
fn commas_between_thousands_are_recognised() {
    let comma = read("1,052").unwrap();
    assert_eq!(
        (comma.value, comma.other),
        (decimal("1.052"), Some(decimal("1052")))
    );
    // A column with fractions takes the decimal comma, a count takes the thousands and warns.
    assert_eq!(comma.settle(true), (decimal("1.052"), None));
    let (taken, doubt) = comma.settle(false);
    assert_eq!(taken, decimal("1052"));
    assert_eq!(doubt.unwrap().instead, Some(decimal("1.052")));

    let cases = read("1,052 việc").unwrap();
    assert_eq!(
        (cases.value, cases.other),
        (decimal("1052"), Some(decimal("1.052")))
    );
    assert!(cases.settle(true).1.is_some());
    assert_eq!(both("1,052 tỷ"), ("1.052".into(), None));
    assert_eq!(both("83,333%"), ("83.333".into(), None));

    let several = read("1,052,345").unwrap();
    assert_eq!((several.value, several.other), (decimal("1052345"), None));
    let warning = several.settle(false).1.unwrap();
    assert_eq!(
        warning.reason(),
        "Hàng nghìn viết bằng dấu phẩy, đọc là 1.052.345 (số nguyên)."
    );
    assert_eq!(value("1,052,345.5"), "1052345.5");
    assert_eq!(value("1,052.5"), "1052.5");
    assert!(read("1,052.5").unwrap().settle(true).1.is_some());
}

#[test]
fn marks_in_the_wrong_place_are_refused() {
    for text in [
        "1.234.56",
        "1.05,2",
        "1,05.25",
        "1,05,2",
        "1.2.3",
        "0.123.456",
        "1.057.23,5",
        "1,2,345",
    ] {
        let fault = read(text).unwrap_err();
        assert_eq!(fault, Fault::Grouping(text.into()), "{text}");
        assert!(fault.reason().contains(text));
    }
}

#[test]
fn percents_may_be_written_out() {
    for text in [
        "68,73%",
        "68,73 %",
        "68.73%",
        "68,73 phần trăm",
        "68,73 PHẦN TRĂM",
    ] {
        let reading = read(text).unwrap();
        assert_eq!(reading.value, decimal("68.73"), "{text}");
        assert_eq!(
            (reading.unit, reading.percent),
            (Some(UnitWord::PhanTram), true)
        );
    }
    assert_eq!(
        read("13,20 điểm %").unwrap().unit,
        Some(UnitWord::DiemPhanTram)
    );
    assert_eq!(
        read("13,20 điểm phần trăm").unwrap().unit,
        Some(UnitWord::DiemPhanTram)
    );
}

#[test]
fn units_are_kept_and_not_multiplied() {
    for (text, number, unit) in [
        ("3.427 việc", "3427", UnitWord::Viec),
        ("3.508 tỷ đồng", "3508", UnitWord::TyDong),
        ("3.508 tỉ đồng", "3508", UnitWord::TyDong),
        ("3508 tỷ", "3508", UnitWord::Ty),
        ("25 triệu", "25", UnitWord::Trieu),
        ("25triệu đồng", "25", UnitWord::TrieuDong),
        ("25 tr", "25", UnitWord::Trieu),
        ("25 trđ", "25", UnitWord::TrieuDong),
        ("500 nghìn đồng", "500", UnitWord::NghinDong),
        ("500 ngàn", "500", UnitWord::Nghin),
        ("50.000.000 đ", "50000000", UnitWord::Dong),
        ("50.000.000đ.", "50000000", UnitWord::Dong),
        ("50.000.000 VNĐ", "50000000", UnitWord::Dong),
        ("50.000.000 ₫", "50000000", UnitWord::Dong),
        ("1.426 bản án", "1426", UnitWord::BanAn),
        ("25 đơn", "25", UnitWord::Don),
        ("12 lượt", "12", UnitWord::Luot),
        ("39 người", "39", UnitWord::Nguoi),
        ("2 ngày công", "2", UnitWord::Cong),
    ] {
        let reading = read(text).unwrap();
        assert_eq!(
            (reading.value, reading.unit),
            (decimal(number), Some(unit)),
            "{text}"
        );
    }
    assert_eq!(
        read("3.508 tỷ đồng").unwrap().amount(),
        Some(decimal("3508000000000"))
    );
    assert_eq!(
        read("1,5 triệu").unwrap().amount(),
        Some(decimal("1500000"))
    );
    assert_eq!(read("1057").unwrap().amount(), Some(decimal("1057")));
}

#[test]
fn number_words_before_a_count_or_beyond_ty_are_multiplied_in() {
    let cases = read("3 nghìn việc").unwrap();
    assert_eq!(
        (cases.value, cases.unit),
        (decimal("3000"), Some(UnitWord::Viec))
    );
    assert_eq!(
        both("1.057 nghìn việc"),
        ("1057000".into(), Some("1057".into()))
    );
    let money = read("55,7 nghìn tỷ đồng").unwrap();
    assert_eq!(
        (money.value, money.unit),
        (decimal("55700"), Some(UnitWord::TyDong))
    );
    assert_eq!(read("31 nghìn tỷ").unwrap().unit, Some(UnitWord::Ty));
    assert_eq!(value("2 triệu tỷ đồng"), "2000000");
}

#[test]
fn compound_amounts_are_multiplied_in() {
    for (text, number) in [
        ("3 tỷ 250 triệu đồng", "3250000000"),
        ("3 tỷ, 250 triệu đồng", "3250000000"),
        ("3 tỷ và 250 triệu", "3250000000"),
        ("116.531 tỷ 786 triệu 859 nghìn đồng", "116531786859000"),
        ("1 nghìn tỷ 250 tỷ đồng", "1250000000000"),
        ("3 tỷ 500 đồng", "3000000500"),
        ("3 tỷ 250.000 nghìn đồng", "3250000000"),
        ("3 tỷ 250,5 triệu đồng", "3250500000"),
        ("-3 tỷ 250 triệu đồng", "-3250000000"),
    ] {
        let reading = read(text).unwrap();
        assert_eq!(
            (reading.value, reading.unit),
            (decimal(number), Some(UnitWord::Dong)),
            "{text}"
        );
        assert_eq!(reading.other, None);
    }
    let cases = read("3 nghìn 250 việc").unwrap();
    assert_eq!(
        (cases.value, cases.unit),
        (decimal("3250"), Some(UnitWord::Viec))
    );
}

#[test]
fn compounds_that_do_not_fall_are_refused() {
    for text in [
        "250 triệu 3 tỷ",
        "3 tỷ 250",
        "3 250 triệu 5 tỷ",
        "3,5 tỷ 250 triệu",
        "3 tỷ 1.250 triệu",
        "3 tỷ 2 tỷ",
        "3 việc 5 việc",
        "3 tỷ đồng 250 triệu đồng",
        "3 nghìn 250 %",
    ] {
        assert!(
            matches!(read(text), Err(Fault::Compound(_))),
            "{text}: {:?}",
            read(text)
        );
    }
}
