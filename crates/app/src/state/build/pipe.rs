//! Reading and understanding at the same time: the database fetches the next batch while a thread works on
//! the one before.

use thidua_store::bulk::{Batch, Batches};
use thidua_store::{Snapshot, StoreError};
use tokio::sync::mpsc;

use crate::AppError;

/// Batches that may wait for the worker.
const AHEAD: usize = 3;

/// Works on every batch of a reading, on a thread of its own, and answers what the work came to.
pub(super) async fn pipe<S: Snapshot, W: Send + 'static>(
    mut batches: Batches<'_, S>,
    mut work: W,
    mut take: impl FnMut(&mut W, &Batch) -> Result<(), StoreError> + Send + 'static,
) -> Result<W, AppError> {
    let (sender, mut receiver) = mpsc::channel::<Batch>(AHEAD);
    let worker = tokio::task::spawn_blocking(move || {
        while let Some(batch) = receiver.blocking_recv() {
            take(&mut work, &batch)?;
        }
        Ok::<W, StoreError>(work)
    });
    while let Some(batch) = batches.next().await? {
        // A worker that gave up says why below.
        if sender.send(batch).await.is_err() {
            break;
        }
    }
    drop(sender);
    let done = worker
        .await
        .map_err(|error| AppError::Machine(error.to_string()))?;
    Ok(done?)
}
