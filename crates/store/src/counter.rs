//! Counters of a year: codes for what has none of its own (`hs-2026-000123`). Taken inside the command's
//! transaction, so an abandoned one leaves no gap.

use crate::tx::Connected;
use crate::{StoreError, WriteTx, tx};

/// The next value of a counter, from 1.
pub async fn next(tx: &mut WriteTx, name: &str, year: i32) -> Result<i64, StoreError> {
    advance(tx, name, year, 1).await
}

/// The value of a counter once `by` is added: of what is measured rather than numbered, bytes of files.
pub async fn advance(tx: &mut WriteTx, name: &str, year: i32, by: i64) -> Result<i64, StoreError> {
    let sql = "INSERT INTO counter (name, year, value) VALUES ($1, $2, $3) \
               ON CONFLICT (name, year) DO UPDATE SET value = counter.value + $3 RETURNING value";
    let values = vec![name.into(), i64::from(year).into(), by.into()];
    let row = tx::one(tx.connection(), sql, values).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("counter without a value".into()))?;
    Ok(row.try_get_by_index(0)?)
}
