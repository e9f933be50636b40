//! A block pasted from a spreadsheet into a list: its headings recognised where it has some, its rows put where there
//! is room.

use std::collections::BTreeMap;

use thidua_domain::bundle::{Cell, SheetDef};
use thidua_files::grid::{GridRow, Limits, read_csv};

use super::plan::{Link, SheetPlan};
use super::table::MOST_TYPED;
use super::words::Words;
use crate::AppError;

/// What a pasted block comes to.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Row, column of the bundle, text.
    pub(super) cells: Vec<(u32, String, String)>,
    /// Rows that were filled.
    pub(super) rows: u32,
    /// Headings that name no column; their cells are not taken in.
    pub(super) unknown: Vec<String>,
}

/// Where the block begins: row, and column of the bundle.
pub(super) struct Corner<'a> {
    pub(super) row: u32,
    pub(super) column: Option<&'a str>,
}

/// Reads a pasted block; columns it names that the list does not show yet are added to the plan.
pub(super) fn paste(
    plan: &mut SheetPlan,
    def: &'static SheetDef,
    text: &str,
    corner: &Corner<'_>,
) -> Result<Block, AppError> {
    let refused = |error: thidua_files::grid::ReadError| {
        AppError::refused(format!("{error} {}", error.cure()))
    };
    let told = format!("sep=\t\n{text}");
    let book = read_csv("dan", told.as_bytes(), &Limits::default()).map_err(refused)?;
    let rows = book.sheets.into_iter().flat_map(|grid| grid.rows);
    let rows: Vec<GridRow> = rows.collect();
    let mut block = Block::default();
    let Some(first) = rows.first() else {
        return Ok(block);
    };
    let (targets, body) = match headed(def, first) {
        Some(found) => (named(plan, def, first, found, &mut block), &rows[1..]),
        None => (placed(plan, def, &rows, corner.column), &rows[..]),
    };
    let room = usize::try_from(MOST_TYPED.saturating_sub(corner.row)).unwrap_or_default();
    if body.len() > room {
        return Err(AppError::refused(format!(
            "Danh sách quá {MOST_TYPED} dòng. Chia thành nhiều lần nhập, hoặc dùng «Nhập từ tệp»."
        )));
    }
    for (row, number) in body.iter().zip(corner.row..) {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for (at, to) in &targets {
            let shown = row.cells.get(*at).map(Cell::shown).unwrap_or_default();
            let shown = shown.trim();
            let text = texts.entry(to.as_str()).or_default();
            if !text.is_empty() && !shown.is_empty() {
                text.push(' ');
            }
            text.push_str(shown);
        }
        block.cells.extend(
            texts
                .into_iter()
                .map(|(to, text)| (number, to.to_owned(), text)),
        );
        block.rows += 1;
    }
    let last = corner.row.saturating_sub(1).saturating_add(block.rows);
    plan.rows = plan.rows.max(last.min(MOST_TYPED));
    Ok(block)
}

/// The columns a first row names, where it is a row of headings: most of it must be.
fn headed(def: &'static SheetDef, first: &GridRow) -> Option<BTreeMap<usize, (String, u8)>> {
    let mut found: BTreeMap<usize, (String, u8)> = BTreeMap::new();
    let mut filled = 0;
    for (at, cell) in first
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
    {
        filled += 1;
        let words = Words::of(&cell.shown());
        if words.numbers() {
            found.insert(at, (String::new(), 100));
            continue;
        }
        let columns = words.columns(def, true);
        let free = columns
            .into_iter()
            .find(|(id, _)| !found.values().any(|(other, _)| other == id));
        if let Some((id, sure)) = free {
            found.insert(at, (id.to_owned(), sure));
        }
    }
    let named = found.values().filter(|(to, _)| !to.is_empty()).count();
    (named > 0 && found.len() * 2 > filled && (named > 1 || filled == 1)).then_some(found)
}

fn named(
    plan: &mut SheetPlan,
    def: &'static SheetDef,
    first: &GridRow,
    found: BTreeMap<usize, (String, u8)>,
    block: &mut Block,
) -> Vec<(usize, String)> {
    for (at, cell) in first.cells.iter().enumerate() {
        if !cell.is_empty() && !found.contains_key(&at) {
            block.unknown.push(cell.shown());
        }
    }
    let found = found.into_iter().filter(|(_, (to, _))| !to.is_empty());
    let targets: Vec<(usize, String)> = found.map(|(at, (to, _))| (at, to)).collect();
    for (_, to) in &targets {
        if !plan.links.iter().any(|link| link.to == *to) {
            let heading = def
                .column(to)
                .map(|column| column.label)
                .unwrap_or_default();
            plan.links.push(Link {
                at: plan.links.len(),
                heading: heading.to_owned(),
                to: to.clone(),
                sure: 100,
            });
        }
        if to == "ma" {
            plan.auto_code = false;
        }
    }
    targets
}

/// Columns in the order they are shown, from the one that was chosen; a column that only numbers the rows is passed
/// over.
fn placed(
    plan: &SheetPlan,
    def: &'static SheetDef,
    rows: &[GridRow],
    from: Option<&str>,
) -> Vec<(usize, String)> {
    let mut shown: Vec<&Link> = plan
        .links
        .iter()
        .filter(|link| !link.to.is_empty())
        .collect();
    shown.sort_by_key(|link| def.columns.iter().position(|column| column.id == link.to));
    let begin = from.and_then(|from| shown.iter().position(|link| link.to == from));
    let ordinal = |(row, number): (&GridRow, usize)| {
        let cell = row.cells.first().map(Cell::shown).unwrap_or_default();
        cell.trim() == number.to_string()
    };
    let counted = rows.len() >= 2 && rows.iter().zip(1..).all(ordinal);
    let skip = usize::from(counted);
    let targets = shown.iter().skip(begin.unwrap_or_default());
    targets
        .enumerate()
        .map(|(at, link)| (at + skip, link.to.clone()))
        .collect()
}
