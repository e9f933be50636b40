//! Reading a backup: the archive is unpacked on a thread of its own, rows are stored here.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use sea_orm::sea_query::Value;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::ZipArchive;

use super::tables::{self, FILES, Kind, TABLES, Table};
use super::{FORMAT, Faults, MANIFEST, Manifest, PROGRAM, TableEntry, unusable};
use crate::audit::{Finding, Head};
use crate::digest::{hex, unhex};
use crate::tx::Connected;
use crate::{Db, StoreError, WriteTx, attachment, audit, migration, tx};

/// Rows stored at a time.
const BATCH: usize = 1_000;
/// Longest manifest and longest line that are read at all: a file from outside must not fill the memory.
const LONGEST: u64 = 64 * 1024 * 1024;

/// What the unpacking thread says.
enum Piece {
    Rows(&'static Table, Vec<String>, Vec<Vec<Value>>),
    /// Address, number and bytes of a piece of a file.
    Chunk(String, i64, Vec<u8>),
    /// The archive was read to its end and every count and hash is right.
    End,
}

type Pieces = mpsc::Sender<Piece>;

pub(super) async fn restore(
    db: &Db,
    path: &Path,
    faults: Faults,
) -> Result<(Manifest, Vec<Finding>), StoreError> {
    let path = path.to_owned();
    let (mut archive, manifest) =
        blocking(move || -> Result<_, StoreError> { open(&path) }).await?;
    prepare_schema(db, &manifest).await?;
    let mut tx = db.write().await?;
    refuse_rows(&tx).await?;
    let (sender, receiver) = mpsc::channel(8);
    let expected = manifest.clone();
    let thread = tokio::task::spawn_blocking(move || unpack(&mut archive, &expected, &sender));
    let stored = store(&mut tx, receiver).await;
    let unpacked = thread.await.map_err(|e| StoreError::Io(e.to_string()))?;
    let complete = stored?;
    unpacked?;
    if !complete {
        return Err(unusable("it ended early"));
    }
    let findings = finish(tx, &manifest, faults).await?;
    db.migrate().await?;
    Ok((manifest, findings))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| StoreError::Io(e.to_string()))?
}

/// Opens the archive and reads what it says it is.
fn open(path: &Path) -> Result<(ZipArchive<BufReader<File>>, Manifest), StoreError> {
    let file = File::open(path).map_err(|e| unusable(format!("{}: {e}", path.display())))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(unusable)?;
    let entry = archive.by_name(MANIFEST).map_err(unusable)?;
    let manifest: Manifest = serde_json::from_reader(entry.take(LONGEST)).map_err(unusable)?;
    if manifest.program != PROGRAM {
        return Err(unusable("another program made it"));
    }
    if manifest.format > FORMAT {
        return Err(StoreError::SchemaNewer {
            found: format!("backup format {}", manifest.format),
        });
    }
    if migration::steps_to(&manifest.schema).is_none() {
        return Err(StoreError::SchemaNewer {
            found: manifest.schema,
        });
    }
    Ok((archive, manifest))
}

/// Brings an untouched database to the file's schema; one with tables must be there already.
async fn prepare_schema(db: &Db, manifest: &Manifest) -> Result<(), StoreError> {
    let snapshot = crate::tx::OperationalTx::begin(db).await?;
    let applied = migration::applied(&snapshot.tx, db.engine()).await?;
    snapshot.tx.rollback().await?;
    match applied.last() {
        None => migration::up(db, migration::steps_to(&manifest.schema)).await,
        Some(newest) if *newest == manifest.schema => Ok(()),
        Some(newest) => Err(unusable(format!(
            "it has schema {} and the database {newest}: restore into one without tables",
            manifest.schema
        ))),
    }
}

async fn refuse_rows(tx: &WriteTx) -> Result<(), StoreError> {
    for name in TABLES
        .iter()
        .chain([&FILES])
        .map(|table| table.name)
        .chain(["session"])
    {
        let sql = format!("SELECT 1 FROM {name} LIMIT 1");
        if tx::one(tx.connection(), &sql, vec![]).await?.is_some() {
            return Err(StoreError::NotEmpty {
                table: name.to_owned(),
            });
        }
    }
    Ok(())
}

/// Stores what the thread unpacks. `false` if it stopped before its end; then it knows why.
async fn store(tx: &mut WriteTx, mut pieces: mpsc::Receiver<Piece>) -> Result<bool, StoreError> {
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::Rows(table, columns, rows) => {
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                tx::insert_rows(tx.connection(), table.name, &columns, rows).await?;
            }
            Piece::Chunk(sha256, n, bytes) => {
                let row = vec![sha256.into(), n.into(), bytes.into()];
                let columns = ["sha256", "n", "bytes"];
                tx::insert_rows(tx.connection(), "file_chunk", &columns, [row]).await?;
            }
            Piece::End => return Ok(true),
        }
    }
    Ok(false)
}

/// Moves the head to the restored chain, verifies it and commits.
async fn finish(
    tx: WriteTx,
    manifest: &Manifest,
    faults: Faults,
) -> Result<Vec<Finding>, StoreError> {
    let head = Head {
        number: manifest.version,
        hash: manifest.hash.clone(),
    };
    audit::restore_head(tx.connection(), &head).await?;
    let findings = audit::verify(&tx).await?;
    match (findings.first(), faults) {
        (Some(first), Faults::Refuse) => Err(StoreError::Damaged(format!(
            "the audit chain of the backup has {} faults, the first at event {}: {:?}",
            findings.len(),
            first.number,
            first.fault
        ))),
        _ => {
            tx.commit_restored().await?;
            Ok(findings)
        }
    }
}

/// The unpacking thread. Every table must be there, and have the count and hash the manifest names.
fn unpack(
    archive: &mut ZipArchive<BufReader<File>>,
    manifest: &Manifest,
    pieces: &Pieces,
) -> Result<(), StoreError> {
    static EVERY: [&[Table]; 2] = [&TABLES, std::slice::from_ref(&FILES)];
    let mut files = Vec::new();
    for table in EVERY.into_iter().flatten() {
        let entry = manifest
            .tables
            .iter()
            .find(|entry| entry.name == table.name);
        // A table that came with a later migration than the backup's.
        let Some(entry) = entry else { continue };
        let addresses = unpack_table(archive, table, entry, pieces)?;
        files.extend(addresses);
    }
    for sha256 in files {
        unpack_file(archive, sha256, pieces)?;
    }
    say(pieces, Piece::End)
}

fn say(pieces: &Pieces, piece: Piece) -> Result<(), StoreError> {
    let sent = pieces.blocking_send(piece);
    sent.map_err(|_| unusable("its rows could not be stored"))
}

fn unpack_table(
    archive: &mut ZipArchive<BufReader<File>>,
    table: &'static Table,
    expected: &TableEntry,
    pieces: &Pieces,
) -> Result<Vec<String>, StoreError> {
    let known = table.columns();
    let kinds = expected
        .columns
        .iter()
        .map(|name| {
            known
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, kind)| *kind)
        })
        .collect::<Option<Vec<Kind>>>()
        .ok_or_else(|| unusable(format!("table {} has an unknown column", table.name)))?;
    let entry = archive
        .by_name(&format!("tables/{}.jsonl", table.name))
        .map_err(unusable)?;
    let mut lines = BufReader::new(entry);
    let mut hash = Sha256::new();
    let mut count = 0_u64;
    let mut addresses = Vec::new();
    let mut rows = Vec::new();
    loop {
        let mut line = String::new();
        let read = Read::by_ref(&mut lines)
            .take(LONGEST)
            .read_line(&mut line)
            .map_err(unusable)?;
        if read > 0 {
            hash.update(line.as_bytes());
            count += 1;
            let values = tables::decode(line.trim_end_matches('\n'), &kinds)?;
            if let (Some(Value::String(Some(address))), true) =
                (values.first(), table.name == FILES.name)
            {
                addresses.push(address.clone());
            }
            rows.push(values);
        }
        if rows.len() == BATCH || (read == 0 && !rows.is_empty()) {
            let batch = std::mem::take(&mut rows);
            say(pieces, Piece::Rows(table, expected.columns.clone(), batch))?;
        }
        if read == 0 {
            break;
        }
    }
    if count != expected.rows || hex(&hash.finalize()) != expected.sha256 {
        return Err(unusable(format!(
            "table {} is not what was written",
            table.name
        )));
    }
    Ok(addresses)
}

fn unpack_file(
    archive: &mut ZipArchive<BufReader<File>>,
    sha256: String,
    pieces: &Pieces,
) -> Result<(), StoreError> {
    if unhex(&sha256).is_none_or(|bytes| bytes.len() != 32) {
        return Err(unusable("a file has no address"));
    }
    let mut entry = archive
        .by_name(&format!("files/{sha256}"))
        .map_err(unusable)?;
    let mut hash = Sha256::new();
    for n in 0_i64.. {
        let mut chunk = Vec::new();
        let limit = u64::try_from(attachment::CHUNK).unwrap_or(u64::MAX);
        Read::by_ref(&mut entry)
            .take(limit)
            .read_to_end(&mut chunk)
            .map_err(unusable)?;
        if chunk.is_empty() {
            break;
        }
        hash.update(&chunk);
        say(pieces, Piece::Chunk(sha256.clone(), n, chunk))?;
    }
    if hex(&hash.finalize()) != sha256 {
        return Err(unusable(format!("file {sha256} has other bytes")));
    }
    Ok(())
}
