//! Trying out and teaching: a database of its own in which today is a day one chooses, so that the closing of a month
//! is learnt, and tested, on any day.
//!
//! The first event of such a database says so for ever, and every page tells it. A database that began otherwise never
//! takes another day than the machine's: nobody sends figures "in time" afterwards.

use jiff::civil::Date;
use thidua_domain::time::Instant;
use thidua_store::{Canonical, Db, NewEvent, Snapshot, audit};

use crate::{AppError, Clock, SystemClock};

/// What the audit trail calls the beginning of such a database.
const BEGUN: &str = "trial.begin";
/// A day, µs.
const DAY: i64 = 86_400_000_000;

/// The machine's clock, moved by whole days.
#[derive(Clone, Copy, Debug)]
pub struct TrialClock {
    ahead: i64,
}

impl TrialClock {
    /// A clock on which today is that day, at the machine's time of day.
    pub fn on(day: Date) -> Self {
        let today = SystemClock.now().date();
        let days = today.until(day).map_or(0, |span| span.get_days());
        Self {
            ahead: i64::from(days).saturating_mul(DAY),
        }
    }
}

impl Clock for TrialClock {
    fn now(&self) -> Instant {
        Instant(SystemClock.now().0.saturating_add(self.ahead))
    }
}

/// Whether a database is for trying out.
pub(crate) async fn is_trial<S: Snapshot>(snapshot: &S) -> Result<bool, AppError> {
    let first = audit::event(snapshot, 1).await?;
    Ok(first.is_some_and(|event| event.command == BEGUN))
}

/// Begins an empty database for trying out, or takes one up again.
///
/// # Errors
/// [`AppError::Refused`] for a database that began otherwise.
pub async fn begin(db: &Db, clock: &dyn Clock) -> Result<(), AppError> {
    let snapshot = db.read().await?;
    let (ours, empty) = (is_trial(&snapshot).await?, snapshot.version() <= 0);
    drop(snapshot);
    if ours {
        return Ok(());
    }
    let other = || {
        AppError::refused(
            "Chỉ cơ sở dữ liệu thử nghiệm mới chọn được ngày hôm nay. Dùng tùy chọn này ngay từ lệnh đầu tiên trên một cơ sở dữ liệu trống.",
        )
    };
    if !empty {
        return Err(other());
    }
    let tx = db.write().await?;
    if tx.version() > 0 {
        tx.rollback().await?;
        return Err(other());
    }
    tx.commit(NewEvent {
        at: clock.now().0,
        actor: "thu-nghiem".to_owned(),
        actor_name: "Dựng cơ sở dữ liệu thử nghiệm".to_owned(),
        channel: "cli".to_owned(),
        command: BEGUN.to_owned(),
        subject: clock.now().date().to_string(),
        reason: None,
        payload: Canonical::from_value(&serde_json::json!({}))?,
    })
    .await?;
    Ok(())
}
