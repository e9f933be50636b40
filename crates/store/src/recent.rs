//! Pages an account opened lately. Operational rows, like sessions: no version, no audit event, no backup.

use sea_orm::FromQueryResult;

use crate::{Db, Micros, Snapshot, StoreError, tx};

/// Pages kept of one account; the oldest go.
pub const MOST_PAGES: i64 = 30;

/// A page that was opened.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Page {
    /// The account that opened it.
    pub owner: i64,
    /// Its path: one row a page, whatever was asked of it.
    pub path: String,
    /// Path and query of the last time.
    pub address: String,
    /// What the page calls itself.
    pub title: String,
    /// The last time (µs).
    pub at: Micros,
}

/// Notes pages, in one transaction.
pub async fn note(db: &Db, pages: &[Page]) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let mut owners: Vec<i64> = Vec::new();
    for page in pages {
        let sql = "INSERT INTO recent_page (owner, path, address, title, at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (owner, path) DO UPDATE SET address = excluded.address, \
                   title = excluded.title, at = excluded.at WHERE recent_page.at <= excluded.at";
        let values = vec![
            page.owner.into(),
            page.path.as_str().into(),
            page.address.as_str().into(),
            page.title.as_str().into(),
            page.at.into(),
        ];
        tx::execute(&tx.tx, sql, values).await?;
        if !owners.contains(&page.owner) {
            owners.push(page.owner);
        }
    }
    for owner in owners {
        let sql = "DELETE FROM recent_page WHERE owner = $1 AND path IN (SELECT path FROM recent_page \
                   WHERE owner = $1 ORDER BY at DESC, path LIMIT 1000000 OFFSET $2)";
        tx::execute(&tx.tx, sql, vec![owner.into(), MOST_PAGES.into()]).await?;
    }
    tx.commit().await
}

/// The pages of an account, the last one first.
pub async fn list<S: Snapshot>(snapshot: &S, owner: i64) -> Result<Vec<Page>, StoreError> {
    let sql = "SELECT owner, path, address, title, at FROM recent_page WHERE owner = $1 \
               ORDER BY at DESC, path";
    tx::all_as(snapshot.connection(), sql, vec![owner.into()]).await
}

/// Deletes what was last opened before an instant. Answers how many.
pub async fn sweep(db: &Db, before: Micros) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let sql = "DELETE FROM recent_page WHERE at < $1";
    let rows = tx::execute(&tx.tx, sql, vec![before.into()]).await?;
    tx.commit().await?;
    Ok(rows)
}
