//! The server's own part: every hour it looks who is about to be disabled and announces it; at night it disables who
//! was announced a week before and is still unused. Nobody is disabled unannounced: not after a restore, not after
//! the server stood still for months.

use serde_json::json;
use thidua_domain::time::Instant;
use thidua_store::access::{self as rows, Account};
use thidua_store::session;
use thidua_store::unused::{self as announced, Announced};

use super::{DAY, last_used};
use crate::access::{Caller, is_last_administrator};
use crate::account::list;
use crate::{App, AppError};

/// Days between the announcement and the end.
pub const NOTICE_DAYS: i64 = 7;
/// Before this hour in Vietnam nobody is kept from work that has begun.
const MORNING: i8 = 5;

/// An account that is about to be disabled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Account name.
    pub name: String,
    /// Full name.
    pub full_name: String,
    /// When, unless it is used before (µs UTC).
    pub ends: i64,
}

/// The accounts in the caller's charge that are about to be disabled, the first to end first.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn unused(app: &App, by: &Caller) -> Result<Vec<Unused>, AppError> {
    let users = list(app, by).await?;
    let snapshot = app.db().read().await?;
    let told = announced::list(&snapshot).await?;
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let accounts = rows::accounts(&snapshot).await?;
    let mut found = Vec::new();
    for one in told {
        let account = accounts.iter().find(|account| account.id == one.user_id);
        // Who has signed in since the last look is no longer meant.
        let still = account.filter(|account| !account.disabled && last_used(account) < one.told);
        let Some(account) = still else { continue };
        if users.iter().any(|user| user.name == account.name) {
            found.push(Unused {
                name: account.name.clone(),
                full_name: account.full_name.clone(),
                ends: one.ends,
            });
        }
    }
    found.sort_by(|a, b| (a.ends, &a.name).cmp(&(b.ends, &b.name)));
    Ok(found)
}

/// Announces the accounts that come near `days` days without a sign-in; at night disables those whose time has
/// come. Without a number of days nobody is announced or disabled. Answers how many were disabled.
pub async fn disable_unused(app: &App, days: Option<i64>) -> Result<u64, AppError> {
    let now = app.now();
    announce(app, days, now).await?;
    let Some(days) = days.filter(|_| now.local().hour() < MORNING) else {
        return Ok(0);
    };
    let snapshot = app.db().read().await?;
    let due = announced::list(&snapshot).await?.into_iter();
    let due: Vec<i64> = due
        .filter(|one| one.ends <= now.0)
        .map(|one| one.user_id)
        .collect();
    drop(snapshot);
    if due.is_empty() {
        return Ok(0);
    }
    disable(app, &due, days, now).await
}

async fn announce(app: &App, days: Option<i64>, now: Instant) -> Result<(), AppError> {
    let snapshot = app.db().read().await?;
    let told = announced::list(&snapshot).await?;
    let accounts = rows::accounts(&snapshot).await?;
    drop(snapshot);
    let near = |account: &&Account| {
        let from = days.map(|days| last_used(account) + (days - NOTICE_DAYS).max(1) * DAY);
        !account.disabled && from.is_some_and(|from| from <= now.0)
    };
    let near: Vec<Announced> = accounts
        .iter()
        .filter(near)
        .map(|account| {
            let known = told.iter().find(|one| one.user_id == account.id);
            // Who was used after an announcement is announced anew.
            let known = known.filter(|one| last_used(account) < one.told);
            let since = known.map_or(now.0, |one| one.told);
            let unused = last_used(account) + days.unwrap_or_default() * DAY;
            Announced {
                user_id: account.id,
                told: since,
                ends: unused.max(since + NOTICE_DAYS * DAY),
            }
        })
        .collect();
    let gone = |one: &&Announced| {
        let kept = near.iter().find(|near| near.user_id == one.user_id);
        kept.is_none_or(|near| near.told != one.told)
    };
    let gone: Vec<i64> = told.iter().filter(gone).map(|one| one.user_id).collect();
    let changed = near.iter().any(|one| !told.contains(one));
    if !gone.is_empty() {
        announced::tell(app.db(), &[], &gone).await?;
    }
    if changed {
        announced::tell(app.db(), &near, &[]).await?;
    }
    Ok(())
}

/// Disables accounts, but for the last administrator and whoever was used meanwhile.
async fn disable(app: &App, due: &[i64], days: i64, now: Instant) -> Result<u64, AppError> {
    let today = now.date();
    let mut tx = app.db().write().await?;
    let all = rows::grants(&tx).await?;
    let (mut names, mut ended) = (Vec::new(), Vec::new());
    for id in due {
        let Some(mut account) = rows::account(&tx, *id).await? else {
            continue;
        };
        let unused = !account.disabled && last_used(&account) + days * DAY <= now.0;
        if !unused || is_last_administrator(&tx, &all, *id, today).await? {
            continue;
        }
        account.disabled = true;
        names.push(account.name.clone());
        ended.push(*id);
        rows::close_delegations_of(&mut tx, *id, &today.to_string()).await?;
        rows::update_account(&mut tx, account).await?;
    }
    if names.is_empty() {
        tx.rollback().await?;
        return Ok(0);
    }
    let mut by = Caller::console();
    by.name = "Việc định kỳ của máy chủ".to_owned();
    by.channel = "job";
    let reason = format!("Không đăng nhập từ {days} ngày trở lên");
    let payload = json!({ "users": names, "days": days });
    let event = by.event(
        now,
        "account.disable_inactive",
        "users",
        Some(&reason),
        &payload,
    )?;
    tx.commit(event).await?;
    for id in &ended {
        session::end_all(app.db(), *id, None).await?;
    }
    announced::tell(app.db(), &[], &ended).await?;
    Ok(u64::try_from(ended.len()).unwrap_or(u64::MAX))
}
