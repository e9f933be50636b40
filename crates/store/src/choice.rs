//! Rows chosen in a list. Operational rows, like sessions: no version, no audit event, no backup.

use crate::{Db, Micros, Snapshot, StoreError, tx};

/// Choices kept of one account; the oldest go.
pub const MOST_CHOICES: i64 = 20;

/// Keeps the keys chosen under an identity of the owner's, in place of those before.
pub async fn put(
    db: &Db,
    owner: i64,
    id: &str,
    content: &str,
    saved: Micros,
) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let sql = "INSERT INTO list_choice (owner, id, content, saved) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (owner, id) DO UPDATE SET content = excluded.content, saved = excluded.saved";
    let values = vec![owner.into(), id.into(), content.into(), saved.into()];
    tx::execute(&tx.tx, sql, values).await?;
    let sql = "DELETE FROM list_choice WHERE owner = $1 AND id IN (SELECT id FROM list_choice \
               WHERE owner = $1 ORDER BY saved DESC, id LIMIT 1000000 OFFSET $2)";
    tx::execute(&tx.tx, sql, vec![owner.into(), MOST_CHOICES.into()]).await?;
    tx.commit().await
}

/// The keys chosen under an identity; `None` where nothing is kept under it.
pub async fn find<S: Snapshot>(
    snapshot: &S,
    owner: i64,
    id: &str,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT content FROM list_choice WHERE owner = $1 AND id = $2";
    let row = tx::one(snapshot.connection(), sql, vec![owner.into(), id.into()]).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// Forgets what was chosen under an identity.
pub async fn remove(db: &Db, owner: i64, id: &str) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let sql = "DELETE FROM list_choice WHERE owner = $1 AND id = $2";
    tx::execute(&tx.tx, sql, vec![owner.into(), id.into()]).await?;
    tx.commit().await
}

/// Deletes what was last kept before an instant. Answers how many.
pub async fn sweep(db: &Db, before: Micros) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let sql = "DELETE FROM list_choice WHERE saved < $1";
    let rows = tx::execute(&tx.tx, sql, vec![before.into()]).await?;
    tx.commit().await?;
    Ok(rows)
}
