//! Tables of figures laid out wide: one row of the file is one row of the bundle a filled figure.

use thidua_domain::bundle::Cell;

use super::line::Layer;
use super::part::Part;
use super::plan::{Link, SheetPlan, value_of};
use super::table::TableRow;
use super::words::{money_unit, unit_of};

/// Long rows one row of a wide table can make.
const WIDE: u32 = 256;

impl Layer<'_, '_> {
    /// The long rows of a row of a wide table: one a filled figure.
    pub(super) fn long(&mut self, row: &TableRow, cells: &[Cell]) -> Vec<Part> {
        let named = self.plan.links.iter().find(|link| link.to == "ma_so_lieu");
        let told = self.text(cells, "ma_so_lieu");
        let stem = match &self.plan.form {
            // A row of a form was understood before: its cell is a code, whose side the column tells.
            Some(_) => told.split_once('.').map(|(_, stem)| stem),
            None => named.and_then(|_| self.namer.figures().stem(&self.named_figure(row))),
        };
        let mut parts = Vec::new();
        for (part, link) in (1..WIDE).zip(values(self.plan)) {
            let value = self.table.column(&link.to).and_then(|at| row.cells.get(at));
            let Some(value) = value.filter(|cell| !cell.is_empty()) else {
                continue;
            };
            let Some(of) = value_of(&link.to) else {
                continue;
            };
            let code = match (of.code, stem) {
                (Some(code), _) => code.to_owned(),
                (None, Some(stem)) => format!("{}.{stem}", of.side),
                (None, None) => told.clone(),
            };
            let mut long = cells.to_vec();
            if !of.group.is_empty() {
                self.set(&mut long, "nhom_an", of.group.to_owned());
            }
            if let Some(unit) = self.unit(&code, link) {
                self.set(&mut long, "don_vi_tinh", unit);
            }
            if let Some(cell) = self.at("gia_tri").and_then(|at| long.get_mut(at)) {
                *cell = value.clone();
            }
            self.set(&mut long, "ma_so_lieu", code);
            parts.push(self.part(part, long));
        }
        parts
    }

    fn named_figure(&self, row: &TableRow) -> String {
        let cell = self.table.column("ma_so_lieu");
        let cell = cell.and_then(|at| row.cells.get(at));
        cell.map(Cell::shown).unwrap_or_default()
    }

    fn unit(&self, code: &str, link: &Link) -> Option<String> {
        let told = match value_of(&link.to).is_some_and(|of| of.side == "tien") {
            true => money_unit(&link.heading),
            false => unit_of(&self.state.catalogue, code, &link.heading),
        };
        let money = code.starts_with("tien.") && !code.contains("ty_le");
        let constant = || {
            let unit = self.plan.constants.get("don_vi_tinh");
            unit.filter(|unit| !unit.is_empty())
        };
        told.map(str::to_owned)
            .or_else(|| money.then(constant).flatten().cloned())
    }
}

/// The columns of a wide table that hold figures, in the order of its parts.
pub(super) fn values(plan: &SheetPlan) -> impl Iterator<Item = &Link> {
    plan.links
        .iter()
        .filter(|link| value_of(&link.to).is_some())
}
