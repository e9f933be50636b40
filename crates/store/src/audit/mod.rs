//! The audit chain: one event per command, each hashed over the one before, so that nobody can alter, drop or
//! move one without [`verify`] saying so.
//!
//! What a command was given (its payload) lies in a table of its own, and only its salted hash is in the chain:
//! personal data can be erased ([`erase_payload`]) and the chain still verifies. The salt goes with the payload, so
//! what was erased cannot be guessed back from the hash either.

mod chain;
mod query;

use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::digest::hex;
use crate::{Canonical, Engine, Micros, StoreError, tx};

pub(crate) use chain::append;
pub use chain::{Fault, Finding, verify};
pub use query::{Event, Filter, Page, erase_payload, event, list, payload};

/// Hash before the first event.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A command to be recorded. Its number and hashes are the store's to give.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// When the command ran.
    pub at: Micros,
    /// Account name of who ran it, or the name of the process.
    pub actor: String,
    /// Full name as it was at that time.
    pub actor_name: String,
    /// Way it came in: `web`, `api`, `cli`, `job`.
    pub channel: String,
    /// The command, as in the table of permissions.
    pub command: String,
    /// What it is about: kind and code, or a bundle's name.
    pub subject: String,
    /// Why, where a reason was asked for.
    pub reason: Option<String>,
    /// What the command was given.
    pub payload: Canonical,
}

/// Newest number and hash of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) number: i64,
    pub(crate) hash: String,
}

/// The newest event's number: the version of the database.
pub(crate) async fn head_number<C: ConnectionTrait>(db: &C) -> Result<i64, StoreError> {
    let row = tx::one(db, "SELECT number FROM audit_head WHERE id = 1", vec![]).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("audit_head is empty".into()))?;
    Ok(row.try_get_by_index(0)?)
}

/// Reads the head and, on PostgreSQL, takes the writer's place by locking it.
pub(crate) async fn lock_head(
    tx: &DatabaseTransaction,
    engine: Engine,
) -> Result<Head, StoreError> {
    read_head(tx, engine.for_update()).await
}

pub(crate) async fn read_head<C: ConnectionTrait>(db: &C, lock: &str) -> Result<Head, StoreError> {
    let sql = format!("SELECT number, hash FROM audit_head WHERE id = 1{lock}");
    let row = tx::one(db, &sql, vec![]).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("audit_head is empty".into()))?;
    Ok(Head {
        number: row.try_get_by_index(0)?,
        hash: row.try_get_by_index(1)?,
    })
}

/// Puts the head at the end of a restored chain.
pub(crate) async fn restore_head(tx: &DatabaseTransaction, head: &Head) -> Result<(), StoreError> {
    let sql = "UPDATE audit_head SET number = $1, hash = $2 WHERE id = 1";
    tx::execute(tx, sql, vec![head.number.into(), head.hash.as_str().into()]).await?;
    Ok(())
}

/// 128 random bits in hexadecimal: hides a short payload behind its hash. Randomness here decides nothing.
fn fresh_salt() -> Result<String, StoreError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|e| StoreError::Io(e.to_string()))?;
    Ok(hex(&bytes))
}
