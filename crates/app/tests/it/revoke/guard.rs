//! Who may not cancel, what is wrong with what was typed, and what a bundle may not bring.

use thidua_app::AppError;
use thidua_app::access::Caller;
use thidua_app::bundle::{self, Bundle, Options};
use thidua_app::law::revoke::{AskRevoke, page, review, revoke};
use thidua_app::record;
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Cell;
use thidua_domain::register::sheet::AWARDS as SHEET;
use thidua_files::grid::{Grid, GridRow};
use thidua_store::Engine;
use thidua_store::testing::{fresh, on_both};

use super::{given, ldtt_of, named, officer, ready, statuses, typed, wanted};
use crate::desk::{app, view};
use crate::exchange::{asked, load, write};

#[tokio::test]
async fn who_may_not_and_what_is_wrong_changes_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        ready(&app).await;
        let record = named(&app, "cs-24").await;
        let version = app.state().await.unwrap().version;
        let other = officer("khac", "tinh-b");
        let foreign = revoke(&app, &other, &wanted(&record)).await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        let reader = Caller {
            actor: Actor {
                grants: vec![Grant {
                    role: Role::Leader,
                    agency: "tinh-a".to_owned(),
                    from: None,
                    to: None,
                }],
                ..other.actor.clone()
            },
            ..other.clone()
        };
        let seen = app.view(&reader.actor).await.unwrap();
        assert!(!page(&app, &seen, &record).await.unwrap().writes);
        let refused = revoke(&app, &reader, &wanted(&record)).await;
        assert!(
            matches!(refused, Err(AppError::NotFound | AppError::Forbidden)),
            "{refused:?}"
        );
        let by = officer("thong-ke", "phong-1");
        let wrong = AskRevoke {
            typed: typed(&[
                ("can_cu_huy", ""),
                ("noi_dung", ""),
                ("ngay_quyet_dinh", "01/01/2024"),
                ("co_quan_quyet_dinh", "không có nơi này"),
                ("tien_thu_hoi", "nhiều"),
            ]),
            ..wanted(&record)
        };
        let Err(AppError::Faulty(faults)) = revoke(&app, &by, &wrong).await else {
            panic!("taken");
        };
        let columns: Vec<&str> = faults.iter().map(|fault| fault.column.as_str()).collect();
        for column in [
            "Căn cứ hủy bỏ",
            "Nội dung",
            "Ngày quyết định",
            "Cơ quan quyết định",
            "Tiền thu hồi",
        ] {
            assert!(columns.contains(&column), "{column}: {columns:?}");
        }
        let future = AskRevoke {
            typed: typed(&[("ngay_quyet_dinh", "01/01/2027")]),
            ..wanted(&record)
        };
        assert!(revoke(&app, &by, &future).await.is_err());
        assert_eq!(
            app.state().await.unwrap().version,
            version,
            "nothing was stored"
        );
        let missing = page(&app, &seen, "99999999").await;
        assert!(matches!(missing, Err(AppError::NotFound)));
    })
    .await;
}

/// A bundle carries cancellings and flags; one that names another agency's award is refused; an award that is named
/// keeps its row.
#[tokio::test]
async fn they_travel_and_are_guarded() {
    on_both(async |db| {
        let here = app(db).await;
        ready(&here).await;
        let by = officer("thong-ke", "phong-1");
        let record = ldtt_of(&here, "nv-05").await;
        revoke(&here, &by, &wanted(&record)).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let ask = asked("tinh-a", 2023, 2026);
        write(&here, &Caller::console(), &ask, folder.path()).await.unwrap();
        let elsewhere = fresh(Engine::Sqlite).await;
        let there = app(elsewhere.db.clone()).await;
        let loaded = load(&there, folder.path(), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let now = view(&there).await;
        assert_eq!(given(&now), 6);
        assert_eq!(review::list(&now).unwrap().len(), 1);
        let again = load(&there, folder.path(), None).await;
        assert!(again.stored.is_empty(), "{again:#?}");
        drop(there);
        elsewhere.finish().await;
        let removed = record::remove(&here, &by, ("khen-thuong", &record), 1, Some("Nhầm")).await;
        assert!(removed.is_err(), "a cancelled award keeps its row");
        let key = record::key_of(&SHEET, "cs-24", None);
        let head = "Dòng khen thưởng;Mã cơ quan;Căn cứ hủy bỏ;Nội dung;Số quyết định;Ngày quyết định;Cơ quan quyết định;Người ký";
        let told = [&key, "tinh-b", "gian_doi", "Việc", "1/QĐ", "2026-03-01", "tinh-b", "Người ký"];
        let row = |cells: Vec<&str>, number: u32| GridRow {
            number,
            cells: cells.into_iter().map(|cell| Cell::Text(cell.to_owned())).collect(),
        };
        let grid = Grid {
            name: "thu-hoi-khen-thuong".to_owned(),
            rows: vec![row(head.split(';').collect(), 1), row(told.to_vec(), 2)],
            ..Grid::default()
        };
        let foreign = Bundle {
            name: "thử".to_owned(),
            sheets: vec![grid],
            ..Bundle::default()
        };
        let by = officer("khac", "tinh-b");
        let taken = bundle::load(&here, &by.actor, &foreign, &Options::default()).await;
        assert!(taken.is_err() || taken.unwrap().refused());
        // Whatever it says, the award of another agency stays as it is.
        let now = view(&here).await;
        assert!(statuses(&now, "nv-02").iter().all(|(_, status)| status == "da_tang"));
    })
    .await;
}

fn cancelling(award: &str, agency: &str) -> Bundle {
    let head = "Dòng khen thưởng;Mã cơ quan;Căn cứ hủy bỏ;Nội dung;Số quyết định;Ngày quyết định;Cơ quan quyết định;Người ký";
    let key = record::key_of(&SHEET, award, None);
    let told = [
        &key,
        agency,
        "gian_doi",
        "Việc",
        "1/QĐ",
        "2026-03-01",
        "tinh-b",
        "Người ký",
    ];
    let row = |cells: Vec<&str>, number: u32| GridRow {
        number,
        cells: cells
            .into_iter()
            .map(|cell| Cell::Text(cell.to_owned()))
            .collect(),
    };
    let grid = Grid {
        name: "thu-hoi-khen-thuong".to_owned(),
        rows: vec![row(head.split(';').collect(), 1), row(told.to_vec(), 2)],
        ..Grid::default()
    };
    Bundle {
        name: "thử".to_owned(),
        sheets: vec![grid],
        ..Bundle::default()
    }
}

/// Whether another agency's award is there is not told, and no row is laid before it.
#[tokio::test]
async fn an_award_of_others_is_neither_asked_about_nor_held() {
    on_both(async |db| {
        let app = app(db).await;
        ready(&app).await;
        let foreign = officer("khac", "tinh-b");
        let mut told = Vec::new();
        for award in ["cs-24", "chua-co"] {
            let options = Options::default();
            let bundle = cancelling(award, "tinh-b");
            let loaded = bundle::load(&app, &foreign.actor, &bundle, &options).await;
            let loaded = loaded.unwrap();
            assert!(loaded.refused(), "{award}: {loaded:#?}");
            told.push(loaded.faults);
        }
        assert_eq!(told[0], told[1]);
        // What was laid there before keeps the owner from nothing.
        let bundle = cancelling("sau", "tinh-b");
        let loaded = crate::desk::take(&app, &bundle, None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let later = &[(
            "khen-thuong",
            "Mã|Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Loại thành tích|Số quyết định|Ngày quyết định|Cơ quan quyết định
             sau|phong-1|ca_nhan|nv-03|cstdcs|2025|cong_trang|40/QĐ|2025-12-05|tinh-a",
        )];
        crate::eligibility::told(&app, later).await;
        let by = officer("thong-ke", "phong-1");
        let record = named(&app, "sau").await;
        record::remove(&app, &by, ("khen-thuong", &record), 1, Some("Nhầm"))
            .await
            .unwrap();
    })
    .await;
}

/// What was cancelled is changed by its own commands alone: no form, no restoring, no removing, no undoing of the event.
#[tokio::test]
async fn a_cancelling_is_not_undone_beside_its_own_way() {
    on_both(async |db| {
        let app = app(db).await;
        ready(&app).await;
        let by = officer("thong-ke", "phong-1");
        let record = ldtt_of(&app, "nv-05").await;
        let done = revoke(&app, &by, &wanted(&record)).await.unwrap();
        let seen = app.view(&by.actor).await.unwrap();
        let found = page(&app, &seen, &record).await.unwrap();
        let key = found.history.unwrap();
        let sheet = "thu-hoi-khen-thuong";
        let gone = record::remove(&app, &by, (sheet, &key), 1, Some("Nhầm")).await;
        assert!(matches!(gone, Err(AppError::NotFound)), "{gone:?}");
        let back = record::restore(&app, &by, (sheet, &key), (1, 1), Some("Nhầm")).await;
        assert!(matches!(back, Err(AppError::NotFound)), "{back:?}");
        let undone = record::undo(&app, &by, done.event.unwrap()).await;
        let Err(AppError::Refused(words)) = undone else {
            panic!("{undone:?}");
        };
        assert!(words.contains("phục hồi"), "{words}");
        let flagged = &review::list(&view(&app).await).unwrap()[0];
        let gone = ("xem-lai-khen-thuong", flagged.key.as_str());
        let gone = record::remove(&app, &Caller::console(), gone, 1, Some("Nhầm")).await;
        assert!(matches!(gone, Err(AppError::NotFound)), "{gone:?}");
        assert!(
            page(&app, &seen, &record)
                .await
                .unwrap()
                .revocation
                .is_some()
        );
        // Its history is read as before.
        let shown = record::history(&app, &seen, sheet, &key).await.unwrap();
        assert_eq!(shown.lines.len(), 1);
    })
    .await;
}
