//! What was stored between the download and the upload: told cell by cell, and kept where the workbook says nothing.

use thidua_app::bundle::work::{Decision, Ended, RowDeed};
use thidua_app::figures::workbook::offices;
use thidua_store::testing::on_both;

use super::*;

#[tokio::test]
async fn what_others_stored_meanwhile_is_told_cell_by_cell() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        stored(
            &app,
            &[("viec.cu", "100"), ("viec.moi", "40"), ("viec.xong", "30")],
            0,
        )
        .await;
        let book = downloaded(&app, &["phong-1"]).await;
        stored(
            &app,
            &[
                ("viec.cu", "101"),
                ("viec.moi", "45"),
                ("viec.uy_thac", "2"),
            ],
            1,
        )
        .await;
        let back = resaved(&book, |grids| {
            let told = [
                ("Số thụ lý mới (về việc)", "50"),
                ("Thi hành xong (về việc)", "35"),
                ("Ủy thác thi hành án (về việc)", "3"),
            ];
            fill(&mut grids[0], TYPED, &told);
            fill(
                &mut grids[0],
                EXPLAINED,
                &[("Số thụ lý mới (về việc)", "đếm lại")],
            );
        });
        let id = sent(&app, &me, back).await;
        let found = tab(&app, &me, &id, 0, "khac").await;
        let told: Vec<(String, String)> = found
            .rows
            .iter()
            .map(|row| {
                let cell = row.cells.iter().find(|cell| cell.to == "gia_tri").unwrap();
                (cell.text.clone(), cell.reason.clone())
            })
            .collect();
        let reason = |text: &str| {
            let found = told.iter().find(|(cell, _)| cell == text);
            found
                .unwrap_or_else(|| panic!("{text}: {told:#?}"))
                .1
                .clone()
        };
        // Nobody touched it in the workbook: what is stored stays, and is told.
        let untouched = found
            .rows
            .iter()
            .find(|row| row.cells.iter().any(|cell| cell.text == "100"));
        assert_eq!(untouched.unwrap().decision, Some(Decision::Keep));
        assert!(
            reason("50").contains("Khi tải sổ, ô này là «40»"),
            "{told:#?}"
        );
        assert!(reason("50").contains("đã ghi «45»"), "{told:#?}");
        assert!(
            reason("3").contains("Khi tải sổ, ô này còn trống"),
            "{told:#?}"
        );
        assert!(
            reason("35").contains("cũng là số khi tải sổ, là «30»"),
            "{told:#?}"
        );
        assert_eq!(found.counts.undecided, 3, "{found:#?}");
        let numbers: Vec<u32> = found
            .rows
            .iter()
            .filter(|row| row.decision.is_none())
            .map(|row| row.number)
            .collect();
        let take = RowDeed::Decide(Decision::Take);
        work::rows_deed(&app, &me, &id, 0, &numbers, take)
            .await
            .unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean && found.takes, "{found:#?}");
        let no_reason = work::commit(&app, &caller(), &id, seen(&found), None).await;
        assert!(no_reason.is_err());
        let ended = work::commit(&app, &caller(), &id, seen(&found), Some("theo sổ nộp")).await;
        assert_eq!(ended.unwrap(), Ended::Stored);
        for (code, value) in [
            ("viec.cu", "101"),
            ("viec.moi", "50"),
            ("viec.xong", "35"),
            ("viec.uy_thac", "3"),
        ] {
            assert_eq!(figure(&app, code).await.as_deref(), Some(value), "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn empty_cells_say_nothing_and_what_was_typed_elsewhere_stays() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let book = downloaded(&app, &["phong-1"]).await;
        stored(&app, &[("viec.cu", "100")], 0).await;
        let back = resaved(&book, |grids| fill(&mut grids[0], TYPED, &CASES[1..2]));
        let id = sent(&app, &me, back).await;
        let found = review(&app, &me, &id).await;
        assert_eq!((found.counts.new, found.total), (1, 1), "{found:#?}");
        work::commit(&app, &caller(), &id, seen(&found), None)
            .await
            .unwrap();
        assert_eq!(figure(&app, "viec.cu").await.as_deref(), Some("100"));
        assert_eq!(figure(&app, "viec.moi").await.as_deref(), Some("50"));
        // Another's month is told as if it were not there.
        let other = officer("phong-2", "go.phong-2");
        let book = downloaded(&app, &["phong-1"]).await;
        let back = resaved(&book, |grids| fill(&mut grids[0], TYPED, &CASES[2..3]));
        let id = sent(&app, &other, back).await;
        let found = review(&app, &other, &id).await;
        assert!(!found.clean && found.counts.wrong > 0, "{found:#?}");
        let view = app.view(&other).await.unwrap();
        let refused = workbook(&view, &question(&["phong-1"]), &from());
        assert!(matches!(refused, Err(thidua_app::AppError::NotFound)));
        let own = offices(&app.view(&me).await.unwrap(), &question(&[]), "tinh-a").unwrap();
        assert_eq!(own, ["tinh-a", "phong-1", "phong-2"]);
    })
    .await;
}
