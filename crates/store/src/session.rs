//! Sessions, trusted devices and the counters of wrong passwords.
//!
//! These rows are operation, not business: they say who is at a keyboard now, they change with nearly every
//! request, and they are worth nothing after a restore. So they are the one exception to "one audit event per
//! write": they go through a small transaction of their own on the writer's connection, they do not move the
//! version (no cache is rebuilt because somebody clicked), and `backup` leaves sessions and devices out. What an
//! auditor asks about (signed in, locked, unlocked) is a command of `app`, with its event.
//!
//! On SQLite this transaction waits while a command writes: never call these functions while holding a
//! [`crate::WriteTx`], and touch a session at most once a minute.

use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entity::{session, trusted_device};
use crate::{Db, Micros, Snapshot, StoreError, tx};

pub use crate::entity::session::Model as Session;
pub use crate::entity::trusted_device::Model as TrustedDevice;

/// Stores a session at sign-in.
pub async fn create(db: &Db, new: Session) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let insert = session::Entity::insert(new.into_active_model());
    insert.exec_without_returning(&tx.tx).await?;
    tx.commit().await
}

/// The session of a token's hash, expired or not.
pub async fn find<S: Snapshot>(
    snapshot: &S,
    token_sha256: &str,
) -> Result<Option<Session>, StoreError> {
    Ok(session::Entity::find_by_id(token_sha256)
        .one(snapshot.connection())
        .await?)
}

/// The sessions of one account, newest first.
pub async fn list<S: Snapshot>(snapshot: &S, user_id: i64) -> Result<Vec<Session>, StoreError> {
    let query = session::Entity::find()
        .filter(session::Column::UserId.eq(user_id))
        .order_by_desc(session::Column::Created)
        .order_by_asc(session::Column::TokenSha256);
    Ok(query.all(snapshot.connection()).await?)
}

/// Notes a request. Never moves `last_seen` back, whatever the clock does.
pub async fn touch(db: &Db, token_sha256: &str, at: Micros) -> Result<(), StoreError> {
    let sql = "UPDATE session SET last_seen = $1 WHERE token_sha256 = $2 AND last_seen < $1";
    run(db, sql, vec![at.into(), token_sha256.into()]).await?;
    Ok(())
}

/// Notes that the password was asked again.
pub async fn step_up(db: &Db, token_sha256: &str, until: Micros) -> Result<(), StoreError> {
    let sql = "UPDATE session SET step_up_until = $1 WHERE token_sha256 = $2";
    run(db, sql, vec![until.into(), token_sha256.into()]).await?;
    Ok(())
}

/// Ends one session. Answers whether there was one.
pub async fn end(db: &Db, token_sha256: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM session WHERE token_sha256 = $1";
    Ok(run(db, sql, vec![token_sha256.into()]).await? > 0)
}

/// Ends every session of an account, but the one to `keep`. Answers how many ended.
pub async fn end_all(db: &Db, user_id: i64, keep: Option<&str>) -> Result<u64, StoreError> {
    let sql = "DELETE FROM session WHERE user_id = $1 AND token_sha256 <> $2";
    run(db, sql, vec![user_id.into(), keep.unwrap_or("").into()]).await
}

/// Deletes what has ended: sessions past `expires` or idle since before `idle_before`, forgotten devices.
pub async fn sweep(db: &Db, now: Micros, idle_before: Micros) -> Result<u64, StoreError> {
    let sql = "DELETE FROM trusted_device WHERE expires <= $1";
    run(db, sql, vec![now.into()]).await?;
    let sql = "DELETE FROM session WHERE expires <= $1 OR last_seen < $2";
    run(db, sql, vec![now.into(), idle_before.into()]).await
}

/// Remembers a device.
pub async fn trust(db: &Db, device: TrustedDevice) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let insert = trusted_device::Entity::insert(device.into_active_model());
    insert.exec_without_returning(&tx.tx).await?;
    tx.commit().await
}

/// The device of a token's hash, expired or not.
pub async fn trusted<S: Snapshot>(
    snapshot: &S,
    token_sha256: &str,
) -> Result<Option<TrustedDevice>, StoreError> {
    let query = trusted_device::Entity::find_by_id(token_sha256);
    Ok(query.one(snapshot.connection()).await?)
}

/// Forgets every device of an account. Answers how many.
pub async fn distrust_all(db: &Db, user_id: i64) -> Result<u64, StoreError> {
    run(
        db,
        "DELETE FROM trusted_device WHERE user_id = $1",
        vec![user_id.into()],
    )
    .await
}

/// Wrong passwords of one account from one class of device, since the last right one.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Failures {
    /// How many.
    pub count: i64,
    /// The first of them (µs).
    pub first_at: Micros,
    /// The last of them (µs).
    pub last_at: Micros,
    /// Until when sign-in is refused (µs).
    pub locked_until: Option<Micros>,
}

/// The counter of an account (existing or not: names are counted alike) and a class of device.
pub async fn failures<S: Snapshot>(
    snapshot: &S,
    account: &str,
    device_class: &str,
) -> Result<Option<Failures>, StoreError> {
    let sql = "SELECT count, first_at, last_at, locked_until FROM sign_in_failure \
               WHERE account = $1 AND device_class = $2";
    let values = vec![account.into(), device_class.into()];
    let found = tx::all_as(snapshot.connection(), sql, values).await?;
    Ok(found.into_iter().next())
}

/// Counts one more wrong password and answers the counter, counted exactly under concurrent attempts.
pub async fn failed(
    db: &Db,
    account: &str,
    device_class: &str,
    at: Micros,
) -> Result<Failures, StoreError> {
    let tx = db.operate().await?;
    let sql = "INSERT INTO sign_in_failure (account, device_class, count, first_at, last_at) \
               VALUES ($1, $2, 1, $3, $3) ON CONFLICT (account, device_class) DO UPDATE \
               SET count = sign_in_failure.count + 1, last_at = excluded.last_at \
               RETURNING count, first_at, last_at, locked_until";
    let values = vec![account.into(), device_class.into(), at.into()];
    let counted: Vec<Failures> = tx::all_as(&tx.tx, sql, values).await?;
    tx.commit().await?;
    let counted = counted.into_iter().next();
    counted.ok_or_else(|| StoreError::Damaged("counter without a value".into()))
}

/// Refuses sign-in of an account from a class of device until an instant.
pub async fn lock(
    db: &Db,
    account: &str,
    device_class: &str,
    until: Micros,
) -> Result<(), StoreError> {
    let sql =
        "UPDATE sign_in_failure SET locked_until = $1 WHERE account = $2 AND device_class = $3";
    run(
        db,
        sql,
        vec![until.into(), account.into(), device_class.into()],
    )
    .await?;
    Ok(())
}

/// Forgets the wrong passwords of an account, of one class of device or of all.
pub async fn forgive(db: &Db, account: &str, device_class: Option<&str>) -> Result<(), StoreError> {
    match device_class {
        Some(class) => {
            let sql = "DELETE FROM sign_in_failure WHERE account = $1 AND device_class = $2";
            run(db, sql, vec![account.into(), class.into()]).await?;
        }
        None => {
            let sql = "DELETE FROM sign_in_failure WHERE account = $1";
            run(db, sql, vec![account.into()]).await?;
        }
    }
    Ok(())
}

/// An account that is locked for unknown devices.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Locked {
    /// Its name; it need not exist.
    pub account: String,
    /// Until when (µs).
    pub locked_until: Micros,
}

/// What is locked at an instant, by name.
pub async fn locked<S: Snapshot>(snapshot: &S, now: Micros) -> Result<Vec<Locked>, StoreError> {
    let sql = "SELECT account, max(locked_until) AS locked_until FROM sign_in_failure \
               WHERE locked_until > $1 GROUP BY account ORDER BY account";
    tx::all_as(snapshot.connection(), sql, vec![now.into()]).await
}

/// Whom the session of an administrator looks at the product as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Seeing {
    /// The account that is looked as.
    pub user_id: i64,
    /// Until when (µs).
    pub until: Micros,
}

/// Whom a session looks as, in time or not.
pub async fn seeing<S: Snapshot>(
    snapshot: &S,
    token_sha256: &str,
) -> Result<Option<Seeing>, StoreError> {
    let sql = "SELECT user_id, until FROM seeing WHERE token_sha256 = $1";
    let found = tx::all_as(snapshot.connection(), sql, vec![token_sha256.into()]).await?;
    Ok(found.into_iter().next())
}

/// Lets a session look as another account; ends with the session at the latest.
pub async fn see_as(db: &Db, token_sha256: &str, seen: Seeing) -> Result<(), StoreError> {
    let sql = "INSERT INTO seeing (token_sha256, user_id, until) VALUES ($1, $2, $3) \
               ON CONFLICT (token_sha256) DO UPDATE SET user_id = excluded.user_id, until = excluded.until";
    let values = vec![token_sha256.into(), seen.user_id.into(), seen.until.into()];
    run(db, sql, values).await?;
    Ok(())
}

/// Ends looking as another account. Answers whether the session did.
pub async fn stop_seeing(db: &Db, token_sha256: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM seeing WHERE token_sha256 = $1";
    Ok(run(db, sql, vec![token_sha256.into()]).await? > 0)
}

async fn run(
    db: &Db,
    sql: &str,
    values: Vec<sea_orm::sea_query::Value>,
) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let rows = tx::execute(&tx.tx, sql, values).await?;
    tx.commit().await?;
    Ok(rows)
}
