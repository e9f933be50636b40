//! Records: every row of a bundle sheet but the figures. A record has a kind (its sheet), a key and immutable
//! revisions; what the columns mean is known to `domain`, not here.

mod find;

pub use find::{Mentions, by_id, is_used, mentioning, revision, revisions, standing};

use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

use crate::tx::Connected;
use crate::{Canonical, Micros, Snapshot, Stamp, StoreError, WriteTx, tx};

/// Where a revision was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The row's own source text (Nguồn).
    pub source: Option<String>,
    /// Name of the bundle or file.
    pub file: Option<String>,
    /// Name of the sheet in it.
    pub sheet: Option<String>,
    /// Row of the sheet, counted from 1 as the spreadsheet does.
    pub line: Option<i64>,
}

/// One revision of a record, with the record it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRecord {
    /// Identity of the record; never shown.
    pub id: i64,
    /// Kind: the code of its sheet.
    pub kind: String,
    /// Key, unique within the kind.
    pub key: String,
    /// Code shown to people, where the kind has one.
    pub code: Option<String>,
    /// Revision number, from 1.
    pub number: i64,
    /// Column id → text.
    pub content: Canonical,
    /// Whether this revision took the record away.
    pub removed: bool,
    /// Where it was read from.
    pub origin: Origin,
    /// Audit event that stored it.
    pub event: i64,
    /// Who stored it.
    pub by: String,
    /// When.
    pub at: Micros,
    /// Why, if a reason was asked for.
    pub reason: Option<String>,
}

/// A record to be stored for the first time.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Kind: the code of its sheet.
    pub kind: String,
    /// Key, unique within the kind.
    pub key: String,
    /// Code shown to people, where the kind has one.
    pub code: Option<String>,
    /// Column id → text.
    pub content: Canonical,
    /// Where it was read from.
    pub origin: Origin,
}

/// A further revision of a stored record.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Identity of the record ([`StoredRecord::id`]).
    pub id: i64,
    /// Number this revision follows ([`StoredRecord::number`]): a stale one is refused as a duplicate.
    pub follows: i64,
    /// Column id → text.
    pub content: Canonical,
    /// Whether it takes the record away.
    pub removed: bool,
    /// Where it was read from.
    pub origin: Origin,
}

/// Keys asked for in one statement.
const AT_ONCE: [usize; 4] = [500, 50, 5, 1];

const COLUMNS: &str = "record.id, record.kind, record.key, record.code, r.number, r.content, r.removed, \
                       r.source, r.file, r.sheet, r.line, r.event, r.author, r.at, r.reason";
const NEWEST: &str = "record JOIN record_revision r ON r.id = record.newest";
const REVISION_COLUMNS: [&str; 13] = [
    "id",
    "record_id",
    "number",
    "content",
    "removed",
    "source",
    "file",
    "sheet",
    "line",
    "event",
    "author",
    "at",
    "reason",
];

fn read(row: &QueryResult) -> Result<StoredRecord, StoreError> {
    Ok(StoredRecord {
        id: row.try_get_by_index(0)?,
        kind: row.try_get_by_index(1)?,
        key: row.try_get_by_index(2)?,
        code: row.try_get_by_index(3)?,
        number: row.try_get_by_index(4)?,
        content: Canonical::stored(row.try_get_by_index(5)?),
        removed: row.try_get_by_index(6)?,
        origin: Origin {
            source: row.try_get_by_index(7)?,
            file: row.try_get_by_index(8)?,
            sheet: row.try_get_by_index(9)?,
            line: row.try_get_by_index(10)?,
        },
        event: row.try_get_by_index(11)?,
        by: row.try_get_by_index(12)?,
        at: row.try_get_by_index(13)?,
        reason: row.try_get_by_index(14)?,
    })
}

async fn select<S: Snapshot>(
    snapshot: &S,
    rest: &str,
    values: Vec<Value>,
) -> Result<Vec<StoredRecord>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM {rest}");
    let rows = tx::all(snapshot.connection(), &sql, values).await?;
    rows.iter().map(read).collect()
}

/// Newest revisions of all records, or of one kind, in the order they were first stored. Removed records are
/// among them, marked so.
pub async fn all<S: Snapshot>(
    snapshot: &S,
    kind: Option<&str>,
) -> Result<Vec<StoredRecord>, StoreError> {
    match kind {
        Some(kind) => {
            let rest = format!("{NEWEST} WHERE record.kind = $1 ORDER BY record.id");
            select(snapshot, &rest, vec![kind.into()]).await
        }
        None => select(snapshot, &format!("{NEWEST} ORDER BY record.id"), vec![]).await,
    }
}

/// Newest revisions of the records of a kind that have one of these keys or codes, in the order they were first
/// stored. Takes as long as there are keys and codes, not as there are records.
pub async fn among<S: Snapshot>(
    snapshot: &S,
    kind: &str,
    keys: &[&str],
    codes: &[&str],
) -> Result<Vec<StoredRecord>, StoreError> {
    let mut found = std::collections::BTreeMap::new();
    for (column, wanted) in [("key", keys), ("code", codes)] {
        for part in wanted.chunks(AT_ONCE[0]) {
            // Few heights, because each text stays prepared; the rest is filled with the last one.
            let heights = AT_ONCE.iter().rev();
            let height = heights.copied().find(|height| *height >= part.len());
            let height = height.unwrap_or(part.len());
            let last = part.last().copied().unwrap_or_default();
            let values = part
                .iter()
                .copied()
                .chain(std::iter::repeat(last))
                .take(height);
            let values: Vec<Value> = std::iter::once(kind)
                .chain(values)
                .map(Value::from)
                .collect();
            let places: Vec<String> = (2..values.len() + 1).map(|n| format!("${n}")).collect();
            let rest = format!(
                "{NEWEST} WHERE record.kind = $1 AND record.{column} IN ({})",
                places.join(", ")
            );
            for record in select(snapshot, &rest, values).await? {
                found.insert(record.id, record);
            }
        }
    }
    Ok(found.into_values().collect())
}

/// Newest revisions of the records that changed after event `version`.
pub async fn changed_since<S: Snapshot>(
    snapshot: &S,
    version: i64,
) -> Result<Vec<StoredRecord>, StoreError> {
    let rest = format!("{NEWEST} WHERE record.event > $1 ORDER BY record.id");
    select(snapshot, &rest, vec![version.into()]).await
}

/// Newest revision of one record.
pub async fn find<S: Snapshot>(
    snapshot: &S,
    kind: &str,
    key: &str,
) -> Result<Option<StoredRecord>, StoreError> {
    let rest = format!("{NEWEST} WHERE record.kind = $1 AND record.key = $2");
    let found = select(snapshot, &rest, vec![kind.into(), key.into()]).await?;
    Ok(found.into_iter().next())
}

/// Every revision of one record, oldest first.
pub async fn history<S: Snapshot>(
    snapshot: &S,
    kind: &str,
    key: &str,
) -> Result<Vec<StoredRecord>, StoreError> {
    let rest = "record JOIN record_revision r ON r.record_id = record.id \
                WHERE record.kind = $1 AND record.key = $2 ORDER BY r.number";
    select(snapshot, rest, vec![kind.into(), key.into()]).await
}

/// Gives records other keys and codes: their revisions stay theirs. [`StoreError::Duplicate`] if another record
/// of the kind has the key.
pub async fn rekey(
    tx: &mut WriteTx,
    moved: Vec<(i64, String, Option<String>)>,
) -> Result<(), StoreError> {
    for (id, key, code) in moved {
        let sql = "UPDATE record SET key = $1, code = $2 WHERE id = $3";
        tx::execute(
            tx.connection(),
            sql,
            vec![key.into(), code.into(), id.into()],
        )
        .await?;
    }
    Ok(())
}

/// The revisions one event stored: what a bundle brought, and what undoing it would take back.
pub async fn of_event<S: Snapshot>(
    snapshot: &S,
    event: i64,
) -> Result<Vec<StoredRecord>, StoreError> {
    let rest =
        "record JOIN record_revision r ON r.record_id = record.id WHERE r.event = $1 ORDER BY r.id";
    select(snapshot, rest, vec![event.into()]).await
}

/// Stores new records, each with its first revision. [`StoreError::Duplicate`] if a key is already there.
pub async fn insert(
    tx: &mut WriteTx,
    stamp: &Stamp,
    records: Vec<NewRecord>,
) -> Result<(), StoreError> {
    let record_id = tx.reserve("record", records.len()).await?;
    let revision_id = tx.reserve("record_revision", records.len()).await?;
    let event = tx.event();
    // By index: a closure over references would make this future not `Send`.
    let heads = (0..records.len()).zip(0_i64..).map(|(index, n)| {
        let record = &records[index];
        vec![
            (record_id + n).into(),
            record.kind.as_str().into(),
            record.key.as_str().into(),
            record.code.as_deref().into(),
            (revision_id + n).into(),
            event.into(),
        ]
    });
    let columns = ["id", "kind", "key", "code", "newest", "event"];
    tx::insert_rows(tx.connection(), "record", &columns, heads).await?;
    let revisions = records.into_iter().zip(0_i64..).map(|(record, n)| {
        let revision = Revision {
            id: record_id + n,
            follows: 0,
            content: record.content,
            removed: false,
            origin: record.origin,
        };
        row(revision_id + n, event, stamp, revision)
    });
    tx::insert_rows(
        tx.connection(),
        "record_revision",
        &REVISION_COLUMNS,
        revisions,
    )
    .await
}

/// Stores further revisions of records, at most one per record and call. [`StoreError::Duplicate`] if one
/// follows a revision that is not the newest.
pub async fn revise(
    tx: &mut WriteTx,
    stamp: &Stamp,
    revisions: Vec<Revision>,
) -> Result<(), StoreError> {
    let first = tx.reserve("record_revision", revisions.len()).await?;
    let event = tx.event();
    let rows = revisions
        .into_iter()
        .zip(first..)
        .map(|(revision, id)| row(id, event, stamp, revision));
    tx::insert_rows(tx.connection(), "record_revision", &REVISION_COLUMNS, rows).await?;
    // A join by the ids just given: PostgreSQL plans it well before it knows anything about the rows.
    let sql = "UPDATE record SET event = $1, newest = r.id FROM record_revision r \
               WHERE r.id >= $2 AND r.record_id = record.id";
    tx::execute(tx.connection(), sql, vec![event.into(), first.into()]).await?;
    Ok(())
}

fn row(id: i64, event: i64, stamp: &Stamp, revision: Revision) -> Vec<Value> {
    vec![
        id.into(),
        revision.id.into(),
        (revision.follows + 1).into(),
        revision.content.into_string().into(),
        revision.removed.into(),
        revision.origin.source.into(),
        revision.origin.file.into(),
        revision.origin.sheet.into(),
        revision.origin.line.into(),
        event.into(),
        stamp.by.as_str().into(),
        stamp.at.into(),
        stamp.reason.as_deref().into(),
    ]
}
