//! Tokens by which programs act for a user.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use thidua_domain::text;
use thidua_domain::time::OPEN_END;
use thidua_store::{access as rows, sha256_hex};

use super::{named, secret};
use crate::access::Caller;
use crate::{App, AppError};

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The account it acts for.
    pub user: String,
    /// What its owner calls it.
    pub label: String,
    /// Last day; `None` until ended.
    pub to: Option<Date>,
}

/// A token as its owner sees it; the token itself is shown once, when made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenRow {
    /// The key by which it is ended; it is not the token.
    pub key: String,
    /// What its owner calls it.
    pub label: String,
    /// First day, ISO.
    pub from: String,
    /// Last day, ISO; `None` until ended.
    pub to: Option<String>,
    /// Last use (µs UTC).
    pub last_used: Option<i64>,
    /// Whether it works today.
    pub works: bool,
}

/// Makes a token and answers it: the only time it is seen.
///
/// Only the user itself and the console make tokens: who could make one for another would act in the
/// other's name.
///
/// # Errors
/// [`AppError::Forbidden`] for another's account, [`AppError::NotFound`] where the account is not there.
pub async fn issue_token(app: &App, by: &Caller, new: NewToken) -> Result<String, AppError> {
    own(by, &new.user)?;
    let label = text::clean(&new.label);
    if label.is_empty() {
        return Err(AppError::refused("Chưa đặt tên cho mã truy cập."));
    }
    let now = app.now();
    let end = new.to.map_or(Ok(OPEN_END), |to| to.checked_add(1.day()));
    let to_date = end.map_err(|_| AppError::refused("Ngày hết hạn không đọc được."))?;
    if to_date <= now.date() {
        return Err(AppError::refused("Ngày hết hạn đã qua."));
    }
    let made = secret::token(app.entropy())?;
    let mut tx = app.db().write().await?;
    let account = named(&tx, &new.user).await?;
    let row = rows::ApiToken {
        sha256: sha256_hex(made.as_bytes()),
        user_id: account.id,
        label: label.clone(),
        from_date: now.date().to_string(),
        to_date: to_date.to_string(),
        last_used: None,
        event: tx.event(),
    };
    rows::create_token(&mut tx, row).await?;
    let payload = json!({ "label": label, "to": new.to.map(|day| day.to_string()) });
    let event = by.event(
        now,
        "account.issue_token",
        format!("user {}", new.user),
        None,
        &payload,
    )?;
    tx.commit(event).await?;
    Ok(made)
}

/// Ends a token at once.
///
/// # Errors
/// [`AppError::NotFound`] where it is not one of the user's.
pub async fn end_token(app: &App, by: &Caller, user: &str, key: &str) -> Result<(), AppError> {
    own(by, user)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let account = named(&tx, user).await?;
    let found = rows::tokens_of(&tx, account.id).await?;
    let row = found
        .iter()
        .find(|row| row.sha256 == key)
        .ok_or(AppError::NotFound)?;
    rows::close_token(&mut tx, key, &now.date().to_string()).await?;
    let payload = json!({ "label": row.label });
    let event = by.event(
        now,
        "account.end_token",
        format!("user {user}"),
        None,
        &payload,
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// The tokens of a user.
///
/// # Errors
/// [`AppError::Forbidden`] for another's account.
pub async fn tokens_of(app: &App, by: &Caller, user: &str) -> Result<Vec<TokenRow>, AppError> {
    own(by, user)?;
    let today = app.now().date().to_string();
    let snapshot = app.db().read().await?;
    let account = named(&snapshot, user).await?;
    let found = rows::tokens_of(&snapshot, account.id).await?;
    Ok(found
        .into_iter()
        .map(|row| TokenRow {
            works: row.from_date <= today && today < row.to_date,
            to: last_day(&row.to_date),
            key: row.sha256,
            label: row.label,
            from: row.from_date,
            last_used: row.last_used,
        })
        .collect())
}

fn own(by: &Caller, user: &str) -> Result<(), AppError> {
    if by.actor.user == user || by.channel == "cli" {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

fn last_day(end: &str) -> Option<String> {
    let day: Date = end.parse().ok()?;
    (day != OPEN_END).then(|| {
        day.yesterday()
            .map_or_else(|_| end.to_owned(), |last| last.to_string())
    })
}
