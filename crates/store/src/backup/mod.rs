//! Backup and restore: the whole database in one file that names no engine, from either engine to either.
//!
//! The file is a zip archive: `tables/NAME.jsonl` holds one JSON array per row in the order of the primary key,
//! `files/SHA256` the bytes of an attachment, `manifest.json` the schema, the version, and count and SHA-256 of
//! every table. It is written from one snapshot while others go on writing, and is the same bytes for the same
//! data. Sessions and trusted devices stay behind: a file that travels must not carry who is signed in.

mod read;
mod tables;
mod write;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::audit::Finding;
use crate::{Db, StoreError};

/// Format of the file; a reader refuses a higher one.
const FORMAT: u32 = 1;
const PROGRAM: &str = "thidua";
const MANIFEST: &str = "manifest.json";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    program: String,
    /// Newest migration of the database it was made from.
    schema: String,
    /// Number and hash of the newest audit event.
    version: i64,
    hash: String,
    tables: Vec<TableEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TableEntry {
    name: String,
    columns: Vec<String>,
    rows: u64,
    sha256: String,
}

/// What a backup holds, or a restore brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Number of the newest audit event.
    pub version: i64,
    /// Rows of each table, in the order they are written.
    pub rows: Vec<(String, u64)>,
    /// What a restore found wrong with the audit chain; a backup does not look.
    pub findings: Vec<Finding>,
}

impl Summary {
    fn new(manifest: &Manifest, findings: Vec<Finding>) -> Self {
        Self {
            version: manifest.version,
            rows: manifest
                .tables
                .iter()
                .map(|table| (table.name.clone(), table.rows))
                .collect(),
            findings,
        }
    }
}

/// Whether a restore accepts a database whose audit chain does not verify.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Faults {
    /// Refuses it and stores nothing.
    #[default]
    Refuse,
    /// Restores it and answers the findings: a damaged log is better than no data.
    Accept,
}

/// Writes the whole database to `path`, from one snapshot. The file appears only when it is complete and on disk;
/// one that is already there is replaced then and not before.
pub async fn backup(db: &Db, path: &Path) -> Result<Summary, StoreError> {
    let manifest = write::write(db, path).await?;
    Ok(Summary::new(&manifest, Vec::new()))
}

/// Restores `path` into an empty database, in one transaction, and checks every count and hash and the audit
/// chain. A database without tables is first brought to the file's schema and afterwards to this program's; one
/// that has tables must be empty and of the file's schema.
pub async fn restore(db: &Db, path: &Path, faults: Faults) -> Result<Summary, StoreError> {
    let (manifest, findings) = read::restore(db, path, faults).await?;
    Ok(Summary::new(&manifest, findings))
}

fn unusable(why: impl std::fmt::Display) -> StoreError {
    StoreError::Backup(why.to_string())
}
