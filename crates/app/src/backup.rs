//! Backup and restore as commands of the machine's operator, each told in the audit trail.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use thidua_domain::access::{EVERYWHERE, Permission, Target};
use thidua_domain::org::Org;
use thidua_domain::time::Instant;
use thidua_store::Db;
use thidua_store::backup::{self as store, Faults, Summary};

use crate::access::{Caller, permit};
use crate::{App, AppError};

/// A backup holds everything, accounts too: who manages all accounts may make one.
pub const PERMISSION: Permission = Permission::ManageUsers;

/// What a backup holds, or a restore brought back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// The file.
    pub file: String,
    /// Number of the newest audit event in it.
    pub version: i64,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// What a restore found wrong with the audit chain, in words.
    pub faults: Vec<String>,
}

impl Saved {
    fn new(path: &Path, summary: Summary) -> Self {
        let faults = summary.findings.iter();
        Self {
            file: path.display().to_string(),
            version: summary.version,
            rows: summary.rows.into_iter().collect(),
            faults: faults
                .map(|found| {
                    format!(
                        "Việc số {}: {}",
                        found.number,
                        crate::check::broken(found.fault)
                    )
                })
                .collect(),
        }
    }
}

/// Writes the whole database to a file, then records that it was done: the file is of the moment before.
///
/// # Errors
/// [`AppError::Forbidden`] or [`AppError::NotFound`] without the permission over the installation;
/// [`AppError::Store`] where the file or the event cannot be written.
pub async fn backup(app: &App, by: &Caller, path: &Path) -> Result<Saved, AppError> {
    let now = app.now();
    let state = app.state().await?;
    permit(
        &by.actor,
        PERMISSION,
        Target::Agency(EVERYWHERE),
        now.date(),
        state.org.as_ref(),
    )?;
    let saved = Saved::new(path, store::backup(app.db(), path).await?);
    record(app.db(), by, now, "backup.make", &saved).await?;
    Ok(saved)
}

/// Restores a file into an empty database, then records that it was done.
///
/// # Errors
/// As [`backup`]; a database that is not empty and a file that is no backup are refused by the store.
pub async fn restore(
    db: &Db,
    by: &Caller,
    now: Instant,
    path: &Path,
    faults: Faults,
) -> Result<Saved, AppError> {
    permit(
        &by.actor,
        PERMISSION,
        Target::Agency(EVERYWHERE),
        now.date(),
        &Org::default(),
    )?;
    let saved = Saved::new(path, store::restore(db, path, faults).await?);
    record(db, by, now, "backup.restore", &saved).await?;
    Ok(saved)
}

async fn record(
    db: &Db,
    by: &Caller,
    now: Instant,
    command: &str,
    saved: &Saved,
) -> Result<(), AppError> {
    let tx = db.write().await?;
    let event = by.event(now, command, "database", None, saved)?;
    tx.commit(event).await?;
    Ok(())
}
