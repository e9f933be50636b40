//! PostgreSQL: a pool that writes and one that is told to read only, in one snapshot per transaction.

use std::str::FromStr;
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sea_orm::sqlx::{ConnectOptions as _, Connection as _};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use super::{Engine, Pools};
use crate::error::from_sqlx;
use crate::{Options, StoreError};

/// Oldest major version, as `server_version_num`.
const OLDEST: i64 = 150_000;
/// One for the command that holds the writer's place, the others for sessions and jobs.
const WRITERS: u32 = 3;

pub(super) fn accepts(address: &str) -> bool {
    address.starts_with("postgres://") || address.starts_with("postgresql://")
}

pub(super) async fn open(address: &str, options: &Options) -> Result<Pools, StoreError> {
    let writing = PgConnectOptions::from_str(address)
        .map_err(|e| StoreError::Connect(e.to_string()))?
        .application_name("thidua")
        .options([
            ("default_transaction_isolation", "read committed"),
            ("timezone", "UTC"),
        ])
        .disable_statement_logging();
    let lock_timeout = options.patience.as_millis().to_string();
    let writing = writing.options([("lock_timeout", lock_timeout.as_str())]);
    let reading = writing.clone().options([
        ("default_transaction_isolation", "repeatable read"),
        ("default_transaction_read_only", "on"),
    ]);
    // A pool would try again until its patience ends; a wrong address should be said at once.
    let probe = writing
        .connect()
        .await
        .map_err(|e| StoreError::Connect(e.to_string()))?;
    probe
        .close()
        .await
        .map_err(|e| StoreError::Connect(e.to_string()))?;
    let writer = connect(writing, WRITERS, options).await?;
    check(&writer).await?;
    let readers = connect(reading, options.readers.max(1), options).await?;
    Ok(Pools {
        engine: Engine::Postgres,
        writer,
        readers,
    })
}

async fn connect(
    connection: PgConnectOptions,
    size: u32,
    options: &Options,
) -> Result<DatabaseConnection, StoreError> {
    let pool: PgPool = PgPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(options.patience + Duration::from_secs(5))
        .connect_with(connection)
        .await
        .map_err(|e| StoreError::Connect(from_sqlx(&e).to_string()))?;
    Ok(DatabaseConnection::from(pool))
}

async fn show(db: &DatabaseConnection, name: &str) -> Result<String, StoreError> {
    let sql = format!("SHOW {name}");
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await?
        .ok_or_else(|| StoreError::Database(format!("no answer to SHOW {name}")))?;
    Ok(row.try_get_by_index(0)?)
}

async fn check(db: &DatabaseConnection) -> Result<(), StoreError> {
    let number = show(db, "server_version_num").await?;
    if number.parse::<i64>().is_ok_and(|number| number < OLDEST) {
        return Err(StoreError::EngineTooOld {
            engine: "PostgreSQL",
            found: show(db, "server_version").await?,
            needed: "15",
        });
    }
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        let found = show(db, name).await?;
        if found == "off" {
            return Err(StoreError::UnsafeSetting {
                name,
                found,
                needed: "on",
            });
        }
    }
    let found = show(db, "server_encoding").await?;
    if found != "UTF8" {
        return Err(StoreError::UnsafeSetting {
            name: "server_encoding",
            found,
            needed: "UTF8",
        });
    }
    Ok(())
}
