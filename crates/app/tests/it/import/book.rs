//! «Sổ nhập số liệu»: downloaded, filled in elsewhere, saved by another program, known again, held beside what others
//! stored meanwhile, stored with the cell of each number.

use thidua_app::bundle::work::{Decision, Ended, RowDeed};
use thidua_app::figures::entry::{AskEntry, Outcome, Typed, Which, entry, store};
use thidua_app::figures::workbook::{AskWorkbook, Downloaded, offices, workbook};
use thidua_domain::bundle::Cell;
use thidua_domain::time::Instant;
use thidua_files::grid::{Grid, Limits, read};
use thidua_files::sheet::fill::{Content, FillBook, FillSheet, Look, Placed, write};
use thidua_store::testing::on_both;

use super::*;
use crate::desk::{ask as window, view};

const TYPED: usize = 3;
const EXPLAINED: usize = 6;

fn question(agencies: &[&str]) -> AskWorkbook {
    AskWorkbook {
        agencies: agencies.iter().map(|code| (*code).to_owned()).collect(),
        year: 2026,
        month: 8,
        scope: "btp".to_owned(),
        apart: false,
    }
}

fn from() -> Downloaded {
    Downloaded {
        by: "Nguyễn Thị Thống Kê".to_owned(),
        at: Instant(1_780_000_000_000_000),
    }
}

async fn downloaded(app: &App, agencies: &[&str]) -> Vec<u8> {
    let view = view(app).await;
    workbook(&view, &question(agencies), &from()).unwrap().bytes
}

/// The workbook as another program saves it: values only, after somebody worked in it.
fn resaved(bytes: &[u8], work: impl Fn(&mut Vec<Grid>)) -> Vec<u8> {
    let mut grids = read("so.xlsx", bytes, &Limits::default()).unwrap().sheets;
    work(&mut grids);
    let sheets = grids.into_iter().map(|grid| {
        let mut cells = Vec::new();
        for row in &grid.rows {
            for (column, cell) in (0..).zip(&row.cells) {
                let content = match cell {
                    Cell::Empty => continue,
                    Cell::Number(text) => text.parse().map_or_else(
                        |_| Content::Formula {
                            text: "=0".to_owned(),
                            shown: text.clone(),
                        },
                        Content::Whole,
                    ),
                    cell => Content::Text(cell.shown()),
                };
                cells.push(Placed {
                    row: row.number - 1,
                    column,
                    look: Look::Plain,
                    content,
                    ..Placed::default()
                });
            }
        }
        FillSheet {
            name: grid.name,
            hidden: grid.hidden,
            widths: vec![20; 8],
            cells,
            ..FillSheet::default()
        }
    });
    write(&FillBook {
        title: "khác".to_owned(),
        sheets: sheets.collect(),
    })
    .unwrap()
}

fn row_of(grid: &Grid, label: &str) -> usize {
    let named = |row: &thidua_files::grid::GridRow| {
        row.cells.first().is_some_and(|cell| cell.shown() == label)
    };
    grid.rows
        .iter()
        .position(named)
        .unwrap_or_else(|| panic!("{label}"))
}

/// Types into the worksheet of a unit.
fn fill(grid: &mut Grid, column: usize, told: &[(&str, &str)]) {
    for (label, text) in told {
        let at = row_of(grid, label);
        let cells = &mut grid.rows[at].cells;
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = match text.parse::<i64>() {
            Ok(_) => Cell::Number((*text).to_owned()),
            Err(_) if text.is_empty() => Cell::Empty,
            Err(_) => Cell::Text((*text).to_owned()),
        };
    }
}

const CASES: [(&str, &str); 6] = [
    ("Số cũ chuyển sang (về việc)", "100"),
    ("Số thụ lý mới (về việc)", "50"),
    ("Tổng số thụ lý (về việc)", "150"),
    ("Tổng số phải thi hành (về việc)", "150"),
    ("Có điều kiện thi hành (về việc)", "120"),
    ("Thi hành xong (về việc)", "90"),
];

async fn stored(app: &App, cells: &[(&str, &str)], seen: i64) {
    let ask = AskEntry {
        agency: "phong-1".to_owned(),
        year: 2026,
        month: 8,
        scope: "btp".to_owned(),
        which: Which::Usual,
        unit: "dong".to_owned(),
        ..AskEntry::default()
    };
    let typed = Typed {
        unit: "dong".to_owned(),
        cells: cells
            .iter()
            .map(|(code, text)| (format!("phong-1/{code}"), (*text).to_owned()))
            .collect(),
        seen: BTreeMap::from([("phong-1".to_owned(), seen)]),
        reason: (seen > 0).then(|| "theo sổ".to_owned()),
        ..Typed::default()
    };
    let came = store(app, &caller(), &ask, &typed).await.unwrap();
    assert!(matches!(came, Outcome::Stored(_)), "{came:#?}");
}

async fn figure(app: &App, code: &str) -> Option<String> {
    let found = thidua_app::figures::balance(&view(app).await, &window("phong-1", 2026, 8));
    found.unwrap().figures.get(code).cloned()
}

async fn sent(app: &Arc<App>, me: &Actor, bytes: Vec<u8>) -> String {
    work::upload(app, me, vec![("sổ quận.xlsx".to_owned(), bytes)])
        .await
        .unwrap()
}

async fn tab(app: &Arc<App>, me: &Actor, id: &str, sheet: usize, tab: &str) -> Review {
    let ask = AskReview {
        sheet: Some(sheet),
        tab: Some(tab.to_owned()),
        page: 1,
    };
    loop {
        let found = work::review(app, me, id, &ask).await.unwrap();
        if !found.checking {
            return found;
        }
    }
}

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
