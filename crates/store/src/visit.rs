//! When somebody was last here, and what has changed since: read for the start page only.
//!
//! The rows are operation, like sessions: they move no version and have no audit event.

use sea_orm::FromQueryResult;

use crate::{Db, Micros, Snapshot, StoreError, tx};

/// Revisions looked at for one answer: the newest ones.
const LOOKED_AT: i64 = 5_000;

/// The newest sign-in of an account and the one before it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Visit {
    /// The newest sign-in (µs).
    pub at: Micros,
    /// The version the database had then.
    pub version: i64,
    /// The sign-in before (µs); `None` at the first.
    pub before_at: Option<Micros>,
    /// The version it found.
    pub before_version: Option<i64>,
}

/// Notes a sign-in; the newest becomes the one before.
pub async fn note(db: &Db, user_id: i64, at: Micros, version: i64) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let sql = "INSERT INTO visit (user_id, at, version) VALUES ($1, $2, $3) \
               ON CONFLICT (user_id) DO UPDATE SET before_at = visit.at, before_version = visit.version, \
               at = excluded.at, version = excluded.version";
    tx::execute(&tx.tx, sql, vec![user_id.into(), at.into(), version.into()]).await?;
    tx.commit().await
}

/// The last sign-ins of an account.
pub async fn find<S: Snapshot>(snapshot: &S, user_id: i64) -> Result<Option<Visit>, StoreError> {
    let sql = "SELECT at, version, before_at, before_version FROM visit WHERE user_id = $1";
    let found = tx::all_as(snapshot.connection(), sql, vec![user_id.into()]).await?;
    Ok(found.into_iter().next())
}

/// Sheets of figures of one agency and month that one author changed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct FiguresChanged {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i64,
    /// Cumulative month.
    pub month: i64,
    /// Account name of who changed them.
    pub author: String,
    /// The last time (µs).
    pub at: Micros,
    /// How many revisions.
    pub revisions: i64,
}

/// Figures changed after a version, newest first.
pub async fn figures_after<S: Snapshot>(
    snapshot: &S,
    version: i64,
) -> Result<Vec<FiguresChanged>, StoreError> {
    let sql = "SELECT s.agency AS agency, s.year AS year, s.month AS month, r.author AS author, \
               max(r.at) AS at, count(*) AS revisions \
               FROM (SELECT sheet_id, author, at FROM figure_revision WHERE event > $1 \
                     ORDER BY event DESC LIMIT $2) AS r \
               JOIN figure_sheet AS s ON s.id = r.sheet_id \
               GROUP BY s.agency, s.year, s.month, r.author \
               ORDER BY max(r.at) DESC, s.agency, s.year, s.month, r.author";
    let values = vec![version.into(), LOOKED_AT.into()];
    tx::all_as(snapshot.connection(), sql, values).await
}

/// A row of another sheet that was changed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RecordChanged {
    /// Name of the sheet.
    pub kind: String,
    /// The row's code, where its sheet has one.
    pub code: Option<String>,
    /// Its values, canonical JSON.
    pub content: String,
    /// Account name of who changed it.
    pub author: String,
    /// When (µs).
    pub at: Micros,
}

/// Rows of other sheets changed after a version, newest first.
pub async fn records_after<S: Snapshot>(
    snapshot: &S,
    version: i64,
) -> Result<Vec<RecordChanged>, StoreError> {
    let sql = "SELECT k.kind AS kind, k.code AS code, r.content AS content, r.author AS author, r.at AS at \
               FROM (SELECT record_id, content, author, at, event FROM record_revision WHERE event > $1 \
                     ORDER BY event DESC LIMIT $2) AS r \
               JOIN record AS k ON k.id = r.record_id ORDER BY r.event DESC, k.kind, k.key";
    let values = vec![version.into(), LOOKED_AT.into()];
    tx::all_as(snapshot.connection(), sql, values).await
}
