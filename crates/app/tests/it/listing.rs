//! Lists over a small country: who sees which rows, what a file holds, on both databases.

mod file;
mod fresh;

use std::collections::BTreeSet;

use jiff::civil::date;
use thidua_app::listing::{Ask, Column, Found, Letter, Source, Which, cell, document, find, print};
use thidua_app::people::list::AskPeople;
use thidua_app::register::list::AskRegister;
use thidua_app::report::Form;
use thidua_app::{AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_files::paper::Block;
use thidua_store::Db;
use thidua_store::testing::on_both;

use crate::desk::{app, ask, bundle, console, take};

const SHEETS: [(&str, &str); 7] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày|Địa bàn
        bo|Bộ Tư pháp|bo||||
        cuc|Cục Quản lý Thi hành án dân sự|cuc_quan_ly|bo|||
        tinh-a|Thi hành án dân sự tỉnh An Giang|tinh|cuc|||Tỉnh An Giang
        tinh-b|Thi hành án dân sự tỉnh Bắc Ninh|tinh|cuc|||Tỉnh Bắc Ninh
        cu-a|Cục Thi hành án dân sự tỉnh cũ|tinh|cuc||2025-06-30|Tỉnh cũ
        khu-a1|Phòng Thi hành án dân sự khu vực 1|khu_vuc|tinh-a|2025-07-01||",
    ),
    ("sap-xep", "Ngày hiệu lực|Loại|Mã cũ|Mã mới\n2025-07-01|sap_nhap|cu-a|tinh-a"),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Chức vụ|Nhóm|Từ ngày|Đến ngày
        nv-1|Nguyễn Văn Hòa|tinh-a|Trưởng phòng|lanh_dao|2020-01-01|
        nv-2|Trần Thị Ánh|tinh-a||cong_chuc|2020-01-01|
        nv-3|Lê Văn An|khu-a1||chap_hanh_vien|2025-07-01|
        nv-4|Đỗ Thị Ân|tinh-b||cong_chuc|2020-01-01|
        nv-5|Phạm Văn Bảo|tinh-a||cong_chuc|2020-01-01|2024-12-31",
    ),
    ("van-ban", "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Loại|Trích yếu\nvb-1|12/QĐ-THADS|2026-01-05|tinh-a|quyet_dinh|Khen thưởng"),
    (
        "chi-tieu",
        "Mã|Mã cơ quan|Áp dụng cho cấp|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Đơn vị giao|Thay cho|Mã cán bộ
        ct-1|tinh-a||2026|viec.ty_le|>=|83,50|cuc||
        ct-2|tinh-a||2026|viec.ty_le|>=|84,50|cuc|ct-1|
        ct-3|tinh-b||2026|viec.ty_le|>=|85|cuc||
        ct-4|cuc|tinh|2026|tien.ty_le|>=|48|bo||
        ct-5|tinh-b||2026|viec.ty_le|>=|80|tinh-b||nv-4",
    ),
    (
        "khen-thuong",
        "Mã|Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Trạng thái|Số lượng
        kt-1|tinh-a|nv-1|ca_nhan|cstdcs|2026|da_tang|
        kt-2|tinh-a||tap_the|tt_ldtt|2026|da_tang|3
        kt-3|tinh-b|nv-4|ca_nhan|ldtt|2026|dang_de_nghi|
        kt-4|cu-a||tap_the|gk|2024|da_tang|2",
    ),
    (
        "so-lieu",
        "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
        tinh-a|2026|10|viec.co_dieu_kien|200|viec|vb-1
        tinh-a|2026|10|viec.xong|150|viec|vb-1
        tinh-b|2026|10|viec.co_dieu_kien|100|viec|vb-1
        tinh-b|2026|10|viec.xong|90|viec|vb-1",
    ),
];

async fn world(db: Db) -> View {
    let app = app(db).await;
    let loaded = take(&app, &bundle(&SHEETS), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    app.view(&console()).await.unwrap()
}

fn seen_by(view: &View, role: Role, agency: &str, person: Option<&str>) -> View {
    View {
        actor: Actor {
            user: "thử".to_owned(),
            person: person.map(str::to_owned),
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

fn people() -> Which {
    Which::People(AskPeople {
        within: None,
        on: date(2026, 11, 22),
    })
}

fn register(year: Option<i16>) -> Which {
    Which::Register(AskRegister { within: None, year })
}

fn keys(view: &View, which: &Which, asked: &Ask) -> Vec<String> {
    let source = which.open(view, false).unwrap();
    let found = find(source.as_ref(), asked);
    found
        .rows
        .iter()
        .map(|row| source.key(*row).into_owned())
        .collect()
}

fn ordered(column: &str, descending: bool) -> Ask {
    Ask {
        order: Some((column.to_owned(), descending)),
        ..Ask::default()
    }
}

#[tokio::test]
async fn people_of_other_agencies_are_never_listed() {
    on_both(async |db| {
        let view = world(db).await;
        let all = Ask::default();
        assert_eq!(
            keys(&view, &people(), &all),
            ["nv-3", "nv-2", "nv-4", "nv-5", "nv-1"]
        );
        let officer = seen_by(&view, Role::Officer, "tinh-a", None);
        assert_eq!(
            keys(&officer, &people(), &all),
            ["nv-3", "nv-2", "nv-5", "nv-1"]
        );
        let office = seen_by(&view, Role::Head, "khu-a1", None);
        assert_eq!(keys(&office, &people(), &all), ["nv-3"]);
        let own = seen_by(&view, Role::Employee, "tinh-a", Some("nv-2"));
        assert_eq!(keys(&own, &people(), &all), ["nv-2"], "only oneself");
        let nobody = seen_by(&view, Role::Administrator, "tinh-a", None);
        let which = people();
        assert!(matches!(
            which.open(&nobody, false),
            Err(AppError::Forbidden)
        ));
        let elsewhere = Which::People(AskPeople {
            within: Some("tinh-b".to_owned()),
            on: view.today,
        });
        assert!(matches!(
            elsewhere.open(&officer, false),
            Err(AppError::NotFound)
        ));
        // The filter offers no name of another agency either.
        let source = which.open(&officer, false).unwrap();
        let offers = format!("{:?}", find(source.as_ref(), &all).offers);
        assert!(
            offers.contains("An Giang") && !offers.contains("Bắc Ninh"),
            "{offers}"
        );
    })
    .await;
}

#[tokio::test]
async fn people_are_counted_by_state_and_found_without_marks() {
    on_both(async |db| {
        let view = world(db).await;
        let which = people();
        let source = which.open(&view, false).unwrap();
        let found = find(source.as_ref(), &Ask::default());
        assert_eq!(found.counts, [4, 1, 0]);
        let words = |text: &str| Ask {
            text: Some(text.to_owned()),
            ..Ask::default()
        };
        assert_eq!(keys(&view, &which, &words("hoà")), ["nv-1"]);
        assert_eq!(keys(&view, &which, &words("tran anh")), ["nv-2"]);
        assert_eq!(keys(&view, &which, &words("an giang truong")), ["nv-1"]);
        let of_group = Ask {
            values: vec![("nhom".to_owned(), "cong_chuc".to_owned())],
            state: Some("dang-cong-tac".to_owned()),
            ..Ask::default()
        };
        assert_eq!(keys(&view, &which, &of_group), ["nv-2", "nv-4"]);
    })
    .await;
}

#[tokio::test]
async fn awards_and_targets_are_those_in_reach() {
    on_both(async |db| {
        let view = world(db).await;
        let officer = seen_by(&view, Role::Officer, "tinh-a", None);
        let sorted = ordered("ngay", false);
        let mut of_all = keys(&view, &register(None), &sorted);
        of_all.sort();
        assert_eq!(of_all, ["kt-1", "kt-2", "kt-3", "kt-4"]);
        let mut own = keys(&officer, &register(None), &sorted);
        own.sort();
        assert_eq!(own, ["kt-1", "kt-2", "kt-4"], "predecessors are in reach");
        assert_eq!(
            keys(&officer, &register(Some(2026)), &Ask::default()),
            ["kt-2", "kt-1"],
            "collectives first"
        );
        let goals = Which::Goals(None, 2026);
        let mut all = keys(&view, &goals, &Ask::default());
        all.sort();
        assert_eq!(all, ["ct-1", "ct-2", "ct-3", "ct-4", "ct-5"]);
        let mut own = keys(&officer, &goals, &Ask::default());
        own.sort();
        assert_eq!(
            own,
            ["ct-1", "ct-2", "ct-4"],
            "what is handed to all provinces is one's own too"
        );
        let state = |code: &str| Ask {
            state: Some(code.to_owned()),
            ..Ask::default()
        };
        assert_eq!(keys(&officer, &goals, &state("da-thay")), ["ct-1"]);
        let employee = seen_by(&view, Role::Employee, "tinh-b", Some("nv-4"));
        let mut own = keys(&employee, &goals, &Ask::default());
        own.sort();
        assert_eq!(own, ["ct-3", "ct-4", "ct-5"], "the target of oneself");
    })
    .await;
}

#[tokio::test]
async fn the_units_of_a_month_stand_as_ranked() {
    on_both(async |db| {
        let view = world(db).await;
        let which = Which::Months(ask("cuc", 2026, 10));
        let source = which.open(&view, false).unwrap();
        let found = find(source.as_ref(), &Ask::default());
        assert_eq!(
            row(source.as_ref(), &found, 0),
            [
                "Thi hành án dân sự tỉnh Bắc Ninh",
                "100",
                "90",
                "90,00",
                "+19,17",
                "1",
                "",
                "",
                "",
                "Đạt, vượt tiến độ"
            ]
        );
        assert_eq!(
            row(source.as_ref(), &found, 1)[3..6],
            ["75,00", "+4,58", "2"]
        );
        let officer = seen_by(&view, Role::Officer, "tinh-a", None);
        let blind = which.open(&officer, false);
        // Who reads the ranking of the block above sees places and rates there, but no other unit's figures.
        if let Ok(source) = blind {
            let found = find(source.as_ref(), &Ask::default());
            assert_eq!(row(source.as_ref(), &found, 0)[1..3], ["", ""]);
        }
        // What may be read but not printed does not leave: an employee of one unit who heads another.
        let mut mixed = seen_by(&view, Role::Employee, "tinh-a", None);
        let head = seen_by(&view, Role::Head, "tinh-b", None);
        mixed.actor.grants.extend(head.actor.grants);
        let amounts = |leaving: bool| -> Vec<bool> {
            let source = which.open(&mixed, leaving).unwrap();
            let found = find(source.as_ref(), &Ask::default());
            let rows = 0..found.rows.len();
            rows.map(|at| !row(source.as_ref(), &found, at)[1].is_empty())
                .collect()
        };
        let (read, leave) = (amounts(false), amounts(true));
        assert_eq!(read.iter().filter(|open| **open).count(), 2, "{read:?}");
        assert_eq!(leave.iter().filter(|open| **open).count(), 1, "{leave:?}");
        let none = seen_by(&view, Role::Employee, "tinh-a", None);
        assert!(which.open(&none, false).is_ok());
        assert!(matches!(which.open(&none, true), Err(AppError::NotFound)));
    })
    .await;
}

fn row(source: &dyn Source, found: &Found, at: usize) -> Vec<String> {
    let text = |column: &&'static Column| cell(source, found.rows[at], column).text;
    found.columns.iter().map(text).collect()
}
