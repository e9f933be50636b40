//! «Sổ nhập số liệu»: downloaded, filled in elsewhere, saved by another program, known again, held beside what others
//! stored meanwhile, stored with the cell of each number.

mod filled;
mod forged;
mod meanwhile;

use thidua_app::figures::entry::{AskEntry, Outcome, Typed, Which, store};
use thidua_app::figures::workbook::{AskWorkbook, Downloaded, workbook};
use thidua_domain::bundle::Cell;
use thidua_domain::time::Instant;
use thidua_files::grid::{Grid, Limits, read};
use thidua_files::sheet::fill::{Content, FillBook, FillSheet, Look, Placed, write};

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
    stored_at(app, "phong-1", cells, seen).await;
}

async fn stored_at(app: &App, agency: &str, cells: &[(&str, &str)], seen: i64) {
    let ask = AskEntry {
        agency: agency.to_owned(),
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
            .map(|(code, text)| (format!("{agency}/{code}"), (*text).to_owned()))
            .collect(),
        seen: BTreeMap::from([(agency.to_owned(), seen)]),
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
