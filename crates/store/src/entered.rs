//! When figures were entered: the revisions of a year's sheets, as much of them as tells late from early.

use sea_orm::FromQueryResult;

use crate::{Micros, Snapshot, StoreError, tx};

/// One revision of a sheet of an agency.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Revision {
    /// Code of the agency or block.
    pub agency: String,
    /// Cumulative month.
    pub month: i64,
    /// Scope.
    pub scope: String,
    /// When it was stored (µs).
    pub at: Micros,
    /// Its number, from 1.
    pub number: i64,
    /// Audit event that stored it.
    pub event: i64,
    /// How many figures it holds.
    pub figures: i64,
}

/// The revisions of a work year's sheets, officers' apart, stored after event `since`, in the order they were stored.
pub async fn of_year<S: Snapshot>(
    snapshot: &S,
    year: i32,
    since: i64,
) -> Result<Vec<Revision>, StoreError> {
    // Every figure of the canonical JSON has its number under "v".
    let sql = "SELECT s.agency AS agency, s.month AS month, s.scope AS scope, r.at AS at, r.number AS number, \
               r.event AS event, CAST((length(r.content) - length(replace(r.content, '\"v\":', ''))) / 4 AS BIGINT) AS figures \
               FROM figure_revision AS r JOIN figure_sheet AS s ON s.id = r.sheet_id \
               WHERE r.event > $1 AND s.year = $2 AND s.person IS NULL ORDER BY r.id";
    let values = vec![since.into(), i64::from(year).into()];
    tx::all_as(snapshot.connection(), sql, values).await
}
