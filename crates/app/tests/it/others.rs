//! What belongs to others: names only their own office knows, events they share, rows a file would take over.

use thidua_app::bundle::{Loaded, Options, load};
use thidua_app::{App, AppError};
use thidua_domain::access::Role;
use thidua_store::records;
use thidua_store::testing::on_both;

use crate::conduct::{BASE, actor};
use crate::deeds::errors;
use crate::desk::{app, bundle, take};

async fn told(app: &App, sheets: &[(&str, &str)]) {
    let loaded = take(app, &bundle(sheets), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

async fn by(
    app: &App,
    agency: &str,
    sheet: (&str, &str),
    (revise, dry_run): (Option<&str>, bool),
) -> Result<Loaded, AppError> {
    let options = Options {
        revise: revise.map(str::to_owned),
        channel: "web".to_owned(),
        dry_run,
        ..Options::default()
    };
    load(
        app,
        &actor(Role::Officer, agency),
        &bundle(&[sheet]),
        &options,
    )
    .await
}

async fn stored(app: &App, kind: &str, code: &str) -> String {
    let snapshot = app.db().read().await.unwrap();
    let all = records::all(&snapshot, Some(kind)).await.unwrap();
    let found = all
        .into_iter()
        .find(|record| record.code.as_deref() == Some(code));
    found.map_or_else(String::new, |record| record.content.as_str().to_owned())
}

const HELPED: (&str, &str) = (
    "dong-gop",
    "Mã|Mã cơ quan|Năm|Loại|Số lượng|Người được giúp
     dg-1|phong-1|2025|tien|500000|Bà Lê Thị Kín",
);

#[tokio::test]
async fn names_of_helped_people_are_neither_told_nor_taken_along_to_the_level_above() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        told(&app, &[HELPED]).await;
        let before = stored(&app, "dong-gop", "dg-1").await;
        let taken = (
            "dong-gop",
            "Mã|Mã cơ quan|Năm|Loại|Số lượng|Người được giúp
             dg-1|tinh-a|2025|tien|500000|x",
        );
        let bare = (
            "dong-gop",
            "Mã|Mã cơ quan|Năm|Loại|Số lượng
             dg-1|tinh-a|2025|tien|500000",
        );
        for sheet in [taken, bare] {
            for how in [
                (None, true),
                (None, false),
                (Some("Ghi lại"), true),
                (Some("Ghi lại"), false),
            ] {
                let loaded = by(&app, "tinh-a", sheet, how).await.unwrap();
                assert!(loaded.refused(), "{how:?}");
                let faults = errors(&loaded);
                assert!(
                    faults.iter().all(|fault| !fault.reason.contains("Kín")),
                    "{faults:#?}"
                );
                assert!(faults[0].reason.contains("Mã này đã dùng"), "{faults:#?}");
            }
        }
        // Told again as it stands, without the names, it is no fault; its own office goes on with it.
        let same = (
            "dong-gop",
            "Mã|Mã cơ quan|Năm|Loại|Số lượng
             dg-1|phong-1|2025|tien|500000",
        );
        assert!(
            !by(&app, "tinh-a", same, (None, false))
                .await
                .unwrap()
                .refused()
        );
        assert_eq!(stored(&app, "dong-gop", "dg-1").await, before);
        let more = (
            "dong-gop",
            "Mã|Mã cơ quan|Năm|Loại|Số lượng
             dg-1|phong-1|2025|tien|600000",
        );
        assert!(
            !by(&app, "phong-1", more, (Some("Ghi lại"), false))
                .await
                .unwrap()
                .refused()
        );
        // Nor does it leave with its names for an office that may not know them.
        let away = by(&app, "tinh-a", HELPED, (Some("Ghi lại"), false)).await;
        assert!(matches!(away, Err(AppError::Refused(_))), "{away:?}");
    })
    .await;
}

#[tokio::test]
async fn an_event_of_nobody_is_the_whole_systems_and_a_shared_one_stays_shared() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let head = "Mã|Tên|Mã cơ quan|Địa điểm";
        let event = |line: &str| format!("{head}\n{line}");
        told(&app, &[("su-kien", &event("sk-0|Hội nghị||Hà Nội"))]).await;
        told(
            &app,
            &[("su-kien", &event("sk-1|Giao ban|phong-1;tinh-b|Hà Nội"))],
        )
        .await;
        let nobodys = [
            event("sk-0|Hội nghị khác||Huế"),
            event("sk-9|Hội nghị||Huế"),
        ];
        for line in &nobodys {
            let made = by(&app, "tinh-b", ("su-kien", line), (Some("Sửa"), false)).await;
            assert!(matches!(made, Err(AppError::NotFound)), "{made:?}");
        }
        let own = event("sk-0|Hội nghị|tinh-b|Huế");
        let made = by(&app, "tinh-b", ("su-kien", &own), (Some("Sửa"), false)).await;
        assert!(
            made.unwrap().refused(),
            "nobody's event becomes nobody's own"
        );
        for codes in ["tinh-b", "phong-1;tinh-b;tinh-a"] {
            let line = event(&format!("sk-1|Giao ban|{codes}|Hà Nội"));
            let made = by(&app, "tinh-b", ("su-kien", &line), (Some("Sửa"), false)).await;
            let made = made.unwrap();
            assert_eq!(errors(&made)[0].column, "Mã cơ quan", "{codes}: {made:#?}");
        }
        let place = event("sk-1|Giao ban|phong-1;tinh-b|Huế");
        let made = by(&app, "tinh-b", ("su-kien", &place), (Some("Sửa"), false)).await;
        assert!(!made.unwrap().refused());
        assert!(stored(&app, "su-kien", "sk-1").await.contains("Huế"));
        assert!(stored(&app, "su-kien", "sk-0").await.contains("Hà Nội"));
    })
    .await;
}
