//! Answers already given, by the key the client chose. Remembered inside the command's transaction: a repeated
//! request, also after a lost answer or a restart, has exactly one effect.

use sea_orm::FromQueryResult;

use crate::tx::Connected;
use crate::{Db, Micros, Snapshot, StoreError, WriteTx, tx};

/// A remembered answer.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Remembered {
    /// SHA-256 of the request: the same key with another request is the client's mistake.
    pub request_hash: String,
    /// The answer, as it was given.
    pub answer: String,
    /// When.
    pub at: Micros,
    /// Event the request stored.
    pub event: i64,
}

/// The answer remembered for `key` of `actor`.
pub async fn find<S: Snapshot>(
    snapshot: &S,
    actor: &str,
    key: &str,
) -> Result<Option<Remembered>, StoreError> {
    let sql =
        "SELECT request_hash, answer, at, event FROM idempotency WHERE actor = $1 AND key = $2";
    let values = vec![actor.into(), key.into()];
    let found = tx::all_as(snapshot.connection(), sql, values).await?;
    Ok(found.into_iter().next())
}

/// Remembers the answer of the command `tx` is about to commit. [`StoreError::Duplicate`] if the key is taken.
pub async fn remember(
    tx: &mut WriteTx,
    actor: &str,
    key: &str,
    request_hash: &str,
    answer: &str,
    at: Micros,
) -> Result<(), StoreError> {
    let columns = ["key", "actor", "request_hash", "answer", "at", "event"];
    let row = vec![
        key.into(),
        actor.into(),
        request_hash.into(),
        answer.into(),
        at.into(),
        tx.event().into(),
    ];
    tx::insert_rows(tx.connection(), "idempotency", &columns, [row]).await
}

/// Deletes answers given before an instant: an operational matter, without an audit event. Answers how many.
pub async fn sweep(db: &Db, before: Micros) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let sql = "DELETE FROM idempotency WHERE at < $1";
    let rows = tx::execute(&tx.tx, sql, vec![before.into()]).await?;
    tx.commit().await?;
    Ok(rows)
}
