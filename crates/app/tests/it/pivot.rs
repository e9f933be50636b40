//! Pivot tables: a cell counts the rows its list shows, for every reader, on both databases.

mod reach;

use std::collections::BTreeMap;

use thidua_app::listing::{Ask, Letter, Which, find};
use thidua_app::pivot::{
    AskPivot, EVERY_STATE, Pivot, PivotLine, SUBJECTS, Subject, behind, pivot, print, state_of,
};
use thidua_app::report::Form;
use thidua_app::{AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::amount::Decimal;
use thidua_store::Db;
use thidua_store::testing::on_both;

use crate::deeds;
use crate::desk::{app, bundle, console, take};

const SHEETS: [(&str, &str); 5] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày|Địa bàn
        bo|Bộ Tư pháp|bo||||
        cuc|Cục Quản lý Thi hành án dân sự|cuc_quan_ly|bo|||
        tinh-a|Thi hành án dân sự tỉnh An Giang|tinh|cuc|||Tỉnh An Giang
        tinh-b|Thi hành án dân sự tỉnh Bắc Ninh|tinh|cuc|||Tỉnh Bắc Ninh
        khu-a1|Phòng Thi hành án dân sự khu vực 1|khu_vuc|tinh-a|2025-07-01||",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Giới tính|Mã cơ quan|Nhóm|Từ ngày
        nv-1|Nguyễn Văn Hòa|nam|tinh-a|lanh_dao|2020-01-01
        nv-2|Trần Thị Ánh|nu|tinh-a|cong_chuc|2020-01-01
        nv-3|Lê Văn An|nam|khu-a1|chap_hanh_vien|2025-07-01
        nv-4|Đỗ Thị Ân||tinh-b|cong_chuc|2020-01-01",
    ),
    (
        "khen-thuong",
        "Mã|Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Trạng thái|Số lượng
        kt-1|tinh-a|nv-1|ca_nhan|cstdcs|2026|da_tang|
        kt-2|tinh-a||tap_the|tt_ldtt|2026|da_tang|3
        kt-3|tinh-b|nv-4|ca_nhan|ldtt|2026|da_tang|
        kt-4|tinh-a|nv-2|ca_nhan|ldtt|2026|da_tang|
        kt-5|tinh-a|nv-2|ca_nhan|ldtt|2025|da_tang|
        kt-6|khu-a1|nv-3|ca_nhan|ldtt|2026|dang_de_nghi|
        kt-7|tinh-b||ca_nhan|gk|2026|da_tang|
        kt-8|tinh-b||ca_nhan|gk|2016-2020|da_tang|12
        kt-9|cuc||tap_the|bk_ttg|2026|da_tang|1",
    ),
    (
        "dong-gop",
        "Mã|Mã cơ quan|Năm|Nguồn đóng góp|Loại|Hạng mục|Số lượng|Đơn vị tính|Mức chính xác|Mã khoản
        dg-1|tinh-a|2026|tu_dong_gop|tien|Quỹ vì người nghèo|1500000|dong||
        dg-2|tinh-a|2026|van_dong|tien|Nhà tình nghĩa|70000000|dong|hon|nha-1
        dg-3|khu-a1|2026|van_dong|tien|Nhà tình nghĩa|70000000|dong|hon|nha-1
        dg-4|tinh-b|2026|tu_dong_gop|ngay_cong|Làm đường|25|cong||
        dg-5|tinh-b|2025|tu_dong_gop|tien|Quỹ vì người nghèo||dong|nhieu|",
    ),
    (
        "hoat-dong",
        "Mã|Mã cơ quan|Năm|Loại|Nội dung
        hd-1|tinh-a|2026|tap_huan|Tập huấn nghiệp vụ
        hd-2|tinh-b|2026||Về nguồn",
    ),
];

async fn world(db: Db) -> View {
    let app = app(db).await;
    let loaded = take(&app, &bundle(&SHEETS), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    app.view(&console()).await.unwrap()
}

fn seen_by(view: &View, role: Role, agency: &str) -> View {
    View {
        actor: Actor {
            user: "thử".to_owned(),
            person: None,
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        ..view.clone()
    }
}

fn wanted(subject: &'static Subject, rows: &str, columns: &str, measure: &str) -> AskPivot {
    AskPivot {
        subject,
        within: None,
        year: None,
        list: Ask::default(),
        rows: rows.to_owned(),
        columns: columns.to_owned(),
        measure: measure.to_owned(),
    }
}

fn of(id: &str) -> &'static Subject {
    Subject::named(id).unwrap()
}

/// How many rows the list shows behind a cell.
fn listed(
    view: &View,
    ask: &AskPivot,
    found: &Pivot,
    at: (Option<&PivotLine>, Option<&PivotLine>),
) -> u64 {
    let which: Which = ask.subject.list(ask.within.clone(), ask.year);
    let source = which.open(view, false).unwrap();
    let mut asked = Ask {
        state: state_of(ask),
        ..ask.list.clone()
    };
    for (id, value) in behind(found, at.0, at.1) {
        match id.as_str() {
            "tinh-trang" => asked.state = Some(value),
            _ => asked.values.push((id, value)),
        }
    }
    u64::try_from(find(source.as_ref(), &asked).rows.len()).unwrap()
}

/// Every cell, every total and the whole against the list.
fn agrees(view: &View, ask: &AskPivot) {
    let found = pivot(view, ask, false).unwrap();
    let named = format!("{} {} {}", found.of, found.rows_by, found.columns_by);
    for (row, cells) in found.rows.iter().zip(&found.cells) {
        for (column, cell) in found.columns.iter().zip(cells) {
            let counted = cell.as_ref().map_or(0, |cell| cell.rows);
            let shown = listed(view, ask, &found, (Some(row), Some(column)));
            assert_eq!(counted, shown, "{named}: {} × {}", row.label, column.label);
        }
        let shown = listed(view, ask, &found, (Some(row), None));
        assert_eq!(row.total.rows, shown, "{named}: {}", row.label);
    }
    for column in &found.columns {
        let shown = listed(view, ask, &found, (None, Some(column)));
        assert_eq!(column.total.rows, shown, "{named}: {}", column.label);
    }
    assert_eq!(
        found.total.rows,
        listed(view, ask, &found, (None, None)),
        "{named}"
    );
    for lines in [&found.rows, &found.columns] {
        let rows: u64 = lines.iter().map(|line| line.total.rows).sum();
        assert_eq!(rows, found.total.rows, "{named}");
    }
}

#[tokio::test]
async fn a_cell_counts_what_its_list_shows_for_every_role() {
    on_both(async |db| {
        let view = world(db).await;
        let mut counted = BTreeMap::new();
        for role in Role::ALL {
            for agency in ["bo", "cuc", "tinh-a", "tinh-b", "khu-a1"] {
                let reader = seen_by(&view, role, agency);
                for subject in SUBJECTS {
                    let [rows, columns, measure] = subject.usual;
                    let ask = wanted(subject, rows, columns, measure);
                    match pivot(&reader, &ask, false) {
                        Err(AppError::Forbidden) => assert_eq!(role, Role::Administrator),
                        found => {
                            *counted.entry(subject.id).or_insert(0) += found.unwrap().total.rows;
                            agrees(&reader, &ask);
                            agrees(&reader, &wanted(subject, "co-quan", "tinh", "dong"));
                        }
                    }
                }
            }
        }
        assert!(counted.values().all(|rows| *rows > 5), "{counted:?}");
    })
    .await;
}

#[tokio::test]
async fn every_pair_of_columns_agrees_with_the_lists_of_the_articles() {
    on_both(async |db| {
        let (_, view) = deeds::loaded(db).await;
        for subject in SUBJECTS {
            for (at, rows) in subject.by.iter().enumerate() {
                let columns = subject.by[(at + 1) % subject.by.len()];
                for state in [None, Some(EVERY_STATE.to_owned())] {
                    let mut ask = wanted(subject, rows, columns, "dong");
                    ask.list.state = state;
                    agrees(&view, &ask);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn awards_are_counted_and_what_is_only_proposed_is_not() {
    on_both(async |db| {
        let view = world(db).await;
        let ask = wanted(
            of("khen-thuong"),
            "khen-thuong",
            "nam-thanh-tich",
            "so-luong",
        );
        let found = pivot(&view, &ask, false).unwrap();
        let labels: Vec<&str> = found.rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Bằng khen của Thủ tướng Chính phủ",
                "Chiến sĩ thi đua cơ sở",
                "Tập thể lao động tiên tiến",
                "Lao động tiên tiến",
                "Giấy khen"
            ],
            "the highest first"
        );
        let years: Vec<&str> = found.columns.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(
            years.len(),
            3,
            "years told together stay together: {years:?}"
        );
        assert_eq!(found.total.value.as_deref(), Some("20"));
        assert_eq!((found.total.rows, found.total.untold), (8, 1));
        let certificates = found.rows.last().unwrap();
        assert_eq!(certificates.total.value.as_deref(), Some("12"));
        assert_eq!(
            certificates.total.untold, 1,
            "given, the number is not told"
        );
        let shown = found.cells.last().unwrap().iter().flatten();
        assert!(
            shown
                .filter_map(|cell| cell.shown())
                .any(|text| text == "không nêu số")
        );
        assert!(
            found.cells[0].iter().any(Option::is_none),
            "nothing is no zero"
        );
        let every = AskPivot {
            list: Ask {
                state: Some(EVERY_STATE.to_owned()),
                ..Ask::default()
            },
            ..ask
        };
        assert_eq!(pivot(&view, &every, false).unwrap().total.rows, 9);
    })
    .await;
}

#[tokio::test]
async fn turned_around_the_numbers_are_the_same() {
    on_both(async |db| {
        let (_, view) = deeds::loaded(db).await;
        for subject in SUBJECTS {
            let [rows, columns, measure] = subject.usual;
            let plain = pivot(&view, &wanted(subject, rows, columns, measure), false).unwrap();
            let turned = pivot(&view, &wanted(subject, columns, rows, measure), false).unwrap();
            assert_eq!(
                (&plain.rows, &plain.columns),
                (&turned.columns, &turned.rows)
            );
            for (row, cells) in plain.cells.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    assert_eq!(cell, &turned.cells[column][row]);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn money_is_added_once_and_alone() {
    on_both(async |db| {
        let view = world(db).await;
        let ask = wanted(of("dong-gop"), "nguon", "tinh", "tien");
        let found = pivot(&view, &ask, false).unwrap();
        assert_eq!(found.total.value.as_deref(), Some("71500000"));
        assert_eq!(
            (found.repeats, found.total.untold, found.total.inexact),
            (1, 1, 1)
        );
        assert_eq!(
            found.total.rows, 5,
            "the rows of the list, days of work among them"
        );
        let sums = found
            .rows
            .iter()
            .filter_map(|row| row.total.value.as_deref());
        let sum = sums.map(|text| Decimal::parse(text).unwrap());
        let sum = sum.reduce(|a, b| a.checked_add(b).unwrap()).unwrap();
        assert_eq!(sum.to_string(), "71500000");
        let remarks = found.remarks().join(" ");
        assert!(
            remarks.contains("01 dòng kể lại") || remarks.contains("1 dòng kể lại"),
            "{remarks}"
        );
        let days = wanted(of("dong-gop"), "nguon", "tinh", "ngay_cong");
        let days = pivot(&view, &days, false).unwrap();
        assert_eq!(days.total.value.as_deref(), Some("25"));
    })
    .await;
}
