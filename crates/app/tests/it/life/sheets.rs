//! Absences, ratings of Party and mass organisations, uses of initiatives: read, refused, shown, guarded, undone.

use thidua_app::AppError;
use thidua_app::listing::{Ask, Which, find};
use thidua_app::people::person;
use thidua_app::record::{self, Outcome, Save, Start, Typed, save};
use thidua_domain::access::Role;
use thidua_domain::bundle::Severity;
use thidua_domain::time::WorkYear;
use thidua_store::testing::on_both;

use super::seen_by;
use crate::desk::{app, bundle, take, view};

const BASE: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         cuc|Cục Quản lý|cuc_quan_ly|
         tinh-a|THADS tỉnh A|tinh|cuc
         tinh-b|THADS tỉnh B|tinh|cuc",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Từ ngày|Ngày vào ngành
         nv-1|Nguyễn Văn Một|tinh-a|2020-01-01|01/4/2019
         nv-b|Đỗ Văn Ba|tinh-b|2020-01-01|",
    ),
];

const TOLD: &[(&str, &str)] = &[
    (
        "vang-mat",
        "Mã cá nhân|Loại|Từ ngày|Đến ngày|Văn bản
         nv-1|thai_san|04/5/2025|03/11/2025|15/QĐ-THADS
         nv-b|biet_phai_di|01/7/2026||",
    ),
    (
        "xep-loai-doan-the",
        "Mã cơ quan|Tổ chức|Tên tổ chức|Năm|Mức xếp loại
         tinh-a|dang||2025|htxsnv
         tinh-a|doan_the|Công đoàn cơ sở|2025|httnv
         tinh-a|doan_the|Chi đoàn thanh niên|2025|htxsnv
         tinh-b|dang||2025|htnv",
    ),
    (
        "sang-kien",
        "Mã|Tên|Loại|Tác giả|Ngày công nhận|Đã dùng cho
         sk-1|Sổ theo dõi|de_tai|nv-1|10/12/2024|Chiến sĩ thi đua cơ sở: 2024; bk_bo:2025",
    ),
];

#[tokio::test]
async fn the_sheets_are_read_once_and_told_where_they_belong() {
    on_both(async |db| {
        let app = app(db).await;
        for sheets in [BASE, TOLD] {
            let loaded = take(&app, &bundle(sheets), None).await;
            assert!(!loaded.refused(), "{:#?}", loaded.faults);
        }
        let again = take(&app, &bundle(TOLD), None).await;
        assert!(!again.refused() && again.stored.is_empty(), "{again:#?}");
        let view = view(&app).await;
        let one = person(&view, "nv-1", None).unwrap();
        assert_eq!(one.joined.as_deref(), Some("2019-04-01"));
        assert_eq!(one.absences[0].kind, "thai_san");
        assert_eq!(one.absences[0].document.as_deref(), Some("15/QĐ-THADS"));
        let used: Vec<(&str, i16)> = one.initiatives[0]
            .used
            .iter()
            .map(|own| (own.name.as_str(), own.year))
            .collect();
        assert_eq!(used[0], ("Chiến sĩ thi đua cơ sở", 2024));
        assert_eq!(used.len(), 2);
        assert!(one.initiatives[0].is_task);
        let away = &view.state.absences["nv-1"][0];
        assert!(away.concerns(WorkYear(2025)) && away.concerns(WorkYear(2026)));
        assert_eq!(view.state.organisations["tinh-a"].len(), 3);
        // Taken up again at the next start.
        let fresh = crate::desk::app(app.db().clone()).await;
        let read = crate::desk::view(&fresh).await;
        assert_eq!(read.state.absences, view.state.absences);
        assert_eq!(read.state.organisations, view.state.organisations);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_every_fault_at_once() {
    on_both(async |db| {
        let app = app(db).await;
        take(&app, &bundle(BASE), None).await;
        let wrong: &[(&str, &str)] = &[
            (
                "vang-mat",
                "Mã cá nhân|Loại|Từ ngày|Đến ngày
                 nv-9|thai_san|04/5/2025|
                 nv-1|nghi_mat|04/5/2025|
                 nv-1|thai_san||
                 nv-1|thai_san|04/5/2025|03/5/2025",
            ),
            (
                "xep-loai-doan-the",
                "Mã cơ quan|Tổ chức|Năm|Mức xếp loại
                 tinh-a|dang|2025|
                 tinh-x|dang|2025|htxsnv",
            ),
            (
                "sang-kien",
                "Mã|Tên|Tác giả|Đã dùng cho
                 sk-2|Sáng kiến|nv-1|Danh hiệu lạ: 2024
                 sk-3|Sáng kiến|nv-1|cstdcs",
            ),
        ];
        let loaded = take(&app, &bundle(wrong), None).await;
        assert!(loaded.refused());
        let errors = loaded
            .faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error);
        let told: Vec<(String, u32)> = errors
            .map(|fault| (fault.sheet.clone(), fault.row))
            .collect();
        for (sheet, row) in [
            ("vang-mat", 2),
            ("vang-mat", 3),
            ("vang-mat", 4),
            ("vang-mat", 5),
            ("xep-loai-doan-the", 2),
            ("xep-loai-doan-the", 3),
            ("sang-kien", 2),
            ("sang-kien", 3),
        ] {
            let here = told.contains(&(sheet.to_owned(), row));
            assert!(here, "{sheet} {row}: {:#?}", loaded.faults);
        }
        let view = view(&app).await;
        assert!(view.state.absences.is_empty() && view.state.organisations.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_office_reads_and_writes_its_own_and_a_form_writes_names() {
    on_both(async |db| {
        let app = app(db).await;
        for sheets in [BASE, TOLD] {
            take(&app, &bundle(sheets), None).await;
        }
        let all = view(&app).await;
        let rows = |view: &thidua_app::View, which: &Which| {
            let list = which.open(view, false).unwrap();
            find(list.as_ref(), &Ask::default()).rows.len()
        };
        let officer = seen_by(&all, Role::Officer, "tinh-a", None);
        for (which, whole, own) in [
            (Which::Absences(None), 2, 1),
            (Which::Organisations(None), 4, 3),
        ] {
            assert_eq!(rows(&all, &which), whole);
            assert_eq!(rows(&officer, &which), own, "nobody else's is even counted");
        }
        let beyond = Which::Absences(Some("tinh-b".to_owned()));
        assert!(matches!(
            beyond.open(&officer, false).err(),
            Some(AppError::NotFound)
        ));
        // Somebody else's person is nobody.
        let caller = thidua_app::access::Caller {
            actor: officer.actor.clone(),
            name: "Thống kê A".to_owned(),
            channel: "web",
        };
        let typed = |pairs: &[(&str, &str)]| Save {
            typed: Typed::from_pairs(pairs.iter().copied()),
            ..Save::default()
        };
        let other = [
            ("ma_ca_nhan", "nv-b"),
            ("loai", "nghi_huu"),
            ("tu_ngay", "01/5/2026"),
        ];
        let refused = save(&app, &caller, "vang-mat", &typed(&other)).await;
        assert!(!matches!(refused, Ok(Outcome::Stored(_))), "{refused:#?}");
        let own = [
            ("ma_ca_nhan", "nv-1"),
            ("loai", "nghi_huu"),
            ("tu_ngay", "01/5/2026"),
        ];
        let stored = save(&app, &caller, "vang-mat", &typed(&own)).await.unwrap();
        assert!(matches!(stored, Outcome::Stored(_)), "{stored:#?}");
        // The form of an initiative shows awards by their names, and takes names.
        let new = [
            ("ten", "Sáng kiến hai"),
            ("tac_gia.1", "nv-1"),
            ("da_dung_cho", "Chiến sĩ thi đua cơ sở: 2025"),
        ];
        let stored = save(&app, &caller, "sang-kien", &typed(&new))
            .await
            .unwrap();
        let Outcome::Stored(stored) = stored else {
            panic!("{stored:#?}")
        };
        let code = stored.values.get("ma").unwrap().to_owned();
        let now = app.view(&caller.actor).await.unwrap();
        let used = &now.state.initiatives[&code].used;
        assert_eq!(*used, [("cstdcs".to_owned(), WorkYear(2025))]);
        let kind = record::kind("sang-kien").unwrap();
        let key = record::key_of(kind.def, &code, None);
        let form = record::edit(&app, &now, "sang-kien", &key).await.unwrap();
        let field = form
            .fields
            .iter()
            .find(|field| field.id == "da_dung_cho")
            .unwrap();
        assert_eq!(field.texts, ["Chiến sĩ thi đua cơ sở: 2025"]);
        let begun = record::new(&now, "xep-loai-doan-the", &Start::default()).unwrap();
        assert!(begun.fields.iter().any(|field| field.id == "to_chuc"));
    })
    .await;
}
