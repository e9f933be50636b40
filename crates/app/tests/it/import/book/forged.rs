//! The hidden sheet of a workbook is a claim: it opens nothing that its bearer may not see.

use thidua_store::testing::on_both;

use super::*;

#[tokio::test]
async fn a_mark_that_names_another_office_shows_nothing_of_it() {
    on_both(async |db| {
        let app = office(db).await;
        let me = officer("phong-2", "binh");
        stored(&app, &[("viec.cu", "987654")], 0).await;
        stored_at(&app, "phong-2", &[("viec.cu", "11")], 0).await;
        let book = downloaded(&app, &["phong-2"]).await;
        stored_at(&app, "phong-2", &[("viec.cu", "12")], 1).await;
        let forged = std::cell::Cell::new(0);
        let back = resaved(&book, |grids| {
            let hidden = grids.iter_mut().filter(|grid| grid.hidden);
            let rows = hidden.flat_map(|grid| &mut grid.rows);
            for cell in rows.flat_map(|row| &mut row.cells) {
                if let Cell::Text(text) = cell
                    && text.starts_with("phong-2|")
                {
                    *text = text.replace("phong-2|", "phong-1|");
                    forged.set(forged.get() + 1);
                }
            }
            fill(
                &mut grids[0],
                TYPED,
                &[("Số cũ chuyển sang (về việc)", "13")],
            );
        });
        assert!(forged.get() > 0, "the mark holds the key");
        let id = sent(&app, &me, back).await;
        for at in ["can-sua", "khac", "canh-bao", "bo", "tat-ca"] {
            let found = tab(&app, &me, &id, 0, at).await;
            let text = serde_json::to_string(&found).unwrap();
            assert!(!text.contains("987"), "{at}: {text}");
        }
    })
    .await;
}
