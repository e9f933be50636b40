//! Accounts nobody uses: found after 45 days without a sign-in, disabled in one action, or by the server itself
//! after a week's notice to those who administer them.

use serde_json::json;
use thidua_store::access::{self as rows, Account};
use thidua_store::session;

use super::users::{UserRow, in_charge, list};
use crate::access::{Caller, is_last_administrator};
use crate::{App, AppError};

mod sweep;

pub use sweep::{NOTICE_DAYS, Unused, disable_unused, unused};

/// Days without a sign-in after which an account is to be disabled.
pub const INACTIVE_DAYS: i64 = 45;
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// Days since an account was last used, or made, where they are [`INACTIVE_DAYS`] or more.
pub(super) fn days(account: &Account, now: i64) -> Option<i64> {
    let days = (now - last_used(account)) / DAY;
    (!account.disabled && days >= INACTIVE_DAYS).then_some(days)
}

/// When an account was last used, or made (µs).
fn last_used(account: &Account) -> i64 {
    let used = account.last_sign_in.unwrap_or(account.created);
    account.password_changed.map_or(used, |at| used.max(at))
}

/// The accounts the caller manages that have not been used for [`INACTIVE_DAYS`] days.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn inactive(app: &App, by: &Caller) -> Result<Vec<UserRow>, AppError> {
    let mut found = list(app, by).await?;
    found.retain(|user| user.inactive_days.is_some());
    Ok(found)
}

/// Disables accounts that have not been used, all or none, and ends what they have delegated. Answers how
/// many.
///
/// # Errors
/// [`AppError::NotFound`] for an account out of the caller's reach; [`AppError::Refused`] for one that was
/// used meanwhile, and for the last administrator.
pub async fn disable_inactive(
    app: &App,
    by: &Caller,
    names: &[String],
    reason: &str,
) -> Result<usize, AppError> {
    if names.is_empty() {
        return Err(AppError::refused("Chưa chọn tài khoản nào."));
    }
    let now = app.now();
    let today = now.date();
    let state = app.state().await?;
    let mut tx = app.db().write().await?;
    let all = rows::grants(&tx).await?;
    let mut ended = Vec::new();
    for name in names {
        let mut account = super::named(&tx, name).await?;
        in_charge(&by.actor, &account, &all, &state, today)?;
        if account.name == by.actor.user || days(&account, now.0).is_none() {
            return Err(AppError::refused(format!(
                "Tài khoản {name} vừa được dùng hoặc đã ngừng. Mở lại trang rồi chọn lại."
            )));
        }
        if is_last_administrator(&tx, &all, account.id, today).await? {
            return Err(AppError::refused(
                "Trong số đã chọn có quản trị hệ thống cuối cùng. Bỏ chọn tài khoản này.",
            ));
        }
        account.disabled = true;
        ended.push(account.id);
        rows::close_delegations_of(&mut tx, account.id, &today.to_string()).await?;
        rows::update_account(&mut tx, account).await?;
    }
    let payload = json!({ "users": names });
    let event = by.event(
        now,
        "account.disable_inactive",
        "users",
        Some(reason),
        &payload,
    )?;
    tx.commit(event).await?;
    for id in &ended {
        session::end_all(app.db(), *id, None).await?;
    }
    Ok(ended.len())
}
