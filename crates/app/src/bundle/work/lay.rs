//! Tables of a session as the sheets a bundle has. What a mend does not touch is taken over from the check before:
//! a line rests on its row, on the columns as they are matched, and on the names earlier sheets of the session gave.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use thidua_domain::bundle::{Cell, SheetDef};

use super::codes::Namer;
use super::coin::Coiner;
use super::learned::Learned;
use super::line::{Coining, Layer, Line};
use super::plan::SheetPlan;
use super::table::{Table, TableRow};
use crate::State;

/// A table as the bundle has it.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    /// What it is.
    pub(super) def: &'static SheetDef,
    /// Whether one row of the file may be several here.
    pub(super) wide: bool,
    /// Its rows, in the order of the file.
    pub(super) lines: Vec<Arc<Line>>,
    /// The names it rests on.
    under: Learnt,
}

/// What the rows so far called by name, as one number for each kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Learnt {
    agencies: u64,
    people: u64,
    documents: u64,
}

impl Learnt {
    fn add(&mut self, told: &Learned) {
        let place = match told.sheet {
            "nhan-su" => &mut self.people,
            "van-ban" => &mut self.documents,
            _ => &mut self.agencies,
        };
        let mut hasher = DefaultHasher::new();
        place.hash(&mut hasher);
        told.hash(&mut hasher);
        *place = hasher.finish();
    }

    /// What of it a sheet can name.
    fn of(self, def: &SheetDef) -> Self {
        let people = matches!(def.name, "khen-thuong" | "chi-tieu" | "so-lieu");
        Self {
            people: if people { self.people } else { 0 },
            ..self
        }
    }
}

impl Laid {
    /// The line of a row of the file.
    pub(super) fn line(&self, row: u32) -> Option<&Arc<Line>> {
        let at = self
            .lines
            .binary_search_by_key(&row, |line| line.source.number);
        at.ok().and_then(|at| self.lines.get(at))
    }
}

/// One sheet that is taken in: its place, how it is read, its rows.
pub(super) type Sheet<'a> = (usize, &'a SheetPlan, &'a Table);

/// The tables of a session, laid out; sheets whose names others use come first. `before`: what was laid out of the
/// same sheets, read in the same way, over the same stored data.
pub(super) fn lay(
    sheets: &[Sheet<'_>],
    namer: &mut Namer<'_>,
    state: &State,
    before: Option<&BTreeMap<usize, Laid>>,
) -> BTreeMap<usize, Laid> {
    let order = ["co-quan", "cum-khoi", "nhan-su", "van-ban"];
    let rank = |name: &str| {
        let at = order.iter().position(|other| *other == name);
        at.unwrap_or(order.len())
    };
    let mut sorted: Vec<&Sheet<'_>> = sheets.iter().collect();
    sorted.sort_by_key(|(at, _, table)| (rank(table.def.name), *at));
    let mut coiner = Coiner::default();
    let mut learnt = Learnt::default();
    let mut laid = BTreeMap::new();
    let last = sorted.len().saturating_sub(1);
    for (place, (at, plan, table)) in sorted.into_iter().enumerate() {
        let under = learnt.of(table.def);
        let before = before.and_then(|before| before.get(at));
        let mut own = Own {
            before: before
                .filter(|before| before.under == under && before.def.name == table.def.name),
            table,
            coiner: &mut coiner,
            teaches: place < last || names_itself(table.def),
        };
        let layer = Layer::new(plan, table, &mut *namer, state);
        let lines = own.lines(layer, &mut learnt);
        let (def, wide) = (table.def, plan.is_wide());
        laid.insert(
            *at,
            Laid {
                def,
                wide,
                lines,
                under,
            },
        );
    }
    laid
}

/// Sheets whose rows may name rows above them: they are taken over as a whole or not at all.
fn names_itself(def: &SheetDef) -> bool {
    matches!(def.name, "co-quan" | "cum-khoi" | "van-ban")
}

/// Lays out one sheet.
struct Own<'a> {
    before: Option<&'a Laid>,
    table: &'a Table,
    coiner: &'a mut Coiner,
    /// Whether anybody may name its rows.
    teaches: bool,
}

impl Own<'_> {
    fn lines(&mut self, mut layer: Layer<'_, '_>, learnt: &mut Learnt) -> Vec<Arc<Line>> {
        let table = self.table;
        let counted = || table.rows.iter().filter(|row| row.counts());
        if let Some(at) = table.column("ma") {
            for row in counted() {
                if let Some(Cell::Text(code)) = row.cells.get(at) {
                    self.coiner.note(code.trim());
                }
            }
        }
        if names_itself(table.def) {
            let same = |before: &&Laid| {
                let pairs = before.lines.iter().zip(counted());
                before.lines.len() == counted().count()
                    && pairs.into_iter().all(|(line, row)| is_of(line, row))
            };
            self.before = self.before.filter(same);
        }
        let mut lines = Vec::with_capacity(table.rows.len());
        for row in counted() {
            let line = self.line(row, &mut layer);
            if self.teaches {
                for told in &line.learned {
                    learnt.add(told);
                    layer.namer.learn(told);
                }
            }
            lines.push(line);
        }
        lines
    }

    fn line(&mut self, row: &Arc<TableRow>, layer: &mut Layer<'_, '_>) -> Arc<Line> {
        let before = self.before.and_then(|before| before.line(row.number));
        if let Some(line) = before.filter(|line| is_of(line, row)) {
            let code = self.code(&line.coining, layer);
            return match code == line.code {
                true => line.clone(),
                false => Arc::new(layer.recoded(line, code)),
            };
        }
        let line = layer.understood(row);
        let code = self.code(&line.coining, layer);
        Arc::new(layer.read(line, code))
    }

    fn code(&mut self, coining: &Coining, layer: &Layer<'_, '_>) -> String {
        match coining {
            Coining::Own => String::new(),
            Coining::Known(code) => {
                self.coiner.note(code);
                code.clone()
            }
            Coining::Wish(wish) => self.coiner.coin(wish, layer.namer),
        }
    }
}

fn is_of(line: &Line, row: &Arc<TableRow>) -> bool {
    Arc::ptr_eq(&line.source, row) || line.source == *row
}
