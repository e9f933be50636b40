//! A session that goes on.

use serde::Serialize;
use serde_json::json;
use thidua_domain::access::{Actor, Role};
use thidua_domain::time::Instant;
use thidua_store::access::{self as accounts, Account};
use thidua_store::{Snapshot, session as rows, sha256_hex};

use super::seeing::{self, Look, Seeing};
use super::{IDLE, IDLE_ADMINISTRATOR, MINUTE, Presence};
use crate::access::{Caller, actor_of};
use crate::draft::{self, Vault};
use crate::{App, AppError};

/// Who is signed in now.
#[derive(Clone, Debug)]
pub struct Live {
    /// The user with the roles of this very request.
    pub actor: Actor,
    /// Full name.
    pub name: String,
    /// The key of the session or token: the hash of its secret.
    pub key: String,
    /// Whether nothing may be done before a password is chosen.
    pub must_change: bool,
    /// When the session ends whatever happens; `None` for tokens.
    pub ends: Option<Instant>,
    /// Where the browser keeps drafts of this user; `None` where it keeps none.
    pub vault: Option<Vault>,
    /// Who looks, where an administrator looks as this user: nothing may be written.
    pub seeing: Option<Seeing>,
}

impl Live {
    /// This user as the giver of commands by a way (`web`, `api`).
    pub fn caller(&self, channel: &'static str) -> Caller {
        Caller {
            actor: self.actor.clone(),
            name: self.name.clone(),
            channel,
        }
    }
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionRow {
    /// The key by which it is ended; it is not the token.
    pub key: String,
    /// What the browser calls itself.
    pub device: String,
    /// Address it was opened from.
    pub address: String,
    /// When it was opened (µs UTC).
    pub opened: i64,
    /// Last request (µs UTC), to the minute.
    pub last_seen: i64,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// The session of a token, if it may go on; notes the request.
pub async fn resume(app: &App, presence: &Presence, token: &str) -> Result<Option<Live>, AppError> {
    let key = sha256_hex(token.as_bytes());
    let now = app.now();
    let snapshot = app.db().read().await?;
    let Some(row) = rows::find(&snapshot, &key).await? else {
        return Ok(None);
    };
    let Some(account) = usable(&snapshot, row.user_id).await? else {
        return Ok(None);
    };
    let actor = actor_of(&snapshot, &account).await?;
    let look = match actor.is(Role::Administrator, now.date()) {
        true => seeing::look(&snapshot, &key, now).await?,
        false => Look::Own,
    };
    let seen = match &look {
        Look::As(seen, _) => Some(actor_of(&snapshot, seen).await?),
        _ => None,
    };
    drop(snapshot);
    let idle = now.0 - presence.last(&key, row.last_seen);
    if now.0 >= row.expires || idle >= idle_limit(&actor, now) {
        presence.forget(&key);
        rows::end(app.db(), &key).await?;
        return Ok(None);
    }
    if presence.note(&key, row.last_seen, now.0) {
        rows::touch(app.db(), &key, now.0).await?;
    }
    let own = Live {
        actor,
        vault: draft::vault(&account),
        name: account.full_name,
        key,
        must_change: account.must_change,
        ends: Some(Instant(row.expires)),
        seeing: None,
    };
    match (look, seen) {
        (Look::As(user, until), Some(actor)) => Ok(Some(Live {
            seeing: Some(Seeing {
                by: own.caller("web"),
                until,
            }),
            actor,
            name: user.full_name,
            // Drafts are their owner's alone, whoever looks over the shoulder.
            vault: None,
            ..own
        })),
        (Look::Over(user), _) => {
            seeing::ended(app, &own.key, &own.caller("web"), &user).await?;
            Ok(Some(own))
        }
        _ => Ok(Some(own)),
    }
}

/// The user a program's token acts for, if the token works today.
pub async fn bearer(app: &App, token: &str) -> Result<Option<Live>, AppError> {
    let key = sha256_hex(token.as_bytes());
    let now = app.now();
    let today = now.date().to_string();
    let snapshot = app.db().read().await?;
    let Some(row) = accounts::token(&snapshot, &key).await? else {
        return Ok(None);
    };
    let works = row.from_date <= today && today < row.to_date;
    let account = usable(&snapshot, row.user_id)
        .await?
        .filter(|account| works && !account.must_change);
    let Some(account) = account else {
        return Ok(None);
    };
    let actor = actor_of(&snapshot, &account).await?;
    drop(snapshot);
    if row.last_used.is_none_or(|at| now.0 - at >= MINUTE) {
        accounts::token_used(app.db(), &key, now.0).await?;
    }
    Ok(Some(Live {
        actor,
        name: account.full_name,
        key,
        must_change: false,
        ends: None,
        vault: None,
        seeing: None,
    }))
}

async fn usable<S: Snapshot>(snapshot: &S, user_id: i64) -> Result<Option<Account>, AppError> {
    Ok(accounts::account(snapshot, user_id)
        .await?
        .filter(|account| !account.disabled))
}

fn idle_limit(actor: &Actor, now: Instant) -> i64 {
    if actor.is(Role::Administrator, now.date()) {
        IDLE_ADMINISTRATOR
    } else {
        IDLE
    }
}

/// Ends the caller's own session.
pub async fn sign_out(app: &App, presence: &Presence, live: &Live) -> Result<(), AppError> {
    if let Some(seeing) = &live.seeing {
        seeing::stop_seeing(app, live).await?;
        let own = Live {
            actor: seeing.by.actor.clone(),
            name: seeing.by.name.clone(),
            seeing: None,
            ..live.clone()
        };
        return leave(app, presence, &own).await;
    }
    leave(app, presence, live).await
}

async fn leave(app: &App, presence: &Presence, live: &Live) -> Result<(), AppError> {
    presence.forget(&live.key);
    if rows::end(app.db(), &live.key).await? {
        noted(app, live, "session.sign_out").await?;
    }
    Ok(())
}

/// The caller's own sessions, newest first.
pub async fn list(app: &App, live: &Live) -> Result<Vec<SessionRow>, AppError> {
    let snapshot = app.db().read().await?;
    let account = crate::account::named(&snapshot, &live.actor.user).await?;
    let found = rows::list(&snapshot, account.id).await?;
    let now = app.now();
    let limit = idle_limit(&live.actor, now);
    Ok(found
        .into_iter()
        .filter(|row| now.0 < row.expires && now.0 - row.last_seen < limit + MINUTE)
        .map(|row| SessionRow {
            own: row.token_sha256 == live.key,
            key: row.token_sha256,
            device: row.device,
            address: row.address,
            opened: row.created,
            last_seen: row.last_seen,
        })
        .collect())
}

/// The caller's sign-in before this one (µs UTC).
///
/// # Errors
/// [`AppError::NotFound`] where the account is gone.
pub async fn last_sign_in(app: &App, live: &Live) -> Result<Option<i64>, AppError> {
    let snapshot = app.db().read().await?;
    let account = crate::account::named(&snapshot, &live.actor.user).await?;
    let visit = thidua_store::visit::find(&snapshot, account.id).await?;
    Ok(visit.and_then(|visit| visit.before_at))
}

/// Ends one of the caller's own sessions.
///
/// # Errors
/// [`AppError::NotFound`] where it is not one of them.
pub async fn end(app: &App, presence: &Presence, live: &Live, key: &str) -> Result<(), AppError> {
    if !list(app, live).await?.iter().any(|row| row.key == key) {
        return Err(AppError::NotFound);
    }
    presence.forget(key);
    rows::end(app.db(), key).await?;
    noted(app, live, "session.end").await
}

/// Ends every session of the caller but the one that asks, and answers how many.
pub async fn end_others(app: &App, presence: &Presence, live: &Live) -> Result<usize, AppError> {
    let others: Vec<SessionRow> = list(app, live)
        .await?
        .into_iter()
        .filter(|row| !row.own)
        .collect();
    for row in &others {
        presence.forget(&row.key);
        rows::end(app.db(), &row.key).await?;
    }
    if !others.is_empty() {
        noted(app, live, "session.end_others").await?;
    }
    Ok(others.len())
}

/// Deletes the rows of sessions that have ended and of devices that are forgotten.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    let now = app.now().0;
    Ok(rows::sweep(app.db(), now, now - IDLE - MINUTE).await?)
}

async fn noted(app: &App, live: &Live, command: &str) -> Result<(), AppError> {
    let by = live.caller("web");
    let subject = format!("user {}", live.actor.user);
    let tx = app.db().write().await?;
    let event = by.event(app.now(), command, subject, None, &json!({}))?;
    tx.commit(event).await?;
    Ok(())
}
