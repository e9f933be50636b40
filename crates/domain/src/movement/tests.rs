#![allow(clippy::unwrap_used, clippy::expect_used)]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::org::{Org, Spell};

const SHIPPED: &str = include_str!("../../../../rulebook/catalogue/occasions.toml");

fn traditions() -> Vec<Tradition> {
    occasion::parse(SHIPPED).unwrap()
}

fn row(cells: &[(&str, &str)]) -> Values {
    let mut row = Values::default();
    for (id, text) in cells {
        row.set(id, text);
    }
    row
}

fn movement(cells: &[(&str, &str)]) -> Movement {
    let mut values = row(&[("ma", "pt"), ("ten", "Phong trào")]);
    for (id, text) in cells {
        values.set(id, text);
    }
    Movement::from_row(&values).unwrap()
}

fn response(agency: &str, cells: &[(&str, &str)]) -> Response {
    let mut values = row(&[("ma_phong_trao", "pt"), ("ma_co_quan", agency)]);
    for (id, text) in cells {
        values.set(id, text);
    }
    Response::from_row(&values).unwrap()
}

/// A province with twelve offices below, and one body outside the sector.
fn province() -> Org {
    let spell = |code: &str, level: &str, above: &str| {
        let mut values = row(&[("ma", code), ("ten", code), ("cap", level)]);
        if !above.is_empty() {
            values.set("ma_cap_tren", above);
        }
        (code.to_owned(), Spell::from_row(&values).unwrap())
    };
    let mut spells = vec![spell("tinh", "tinh", ""), spell("ubnd", "ngoai_nganh", "")];
    spells.push(spell("phong-to-chuc", "phong", "tinh"));
    for n in 1..=12 {
        spells.push(spell(&format!("kv-{n:02}"), "khu_vuc", "tinh"));
    }
    Org::new(spells, Vec::new())
}

fn covered(movement: &Movement, rows: &[Response]) -> Coverage {
    let rows: Vec<&Response> = rows.iter().collect();
    coverage(&province(), movement, &rows, date(2026, 1, 1))
}

#[test]
fn anniversaries_are_counted_from_the_year_of_the_movement() {
    let known = traditions();
    let vinh_phuc = movement(&[
        ("tu_ngay", "2021"),
        ("den_ngay", "2021"),
        (
            "dip",
            "ngày truyền thống THADS (1946-07-19);ngày truyền thống Ngành Tư pháp (1945-08-28)",
        ),
    ]);
    let said: Vec<(Option<i16>, String)> = vinh_phuc
        .occasions
        .iter()
        .map(|one| (one.years(&vinh_phuc, &known), one.text(&vinh_phuc, &known)))
        .collect();
    assert_eq!(
        said,
        [
            (
                Some(75),
                "kỷ niệm 75 năm ngày truyền thống THADS (19/7/1946 – 19/7/2021)".to_owned()
            ),
            (
                Some(76),
                "kỷ niệm 76 năm ngày truyền thống Ngành Tư pháp (28/8/1945 – 28/8/2021)".to_owned()
            ),
        ]
    );
}

#[test]
fn an_anniversary_in_december_is_that_of_the_days_it_falls_in() {
    let drive = movement(&[
        ("tu_ngay", "2025-11-01"),
        ("den_ngay", "2026-01-31"),
        ("dip", "ngày thành lập Quân đội nhân dân Việt Nam"),
    ]);
    let army = &drive.occasions[0];
    // The base date is the catalogue's where the row does not tell it.
    assert_eq!(army.years(&drive, &traditions()), Some(81));
    assert_eq!(drive.years(), Some(YearSpan::single(WorkYear(2026))));
}

#[test]
fn an_occasion_tells_its_day_or_none() {
    let read = |text: &str| {
        let one = Occasion::parse(text);
        (one.name, one.base.map(|day| day.to_string()), one.unread)
    };
    let day = Some("1946-07-19".to_owned());
    let name = "ngày truyền thống THADS".to_owned();
    assert_eq!(
        read("ngày truyền thống THADS (19/7/1946)"),
        (name.clone(), day.clone(), None)
    );
    assert_eq!(
        read("ngày truyền thống THADS (19/7/1946 - 19/7/2021)"),
        (name.clone(), day, None)
    );
    assert_eq!(read(" ngày truyền thống THADS "), (name, None, None));
    let unread = read("ngày mở đầu (hôm qua)");
    assert_eq!(unread.2, Some("hôm qua".to_owned()));
}

/// The slip of Vĩnh Phúc's article: 9/7/2021 for 19/7/2021, beside an occasion that is right.
#[test]
fn a_mistyped_anniversary_is_told_and_kept() {
    let theme = "lập thành tích xuất sắc chào mừng kỷ niệm 75 năm ngày truyền thống THADS (19/7/1946-9/7/2021); \
                 76 năm ngày truyền thống Ngành Tư pháp (28/8/1945 - 28/8/2021)";
    let slips = occasion::in_text(theme, &traditions());
    assert_eq!(slips.len(), 1, "{slips:?}");
    assert_eq!(slips[0].value, "(19/7/1946-9/7/2021)");
    assert!(
        slips[0]
            .reason
            .contains("năm 2021 là 19/7/2021, ở đây ghi 09/7/2021"),
        "{slips:?}"
    );
    let said = |text: &str| occasion::in_text(text, &traditions()).len();
    assert_eq!(
        said("kỷ niệm 75 năm ngày truyền thống THADS (19/7/1946 – 19/7/2021)"),
        0
    );
    assert_eq!(
        said("kỷ niệm 74 năm ngày truyền thống THADS (19/7/1946 – 19/7/2021)"),
        1
    );
    assert_eq!(
        said("kỷ niệm 75 năm ngày truyền thống THADS (19/7/1945 - 19/7/2021)"),
        1
    );
    assert_eq!(
        said("Kế hoạch của Cục (ban hành ngày 05/5/2021), giai đoạn (2020 - 2025)"),
        0
    );
    let wrong = Occasion::parse("ngày truyền thống THADS (1946-07-09)");
    assert!(occasion::of_occasion(&wrong, &traditions()).is_some());
    let right = Occasion::parse("Ngày truyền thống Thi hành án dân sự (19/7/1946)");
    assert_eq!(occasion::of_occasion(&right, &traditions()), None);
}

#[test]
fn eleven_of_twelve_offices_and_the_launcher() {
    let launch = movement(&[("co_quan_phat_dong", "tinh"), ("van_ban", "kh-1")]);
    let all: Vec<Response> = (1..=11)
        .map(|n| response(&format!("kv-{n:02}"), &[("da_ban_hanh", "x")]))
        .collect();
    let found = covered(&launch, &all);
    assert_eq!((found.issued, found.total), (Some(12), Some(13)));
    assert_eq!(found.percent, Some(Percent::from_hundredths(9231)));
    assert_eq!(found.missing, ["kv-12"]);
    assert_eq!(found.basis, Some(Basis::Computed));
    // A division and bodies of others are no units with plans of their own.
    let with_others = [all.as_slice(), &[response("ubnd", &[("da_ban_hanh", "x")])]].concat();
    assert_eq!(covered(&launch, &with_others), found);
}

/// Vĩnh Phúc: 100 % is stated of units the article does not name.
#[test]
fn a_stated_coverage_is_reported_and_names_nobody() {
    let launch = movement(&[("co_quan_phat_dong", "tinh")]);
    let found = covered(&launch, &[response("tinh", &[("ty_le", "100")])]);
    assert_eq!(found.percent, Some(Percent::HUNDRED));
    assert_eq!(found.basis, Some(Basis::Reported));
    assert_eq!((found.issued, found.total), (None, None));
    assert!(found.missing.is_empty());
}

#[test]
fn what_nobody_recorded_is_not_nought() {
    let launch = movement(&[("co_quan_phat_dong", "tinh")]);
    // Taking part does not say that a plan was issued.
    for rows in [vec![], vec![response("kv-01", &[])]] {
        let found = covered(&launch, &rows);
        assert_eq!(
            (found.issued, found.total, found.percent),
            (None, None, None)
        );
        assert!(found.missing.is_empty() && found.reason.is_some());
    }
    let received = covered(
        &launch,
        &[response("kv-01", &[("ngay_tiep_nhan", "2026-01-05")])],
    );
    assert_eq!((received.issued, received.total), (Some(0), Some(13)));
    let alone = movement(&[("co_quan_phat_dong", "kv-01")]);
    let own = covered(&alone, &[response("kv-01", &[("da_ban_hanh", "x")])]);
    assert_eq!(own.total, None);
}

#[test]
fn times_and_stages() {
    let of = |from: &str, to: &str| {
        let mut cells = Vec::new();
        if !from.is_empty() {
            cells.push(("tu_ngay", from));
        }
        if !to.is_empty() {
            cells.push(("den_ngay", to));
        }
        movement(&cells)
    };
    let year = of("2021", "2021");
    assert_eq!(year.first_day(), Some(date(2020, 10, 1)));
    assert_eq!(year.last_day(), Some(date(2021, 9, 30)));
    assert_eq!(year.time_vn(), "năm 2021");
    assert_eq!(of("2020", "2025").time_vn(), "giai đoạn 2020 – 2025");
    assert_eq!(
        of("2021-04-01", "2021-06-30").time_vn(),
        "01/04/2021 – 30/06/2021"
    );
    assert_eq!(year.stage(date(2020, 9, 30)), Stage::Coming);
    assert_eq!(year.stage(date(2021, 9, 30)), Stage::Running);
    assert_eq!(year.stage(date(2021, 10, 1)), Stage::Over);
    assert_eq!(of("", "").stage(date(2021, 10, 1)), Stage::Untold);
    assert!(of("2020", "").runs_in(WorkYear(2030)));
    assert!(!of("2020", "2021").runs_in(WorkYear(2022)));
    assert_eq!(Drives::parse("1-3"), Some(Drives { least: 1, most: 3 }));
    assert_eq!(Drives::parse("3-1"), None);
    assert_eq!(Drives::parse("2").map(Drives::vn), Some("02".to_owned()));
}

proptest! {
    /// What has issued and what is missing are all units, each once; recording more never lowers the share.
    #[test]
    fn issued_and_missing_are_all(issued in proptest::collection::btree_set(1_u8..=12, 1..12), more in 1_u8..=12) {
        let launch = movement(&[("co_quan_phat_dong", "tinh"), ("van_ban", "kh-1")]);
        let of = |n: &u8| response(&format!("kv-{n:02}"), &[("da_ban_hanh", "x")]);
        let rows: Vec<Response> = issued.iter().map(of).collect();
        let found = covered(&launch, &rows);
        prop_assert_eq!(found.issued.unwrap() + found.missing.len(), found.total.unwrap());
        let further = [rows.as_slice(), &[of(&more)]].concat();
        prop_assert!(covered(&launch, &further).percent >= found.percent);
    }

    /// Whatever follows whatever, circles too: the movements above are told once, and a circle is known.
    #[test]
    fn a_walk_upwards_ends(edges in proptest::collection::vec((0_usize..7, 0_usize..7), 0..20)) {
        let of = |at: usize| {
            let above: Vec<String> = edges
                .iter()
                .filter(|(from, _)| *from == at)
                .map(|(_, to)| format!("p{to}"))
                .collect();
            let mut own = movement(&[("phong_trao_cap_tren", &above.join(";"))]);
            own.code = format!("p{at}");
            own.parents.retain(|code| !code.is_empty());
            (own.code.clone(), own)
        };
        let all: std::collections::BTreeMap<String, Movement> = (0..7).map(of).collect();
        for one in all.values() {
            let above = ancestors(&all, one);
            let mut codes: Vec<&str> = above.iter().map(|one| one.code.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            prop_assert_eq!(codes.len(), above.len());
            let parents = |code: &str| all.get(code).map(|one| one.parents.iter().map(String::as_str).collect()).unwrap_or_default();
            let circle = above.iter().any(|above| above.parents.contains(&one.code)) || one.parents.contains(&one.code);
            prop_assert_eq!(closes_circle(&one.code, parents), circle);
        }
    }
}

/// Launched to chosen offices, those are the whole: neither the launcher nor the others are counted.
#[test]
fn chosen_offices_are_the_whole() {
    let told = movement(&[("co_quan_phat_dong", "tinh"), ("van_ban", "kh-1")]);
    let rows = [
        response("kv-03", &[("ngay_duoc_giao", "2026-01-05")]),
        response(
            "kv-01",
            &[("ngay_duoc_giao", "2026-01-05"), ("da_ban_hanh", "x")],
        ),
        response("kv-07", &[("da_ban_hanh", "x")]),
    ];
    let found = covered(&told, &rows);
    assert_eq!((found.issued, found.total), (Some(1), Some(2)));
    assert_eq!(found.missing, ["kv-03"]);
    assert_eq!(found.percent, Percent::parse("50").ok());
}

#[test]
fn a_response_is_told_by_its_own_row() {
    let cells = [
        ("ngay_tiep_nhan", "2026-01-06"),
        ("da_ban_hanh", "x"),
        ("van_ban", "kh-2"),
        ("ngay_ban_hanh", "2026-01-09"),
        ("ty_le", "91.67"),
        ("ngay_duoc_giao", "2026-01-05"),
        ("nguoi_phu_trach", "nv-1"),
        ("chi_tieu_khong_giu", "ct-1: không có việc loại này"),
        ("nguon", "kh-1"),
        ("ghi_chu", "Ghi"),
    ];
    let told = response("kv-01", &cells);
    assert_eq!(Response::from_row(&told.row()), Some(told));
}
