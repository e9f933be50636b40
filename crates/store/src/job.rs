//! Jobs: work that runs apart from the request that asked for it. Rows, not a broker: any process takes the next
//! one under a lease it renews; a worker that dies leaves a lease that ends, and another takes over.
//!
//! Leases and progress are operational and leave no audit event; what a job does is a command and leaves its own.

use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use crate::entity::job;
use crate::tx::Connected;
use crate::{Canonical, Db, Micros, Snapshot, StoreError, WriteTx, tx};

pub use crate::entity::job::Model as Job;

/// Waiting for a worker.
pub const WAITING: &str = "waiting";
/// Held by a worker, or by one that died.
pub const RUNNING: &str = "running";
/// Ended well.
pub const DONE: &str = "done";
/// Given up.
pub const FAILED: &str = "failed";

/// A job to be asked for.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Identity, chosen by who asks.
    pub id: String,
    /// Kind: `import`, `print`, `backup`, `reminder`.
    pub kind: String,
    /// The command of `app` to run.
    pub command: String,
    /// Account it runs for.
    pub actor: String,
    /// What the command is given.
    pub payload: Canonical,
    /// When it is asked for.
    pub at: Micros,
}

impl NewJob {
    fn into_job(self) -> Job {
        Job {
            id: self.id,
            kind: self.kind,
            command: self.command,
            actor: self.actor,
            payload: self.payload.into_string(),
            state: WAITING.to_owned(),
            progress: 0,
            total: 0,
            note: None,
            lease_until: None,
            worker: None,
            attempts: 0,
            result: None,
            created: self.at,
            updated: self.at,
        }
    }
}

/// Asks for a job as part of a command. [`StoreError::Duplicate`] if its identity is taken.
pub async fn ask(tx: &mut WriteTx, new: NewJob) -> Result<(), StoreError> {
    let insert = job::Entity::insert(new.into_job().into_active_model());
    insert.exec_without_returning(tx.connection()).await?;
    Ok(())
}

/// Asks for a job outside a command (a reminder, a nightly backup). Answers whether it was new.
pub async fn ask_quietly(db: &Db, new: NewJob) -> Result<bool, StoreError> {
    let tx = db.operate().await?;
    let known = job::Entity::find_by_id(new.id.as_str()).one(&tx.tx).await?;
    if known.is_some() {
        return Ok(false);
    }
    let insert = job::Entity::insert(new.into_job().into_active_model());
    match insert
        .exec_without_returning(&tx.tx)
        .await
        .map_err(StoreError::from)
    {
        Ok(_) => {
            tx.commit().await?;
            Ok(true)
        }
        // Another process asked for the same one between the two statements.
        Err(StoreError::Duplicate(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// One job.
pub async fn find<S: Snapshot>(snapshot: &S, id: &str) -> Result<Option<Job>, StoreError> {
    Ok(job::Entity::find_by_id(id)
        .one(snapshot.connection())
        .await?)
}

/// The newest jobs first.
pub async fn list<S: Snapshot>(snapshot: &S, limit: u64) -> Result<Vec<Job>, StoreError> {
    let query = job::Entity::find()
        .order_by_desc(job::Column::Created)
        .order_by_asc(job::Column::Id)
        .limit(limit);
    Ok(query.all(snapshot.connection()).await?)
}

/// Takes the oldest job that waits, or whose worker let its lease end, and holds it until `lease_until`.
pub async fn claim(
    db: &Db,
    worker: &str,
    now: Micros,
    lease_until: Micros,
) -> Result<Option<Job>, StoreError> {
    let tx = db.operate().await?;
    let sql = format!(
        "SELECT id FROM job WHERE state = '{WAITING}' OR (state = '{RUNNING}' AND lease_until < $1) \
         ORDER BY created, id LIMIT 1{}",
        db.engine().skip_locked()
    );
    let Some(row) = tx::one(&tx.tx, &sql, vec![now.into()]).await? else {
        return Ok(None);
    };
    let id: String = row.try_get_by_index(0)?;
    let sql = format!(
        "UPDATE job SET state = '{RUNNING}', worker = $1, lease_until = $2, updated = $3, \
         attempts = attempts + 1 WHERE id = $4 RETURNING *"
    );
    let values = vec![worker.into(), lease_until.into(), now.into(), id.into()];
    let row = tx::one(&tx.tx, &sql, values).await?;
    let job = row
        .map(|row| Job::from_query_result(&row, ""))
        .transpose()?;
    tx.commit().await?;
    Ok(job)
}

/// Renews a lease and notes progress. `false`: another worker has taken over, stop.
pub async fn renew(
    db: &Db,
    id: &str,
    worker: &str,
    now: Micros,
    lease_until: Micros,
    progress: Progress<'_>,
) -> Result<bool, StoreError> {
    let sql = format!(
        "UPDATE job SET lease_until = $1, updated = $2, progress = $3, total = $4, note = $5 \
         WHERE id = $6 AND worker = $7 AND state = '{RUNNING}'"
    );
    let values = vec![
        lease_until.into(),
        now.into(),
        progress.done.into(),
        progress.total.into(),
        progress.note.into(),
        id.into(),
        worker.into(),
    ];
    let tx = db.operate().await?;
    let rows = tx::execute(&tx.tx, &sql, values).await?;
    tx.commit().await?;
    Ok(rows == 1)
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress<'a> {
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// What it is doing.
    pub note: Option<&'a str>,
}

/// How a job's attempt ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Well, with an answer.
    Done(Canonical),
    /// Badly, for good, with the reason.
    Failed(Canonical),
    /// Badly, to be tried again.
    Again,
}

/// Ends an attempt. `false`: another worker has taken over, and this one's outcome is not stored.
pub async fn finish(
    db: &Db,
    id: &str,
    worker: &str,
    now: Micros,
    outcome: Outcome,
) -> Result<bool, StoreError> {
    let tx = db.operate().await?;
    let rows = end(&tx.tx, id, worker, now, outcome).await?;
    tx.commit().await?;
    Ok(rows)
}

/// Ends an attempt in the same transaction as the command it ran, so that one is never stored without the other.
pub async fn finish_with(
    tx: &mut WriteTx,
    id: &str,
    worker: &str,
    now: Micros,
    outcome: Outcome,
) -> Result<bool, StoreError> {
    end(tx.connection(), id, worker, now, outcome).await
}

async fn end(
    tx: &sea_orm::DatabaseTransaction,
    id: &str,
    worker: &str,
    now: Micros,
    outcome: Outcome,
) -> Result<bool, StoreError> {
    let (state, result) = match outcome {
        Outcome::Done(answer) => (DONE, Some(answer.into_string())),
        Outcome::Failed(reason) => (FAILED, Some(reason.into_string())),
        Outcome::Again => (WAITING, None),
    };
    let sql = format!(
        "UPDATE job SET state = $1, result = $2, updated = $3, lease_until = NULL, worker = NULL \
         WHERE id = $4 AND worker = $5 AND state = '{RUNNING}'"
    );
    let values = vec![
        state.into(),
        result.into(),
        now.into(),
        id.into(),
        worker.into(),
    ];
    Ok(tx::execute(tx, &sql, values).await? == 1)
}

/// Deletes ended jobs last changed before `at`. Answers how many.
pub async fn sweep(db: &Db, at: Micros) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let sql = format!("DELETE FROM job WHERE state IN ('{DONE}', '{FAILED}') AND updated < $1");
    let rows = tx::execute(&tx.tx, &sql, vec![at.into()]).await?;
    tx.commit().await?;
    Ok(rows)
}
