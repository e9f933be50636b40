//! SQLite: one writing connection, as many `query_only` readers as cores, and the settings read back at start.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use super::{Engine, Pools};
use crate::error::from_sqlx;
use crate::{Options, StoreError};

/// Older versions can damage a database in WAL mode when a checkpoint meets a writer that resets the log.
const OLDEST: (u32, u32, u32) = (3, 51, 3);
/// Beyond this the log is cut back after a checkpoint.
const LOG_LIMIT: &str = "67108864";

/// The path of an address `sqlite:PATH` (or `sqlite://PATH`), `None` if it is another engine's.
pub(super) fn path(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    (!rest.is_empty()).then(|| PathBuf::from(rest))
}

pub(super) async fn open(path: PathBuf, options: &Options) -> Result<Pools, StoreError> {
    create(&path)?;
    let writer = connect_patiently(&path, options).await?;
    check(&writer, Role::Writer).await?;
    let readers = connect(&path, options, Role::Reader).await?;
    check(&readers, Role::Reader).await?;
    Ok(Pools {
        engine: Engine::Sqlite,
        writer,
        readers,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Writer,
    Reader,
}

/// Creates the folder and an empty file only its owner can read; SQLite gives its side files the same rights.
fn create(path: &Path) -> Result<(), StoreError> {
    let failed = |e: std::io::Error| StoreError::Connect(format!("{}: {e}", path.display()));
    if path.exists() {
        return Ok(());
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = std::fs::OpenOptions::new();
    file.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path).map_err(failed)?;
    // The name must survive a power cut as well as what is written under it.
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed)
}

/// The writer changes a fresh file to WAL mode, and for that lock no busy timeout waits: two processes that open
/// a fresh file at once would otherwise fail.
async fn connect_patiently(
    path: &Path,
    options: &Options,
) -> Result<DatabaseConnection, StoreError> {
    let pause = Duration::from_millis(50);
    let mut waited = Duration::ZERO;
    loop {
        match connect(path, options, Role::Writer).await {
            Err(StoreError::Busy) if waited < options.patience => {
                tokio::time::sleep(pause).await;
                waited += pause;
            }
            result => return result,
        }
    }
}

async fn connect(
    path: &Path,
    options: &Options,
    role: Role,
) -> Result<DatabaseConnection, StoreError> {
    // The driver sets the busy timeout when it opens the file, before any of these.
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(options.patience)
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Full)
        .pragma("mmap_size", "0")
        .pragma("journal_size_limit", LOG_LIMIT)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging();
    connection = match role {
        Role::Writer => connection.journal_mode(SqliteJournalMode::Wal),
        Role::Reader => connection.pragma("query_only", "ON"),
    };
    let size = match role {
        Role::Writer => 1,
        Role::Reader => options.readers.max(1),
    };
    let pool: SqlitePool = SqlitePoolOptions::new()
        .max_connections(size)
        .min_connections(1)
        .acquire_timeout(options.patience + Duration::from_secs(5))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(connection)
        .await
        .map_err(|e| match from_sqlx(&e) {
            StoreError::Database(text) | StoreError::Io(text) => StoreError::Connect(text),
            other => other,
        })?;
    Ok(DatabaseConnection::from(pool))
}

async fn pragma(db: &DatabaseConnection, sql: &str) -> Result<String, StoreError> {
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await?
        .ok_or_else(|| StoreError::Database(format!("no answer to {sql}")))?;
    let text: Result<String, _> = row.try_get_by_index(0);
    match text {
        Ok(text) => Ok(text),
        Err(_) => Ok(row.try_get_by_index::<i64>(0)?.to_string()),
    }
}

async fn check(db: &DatabaseConnection, role: Role) -> Result<(), StoreError> {
    let found = pragma(db, "SELECT sqlite_version()").await?;
    if version(&found).is_none_or(|version| version < OLDEST) {
        return Err(StoreError::EngineTooOld {
            engine: "SQLite",
            found,
            needed: "3.51.3",
        });
    }
    let query_only = if role == Role::Reader { "1" } else { "0" };
    for (name, sql, needed) in [
        ("journal_mode", "PRAGMA journal_mode", "wal"),
        ("synchronous", "PRAGMA synchronous", "2"),
        ("foreign_keys", "PRAGMA foreign_keys", "1"),
        ("mmap_size", "PRAGMA mmap_size", "0"),
        ("query_only", "PRAGMA query_only", query_only),
    ] {
        let found = pragma(db, sql).await?;
        if found != needed {
            return Err(StoreError::UnsafeSetting {
                name,
                found,
                needed,
            });
        }
    }
    Ok(())
}

fn version(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('.').map(str::parse);
    Some((
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(path("sqlite:data/thidua.db"), Some("data/thidua.db".into()));
        assert_eq!(path("sqlite:/var/a b.db"), Some("/var/a b.db".into()));
        assert_eq!(path("sqlite:///var/a.db"), Some("/var/a.db".into()));
        assert_eq!(path("sqlite:"), None);
        assert_eq!(path("postgres://x"), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("3.51.3") >= Some(OLDEST));
        assert!(version("3.100.0") >= Some(OLDEST));
        assert!(version("3.51.2") < Some(OLDEST));
        assert!(version("3.46.0") < Some(OLDEST));
        assert_eq!(version("garbage"), None);
    }
}
