//! One stored record by what a page knows of it: its key, or its identity.

use thidua_domain::bundle::{SheetDef, Values};
use thidua_store::records::{self, StoredRecord};
use thidua_store::{ReadTx, StoreError};

use super::kind::{self, Kind};
use super::reach;
use crate::{App, AppError, View};

/// A record as it is stored now.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) kind: &'static Kind,
    pub(super) record: StoredRecord,
    pub(super) values: Values,
}

/// The key of a row named by its code, and by its second column where its sheet has one: a post by its
/// first day, a block by its year.
pub fn key_of(sheet: &SheetDef, code: &str, second: Option<&str>) -> String {
    let mut values = Values::default();
    let texts = [Some(code), second];
    for (id, text) in sheet.identity.iter().zip(texts) {
        if let Some(text) = text {
            values.set(id, text);
        }
    }
    values.key(sheet)
}

/// The kind of a name from outside.
pub(super) fn kind_of(name: &str) -> Result<&'static Kind, AppError> {
    kind::kind(name).ok_or(AppError::NotFound)
}

/// The record a page names: digits are its identity, everything else its key.
pub(super) async fn find(app: &App, kind: &'static Kind, named: &str) -> Result<Held, AppError> {
    let snapshot = app.db().read().await?;
    let name = kind.def.name;
    let found = match named.parse::<i64>() {
        Ok(id) => records::by_id(&snapshot, name, id).await?,
        Err(_) => records::find(&snapshot, name, named).await?,
    };
    let record = found.ok_or(AppError::NotFound)?;
    let values = values_of(&record)?;
    Ok(Held {
        kind,
        record,
        values,
    })
}

/// Whether the actor may change a stored record; nothing is told of one that is not there.
///
/// # Errors
/// [`AppError::NotFound`] where there is none.
pub(crate) async fn may_change(
    app: &App,
    view: &View,
    kind: &str,
    record: &str,
) -> Result<bool, AppError> {
    let held = find(app, kind_of(kind)?, record).await?;
    Ok(!held.record.removed && reach::permit_write(view, held.kind.def.name, &held.values).is_ok())
}

/// The row a revision holds.
pub(super) fn values_of(record: &StoredRecord) -> Result<Values, AppError> {
    let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
    let values = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
    Ok(values)
}

/// One revision of a record.
pub(super) async fn revision(
    snapshot: &ReadTx,
    id: i64,
    number: i64,
) -> Result<Option<(StoredRecord, Values)>, AppError> {
    let Some(found) = records::revision(snapshot, id, number).await? else {
        return Ok(None);
    };
    let values = values_of(&found)?;
    Ok(Some((found, values)))
}
