//! Rows beside what is stored: new, the same, filling, or in conflict.

mod mine;

use std::collections::{HashMap, HashSet};

use thidua_domain::bundle::{Fault, Place, Severity, Values, missing};
use thidua_store::records::{NewRecord, Origin, Revision, StoredRecord};
use thidua_store::{Canonical, StoreError};

use super::decide::{Decided, decide};
use super::options::{Conflict, Options};
use super::outcome::{Outcome, Outcomes};
use super::read::{Row, Sheet};
use super::scope::Scope;

/// Where a missing reason is told: forms have a field of this name.
pub(crate) const REASON: &str = "Lý do";

/// What a sheet of records comes to.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Stored for the first time.
    pub(super) new: Vec<NewRecord>,
    /// Stored as a further revision.
    pub(super) revisions: Vec<Revision>,
    /// How many of the revisions replace what was stored.
    pub(super) revised: usize,
    /// The rows that were told, and those of the same codes, as they will stand, by key.
    pub(super) rows: HashMap<String, Values>,
    /// Records that get another key and code.
    pub(super) rekeyed: Vec<(i64, String, Option<String>)>,
    /// Records taken away.
    pub(super) removed: Vec<Values>,
    /// Records somebody else changed meanwhile.
    pub(super) conflicts: Vec<Conflict>,
    /// What the rows come to; of one in conflict what it comes to where the stored stays.
    pub(super) outcomes: Outcomes,
}

/// By whom and how a sheet is loaded.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    /// Name of the bundle.
    pub(super) bundle: &'a str,
    /// Whether a conflict becomes a revision; else it is an error.
    pub(super) revise: bool,
    /// Whose rows may be touched.
    pub(super) scope: &'a Scope,
    /// What else was asked for.
    pub(super) options: &'a Options,
}

impl Terms<'_> {
    /// The file revisions name; a form has none.
    fn file(&self) -> Option<String> {
        (!self.bundle.is_empty()).then(|| self.bundle.to_owned())
    }

    /// Where a row was read.
    fn origin(&self, sheet: &str, row: &Row) -> Origin {
        let source = row.values.text("nguon");
        match self.options.places.of(sheet, row.number) {
            Some(place) => Origin {
                source,
                file: Some(place.file.clone()),
                sheet: place.tab.clone(),
                line: Some(i64::from(place.line)),
            },
            None => Origin {
                source,
                file: self.file(),
                sheet: self.file().map(|_| sheet.to_owned()),
                line: self.file().map(|_| i64::from(row.number)),
            },
        }
    }
}

/// Plans one sheet.
pub(super) fn plan(
    sheet: &Sheet,
    terms: Terms<'_>,
    stored: Vec<StoredRecord>,
    faults: &mut Vec<Fault>,
) -> Result<Plan, StoreError> {
    let (plan, known) = stand(stored)?;
    let mut planner = Planner {
        sheet,
        terms,
        known,
        plan,
        lacking: Vec::new(),
        faults,
    };
    planner.remove()?;
    for row in &sheet.rows {
        planner.take(row)?;
    }
    let Planner { plan, lacking, .. } = planner;
    lack(sheet, lacking, faults);
    Ok(plan)
}

/// Takes the rows of one sheet, one after another.
struct Planner<'a> {
    sheet: &'a Sheet,
    terms: Terms<'a>,
    known: HashMap<String, StoredRecord>,
    plan: Plan,
    lacking: Vec<Fault>,
    faults: &'a mut Vec<Fault>,
}

impl Planner<'_> {
    fn place(&self, row: u32) -> Place<'static> {
        Place {
            sheet: self.sheet.def.name,
            row,
        }
    }

    /// Records to be taken away stand no longer when the rows beside them are looked at.
    fn remove(&mut self) -> Result<(), StoreError> {
        let name = self.sheet.def.name;
        let keys = self.terms.options.removed.get(name);
        for key in keys.into_iter().flatten() {
            let stands = self.plan.rows.get(key).cloned();
            let scope = self.terms.scope;
            let own =
                |row: &Values| scope.owns(name, row) && scope.shares(name, row, &Values::default());
            let owned = stands.filter(own);
            let (Some(values), Some(record)) = (owned, self.known.get(key).cloned()) else {
                self.faults.push(self.place(0).fault(
                    Severity::Error,
                    "",
                    "",
                    "Không có dòng này, hoặc dòng của cơ quan ngoài phạm vi được giao.",
                    "Mở lại danh sách để xem dòng còn không.",
                ));
                continue;
            };
            if !self.is_as_seen(0, key, Some(&record)) {
                continue;
            }
            if !self.terms.revise {
                self.faults.push(no_reason(self.place(0)));
            }
            self.plan.revisions.push(Revision {
                id: record.id,
                follows: record.number,
                content: record.content.clone(),
                removed: true,
                origin: Origin::default(),
            });
            self.plan.revised += 1;
            self.plan.rows.remove(key);
            self.plan.removed.push(values);
        }
        Ok(())
    }

    /// Whether the editor saw what is stored; else the conflict is told.
    fn is_as_seen(&mut self, row: u32, key: &str, record: Option<&StoredRecord>) -> bool {
        let seen = self
            .terms
            .options
            .expected
            .get(self.sheet.def.name, key)
            .copied();
        // What was taken away before anybody looked is as if it had never been there; what was seen and is
        // no more under its key got another one meanwhile.
        let number = record.map_or(0, |record| record.number);
        let Some(seen) = seen.filter(|seen| *seen != 0 && *seen != number) else {
            return true;
        };
        self.plan.conflicts.push(Conflict {
            sheet: self.sheet.def.name.to_owned(),
            row,
            key: key.to_owned(),
            seen,
            stored: number,
            by: record.map_or_else(String::new, |record| record.by.clone()),
            at: record.map_or(0, |record| record.at),
        });
        false
    }

    fn take(&mut self, row: &Row) -> Result<(), StoreError> {
        let (def, terms) = (self.sheet.def, self.terms);
        let key = terms
            .options
            .moved
            .get(def.name, &row.key)
            .unwrap_or(&row.key);
        let record = self.known.remove(key);
        let before = self.plan.rows.get(key).cloned();
        if !self.is_as_seen(row.number, key, record.as_ref()) || !self.is_mine(row, before.as_ref())
        {
            return Ok(());
        }
        let place = self.place(row.number);
        let first = terms.options.expected.get(def.name, key) == Some(&0);
        if before.is_some() && first || key != &row.key && self.known.contains_key(&row.key) {
            self.faults.push(already(self.sheet, place, row));
            return Ok(());
        }
        let origin = terms.origin(def.name, row);
        let after = match (record, before) {
            (Some(record), Some(before)) => {
                let decided = decide(self.sheet, &before, &record, row, terms, self.faults);
                let (after, revised) = match decided {
                    Decided::Stands(outcome) => {
                        self.plan.outcomes.add(row.number, outcome);
                        return Ok(());
                    }
                    Decided::Changes(after, outcome) => {
                        self.plan.outcomes.add(row.number, outcome);
                        (after, outcome == Outcome::Revised)
                    }
                };
                self.plan.revised += usize::from(revised);
                if terms.options.replace {
                    self.lacking.extend(missing(def, place, &after));
                }
                if key != &row.key {
                    let moved = (record.id, row.key.clone(), after.text("ma"));
                    self.plan.rekeyed.push(moved);
                    self.plan.rows.remove(key);
                }
                self.plan.revisions.push(revision(&record, &after, origin)?);
                after
            }
            (Some(record), None) => {
                self.plan.outcomes.add(row.number, Outcome::New);
                self.lacking.extend(missing(def, place, &row.values));
                self.plan
                    .revisions
                    .push(revision(&record, &row.values, origin)?);
                row.values.clone()
            }
            (None, _) => {
                self.plan.outcomes.add(row.number, Outcome::New);
                self.lacking.extend(missing(def, place, &row.values));
                self.plan.new.push(NewRecord {
                    kind: def.name.to_owned(),
                    key: row.key.clone(),
                    code: row.values.text("ma"),
                    content: Canonical::from_value(&row.values)?,
                    origin,
                });
                row.values.clone()
            }
        };
        self.plan.rows.insert(row.key.clone(), after);
        Ok(())
    }
}

pub(super) fn no_reason(place: Place<'_>) -> Fault {
    place.fault(
        Severity::Error,
        REASON,
        "",
        "Nội dung đã lưu bị thay đổi mà chưa ghi lý do.",
        "Ghi lý do sửa đổi rồi lưu lại.",
    )
}

/// The key of the row names another stored row.
fn already(sheet: &Sheet, place: Place<'_>, row: &Row) -> Fault {
    let named = |id: &&&str| row.values.get(id).is_some();
    let id = sheet.def.identity.iter().rfind(named);
    let heading = id
        .and_then(|id| sheet.def.column(id))
        .map_or("", |column| column.heading);
    let value = id.and_then(|id| row.values.text(id)).unwrap_or_default();
    place.fault(
        Severity::Error,
        heading,
        value,
        "Đã có một dòng khác cùng mã, cùng thời gian (có thể đã được gỡ bỏ).",
        "Mở dòng ấy để sửa hoặc khôi phục; nếu là nội dung khác, đặt mã hoặc ngày khác.",
    )
}

/// The rows as they stand, and what is stored of each.
fn stand(stored: Vec<StoredRecord>) -> Result<(Plan, HashMap<String, StoredRecord>), StoreError> {
    let mut plan = Plan::default();
    let mut known: HashMap<String, StoredRecord> = HashMap::new();
    for record in stored {
        let values = Values::from_canonical(record.content.as_str())
            .ok_or_else(|| StoreError::Damaged(format!("record {} {}", record.kind, record.key)))?;
        if !record.removed {
            plan.rows.insert(record.key.clone(), values);
        }
        known.insert(record.key.clone(), record);
    }
    Ok((plan, known))
}

/// What rows lack, but for cells that were filled and could not be read: those are told already.
fn lack(sheet: &Sheet, lacking: Vec<Fault>, faults: &mut Vec<Fault>) {
    let told: HashSet<(u32, String)> = faults
        .iter()
        .filter(|fault| fault.sheet == sheet.def.name && fault.severity == Severity::Error)
        .map(|fault| (fault.row, fault.column.clone()))
        .collect();
    let new = |fault: &Fault| !told.contains(&(fault.row, fault.column.clone()));
    faults.extend(lacking.into_iter().filter(new));
}

fn revision(
    record: &StoredRecord,
    values: &Values,
    origin: Origin,
) -> Result<Revision, StoreError> {
    Ok(Revision {
        id: record.id,
        follows: record.number,
        content: Canonical::from_value(values)?,
        removed: false,
        origin,
    })
}
