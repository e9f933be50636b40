//! One sheet of a session as it is worked on: the columns that are taken in, the rows as they stand after mending.

use std::collections::BTreeMap;

use thidua_domain::bundle::{Cell, SheetDef};
use thidua_domain::text::heading_key;
use thidua_files::grid::{Grid, GridRow};

use super::plan::{CASES, FIGURE, MONEY, SheetPlan};
use super::template;

/// Cells typed or mended in one sheet: row and column of the bundle → text.
pub(super) type Edits = BTreeMap<(u32, String), String>;

/// A sheet as it is worked on.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What it is.
    pub(super) def: &'static SheetDef,
    /// Its columns in the order of the bundle.
    pub(super) columns: Vec<Shown>,
    /// Its rows in the order of the file.
    pub(super) rows: Vec<TableRow>,
}

/// A column that is taken in.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The column of the bundle, or a figure of a wide table.
    pub(super) to: String,
    /// What its heading says.
    pub(super) heading: String,
    /// The columns of the file it is read from; two where a name stands in two.
    pub(super) from: Vec<usize>,
}

/// A row as it stands.
#[derive(Clone, Debug)]
pub(super) struct TableRow {
    /// Row of the file.
    pub(super) number: u32,
    /// One cell a column.
    pub(super) cells: Vec<Cell>,
    /// Why it does not count.
    pub(super) out: Option<Out>,
}

/// Why a row does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Out {
    /// Nothing is written in it.
    Empty,
    /// The user left it out.
    Chosen,
    /// It looks like no data.
    Noise(&'static str),
}

impl Table {
    /// The place of a column of the bundle.
    pub(super) fn column(&self, to: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.to == to)
    }

    /// The row of a number.
    pub(super) fn row(&self, number: u32) -> Option<&TableRow> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number);
        at.ok().and_then(|at| self.rows.get(at))
    }
}

impl TableRow {
    /// Whether it is to be stored.
    pub(super) fn counts(&self) -> bool {
        self.out.is_none()
    }
}

/// The table of a sheet; `None` where it is not taken in.
pub(super) fn table(plan: &SheetPlan, grid: Option<&Grid>, edits: &Edits) -> Option<Table> {
    let def = plan.def()?;
    let columns = columns(plan, def);
    let mut rows: Vec<TableRow> = match grid {
        Some(grid) => file_rows(plan, grid, edits, &columns, def),
        None => Vec::new(),
    };
    let last = rows.last().map_or(0, |row| row.number);
    let typed = edits.keys().map(|(row, _)| *row).max().unwrap_or_default();
    for number in (last + 1)..=plan.rows.max(typed).min(MOST_TYPED.max(last)) {
        rows.push(row(plan, number, None, edits, &columns));
    }
    Some(Table { def, columns, rows })
}

/// Rows one can type or paste into a list.
pub(super) const MOST_TYPED: u32 = 20_000;

/// Columns that are taken in or required, in the order of the bundle; figures of a wide table as in the file.
fn columns(plan: &SheetPlan, def: &'static SheetDef) -> Vec<Shown> {
    let wide = plan.is_wide();
    let mut shown: Vec<Shown> = Vec::new();
    for column in def.columns {
        let from: Vec<usize> = linked(plan, column.id);
        let constant = plan
            .constants
            .get(column.id)
            .is_some_and(|value| !value.is_empty());
        let coded = column.id == "ma" && plan.auto_code;
        let told_wide = wide && matches!(column.id, "ma_so_lieu" | "gia_tri");
        let lacking = column.required && !constant && !coded && !told_wide;
        if !from.is_empty() || lacking {
            shown.push(Shown {
                to: column.id.to_owned(),
                heading: column.label.to_owned(),
                from,
            });
        }
    }
    let figures = plan
        .links
        .iter()
        .filter(|link| link.to.starts_with(FIGURE) || link.to == CASES || link.to == MONEY);
    shown.extend(figures.map(|link| Shown {
        to: link.to.clone(),
        heading: link.heading.clone(),
        from: vec![link.at],
    }));
    shown
}

fn linked(plan: &SheetPlan, id: &str) -> Vec<usize> {
    let links = plan.links.iter().filter(|link| link.to == id);
    links.map(|link| link.at).collect()
}

fn file_rows(
    plan: &SheetPlan,
    grid: &Grid,
    edits: &Edits,
    columns: &[Shown],
    def: &'static SheetDef,
) -> Vec<TableRow> {
    let heading = plan.heading.unwrap_or_default();
    let body = grid.rows.iter().filter(|row| row.number > heading);
    let mut near = 0_u32;
    let read = |line: &GridRow| {
        near += 1;
        let mut row = row(plan, line.number, Some(line), edits, columns);
        if row.out == Some(Out::Empty) {
            return None;
        }
        if row.out.is_none() && !plan.taken_in.contains(&line.number) {
            row.out = noise(line, near, columns).or_else(|| {
                let given = template::is_of_template(def, columns, &row);
                given.then_some(Out::Noise("Dòng mẫu của tệp tải về"))
            });
        }
        Some(row)
    };
    body.filter_map(read).collect()
}

fn row(
    plan: &SheetPlan,
    number: u32,
    line: Option<&GridRow>,
    edits: &Edits,
    columns: &[Shown],
) -> TableRow {
    let cells: Vec<Cell> = columns
        .iter()
        .map(|column| match edits.get(&(number, column.to.clone())) {
            Some(text) if text.is_empty() => Cell::Empty,
            Some(text) => Cell::Text(text.clone()),
            None => line
                .map(|line| cell(line, &column.from))
                .unwrap_or_default(),
        })
        .collect();
    let out = if plan.left_out.contains(&number) {
        Some(Out::Chosen)
    } else if cells.iter().all(Cell::is_empty) {
        Some(Out::Empty)
    } else {
        None
    };
    TableRow { number, cells, out }
}

/// The cell a column is read from; of several the texts, joined.
fn cell(line: &GridRow, from: &[usize]) -> Cell {
    match from {
        [at] => line.cells.get(*at).cloned().unwrap_or_default(),
        several => {
            let texts = several.iter().filter_map(|at| line.cells.get(*at));
            let texts: Vec<String> = texts
                .filter(|cell| !cell.is_empty())
                .map(Cell::shown)
                .collect();
            match texts.is_empty() {
                true => Cell::Empty,
                false => Cell::Text(texts.join(" ")),
            }
        }
    }
}

/// A row of a file that looks like no data: the numbers of columns, totals, lines beside the table.
fn noise(line: &GridRow, near: u32, columns: &[Shown]) -> Option<Out> {
    let filled: Vec<String> = line
        .cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(Cell::shown)
        .collect();
    let numbering = |text: &String| {
        let plain = text.trim().trim_matches(['(', ')']);
        let short = plain.len() <= 2 && !plain.is_empty();
        short && (plain.chars().all(|c| c.is_ascii_digit()) || plain.len() == 1)
    };
    if near <= 2 && filled.len() >= 3 && filled.iter().all(numbering) {
        return Some(Out::Noise("Dòng đánh số cột"));
    }
    let total = |text: &String| {
        matches!(
            heading_key(text).as_str(),
            "tong" | "cong" | "tongcong" | "tongso" | "cong tong" | "tongcongchung"
        )
    };
    if filled.iter().take(3).any(total) {
        return Some(Out::Noise("Dòng tổng cộng"));
    }
    (filled.len() == 1 && columns.len() >= 3).then_some(Out::Noise("Dòng chỉ có một ô"))
}
