//! Files as rows: content-addressed and cut into pieces of 1 MiB. One transaction, one backup, no orphans.

use sea_orm::FromQueryResult;

use crate::tx::Connected;
use crate::{Snapshot, StoreError, WriteTx, sha256_hex, tx};

/// Size of a piece in bytes.
pub const CHUNK: usize = 1024 * 1024;
/// Largest file in bytes.
pub const LARGEST: usize = 25 * 1024 * 1024;

/// A stored file, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct StoredFile {
    /// SHA-256 of its bytes: its address.
    pub sha256: String,
    /// Name it was first stored under.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: i64,
    /// Event that stored it.
    pub event: i64,
}

/// Stores a file and answers its address. The same bytes are stored once; the first name stays.
pub async fn put(
    tx: &mut WriteTx,
    name: &str,
    media: &str,
    bytes: &[u8],
) -> Result<String, StoreError> {
    let size = bytes.len();
    if size > LARGEST {
        return Err(StoreError::TooLarge {
            size: u64::try_from(size).unwrap_or(u64::MAX),
            limit: u64::try_from(LARGEST).unwrap_or(u64::MAX),
        });
    }
    let sha256 = sha256_hex(bytes);
    if find(tx, &sha256).await?.is_some() {
        return Ok(sha256);
    }
    let row = vec![
        sha256.as_str().into(),
        name.into(),
        media.into(),
        i64::try_from(size).unwrap_or(i64::MAX).into(),
        tx.event().into(),
    ];
    let columns = ["sha256", "name", "media", "size", "event"];
    tx::insert_rows(tx.connection(), "file_object", &columns, [row]).await?;
    for (n, chunk) in (0_i64..).zip(bytes.chunks(CHUNK)) {
        let row = vec![sha256.as_str().into(), n.into(), chunk.to_vec().into()];
        tx::insert_rows(
            tx.connection(),
            "file_chunk",
            &["sha256", "n", "bytes"],
            [row],
        )
        .await?;
    }
    Ok(sha256)
}

/// What is stored under an address, without its bytes.
pub async fn find<S: Snapshot>(
    snapshot: &S,
    sha256: &str,
) -> Result<Option<StoredFile>, StoreError> {
    let sql = "SELECT sha256, name, media, size, event FROM file_object WHERE sha256 = $1";
    let found = tx::all_as(snapshot.connection(), sql, vec![sha256.into()]).await?;
    Ok(found.into_iter().next())
}

/// One piece of a file, counted from 0; `None` after the last.
pub async fn chunk<S: Snapshot>(
    snapshot: &S,
    sha256: &str,
    n: i64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM file_chunk WHERE sha256 = $1 AND n = $2";
    let row = tx::one(snapshot.connection(), sql, vec![sha256.into(), n.into()]).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// All bytes of a file, checked against its address. [`StoreError::Damaged`] if they are not what was stored.
pub async fn bytes<S: Snapshot>(snapshot: &S, sha256: &str) -> Result<Vec<u8>, StoreError> {
    let file = find(snapshot, sha256).await?;
    let file = file.ok_or_else(|| StoreError::NotFound(format!("file {sha256}")))?;
    let mut bytes = Vec::with_capacity(usize::try_from(file.size).unwrap_or(0).min(LARGEST));
    for n in 0_i64.. {
        match chunk(snapshot, sha256, n).await? {
            Some(piece) => bytes.extend_from_slice(&piece),
            None => break,
        }
    }
    if sha256_hex(&bytes) != sha256 {
        return Err(StoreError::Damaged(format!(
            "file {sha256} has other bytes"
        )));
    }
    Ok(bytes)
}

/// Takes a file away, bytes and all, for the event `tx` is about to append.
pub async fn remove(tx: &mut WriteTx, sha256: &str) -> Result<(), StoreError> {
    let values = || vec![sha256.into()];
    tx::execute(
        tx.connection(),
        "DELETE FROM file_chunk WHERE sha256 = $1",
        values(),
    )
    .await?;
    match tx::execute(
        tx.connection(),
        "DELETE FROM file_object WHERE sha256 = $1",
        values(),
    )
    .await?
    {
        0 => Err(StoreError::NotFound(format!("file {sha256}"))),
        _ => Ok(()),
    }
}
