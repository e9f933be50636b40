//! Every revision of a record: who, when, why, from where, and what it changed.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::time::Instant;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError, access};

use super::find::{find, kind_of, values_of};
use super::input;
use super::names::Names;
use super::{reach, words};
use crate::bundle::{PERMISSION, whence};
use crate::{App, AppError, View, account};

/// What a revision changed in one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What the column is called.
    pub label: &'static str,
    /// What it said before.
    pub before: Option<String>,
    /// What it says since.
    pub after: Option<String>,
}

/// One revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Revision number, from 1.
    pub number: i64,
    /// Full name of who stored it.
    pub by: String,
    /// When, shown in Vietnam's time.
    pub at: String,
    /// Why, where a reason was asked for.
    pub reason: Option<String>,
    /// File, sheet and row it was read from; `None`: typed on a page.
    pub place: Option<String>,
    /// Whether it took the record away.
    pub removed: bool,
    /// Whether it is what is stored now.
    pub newest: bool,
    /// Whether the revision before it is told too, so that its changes are changes of that.
    pub follows: bool,
    /// Number of the audit event.
    pub event: i64,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// The history of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct History {
    /// Kind: the name of the sheet.
    pub kind: &'static str,
    /// What one of the kind is called.
    pub noun: &'static str,
    /// What it is about.
    pub thing: Option<String>,
    /// Identity of the record.
    pub record: i64,
    /// Number of the newest revision.
    pub seen: i64,
    /// Whether the record was taken away.
    pub removed: bool,
    /// Whether the reader may bring a revision back.
    pub writes: bool,
    /// Newest first; those only that the reader may read where the record stood then.
    pub lines: Vec<Line>,
    /// How many other revisions there are: the record stood out of the reader's reach.
    pub elsewhere: usize,
    /// The row as it stands: for the way back to its page.
    #[serde(skip)]
    pub values: Values,
}

/// The history of a record, for those who may read it.
pub async fn history(
    app: &App,
    view: &View,
    kind: &str,
    record: &str,
) -> Result<History, AppError> {
    let held = find(app, kind_of(kind)?, record).await?;
    let sheet = held.kind.def.name;
    let writes = view
        .permit(PERMISSION, thidua_domain::access::Target::Any)
        .is_ok()
        && reach::writes(view, sheet, &held.values);
    if !writes {
        // Whoever may read none of the kind is not told either which records there are.
        reach::permit_read(view, sheet, &held.values).map_err(|error| match error {
            AppError::Forbidden => AppError::NotFound,
            error => error,
        })?;
    }
    let snapshot = app.db().read().await?;
    let revisions = records::revisions(&snapshot, held.record.id).await?;
    let mut people = names(&snapshot).await?;
    for revision in &revisions {
        teller(&snapshot, &mut people, revision).await?;
    }
    drop(snapshot);
    let mut names = Names::new(view);
    let mut before = Values::default();
    let (mut lines, mut elsewhere, mut follows) = (Vec::new(), 0, false);
    for revision in revisions {
        let after = values_of(&revision)?;
        if !reach::shows(view, sheet, &after) {
            // What it said is not told as what the next one changed either.
            before = Values::default();
            elsewhere += 1;
            follows = false;
            continue;
        }
        let mut changes = Vec::new();
        for (column, _) in held.kind.columns() {
            if before.get(column.id) != after.get(column.id) {
                let mut told = |row: &Values| input::told(view, &mut names, sheet, column, row);
                changes.push(Change {
                    label: column.label,
                    before: told(&before),
                    after: told(&after),
                });
            }
        }
        lines.push(Line {
            number: revision.number,
            by: people.get(&revision.by).unwrap_or(&revision.by).clone(),
            at: Instant(revision.at).vn(),
            place: place(&revision),
            reason: revision.reason,
            removed: revision.removed,
            newest: revision.number == held.record.number,
            follows,
            event: revision.event,
            changes,
        });
        before = after;
        follows = true;
    }
    lines.reverse();
    Ok(History {
        kind: sheet,
        noun: held.kind.noun,
        thing: words::thing(view, held.kind, &held.values),
        record: held.record.id,
        seen: held.record.number,
        removed: held.record.removed,
        writes,
        lines,
        elsewhere,
        values: held.values,
    })
}

fn place(revision: &StoredRecord) -> Option<String> {
    let origin = &revision.origin;
    let tab = origin
        .sheet
        .as_deref()
        .filter(|name| *name != revision.kind);
    Some(whence::words(
        origin.file.as_deref()?,
        tab,
        origin.line,
        None,
    ))
}

/// Full names by account.
pub(crate) async fn names<S: Snapshot>(
    snapshot: &S,
) -> Result<BTreeMap<String, String>, StoreError> {
    let accounts = access::accounts(snapshot).await?.into_iter();
    Ok(accounts
        .map(|account| (account.name, account.full_name))
        .collect())
}

/// The full name of who stored a revision: of the account, else as the audit trail kept it.
pub(crate) async fn teller<S: Snapshot>(
    snapshot: &S,
    people: &mut BTreeMap<String, String>,
    revision: &StoredRecord,
) -> Result<String, StoreError> {
    if let Some(name) = people.get(&revision.by) {
        return Ok(name.clone());
    }
    let name = account::full_name(snapshot, &revision.by, revision.event).await?;
    people.insert(revision.by.clone(), name.clone());
    Ok(name)
}
