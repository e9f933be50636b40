//! Granting and revoking roles.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use thidua_domain::access::{Actor, EVERYWHERE, Grant, Permission, Role, Target};
use thidua_domain::time::OPEN_END;
use thidua_store::{Snapshot, StoreError, access as rows};

use super::{Caller, permit};
use crate::{App, AppError, account};

/// A role to be granted.
#[derive(Clone, Debug)]
pub struct NewGrant {
    /// Account name of who gets it.
    pub user: String,
    /// The role.
    pub role: Role,
    /// Code of the agency, or [`EVERYWHERE`].
    pub agency: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` until revoked.
    pub to: Option<Date>,
    /// The paper it is given by.
    pub document: Option<String>,
}

/// A role as it was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GrantRow {
    /// The number by which it is revoked.
    pub id: i64,
    /// Code of the role.
    pub role: Role,
    /// Vietnamese name of the role.
    pub role_name: &'static str,
    /// Code of the agency, or [`EVERYWHERE`].
    pub agency: String,
    /// First day.
    #[serde(with = "thidua_domain::time::iso")]
    pub from: Date,
    /// Last day; `None` until revoked.
    #[serde(with = "thidua_domain::time::iso_option")]
    pub to: Option<Date>,
    /// The paper it was given by.
    pub document: Option<String>,
    /// Whether it holds today.
    pub holds: bool,
    /// The number of the role it was delegated from (ủy quyền).
    pub delegated_from: Option<i64>,
    /// Full name of who delegated it, where the answer tells.
    pub delegated_by: Option<String>,
}

/// Grants a role. Takes effect with the next request of the user.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of the caller's reach or a user that does not exist;
/// [`AppError::Refused`] for an impossible span of time.
pub async fn grant(
    app: &App,
    by: &Caller,
    new: NewGrant,
    reason: Option<&str>,
) -> Result<(), AppError> {
    if new.to.is_some_and(|to| to < new.from) {
        return Err(AppError::refused(
            "Ngày kết thúc phải từ ngày bắt đầu trở đi.",
        ));
    }
    let now = app.now();
    let state = app.state().await?;
    permit(
        &by.actor,
        Permission::ManageUsers,
        Target::Agency(&new.agency),
        now.date(),
        state.org.as_ref(),
    )?;
    if new.agency != EVERYWHERE && state.org.find(&new.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let mut tx = app.db().write().await?;
    let user = account::named(&tx, &new.user).await?;
    let last = new.to.map_or(Ok(OPEN_END), |to| to.checked_add(1.day()));
    let to_date = last
        .map_err(|_| AppError::refused("Ngày kết thúc không đọc được."))?
        .to_string();
    let row = rows::NewGrant {
        user_id: user.id,
        role: new.role.code().to_owned(),
        agency_code: new.agency.clone(),
        from_date: new.from.to_string(),
        to_date,
        document: new.document.clone(),
    };
    rows::grant(&mut tx, row).await?;
    let payload = json!({
        "role": new.role.code(), "agency": new.agency, "from": new.from.to_string(),
        "to": new.to.map(|day| day.to_string()), "document": new.document,
    });
    let event = by.event(
        now,
        "access.grant",
        format!("user {}", user.name),
        reason,
        &payload,
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// Revokes a role from today on, and what was delegated from it: neither holds for the next request.
///
/// # Errors
/// [`AppError::NotFound`] for a role that is not there or out of the caller's reach;
/// [`AppError::Refused`] for the last administrator of the whole installation.
pub async fn revoke(app: &App, by: &Caller, id: i64, reason: &str) -> Result<(), AppError> {
    let now = app.now();
    let today = now.date();
    let state = app.state().await?;
    let mut tx = app.db().write().await?;
    let all = rows::grants(&tx).await?;
    let row = all
        .iter()
        .find(|row| row.id == id)
        .ok_or(AppError::NotFound)?;
    permit(
        &by.actor,
        Permission::ManageUsers,
        Target::Agency(&row.agency_code),
        today,
        state.org.as_ref(),
    )?;
    let grant = read(row)?;
    if grant.to.is_some_and(|to| to < today) {
        return Err(AppError::refused("Vai trò này đã hết hiệu lực."));
    }
    if is_last_administrator(&tx, &all, row.user_id, today).await?
        && grant.role == Role::Administrator
    {
        return Err(AppError::refused(
            "Đây là quản trị hệ thống cuối cùng. Hãy giao vai trò này cho người khác trước khi thu hồi.",
        ));
    }
    let user = rows::account(&tx, row.user_id)
        .await?
        .ok_or(AppError::NotFound)?;
    rows::close_grant(&mut tx, id, &today.to_string()).await?;
    let ended = rows::close_delegations(&mut tx, id, &today.to_string()).await?;
    let payload =
        json!({ "role": row.role, "agency": row.agency_code, "delegations_ended": ended });
    let event = by.event(
        now,
        "access.revoke",
        format!("user {}", user.name),
        Some(reason),
        &payload,
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// The roles of an account, past and future ones too.
pub async fn grants_of<S: Snapshot>(
    snapshot: &S,
    user_id: i64,
    today: Date,
) -> Result<Vec<GrantRow>, AppError> {
    let found = rows::grants_of(snapshot, user_id).await?;
    found.iter().map(|row| shown(row, today)).collect()
}

pub(crate) fn shown(row: &rows::Grant, today: Date) -> Result<GrantRow, AppError> {
    let grant = read(row)?;
    let from = grant.from.unwrap_or(Date::MIN);
    Ok(GrantRow {
        id: row.id,
        role: grant.role,
        role_name: grant.role.name(),
        holds: grant.holds_on(today),
        agency: grant.agency,
        from,
        to: grant.to,
        document: row.document.clone(),
        delegated_from: row.delegated_from,
        delegated_by: None,
    })
}

/// A stored row as the domain reads it; stored days end before, the domain's last day is included.
pub(crate) fn read(row: &rows::Grant) -> Result<Grant, AppError> {
    let damaged = |what: &str| {
        AppError::Store(StoreError::Damaged(format!(
            "role_grant {}: {what} {row:?}",
            row.id
        )))
    };
    let role = Role::from_code(&row.role).ok_or_else(|| damaged("role"))?;
    let from: Date = row.from_date.parse().map_err(|_| damaged("from"))?;
    let end: Date = row.to_date.parse().map_err(|_| damaged("to"))?;
    let to = if end == OPEN_END {
        None
    } else {
        Some(end.yesterday().map_err(|_| damaged("to"))?)
    };
    Ok(Grant {
        role,
        agency: row.agency_code.clone(),
        from: Some(from),
        to,
    })
}

/// The actor an account is: its name, its person, its roles.
pub(crate) async fn actor_of<S: Snapshot>(
    snapshot: &S,
    user: &rows::Account,
) -> Result<Actor, AppError> {
    let found = rows::grants_of(snapshot, user.id).await?;
    Ok(Actor {
        user: user.name.clone(),
        person: user.person_code.clone(),
        grants: found.iter().map(read).collect::<Result<_, _>>()?,
    })
}

/// Whether nobody but this account administers the whole installation today.
pub(crate) async fn is_last_administrator<S: Snapshot>(
    snapshot: &S,
    all: &[rows::Grant],
    user_id: i64,
    today: Date,
) -> Result<bool, AppError> {
    let accounts = rows::accounts(snapshot).await?;
    let mut own = false;
    for row in all {
        let grant = read(row)?;
        let active = accounts
            .iter()
            .any(|account| account.id == row.user_id && !account.disabled);
        if grant.role == Role::Administrator
            && grant.is_everywhere()
            && grant.holds_on(today)
            && active
        {
            if row.user_id != user_id {
                return Ok(false);
            }
            own = true;
        }
    }
    Ok(own)
}
