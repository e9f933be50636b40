//! Work sessions of imports, and mappings kept for the next file.
//!
//! A session is operation, not business, like a person's session at the keyboard: it goes through the small
//! transaction without an audit event, until [`finish`] ends it inside the command that stores its rows.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use sea_orm::sea_query::Value;

use crate::tx::Connected;
use crate::{Db, Micros, Snapshot, StoreError, WriteTx, tx};

/// Being worked on.
pub const OPEN: &str = "open";
/// Stored; the answer says what.
pub const DONE: &str = "done";

/// Size of a piece of the file in bytes.
const CHUNK: usize = 1024 * 1024;
/// Cells written in one statement.
const AT_ONCE: usize = 500;

/// A work session.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Session {
    /// Identity: random, so that nobody can guess another's.
    pub id: String,
    /// Account it belongs to.
    pub owner: String,
    /// Name of the file, or what the list is called.
    pub title: String,
    /// Media type of the file; empty for a typed list.
    pub media: String,
    /// SHA-256 of the file; `None` for a typed list.
    pub sha256: Option<String>,
    /// Size of the file in bytes.
    pub size: i64,
    /// What the sheets are and how their columns are read (JSON of `app`).
    pub plan: String,
    /// Moves with every change.
    pub version: i64,
    /// [`OPEN`] or [`DONE`].
    pub state: String,
    /// What was stored (JSON of `app`), once it is.
    pub answer: Option<String>,
    /// When it was opened.
    pub created: Micros,
    /// When it last changed.
    pub updated: Micros,
}

/// A cell typed or mended in a session.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct StoredCell {
    /// Place of the sheet in the file, from 0.
    pub sheet: i64,
    /// Row of the sheet.
    pub line: i64,
    /// Column of the bundle.
    pub col: String,
    /// The text that stands there now; empty: nothing.
    pub value: String,
}

/// A mapping kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Mapping {
    /// `user:NAME` or `agency:CODE`.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// What files it fits: a hash of their headings.
    pub fingerprint: String,
    /// The mapping (JSON of `app`).
    pub content: String,
    /// When it was last kept.
    pub updated: Micros,
}

const COLUMNS: &str =
    "id, owner, title, media, sha256, size, plan, version, state, answer, created, updated";

/// Opens a session with the bytes of its file (none for a typed list).
pub async fn create(db: &Db, new: &Session, bytes: &[u8]) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let columns: Vec<&str> = COLUMNS.split(", ").collect();
    let row: Vec<Value> = vec![
        new.id.as_str().into(),
        new.owner.as_str().into(),
        new.title.as_str().into(),
        new.media.as_str().into(),
        new.sha256.clone().into(),
        new.size.into(),
        new.plan.as_str().into(),
        new.version.into(),
        new.state.as_str().into(),
        new.answer.clone().into(),
        new.created.into(),
        new.updated.into(),
    ];
    tx::insert_rows(&tx.tx, "import_session", &columns, [row]).await?;
    for (n, chunk) in (0_i64..).zip(bytes.chunks(CHUNK)) {
        let row = vec![new.id.as_str().into(), n.into(), chunk.to_vec().into()];
        tx::insert_rows(&tx.tx, "import_file", &["session", "n", "bytes"], [row]).await?;
    }
    tx.commit().await
}

/// One account's session; another's is not found.
pub async fn find<S: Snapshot>(
    snapshot: &S,
    owner: &str,
    id: &str,
) -> Result<Option<Session>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM import_session WHERE id = $1 AND owner = $2");
    let values = vec![id.into(), owner.into()];
    let found = tx::all_as(snapshot.connection(), &sql, values).await?;
    Ok(found.into_iter().next())
}

/// The sessions of an account, last changed first.
pub async fn list<S: Snapshot>(snapshot: &S, owner: &str) -> Result<Vec<Session>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM import_session WHERE owner = $1 ORDER BY updated DESC, id");
    tx::all_as(snapshot.connection(), &sql, vec![owner.into()]).await
}

/// The bytes of a session's file.
pub async fn bytes<S: Snapshot>(snapshot: &S, id: &str) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    for n in 0_i64.. {
        let sql = "SELECT bytes FROM import_file WHERE session = $1 AND n = $2";
        let row = tx::one(snapshot.connection(), sql, vec![id.into(), n.into()]).await?;
        let Some(row) = row else { break };
        let piece: Vec<u8> = row.try_get_by_index(0)?;
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The cells typed or mended in a session.
pub async fn cells<S: Snapshot>(snapshot: &S, id: &str) -> Result<Vec<StoredCell>, StoreError> {
    let sql = "SELECT sheet, line, col, value FROM import_cell WHERE session = $1 \
               ORDER BY sheet, line, col";
    tx::all_as(snapshot.connection(), sql, vec![id.into()]).await
}

/// What changes in a session, all at once.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The plan, where it changes: only if the session still is at this version.
    pub plan: Option<(i64, String)>,
    /// Cells of these sheets are forgotten first.
    pub forget: Vec<i64>,
    /// Cells that are written.
    pub cells: Vec<StoredCell>,
}

/// Changes an open session. `false`: it is done, gone, or its plan was changed meanwhile; nothing is written.
pub async fn change(db: &Db, id: &str, at: Micros, change: Change) -> Result<bool, StoreError> {
    let tx = db.operate().await?;
    let rows = match &change.plan {
        Some((version, plan)) => {
            let sql = "UPDATE import_session SET plan = $1, version = version + 1, updated = $2 \
                       WHERE id = $3 AND version = $4 AND state = 'open'";
            let values = vec![
                plan.as_str().into(),
                at.into(),
                id.into(),
                (*version).into(),
            ];
            tx::execute(&tx.tx, sql, values).await?
        }
        None => {
            let sql = "UPDATE import_session SET version = version + 1, updated = $1 \
                       WHERE id = $2 AND state = 'open'";
            tx::execute(&tx.tx, sql, vec![at.into(), id.into()]).await?
        }
    };
    if rows != 1 {
        return Ok(false);
    }
    for sheet in &change.forget {
        let sql = "DELETE FROM import_cell WHERE session = $1 AND sheet = $2";
        tx::execute(&tx.tx, sql, vec![id.into(), (*sheet).into()]).await?;
    }
    // Of a cell told twice the last one counts: PostgreSQL refuses to write one row twice in a statement.
    let cells: BTreeMap<(i64, i64, String), String> = change
        .cells
        .into_iter()
        .map(|cell| ((cell.sheet, cell.line, cell.col), cell.value))
        .collect();
    let cells: Vec<_> = cells.into_iter().collect();
    for part in cells.chunks(AT_ONCE) {
        let sql = format!(
            "INSERT INTO import_cell (session, sheet, line, col, value) VALUES {} \
             ON CONFLICT (session, sheet, line, col) DO UPDATE SET value = excluded.value",
            db.engine().tuples(5, part.len())
        );
        let values = part.iter().flat_map(|((sheet, line, col), value)| {
            [
                Value::from(id),
                (*sheet).into(),
                (*line).into(),
                col.as_str().into(),
                value.as_str().into(),
            ]
        });
        tx::execute(&tx.tx, &sql, values.collect()).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Ends a session inside the command that stores its rows, so that one is never stored without the other.
/// `false`: it was ended or changed since `version`; the command must not go on.
pub async fn finish(
    tx: &mut WriteTx,
    (id, version): (&str, i64),
    answer: &str,
    at: Micros,
) -> Result<bool, StoreError> {
    let sql = "UPDATE import_session SET state = 'done', answer = $1, updated = $2, \
               version = version + 1 WHERE id = $3 AND version = $4 AND state = 'open'";
    let values = vec![answer.into(), at.into(), id.into(), version.into()];
    Ok(tx::execute(tx.connection(), sql, values).await? == 1)
}

/// Ends a session that had nothing to store.
pub async fn close(db: &Db, id: &str, answer: &str, at: Micros) -> Result<bool, StoreError> {
    let sql = "UPDATE import_session SET state = 'done', answer = $1, updated = $2, \
               version = version + 1 WHERE id = $3 AND state = 'open'";
    let tx = db.operate().await?;
    let rows = tx::execute(&tx.tx, sql, vec![answer.into(), at.into(), id.into()]).await?;
    tx.commit().await?;
    Ok(rows == 1)
}

/// Throws a session of an account away. Answers whether there was one.
pub async fn discard(db: &Db, owner: &str, id: &str) -> Result<bool, StoreError> {
    let own = "IN (SELECT id FROM import_session WHERE id = $1 AND owner = $2)";
    let tx = db.operate().await?;
    for table in ["import_cell", "import_file"] {
        let sql = format!("DELETE FROM {table} WHERE session {own}");
        tx::execute(&tx.tx, &sql, vec![id.into(), owner.into()]).await?;
    }
    let sql = "DELETE FROM import_session WHERE id = $1 AND owner = $2";
    let rows = tx::execute(&tx.tx, sql, vec![id.into(), owner.into()]).await?;
    tx.commit().await?;
    Ok(rows == 1)
}

/// Throws away the sessions last changed before an instant. Answers how many.
pub async fn sweep(db: &Db, before: Micros) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    for table in ["import_cell", "import_file"] {
        let sql = format!(
            "DELETE FROM {table} WHERE session IN (SELECT id FROM import_session WHERE updated < $1)"
        );
        tx::execute(&tx.tx, &sql, vec![before.into()]).await?;
    }
    let sql = "DELETE FROM import_session WHERE updated < $1";
    let rows = tx::execute(&tx.tx, sql, vec![before.into()]).await?;
    tx.commit().await?;
    Ok(rows)
}

/// Keeps a mapping; one of the same owner and name is replaced.
pub async fn keep(db: &Db, mapping: &Mapping) -> Result<(), StoreError> {
    let sql = "INSERT INTO import_mapping (owner, name, fingerprint, content, updated) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (owner, name) DO UPDATE SET \
               fingerprint = excluded.fingerprint, content = excluded.content, updated = excluded.updated";
    let values = vec![
        mapping.owner.as_str().into(),
        mapping.name.as_str().into(),
        mapping.fingerprint.as_str().into(),
        mapping.content.as_str().into(),
        mapping.updated.into(),
    ];
    let tx = db.operate().await?;
    tx::execute(&tx.tx, sql, values).await?;
    tx.commit().await
}

/// The mappings that fit a fingerprint, of any of these owners, newest first.
pub async fn mappings<S: Snapshot>(
    snapshot: &S,
    owners: &[String],
    fingerprint: &str,
) -> Result<Vec<Mapping>, StoreError> {
    if owners.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..owners.len() + 2).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT owner, name, fingerprint, content, updated FROM import_mapping \
         WHERE fingerprint = $1 AND owner IN ({}) ORDER BY updated DESC, owner, name",
        places.join(", ")
    );
    let values = std::iter::once(Value::from(fingerprint))
        .chain(owners.iter().map(|owner| owner.as_str().into()))
        .collect();
    tx::all_as(snapshot.connection(), &sql, values).await
}

/// The mappings of any of these owners, by name.
pub async fn all_mappings<S: Snapshot>(
    snapshot: &S,
    owners: &[String],
) -> Result<Vec<Mapping>, StoreError> {
    if owners.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=owners.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT owner, name, fingerprint, content, updated FROM import_mapping \
         WHERE owner IN ({}) ORDER BY name, owner",
        places.join(", ")
    );
    let values = owners.iter().map(|owner| owner.as_str().into());
    tx::all_as(snapshot.connection(), &sql, values.collect()).await
}

/// Forgets a mapping. Answers whether there was one.
pub async fn forget_mapping(db: &Db, owner: &str, name: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM import_mapping WHERE owner = $1 AND name = $2";
    let tx = db.operate().await?;
    let rows = tx::execute(&tx.tx, sql, vec![owner.into(), name.into()]).await?;
    tx.commit().await?;
    Ok(rows == 1)
}
