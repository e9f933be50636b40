//! One sheet of a session as it is worked on: the columns that are taken in, the rows as they stand after mending.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thidua_domain::bundle::{Cell, SheetDef};
use thidua_domain::text::heading_key;
use thidua_files::grid::address::cell_name;
use thidua_files::grid::{Grid, GridRow};

use super::noise::{foot, noise};
use super::plan::{SheetPlan, value_of};
use super::registered;
use super::template;

/// Cells typed or mended in one sheet: row and column of the bundle → text.
pub(super) type Edits = BTreeMap<(u32, String), String>;

/// A sheet as it is worked on.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What it is.
    pub(super) def: &'static SheetDef,
    /// Whether it comes from a file.
    pub(super) of_file: bool,
    /// Its columns in the order of the bundle.
    pub(super) columns: Vec<Shown>,
    /// Its rows in the order of the file; those no mend touched are shared with the table before.
    pub(super) rows: Vec<Arc<TableRow>>,
}

/// A column that is taken in.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The column of the bundle, or a figure of a wide table.
    pub(super) to: String,
    /// What its heading says in the file; of a typed list, or where the file has no such column, the bundle's words.
    pub(super) heading: String,
    /// What the bundle calls it.
    pub(super) label: String,
    /// The columns of the file it is read from; two where a name stands in two.
    pub(super) from: Vec<usize>,
    /// What it says where not the text counts but in which of the columns one stands: `Nam`, `Nữ`.
    picks: Vec<&'static str>,
    /// Whether the rows of a form tell it, not a column.
    of_form: bool,
}

impl Shown {
    /// A column read from these of the file, by its own words.
    fn of(to: &str, label: &str, from: Vec<usize>) -> Self {
        Self {
            to: to.to_owned(),
            heading: label.to_owned(),
            label: label.to_owned(),
            from,
            picks: Vec::new(),
            of_form: false,
        }
    }
}

/// A row as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        at.ok().and_then(|at| self.rows.get(at)).map(Arc::as_ref)
    }

    /// The address of a cell as a spreadsheet shows it, of all it is joined from; `None` where the file has none.
    pub(super) fn cell_name(&self, to: &str, row: u32) -> Option<String> {
        let column = self.columns.iter().find(|column| column.to == to)?;
        let from = column.from.iter().filter(|_| self.of_file);
        let names: Vec<String> = from.map(|at| cell_name(row, *at)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

impl TableRow {
    /// Whether it is to be stored.
    pub(super) fn counts(&self) -> bool {
        self.out.is_none()
    }
}

/// The table before, and what was typed in it.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) plan: &'a SheetPlan,
    pub(super) table: &'a Table,
    pub(super) edits: &'a Edits,
}

/// The table of a sheet; `None` where it is not taken in. Rows that stand as in the table `before` are its rows.
pub(super) fn table(
    plan: &SheetPlan,
    grid: Option<&Grid>,
    edits: &Edits,
    before: Option<Before<'_>>,
) -> Option<Table> {
    let def = plan.def()?;
    let columns = columns(plan, def);
    let old = before.filter(|before| before.plan.reads_like(plan));
    let maker = Maker {
        plan,
        def,
        columns: &columns,
        edits,
        touched: old
            .map(|before| touched(before, plan, edits))
            .unwrap_or_default(),
        before: old.map(|before| before.table),
    };
    let mut rows = match grid {
        Some(grid) => maker.of_file(grid),
        None => Vec::new(),
    };
    let last = rows.last().map_or(0, |row| row.number);
    let typed = edits.keys().map(|(row, _)| *row).max().unwrap_or_default();
    for number in (last + 1)..=plan.rows.max(typed).min(MOST_TYPED.max(last)) {
        let kept = maker.kept(number);
        rows.push(kept.unwrap_or_else(|| Arc::new(maker.row(number, None))));
    }
    Some(Table {
        def,
        of_file: grid.is_some(),
        columns,
        rows,
    })
}

/// Rows that may stand otherwise than in the table before.
fn touched(before: Before<'_>, plan: &SheetPlan, edits: &Edits) -> BTreeSet<u32> {
    let differs = |mine: &Edits, other: &Edits| -> BTreeSet<u32> {
        let new = mine
            .iter()
            .filter(|(cell, text)| other.get(*cell) != Some(*text));
        new.map(|((row, _), _)| *row).collect()
    };
    let mut rows = differs(edits, before.edits);
    rows.extend(differs(before.edits, edits));
    for (mine, other) in [
        (&plan.left_out, &before.plan.left_out),
        (&plan.taken_in, &before.plan.taken_in),
    ] {
        rows.extend(mine.symmetric_difference(other));
    }
    rows
}

/// Rows one can type or paste into a list.
pub(super) const MOST_TYPED: u32 = 20_000;

/// Columns that are taken in or required, in the order of the bundle; figures of a wide table as in the file.
fn columns(plan: &SheetPlan, def: &'static SheetDef) -> Vec<Shown> {
    let wide = plan.is_wide();
    let mut shown: Vec<Shown> = Vec::new();
    for column in def.columns {
        if let Some(at) = plan.form.as_ref().and_then(|form| form.place(column.id)) {
            shown.push(Shown {
                of_form: true,
                ..Shown::of(column.id, column.label, vec![at])
            });
            continue;
        }
        let from: Vec<usize> = linked(plan, column.id);
        let constant = plan
            .constants
            .get(column.id)
            .is_some_and(|value| !value.is_empty());
        let coded = column.id == "ma" && plan.auto_code;
        let told_wide = wide && matches!(column.id, "ma_so_lieu" | "gia_tri");
        let lacking = column.required && !constant && !coded && !told_wide;
        if !from.is_empty() || lacking {
            let own = plan.links.iter().find(|link| link.to == column.id);
            let own = own.map(|link| link.heading.trim());
            let own = own.filter(|heading| !heading.is_empty() && from.len() < 2);
            shown.push(Shown {
                heading: own.unwrap_or(column.label).to_owned(),
                ..Shown::of(column.id, column.label, from)
            });
        }
    }
    let figures = plan
        .links
        .iter()
        .filter(|link| value_of(&link.to).is_some());
    shown.extend(figures.map(|link| Shown::of(&link.to, &link.heading, vec![link.at])));
    shown.extend(sexes(plan, def));
    shown
}

/// `Năm sinh: Nam | Nữ`: which of the two columns is filled tells the sex.
fn sexes(plan: &SheetPlan, def: &'static SheetDef) -> Option<Shown> {
    let told = plan.links.iter().any(|link| link.to == "gioi_tinh");
    let column = def.column("gioi_tinh").filter(|_| !told)?;
    let births = plan.links.iter().filter(|link| link.to == "ngay_sinh");
    let births: Vec<(usize, &'static str)> = births
        .filter_map(|link| Some((link.at, sex(&link.heading)?)))
        .collect();
    let [(one, first), (two, second)] = births.as_slice() else {
        return None;
    };
    (first != second).then(|| Shown {
        to: column.id.to_owned(),
        heading: column.label.to_owned(),
        label: column.label.to_owned(),
        from: vec![*one, *two],
        picks: vec![*first, *second],
        of_form: false,
    })
}

/// The sex a heading ends with.
pub(super) fn sex(heading: &str) -> Option<&'static str> {
    match heading_key(heading.split_whitespace().next_back()?).as_str() {
        "nam" => Some("Nam"),
        "nu" => Some("Nữ"),
        _ => None,
    }
}

fn linked(plan: &SheetPlan, id: &str) -> Vec<usize> {
    let links = plan.links.iter().filter(|link| link.to == id);
    links.map(|link| link.at).collect()
}

/// Makes the rows of a table.
struct Maker<'a> {
    plan: &'a SheetPlan,
    def: &'static SheetDef,
    columns: &'a [Shown],
    edits: &'a Edits,
    touched: BTreeSet<u32>,
    before: Option<&'a Table>,
}

impl Maker<'_> {
    /// The row of the table before, where nothing touched it.
    fn kept(&self, number: u32) -> Option<Arc<TableRow>> {
        let before = self.before?;
        let at = before.rows.binary_search_by_key(&number, |row| row.number);
        let row = at.ok().and_then(|at| before.rows.get(at))?;
        (!self.touched.contains(&number)).then(|| row.clone())
    }

    fn of_file(&self, grid: &Grid) -> Vec<Arc<TableRow>> {
        let heading = self.plan.heading.unwrap_or_default();
        let body = || grid.rows.iter().filter(|row| row.number > heading);
        let foot = foot(&grid.rows).filter(|foot| *foot > heading);
        let mut rows = Vec::with_capacity(grid.rows.len());
        for (near, line) in (1..).zip(body()) {
            if let Some(row) = self.kept(line.number) {
                rows.push(row);
                continue;
            }
            // A row that says nothing was not kept: it is looked at again, which costs little.
            let mut row = self.row(line.number, Some(line));
            if row.out == Some(Out::Empty) {
                continue;
            }
            if self.plan.book.is_some() {
                // Only what was filled in says something; the other figures stay, for what is asked of them.
                row.out = row
                    .out
                    .or_else(|| self.is_unfilled(&row).then_some(Out::Empty));
                rows.push(Arc::new(row));
                continue;
            }
            if let Some(form) = &self.plan.form {
                if row.out.is_none() && !self.plan.taken_in.contains(&line.number) {
                    row.out = form.out(line.number).map(Out::Noise);
                }
                rows.push(Arc::new(row));
                continue;
            }
            if row.out.is_none() && !self.plan.taken_in.contains(&line.number) {
                row.out = noise(line, near, self.columns, foot).or_else(|| {
                    let given = template::is_of_template(self.def, self.columns, &row);
                    given.then_some(Out::Noise("Dòng mẫu của tệp tải về"))
                });
            }
            rows.push(Arc::new(row));
        }
        rows
    }

    /// Whether a row of a workbook to fill in has neither a number nor an explanation.
    fn is_unfilled(&self, row: &TableRow) -> bool {
        let columns = self.columns.iter().zip(&row.cells);
        let mut filled = columns.filter(|(column, _)| column.to != "ma_so_lieu");
        filled.all(|(_, cell)| cell.is_empty())
    }

    /// The name by which a figure of a workbook to fill in is called now.
    fn renamed(&self, column: &Shown, cell: Cell) -> Cell {
        let names = self.plan.book.as_ref().map(|book| &book.names);
        let names = names.filter(|_| column.to == "ma_so_lieu");
        let now = names.and_then(|names| names.get(cell.shown().trim()));
        now.map_or(cell, |name| Cell::Text(name.clone()))
    }

    fn row(&self, number: u32, line: Option<&GridRow>) -> TableRow {
        let edited = self
            .edits
            .range((number, String::new())..(number + 1, String::new()))
            .next()
            .is_some();
        let cell = |column: &Shown| {
            let typed = edited
                .then(|| self.edits.get(&(number, column.to.clone())))
                .flatten();
            match typed {
                Some(text) if text.is_empty() => Cell::Empty,
                Some(text) => Cell::Text(text.clone()),
                None if column.of_form => {
                    let form = self.plan.form.as_ref();
                    let said = form.and_then(|form| form.cell(&column.to, number));
                    said.map(Cell::Text).unwrap_or_default()
                }
                None => {
                    let own = line.map(|line| cell(line, column)).unwrap_or_default();
                    let own = self.renamed(column, own);
                    match &self.plan.form {
                        Some(form) => form.valued(&column.to, &column.from, own),
                        None => own,
                    }
                }
            }
        };
        let cells: Vec<Cell> = self.columns.iter().map(cell).collect();
        let out = if self.plan.left_out.contains(&number) {
            Some(Out::Chosen)
        } else if cells.iter().all(Cell::is_empty) {
            Some(Out::Empty)
        } else {
            None
        };
        TableRow { number, cells, out }
    }
}

/// The cell a column is read from; of several the texts, joined.
fn cell(line: &GridRow, column: &Shown) -> Cell {
    let filled = |at: &usize| line.cells.get(*at).filter(|cell| !cell.is_empty());
    if !column.picks.is_empty() {
        let mut picks = column.from.iter().zip(&column.picks);
        let pick = picks.find(|(at, _)| filled(at).is_some());
        return pick.map_or(Cell::Empty, |(_, word)| Cell::Text((*word).to_owned()));
    }
    let mut told = column.from.iter().filter_map(filled);
    if let (Some(only), None) = (told.next(), told.next()) {
        return only.clone();
    }
    match column.from.as_slice() {
        [at] => line.cells.get(*at).cloned().unwrap_or_default(),
        several => {
            let texts = several.iter().filter_map(|at| line.cells.get(*at));
            let texts: Vec<String> = texts
                .filter(|cell| !cell.is_empty())
                .map(Cell::shown)
                .collect();
            match texts.is_empty() {
                true => Cell::Empty,
                false if column.to == registered::AWARD => Cell::Text(texts.join("; ")),
                false => Cell::Text(texts.join(" ")),
            }
        }
    }
}
