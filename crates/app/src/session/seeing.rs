//! An administrator looks at the product as another user does («Xem như người dùng này»): for support only.
//!
//! It reads and never writes, it ends after half an hour, it is never another administrator, and it is
//! told: in the audit trail when it begins and ends, and on the start page of the user looked as.

use serde_json::json;
use thidua_domain::access::Role;
use thidua_domain::time::Instant;
use thidua_store::access::{self as accounts, Account};
use thidua_store::{Snapshot, session as rows};

use super::{Live, MINUTE};
use crate::access::{Caller, actor_of};
use crate::{App, AppError, account};

/// How long one look lasts.
pub const SEEING: i64 = 30 * MINUTE;

/// Who really sits at the keyboard while a session looks as another user.
#[derive(Clone, Debug)]
pub struct Seeing {
    /// The administrator, with the roles of this very request.
    pub by: Caller,
    /// When the look ends.
    pub until: Instant,
}

/// Begins to look as another user.
///
/// # Errors
/// [`AppError::NotFound`] for a user out of the caller's reach; [`AppError::Refused`] for oneself, an
/// administrator, an account that cannot be used, or without a reason.
pub async fn see_as(app: &App, live: &Live, user: &str, reason: &str) -> Result<(), AppError> {
    if reason.trim().is_empty() {
        return Err(AppError::refused("Chưa điền lý do."));
    }
    let now = app.now();
    let today = now.date();
    let state = app.state().await?;
    let tx = app.db().write().await?;
    let seen = account::named(&tx, user).await?;
    let all = accounts::grants(&tx).await?;
    account::in_charge(&live.actor, &seen, &all, &state, today)?;
    if seen.name == live.actor.user {
        return Err(AppError::refused("Đây là tài khoản của chính anh/chị."));
    }
    if seen.disabled || seen.must_change {
        return Err(AppError::refused(
            "Tài khoản đã ngừng hoặc chưa đặt mật khẩu nên không xem được.",
        ));
    }
    if actor_of(&tx, &seen).await?.is(Role::Administrator, today) {
        return Err(AppError::refused(
            "Không xem được như một quản trị hệ thống khác.",
        ));
    }
    let until = now.0 + SEEING;
    let payload = json!({ "until": Instant(until).iso() });
    let subject = format!("user {}", seen.name);
    let by = live.caller("web");
    let event = by.event(now, "access.see_as", subject, Some(reason), &payload)?;
    tx.commit(event).await?;
    let seeing = rows::Seeing {
        user_id: seen.id,
        until,
    };
    rows::see_as(app.db(), &live.key, seeing).await?;
    Ok(())
}

/// Ends the look. Nothing where the session does not look as anybody.
pub async fn stop_seeing(app: &App, live: &Live) -> Result<(), AppError> {
    match &live.seeing {
        Some(seeing) => ended(app, &live.key, &seeing.by, &live.actor.user).await,
        None => Ok(()),
    }
}

/// Takes the look away and records that it ended.
pub(super) async fn ended(app: &App, key: &str, by: &Caller, user: &str) -> Result<(), AppError> {
    if rows::stop_seeing(app.db(), key).await? {
        let tx = app.db().write().await?;
        let subject = format!("user {user}");
        let event = by.event(app.now(), "access.see_as_end", subject, None, &json!({}))?;
        tx.commit(event).await?;
    }
    Ok(())
}

/// What a session of an administrator looks as: the account, and until when; the look's end where its time
/// is over or its reason gone.
pub(super) enum Look {
    /// Nobody else.
    Own,
    /// This account.
    As(Box<Account>, Instant),
    /// No longer: this user was looked as.
    Over(String),
}

pub(super) async fn look<S: Snapshot>(
    snapshot: &S,
    key: &str,
    now: Instant,
) -> Result<Look, AppError> {
    let Some(found) = rows::seeing(snapshot, key).await? else {
        return Ok(Look::Own);
    };
    let Some(seen) = accounts::account(snapshot, found.user_id).await? else {
        return Ok(Look::Own);
    };
    if now.0 >= found.until || seen.disabled {
        return Ok(Look::Over(seen.name));
    }
    Ok(Look::As(Box::new(seen), Instant(found.until)))
}
