//! Signing in: one answer for a wrong password, an unknown name, a disabled and a locked account.
//!
//! Wrong passwords are counted per account and class of device. Five from unknown devices lock the account
//! for unknown devices only, so nobody can lock a colleague out of the computer she has signed in from;
//! five from a known device make it an unknown one.

use serde_json::json;
use thidua_domain::text;
use thidua_domain::time::Instant;
use thidua_store::access::{self as accounts, Account};
use thidua_store::{Snapshot, session as rows, sha256_hex, visit};

use super::{DEVICE, LOCKED, LONGEST, TRIES};
use crate::access::{Caller, actor_of};
use crate::account::{CODE_LASTS, hash, plain_code, token};
use crate::{App, AppError};

/// The class of devices that never signed in to this account.
const UNKNOWN: &str = "unknown";
/// Longest account name that is looked up or counted.
const NAME: usize = 64;

/// Someone at the sign-in page.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// Account name as typed.
    pub account: &'a str,
    /// Password or one-time code as typed.
    pub password: &'a str,
    /// The token of the device's cookie, where it has one.
    pub device: Option<&'a str>,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// Address and port it comes from.
    pub address: &'a str,
    /// The session the browser had before, which ends.
    pub before: Option<&'a str>,
}

/// A session just opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The secret of the session, for the cookie.
    pub token: String,
    /// The secret by which the device is known from now on, where it was not known.
    pub device: Option<String>,
    /// Whether a password must be chosen first.
    pub must_change: bool,
}

/// Opens a session, or refuses without saying why.
pub async fn sign_in(app: &App, attempt: &Attempt<'_>) -> Result<Option<Opened>, AppError> {
    let now = app.now();
    let name = attempt.account.trim().to_lowercase();
    let countable = text::is_code(&name) && name.len() <= NAME;
    let snapshot = app.db().read().await?;
    let account = match countable {
        true => accounts::account_named(&snapshot, &name).await?,
        false => None,
    };
    let class = class(&snapshot, account.as_ref(), attempt.device, now).await?;
    let failures = rows::failures(&snapshot, &name, &class).await?;
    drop(snapshot);
    let locked_until = failures.and_then(|failures| failures.locked_until);
    let locked = locked_until.is_some_and(|until| now.0 < until);
    let stored = account.as_ref().filter(|account| may_sign_in(account, now));
    let code = stored
        .filter(|account| account.must_change)
        .map(|_| plain_code(attempt.password));
    let password = code.as_deref().unwrap_or(attempt.password);
    let hash = stored.and_then(|account| account.password_hash.as_deref());
    let fits = hash::verify(password, hash).await?;
    if let (Some(account), true, false) = (stored, fits, locked) {
        rows::forgive(app.db(), &name, Some(&class)).await?;
        return enter(app, account, attempt, class == UNKNOWN, now).await;
    }
    tracing::warn!(
        code = "SIGN_IN_REFUSED",
        address = attempt.address,
        known = account.is_some()
    );
    if countable {
        if locked_until.is_some() && !locked {
            rows::forgive(app.db(), &name, Some(&class)).await?;
        }
        let count = rows::failed(app.db(), &name, &class, now.0).await?.count;
        if count == TRIES && class == UNKNOWN {
            lock(app, account.as_ref(), &name, now).await?;
        }
    }
    Ok(None)
}

/// A device that this account was signed in from, until it has been wrong too often; else unknown.
async fn class<S: Snapshot>(
    snapshot: &S,
    account: Option<&Account>,
    device: Option<&str>,
    now: Instant,
) -> Result<String, AppError> {
    let (Some(account), Some(device)) = (account, device) else {
        return Ok(UNKNOWN.into());
    };
    let key = sha256_hex(device.as_bytes());
    let known = rows::trusted(snapshot, &key).await?;
    if !known.is_some_and(|known| known.user_id == account.id && now.0 < known.expires) {
        return Ok(UNKNOWN.into());
    }
    let wrong = rows::failures(snapshot, &account.name, &key).await?;
    let worn_out = wrong.is_some_and(|wrong| wrong.count >= TRIES);
    Ok(if worn_out { UNKNOWN.into() } else { key })
}

fn may_sign_in(account: &Account, now: Instant) -> bool {
    let issued = account.password_changed.unwrap_or(account.created);
    let spoiled = account.must_change && now.0 - issued >= CODE_LASTS;
    !account.disabled && !spoiled
}

async fn lock(
    app: &App,
    account: Option<&Account>,
    name: &str,
    now: Instant,
) -> Result<(), AppError> {
    rows::lock(app.db(), name, UNKNOWN, now.0 + LOCKED).await?;
    // A name that is no account may be a password typed into the wrong field: it is not kept for ever.
    let Some(account) = account else {
        return Ok(());
    };
    let by = Caller {
        channel: "web",
        ..Caller::console()
    };
    let tx = app.db().write().await?;
    let payload = json!({ "tries": TRIES });
    let event = by.event(
        now,
        "session.lock",
        format!("user {}", account.name),
        None,
        &payload,
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// Opens a session for an account whose password fitted.
async fn enter(
    app: &App,
    account: &Account,
    attempt: &Attempt<'_>,
    unknown_device: bool,
    now: Instant,
) -> Result<Option<Opened>, AppError> {
    if let Some(before) = attempt.before {
        rows::end(app.db(), &sha256_hex(before.as_bytes())).await?;
    }
    let mut tx = app.db().write().await?;
    // What was checked above may have been reset, spent or disabled since.
    if accounts::account(&tx, account.id)
        .await?
        .is_none_or(|fresh| !same(&fresh, account))
    {
        return Ok(None);
    }
    if account.must_change {
        // A one-time code is spent by its use.
        let spent = Account {
            password_hash: None,
            ..account.clone()
        };
        accounts::update_account(&mut tx, spent).await?;
    }
    let by = Caller {
        actor: actor_of(&tx, account).await?,
        name: account.full_name.clone(),
        channel: "web",
    };
    let found = tx.version();
    let payload = json!({ "address": attempt.address, "device": attempt.agent });
    let event = by.event(
        now,
        "session.sign_in",
        format!("user {}", account.name),
        None,
        &payload,
    )?;
    tx.commit(event).await?;
    accounts::signed_in(app.db(), account.id, now.0, None).await?;
    visit::note(app.db(), account.id, now.0, found).await?;
    let device = match unknown_device && !account.must_change {
        true => Some(trust(app, account.id, attempt.agent, now).await?),
        false => None,
    };
    let opened = open(app, account.id, attempt.agent, attempt.address).await?;
    Ok(Some(Opened {
        token: opened,
        device,
        must_change: account.must_change,
    }))
}

fn same(fresh: &Account, checked: &Account) -> bool {
    fresh.password_hash == checked.password_hash && fresh.disabled == checked.disabled
}

async fn trust(app: &App, user_id: i64, agent: &str, now: Instant) -> Result<String, AppError> {
    let made = token(app.entropy())?;
    let device = rows::TrustedDevice {
        token_sha256: sha256_hex(made.as_bytes()),
        user_id,
        device: agent.to_owned(),
        created: now.0,
        last_seen: now.0,
        expires: now.0 + DEVICE,
    };
    rows::trust(app.db(), device).await?;
    Ok(made)
}

/// Opens a session of a user without asking anything, and answers its secret.
pub(crate) async fn open(
    app: &App,
    user_id: i64,
    agent: &str,
    address: &str,
) -> Result<String, AppError> {
    let now = app.now();
    let made = token(app.entropy())?;
    let session = rows::Session {
        token_sha256: sha256_hex(made.as_bytes()),
        user_id,
        device: agent.to_owned(),
        address: address.to_owned(),
        created: now.0,
        last_seen: now.0,
        expires: now.0 + LONGEST,
        step_up_until: None,
    };
    rows::create(app.db(), session).await?;
    Ok(made)
}
