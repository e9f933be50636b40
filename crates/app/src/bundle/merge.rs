//! Rows beside what is stored: new, the same, filling, or in conflict.

use std::collections::HashMap;

use thidua_domain::bundle::{Fault, Merge, Place, Severity, SheetDef, Values, merge};
use thidua_store::records::{NewRecord, Origin, Revision, StoredRecord};
use thidua_store::{Canonical, StoreError};

use super::read::{Row, Sheet};

/// What a sheet of records comes to.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Stored for the first time.
    pub(super) new: Vec<NewRecord>,
    /// Stored as a further revision.
    pub(super) revisions: Vec<Revision>,
    /// How many of the revisions replace what was stored.
    pub(super) revised: usize,
    /// Every row of the kind as it will stand, by key.
    pub(super) rows: HashMap<String, Values>,
}

/// Plans one sheet. With `revise` a conflict becomes a revision, else it is an error.
pub(super) fn plan(
    sheet: &Sheet,
    bundle: &str,
    stored: Vec<StoredRecord>,
    revise: bool,
    faults: &mut Vec<Fault>,
) -> Result<Plan, StoreError> {
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
    for row in &sheet.rows {
        let origin = Origin {
            source: row.values.text("nguon"),
            file: Some(bundle.to_owned()),
            sheet: Some(sheet.def.name.to_owned()),
            line: Some(i64::from(row.number)),
        };
        let before = plan.rows.get(&row.key).cloned();
        match (known.get(&row.key), before) {
            (Some(record), Some(before)) => {
                if let Some(values) = decide(
                    sheet.def,
                    record,
                    &before,
                    row,
                    revise,
                    &mut plan.revised,
                    faults,
                ) {
                    plan.revisions.push(revision(record, &values, origin)?);
                    plan.rows.insert(row.key.clone(), values);
                }
            }
            (Some(record), None) => {
                plan.revisions.push(revision(record, &row.values, origin)?);
                plan.rows.insert(row.key.clone(), row.values.clone());
            }
            (None, _) => {
                plan.new.push(NewRecord {
                    kind: sheet.def.name.to_owned(),
                    key: row.key.clone(),
                    code: row.values.text("ma"),
                    content: Canonical::from_value(&row.values)?,
                    origin,
                });
                plan.rows.insert(row.key.clone(), row.values.clone());
            }
        }
    }
    Ok(plan)
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
    def: &SheetDef,
    record: &StoredRecord,
    before: &Values,
    row: &Row,
    revise: bool,
    revised: &mut usize,
    faults: &mut Vec<Fault>,
) -> Option<Values> {
    match merge(def, before, &row.values) {
        Merge::Same => None,
        Merge::Filled(values) => Some(values),
        Merge::Conflict {
            revised: values, ..
        } if revise => {
            *revised += 1;
            Some(values)
        }
        Merge::Conflict { disagreements, .. } => {
            let place = Place {
                sheet: def.name,
                row: row.number,
            };
            let stored_from = record
                .origin
                .source
                .clone()
                .or(record.origin.file.clone())
                .unwrap_or_default();
            let new_from = row
                .values
                .text("nguon")
                .unwrap_or_else(|| "tệp đang nạp".to_owned());
            for other in disagreements {
                faults.push(place.fault(
                    Severity::Error,
                    other.column.heading,
                    other.incoming,
                    format!("Khác với nội dung đã lưu: «{}» (theo {stored_from}); dòng này theo {new_from}.", other.stored),
                    "Kiểm tra lại; nếu dòng mới đúng, nạp lại với lý do sửa đổi (--revise \"lý do\").",
                ));
            }
            None
        }
    }
}
