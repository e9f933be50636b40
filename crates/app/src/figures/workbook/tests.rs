//! Formulas of a worksheet come to what the identities say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use thidua_domain::catalogue::Regime;
use thidua_files::sheet::fill::Content;

use super::formula::{Cells, Known, asks};

fn known(told: &[(&'static str, i64)]) -> BTreeMap<&'static str, Known> {
    let all = [
        "viec.cu",
        "viec.moi",
        "viec.thu_ly",
        "viec.uy_thac",
        "viec.rut_len",
        "viec.thu_hoi_huy",
        "viec.phai_thi_hanh",
        "viec.co_dieu_kien",
        "viec.xong",
        "viec.dinh_chi",
        "viec.chua_dieu_kien",
        "viec.hoan",
        "viec.tam_dinh_chi",
        "viec.khac",
        "viec.chuyen_ky_sau",
        "ket_thuc_tra_yeu_cau",
    ];
    (14..)
        .zip(all)
        .map(|(row, code)| {
            let value = told
                .iter()
                .find(|(told, _)| *told == code)
                .map(|(_, value)| *value);
            let known = Known {
                row,
                told: value.is_some(),
                value,
                ..Known::default()
            };
            (code, known)
        })
        .collect()
}

fn shown(content: Option<Content>) -> String {
    match content {
        Some(Content::Formula { shown, .. }) => shown,
        other => panic!("{other:?}"),
    }
}

fn regime(returned: bool, counts: bool) -> Regime {
    Regime {
        third_group: true,
        request_returned: returned,
        returned_counts_as_completed: counts,
        ..Regime::default()
    }
}

#[test]
fn totals_and_what_is_said_of_them() {
    let regime = regime(false, false);
    let told = [
        ("viec.cu", 100),
        ("viec.moi", 57),
        ("viec.thu_ly", 158),
        ("viec.uy_thac", 7),
    ];
    let cells = Cells {
        rows: known(&told),
        regime: &regime,
    };
    let made = cells.total("viec.thu_ly").unwrap();
    assert_eq!(made.value, Some(157));
    assert_eq!(made.text, "IF(COUNT(D14,D15)=2,D14+D15,\"\")");
    let said = cells.says("viec.thu_ly").unwrap();
    assert!(asks(&said));
    assert_eq!(shown(Some(said)), "Lệch 1: cần giải trình");
    // Deductions that are not given count as 0.
    assert_eq!(cells.total("viec.phai_thi_hanh").unwrap().value, Some(151));
    assert_eq!(cells.total("viec.chuyen_ky_sau").unwrap().value, None);
    assert_eq!(shown(cells.says("viec.phai_thi_hanh")), "");
}

#[test]
fn the_third_group_is_the_rest_where_it_is_not_given() {
    let told = [
        ("viec.phai_thi_hanh", 150),
        ("viec.co_dieu_kien", 120),
        ("viec.chua_dieu_kien", 20),
    ];
    let now = regime(false, false);
    let old = Regime::default();
    for (regime, words) in [
        (&now, "Phần còn lại là hoãn, tạm đình chỉ, khác"),
        (&old, "Lệch 10: cần giải trình ở dòng chưa có điều kiện"),
    ] {
        let cells = Cells {
            rows: known(&told),
            regime,
        };
        let made = cells.rest("viec").unwrap();
        assert_eq!(made.value, Some(10));
        assert_eq!(shown(cells.says_rest("viec", 30, &made)), words);
    }
    let mut more = told.to_vec();
    more.push(("viec.hoan", 10));
    let cells = Cells {
        rows: known(&more),
        regime: &now,
    };
    let made = cells.rest("viec").unwrap();
    assert_eq!(shown(cells.says_rest("viec", 30, &made)), "Khớp");
}

#[test]
fn ended_cases_leave_the_balance_and_enter_the_rate_only_where_decided() {
    let told = [
        ("viec.phai_thi_hanh", 200),
        ("viec.co_dieu_kien", 100),
        ("viec.xong", 60),
        ("ket_thuc_tra_yeu_cau", 5),
    ];
    for (returned, counts, carried, rate) in [
        (false, false, 140, "60"),
        (true, false, 135, "60"),
        (true, true, 135, "65"),
    ] {
        let regime = regime(returned, counts);
        let cells = Cells {
            rows: known(&told),
            regime: &regime,
        };
        assert_eq!(
            cells.total("viec.chuyen_ky_sau").unwrap().value,
            Some(carried)
        );
        let found = shown(cells.rate("viec"));
        assert!(found.starts_with(rate), "{found}");
    }
}

#[test]
fn what_falls_below_last_month_asks_for_a_word() {
    let regime = regime(false, false);
    let mut rows = known(&[
        ("viec.moi", 40),
        ("viec.xong", 30),
        ("viec.co_dieu_kien", 20),
    ]);
    rows.get_mut("viec.moi").unwrap().before = Some(45);
    let told = |rows: &BTreeMap<&'static str, Known>, code: &str| {
        let cells = Cells {
            rows: rows.clone(),
            regime: &regime,
        };
        shown(cells.says(code))
    };
    assert_eq!(told(&rows, "viec.moi"), "Cần giải trình: nhỏ hơn kỳ trước");
    assert_eq!(
        told(&rows, "viec.xong"),
        "Cần giải trình: lớn hơn số có điều kiện"
    );
    rows.get_mut("viec.moi").unwrap().explained = true;
    assert_eq!(told(&rows, "viec.moi"), "Đã giải trình: nhỏ hơn kỳ trước");
}
