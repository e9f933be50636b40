//! Awards of several years on one sheet: form by year by kind of recipient.

use thidua_files::paper::{Block, Cell};
use thidua_files::sheet::Value;

use super::groups::groups;
use super::table::pair;
use crate::AppError;
use crate::register::{AskAwards, AwardRow, awards};
use crate::report::{Field, Grid, Sources};
use crate::state::View;

/// The table; nothing where no award was given. What a source does not split by years has a column of its own, so that
/// the row adds up to what the report tells.
///
/// # Errors
/// As [`awards`].
pub(crate) fn yearly(
    view: &View,
    ask: &AskAwards,
    sources: &mut Sources,
    caption: &str,
) -> Result<Option<Block>, AppError> {
    let state = view.state.as_ref();
    let found = awards(view, ask)?;
    let given: Vec<AwardRow> = found
        .rows
        .iter()
        .filter(|row| row.status == "da_tang")
        .cloned()
        .collect();
    let years: Vec<Option<String>> = (ask.from..=ask.to)
        .map(|year| Some(year.to_string()))
        .chain([None])
        .collect();
    let heads = years.iter().flat_map(|year| {
        let over = match year {
            Some(year) => format!("Năm {year}"),
            None => "Không tách theo năm".to_owned(),
        };
        ["TT", "CN"].map(|kind| Field::amount(kind, 8).under(over.clone()))
    });
    let sum = ["TT", "CN"].map(|kind| Field::amount(kind, 9).under("Tổng số").kept());
    let fields = [
        Field::mark("STT", 6).kept(),
        Field::words("Danh hiệu, hình thức khen thưởng", 34).kept(),
    ];
    let mut grid = Grid::new(
        fields
            .into_iter()
            .chain(heads)
            .chain(sum)
            .chain([Field::mark("Nguồn", 8).kept()]),
    );
    let (mut number, mut authority) = (0_i64, None);
    for group in groups(state, &given) {
        let by = (group.authority.clone(), group.inside);
        if authority.as_ref() != Some(&by) {
            let name = match by.0.is_empty() {
                true => "Nguồn không nêu cơ quan quyết định",
                false => &by.0,
            };
            let side = if by.1 { "" } else { " (tặng ngoài ngành)" };
            grid.group(format!("{name}{side}"));
            authority = Some(by);
        }
        number += 1;
        let mut cells = vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(group.award.as_str()),
        ];
        for year in &years {
            let of_year = |row: &&&AwardRow| of_year(row, year.as_deref());
            let rows: Vec<&AwardRow> = group.rows.iter().filter(of_year).copied().collect();
            cells.extend(pair(&rows));
        }
        cells.extend(pair(&group.rows));
        let cited = group
            .rows
            .iter()
            .flat_map(|row| row.decisions.iter().chain(&row.sources));
        cells.push(Cell::text(
            sources.numbers(state, cited.map(String::as_str)),
        ));
        grid.row(cells);
    }
    Ok((!grid.is_empty()).then(|| Block::Table(grid.table(caption))))
}

/// Whether a row is of a year; of none: whether it tells several, or no year.
fn of_year(row: &AwardRow, year: Option<&str>) -> bool {
    let told = row.year.as_deref();
    match year {
        Some(_) => told == year,
        None => told.is_none_or(|told| told.contains('-')),
    }
}
