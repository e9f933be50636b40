//! From a file to the record it hangs on, and back.

use thidua_domain::attachment::{ATTACHMENTS, Attachment};
use thidua_domain::bundle::Values;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError, attachment};

use crate::record::{Owner, owner};
use crate::{App, AppError, View};

/// A file as its record says.
pub(super) struct Held {
    pub(super) stored: StoredRecord,
    pub(super) file: Attachment,
    /// The record it hangs on.
    pub(super) owner: Owner,
}

pub(super) fn read(stored: &StoredRecord) -> Result<Attachment, StoreError> {
    let row = Values::from_canonical(stored.content.as_str());
    let file = row.as_ref().and_then(Attachment::from_row);
    file.ok_or_else(|| StoreError::Damaged(format!("record {} {}", stored.kind, stored.key)))
}

/// Every file of a record, those taken away among them, in the order they were first added.
pub(super) async fn of_record<S: Snapshot>(
    snapshot: &S,
    record: i64,
) -> Result<Vec<(StoredRecord, Attachment)>, StoreError> {
    let code = Attachment::code_of(record);
    let found = records::among(snapshot, ATTACHMENTS, &[], &[&code]).await?;
    found
        .into_iter()
        .map(|stored| read(&stored).map(|file| (stored, file)))
        .collect()
}

/// A file with its record, for whoever may read that.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, it was taken away, or its record is not the reader's.
pub(super) async fn readable(app: &App, view: &View, id: i64) -> Result<Held, AppError> {
    let held = find(app, view, id).await?;
    if held.stored.removed || !held.owner.reads {
        return Err(AppError::NotFound);
    }
    Ok(held)
}

/// A file with its record, taken away or not, for whoever may change that.
///
/// # Errors
/// As [`readable`]; [`AppError::Forbidden`] for who may read and write nothing.
pub(super) async fn writable(app: &App, view: &View, id: i64) -> Result<Held, AppError> {
    let held = find(app, view, id).await?;
    if !held.owner.writes {
        view.permit(super::WRITES, thidua_domain::access::Target::Any)?;
        return Err(AppError::NotFound);
    }
    Ok(held)
}

async fn find(app: &App, view: &View, id: i64) -> Result<Held, AppError> {
    let snapshot = app.db().read().await?;
    let stored = records::by_id(&snapshot, ATTACHMENTS, id).await?;
    drop(snapshot);
    let stored = stored.ok_or(AppError::NotFound)?;
    let file = read(&stored)?;
    let owner = owner(app, view, &file.sheet, &file.record.to_string()).await?;
    Ok(Held {
        stored,
        file,
        owner,
    })
}

/// Files that records name and the database does not have: `(name, address)`. Nothing else may take bytes away while
/// a record names them.
pub(crate) async fn missing<S: Snapshot>(
    snapshot: &S,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut lost = Vec::new();
    for stored in records::all(snapshot, Some(ATTACHMENTS)).await? {
        let file = read(&stored)?;
        let erased = stored.removed;
        if !erased && attachment::find(snapshot, &file.file).await?.is_none() {
            lost.push((file.name, file.file));
        }
    }
    Ok(lost)
}
