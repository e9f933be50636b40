//! Drafts: what somebody has typed into a form and not yet sent.
//!
//! The rows are operation, like sessions: they change with every pause in typing, move no version and have no
//! audit event. Unlike sessions they are somebody's work, so a backup takes them along.
//!
//! A draft whose form was accepted is emptied and kept for a while as a mark: a copy in a browser that was
//! closed at the wrong moment learns from it that it has arrived, and a late save does not bring it back.

use sea_orm::FromQueryResult;

use crate::{Db, Micros, Snapshot, StoreError, tx};

/// Most bytes a draft may hold.
pub const MOST_BYTES: usize = 256 * 1024;
/// Most unfinished drafts of one account.
pub const MOST_DRAFTS: i64 = 100;
/// Most marks of accepted forms of one account; the oldest go first.
pub const MOST_MARKS: i64 = 200;

/// Columns in the order of [`Draft`].
const COLUMNS: &str = "owner, key, page, title, base, content, stamp, saved, accepted";

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Draft {
    /// The account whose it is.
    pub owner: i64,
    /// What it is a draft of: text made by the page.
    pub key: String,
    /// Path and query of the page it was typed on.
    pub page: String,
    /// What the page calls it.
    pub title: String,
    /// The state of the thing when typing began, in the page's own words (a revision's number).
    pub base: String,
    /// The fields, JSON; empty in a mark of acceptance.
    pub content: String,
    /// When it was typed, by the browser's clock (ms): orders what one browser sends.
    pub stamp: i64,
    /// When it was stored (µs).
    pub saved: Micros,
    /// Whether its form was accepted: nothing of it is left.
    pub accepted: bool,
}

/// What became of a draft that was to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is stored.
    Stored,
    /// Its form was accepted already; this was a late copy.
    Late,
    /// It is larger than [`MOST_BYTES`].
    TooLarge,
    /// The account has [`MOST_DRAFTS`] others.
    TooMany,
}

/// Stores a draft in place of the one under its key.
pub async fn put(db: &Db, draft: &Draft) -> Result<Put, StoreError> {
    if draft.content.len() > MOST_BYTES {
        return Ok(Put::TooLarge);
    }
    let tx = db.operate().await?;
    let sql = "SELECT count(*) FROM draft WHERE owner = $1 AND key <> $2 AND NOT accepted";
    let values = vec![draft.owner.into(), draft.key.as_str().into()];
    let row = tx::one(&tx.tx, sql, values).await?;
    let others: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    if others >= MOST_DRAFTS {
        return Ok(Put::TooMany);
    }
    let sql = format!(
        "INSERT INTO draft ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE) \
         ON CONFLICT (owner, key) DO UPDATE SET page = excluded.page, title = excluded.title, \
         base = excluded.base, content = excluded.content, stamp = excluded.stamp, saved = excluded.saved, \
         accepted = FALSE WHERE NOT draft.accepted OR draft.stamp < excluded.stamp"
    );
    let values = vec![
        draft.owner.into(),
        draft.key.as_str().into(),
        draft.page.as_str().into(),
        draft.title.as_str().into(),
        draft.base.as_str().into(),
        draft.content.as_str().into(),
        draft.stamp.into(),
        draft.saved.into(),
    ];
    let stored = tx::execute(&tx.tx, &sql, values).await?;
    tx.commit().await?;
    Ok(if stored > 0 { Put::Stored } else { Put::Late })
}

/// Empties a draft whose form was accepted, or notes that there was one; `stamp` is that of what was sent. Of
/// more than [`MOST_MARKS`] marks the oldest go: their copies in browsers have long been told.
pub async fn accept(
    db: &Db,
    owner: i64,
    key: &str,
    stamp: i64,
    at: Micros,
) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let sql = format!(
        "INSERT INTO draft ({COLUMNS}) VALUES ($1, $2, '', '', '', '', $3, $4, TRUE) \
         ON CONFLICT (owner, key) DO UPDATE SET page = '', title = '', base = '', content = '', \
         stamp = excluded.stamp, saved = excluded.saved, accepted = TRUE"
    );
    let values = vec![owner.into(), key.into(), stamp.into(), at.into()];
    tx::execute(&tx.tx, &sql, values).await?;
    let sql = "DELETE FROM draft WHERE owner = $1 AND accepted AND key IN (SELECT key FROM draft \
               WHERE owner = $1 AND accepted ORDER BY saved DESC, key LIMIT 1000000 OFFSET $2)";
    tx::execute(&tx.tx, sql, vec![owner.into(), MOST_MARKS.into()]).await?;
    tx.commit().await
}

/// The draft or mark of an account under a key.
pub async fn find<S: Snapshot>(
    snapshot: &S,
    owner: i64,
    key: &str,
) -> Result<Option<Draft>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM draft WHERE owner = $1 AND key = $2");
    let found = tx::all_as(snapshot.connection(), &sql, vec![owner.into(), key.into()]).await?;
    Ok(found.into_iter().next())
}

/// The unfinished drafts of an account, newest first, without what they hold.
pub async fn list<S: Snapshot>(snapshot: &S, owner: i64) -> Result<Vec<Draft>, StoreError> {
    let sql = "SELECT owner, key, page, title, base, '' AS content, stamp, saved, accepted FROM draft \
               WHERE owner = $1 AND NOT accepted ORDER BY saved DESC, key";
    tx::all_as(snapshot.connection(), sql, vec![owner.into()]).await
}

/// Somebody else's unfinished draft: that there is one, not what it holds.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Other {
    /// Its key.
    pub key: String,
    /// Account name of its owner.
    pub user: String,
    /// Full name of its owner.
    pub name: String,
    /// When it was last stored (µs).
    pub saved: Micros,
}

/// The unfinished drafts of others whose keys begin with a text and that were stored since an instant, newest
/// first.
pub async fn others<S: Snapshot>(
    snapshot: &S,
    owner: i64,
    prefix: &str,
    since: Micros,
) -> Result<Vec<Other>, StoreError> {
    // Both engines compare keys by bytes, and no text is greater than this one and begins with the prefix.
    let end = format!("{prefix}\u{10FFFF}");
    let sql = "SELECT d.key AS key, u.name AS \"user\", u.full_name AS name, d.saved AS saved FROM draft AS d \
               JOIN user_account AS u ON u.id = d.owner \
               WHERE d.key >= $1 AND d.key < $2 AND d.owner <> $3 AND d.saved >= $4 AND NOT d.accepted \
               ORDER BY d.saved DESC, d.key, u.name";
    let values = vec![prefix.into(), end.into(), owner.into(), since.into()];
    tx::all_as(snapshot.connection(), sql, values).await
}

/// Deletes a draft or mark. Answers whether there was one.
pub async fn remove(db: &Db, owner: i64, key: &str) -> Result<bool, StoreError> {
    let tx = db.operate().await?;
    let sql = "DELETE FROM draft WHERE owner = $1 AND key = $2";
    let rows = tx::execute(&tx.tx, sql, vec![owner.into(), key.into()]).await?;
    tx.commit().await?;
    Ok(rows > 0)
}

/// Deletes what was last stored before an instant. Answers how many.
pub async fn sweep(db: &Db, before: Micros) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let sql = "DELETE FROM draft WHERE saved < $1";
    let rows = tx::execute(&tx.tx, sql, vec![before.into()]).await?;
    tx.commit().await?;
    Ok(rows)
}
