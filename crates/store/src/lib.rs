//! Tables, queries, audit chain and backup of Thi Đua, on SQLite and PostgreSQL from one code.
//!
//! Three rules hold this crate together:
//! - **One writer at a time.** [`Db::write`] is the only way to a command's write transaction; it takes the
//!   writer's place on both engines and ends by appending exactly one audit event, whose number is the
//!   database's version. Numbers therefore follow commit order.
//! - **One snapshot per request.** [`Db::read`] answers from one moment, and names its version.
//! - **One place that knows the engine.** `engine` opens, checks and words the differences; every other
//!   module writes SQL that both engines read alike (`$1` placeholders, `BIGINT`-like integers, text).
//!
//! The crate stores and finds; it decides nothing. Clocks are parameters: every instant is handed in.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod access;
pub mod attachment;
pub mod audit;
pub mod backup;
pub mod bulk;
mod canonical;
pub mod choice;
pub mod counted;
pub mod counter;
mod db;
mod digest;
pub mod draft;
mod engine;
pub mod entered;
mod entity;
mod error;
pub mod figures;
pub mod idempotency;
pub mod import;
pub mod integrity;
pub mod job;
mod migration;
pub mod notice;
pub mod recent;
pub mod records;
pub mod session;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
pub mod unused;
pub mod visit;
pub mod waiting;

pub use audit::NewEvent;
pub use canonical::Canonical;
pub use db::{Db, Options};
pub use digest::sha256_hex;
pub use engine::Engine;
pub use error::StoreError;
pub use tx::{ReadTx, Snapshot, Stamp, WriteTx};

/// An instant: microseconds since 1970-01-01T00:00:00Z.
pub type Micros = i64;
