//! An open database: the two pools behind one handle that is cheap to clone.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use crate::engine::{self, Engine, Pools};
use crate::tx::{OperationalTx, ReadTx, WriteTx};
use crate::{StoreError, migration};

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections that read at the same time; default: one per core and at least 4, because a backup holds one
    /// for long.
    pub readers: u32,
    /// How long a writer waits for the writer's place before [`StoreError::Busy`]; default 30 s.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(4, usize::from);
        Self {
            readers: u32::try_from(cores).unwrap_or(4).max(4),
            patience: Duration::from_secs(30),
        }
    }
}

/// An open database. Clones share the same connections.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
    /// Where the salts of payloads come from; `None`: the machine's random source.
    salts: Option<u64>,
}

pub(crate) struct Inner {
    pub(crate) pools: Pools,
    /// Commands of this process queue here, in order, instead of each holding a connection while it waits.
    pub(crate) turn: Arc<Mutex<()>>,
    pub(crate) patience: Duration,
}

impl Db {
    /// Opens `sqlite:PATH` (creating file and folder) or `postgres://…`, and checks that the engine is new enough
    /// and set so that what it acknowledges is durable. Creates no tables: see [`Db::migrate`].
    pub async fn open(address: &str, options: Options) -> Result<Self, StoreError> {
        let pools = engine::open(address, &options).await?;
        let inner = Inner {
            pools,
            turn: Arc::new(Mutex::new(())),
            patience: options.patience,
        };
        Ok(Self {
            inner: Arc::new(inner),
            salts: None,
        })
    }

    /// Brings the tables up to this program's schema, in one transaction. Refuses a newer database.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        migration::up(self, None).await
    }

    /// Refuses a database whose schema is not this program's; writes nothing.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        migration::check(self).await
    }

    /// The same database, whose payloads are salted from a seed instead of at random: invented data come out the
    /// same, byte for byte, each time. Never for real data: such salts hide nothing.
    #[must_use]
    pub fn salted_from(&self, seed: u64) -> Self {
        Self {
            inner: self.inner.clone(),
            salts: Some(seed),
        }
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.inner.pools.engine
    }

    /// Number of the newest audit event, 0 in a fresh database. One small read.
    pub async fn version(&self) -> Result<i64, StoreError> {
        crate::audit::head_number(&self.inner.pools.readers).await
    }

    /// One snapshot to read from.
    pub async fn read(&self) -> Result<ReadTx, StoreError> {
        ReadTx::begin(self).await
    }

    /// The writer's place: reads, decides, stores, and ends with [`WriteTx::commit`]. Dropped, it leaves nothing.
    pub async fn write(&self) -> Result<WriteTx, StoreError> {
        WriteTx::begin(self).await
    }

    /// A transaction on rows that are operation, not business: sessions, sign-in counters, job leases.
    pub(crate) async fn operate(&self) -> Result<OperationalTx, StoreError> {
        OperationalTx::begin(self).await
    }

    /// Closes every connection; on SQLite the log is folded back into the file.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.inner.pools.readers.close_by_ref().await?;
        self.inner.pools.writer.close_by_ref().await?;
        Ok(())
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(crate) fn salts(&self) -> Option<u64> {
        self.salts
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db")
            .field("engine", &self.engine())
            .finish_non_exhaustive()
    }
}
