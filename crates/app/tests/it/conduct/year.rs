//! «Xếp loại năm»: the levels of a year typed for the people of an office, judged while typed, stored, disputed.

use std::collections::BTreeMap;

use thidua_app::rating::year::{AskYear, Told, Whom, evaluate, store, table};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use super::{actor, caller, filled};
use crate::desk::app;

fn asked() -> AskYear {
    AskYear {
        agency: "phong-1".to_owned(),
        year: 2026,
        whom: Whom::People,
    }
}

fn told(rows: &[(&str, &str, i64)]) -> BTreeMap<String, Told> {
    let row = |(subject, text, seen): &(&str, &str, i64)| {
        let told = Told {
            text: (*text).to_owned(),
            seen: *seen,
        };
        ((*subject).to_owned(), told)
    };
    rows.iter().map(row).collect()
}

#[tokio::test]
async fn levels_are_judged_while_typed_and_stored_at_once() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller(Role::Officer, "tinh-a");
        let view = app.view(&by.actor).await.unwrap();
        let before = table(&app, &view, &asked()).await.unwrap();
        assert_eq!(before.rows.len(), 8);
        assert!(before.writes && before.years == [2025, 2024]);
        let one = before
            .rows
            .iter()
            .find(|row| row.subject == "nv-1")
            .unwrap();
        assert_eq!(one.before, [Some("htxsnv"), None]);
        assert!(
            before.rows.iter().all(|row| row.conduct.is_none()),
            "an officer sees no discipline"
        );
        let typed = [
            ("nv-1", "1"),
            ("nv-2", "xuất sắc"),
            ("nv-3", "HTT"),
            ("nv-4", "giỏi"),
        ];
        let typed: BTreeMap<String, String> = typed
            .iter()
            .map(|(code, text)| ((*code).to_owned(), (*text).to_owned()))
            .collect();
        let come = evaluate(&view.state, &before, &typed, view.today);
        assert_eq!(come.unread, ["nv-4"]);
        let ceiling = come.ceiling.unwrap();
        assert!(ceiling.over && ceiling.confirmed.is_none());
        assert_eq!((ceiling.lines[0].rated, ceiling.lines[0].base), (2, 1));
        // A word that is no level refuses everything.
        let said = ("15/QĐ-THADS", "");
        let rows = told(&[("nv-1", "1", 0), ("nv-4", "giỏi", 0)]);
        let done = store(&app, &by, &asked(), &rows, said).await.unwrap();
        assert_eq!((done.stored, done.faults.len()), (0, 1));
        let rows = told(&[("nv-1", "1", 0), ("nv-3", "HTT", 0), ("nv-4", "", 0)]);
        let done = store(&app, &by, &asked(), &rows, said).await.unwrap();
        assert_eq!(done.stored, 2, "{done:#?}");
        let view = app.view(&by.actor).await.unwrap();
        let after = table(&app, &view, &asked()).await.unwrap();
        let one = after.rows.iter().find(|row| row.subject == "nv-1").unwrap();
        assert_eq!((one.level, one.seen), (Some("htxsnv"), 1));
        assert_eq!(one.document.as_deref(), Some("15/QĐ-THADS"));
    })
    .await;
}

#[tokio::test]
async fn a_stored_level_changes_with_a_reason_and_not_over_somebody_else() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller(Role::Officer, "tinh-a");
        let first = told(&[("nv-1", "1", 0), ("nv-3", "2", 0)]);
        store(&app, &by, &asked(), &first, ("", "")).await.unwrap();
        let again = told(&[("nv-1", "2", 1), ("nv-3", "2", 1)]);
        let done = store(&app, &by, &asked(), &again, ("", "")).await.unwrap();
        assert_eq!((done.stored, done.faults[0].field), (0, "ly_do"));
        let done = store(&app, &by, &asked(), &again, ("", "Xếp lại sau thẩm định"))
            .await
            .unwrap();
        assert_eq!((done.stored, done.faults.len()), (1, 0), "{done:#?}");
        // Somebody who still sees the first revision is told, and nothing is changed.
        let late = told(&[("nv-1", "3", 1)]);
        let done = store(&app, &by, &asked(), &late, ("", "Muộn"))
            .await
            .unwrap();
        assert!(done.stored == 0 && done.faults[0].conflict, "{done:#?}");
        // An emptied level takes the rating away, and the undo brings it back.
        let gone = told(&[("nv-1", "", 2)]);
        let done = store(&app, &by, &asked(), &gone, ("", "Ghi nhầm người"))
            .await
            .unwrap();
        assert_eq!(done.stored, 1, "{done:#?}");
        let view = app.view(&by.actor).await.unwrap();
        assert!(
            !view.state.ratings["nv-1"]
                .iter()
                .any(|row| row.year.0 == 2026)
        );
        thidua_app::record::undo(&app, &by, done.event.unwrap())
            .await
            .unwrap();
        let view = app.view(&by.actor).await.unwrap();
        assert!(
            view.state.ratings["nv-1"]
                .iter()
                .any(|row| row.year.0 == 2026)
        );
        // Rated again after it was taken away.
        let other = caller(Role::Officer, "tinh-b");
        assert!(
            store(&app, &other, &asked(), &first, ("", ""))
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn units_are_rated_the_same_way_and_discipline_is_told_to_its_readers() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller(Role::Officer, "tinh-a");
        let units = AskYear {
            agency: "tinh-a".to_owned(),
            year: 2026,
            whom: Whom::Units,
        };
        let rows = told(&[("tinh-a", "2", 0), ("phong-1", "1", 0)]);
        let done = store(&app, &by, &units, &rows, ("", "")).await.unwrap();
        assert_eq!(done.stored, 2, "{done:#?}");
        let view = app.view(&by.actor).await.unwrap();
        let found = table(&app, &view, &units).await.unwrap();
        let shown: Vec<_> = found
            .rows
            .iter()
            .map(|row| (row.subject.as_str(), row.level))
            .collect();
        assert_eq!(
            shown,
            [("tinh-a", Some("httnv")), ("phong-1", Some("htxsnv"))]
        );
        let head = app.view(&actor(Role::Head, "phong-1")).await.unwrap();
        let seen = table(&app, &head, &asked()).await.unwrap();
        let two = seen.rows.iter().find(|row| row.subject == "nv-2").unwrap();
        let told = two.conduct.as_deref().unwrap();
        assert!(
            told.starts_with("Khiển trách trong năm.") && told.contains("Chưa xác nhận"),
            "{told}"
        );
        assert!(!seen.writes, "a head reads");
    })
    .await;
}
