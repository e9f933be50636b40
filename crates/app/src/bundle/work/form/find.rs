//! Where a form stands in its sheet: the rows of its headings, joined to a path a column; the rows below them.

use std::collections::BTreeMap;

use thidua_domain::bundle::Cell;
use thidua_domain::figures::form::{Words, is_blank, is_numbering};
use thidua_domain::text::{self, heading_key, number};
use thidua_files::grid::{Grid, GridRow};

use super::super::noise::foot;
use super::super::words::Words as Heading;

/// Rows among which a form begins.
const TOP: usize = 60;
/// Rows a heading may stand in.
const DEPTH: usize = 6;
/// Columns of a form.
const WIDE: usize = 200;

/// The rows of the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// First of them.
    pub(super) top: u32,
    /// Last of them with words.
    pub(super) words: u32,
    /// Last of them: the numbers of the columns, where there are any.
    pub(super) bottom: u32,
}

/// What a cell says, decoded and cleaned, on one line.
pub(super) fn said(cell: Option<&Cell>) -> String {
    match cell {
        None | Some(Cell::Empty) => String::new(),
        Some(Cell::Text(text)) => Heading::of(text).written,
        Some(cell) => text::clean(&cell.shown()),
    }
}

/// Whether a cell holds a number.
pub(super) fn is_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => {
            text.bytes().any(|byte| byte.is_ascii_digit()) && number::read(text).is_ok()
        }
        _ => false,
    }
}

fn filled(row: &GridRow) -> impl Iterator<Item = (usize, &Cell)> {
    let cells = row.cells.iter().enumerate();
    cells.filter(|(_, cell)| !cell.is_empty())
}

/// Whether a row numbers the columns.
pub(super) fn numbers_columns(row: &GridRow) -> bool {
    let shown: Vec<String> = row.cells.iter().map(Cell::shown).collect();
    is_numbering(shown.iter().map(String::as_str))
}

/// Whether a row stands above the table: letterhead, title, unit, period.
fn is_title(row: &GridRow) -> bool {
    const BEGIN: [&str; 14] = [
        "donvitinh",
        "dvt",
        "bieuso",
        "bieumau",
        "mauso",
        "banhanhkem",
        "conghoaxahoi",
        "doclaptudo",
        "donvibaocao",
        "donvinhan",
        "donvigui",
        "ngaynhan",
        "kybaocao",
        "baocao",
    ];
    filled(row).any(|(_, cell)| {
        let key = heading_key(&said(Some(cell)));
        BEGIN.iter().any(|begin| key.starts_with(begin))
    })
}

/// The headings of the first form of a sheet.
pub(super) fn block(grid: &Grid, words: &Words) -> Option<Block> {
    let rows = grid.rows.get(..grid.rows.len().min(TOP))?;
    let numbered = rows.iter().position(numbers_columns);
    let last = match numbered {
        Some(at) => at.checked_sub(1)?,
        None => first_figures(rows)?.checked_sub(1)?,
    };
    let mut top = last;
    for at in (0..=last).rev() {
        let (Some(row), Some(below)) = (rows.get(at), rows.get(at + 1)) else {
            break;
        };
        let apart = at < last && row.number + 1 != below.number;
        let count = filled(row).count();
        let split = || filled(row).all(|(_, cell)| words.is_split(&said(Some(cell))));
        // A line of a title stands in the first column; one heading alone, further right, under others.
        let line = count < 2 && !split() && filled(row).all(|(column, _)| column == 0);
        if apart || last - at >= DEPTH || is_title(row) || line {
            break;
        }
        if count < 2 && !split() {
            continue;
        }
        top = at;
    }
    let (first, end) = (rows.get(top)?, rows.get(last)?);
    let bottom = numbered.and_then(|at| rows.get(at)).unwrap_or(end);
    (filled(first).count() >= 1).then_some(Block {
        top: first.number,
        words: end.number,
        bottom: bottom.number,
    })
}

/// The first row with a name and three figures.
fn first_figures(rows: &[GridRow]) -> Option<usize> {
    rows.iter().position(|row| {
        let figures = row.cells.iter().filter(|cell| is_number(cell)).count();
        let named = row
            .cells
            .iter()
            .any(|cell| matches!(cell, Cell::Text(_)) && !is_number(cell) && !cell.is_empty());
        figures >= 3 && named && !is_title(row)
    })
}

/// The path of headings of each column, the highest first.
pub(super) fn paths(grid: &Grid, block: Block) -> Vec<Vec<String>> {
    let rows = grid.rows.iter();
    let rows: Vec<&GridRow> = rows
        .filter(|row| (block.top..=block.words).contains(&row.number))
        .collect();
    let body = grid.rows.iter().filter(|row| row.number >= block.top);
    let width = body.map(|row| row.cells.len()).max().unwrap_or_default();
    let width = width.min(WIDE);
    let own = |level: usize, column: usize| -> String {
        let row = rows.get(level);
        said(row.and_then(|row| row.cells.get(column)))
    };
    let table: Vec<Vec<String>> = (0..rows.len())
        .map(|level| (0..width).map(|column| own(level, column)).collect())
        .collect();
    let says = |level: usize, column: usize| {
        table
            .get(level)
            .and_then(|row| row.get(column))
            .is_some_and(|text| !text.is_empty())
    };
    let mut paths = vec![Vec::new(); width];
    for (level, row) in table.iter().enumerate() {
        let mut over = String::new();
        for (column, text) in row.iter().enumerate() {
            if !text.is_empty() {
                // Only a heading with one below it stands over more than its own column.
                let parted = (level + 1..table.len()).any(|lower| says(lower, column));
                over = if parted { text.clone() } else { String::new() };
            } else if (0..level).any(|upper| says(upper, column)) {
                over = String::new();
            }
            let heading = if text.is_empty() { &over } else { text };
            // A heading over a column that says nothing below is not that column's.
            let empty =
                text.is_empty() && !(level + 1..table.len()).any(|lower| says(lower, column));
            if let Some(path) = paths.get_mut(column)
                && !heading.is_empty()
                && !empty
                && path.last() != Some(heading)
            {
                path.push(heading.clone());
            }
        }
    }
    paths
}

/// The columns that name and number the rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    pub(super) names: usize,
    pub(super) officers: Option<usize>,
    pub(super) numbers: Option<usize>,
}

/// Which columns name the rows: by their headings, else the one with most words.
pub(super) fn named(grid: &Grid, block: Block, paths: &[Vec<String>], words: &Words) -> Named {
    let leaf = |path: &Vec<String>| path.last().cloned().unwrap_or_default();
    let numbers = paths
        .iter()
        .position(|path| Heading::of(&leaf(path)).numbers());
    let mut texts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in grid.rows.iter().filter(|row| row.number > block.bottom) {
        for (at, cell) in filled(row) {
            let wordy = matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic))
                && !is_number(cell)
                && !is_blank(&cell.shown());
            *texts.entry(at).or_default() += usize::from(wordy);
        }
    }
    let count = |at: &usize| texts.get(at).copied().unwrap_or_default();
    let most = || {
        (0..paths.len())
            .rev()
            .filter(|at| Some(*at) != numbers)
            .max_by_key(count)
    };
    let by_heading = |test: &dyn Fn(&str) -> bool| {
        let told = |path: &Vec<String>| path.iter().any(|heading| test(heading));
        (0..paths.len()).find(|at| paths.get(*at).is_some_and(told) && count(at) > 0)
    };
    let officers = by_heading(&|heading| words.names_officers(heading));
    let names = by_heading(&|heading| words.names_rows(heading));
    let names = names.or_else(most).unwrap_or_default();
    Named {
        names,
        officers: officers.filter(|at| *at != names),
        numbers: numbers.filter(|at| *at != names),
    }
}

/// One row below the headings, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) row: u32,
    pub(super) number: String,
    pub(super) label: String,
    pub(super) officer: String,
    /// Whether it holds a figure.
    pub(super) counts: bool,
    /// Whether it repeats the headings.
    pub(super) repeats: bool,
}

/// The rows below the headings up to the lines for signing.
pub(super) fn body(grid: &Grid, block: Block, named: Named, values: &[usize]) -> Vec<Raw> {
    let end = foot(&grid.rows).filter(|foot| *foot > block.bottom);
    let heads: Vec<Vec<String>> = grid
        .rows
        .iter()
        .filter(|row| (block.top..=block.words).contains(&row.number))
        .map(|row| {
            filled(row)
                .map(|(_, cell)| heading_key(&said(Some(cell))))
                .collect()
        })
        .collect();
    let rows = grid.rows.iter().filter(|row| row.number > block.bottom);
    let rows = rows.take_while(|row| end.is_none_or(|end| row.number < end));
    rows.map(|row| {
        let cell = |at: usize| said(row.cells.get(at));
        let keys = || filled(row).map(|(_, cell)| heading_key(&said(Some(cell))));
        let repeats = numbers_columns(row)
            || (keys().count() >= 2
                && heads
                    .iter()
                    .any(|head| keys().all(|key| head.contains(&key))));
        let value = |at: &usize| row.cells.get(*at).is_some_and(is_number);
        Raw {
            row: row.number,
            number: named.numbers.map(cell).unwrap_or_default(),
            label: cell(named.names),
            officer: named.officers.map(cell).unwrap_or_default(),
            counts: !repeats && values.iter().any(value),
            repeats,
        }
    })
    .collect()
}
