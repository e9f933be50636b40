//! A filled workbook known at once: each number keeps its cell, what is wrong or doubtful is told at its row.

use thidua_app::bundle::work::{Ended, RowDeed};
use thidua_app::figures::entry::entry;
use thidua_store::testing::on_both;

use super::*;

#[tokio::test]
async fn a_filled_workbook_is_known_at_once_and_each_number_keeps_its_cell() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let book = downloaded(&app, &["phong-1", "phong-2"]).await;
        let back = resaved(&book, |grids| {
            fill(&mut grids[0], TYPED, &CASES);
            fill(&mut grids[1], TYPED, &CASES[..2]);
            // Renamed, its rows turned round, a row of one's own between them.
            grids[0].name = "Bản của tôi".to_owned();
            let (from, to) = (13, grids[0].rows.len());
            let numbers: Vec<u32> = grids[0].rows[from..to]
                .iter()
                .map(|row| row.number)
                .collect();
            grids[0].rows[from..to].reverse();
            for (row, number) in grids[0].rows[from..to].iter_mut().zip(numbers) {
                row.number = number;
            }
            let own = grids[0].rows.last().unwrap().number + 2;
            grids[0].rows.push(thidua_files::grid::GridRow {
                number: own,
                cells: vec![Cell::Text("ghi chú của tôi".to_owned())],
            });
        });
        let id = sent(&app, &me, back).await;
        let found = review(&app, &me, &id).await;
        assert!(found.filled, "{found:#?}");
        assert_eq!((found.counts.new, found.total), (8, 8), "{found:#?}");
        assert!(found.clean, "{found:#?}");
        let ended = work::commit(&app, &caller(), &id, seen(&found), None)
            .await
            .unwrap();
        assert_eq!(ended, Ended::Stored);
        assert_eq!(figure(&app, "viec.xong").await.as_deref(), Some("90"));
        let now = view(&app).await;
        let key = entry(&now, &of("phong-1"), None).unwrap().sheet.unwrap();
        let told = thidua_app::figures::history(&app, &now, &key, "viec.xong")
            .await
            .unwrap();
        let place = &told.revisions[0].place;
        assert!(
            place.starts_with("tệp «sổ quận.xlsx», trang tính «Bản của tôi», ô D"),
            "{place}"
        );
    })
    .await;
}

fn of(agency: &str) -> AskEntry {
    AskEntry {
        agency: agency.to_owned(),
        year: 2026,
        month: 8,
        scope: "btp".to_owned(),
        unit: "dong".to_owned(),
        ..AskEntry::default()
    }
}

#[tokio::test]
async fn a_wrong_cell_is_told_and_a_doubt_asks_for_its_explanation() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let book = downloaded(&app, &["phong-1"]).await;
        let back = resaved(&book, |grids| {
            fill(&mut grids[0], TYPED, &CASES);
            fill(
                &mut grids[0],
                TYPED,
                &[(CASES[2].0, "151"), (CASES[5].0, "chín mươi")],
            );
            // An unknown row with a number is not passed over.
            let last = grids[0].rows.last().unwrap().number;
            grids[0].rows.push(thidua_files::grid::GridRow {
                number: last + 1,
                cells: vec![
                    Cell::Text("Số tự thêm".to_owned()),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Number("7".to_owned()),
                ],
            });
        });
        let id = sent(&app, &me, back).await;
        let found = tab(&app, &me, &id, 0, "can-sua").await;
        let faults: Vec<(u32, String)> = found
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)))
            .filter(|(_, cell)| cell.state == "invalid")
            .map(|(row, cell)| (row, cell.reason.clone()))
            .collect();
        let wrong = |words: &str| {
            let found = faults.iter().find(|(_, reason)| reason.contains(words));
            found.unwrap_or_else(|| panic!("{words}: {faults:#?}")).0
        };
        let (number, doubt) = (wrong("chín mươi"), wrong("Cần giải trình"));
        assert_eq!(faults.len(), 4, "{faults:#?}");
        let own = wrong("không phải chỉ tiêu");
        work::rows_deed(&app, &me, &id, 0, &[own], RowDeed::LeaveOut)
            .await
            .unwrap();
        mend_all(&app, &me, &id, &[mend(number, "gia_tri", "90")]).await;
        // Both totals hang on the number that is wrong: one explanation each.
        let found = tab(&app, &me, &id, 0, "can-sua").await;
        assert!(found.counts.wrong > 0, "{found:#?}");
        mend_all(&app, &me, &id, &[mend(doubt, "gia_tri", "150")]).await;
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{found:#?}");
        mend_all(&app, &me, &id, &[mend(doubt, "gia_tri", "151")]).await;
        let found = tab(&app, &me, &id, 0, "can-sua").await;
        let mends: Vec<Mend> = found
            .rows
            .iter()
            .map(|row| mend(row.number, "ghi_chu", "Theo sổ thụ lý"))
            .collect();
        mend_all(&app, &me, &id, &mends).await;
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{found:#?}");
        assert_eq!(
            work::commit(&app, &caller(), &id, seen(&found), None)
                .await
                .unwrap(),
            Ended::Stored
        );
        assert_eq!(figure(&app, "viec.thu_ly").await.as_deref(), Some("151"));
    })
    .await;
}
