//! What can go wrong with a database, with a stable code for logs and for the layer that words it in Vietnamese.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

/// A failure of the store. Texts are English, for logs; [`StoreError::code`] never changes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The address names no engine this program knows.
    #[error("database address is neither sqlite:PATH nor postgres://…")]
    Address,
    /// The database cannot be reached or opened.
    #[error("cannot open the database: {0}")]
    Connect(String),
    /// The engine is older than the one this program is tested with.
    #[error("{engine} {found} is too old, {needed} or newer is needed")]
    EngineTooOld {
        /// Name of the engine.
        engine: &'static str,
        /// Version found.
        found: String,
        /// Oldest version that is accepted.
        needed: &'static str,
    },
    /// A setting of the engine would lose acknowledged data.
    #[error("unsafe setting {name} = {found}, needed: {needed}")]
    UnsafeSetting {
        /// Name of the setting.
        name: &'static str,
        /// Value read back.
        found: String,
        /// Value that is accepted.
        needed: &'static str,
    },
    /// The database was written by a newer program.
    #[error("the database is newer than this program: it has migration {found}")]
    SchemaNewer {
        /// First migration this program does not know.
        found: String,
    },
    /// The database has no tables, or not all of this program's.
    #[error("the database is not migrated: {missing} is missing")]
    SchemaMissing {
        /// First migration that is missing.
        missing: String,
    },
    /// Another writer kept its place for too long.
    #[error("the database is busy")]
    Busy,
    /// No space is left for the database.
    #[error("the disk is full")]
    DiskFull,
    /// The storage failed; what is in memory may differ from what is on disk, so the process should end.
    #[error("storage failed: {0}")]
    Io(String),
    /// The connection broke; nothing of the transaction is stored.
    #[error("the connection to the database is lost: {0}")]
    Disconnected(String),
    /// The connection broke at commit, and it could not be found out whether the event is stored.
    #[error("unknown whether event {number} is stored")]
    CommitUnknown {
        /// Number the event would have.
        number: i64,
    },
    /// A key that must be unique is already there.
    #[error("already there: {0}")]
    Duplicate(String),
    /// A row refers to one that is not there, or a check of a table failed.
    #[error("constraint: {0}")]
    Constraint(String),
    /// What was asked for is not there.
    #[error("not found: {0}")]
    NotFound(String),
    /// A file or a text is larger than the store accepts.
    #[error("{size} bytes are more than the {limit} accepted")]
    TooLarge {
        /// Size in bytes.
        size: u64,
        /// Limit in bytes.
        limit: u64,
    },
    /// A value cannot be written as canonical JSON, or a stored text is none.
    #[error("not canonical JSON: {0}")]
    Json(String),
    /// Stored data contradicts itself.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
    /// A backup goes only into an empty database.
    #[error("the database is not empty: table {table} has rows")]
    NotEmpty {
        /// A table that has rows.
        table: String,
    },
    /// The file is no backup of this program, or is damaged.
    #[error("the backup cannot be used: {0}")]
    Backup(String),
    /// Any other answer of the engine.
    #[error("database: {0}")]
    Database(String),
}

impl StoreError {
    /// The stable code of this failure, for logs and translation.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address => "STORE_ADDRESS",
            Self::Connect(_) => "STORE_CONNECT",
            Self::EngineTooOld { .. } => "STORE_ENGINE_TOO_OLD",
            Self::UnsafeSetting { .. } => "STORE_UNSAFE_SETTING",
            Self::SchemaNewer { .. } => "STORE_SCHEMA_NEWER",
            Self::SchemaMissing { .. } => "STORE_SCHEMA_MISSING",
            Self::Busy => "STORE_BUSY",
            Self::DiskFull => "STORE_DISK_FULL",
            Self::Io(_) => "STORE_IO",
            Self::Disconnected(_) => "STORE_DISCONNECTED",
            Self::CommitUnknown { .. } => "STORE_COMMIT_UNKNOWN",
            Self::Duplicate(_) => "STORE_DUPLICATE",
            Self::Constraint(_) => "STORE_CONSTRAINT",
            Self::NotFound(_) => "STORE_NOT_FOUND",
            Self::TooLarge { .. } => "STORE_TOO_LARGE",
            Self::Json(_) => "STORE_JSON",
            Self::Damaged(_) => "STORE_DAMAGED",
            Self::NotEmpty { .. } => "STORE_NOT_EMPTY",
            Self::Backup(_) => "STORE_BACKUP",
            Self::Database(_) => "STORE_DATABASE",
        }
    }

    /// Whether the connection broke under the statement, so that a fresh one may answer.
    pub(crate) fn is_disconnected(&self) -> bool {
        matches!(self, Self::Disconnected(_) | Self::Connect(_))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy,
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => {
                Self::Disconnected(error.to_string())
            }
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => from_sqlx(inner),
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error.to_string()),
        }
    }
}

/// Sorts a driver's error by what the caller can do about it.
pub(crate) fn from_sqlx(error: &sea_orm::SqlxError) -> StoreError {
    use sea_orm::SqlxError as E;
    match error {
        E::PoolTimedOut => StoreError::Busy,
        E::Io(_) | E::Tls(_) | E::PoolClosed | E::WorkerCrashed | E::Protocol(_) => {
            StoreError::Disconnected(error.to_string())
        }
        E::Database(inner) => {
            let code = inner.code().unwrap_or_default();
            let text = inner.message().to_owned();
            match code.parse::<i32>() {
                // SQLSTATE has five characters, SQLite's extended codes at most four.
                Ok(number) if code.len() < 5 => from_sqlite_code(number, text),
                _ => from_sqlstate(&code, text),
            }
        }
        _ => StoreError::Database(error.to_string()),
    }
}

fn from_sqlite_code(extended: i32, text: String) -> StoreError {
    match (extended & 0xff, extended) {
        (5 | 6, _) => StoreError::Busy,
        (10 | 11 | 26, _) => StoreError::Io(text),
        (13, _) => StoreError::DiskFull,
        (14, _) => StoreError::Connect(text),
        (19, 1555 | 2067) => StoreError::Duplicate(text),
        (19, _) => StoreError::Constraint(text),
        _ => StoreError::Database(text),
    }
}

fn from_sqlstate(state: &str, text: String) -> StoreError {
    match state {
        "23505" => StoreError::Duplicate(text),
        "53100" => StoreError::DiskFull,
        "55P03" | "40001" | "40P01" | "53300" => StoreError::Busy,
        "58030" | "XX001" | "XX002" => StoreError::Io(text),
        _ if state.starts_with("23") => StoreError::Constraint(text),
        _ if state.starts_with("08") || state.starts_with("57P") => StoreError::Disconnected(text),
        _ => StoreError::Database(text),
    }
}
