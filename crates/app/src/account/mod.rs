//! User accounts: the first administrator, adding, one-time codes, disabling, passwords, tokens.
//!
//! Nobody ever learns another's password: whoever adds or resets an account gets a one-time code to hand
//! over, which is valid for a day, works once, and lets its owner do nothing but choose a password.

pub(crate) mod hash;
mod inactive;
mod invite;
mod password;
mod policy;
mod secret;
mod token;
mod users;

pub use inactive::{
    INACTIVE_DAYS, NOTICE_DAYS, Unused, disable_inactive, disable_unused, inactive, unused,
};
pub use invite::{Candidate, Invitation, Invited, MOST, Slip, candidates, invite};
pub use password::{Place, change_password, strength};
pub use policy::Weak;
pub use secret::{code, plain_code, token};
pub use token::{NewToken, TokenRow, end_token, issue_token, tokens_of};
pub use users::{
    NewUser, UserRow, add, add_with_password, create_first, disable, enable, list, none_exist, one,
    reset, unlock,
};

pub(crate) use users::in_charge;

use thidua_store::access::{self as rows, Account};
use thidua_store::{Snapshot, StoreError, audit};

use crate::AppError;

/// How long a one-time code is valid, in microseconds: 24 hours.
pub(crate) const CODE_LASTS: i64 = 24 * 3_600 * 1_000_000;

/// The full name behind an account's name: of the account, else as the audit trail of an event kept it.
pub(crate) async fn full_name<S: Snapshot>(
    snapshot: &S,
    account: &str,
    event: i64,
) -> Result<String, StoreError> {
    if let Some(found) = rows::account_named(snapshot, account).await? {
        return Ok(found.full_name);
    }
    Ok(match account {
        "may-chu" => "Dòng lệnh trên máy chủ".to_owned(),
        "du-lieu-mau" => "Dữ liệu mẫu".to_owned(),
        account => {
            let event = audit::event(snapshot, event).await?;
            event.map_or_else(|| account.to_owned(), |event| event.actor_name)
        }
    })
}

/// The account of a name.
pub(crate) async fn named<S: Snapshot>(snapshot: &S, name: &str) -> Result<Account, AppError> {
    rows::account_named(snapshot, name)
        .await?
        .ok_or(AppError::NotFound)
}
