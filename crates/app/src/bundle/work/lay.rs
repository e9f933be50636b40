//! Tables of a session as the sheets a bundle has: names into codes, constants filled in, wide tables made long.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::bundle::{Cell, SheetDef};
use thidua_domain::text::{self, is_code};
use thidua_domain::time::PartialDate;
use thidua_files::grid::{Grid, GridRow};

use super::codes::{Namer, Reading};
use super::coin::Coiner;
use super::plan::{CASES, FIGURE, Link, MONEY, SheetPlan};
use super::table::{Table, TableRow};
use super::words::{money_unit, unit_of};
use crate::State;

/// Long rows one row of a wide table can make: a row's number times this, and the place in it, name a long row.
pub(super) const WIDE: u32 = 256;

/// A row as the bundle has it.
#[derive(Clone, Debug)]
pub(super) struct LaidRow {
    /// Row of the file.
    pub(super) number: u32,
    /// Which of the long rows of a wide one, from 1; 0 where the table is long itself.
    pub(super) part: u32,
    /// One cell a column of the sheet.
    pub(super) cells: Vec<Cell>,
}

/// A table as the bundle has it.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    /// What it is.
    pub(super) def: &'static SheetDef,
    /// Whether one row of the file may be several here.
    pub(super) wide: bool,
    /// Its rows.
    pub(super) rows: Vec<LaidRow>,
    /// What cells were taken for, by row and column.
    pub(super) readings: HashMap<(u32, String), Reading>,
}

impl Laid {
    /// The sheet for the bundle; `apart` numbers every long row by itself, to find its faults again.
    pub(super) fn grid(&self, apart: bool) -> Grid {
        let heading = self.def.columns.iter();
        let heading = GridRow {
            number: 0,
            cells: heading
                .map(|column| Cell::Text(column.heading.to_owned()))
                .collect(),
        };
        let number = |row: &LaidRow| match apart && self.wide {
            true => row.number.saturating_mul(WIDE).saturating_add(row.part),
            false => row.number,
        };
        let rows = self.rows.iter().map(|row| GridRow {
            number: number(row),
            cells: row.cells.clone(),
        });
        Grid {
            name: self.def.name.to_owned(),
            hidden: false,
            rows: std::iter::once(heading).chain(rows).collect(),
        }
    }

    /// The row of the file, and of a wide one the part, that a fault's row names.
    pub(super) fn place(&self, row: u32) -> (u32, u32) {
        match self.wide {
            true => (row / WIDE, row % WIDE),
            false => (row, 0),
        }
    }
}

/// The tables of a session, laid out; sheets whose names others use come first.
pub(super) fn lay(
    sheets: &[(usize, &SheetPlan, &Table)],
    namer: &mut Namer<'_>,
    state: &State,
) -> BTreeMap<usize, Laid> {
    let order = ["co-quan", "cum-khoi", "nhan-su", "van-ban"];
    let rank = |name: &str| {
        order
            .iter()
            .position(|other| *other == name)
            .unwrap_or(order.len())
    };
    let mut sorted: Vec<&(usize, &SheetPlan, &Table)> = sheets.iter().collect();
    sorted.sort_by_key(|(at, _, table)| (rank(table.def.name), *at));
    let mut coiner = Coiner::default();
    let mut laid = BTreeMap::new();
    for (at, plan, table) in sorted {
        let mut layer = Layer {
            plan,
            table,
            namer: &mut *namer,
            coiner: &mut coiner,
            state,
            known: HashMap::new(),
            readings: HashMap::new(),
        };
        let rows = layer.rows();
        let readings = std::mem::take(&mut layer.readings);
        laid.insert(
            *at,
            Laid {
                def: table.def,
                wide: plan.is_wide(),
                rows,
                readings,
            },
        );
    }
    laid
}

struct Layer<'a, 'n> {
    plan: &'a SheetPlan,
    table: &'a Table,
    namer: &'a mut Namer<'n>,
    coiner: &'a mut Coiner,
    state: &'a State,
    /// A name is often repeated: what it came to is found once.
    known: HashMap<(usize, String, String), Reading>,
    readings: HashMap<(u32, String), Reading>,
}

impl Layer<'_, '_> {
    fn rows(&mut self) -> Vec<LaidRow> {
        let table = self.table;
        if let Some(at) = table.column("ma") {
            for row in table.rows.iter().filter(|row| row.counts()) {
                if let Some(Cell::Text(code)) = row.cells.get(at) {
                    self.coiner.note(code.trim());
                }
            }
        }
        let mut laid = Vec::with_capacity(table.rows.len());
        for row in table.rows.iter().filter(|row| row.counts()) {
            let cells = self.cells(row);
            self.learn(&cells);
            if self.plan.is_wide() {
                self.long(row, &cells, &mut laid);
            } else {
                laid.push(LaidRow {
                    number: row.number,
                    part: 0,
                    cells,
                });
            }
        }
        laid
    }

    fn at(&self, id: &str) -> Option<usize> {
        self.table
            .def
            .columns
            .iter()
            .position(|column| column.id == id)
    }

    fn text(&self, cells: &[Cell], id: &str) -> String {
        let cell = self.at(id).and_then(|at| cells.get(at));
        cell.map(|cell| text::clean(&cell.shown()))
            .unwrap_or_default()
    }

    fn set(&self, cells: &mut [Cell], id: &str, value: String) {
        if let Some(cell) = self.at(id).and_then(|at| cells.get_mut(at)) {
            *cell = Cell::Text(value);
        }
    }

    /// One cell a column of the sheet.
    fn cells(&mut self, row: &TableRow) -> Vec<Cell> {
        let def = self.table.def;
        let mut cells: Vec<Cell> = vec![Cell::Empty; def.columns.len()];
        for (at, column) in def.columns.iter().enumerate() {
            let own = self
                .table
                .column(column.id)
                .and_then(|at| row.cells.get(at));
            let own = own.filter(|cell| !cell.is_empty()).cloned();
            let constant = || {
                let value = self.plan.constants.get(column.id)?;
                let unit = column.id == "don_vi_tinh" && self.plan.is_wide();
                (!value.is_empty() && !unit).then(|| Cell::Text(value.clone()))
            };
            cells[at] = own.or_else(constant).unwrap_or_default();
        }
        // The agency first: it tells two people of one name apart.
        let agency = self.at("ma_co_quan");
        if let Some(at) = agency {
            self.understand(row.number, at, &mut cells, None);
        }
        let own = self.text(&cells, "ma_co_quan");
        for at in (0..def.columns.len()).filter(|at| Some(*at) != agency) {
            self.understand(row.number, at, &mut cells, Some(&own));
        }
        self.infer(&mut cells);
        if self.plan.auto_code && self.text(&cells, "ma").is_empty() {
            let code = self.coined(&cells);
            if !code.is_empty() {
                self.set(&mut cells, "ma", code);
            }
        }
        cells
    }

    fn understand(&mut self, row: u32, at: usize, cells: &mut [Cell], agency: Option<&str>) {
        let def = self.table.def;
        let (Some(column), Some(cell)) = (def.columns.get(at), cells.get_mut(at)) else {
            return;
        };
        let Cell::Text(written) = &*cell else { return };
        let key = (at, written.clone(), agency.unwrap_or_default().to_owned());
        let reading = match self.known.get(&key) {
            Some(reading) => reading.clone(),
            None => {
                let agency = agency.filter(|code| is_code(code));
                let reading = self.namer.read(def, column, cell, agency);
                self.known.insert(key, reading.clone());
                reading
            }
        };
        match &reading {
            Reading::Same => return,
            Reading::Code(code, _) => *cell = Cell::Text(code.clone()),
            Reading::Unclear(..) => {}
        }
        self.readings.insert((row, column.id.to_owned()), reading);
    }

    /// What an award's subject tells of itself.
    fn infer(&self, cells: &mut [Cell]) {
        if self.table.def.name != "khen-thuong" {
            return;
        }
        let subject = self.text(cells, "ma_doi_tuong");
        if subject.is_empty() || !is_code(&subject) {
            return;
        }
        let post = self.namer.post_of(&subject);
        let agency = self.namer.is_agency(&subject);
        if self.text(cells, "doi_tuong").is_empty() && (post.is_some() || agency) {
            let what = if post.is_some() { "ca_nhan" } else { "tap_the" };
            self.set(cells, "doi_tuong", what.to_owned());
        }
        if self.text(cells, "ma_co_quan").is_empty() {
            let own = post.or_else(|| agency.then_some(subject));
            if let Some(own) = own {
                self.set(cells, "ma_co_quan", own);
            }
        }
    }

    /// The code of a row that has none: the stored thing's where it is known, else one made of the name.
    fn coined(&mut self, cells: &[Cell]) -> String {
        let (name, year) = match self.table.def.name {
            "nhan-su" => {
                let name = self.text(cells, "ho_va_ten");
                let born = self
                    .at("ngay_sinh")
                    .and_then(|at| cells.get(at))
                    .and_then(date);
                let agency = self.text(cells, "ma_co_quan");
                if let Some(code) = self.namer.known_person(&name, born, Some(&agency)) {
                    self.coiner.note(&code);
                    return code;
                }
                (name, born)
            }
            "co-quan" | "van-ban" => {
                let id = if self.table.def.name == "co-quan" {
                    "ten"
                } else {
                    "so_ky_hieu"
                };
                let name = self.text(cells, id);
                if let Some(code) = self.namer.known_code(self.table.def.name, &name) {
                    return code;
                }
                (name, None)
            }
            _ => return String::new(),
        };
        if name.is_empty() {
            return String::new();
        }
        let told = year.map(|date| date.to_string()).unwrap_or_default();
        let who = format!("{}|{name}|{told}", self.table.def.name);
        let year = year.map(|date| date.first_day().year());
        self.coiner.coin(&who, &name, year, self.namer)
    }

    /// What later sheets may call by name.
    fn learn(&mut self, cells: &[Cell]) {
        let sheet = self.table.def.name;
        let id = match sheet {
            "co-quan" | "cum-khoi" => "ten",
            "nhan-su" => "ho_va_ten",
            "van-ban" => "so_ky_hieu",
            _ => return,
        };
        let (code, name) = (self.text(cells, "ma"), self.text(cells, id));
        if code.is_empty() || name.is_empty() {
            return;
        }
        let agency = self.text(cells, "ma_co_quan");
        self.namer.learn(sheet, &code, &name, Some(&agency));
        let short = self.text(cells, "ten_ngan");
        if sheet == "co-quan" && !short.is_empty() {
            self.namer.learn(sheet, &code, &short, None);
        }
    }

    /// The long rows of a row of a wide table: one a filled figure.
    fn long(&self, row: &TableRow, cells: &[Cell], laid: &mut Vec<LaidRow>) {
        let named = self.plan.links.iter().find(|link| link.to == "ma_so_lieu");
        let stem = named.and_then(|_| self.namer.figures().stem(&self.named_figure(row)));
        for (part, link) in (1..WIDE).zip(self.plan.links.iter().filter(|link| is_value(link))) {
            let value = self.table.column(&link.to).and_then(|at| row.cells.get(at));
            let Some(value) = value.filter(|cell| !cell.is_empty()) else {
                continue;
            };
            let code = match link.to.strip_prefix(FIGURE) {
                Some(code) => code.to_owned(),
                None => {
                    let side = if link.to == MONEY { "tien" } else { "viec" };
                    match stem {
                        Some(stem) => format!("{side}.{stem}"),
                        None => self.text(cells, "ma_so_lieu"),
                    }
                }
            };
            let mut long = cells.to_vec();
            if let Some(unit) = self.unit(&code, link) {
                self.set(&mut long, "don_vi_tinh", unit);
            }
            if let Some(cell) = self.at("gia_tri").and_then(|at| long.get_mut(at)) {
                *cell = value.clone();
            }
            self.set(&mut long, "ma_so_lieu", code);
            laid.push(LaidRow {
                number: row.number,
                part,
                cells: long,
            });
        }
    }

    fn named_figure(&self, row: &TableRow) -> String {
        let cell = self
            .table
            .column("ma_so_lieu")
            .and_then(|at| row.cells.get(at));
        cell.map(Cell::shown).unwrap_or_default()
    }

    fn unit(&self, code: &str, link: &Link) -> Option<String> {
        let told = match link.to == MONEY {
            true => money_unit(&link.heading),
            false => unit_of(&self.state.catalogue, code, &link.heading),
        };
        let money = code.starts_with("tien.") && !code.contains("ty_le");
        let constant = || {
            self.plan
                .constants
                .get("don_vi_tinh")
                .filter(|unit| !unit.is_empty())
        };
        told.map(str::to_owned)
            .or_else(|| money.then(constant).flatten().cloned())
    }
}

fn is_value(link: &Link) -> bool {
    link.to.starts_with(FIGURE) || link.to == CASES || link.to == MONEY
}

fn date(cell: &Cell) -> Option<PartialDate> {
    match cell {
        Cell::Date(date) => PartialDate::parse(&date.to_string()).ok(),
        Cell::Empty => None,
        cell => PartialDate::parse(&text::clean(&cell.shown())).ok(),
    }
}
