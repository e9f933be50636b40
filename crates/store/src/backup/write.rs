//! Writing a backup: rows are read here, and compressed and written on a thread of their own.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use sea_orm::sea_query::Value;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::tables::{self, FILES, TABLES, Table};
use super::{FORMAT, MANIFEST, Manifest, PROGRAM, TableEntry, unusable};
use crate::digest::hex;
use crate::tx::Connected;
use crate::{Db, ReadTx, StoreError, attachment, audit, migration, tx};

/// Rows read at a time.
const PAGE: usize = 2_000;

/// What the writing thread is told.
enum Piece {
    /// A new entry of the archive; attachments are packed already and are only stored.
    Entry(String, CompressionMethod),
    Bytes(Vec<u8>),
    /// Everything was said: make it durable and give it its name.
    End,
}

type Pieces = mpsc::Sender<Piece>;

pub(super) async fn write(db: &Db, path: &Path) -> Result<Manifest, StoreError> {
    db.check_schema().await?;
    let snapshot = db.read().await?;
    let (sender, receiver) = mpsc::channel(8);
    let target = path.to_owned();
    let thread = tokio::task::spawn_blocking(move || sink(&target, receiver));
    let told = tell(&snapshot, &sender).await;
    drop(sender);
    let written = thread.await.map_err(|e| StoreError::Io(e.to_string()))?;
    // When the thread fails, telling it fails too; the thread knows why.
    written?;
    told
}

async fn tell(snapshot: &ReadTx, pieces: &Pieces) -> Result<Manifest, StoreError> {
    let head = audit::read_head(snapshot.connection(), "").await?;
    let mut manifest = Manifest {
        format: FORMAT,
        program: PROGRAM.to_owned(),
        schema: migration::newest().to_owned(),
        version: head.number,
        hash: head.hash,
        tables: Vec::new(),
    };
    for table in TABLES.iter().chain([&FILES]) {
        manifest
            .tables
            .push(tell_table(snapshot, table, pieces).await?);
    }
    tell_files(snapshot, pieces).await?;
    let text = serde_json::to_vec_pretty(&manifest).map_err(unusable)?;
    say(
        pieces,
        Piece::Entry(MANIFEST.to_owned(), CompressionMethod::Deflated),
    )
    .await?;
    say(pieces, Piece::Bytes(text)).await?;
    say(pieces, Piece::End).await?;
    Ok(manifest)
}

async fn say(pieces: &Pieces, piece: Piece) -> Result<(), StoreError> {
    let sent = pieces.send(piece).await;
    sent.map_err(|_| StoreError::Io("the backup's writer stopped".to_owned()))
}

async fn tell_table(
    snapshot: &ReadTx,
    table: &Table,
    pieces: &Pieces,
) -> Result<TableEntry, StoreError> {
    let name = format!("tables/{}.jsonl", table.name);
    say(pieces, Piece::Entry(name, CompressionMethod::Deflated)).await?;
    let columns = table.columns();
    let mut hash = Sha256::new();
    let mut rows = 0_u64;
    let mut after: Option<Vec<Value>> = None;
    loop {
        let sql = table.page(after.is_none(), PAGE);
        let page = tx::all(snapshot.connection(), &sql, after.unwrap_or_default()).await?;
        let mut lines = Vec::new();
        after = None;
        for row in &page {
            let mut values = tables::values(row, &columns)?;
            tables::encode(&values, &mut lines)?;
            rows += 1;
            values.truncate(table.key);
            after = Some(values);
        }
        if after.is_none() {
            break;
        }
        hash.update(&lines);
        say(pieces, Piece::Bytes(lines)).await?;
    }
    Ok(TableEntry {
        name: table.name.to_owned(),
        columns: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
        rows,
        sha256: hex(&hash.finalize()),
    })
}

async fn tell_files(snapshot: &ReadTx, pieces: &Pieces) -> Result<(), StoreError> {
    let sql = "SELECT sha256 FROM file_object ORDER BY sha256";
    for row in tx::all(snapshot.connection(), sql, vec![]).await? {
        let sha256: String = row.try_get_by_index(0)?;
        let name = format!("files/{sha256}");
        say(pieces, Piece::Entry(name, CompressionMethod::Stored)).await?;
        for n in 0_i64.. {
            match attachment::chunk(snapshot, &sha256, n).await? {
                Some(bytes) => say(pieces, Piece::Bytes(bytes)).await?,
                None => break,
            }
        }
    }
    Ok(())
}

/// A file under another name that is deleted unless it gets its own.
struct Unfinished(Option<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// The writing thread. Without [`Piece::End`] nothing remains.
fn sink(path: &Path, mut pieces: mpsc::Receiver<Piece>) -> Result<(), StoreError> {
    let name = path
        .file_name()
        .ok_or_else(|| unusable("the path names no file"))?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).map_err(|e| StoreError::Io(e.to_string()))?;
    let hidden = format!(".{}.{}.part", name.to_string_lossy(), hex(&random));
    let hidden = folder.join(hidden);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&hidden)?;
    let mut unfinished = Unfinished(Some(hidden.clone()));
    let mut archive = ZipWriter::new(BufWriter::new(file));
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Entry(name, method) => {
                let options = SimpleFileOptions::default()
                    .compression_method(method)
                    .last_modified_time(zip::DateTime::default())
                    .unix_permissions(0o600)
                    .large_file(true);
                archive.start_file(name, options).map_err(from_zip)?;
            }
            Piece::Bytes(bytes) => archive.write_all(&bytes)?,
            Piece::End => {
                let mut buffer = archive.finish().map_err(from_zip)?;
                buffer.flush()?;
                buffer.get_ref().sync_all()?;
                drop(buffer);
                std::fs::rename(&hidden, path)?;
                unfinished.0 = None;
                std::fs::File::open(folder)?.sync_all()?;
                return Ok(());
            }
        }
    }
    Err(StoreError::Io("the backup's reader stopped".to_owned()))
}

fn from_zip(error: zip::result::ZipError) -> StoreError {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => unusable(other),
    }
}
