//! One row of a session as the bundle has it: names into codes, constants filled in, a wide row made long, its cells
//! read. Made once and kept while nothing it rests on changes.

use std::collections::HashMap;
use std::sync::Arc;

use thidua_domain::bundle::{Cell, Column, Fault, Kind, Place, Severity};
use thidua_domain::text::{self, is_code};

use super::super::rows::Spellings;
use super::codes::{Namer, Reading};
use super::coin::Wish;
use super::learned::Learned;
use super::part::{Part, date, place};
use super::plan::SheetPlan;
use super::registered;
use super::table::{Table, TableRow};
use super::years;
use crate::State;

/// A row of a session.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The row of the table.
    pub(super) source: Arc<TableRow>,
    /// What cells were taken for, by column of the bundle.
    pub(super) readings: Vec<(&'static str, Reading)>,
    /// The rows of the bundle it makes: one, or of a wide table one a filled figure.
    pub(super) parts: Vec<Part>,
    /// The agency it is of, as a code.
    pub(super) agency: String,
    /// One cell a column of the sheet, its own code aside.
    cells: Vec<Cell>,
    /// How it gets a code where it has none.
    pub(super) coining: Coining,
    /// The code it got.
    pub(super) code: String,
    /// What later sheets may call by name.
    pub(super) learned: Vec<Learned>,
    /// What was understood and had better be looked at.
    notes: Vec<Fault>,
}

/// How a row gets its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coining {
    /// It has one, or needs none.
    Own,
    /// What it tells of is stored under this code.
    Known(String),
    /// One is made for it.
    Wish(Wish),
}

/// Makes the lines of one sheet.
pub(super) struct Layer<'a, 'n> {
    pub(super) plan: &'a SheetPlan,
    pub(super) table: &'a Table,
    pub(super) namer: &'a mut Namer<'n>,
    pub(super) state: &'a State,
    /// A name is often repeated: what it came to is found once.
    known: HashMap<(usize, String, String), Reading>,
    spellings: Spellings,
}

impl<'a, 'n> Layer<'a, 'n> {
    pub(super) fn new(
        plan: &'a SheetPlan,
        table: &'a Table,
        namer: &'a mut Namer<'n>,
        state: &'a State,
    ) -> Self {
        Self {
            plan,
            table,
            namer,
            state,
            known: HashMap::new(),
            spellings: Spellings::new(),
        }
    }

    /// A row, understood; its code is not decided yet.
    pub(super) fn understood(&mut self, row: &Arc<TableRow>) -> Line {
        let def = self.table.def;
        let mut cells = self.filled(row);
        let mut readings = Vec::new();
        let mut notes = self.days(&mut cells);
        // The agency first: it tells two people of one name apart.
        let agency = self.at("ma_co_quan");
        let post_alone = self.unit_behind_post(&mut cells);
        let told_unit = self.told(row, "ma_co_quan") && !post_alone;
        if let Some(at) = agency {
            readings.extend(self.understand(at, &mut cells, None));
        }
        let own = self.text(&cells, "ma_co_quan");
        // Whom an award means rests on everything else the row says.
        let subject = (def.name == "khen-thuong").then(|| self.at("ma_doi_tuong"));
        let last = [agency, subject.flatten()];
        for at in (0..def.columns.len()).filter(|at| !last.contains(&Some(*at))) {
            readings.extend(self.understand(at, &mut cells, Some(&own)));
        }
        if subject.is_some() {
            let (reading, note) = self.subject(&mut cells);
            readings.extend(reading);
            notes.extend(note);
        }
        self.infer(&mut cells);
        self.infer_registered(&mut cells, told_unit);
        let wants = self.plan.auto_code && self.text(&cells, "ma").is_empty();
        let coining = match wants {
            true => self.coining(&cells),
            false => Coining::Own,
        };
        Line {
            source: row.clone(),
            readings,
            parts: Vec::new(),
            agency: self.text(&cells, "ma_co_quan"),
            cells,
            coining,
            code: String::new(),
            learned: Vec::new(),
            notes,
        }
    }

    /// Days with a year of two digits as the day they mean.
    fn days(&self, cells: &mut [Cell]) -> Vec<Fault> {
        let def = self.table.def;
        let place = Place {
            sheet: def.name,
            row: 0,
        };
        let mut notes = Vec::new();
        for (column, cell) in def.columns.iter().zip(cells) {
            let (Kind::Date, Cell::Text(written)) = (column.kind, &*cell) else {
                continue;
            };
            let birth = column.id == "ngay_sinh";
            let Some(whole) = years::whole(written, birth, self.namer.today()) else {
                continue;
            };
            notes.push(place.fault(
                Severity::Warning,
                column.heading,
                written.clone(),
                format!("Năm chỉ có hai chữ số, đã hiểu là «{whole}»."),
                "Không cần sửa nếu đã hiểu đúng.",
            ));
            *cell = Cell::Text(whole);
        }
        notes
    }

    /// The line with its code, its cells read.
    pub(super) fn read(&mut self, mut line: Line, code: String) -> Line {
        let mut cells = line.cells.clone();
        if !code.is_empty() {
            self.set(&mut cells, "ma", code.clone());
        }
        line.code = code;
        line.learned = self.learned(&cells);
        line.parts = match self.table.def.name {
            registered::SHEET => self.registrations(&cells),
            _ if self.plan.is_wide() => self.long(&line.source, &cells),
            _ => vec![self.part(0, cells)],
        };
        let unread: Vec<String> = line
            .parts
            .first()
            .map(|part| {
                part.faults
                    .iter()
                    .map(|fault| fault.column.clone())
                    .collect()
            })
            .unwrap_or_default();
        line.notes.retain(|note| !unread.contains(&note.column));
        if let Some(part) = line.parts.first_mut() {
            part.faults.extend(line.notes.iter().cloned());
        }
        line
    }

    /// A line that is there with another code.
    pub(super) fn recoded(&mut self, line: &Line, code: String) -> Line {
        let mut same = line.clone();
        same.learned.clear();
        self.read(same, code)
    }

    /// Whether the row itself says something in a column.
    fn told(&self, row: &TableRow, id: &str) -> bool {
        let cell = self.table.column(id).and_then(|at| row.cells.get(at));
        cell.is_some_and(|cell| !cell.is_empty())
    }

    pub(super) fn at(&self, id: &str) -> Option<usize> {
        place(self.table.def, id)
    }

    pub(super) fn text(&self, cells: &[Cell], id: &str) -> String {
        let cell = self.at(id).and_then(|at| cells.get(at));
        cell.map(|cell| text::clean(&cell.shown()))
            .unwrap_or_default()
    }

    pub(super) fn set(&self, cells: &mut [Cell], id: &str, value: String) {
        if let Some(cell) = self.at(id).and_then(|at| cells.get_mut(at)) {
            *cell = Cell::Text(value);
        }
    }

    /// One cell a column of the sheet, the values for the whole sheet where the row says nothing.
    fn filled(&self, row: &TableRow) -> Vec<Cell> {
        let wide = self.plan.is_wide();
        let cell = |column: &Column| {
            let own = self.table.column(column.id);
            let own = own.and_then(|at| row.cells.get(at));
            let own = own.filter(|cell| !cell.is_empty()).cloned();
            let own = own.map(|cell| self.of_form(row, column, cell));
            let constant = || {
                let value = self.plan.constants.get(column.id)?;
                let unit = column.id == "don_vi_tinh" && wide;
                (!value.is_empty() && !unit).then(|| Cell::Text(value.clone()))
            };
            own.or_else(constant).unwrap_or_default()
        };
        self.table.def.columns.iter().map(cell).collect()
    }

    /// A cell that the row of a form tells, as the code it stands for.
    fn of_form(&self, row: &TableRow, column: &Column, cell: Cell) -> Cell {
        let form = self.plan.form.as_ref();
        let code = form.and_then(|form| form.unmended(column.id, row.number, &cell.shown()));
        code.map_or(cell, Cell::Text)
    }

    fn understand(
        &mut self,
        at: usize,
        cells: &mut [Cell],
        agency: Option<&str>,
    ) -> Option<(&'static str, Reading)> {
        let def = self.table.def;
        let when = self.when(cells);
        let (column, cell) = (def.columns.get(at)?, cells.get_mut(at)?);
        let Cell::Text(written) = &*cell else {
            return None;
        };
        self.namer.when = when;
        let told = when.map(|day| day.to_string()).unwrap_or_default();
        let key = (
            at,
            written.clone(),
            format!("{}|{told}", agency.unwrap_or_default()),
        );
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
            Reading::Same => return None,
            Reading::Code(code, _) => *cell = Cell::Text(code.clone()),
            Reading::Unclear(..) => {}
        }
        Some((column.id, reading))
    }

    /// The code of a row that has none: the stored thing's where it is known, else one made of the name.
    fn coining(&self, cells: &[Cell]) -> Coining {
        let sheet = self.table.def.name;
        let (name, born) = match sheet {
            "nhan-su" => {
                let name = self.text(cells, "ho_va_ten");
                let born = self.at("ngay_sinh").and_then(|at| cells.get(at));
                let born = born.and_then(date);
                let agency = self.text(cells, "ma_co_quan");
                if let Some(code) = self.namer.known_person(&name, born, Some(&agency)) {
                    return Coining::Known(code);
                }
                (name, born)
            }
            "co-quan" | "van-ban" | "sang-kien" => {
                let id = if sheet == "van-ban" {
                    "so_ky_hieu"
                } else {
                    "ten"
                };
                let name = self.text(cells, id);
                if let Some(code) = self.namer.known_code(sheet, &name) {
                    return Coining::Known(code);
                }
                (name, None)
            }
            _ => return Coining::Own,
        };
        if name.is_empty() {
            return Coining::Own;
        }
        let told = born.map(|date| date.to_string()).unwrap_or_default();
        let year = born.map(|date| date.first_day().year());
        Coining::Wish(Wish::new(&format!("{sheet}|{name}|{told}"), &name, year))
    }

    /// What later sheets may call by name.
    fn learned(&self, cells: &[Cell]) -> Vec<Learned> {
        let sheet = self.table.def.name;
        let id = match sheet {
            "co-quan" | "cum-khoi" => "ten",
            "nhan-su" => "ho_va_ten",
            "van-ban" => "so_ky_hieu",
            _ => return Vec::new(),
        };
        let (code, name) = (self.text(cells, "ma"), self.text(cells, id));
        if code.is_empty() || name.is_empty() {
            return Vec::new();
        }
        let agency = self.text(cells, "ma_co_quan");
        let mut learned = vec![Learned::new(sheet, &code, &name, &agency)];
        let short = self.text(cells, "ten_ngan");
        if sheet == "co-quan" && !short.is_empty() {
            learned.push(Learned::new(sheet, &code, &short, ""));
        }
        learned
    }

    pub(super) fn part(&mut self, part: u32, cells: Vec<Cell>) -> Part {
        let def = self.table.def;
        let awards = (&*self.state.catalogue, &mut self.spellings);
        Part::read(def, part, cells, awards)
    }
}
