//! Ratings, discipline, what keeps somebody from being considered, initiatives: told, judged, guarded, undone.

mod guard;
mod year;

use thidua_app::App;
use thidua_app::access::Caller;
use thidua_app::bundle::Loaded;
use thidua_app::conduct;
use thidua_app::people::person;
use thidua_app::record::{Outcome, Save, Stored, Typed, save};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Severity;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

/// A province with ten people of one office, and one of another province.
pub(super) const BASE: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         cuc|Cục Quản lý|cuc_quan_ly|
         tinh-a|THADS tỉnh A|tinh|cuc
         phong-1|Phòng 1|khu_vuc|tinh-a
         tinh-b|THADS tỉnh B|tinh|cuc",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Nhóm|Từ ngày
         nv-1|Nguyễn Văn Một|phong-1|lanh_dao|2020-01-01
         nv-2|Trần Thị Hai|phong-1|chap_hanh_vien|2020-01-01
         nv-3|Lê Văn Ba|phong-1|chap_hanh_vien|2020-01-01
         nv-4|Phạm Thị Bốn|phong-1|chap_hanh_vien|2020-01-01
         nv-5|Hoàng Văn Năm|phong-1|chap_hanh_vien|2020-01-01
         nv-6|Vũ Thị Sáu|phong-1|chap_hanh_vien|2020-01-01
         nv-7|Đặng Văn Bảy|phong-1|chap_hanh_vien|2020-01-01
         nv-8|Bùi Thị Tám|phong-1|nguoi_lao_dong|2020-01-01
         nv-b|Đỗ Văn Ba|tinh-b|cong_chuc|2020-01-01",
    ),
];

/// What is told of them.
pub(super) const FILE: &[(&str, &str)] = &[
    (
        "danh-gia",
        "Năm|Mã đối tượng|Mức xếp loại|Văn bản
         2025|nv-1|htxsnv|12/QĐ-THADS
         2025|phong-1|httnv|",
    ),
    (
        "ky-luat",
        "Mã cá nhân|Hình thức|Ngày quyết định|Hết hiệu lực|Nội dung
         nv-2|khien_trach|10/3/2026|10/3/2027|Chậm giải quyết hồ sơ
         nv-b|canh_cao|5/2026||",
    ),
    (
        "vuong-mac",
        "Mã đối tượng|Loại|Từ ngày|Đến ngày
         nv-3|khieu_nai|04/5/2026|
         nv-4|thanh_tra|04/5/2026|30/6/2026",
    ),
    (
        "sang-kien",
        "Mã|Tên|Tác giả|Phạm vi|Ngày công nhận|Tóm tắt
         sk-1|Sổ theo dõi việc theo thời hạn|nv-1: 60 %; nv-2: 40 %|co_so|10/12/2025|Nhắc việc đến hạn",
    ),
];

pub(super) async fn filled(app: &App) {
    for sheets in [BASE, FILE] {
        let loaded = take(app, &bundle(sheets), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
    }
}

pub(super) fn actor(role: Role, agency: &str) -> Actor {
    Actor {
        user: format!("{}.{agency}", role.code()),
        person: None,
        grants: vec![Grant {
            role,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

pub(super) fn caller(role: Role, agency: &str) -> Caller {
    Caller {
        actor: actor(role, agency),
        name: "Người thử".to_owned(),
        channel: "web",
    }
}

pub(super) fn typed(pairs: &[(&str, &str)]) -> Save {
    Save {
        typed: Typed::from_pairs(pairs.iter().copied()),
        ..Save::default()
    }
}

pub(super) fn stored(outcome: Outcome) -> Stored {
    match outcome {
        Outcome::Stored(stored) => stored,
        other => panic!("{other:#?}"),
    }
}

fn reasons(loaded: &Loaded, severity: Severity) -> Vec<String> {
    let faults = loaded.faults.iter();
    let faults = faults.filter(|fault| fault.severity == severity);
    faults
        .map(|fault| format!("{}: {}", fault.column, fault.reason))
        .collect()
}

#[tokio::test]
async fn the_four_sheets_are_read_once_and_told_on_the_page_of_a_person() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let again = take(&app, &bundle(FILE), None).await;
        assert!(!again.refused() && again.stored.is_empty(), "{again:#?}");
        let view = view(&app).await;
        let one = person(&view, "nv-1", None).unwrap();
        assert_eq!(one.ratings[0].level, Some("htxsnv"));
        assert_eq!(one.ratings[0].document.as_deref(), Some("12/QĐ-THADS"));
        assert_eq!(one.initiatives[0].authors[0].share.as_deref(), Some("60"));
        let two = person(&view, "nv-2", None).unwrap();
        assert_eq!(two.discipline.unwrap()[0].standing, "in_force");
        let b = person(&view, "nv-b", None).unwrap();
        assert_eq!(b.discipline.unwrap()[0].standing, "no_end");
        // One is held alone; an end lets the other go on.
        for (code, on, held) in [
            ("nv-3", view.today, true),
            ("nv-4", view.today, false),
            ("nv-4", jiff::civil::date(2026, 6, 30), true),
            ("nv-1", view.today, false),
        ] {
            assert_eq!(conduct::held(&view, code, on), Some(held), "{code} {on}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_told_by_its_cell_and_nothing_is_stored() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let wrong = bundle(&[
            (
                "danh-gia",
                "Năm|Mã đối tượng|Mức xếp loại
                 2025|nv-1|httnv
                 2026|nv-1|
                 2026|nv-9|httnv",
            ),
            (
                "ky-luat",
                "Mã cá nhân|Hình thức|Ngày quyết định|Hết hiệu lực
                 nv-1|canh_cao|10/3/2026|01/3/2026",
            ),
            (
                "vuong-mac",
                "Mã đối tượng|Loại|Từ ngày|Đến ngày
                 nv-1|dieu_tra|10/3/2026|01/3/2026",
            ),
            (
                "sang-kien",
                "Mã|Tên|Tác giả
                 sk-2|Hai|nv-1:60;nv-2:30
                 sk-3|Ba|nv-1:50;nv-2
                 sk-4|Bốn|nv-9",
            ),
        ]);
        let before = app.db().version().await.unwrap();
        let loaded = take(&app, &wrong, None).await;
        assert!(loaded.refused());
        let errors = reasons(&loaded, Severity::Error);
        for says in [
            "Mức xếp loại: Khác với nội dung đã lưu",
            "Mức xếp loại: Chưa nêu mức xếp loại.",
            "Mã đối tượng: Không có cơ quan hoặc cá nhân mang mã này.",
            "Hết hiệu lực: Ngày hết hiệu lực trước ngày quyết định.",
            "Đến ngày: Đến ngày trước Từ ngày.",
            "Tác giả: Phần đóng góp của các tác giả cộng lại là 90,00 %",
            "Tác giả: Có tác giả chưa ghi phần đóng góp.",
            "Tác giả: Không có cá nhân mang mã này.",
        ] {
            assert!(
                errors.iter().any(|error| error.starts_with(says)),
                "{says}: {errors:#?}"
            );
        }
        assert_eq!(app.db().version().await.unwrap(), before);
    })
    .await;
}

#[tokio::test]
async fn more_than_a_fifth_rated_best_is_a_warning_with_its_arithmetic() {
    on_both(async |db| {
        let app = app(db).await;
        take(&app, &bundle(BASE), None).await;
        let levels = |year: &str| {
            let mut text = "Năm|Mã đối tượng|Mức xếp loại\n".to_owned();
            let best = ["nv-1", "nv-2", "nv-8"];
            for number in 1..=8 {
                let code = format!("nv-{number}");
                let level = if best.contains(&code.as_str()) {
                    "htxsnv"
                } else {
                    "httnv"
                };
                text.push_str(&format!("{year}|{code}|{level}\n"));
            }
            text
        };
        // The rule holds from 01/01/2026: of the year before nothing is said.
        let before = take(&app, &bundle(&[("danh-gia", &levels("2025"))]), None).await;
        assert!(
            reasons(&before, Severity::Warning).is_empty(),
            "{before:#?}"
        );
        let loaded = take(&app, &bundle(&[("danh-gia", &levels("2026"))]), None).await;
        assert!(
            !loaded.refused() && loaded.stored["danh-gia"] == 8,
            "{loaded:#?}"
        );
        let warnings = reasons(&loaded, Severity::Warning);
        // 2 of 5 rated well: nv-8 is no civil servant and counts on neither side.
        let unit = warnings
            .iter()
            .find(|text| text.contains("Phòng 1, năm 2026"))
            .unwrap();
        for says in [
            "đã xếp 2/5 = 40,00 %",
            "trần 1 người",
            "335/2025",
            "chưa xác nhận",
        ] {
            assert!(unit.contains(says), "{says}: {unit}");
        }
        // Each group of similar tasks by itself: the head alone, and one of five enforcement officers.
        assert!(
            warnings.iter().any(|text| text.contains("đã xếp 1/0")),
            "{warnings:#?}"
        );
        assert!(
            !warnings.iter().any(|text| text.contains("đã xếp 1/5")),
            "{warnings:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_initiative_is_typed_with_its_shares_and_a_rating_is_undone() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller(Role::Officer, "tinh-a");
        let new = typed(&[
            ("ten", "Biểu mẫu thông báo dùng chung"),
            ("tac_gia.1", "Nguyễn Văn Một"),
            ("tac_gia.1.phan", "33,33"),
            ("tac_gia.2", "nv-2"),
            ("tac_gia.2.phan", "66,67 %"),
            ("tac_gia.3", ""),
            ("tac_gia.3.phan", ""),
            ("pham_vi", "co_so"),
        ]);
        let done = stored(save(&app, &by, "sang-kien", &new).await.unwrap());
        assert_eq!(done.values.get("tac_gia"), Some("nv-1:33.33;nv-2:66.67"));
        let code = done.values.get("ma").unwrap().to_owned();
        assert!(code.starts_with("sk-2027-"), "{code}");
        let wrong = typed(&[
            ("ten", "Một nửa"),
            ("tac_gia.1", "nv-1"),
            ("tac_gia.1.phan", "50"),
        ]);
        let refused = save(&app, &by, "sang-kien", &wrong).await.unwrap();
        let Outcome::Refused(form) = refused else {
            panic!()
        };
        let field = form
            .fields
            .iter()
            .find(|field| field.id == "tac_gia")
            .unwrap();
        assert!(field.faults[0].reason.contains("50,00 %"), "{field:#?}");
        assert_eq!(field.texts[0], "nv-1: 50");
        let rated = typed(&[
            ("ma_doi_tuong", "Lê Văn Ba"),
            ("nam", "2026"),
            ("muc_xep_loai", "httnv"),
        ]);
        let rated = stored(save(&app, &by, "danh-gia", &rated).await.unwrap());
        let all = view(&app).await;
        assert_eq!(person(&all, "nv-3", None).unwrap().ratings.len(), 1);
        thidua_app::record::undo(&app, &by, rated.event.unwrap())
            .await
            .unwrap();
        let all = view(&app).await;
        assert!(person(&all, "nv-3", None).unwrap().ratings.is_empty());
    })
    .await;
}
