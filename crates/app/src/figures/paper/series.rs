//! Figures of several windows side by side, one column a window; of windows of one year with the year before beside
//! each.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Block, Cell};
use thidua_files::sheet::Value;

use super::rows::{Row, Sheet};
use super::tables::{SIDES, side, unit};
use crate::State;
use crate::report::{Field, Grid, Sources, capital};

/// One table: a row a figure that any window tells, a column a window; `None` where nothing is told.
pub(crate) fn series(
    state: &State,
    sheets: &[Sheet],
    sources: &mut Sources,
    caption: &str,
) -> Option<Block> {
    let year = sheets.first().map(|sheet| sheet.window.year);
    // Within one year each window stands beside the same months of the year before; years stand beside one another.
    let with_last = sheets.iter().all(|sheet| Some(sheet.window.year) == year)
        && sheets
            .iter()
            .flat_map(|sheet| &sheet.rows)
            .any(|row| row.then.is_some());
    let windows = sheets.iter().flat_map(|sheet| {
        let label = match (sheet.window.month, with_last) {
            (12, false) => format!("Năm {}", sheet.window.year),
            (12, true) => "Cả năm".to_owned(),
            (month, true) => format!("{} tháng", two_digits(month.into())),
            _ => capital(&format!(
                "{} tháng năm {}",
                two_digits(sheet.window.month.into()),
                sheet.window.year
            )),
        };
        match with_last {
            false => vec![Field::amount(label, 16).kept()],
            true => [sheet.window.year, sheet.window.year.previous()]
                .map(|year| {
                    Field::amount(year.to_string(), 12)
                        .under(label.clone())
                        .kept()
                })
                .into(),
        }
    });
    let mut grid = Grid::new(
        [
            Field::mark("STT", 6).kept(),
            Field::words("Chỉ tiêu", 36).kept(),
            Field::mark("Đơn vị tính", 14).kept(),
        ]
        .into_iter()
        .chain(windows)
        .chain([Field::mark("Nguồn", 10).kept()]),
    );
    let mut number = 0_i64;
    for (wanted, title) in SIDES {
        let mut opened = false;
        for code in state.catalogue.figures() {
            let rows: Vec<Option<&Row>> = sheets
                .iter()
                .map(|sheet| sheet.row(&code.code).filter(|row| row.now.is_some()))
                .collect();
            // All windows print in one unit: that of the newest that tells the figure.
            let newest = rows.iter().rev().flatten().next().copied();
            let Some(shown) = newest.filter(|row| side(row) == wanted) else {
                continue;
            };
            if !opened {
                grid.group(title);
                opened = true;
            }
            number += 1;
            let mut cells = vec![
                Cell::value(number.to_string(), Value::Integer(number.into())),
                Cell::text(shown.name.as_str()),
                unit(shown),
            ];
            cells.extend(rows.iter().flat_map(|row| {
                let now = shown.cell(row.and_then(|row| row.now));
                let then = with_last.then(|| shown.cell(row.and_then(|row| row.then)));
                std::iter::once(now).chain(then)
            }));
            let cited = rows
                .iter()
                .flatten()
                .flat_map(|row| row.sources.iter().map(String::as_str));
            cells.push(Cell::text(sources.numbers(state, cited)));
            grid.row(cells);
        }
    }
    (!grid.is_empty()).then(|| Block::Table(grid.table(caption)))
}
