//! A session, checked: what is told of each row, what it comes to, and the rows as they are stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thidua_domain::bundle::{Fault, Severity};
use tokio::sync::Mutex;

use super::super::outcome::Outcome;
use super::super::read::{Row, Sheet};
use super::super::stored::Stored;
use super::ground::Ground;
use super::lay::Laid;
use super::plan::{Plan, SheetPlan};
use super::table::{Edits, Table};
use crate::AppError;
use crate::correction::Previews;

/// One thing told of a cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether it keeps the session from being stored.
    pub(super) severity: Severity,
    /// Whether what is stored contradicts it.
    pub(super) conflict: bool,
    /// What is wrong.
    pub(super) reason: String,
    /// What cures it.
    pub(super) cure: String,
}

/// What is told of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowCheck {
    /// By column of the table.
    pub(super) cells: BTreeMap<String, Vec<Told>>,
    /// Of the row as a whole.
    pub(super) whole: Vec<Told>,
}

impl RowCheck {
    fn all(&self) -> impl Iterator<Item = &Told> {
        self.cells.values().flatten().chain(&self.whole)
    }

    /// Whether something must be mended.
    pub(super) fn is_wrong(&self) -> bool {
        let wrong = |told: &Told| told.severity == Severity::Error && !told.conflict;
        self.all().any(wrong)
    }

    /// Whether stored data say otherwise.
    pub(super) fn is_unlike(&self) -> bool {
        self.all().any(|told| told.conflict)
    }
}

/// A conflict: sheet, row of the file, part of a wide row, column of the bundle.
pub(super) type Unlike = (usize, u32, u32, String);
/// Where a row of the bundle comes from: sheet, row of the file, part of a wide row.
pub(super) type Origin = (usize, u32, u32);

/// A session, checked.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// The sheets as they are worked on; `None`: not taken in.
    pub(super) tables: Vec<Option<Table>>,
    /// Their rows as the bundle has them.
    pub(super) laid: BTreeMap<usize, Laid>,
    /// What is told of the rows of each sheet.
    pub(super) rows: Vec<BTreeMap<u32, RowCheck>>,
    /// What the rows of each sheet come to.
    pub(super) outcomes: Vec<BTreeMap<u32, Outcome>>,
    /// What is told of no row.
    pub(super) general: Vec<Told>,
    /// Rows that are not the user's to write, by sheet.
    pub(super) foreign: BTreeMap<usize, BTreeSet<u32>>,
    /// Conflicts of which what is stored stays.
    pub(super) kept: BTreeSet<Unlike>,
    /// Whether a conflict is answered by taking the row.
    pub(super) takes: bool,
    /// What figures that count and would be others touch.
    pub(super) touches: Previews,
    /// Names the conflicts as they were seen.
    pub(super) seen: String,
    /// Version of the data it was checked against.
    pub(super) at: i64,
    /// What it rests on, for the check that follows.
    pub(super) rests: Option<Rests>,
}

/// What a check rests on.
#[derive(Debug)]
pub(super) struct Rests {
    pub(super) plan: Plan,
    pub(super) edits: Vec<Edits>,
    pub(super) ground: Arc<Ground>,
    pub(super) stored: Arc<Mutex<Stored>>,
}

impl Checked {
    /// Whether nothing keeps it from being stored.
    pub(super) fn is_clean(&self, plan: &Plan) -> bool {
        let wrong = |told: &Told| told.severity == Severity::Error;
        let sheets = plan.sheets.iter().zip(&self.rows);
        let mut rows = sheets.flat_map(|(sheet, rows)| rows.iter().map(move |row| (sheet, row)));
        let undecided = |(sheet, (number, row)): (&SheetPlan, (&u32, &RowCheck))| {
            row.is_wrong() || (row.is_unlike() && sheet.decision(*number, plan.all).is_none())
        };
        !self.general.iter().any(wrong) && !rows.any(undecided)
    }

    /// The rows that are stored, numbered from 1 in each sheet of the bundle, what their reading told, and where each
    /// comes from. Rows answered with "what is stored stays" no longer contradict it.
    pub(super) fn sheets(&self, ground: &Ground) -> (Vec<Sheet>, Vec<Fault>, Origins) {
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut faults = Vec::new();
        let mut origins = Origins::default();
        for (at, laid) in &self.laid {
            let outside = self.foreign.get(at);
            let sheet = match sheets.iter().position(|it| it.def.name == laid.def.name) {
                Some(place) => place,
                None => {
                    let (def, rows) = (laid.def, Vec::new());
                    sheets.push(Sheet { def, rows });
                    sheets.len() - 1
                }
            };
            let lines = laid.lines.iter();
            let lines = lines
                .filter(|line| !outside.is_some_and(|rows| rows.contains(&line.source.number)));
            for line in lines {
                for part in &line.parts {
                    let origin = (*at, line.source.number, part.part);
                    let kept = self.kept_of(origin);
                    if laid.wide && !kept.is_empty() {
                        continue;
                    }
                    let again = (!kept.is_empty())
                        .then(|| part.without(laid.def, &kept, &ground.view.state));
                    let part = again.as_ref().unwrap_or(part);
                    let number = origins.add(laid.def.name, origin);
                    faults.extend(part.faults.iter().cloned().map(|fault| Fault {
                        row: number,
                        ..fault
                    }));
                    if let Some(sheet) = sheets.get_mut(sheet) {
                        sheet.rows.push(Row {
                            number,
                            key: part.key.clone(),
                            values: part.values.clone(),
                        });
                    }
                }
            }
        }
        (sheets, faults, origins)
    }

    /// The same after a check, which knows what they rest on.
    ///
    /// # Errors
    /// [`AppError::Machine`] before a check.
    pub(super) fn sheets_to_store(&self) -> Result<(Vec<Sheet>, Vec<Fault>, Origins), AppError> {
        match &self.rests {
            Some(rests) => Ok(self.sheets(&rests.ground)),
            None => Err(AppError::Machine(
                "a session that was not checked".to_owned(),
            )),
        }
    }

    fn kept_of(&self, (at, row, part): Origin) -> Vec<&str> {
        if self.kept.is_empty() {
            return Vec::new();
        }
        let first = (at, row, part, String::new());
        let of = |(sheet, number, which, _): &&Unlike| (*sheet, *number, *which) == (at, row, part);
        let kept = self.kept.range(first..).take_while(of);
        kept.map(|(_, _, _, id)| id.as_str()).collect()
    }
}

/// Where the rows of the bundle come from, by sheet of the bundle.
#[derive(Debug, Default)]
pub(super) struct Origins(BTreeMap<&'static str, Vec<Origin>>);

impl Origins {
    fn add(&mut self, sheet: &'static str, origin: Origin) -> u32 {
        let rows = self.0.entry(sheet).or_default();
        rows.push(origin);
        u32::try_from(rows.len()).unwrap_or(u32::MAX)
    }

    /// Where a row of a sheet of the bundle comes from.
    pub(super) fn of(&self, sheet: &str, row: u32) -> Option<Origin> {
        let at = usize::try_from(row).ok()?.checked_sub(1)?;
        self.0.get(sheet)?.get(at).copied()
    }

    /// Every row with its sheet and number.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, u32, Origin)> {
        self.0.iter().flat_map(|(sheet, rows)| {
            (1..)
                .zip(rows)
                .map(|(number, origin)| (*sheet, number, *origin))
        })
    }
}
