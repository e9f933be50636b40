//! Likely causes, each on numbers of its own.

use std::collections::BTreeMap;

use super::super::*;
use super::units::{figure, key, sheet, year_of};
use crate::amount::Precision;
use crate::figures::{Figure, Figures, Table};

fn found(sheets: &[(i16, u8, Option<&str>, Figures)], year: i16) -> Vec<(Method, String)> {
    let mut table = Table::default();
    for (year, month, source, figures) in sheets {
        table.put(key(*year, *month, *source), 1, figures, None);
    }
    let found = year_of(&table, year).findings;
    found
        .into_iter()
        .map(|found| (found.method, with_sources(&found.text, str::to_owned)))
        .collect()
}

fn only(sheets: &[(i16, u8, Option<&str>, Figures)], year: i16) -> (Method, String) {
    let mut all = found(sheets, year);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

fn money(value: i64, unit: &str, raw: &str) -> Figure {
    Figure {
        unit: Some(unit.to_owned()),
        raw: Some(raw.to_owned()),
        ..figure(value)
    }
}

#[test]
fn swapped_rates_are_told_once() {
    let told = sheet(&[
        ("viec.phai_thi_hanh", 1_000),
        ("viec.co_dieu_kien", 600),
        ("viec.ty_le_co_dieu_kien", 250_000),
        ("tien.phai_thi_hanh", 40_000_000_000),
        ("tien.co_dieu_kien", 10_000_000_000),
        ("tien.ty_le_co_dieu_kien", 600_000),
    ]);
    let (method, text) = only(&[(2018, 5, None, told)], 2018);
    assert_eq!(method, Method::Swapped);
    assert!(
        text.contains("nêu 25,00 %, tính lại 600 việc ÷ 1.000 việc = 60,00 %"),
        "{text}"
    );
    assert!(
        text.ends_with("nguồn đã đặt nhầm chỗ tỷ lệ về việc và tỷ lệ về tiền."),
        "{text}"
    );
}

#[test]
fn a_comma_is_read_both_ways_only_where_something_speaks_for_it() {
    let comma = || {
        Figures(BTreeMap::from([(
            "tien.xong".to_owned(),
            money(3_251_000_000, "ty_dong", "3,251 tỷ"),
        )]))
    };
    assert_eq!(found(&[(2021, 12, Some("a"), comma())], 2021), Vec::new());
    let plain = sheet(&[("tien.xong", 3_251_000_000_000)]);
    let (method, text) = only(
        &[(2021, 12, Some("a"), comma()), (2021, 12, Some("b"), plain)],
        2021,
    );
    assert_eq!(method, Method::Separator);
    assert!(text.starts_with("«3,251 tỷ»: hiểu dấu phẩy là dấu thập phân thì là 3,251 tỷ đồng, hiểu là dấu ngăn hàng nghìn thì là 3.251 tỷ đồng. Nguồn khác của cùng số này nêu 3.251 tỷ đồng"), "{text}");
}

#[test]
fn a_unit_left_out_is_named() {
    let small = Figures(BTreeMap::from([(
        "tien.thu_ly".to_owned(),
        money(4_100_000_000, "ty_dong", "4,1 tỷ đồng"),
    )]));
    let large = sheet(&[("tien.thu_ly", 3_900_000_000_000)]);
    let (method, text) = only(&[(2021, 12, None, small), (2022, 12, None, large)], 2021);
    assert_eq!(method, Method::Unit);
    assert!(
        text.contains("nhỏ hơn 951 lần so với 3.900 tỷ đồng cùng kỳ năm 2022"),
        "{text}"
    );
    assert!(
        text.ends_with("nguồn ghi «tỷ đồng» thay cho «nghìn tỷ đồng»."),
        "{text}"
    );
}

#[test]
fn parts_exceed_fall_short_or_leave_deductions_untold() {
    let told = sheet(&[
        ("viec.phai_thi_hanh", 90),
        ("viec.co_dieu_kien", 40),
        ("viec.chua_dieu_kien", 52),
    ]);
    let (method, text) = only(&[(2020, 8, None, told)], 2020);
    assert_eq!(method, Method::Parts);
    assert!(text.contains("40 việc + chưa có điều kiện 52 việc = 92 việc, nhiều hơn phải thi hành 90 việc là 2 việc"), "{text}");

    let told = sheet(&[
        ("viec.cu", 70),
        ("viec.moi", 50),
        ("viec.phai_thi_hanh", 111),
    ]);
    let (method, text) = only(&[(2021, 12, None, told)], 2021);
    assert_eq!(method, Method::Parts);
    assert!(text.starts_with("Số cũ 70 việc + thụ lý mới 50 việc = 120 việc, nhiều hơn phải thi hành 111 việc là 9 việc"), "{text}");
}

#[test]
fn groups_are_added_up() {
    let mut table = Table::default();
    table.put(key(2016, 12, None), 1, &sheet(&[("viec.moi", 100)]), None);
    for (group, value) in [("chu_dong", 60), ("theo_yeu_cau", 35)] {
        let mut of_group = key(2016, 12, None);
        of_group.frame = of_group.frame.of_group(group);
        table.put(of_group, 1, &sheet(&[("viec.moi", value)]), None);
    }
    let all = year_of(&table, 2016).findings;
    assert_eq!(all.len(), 1, "{all:#?}");
    assert!(all[0].text.contains("chủ động 60 việc + theo yêu cầu 35 việc = 95 việc, ít hơn tổng đã nêu 100 việc là 5 việc"), "{}", all[0].text);
}

#[test]
fn a_rate_is_tried_over_every_whole() {
    let told = sheet(&[
        ("viec.co_dieu_kien", 500),
        ("viec.phai_thi_hanh", 800),
        ("viec.xong", 400),
        ("viec.ty_le", 500_000),
    ]);
    let (method, text) = only(&[(2022, 12, None, told)], 2022);
    assert_eq!(method, Method::Denominator);
    assert!(
        text.contains("400 việc ÷ 500 việc = 80,00 %") && text.contains("400 việc ÷ 800 việc"),
        "{text}"
    );

    let told = sheet(&[
        ("viec.phai_thi_hanh", 48),
        ("viec.xong", 32),
        ("viec.ty_le", 670_000),
    ]);
    let (method, text) = only(&[(2024, 7, None, told)], 2024);
    assert_eq!(method, Method::Denominator);
    assert!(
        text.contains("67,00 % bằng 32 việc ÷ 48 việc, tức lấy số phải thi hành làm mẫu số"),
        "{text}"
    );

    let told = sheet(&[
        ("viec.phai_thi_hanh", 500),
        ("viec.chua_dieu_kien", 100),
        ("viec.xong", 240),
        ("viec.ty_le", 700_000),
    ]);
    let (method, text) = only(&[(2017, 6, None, told)], 2017);
    assert_eq!(method, Method::Rate);
    assert!(text.contains("được 400 việc, thì 240 việc ÷ 400 việc = 60,00 %, lệch 10,00 điểm phần trăm. Muốn được 70,00 % thì mẫu số khoảng 343 việc."), "{text}");
}

#[test]
fn two_sources_are_both_shown_with_the_one_that_is_used() {
    let vague = |value: i64| {
        let told = Figure {
            precision: Precision::Hon,
            ..figure(value)
        };
        Figures(BTreeMap::from([("tien.xong".to_owned(), told)]))
    };
    let (one, other) = (vague(25_000_000_000_000), vague(19_000_000_000_000));
    let (method, text) = only(
        &[
            (2025, 12, Some("bao-a"), one.clone()),
            (2025, 12, Some("bao-b"), other),
        ],
        2025,
    );
    assert_eq!(method, Method::Sources);
    assert!(
        text.starts_with("«bao-b» nêu hơn 19.000 tỷ đồng; «bao-a» nêu hơn 25.000 tỷ đồng"),
        "{text}"
    );
    assert!(text.contains("đang dùng số của «bao-b»"), "{text}");
    // «Hơn 25.000» and 25.000,5 are one number.
    let exact = sheet(&[("tien.xong", 25_000_500_000_000)]);
    assert_eq!(
        found(
            &[
                (2025, 12, Some("bao-a"), one),
                (2025, 12, Some("bao-b"), exact)
            ],
            2025
        ),
        Vec::new()
    );
}

#[test]
fn a_year_one_digit_apart_in_the_words_of_the_source_is_told() {
    let told = |raw: &str| {
        let told = Figure {
            raw: Some(raw.to_owned()),
            ..figure(500)
        };
        Figures(BTreeMap::from([("viec.xong".to_owned(), told)]))
    };
    let (method, text) = only(&[(2025, 12, None, told("Năm 2015: 500 việc"))], 2025);
    assert_eq!(method, Method::YearText);
    assert!(
        text.contains("ghi năm 2015, còn số liệu thuộc năm công tác 2025"),
        "{text}"
    );
    for plain in [
        "500 việc, tăng so với năm 2024",
        "năm 2025: 500 việc",
        "từ năm 1998",
    ] {
        assert_eq!(
            found(&[(2025, 12, None, told(plain))], 2025),
            Vec::new(),
            "{plain}"
        );
    }
}
