//! What the engine does not watch itself: pointers to newest revisions, gaps in their numbers, bytes of files.

use sea_orm::DatabaseTransaction;
use sha2::{Digest, Sha256};

use crate::digest::hex;
use crate::{Snapshot, StoreError, attachment, tx};

/// One thing [`check`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The engine's own check says so, in its words.
    Engine(String),
    /// A record whose newest revision is not its last one, or whose numbers have a gap.
    Record(i64),
    /// A figure sheet whose pointers are wrong, or whose numbers have a gap.
    Sheet(i64),
    /// A file whose bytes are not what its address says.
    File(String),
    /// Pieces of a file nobody knows.
    Orphan(String),
}

/// Looks at every record, sheet and file. Takes as long as reading the whole database.
pub async fn check<S: Snapshot>(snapshot: &S) -> Result<Vec<Damage>, StoreError> {
    let tx = snapshot.connection();
    let mut found = engine(tx).await?;
    for id in broken(tx, "record", "record_revision", "record_id", "").await? {
        found.push(Damage::Record(id));
    }
    let approved =
        "OR (s.approved IS NULL) <> (r.approved_last IS NULL) OR s.approved <> r.approved_last";
    for id in broken(tx, "figure_sheet", "figure_revision", "sheet_id", approved).await? {
        found.push(Damage::Sheet(id));
    }
    files(snapshot, &mut found).await?;
    Ok(found)
}

async fn engine(tx: &DatabaseTransaction) -> Result<Vec<Damage>, StoreError> {
    let mut found = Vec::new();
    for sql in crate::Engine::of(tx).self_checks() {
        for row in tx::all(tx, sql, vec![]).await? {
            let said: String = row.try_get_by_index(0)?;
            if said != "ok" {
                found.push(Damage::Engine(said));
            }
        }
    }
    Ok(found)
}

/// Heads whose pointer is not their last revision, or whose revisions are not numbered 1, 2, 3 ….
async fn broken(
    tx: &DatabaseTransaction,
    head: &str,
    revision: &str,
    owner: &str,
    more: &str,
) -> Result<Vec<i64>, StoreError> {
    let approved = if more.is_empty() {
        ""
    } else {
        ", max(CASE WHEN approved THEN id END) AS approved_last"
    };
    let sql = format!(
        "SELECT s.id FROM {head} s LEFT JOIN (SELECT {owner} AS owner, max(id) AS last, \
         max(number) AS highest, count(*) AS many{approved} FROM {revision} GROUP BY {owner}) r \
         ON r.owner = s.id WHERE r.owner IS NULL OR r.last <> s.newest OR r.highest <> r.many {more} \
         ORDER BY s.id"
    );
    let rows = tx::all(tx, &sql, vec![]).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?)
}

async fn files<S: Snapshot>(snapshot: &S, found: &mut Vec<Damage>) -> Result<(), StoreError> {
    let tx = snapshot.connection();
    let sql = "SELECT sha256, size FROM file_object ORDER BY sha256";
    for row in tx::all(tx, sql, vec![]).await? {
        let address: String = row.try_get_by_index(0)?;
        let expected: i64 = row.try_get_by_index(1)?;
        let mut hash = Sha256::new();
        let mut size = 0;
        for n in 0_i64.. {
            let Some(bytes) = attachment::chunk(snapshot, &address, n).await? else {
                break;
            };
            size += i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            hash.update(&bytes);
        }
        if size != expected || hex(&hash.finalize()) != address {
            found.push(Damage::File(address));
        }
    }
    let sql = "SELECT DISTINCT sha256 FROM file_chunk WHERE sha256 NOT IN (SELECT sha256 FROM file_object)";
    for row in tx::all(tx, sql, vec![]).await? {
        found.push(Damage::Orphan(row.try_get_by_index(0)?));
    }
    Ok(())
}
