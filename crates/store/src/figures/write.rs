//! Storing figure sheets: new ones with their first revision, and further revisions of stored ones.

use sea_orm::sea_query::Value;

use super::{NewSheet, Revision};
use crate::tx::Connected;
use crate::{Stamp, StoreError, WriteTx, tx};

const SHEET_COLUMNS: [&str; 17] = [
    "id",
    "key",
    "agency",
    "person",
    "year",
    "month",
    "movement",
    "scope",
    "included",
    "case_group",
    "source",
    "cut_off",
    "status",
    "state",
    "newest",
    "approved",
    "event",
];
const REVISION_COLUMNS: [&str; 14] = [
    "id", "sheet_id", "number", "state", "approved", "content", "file", "sheet", "line", "event",
    "author", "at", "reason", "cells",
];

/// Stores new sheets, each with its first revision. [`StoreError::Duplicate`] if a key is already there.
pub async fn insert(
    tx: &mut WriteTx,
    stamp: &Stamp,
    sheets: Vec<NewSheet>,
) -> Result<(), StoreError> {
    let sheet_id = tx.reserve("figure_sheet", sheets.len()).await?;
    let revision_id = tx.reserve("figure_revision", sheets.len()).await?;
    let event = tx.event();
    // By index: a closure over references would make this future not `Send`.
    let heads = (0..sheets.len())
        .zip(0_i64..)
        .map(|(index, n)| head(sheet_id + n, revision_id + n, event, &sheets[index]));
    tx::insert_rows(tx.connection(), "figure_sheet", &SHEET_COLUMNS, heads).await?;
    let revisions = sheets.into_iter().zip(0_i64..).map(|(sheet, n)| {
        let revision = Revision {
            id: sheet_id + n,
            follows: 0,
            content: sheet.content,
        };
        row(revision_id + n, event, stamp, revision)
    });
    tx::insert_rows(
        tx.connection(),
        "figure_revision",
        &REVISION_COLUMNS,
        revisions,
    )
    .await
}

/// Stores further revisions of sheets, at most one per sheet and call. [`StoreError::Duplicate`] if one follows
/// a revision that is not the newest.
pub async fn revise(
    tx: &mut WriteTx,
    stamp: &Stamp,
    revisions: Vec<Revision>,
) -> Result<(), StoreError> {
    let first = tx.reserve("figure_revision", revisions.len()).await?;
    let event = tx.event();
    let rows = revisions
        .into_iter()
        .zip(first..)
        .map(|(revision, id)| row(id, event, stamp, revision));
    tx::insert_rows(tx.connection(), "figure_revision", &REVISION_COLUMNS, rows).await?;
    let sql = "UPDATE figure_sheet SET event = $1, newest = r.id, state = r.state, \
               approved = CASE WHEN r.approved THEN r.id ELSE figure_sheet.approved END \
               FROM figure_revision r WHERE r.id >= $2 AND r.sheet_id = figure_sheet.id";
    tx::execute(tx.connection(), sql, vec![event.into(), first.into()]).await?;
    Ok(())
}

fn head(id: i64, revision: i64, event: i64, sheet: &NewSheet) -> Vec<Value> {
    let key = &sheet.key;
    let approved = sheet.content.approved.then_some(revision);
    vec![
        id.into(),
        key.key.as_str().into(),
        key.agency.as_str().into(),
        key.person.as_deref().into(),
        i64::from(key.year).into(),
        i64::from(key.month).into(),
        key.movement.as_deref().into(),
        key.scope.as_str().into(),
        key.included.as_str().into(),
        key.case_group.as_deref().into(),
        key.source.as_deref().into(),
        key.cut_off.as_deref().into(),
        key.status.as_deref().into(),
        sheet.content.state.as_str().into(),
        revision.into(),
        approved.into(),
        event.into(),
    ]
}

fn row(id: i64, event: i64, stamp: &Stamp, revision: Revision) -> Vec<Value> {
    let content = revision.content;
    vec![
        id.into(),
        revision.id.into(),
        (revision.follows + 1).into(),
        content.state.into(),
        content.approved.into(),
        content.content.into_string().into(),
        content.place.file.into(),
        content.place.sheet.into(),
        content.place.line.into(),
        event.into(),
        stamp.by.as_str().into(),
        stamp.at.into(),
        stamp.reason.as_deref().into(),
        content.place.cells.into(),
    ]
}
