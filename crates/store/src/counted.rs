//! Since when figures count: what stood in a month before an event and after it, read from the revisions themselves.
//!
//! A revision counts from the event that stored it on, or from its approval where it waited. Nothing is kept beside
//! the revisions, so that the past of a month can be told for any event there ever was.

use sea_orm::sea_query::Value;

use crate::figures::{StoredSheet, select};
use crate::{Snapshot, StoreError};

/// The event since which a revision counts.
const SINCE: &str = "COALESCE(r.counted, r.event)";

/// Every revision that ever counted of an agency's months whose figures began to count by more than one event, in
/// the order of sheets and revisions: all that can be a correction, officers' figures too. `year`: of one work year.
pub async fn changed<S: Snapshot>(
    snapshot: &S,
    agency: &str,
    year: Option<i32>,
) -> Result<Vec<StoredSheet>, StoreError> {
    let of_year = year.map_or("", |_| " AND s.year = $2");
    let months = format!(
        "SELECT s.year * 100 + s.month FROM figure_sheet s JOIN figure_revision r ON r.sheet_id = s.id \
         WHERE r.approved AND s.agency = $1{of_year} GROUP BY s.year * 100 + s.month \
         HAVING COUNT(DISTINCT {SINCE}) > 1"
    );
    let rest = format!(
        "ON r.sheet_id = s.id WHERE r.approved AND s.agency = $1{of_year} AND s.year * 100 + s.month IN ({months}) \
         ORDER BY s.id, r.number"
    );
    let mut values: Vec<Value> = vec![agency.into()];
    values.extend(year.map(|year| Value::from(i64::from(year))));
    select(snapshot, &rest, values).await
}

/// Every revision that ever counted of an agency's months of some years, in the order of sheets and revisions.
pub async fn of_agency<S: Snapshot>(
    snapshot: &S,
    agency: &str,
    (first, last): (i32, i32),
) -> Result<Vec<StoredSheet>, StoreError> {
    let rest = "ON r.sheet_id = s.id WHERE r.approved AND s.agency = $1 AND s.year >= $2 AND s.year <= $3 \
                AND s.person IS NULL ORDER BY s.id, r.number";
    let values = vec![
        agency.into(),
        i64::from(first).into(),
        i64::from(last).into(),
    ];
    select(snapshot, rest, values).await
}

/// Every revision that ever counted of the sheets of one month, whosesoever, that have one counting since a later
/// event than `event`: what is to be laid over the month of today for what it was then. In the order of sheets and
/// revisions; officers' are left out.
pub async fn later_than<S: Snapshot>(
    snapshot: &S,
    (year, month): (i32, i32),
    event: i64,
) -> Result<Vec<StoredSheet>, StoreError> {
    let rest = "ON r.sheet_id = s.id WHERE r.approved AND s.year = $1 AND s.month = $2 AND s.person IS NULL \
                AND EXISTS (SELECT 1 FROM figure_revision l WHERE l.sheet_id = s.id AND l.approved \
                AND COALESCE(l.counted, l.event) > $3) ORDER BY s.id, r.number";
    // A sheet's own event is its newest: those that did not change since are passed over without a look at revisions.
    let rest = rest.replace("AND EXISTS", "AND s.event > $3 AND EXISTS");
    let values = vec![
        i64::from(year).into(),
        i64::from(month).into(),
        event.into(),
    ];
    select(snapshot, &rest, values).await
}

/// The revisions of one sheet by their numbers, whatever their state.
pub async fn revision<S: Snapshot>(
    snapshot: &S,
    key: &str,
    number: i64,
) -> Result<Option<StoredSheet>, StoreError> {
    let rest = "ON r.sheet_id = s.id WHERE s.key = $1 AND r.number = $2";
    let found = select(snapshot, rest, vec![key.into(), number.into()]).await?;
    Ok(found.into_iter().next())
}
