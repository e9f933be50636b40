//! Worked cases: headings, labels and titles as offices write them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::{Label, Meaning, Side, Words, form_named, is_blank, is_numbering, period};
use crate::catalogue::FormHints;

fn hints() -> FormHints {
    toml::from_str(include_str!("../../../../../rulebook/catalogue/forms.toml")).unwrap()
}

fn means(path: &[&str]) -> Meaning {
    Words::of(&hints()).meaning(path)
}

fn stem(path: &[&str]) -> Option<String> {
    means(path).stem
}

#[test]
fn a_heading_in_three_rows_is_its_lowest_figure() {
    let cases: [(&[&str], &str); 14] = [
        (&["Tổng số thụ lý", "Tổng số"], "thu_ly"),
        (
            &["Tổng số thụ lý", "Chia ra", "Năm trước chuyển sang"],
            "cu",
        ),
        (&["Tổng số thụ lý", "Chia ra:", "Mới thụ lý"], "moi"),
        (&["Tổng số phải thi hành"], "phai_thi_hanh"),
        (
            &["Tổng số phải thi hành", "Có điều kiện thi hành", "Tổng số"],
            "co_dieu_kien",
        ),
        (
            &[
                "Tổng số phải thi hành",
                "Có điều kiện",
                "Chia ra",
                "Thi hành xong",
            ],
            "xong",
        ),
        (
            &["Phải thi hành", "Có điều kiện", "Chia ra", "Đình chỉ"],
            "dinh_chi",
        ),
        (
            &[
                "Phải thi hành",
                "Chưa có điều kiện (trừ số đã chuyển sổ theo dõi riêng)",
            ],
            "chua_dieu_kien",
        ),
        (&["3. Ủy thác thi hành án"], "uy_thac"),
        (&["Số chuyển kỳ sau"], "chuyen_ky_sau"),
        (&["Tỷ lệ (%)"], "ty_le"),
        (&["I. Tổng số thụ lý", "1. Năm trước chuyển sang"], "cu"),
        (&["Hoãn thi hành án (trừ điểm c khoản 1 Điều 48)"], "hoan"),
        (&["Thu hồi, hủy QĐ THA"], "thu_hoi_huy"),
    ];
    for (path, wanted) in cases {
        let found = means(path);
        assert_eq!(found.stem.as_deref(), Some(wanted), "{path:?} {found:?}");
        assert!(found.sure >= 88, "{path:?} {found:?}");
    }
}

#[test]
fn a_part_of_something_else_proposes_nothing() {
    let none: [&[&str]; 8] = [
        &["Số chuyển kỳ sau", "Trong đó: có điều kiện", "Có điều kiện"],
        &["Số chuyển kỳ sau", "Có điều kiện thi hành"],
        &["Giải quyết xong", "Thi hành xong"],
        &["Cùng kỳ năm trước", "Thi hành xong"],
        &["So với cùng kỳ", "Tổng số thụ lý"],
        &["Chỉ tiêu giao", "Tỷ lệ"],
        &["Hoãn theo điểm c khoản 1 Điều 48"],
        &["Ghi chú"],
    ];
    for path in none {
        assert_eq!(stem(path), None, "{path:?}");
    }
    let told = means(&["Số chuyển kỳ sau", "Có điều kiện thi hành"]);
    assert!(told.why.contains("«Số chuyển kỳ sau»"), "{told:?}");
    // `Chưa có điều kiện` holds `có điều kiện` and is not that.
    assert_eq!(
        stem(&["Chưa có điều kiện"]).as_deref(),
        Some("chua_dieu_kien")
    );
}

#[test]
fn an_unknown_heading_above_makes_it_less_sure() {
    let found = means(&["Kết quả tổ chức thi hành", "Thi hành xong"]);
    assert_eq!((found.stem.as_deref(), found.sure), (Some("xong"), 65));
    assert!(!found.why.is_empty());
}

#[test]
fn sides_groups_and_wholes() {
    let found = means(&["Về tiền (1.000 đồng)", "Thụ lý mới", "Chủ động"]);
    assert_eq!(found.side, Some(Side::Money));
    assert_eq!(found.group.as_deref(), Some("chu_dong"));
    assert_eq!(found.stem.as_deref(), Some("moi"));
    let whole = means(&["Tổng số"]);
    assert!(whole.total && whole.stem.is_none());
    let both = means(&["Dân sự", "Chủ động"]);
    assert_eq!((both.group, both.stem), (None, None));
    assert!(both.why.contains("hai nhóm"));
    assert_eq!(Side::from_code("viec"), Some(Side::Cases));
    assert_eq!(Side::from_code("x"), None);
}

#[test]
fn the_form_is_known_by_number_or_name() {
    let hints = hints();
    let number = |lines: &[&str]| form_named(&hints, lines).map(|form| form.number.clone());
    assert_eq!(number(&["Biểu số: 04"]).as_deref(), Some("04"));
    assert_eq!(number(&["Biểu mẫu số 5/TK-THA"]).as_deref(), Some("05"));
    assert_eq!(
        number(&[
            "KẾT QUẢ THI HÀNH ÁN DÂN SỰ TÍNH BẰNG VIỆC CHIA THEO CƠ QUAN THI HÀNH ÁN DÂN SỰ",
            "VÀ CHẤP HÀNH VIÊN"
        ])
        .as_deref(),
        Some("04")
    );
    assert_eq!(
        number(&["Kết quả thi hành án dân sự tính bằng tiền"]).as_deref(),
        Some("02")
    );
    assert_eq!(number(&["Biểu 07: biện pháp cưỡng chế"]), None);
    assert_eq!(number(&["Danh sách cán bộ"]), None);
}

#[test]
fn periods() {
    let told = |lines: &[&str]| {
        let found = period(lines);
        (found.year, found.month, found.doubts.len())
    };
    assert_eq!(told(&["06 tháng năm 2026"]), (Some(2026), Some(6), 0));
    assert_eq!(
        told(&["Kỳ báo cáo: 10 tháng đầu năm công tác 2026"]),
        (Some(2026), Some(10), 0)
    );
    assert_eq!(
        told(&["Từ 01/10/2025 đến 31/3/2026"]),
        (Some(2026), Some(6), 0)
    );
    assert_eq!(
        told(&["(Từ ngày 01 tháng 10 năm 2025 đến ngày 31 tháng 3 năm 2026)"]),
        (Some(2026), Some(6), 0)
    );
    assert_eq!(
        told(&["6 tháng năm 2026", "Từ 01/10/2025 đến 31/3/2026"]),
        (Some(2026), Some(6), 0)
    );
    let closed = period(&["Từ ngày 01/10/2025 đến ngày 25/3/2026"]);
    assert_eq!(closed.cut_off, Some(jiff::civil::date(2026, 3, 25)));
    assert_eq!((closed.year, closed.month), (Some(2026), Some(6)));
    // A signing day is no period; one month alone is not cumulative for sure; two months contradict each other.
    assert_eq!(
        told(&["Cần Thơ, ngày 05 tháng 4 năm 2026"]),
        (None, None, 0)
    );
    assert_eq!(told(&["Tháng 3 năm 2026"]), (None, None, 1));
    assert!(period(&["Tháng 3/2026"]).doubts[0].contains("6 tháng năm 2026"));
    assert_eq!(
        told(&["6 tháng năm 2026", "7 tháng năm 2026"]),
        (Some(2026), None, 1)
    );
    assert_eq!(told(&["Từ 01/01/2026 đến 31/3/2026"]), (None, None, 1));
    assert_eq!(told(&["Năm 2026"]), (Some(2026), None, 0));
}

#[test]
fn labels_and_their_depth() {
    let read = |number: &str, written: &str| {
        let label = Label::read(number, written);
        (label.number, label.level, label.words)
    };
    let told = |number: &str, level: u8, words: &str| (number.to_owned(), level, words.to_owned());
    assert_eq!(read("I", "Các Chi cục"), told("I", 1, "Các Chi cục"));
    assert_eq!(
        read("", "1. Chi cục THADS Quận 1"),
        told("1", 2, "Chi cục THADS Quận 1")
    );
    assert_eq!(
        read("", "1.1. Nguyễn Văn An"),
        told("1.1", 3, "Nguyễn Văn An")
    );
    assert_eq!(read("", "- Chủ động:"), told("-", 6, "Chủ động"));
    assert_eq!(read("", "a) Dân sự"), told("a", 5, "Dân sự"));
    assert_eq!(read("A", "Tổng số"), told("A", 0, "Tổng số"));
    assert_eq!(
        read("", "Nguyễn Văn An"),
        told("", Label::NONE, "Nguyễn Văn An")
    );
    assert_eq!(
        read("", "I Nguyên"),
        told("", Label::NONE, "I Nguyên"),
        "no sign, no number"
    );
    assert_eq!(read("12", "Phòng 1"), told("12", 2, "Phòng 1"));
}

#[test]
fn cells_that_say_nothing_and_rows_that_number() {
    for blank in ["x", "X", "-", "–", "…", " . ", ""] {
        assert!(is_blank(blank), "{blank:?}");
    }
    for said in ["0", "x1", "1.057", "abc", "không"] {
        assert!(!is_blank(said), "{said:?}");
    }
    assert!(is_numbering(["A", "B", "1", "2", "3", "4"]));
    assert!(is_numbering(["", "", "(1)", "(2)=(3)+(4)", "3", "4"]));
    assert!(is_numbering(["1", "2", "3=1+2", "5"]));
    assert!(!is_numbering(["1", "Phòng 1", "2", "3"]));
    assert!(!is_numbering(["1", "100", "80", "60"]));
    assert!(!is_numbering(["120", "130", "250"]));
}

proptest! {
    #[test]
    fn nothing_written_breaks_the_reading(lines in prop::collection::vec(".{0,60}", 0..5)) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let words = Words::of(&hints());
        let found = words.meaning(&lines);
        prop_assert!(found.sure <= 100);
        let told = period(&lines);
        prop_assert!(told.month.is_none_or(|month| (1..=12).contains(&month)));
        for line in &lines {
            let label = Label::read("", line);
            prop_assert!(label.level <= Label::NONE);
            let _ = (is_blank(line), words.group(line));
        }
        let _ = (is_numbering(lines.iter().copied()), form_named(&hints(), &lines));
    }

    #[test]
    fn a_period_as_written_is_the_period_read(year in 1995_i16..2090, month in 1_u8..=12) {
        let window = crate::time::Window::new(crate::time::WorkYear(year), month).unwrap();
        let line = format!("Từ ngày {} đến ngày {}", crate::time::vn(window.first_day()), crate::time::vn(window.last_day()));
        let found = period(&[&line]);
        prop_assert_eq!((found.year, found.month, found.cut_off), (Some(year), Some(month), None));
        let line = format!("KẾT QUẢ {month:02} THÁNG NĂM {year}");
        let found = period(&[&line]);
        prop_assert_eq!((found.year, found.month), (Some(year), Some(month)));
    }
}
