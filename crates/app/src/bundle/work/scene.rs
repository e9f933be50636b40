//! One sheet with its check: which rows stand in a tab, and how a row and its cells are shown.

use thidua_domain::bundle::{Cell, Severity};

use super::checked::{Checked, RowCheck, Told};
use super::codes::Reading;
use super::plan::{Decision, SheetPlan};
use super::shape::{ReviewCell, ReviewRow};
use super::table::{Out, Shown, Table, TableRow};

/// One sheet with its check.
pub(super) struct Scene<'a> {
    pub(super) plan: &'a SheetPlan,
    pub(super) table: &'a Table,
    pub(super) checked: &'a Checked,
    pub(super) at: usize,
    pub(super) all: Option<Decision>,
    pub(super) typed: bool,
}

impl Scene<'_> {
    fn told(&self, number: u32) -> Option<&RowCheck> {
        self.checked.rows.get(self.at)?.get(&number)
    }

    /// Whether a row stands in a tab.
    pub(super) fn is_in(&self, row: &TableRow, tab: &str) -> bool {
        let told = self.told(row.number);
        let wrong = told.is_some_and(RowCheck::is_wrong);
        let unlike = told.is_some_and(RowCheck::is_unlike);
        match tab {
            "can-sua" => wrong,
            "khac" => unlike && !wrong,
            "canh-bao" => told.is_some() && !wrong && !unlike,
            "bo" => matches!(row.out, Some(Out::Chosen | Out::Noise(_))),
            _ => self.typed || row.out != Some(Out::Empty),
        }
    }

    /// A row as the grid shows it.
    pub(super) fn row(&self, row: &TableRow) -> ReviewRow {
        let none = RowCheck::default();
        let told = self.told(row.number).unwrap_or(&none);
        let cells = self.table.columns.iter().zip(&row.cells);
        let cells = cells.map(|(column, cell)| self.cell(row.number, column, cell, told));
        ReviewRow {
            number: row.number,
            state: state(&told.whole),
            whole: told
                .whole
                .iter()
                .map(|told| format!("{} {}", told.reason, told.cure))
                .collect(),
            out: row.out.and_then(|out| match out {
                Out::Empty => None,
                Out::Chosen => Some("Đã bỏ".to_owned()),
                Out::Noise(why) => Some(why.to_owned()),
            }),
            chosen: row.out == Some(Out::Chosen),
            unlike: told.is_unlike(),
            decision: self
                .plan
                .decision(row.number, self.all)
                .filter(|_| told.is_unlike()),
            cells: cells.collect(),
        }
    }

    fn cell(&self, number: u32, column: &Shown, cell: &Cell, told: &RowCheck) -> ReviewCell {
        let list = told
            .cells
            .get(&column.to)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let worst = list.iter().min_by_key(|told| told.severity);
        let line = self.checked.laid.get(&self.at);
        let line = line.and_then(|laid| laid.line(number));
        let reading = line.and_then(|line| {
            let mut readings = line.readings.iter();
            readings.find(|(id, _)| *id == column.to)
        });
        let text = text_of(cell);
        let at = self.table.cell_name(&column.to, number);
        ReviewCell {
            to: column.to.clone(),
            at: at.unwrap_or_default(),
            text: text.clone(),
            state: state(list),
            reason: worst.map(|told| told.reason.clone()).unwrap_or_default(),
            cure: worst.map(|told| told.cure.clone()).unwrap_or_default(),
            reads: match reading {
                Some((_, Reading::Code(_, name))) if list.is_empty() && *name != text => {
                    name.clone()
                }
                _ => String::new(),
            },
        }
    }
}

/// A cell as a user would type it.
pub(super) fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Number(plain) => plain.replace('.', ","),
        cell => cell.shown(),
    }
}

fn state(list: &[Told]) -> &'static str {
    let error = list.iter().any(|told| told.severity == Severity::Error);
    match (error, list.is_empty()) {
        (true, _) => "invalid",
        (false, false) => "flagged",
        _ => "",
    }
}
