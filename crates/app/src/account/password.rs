//! Choosing a password of one's own.

use serde_json::json;
use thidua_store::access as rows;
use unicode_normalization::UnicodeNormalization;

use super::{Weak, hash, named, policy};
use crate::access::Caller;
use crate::session::{self, Live};
use crate::{App, AppError};

/// Whether a new password will do for this user.
///
/// # Errors
/// [`Weak`] says what to change.
pub fn strength(password: &str, account: &str, full_name: &str) -> Result<(), Weak> {
    let password: String = password.nfc().collect();
    policy::check(&password, &[account, full_name])
}

/// Where a browser sits.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What it calls itself.
    pub agent: &'a str,
    /// Address and port it comes from.
    pub address: &'a str,
}

/// Changes the caller's own password, ends every session and forgets every device, and answers the secret
/// of a new session.
///
/// `old` is not asked after a sign-in with a one-time code, which was spent by it.
///
/// # Errors
/// [`AppError::Refused`] where the old password is wrong or the new one will not do.
pub async fn change_password(
    app: &App,
    live: &Live,
    old: &str,
    new: &str,
    place: Place<'_>,
) -> Result<String, AppError> {
    let account = named(&app.db().read().await?, &live.actor.user).await?;
    if !account.must_change && !hash::verify(old, account.password_hash.as_deref()).await? {
        return Err(AppError::refused("Mật khẩu đang dùng không đúng."));
    }
    strength(new, &account.name, &account.full_name)
        .and_then(|()| {
            if !account.must_change && old == new {
                Err(Weak::Same)
            } else {
                Ok(())
            }
        })
        .map_err(|weak| AppError::refused(format!("{weak}.")))?;
    let password_hash = hash::hash(app.entropy(), new).await?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let mut fresh = named(&tx, &live.actor.user).await?;
    if fresh.password_hash != account.password_hash || fresh.disabled {
        return Err(AppError::Stale);
    }
    fresh.password_hash = Some(password_hash);
    fresh.password_changed = Some(now.0);
    fresh.must_change = false;
    let (id, name) = (fresh.id, fresh.name.clone());
    rows::update_account(&mut tx, fresh).await?;
    let by = Caller {
        actor: live.actor.clone(),
        name: live.name.clone(),
        channel: "web",
    };
    let event = by.event(
        now,
        "account.change_password",
        format!("user {name}"),
        None,
        &json!({}),
    )?;
    tx.commit(event).await?;
    thidua_store::session::end_all(app.db(), id, None).await?;
    thidua_store::session::distrust_all(app.db(), id).await?;
    session::open(app, id, place.agent, place.address).await
}
