//! Since when an account that nobody uses is named to its administrators, and when it is to end. Operational rows: no
//! version, no audit event, no backup, so that after a restore everybody is announced anew.

use sea_orm::FromQueryResult;

use crate::{Db, Micros, Snapshot, StoreError, tx};

/// An account that is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Announced {
    /// The account.
    pub user_id: i64,
    /// Since when (µs).
    pub told: Micros,
    /// When it is disabled, unless it is used before (µs).
    pub ends: Micros,
}

/// Every announced account.
pub async fn list<S: Snapshot>(snapshot: &S) -> Result<Vec<Announced>, StoreError> {
    let sql = "SELECT user_id, told, ends FROM unused_account ORDER BY user_id";
    tx::all_as(snapshot.connection(), sql, vec![]).await
}

/// Announces accounts, or when they end, and takes back the announcements of others. Who is announced already
/// is so since the first time.
pub async fn tell(db: &Db, all: &[Announced], used_again: &[i64]) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    for one in all {
        let sql = "INSERT INTO unused_account (user_id, told, ends) VALUES ($1, $2, $3) \
                   ON CONFLICT (user_id) DO UPDATE SET ends = excluded.ends";
        let values = vec![one.user_id.into(), one.told.into(), one.ends.into()];
        tx::execute(&tx.tx, sql, values).await?;
    }
    for id in used_again {
        let sql = "DELETE FROM unused_account WHERE user_id = $1";
        tx::execute(&tx.tx, sql, vec![(*id).into()]).await?;
    }
    tx.commit().await
}
