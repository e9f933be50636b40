//! Rows beside what is stored: new, the same, filling, or in conflict.

use std::collections::{HashMap, HashSet};

use thidua_domain::bundle::{Fault, Merge, Place, Severity, Values, merge, missing};
use thidua_store::records::{self, NewRecord, Origin, Revision, StoredRecord};
use thidua_store::{Canonical, StoreError, WriteTx};

use super::read::{Row, Sheet};
use super::scope::{Scope, taken};

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
}

/// Plans one sheet.
pub(super) fn plan(
    sheet: &Sheet,
    terms: Terms<'_>,
    stored: Vec<StoredRecord>,
    faults: &mut Vec<Fault>,
) -> Result<Plan, StoreError> {
    let (mut plan, known) = stand(stored)?;
    let mut lacking = Vec::new();
    for row in &sheet.rows {
        let origin = Origin {
            source: row.values.text("nguon"),
            file: Some(terms.bundle.to_owned()),
            sheet: Some(sheet.def.name.to_owned()),
            line: Some(i64::from(row.number)),
        };
        let before = plan.rows.get(&row.key).cloned();
        if before.as_ref().is_some_and(|row| !terms.scope.owns(row)) {
            let code = row.values.get("ma").unwrap_or_default();
            faults.push(taken(sheet, row.number, code));
            continue;
        }
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        let after = match (known.get(&row.key), before) {
            (Some(record), Some(before)) => {
                let Some(after) = decide(sheet, &before, record, row, terms, &mut plan, faults)
                else {
                    continue;
                };
                plan.revisions.push(revision(record, &after, origin)?);
                after
            }
            (Some(record), None) => {
                lacking.extend(missing(sheet.def, place, &row.values));
                plan.revisions.push(revision(record, &row.values, origin)?);
                row.values.clone()
            }
            (None, _) => {
                lacking.extend(missing(sheet.def, place, &row.values));
                plan.new.push(NewRecord {
                    kind: sheet.def.name.to_owned(),
                    key: row.key.clone(),
                    code: row.values.text("ma"),
                    content: Canonical::from_value(&row.values)?,
                    origin,
                });
                row.values.clone()
            }
        };
        plan.rows.insert(row.key.clone(), after);
    }
    lack(sheet, lacking, faults);
    Ok(plan)
}

/// What is stored of the rows that are told, and of the other rows of their codes: their dates must fit.
pub(super) async fn stored(tx: &WriteTx, sheet: &Sheet) -> Result<Vec<StoredRecord>, StoreError> {
    let keys: Vec<&str> = sheet.rows.iter().map(|row| row.key.as_str()).collect();
    let codes = sheet.rows.iter().filter_map(|row| row.values.get("ma"));
    let mut codes: Vec<&str> = codes.collect();
    codes.sort_unstable();
    codes.dedup();
    records::among(tx, sheet.def.name, &keys, &codes).await
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

/// The row as it will stand, where something changes.
fn decide(
    sheet: &Sheet,
    before: &Values,
    record: &StoredRecord,
    row: &Row,
    terms: Terms<'_>,
    plan: &mut Plan,
    faults: &mut Vec<Fault>,
) -> Option<Values> {
    let disagreements = match merge(sheet.def, before, &row.values) {
        Merge::Same => return None,
        Merge::Filled(values) => return Some(values),
        Merge::Conflict { revised, .. } if terms.revise => {
            plan.revised += 1;
            return Some(revised);
        }
        Merge::Conflict { disagreements, .. } => disagreements,
    };
    let sources = |values: &Values| {
        let told = values.get("nguon")?;
        Some(told.lines().collect::<Vec<_>>().join("; "))
    };
    let file = |file: &str| format!("bộ số liệu «{file}»");
    let stored_from = sources(before)
        .or_else(|| record.origin.file.as_deref().map(file))
        .unwrap_or_else(|| "dữ liệu đã lưu".to_owned());
    let new_from = sources(&row.values).unwrap_or_else(|| file(terms.bundle));
    let place = Place {
        sheet: sheet.def.name,
        row: row.number,
    };
    for other in disagreements {
        faults.push(place.fault(
            Severity::Error,
            other.column.heading,
            other.incoming,
            format!(
                "Khác với nội dung đã lưu: «{}» (theo {stored_from}); dòng này theo {new_from}.",
                other.stored
            ),
            "Kiểm tra lại; nếu dòng mới đúng, nạp lại với lý do sửa đổi (--revise \"lý do\").",
        ));
    }
    None
}
