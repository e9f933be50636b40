mod property;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, date};

use super::*;
use crate::bundle::Values;
use crate::figures::{Ask, Figure, Figures, Frame, From, SheetKey, Table};
use crate::org::{Level, Org, Reorganisation, Spell};
use crate::time::{PartialDate, Validity, Window, WorkYear};

const TODAY: Date = date(2026, 3, 2);

fn day(text: &str) -> Option<PartialDate> {
    (!text.is_empty()).then(|| PartialDate::parse(text).unwrap())
}

fn spell(code: &str, name: &str, level: Level, parent: &str, time: [&str; 2]) -> (String, Spell) {
    let spell = Spell {
        name: name.to_owned(),
        short_name: None,
        level,
        parent: (!parent.is_empty()).then(|| parent.to_owned()),
        validity: Validity::new(day(time[0]), day(time[1])),
        area: None,
        source: None,
        note: None,
    };
    (code.to_owned(), spell)
}

fn pair(on: &str, kind: &str, old: &str, new: &str) -> Reorganisation {
    Reorganisation {
        on: PartialDate::parse(on).unwrap(),
        kind: kind.to_owned(),
        old: old.to_owned(),
        new: (!new.is_empty()).then(|| new.to_owned()),
        document: None,
    }
}

fn rule(old: &str, new: &str, way: &str, share: Option<(i64, i64)>, signed: bool) -> Values {
    let mut row = Values::default();
    row.set("ma_cu", old);
    row.set("cach", way);
    if !new.is_empty() {
        row.set("ma_moi", new);
    }
    if let Some((part, whole)) = share {
        row.set("tu_so", part.to_string());
        row.set("mau_so", whole.to_string());
    }
    if signed {
        row.set("van_ban", "15/QĐ-VD");
        row.set("nguoi_ky", "Nguyễn Văn Ví Dụ");
        row.set("ngay_ky", "2025-07-05");
    }
    row
}

fn opening(agency: &str, from: &str) -> Values {
    let mut row = Values::default();
    row.set("ma_co_quan", agency);
    row.set("nam", "2025");
    row.set("luy_ke_tu", from);
    row
}

fn crosswalk(rules: &[Values], openings: &[Values]) -> Arc<Crosswalk> {
    let at_end = [
        "viec.chuyen_ky_sau",
        "viec.chua_dieu_kien",
        "viec.cu",
        "viec.thu_ly",
    ];
    let at_end: BTreeSet<String> = at_end.map(str::to_owned).into();
    Arc::new(Crosswalk::new(rules, openings, at_end))
}

/// Two old provinces into one new that keeps the name of the first, a third parted between it and another.
fn provinces(crosswalk: Arc<Crosswalk>) -> Arc<Org> {
    let old = ["", "2025-06-30"];
    let new = ["2025-07-01", ""];
    let spells = [
        spell("cuc", "Cục Quản lý", Level::Directorate, "", ["", ""]),
        spell(
            "phu-tho",
            "Cục THADS tỉnh Phú Thọ",
            Level::Province,
            "cuc",
            old,
        ),
        spell(
            "vinh-phuc",
            "Cục THADS tỉnh Vĩnh Phúc",
            Level::Province,
            "cuc",
            old,
        ),
        spell(
            "hoa-binh",
            "Cục THADS tỉnh Hòa Bình",
            Level::Province,
            "cuc",
            old,
        ),
        spell(
            "phu-tho-moi",
            "THADS tỉnh Phú Thọ",
            Level::Province,
            "cuc",
            new,
        ),
        spell(
            "son-la",
            "Cục THADS tỉnh Sơn La",
            Level::Province,
            "cuc",
            ["", ""],
        ),
        spell(
            "lao-cai-moi",
            "THADS tỉnh Lào Cai",
            Level::Province,
            "cuc",
            new,
        ),
    ];
    let on = "2025-07-01";
    let pairs = vec![
        pair(on, "sap_nhap", "phu-tho", "phu-tho-moi"),
        pair(on, "sap_nhap", "vinh-phuc", "phu-tho-moi"),
        pair(on, "chia_tach", "hoa-binh", "phu-tho-moi"),
        pair(on, "chia_tach", "hoa-binh", "lao-cai-moi"),
    ];
    Arc::new(Org::new(spells, pairs).with_crosswalk(crosswalk))
}

fn put(table: &mut Table, subject: &str, month: u8, told: &[(&str, i64)]) {
    let figures = told.iter().map(|(code, value)| {
        let figure = Figure {
            value: Some(*value),
            ..Figure::default()
        };
        ((*code).to_owned(), figure)
    });
    let key = SheetKey {
        subject: subject.to_owned(),
        person: None,
        year: WorkYear(2025),
        month,
        frame: Frame::whole("btp"),
        source: None,
        cut_off: None,
        status: None,
    };
    table.put(key, 1, &Figures(figures.collect()), None);
}

fn window(month: u8) -> Window {
    Window {
        year: WorkYear(2025),
        month,
    }
}

fn value(org: &Org, table: &Table, month: u8, subject: &str, code: &str) -> Option<(i64, From)> {
    let frame = Frame::whole("btp");
    let ask = Ask {
        table,
        org,
        window: window(month),
        frame: &frame,
    };
    let found = ask.figure(subject, code, true)?;
    Some((found.value, found.from))
}

#[test]
fn a_parted_body_is_restated_only_once_somebody_has_signed_how() {
    let mut table = Table::default();
    put(&mut table, "phu-tho", 8, &[("viec.xong", 100)]);
    put(&mut table, "vinh-phuc", 8, &[("viec.xong", 50)]);
    put(&mut table, "hoa-binh", 8, &[("viec.xong", 10)]);
    let share = |signed: bool| {
        crosswalk(
            &[
                rule("hoa-binh", "phu-tho-moi", "ty_le", Some((1, 3)), signed),
                rule("hoa-binh", "lao-cai-moi", "ty_le", Some((2, 3)), signed),
            ],
            &[],
        )
    };
    for unsigned in [Arc::default(), share(false)] {
        let org = provinces(unsigned);
        let today = org.restated(TODAY);
        assert_eq!(value(&today, &table, 8, "phu-tho-moi", "viec.xong"), None);
        assert_eq!(value(&today, &table, 8, "lao-cai-moi", "viec.xong"), None);
        // The tree of the time tells what was reported.
        assert_eq!(
            value(&org, &table, 8, "cuc", "viec.xong"),
            None,
            "Sơn La told nothing"
        );
        assert_eq!(
            value(&org, &table, 8, "hoa-binh", "viec.xong"),
            Some((10, From::Own))
        );
    }
    let org = provinces(share(true));
    let today = org.restated(TODAY);
    // 10 parted 1:2 is 3 and 7: largest remainder, the sum stays 10.
    assert_eq!(
        value(&today, &table, 8, "phu-tho-moi", "viec.xong"),
        Some((153, From::Shared))
    );
    assert_eq!(
        value(&today, &table, 8, "lao-cai-moi", "viec.xong"),
        Some((7, From::Shared))
    );
    // Nobody keeps figures of agencies that are no more.
    assert_eq!(today.children_on("cuc", date(2024, 1, 1)).len(), 3);
    assert_eq!(org.children_on("cuc", date(2024, 1, 1)).len(), 4);
}

#[test]
fn shares_that_do_not_come_to_one_restate_nothing_and_say_why() {
    let one = rule("hoa-binh", "phu-tho-moi", "ty_le", Some((1, 3)), true);
    let other = rule("hoa-binh", "lao-cai-moi", "ty_le", Some((1, 3)), true);
    let org = provinces(crosswalk(&[one, other], &[]));
    let found = heirs(&org, TODAY, "hoa-binh", date(2025, 5, 31), None);
    assert!(matches!(found, Heirs::Nowhere(Why::Wrong(_))), "{found:?}");
    let refused = rule("hoa-binh", "", "khong", None, true);
    let org = provinces(crosswalk(&[refused], &[]));
    let found = heirs(&org, TODAY, "hoa-binh", date(2025, 5, 31), None);
    assert!(
        matches!(found, Heirs::Nowhere(Why::Decided(_))),
        "{found:?}"
    );
    // Another share for money than for cases.
    let mut money = rule("hoa-binh", "lao-cai-moi", "cong", None, true);
    money.set("ap_dung", "tien");
    let cases = rule("hoa-binh", "phu-tho-moi", "cong", None, true);
    let org = provinces(crosswalk(&[money, cases], &[]));
    let place =
        |side: Option<&str>| places(&org, TODAY, "hoa-binh", date(2025, 5, 31), side, 9)[0].new;
    assert_eq!(place(Some("tien")), Some("lao-cai-moi"));
    assert_eq!(place(Some("viec")), Some("phu-tho-moi"));
    assert_eq!(place(None), Some("phu-tho-moi"));
}

#[test]
fn what_the_merged_agency_told_itself_never_counts_twice() {
    let mut table = Table::default();
    put(&mut table, "phu-tho-moi", 9, &[("viec.xong", 151)]);
    let whole = rule("hoa-binh", "lao-cai-moi", "cong", None, true);
    let org = provinces(crosswalk(&[whole], &[]));
    let today = org.restated(TODAY);
    // The old ones told nothing: the merged agency's own row answers (Đồng Tháp, 9 months of 2025).
    assert_eq!(
        value(&today, &table, 9, "phu-tho-moi", "viec.xong"),
        Some((151, From::Own))
    );
    put(&mut table, "phu-tho", 9, &[("viec.xong", 100)]);
    put(&mut table, "vinh-phuc", 9, &[("viec.xong", 50)]);
    put(&mut table, "hoa-binh", 9, &[("viec.xong", 10)]);
    assert_eq!(
        value(&today, &table, 9, "phu-tho-moi", "viec.xong"),
        Some((150, From::Restated))
    );
    let frame = Frame::whole("btp");
    let ask = Ask {
        table: &table,
        org: &org,
        window: window(9),
        frame: &frame,
    };
    let found = reconcile(
        ask,
        TODAY,
        &["phu-tho", "vinh-phuc", "hoa-binh"],
        "viec.xong",
    );
    assert_eq!(
        (found.total, found.restated, found.residual()),
        (160, 160, 0)
    );
    let line = found
        .lines
        .iter()
        .find(|line| line.new == "phu-tho-moi")
        .unwrap();
    assert_eq!((line.amount, line.own), (Some(150), Some(151)));
}

/// Worked by hand: two old ones to 30/06, the new one by itself from 01/07.
#[test]
fn the_first_year_is_the_months_of_the_old_ones_and_its_own() {
    let mut table = Table::default();
    let old = |cu, moi, able, xong| {
        let due = cu + moi;
        [
            ("viec.cu", cu),
            ("viec.moi", moi),
            ("viec.thu_ly", due),
            ("viec.phai_thi_hanh", due),
            ("viec.co_dieu_kien", able),
            ("viec.chua_dieu_kien", due - able),
            ("viec.xong", xong),
            ("viec.chuyen_ky_sau", due - xong),
        ]
    };
    put(&mut table, "phu-tho", 9, &old(100, 200, 250, 180));
    put(&mut table, "vinh-phuc", 9, &old(40, 60, 80, 50));
    // It took over 120 + 50 = 170.
    put(&mut table, "phu-tho-moi", 12, &old(170, 90, 220, 150));
    let whole = rule("hoa-binh", "lao-cai-moi", "cong", None, true);
    let org = provinces(crosswalk(
        &[whole],
        &[opening("phu-tho-moi", "ngay_thanh_lap")],
    ));
    let year = |code: &str| value(&org, &table, 12, "phu-tho-moi", code).map(|(value, _)| value);
    assert_eq!(year("viec.cu"), Some(140));
    assert_eq!(year("viec.moi"), Some(350));
    assert_eq!(year("viec.thu_ly"), Some(490));
    assert_eq!(year("viec.phai_thi_hanh"), Some(490));
    assert_eq!(year("viec.co_dieu_kien"), Some(450));
    assert_eq!(year("viec.chua_dieu_kien"), Some(40));
    assert_eq!(year("viec.xong"), Some(380));
    assert_eq!(year("viec.chuyen_ky_sau"), Some(110));
    // The identities hold over the year: 490 = 450 + 40; 110 = 490 − 380.
    let today = org.restated(TODAY);
    assert_eq!(
        value(&today, &table, 12, "phu-tho-moi", "viec.xong"),
        Some((380, From::Joined))
    );
    // Where it reports from 1 October, its row is the year's.
    let whole = rule("hoa-binh", "lao-cai-moi", "cong", None, true);
    let org = provinces(crosswalk(&[whole], &[opening("phu-tho-moi", "dau_nam")]));
    assert_eq!(
        value(&org, &table, 12, "phu-tho-moi", "viec.xong"),
        Some((150, From::Own))
    );
}

#[test]
fn names_that_repeat_carry_their_dates() {
    let org = provinces(Arc::default());
    let label = |code: &str| org.label_on(code, TODAY);
    assert_eq!(label("phu-tho"), "Cục THADS tỉnh Phú Thọ (đến 30/06/2025)");
    assert_eq!(label("phu-tho-moi"), "THADS tỉnh Phú Thọ (từ 01/07/2025)");
    assert_eq!(label("vinh-phuc"), "Cục THADS tỉnh Vĩnh Phúc");
    assert_eq!(label("khong-co"), "khong-co");
}

#[test]
fn a_body_parted_among_heirs_is_not_asked_of_itself() {
    let org = provinces(crosswalk(&[], &[]));
    let mut table = Table::default();
    for old in ["phu-tho", "vinh-phuc", "hoa-binh"] {
        put(&mut table, old, 12, &[("viec.xong", 100)]);
    }
    // The window ends after the heirs began and nobody signed who took how much: nothing is told.
    for heir in ["phu-tho-moi", "lao-cai-moi"] {
        assert_eq!(value(&org, &table, 12, heir, "viec.xong"), None, "{heir}");
    }
}
