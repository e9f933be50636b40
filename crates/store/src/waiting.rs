//! Figures that wait for approval: sheets whose newest revision is not their approved one.

use sea_orm::sea_query::Value;

use crate::figures::{StoredSheet, select};
use crate::tx::Connected;
use crate::{Snapshot, StoreError, WriteTx, tx};

/// The condition of the index of the same name.
const WAITS: &str = "(s.approved IS NULL OR s.approved <> s.newest)";

/// Which period: the sheets of an agency, its groups and officers, for one window and scope.
#[derive(Clone, Debug)]
pub struct Period {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i32,
    /// Cumulative month.
    pub month: i32,
    /// Scope.
    pub scope: String,
}

/// The newest revisions that wait for approval and were stored after event `since` (below 1: all), in the order
/// their sheets were first stored.
pub async fn waiting<S: Snapshot>(
    snapshot: &S,
    since: i64,
) -> Result<Vec<StoredSheet>, StoreError> {
    let rest = format!("ON r.id = s.newest WHERE {WAITS} AND s.event > $1 ORDER BY s.id");
    select(snapshot, &rest, vec![since.max(0).into()]).await
}

/// The keys of the sheets that changed after event `since` and wait for nothing.
pub async fn settled<S: Snapshot>(snapshot: &S, since: i64) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT s.key FROM figure_sheet s WHERE s.event > $1 AND s.approved = s.newest";
    let rows = tx::all(snapshot.connection(), sql, vec![since.into()]).await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}

/// What waits in one period: newest revisions, officers' too.
pub async fn waiting_in<S: Snapshot>(
    snapshot: &S,
    period: &Period,
) -> Result<Vec<StoredSheet>, StoreError> {
    let rest = format!(
        "ON r.id = s.newest WHERE {WAITS} AND s.agency = $1 AND s.year = $2 AND s.month = $3 AND s.scope = $4 \
         ORDER BY s.id"
    );
    select(snapshot, &rest, place(period)).await
}

/// Approves what waits in a period: its newest revisions are the approved ones from this event on. What they say
/// does not change, so nothing is stored again. Answers how many sheets there were.
pub async fn approve(tx: &mut WriteTx, period: &Period) -> Result<u64, StoreError> {
    let sheets = format!(
        "SELECT s.newest FROM figure_sheet s WHERE {WAITS} AND s.agency = $1 AND s.year = $2 AND s.month = $3 \
         AND s.scope = $4"
    );
    let sql = format!(
        "UPDATE figure_revision SET approved = true, state = 'approved', counted = $5 WHERE id IN ({sheets})"
    );
    let mut values = place(period);
    values.push(tx.event().into());
    tx::execute(tx.connection(), &sql, values).await?;
    let sql = "UPDATE figure_sheet SET approved = newest, state = 'approved', event = $5 \
               WHERE agency = $1 AND year = $2 AND month = $3 AND scope = $4 \
               AND (approved IS NULL OR approved <> newest)";
    let mut values = place(period);
    values.push(tx.event().into());
    tx::execute(tx.connection(), sql, values).await
}

fn place(period: &Period) -> Vec<Value> {
    vec![
        period.agency.as_str().into(),
        i64::from(period.year).into(),
        i64::from(period.month).into(),
        period.scope.as_str().into(),
    ]
}
