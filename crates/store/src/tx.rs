//! The transactions: one that reads a snapshot, one that writes a command, one for operational rows.

use std::collections::HashMap;
use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, FromQueryResult, QueryResult, Statement, sea_query::Value,
};
use tokio::sync::OwnedMutexGuard;

use crate::audit::{self, Head, NewEvent};
use crate::{Db, Engine, Micros, StoreError};

/// Parameters of one statement at most: SQLite takes 32,766, PostgreSQL 65,535.
const MOST_PARAMETERS: usize = 30_000;
/// Rows of one statement: more only make the text longer.
const HEIGHTS: [usize; 4] = [500, 50, 5, 1];

/// What can be read from: a [`ReadTx`], or a [`WriteTx`] that reads before it decides.
pub trait Snapshot: Connected {
    /// Version of the data this transaction began with.
    fn version(&self) -> i64;
}

mod connected {
    use sea_orm::DatabaseTransaction;

    /// A transaction's connection. Nobody outside this crate can name it, so nobody else writes SQL.
    pub trait Connected: Send + Sync {
        /// The connection.
        fn connection(&self) -> &DatabaseTransaction;
    }
}

pub(crate) use connected::Connected;

/// One snapshot of the database.
pub struct ReadTx {
    tx: DatabaseTransaction,
    version: i64,
}

impl ReadTx {
    pub(crate) async fn begin(db: &Db) -> Result<Self, StoreError> {
        let inner = db.inner();
        let tx = inner.pools.engine.begin_read(&inner.pools.readers).await?;
        // The first read fixes the snapshot on both engines.
        let version = audit::head_number(&tx).await?;
        Ok(Self { tx, version })
    }
}

impl Connected for ReadTx {
    fn connection(&self) -> &DatabaseTransaction {
        &self.tx
    }
}

impl Snapshot for ReadTx {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Who stores a revision, when and why.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Account or process, as in the audit event.
    pub by: String,
    /// When.
    pub at: Micros,
    /// Why, where a reason was asked for.
    pub reason: Option<String>,
}

/// The one write transaction. Ends with [`WriteTx::commit`]; dropped, it leaves nothing.
pub struct WriteTx {
    tx: DatabaseTransaction,
    db: Db,
    head: Head,
    ids: HashMap<&'static str, i64>,
    turn: OwnedMutexGuard<()>,
}

impl WriteTx {
    pub(crate) async fn begin(db: &Db) -> Result<Self, StoreError> {
        let inner = db.inner();
        let wait = tokio::time::timeout(inner.patience, inner.turn.clone().lock_owned());
        let turn = wait.await.map_err(|_| StoreError::Busy)?;
        let engine = inner.pools.engine;
        let tx = engine.begin_write(&inner.pools.writer).await?;
        let head = audit::lock_head(&tx, engine).await?;
        Ok(Self {
            tx,
            db: db.clone(),
            head,
            ids: HashMap::new(),
            turn,
        })
    }

    /// Number of the event this transaction will append: the version its rows are stored under.
    pub fn event(&self) -> i64 {
        self.head.number + 1
    }

    /// Appends the audit event and makes everything durable. Answers the event's number, the new version.
    ///
    /// [`StoreError::CommitUnknown`] means the connection broke at this very moment; every other error means
    /// that nothing is stored.
    pub async fn commit(self, event: NewEvent) -> Result<i64, StoreError> {
        let Self {
            tx, db, head, turn, ..
        } = self;
        let next = audit::append(&tx, &head, event, db.salts()).await?;
        let result = match tx.commit().await.map_err(StoreError::from) {
            Ok(()) => Ok(next.number),
            Err(error) if error.is_disconnected() => find_out(&db, &next, error).await,
            Err(error) => Err(error),
        };
        drop(turn);
        result
    }

    /// Gives up the writer's place and everything written so far.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.tx.rollback().await?)
    }

    /// Reserves `count` ids of a table and answers the first.
    ///
    /// One writer at a time makes "highest plus one" safe, so no engine needs a sequence, and a restored database
    /// goes on where the other stopped.
    pub(crate) async fn reserve(
        &mut self,
        table: &'static str,
        count: usize,
    ) -> Result<i64, StoreError> {
        let first = match self.ids.get(table) {
            Some(next) => *next,
            None => {
                let sql = format!("SELECT max(id) FROM {table}");
                let row = one(&self.tx, &sql, vec![]).await?;
                let highest: Option<i64> =
                    row.map(|r| r.try_get_by_index(0)).transpose()?.flatten();
                highest.unwrap_or(0) + 1
            }
        };
        let count =
            i64::try_from(count).map_err(|_| StoreError::Damaged("too many rows".into()))?;
        self.ids.insert(table, first + count);
        Ok(first)
    }

    /// Commits without an event: only a restore does, whose last event is the one it restored.
    pub(crate) async fn commit_restored(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}

impl Connected for WriteTx {
    fn connection(&self) -> &DatabaseTransaction {
        &self.tx
    }
}

impl Snapshot for WriteTx {
    fn version(&self) -> i64 {
        self.head.number
    }
}

/// Asks on a fresh connection whether a commit whose answer was lost is stored.
async fn find_out(db: &Db, next: &Head, error: StoreError) -> Result<i64, StoreError> {
    tracing::warn!(code = "STORE_COMMIT_ANSWER_LOST", number = next.number, %error);
    for pause in [0_u64, 200, 1_000, 3_000] {
        tokio::time::sleep(Duration::from_millis(pause)).await;
        match is_stored(db, next).await {
            Ok(true) => return Ok(next.number),
            Ok(false) => return Err(error),
            Err(again) => tracing::warn!(code = "STORE_COMMIT_UNKNOWN", error = %again),
        }
    }
    Err(StoreError::CommitUnknown {
        number: next.number,
    })
}

/// Takes the writer's place first: then the lost transaction has ended, one way or the other.
async fn is_stored(db: &Db, next: &Head) -> Result<bool, StoreError> {
    let inner = db.inner();
    let engine = inner.pools.engine;
    let tx = engine.begin_write(&inner.pools.writer).await?;
    audit::lock_head(&tx, engine).await?;
    let sql = "SELECT count(*) FROM audit_event WHERE number = $1 AND hash = $2";
    let row = one(
        &tx,
        sql,
        vec![next.number.into(), next.hash.as_str().into()],
    )
    .await?;
    let found: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    tx.rollback().await?;
    Ok(found == 1)
}

/// A transaction on operational rows, without an audit event.
pub(crate) struct OperationalTx {
    pub(crate) tx: DatabaseTransaction,
}

impl OperationalTx {
    pub(crate) async fn begin(db: &Db) -> Result<Self, StoreError> {
        let inner = db.inner();
        let tx = inner.pools.engine.begin_write(&inner.pools.writer).await?;
        Ok(Self { tx })
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}

fn statement<C: ConnectionTrait>(db: &C, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

/// Runs a statement and answers how many rows it touched.
pub(crate) async fn execute<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    Ok(db
        .execute_raw(statement(db, sql, values))
        .await?
        .rows_affected())
}

/// The first row of a query.
pub(crate) async fn one<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<QueryResult>, StoreError> {
    Ok(db.query_one_raw(statement(db, sql, values)).await?)
}

/// All rows of a query.
pub(crate) async fn all<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    Ok(db.query_all_raw(statement(db, sql, values)).await?)
}

/// All rows of a query, as a type.
pub(crate) async fn all_as<C: ConnectionTrait, T: FromQueryResult>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, StoreError> {
    let rows = all(db, sql, values).await?;
    Ok(rows
        .iter()
        .map(|row| T::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

/// Inserts many rows with as few statements as the engines' limits allow. A row has one value per column.
///
/// Statements come in few heights, because each text stays prepared on its connection.
pub(crate) async fn insert_rows<C: ConnectionTrait>(
    db: &C,
    table: &str,
    columns: &[&str],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<(), StoreError> {
    let width = columns.len().max(1);
    let engine = Engine::of(db);
    let head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
    let text = |height| format!("{head}{}", engine.tuples(width, height));
    let tallest = (MOST_PARAMETERS / width).clamp(1, HEIGHTS[0]);
    let full = text(tallest);
    let mut values: Vec<Value> = Vec::new();
    for row in rows {
        debug_assert_eq!(row.len(), width);
        values.extend(row);
        if values.len() == width * tallest {
            execute(db, &full, std::mem::take(&mut values)).await?;
        }
    }
    for height in HEIGHTS {
        while values.len() >= width * height {
            let rest = values.split_off(width * height);
            execute(db, &text(height), std::mem::replace(&mut values, rest)).await?;
        }
    }
    Ok(())
}
