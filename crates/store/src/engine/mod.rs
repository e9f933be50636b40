//! The one place that knows the engine: how it is opened, checked, worded and locked.

mod postgres;
mod sqlite;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    TransactionOptions,
};
use sea_orm::{TransactionTrait, sea_query::Value};

use crate::{Options, StoreError, tx};

/// Which engine holds the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file, in this process.
    Sqlite,
    /// A server, version 15 or newer.
    Postgres,
}

/// The two pools of an open database.
pub(crate) struct Pools {
    pub(crate) engine: Engine,
    pub(crate) writer: DatabaseConnection,
    pub(crate) readers: DatabaseConnection,
}

/// Opens the database `address` names, and refuses one that could lose what it acknowledges.
pub(crate) async fn open(address: &str, options: &Options) -> Result<Pools, StoreError> {
    if let Some(path) = sqlite::path(address) {
        sqlite::open(path, options).await
    } else if postgres::accepts(address) {
        postgres::open(address, options).await
    } else {
        Err(StoreError::Address)
    }
}

impl Engine {
    /// The words the schema's text leaves open.
    pub(crate) fn ddl(self, schema: &str) -> String {
        let words: [(&str, &str); 5] = match self {
            Self::Sqlite => [
                ("{int}", "INTEGER"),
                ("{text}", "TEXT"),
                ("{bool}", "INTEGER"),
                ("{bytes}", "BLOB"),
                ("{strict}", " STRICT"),
            ],
            // Texts sort by code point on both engines; what people read is sorted in Rust.
            Self::Postgres => [
                ("{int}", "BIGINT"),
                ("{text}", "TEXT COLLATE \"C\""),
                ("{bool}", "BOOLEAN"),
                ("{bytes}", "BYTEA"),
                ("{strict}", ""),
            ],
        };
        words.iter().fold(schema.to_owned(), |text, (word, meant)| {
            text.replace(word, meant)
        })
    }

    /// Begins a transaction that writes.
    ///
    /// SQLite takes the writer's place at once: a deferred transaction that reads first and writes later fails
    /// with SQLITE_BUSY as soon as there are two of them.
    pub(crate) async fn begin_write(
        self,
        writer: &DatabaseConnection,
    ) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: match self {
                Self::Sqlite => Some(SqliteTransactionMode::Immediate),
                Self::Postgres => None,
            },
            ..TransactionOptions::default()
        };
        Ok(writer.begin_with_options(options).await?)
    }

    /// Begins a transaction that reads. On PostgreSQL the readers' pool already says REPEATABLE READ, READ ONLY.
    pub(crate) async fn begin_read(
        self,
        readers: &DatabaseConnection,
    ) -> Result<DatabaseTransaction, StoreError> {
        Ok(readers.begin().await?)
    }

    /// Appended to the `SELECT` of the head of the audit chain: whoever holds that row is the one writer.
    pub(crate) fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE",
        }
    }

    /// The engine behind a connection.
    pub(crate) fn of<C: ConnectionTrait>(db: &C) -> Self {
        match db.get_database_backend() {
            DbBackend::Sqlite => Self::Sqlite,
            _ => Self::Postgres,
        }
    }

    /// Placeholders of many rows: `($1, $2), ($3, $4)` for two rows of two.
    ///
    /// SQLite reads `$1` too, but as a name it looks up in a list: with thousands of them that takes seconds.
    pub(crate) fn tuples(self, width: usize, height: usize) -> String {
        let mut text = String::with_capacity(width * height * 7);
        for row in 0..height {
            text.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..width {
                if column > 0 {
                    text.push_str(", ");
                }
                match self {
                    Self::Sqlite => text.push('?'),
                    Self::Postgres => text.push_str(&format!("${}", row * width + column + 1)),
                }
            }
            text.push(')');
        }
        text
    }

    /// Keeps two processes from migrating at once; SQLite's write transaction already does.
    pub(crate) async fn lock_schema(self, tx: &DatabaseTransaction) -> Result<(), StoreError> {
        if self == Self::Postgres {
            let key = Value::from(0x7468_6964_7561_i64);
            tx::execute(tx, "SELECT pg_advisory_xact_lock($1)", vec![key]).await?;
        }
        Ok(())
    }

    /// A query that answers whether a table named `$1` exists.
    pub(crate) fn table_exists(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1",
            Self::Postgres => {
                "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1"
            }
        }
    }

    /// Queries by which the engine checks itself; anything but `ok` in the first column is damage.
    pub(crate) fn self_checks(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[
                "SELECT integrity_check FROM pragma_integrity_check",
                "SELECT 'foreign key: ' || \"table\" || ' ' || coalesce(rowid, 0) FROM pragma_foreign_key_check",
            ],
            // Page checksums and amcheck belong to whoever runs the server.
            Self::Postgres => &[],
        }
    }

    /// Appended to the `SELECT` of rows to be claimed, so that two claimers on PostgreSQL never wait for each other.
    pub(crate) fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }
}
