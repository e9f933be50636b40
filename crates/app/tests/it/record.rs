//! Single records: entered, changed, disputed, brought back, taken away; a person moved.

mod change;
mod reach;

use thidua_app::access::Caller;
use thidua_app::bundle::{FIGURES, RECORD_SHEETS};
use thidua_app::record::{
    self, Outcome, Save, Start, Stored, Transfer, Typed, history, key_of, kind, remove, restore,
    save, transfer, undo,
};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::people;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, console, take, view};

const SHEETS: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         cuc|Cục Quản lý|cuc_quan_ly|
         tinh-a|THADS tỉnh A|tinh|cuc
         phong-1|Phòng 1|khu_vuc|tinh-a
         phong-2|Phòng 2|khu_vuc|tinh-a
         tinh-b|THADS tỉnh B|tinh|cuc
         phong-b|Phòng B|khu_vuc|tinh-b",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Chức danh|Nhóm|Từ ngày
         nv-1|Nguyễn Văn Một|phong-1|Chấp hành viên|chap_hanh_vien|2020-01-01
         nv-b|Trần Thị Ba|phong-b|Thư ký|cong_chuc|2020-01-01",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành
         qd-1|12/QĐ-THADS|2025-12-15|cuc
         qd-2|30/QĐ-THADS|2026-01-05|tinh-a",
    ),
    (
        "chi-tieu",
        "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Văn bản
         ct-1|phong-1|2026|viec.ty_le|>=|83,5|qd-1
         ct-b|phong-b|2026|viec.ty_le|>=|80|qd-1",
    ),
];

async fn filled(app: &App) {
    let loaded = take(app, &bundle(SHEETS), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

fn officer(agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: "thong-ke".to_owned(),
            person: None,
            grants: vec![Grant {
                role: Role::Officer,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: "Người làm thống kê".to_owned(),
        channel: "web",
    }
}

fn typed(pairs: &[(&str, &str)]) -> Typed {
    Typed::from_pairs(pairs.iter().copied())
}

fn stored(outcome: Outcome) -> Stored {
    match outcome {
        Outcome::Stored(stored) => stored,
        other => panic!("{other:#?}"),
    }
}

/// Column and complaint of each field that is wrong.
fn complaints(outcome: Outcome) -> Vec<(&'static str, String)> {
    let Outcome::Refused(form) = outcome else {
        panic!("{outcome:#?}")
    };
    let whole = form.faults.iter().map(|fault| ("", fault.reason.clone()));
    let reason = form.reason_fault.iter();
    let reason = reason.map(|fault| ("ly_do", fault.reason.clone()));
    let fields = form.fields.iter().flat_map(|field| {
        let faults = field.faults.iter();
        faults.map(|fault| (field.id, fault.reason.clone()))
    });
    whole.chain(reason).chain(fields).collect()
}

#[test]
fn every_column_says_what_to_write_in_it() {
    for def in RECORD_SHEETS.into_iter().chain([FIGURES]) {
        for column in def.columns {
            assert!(!column.help.is_empty(), "{} {}", def.name, column.id);
            assert!(!column.label.contains('_'), "{} {}", def.name, column.id);
        }
    }
    for kind in &record::KINDS {
        assert!(!kind.noun.is_empty(), "{}", kind.def.name);
    }
}

#[tokio::test]
async fn a_person_is_entered_by_names_alone_and_gets_a_code() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let new = Save {
            typed: typed(&[
                ("ma.1", ""),
                ("ho_va_ten", "Nguyễn Văn  Hai"),
                ("ma_co_quan", "phong-2"),
                ("nhom", "cong_chuc"),
                ("tu_ngay", "01/10/2026"),
                ("nguon.1", "30/QĐ-THADS ngày 05/01/2026"),
            ]),
            ..Save::default()
        };
        let first = stored(save(&app, &by, "nhan-su", &new).await.unwrap());
        assert_eq!(first.values.get("ma"), Some("nguyen-van-hai"));
        assert_eq!(first.values.get("ho_va_ten"), Some("Nguyễn Văn Hai"));
        assert_eq!(first.values.get("tu_ngay"), Some("2026-10-01"));
        assert_eq!(first.values.get("nguon"), Some("qd-2"));
        // Another of the same name is another person.
        let second = stored(save(&app, &by, "nhan-su", &new).await.unwrap());
        assert_eq!(second.values.get("ma"), Some("nguyen-van-hai-2"));
        // The console sees names, not codes, and stores codes.
        let all = Caller::console();
        let target = Save {
            typed: typed(&[
                ("ma_co_quan", "phòng 2"),
                ("nam_cong_tac", "2026"),
                ("ma_chi_tieu", "viec.ty_le"),
                ("phep_so", ">="),
                ("gia_tri", "83,50"),
                ("don_vi_giao.1", "Cục Quản lý"),
                ("don_vi_giao.2", "THADS tỉnh A"),
                ("van_ban", "Kế hoạch riêng"),
            ]),
            ..Save::default()
        };
        let target = stored(save(&app, &all, "chi-tieu", &target).await.unwrap());
        assert_eq!(target.values.get("ma_co_quan"), Some("phong-2"));
        assert_eq!(target.values.get("don_vi_giao"), Some("cuc;tinh-a"));
        assert_eq!(target.values.get("van_ban"), Some("Kế hoạch riêng"));
        assert_eq!(target.values.get("ma"), Some("ct-2027-0001"));
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_beside_its_field() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let before = app.db().version().await.unwrap();
        let wrong = Save {
            typed: typed(&[
                ("ho_va_ten.1", ""),
                ("ma_co_quan", "Phòng 9"),
                ("ngay_sinh", "31/02/1990"),
                ("tu_ngay", "01/13/2026"),
            ]),
            ..Save::default()
        };
        let all = Caller::console();
        let told = complaints(save(&app, &all, "nhan-su", &wrong).await.unwrap());
        let fields: Vec<&str> = told.iter().map(|(id, _)| *id).collect();
        assert_eq!(
            fields,
            ["ho_va_ten", "ma_co_quan", "tu_ngay", "ngay_sinh"],
            "{told:#?}"
        );
        assert!(told[1].1.contains("Phòng 9"), "{told:#?}");
        assert_eq!(app.db().version().await.unwrap(), before);
    })
    .await;
}

fn key() -> String {
    key_of(&people::SHEET, "nv-1", Some("2020-01-01"))
}
