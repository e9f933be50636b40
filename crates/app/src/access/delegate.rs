//! Delegation (ủy quyền, NĐ 30/2020 Điều 13 khoản 3): a holder lends a role for a time, by a document.
//!
//! What is lent is the holder's own role at the holder's own agency: never more, never longer than it is
//! held, and never lent again. It ends on its day, and at once with the role it was taken from.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use thidua_domain::access::{EVERYWHERE, Role};
use thidua_domain::text;
use thidua_store::access as rows;

use super::{Caller, GrantRow, shown};
use crate::{App, AppError, State, account};

/// A delegation to be made.
#[derive(Clone, Debug)]
pub struct NewDelegation {
    /// Number of the caller's own role.
    pub grant: i64,
    /// Account name of who gets it.
    pub user: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The document it is made by: number and symbol.
    pub document: String,
}

/// A delegation the caller has made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Given {
    /// The role as it was given.
    pub grant: GrantRow,
    /// Account name of who has it.
    pub user: String,
    /// Full name.
    pub full_name: String,
    /// Whether it can still be ended.
    pub open: bool,
}

/// Somebody a role can be delegated to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Colleague {
    /// Account name.
    pub name: String,
    /// Full name.
    pub full_name: String,
}

/// The caller's roles and what was made of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OwnRoles {
    /// Roles held now or later, delegated ones with who delegated them.
    pub held: Vec<GrantRow>,
    /// Numbers of those that can be delegated today.
    pub lendable: Vec<i64>,
    /// Delegations made, newest first.
    pub given: Vec<Given>,
    /// Whom roles can be delegated to.
    pub colleagues: Vec<Colleague>,
}

/// Lends one of the caller's roles.
///
/// # Errors
/// [`AppError::NotFound`] for a role that is not the caller's; [`AppError::Refused`] where it may not be
/// delegated, for a colleague or a span of time that will not do, or without a document.
pub async fn delegate(app: &App, by: &Caller, new: NewDelegation) -> Result<(), AppError> {
    let document = text::clean(&new.document);
    if document.is_empty() {
        return Err(AppError::refused(
            "Ủy quyền phải có văn bản: điền số, ký hiệu và ngày của văn bản ủy quyền.",
        ));
    }
    let now = app.now();
    let today = now.date();
    let state = app.state().await?;
    let mut tx = app.db().write().await?;
    let all = rows::grants(&tx).await?;
    let accounts = rows::accounts(&tx).await?;
    let own = account::named(&tx, &by.actor.user).await?;
    let row = all
        .iter()
        .find(|row| row.id == new.grant && row.user_id == own.id)
        .ok_or(AppError::NotFound)?;
    let held = shown(row, today)?;
    lendable(row, &held)?;
    in_time(&held, &new, today)?;
    let user = colleagues(&state, &accounts, &all, row, today)?
        .into_iter()
        .find(|colleague| colleague.name == new.user)
        .ok_or_else(|| {
            AppError::refused("Chọn người nhận ủy quyền trong danh sách người dùng của cơ quan.")
        })?;
    let twice = |other: &rows::Grant| {
        other.delegated_from == Some(row.id)
            && accounts
                .iter()
                .any(|account| account.id == other.user_id && account.name == user.name)
            && other.from_date <= new.to.to_string()
            && new.from.to_string() < other.to_date
    };
    if all.iter().any(twice) {
        return Err(AppError::refused(
            "Người này đang được ủy quyền vai trò ấy trong thời gian đã chọn.",
        ));
    }
    let receiver = account::named(&tx, &user.name).await?;
    let end = new.to.checked_add(1.day());
    let given = rows::NewGrant {
        user_id: receiver.id,
        role: row.role.clone(),
        agency_code: row.agency_code.clone(),
        from_date: new.from.to_string(),
        to_date: end
            .map_err(|_| AppError::refused("Ngày kết thúc không đọc được."))?
            .to_string(),
        document: Some(document.clone()),
    };
    rows::delegate(&mut tx, given, row.id).await?;
    let payload = json!({
        "role": row.role, "agency": row.agency_code, "by": own.name, "from": new.from.to_string(),
        "to": new.to.to_string(), "document": document,
    });
    let subject = format!("user {}", receiver.name);
    let event = by.event(now, "access.delegate", subject, None, &payload)?;
    tx.commit(event).await?;
    Ok(())
}

/// Ends a delegation the caller has made, from today on.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not the caller's; [`AppError::Refused`] for one that has ended.
pub async fn end_delegation(app: &App, by: &Caller, id: i64) -> Result<(), AppError> {
    let now = app.now();
    let today = now.date();
    let mut tx = app.db().write().await?;
    let all = rows::grants(&tx).await?;
    let own = account::named(&tx, &by.actor.user).await?;
    let mine = |source: i64| {
        all.iter()
            .any(|row| row.id == source && row.user_id == own.id)
    };
    let row = all
        .iter()
        .find(|row| row.id == id && row.delegated_from.is_some_and(mine))
        .ok_or(AppError::NotFound)?;
    if row.to_date <= today.to_string() {
        return Err(AppError::refused("Ủy quyền này đã hết hiệu lực."));
    }
    let receiver = rows::account(&tx, row.user_id)
        .await?
        .ok_or(AppError::NotFound)?;
    rows::close_grant(&mut tx, id, &today.to_string()).await?;
    let payload = json!({ "role": row.role, "agency": row.agency_code });
    let subject = format!("user {}", receiver.name);
    let event = by.event(now, "access.end_delegation", subject, None, &payload)?;
    tx.commit(event).await?;
    Ok(())
}

/// The caller's roles, the delegations made of them and whom they can be delegated to.
///
/// # Errors
/// [`AppError::NotFound`] where the caller has no account.
pub async fn own_roles(app: &App, by: &Caller) -> Result<OwnRoles, AppError> {
    let today = app.now().date();
    let state = app.state().await?;
    let snapshot = app.db().read().await?;
    let all = rows::grants(&snapshot).await?;
    let accounts = rows::accounts(&snapshot).await?;
    let own = account::named(&snapshot, &by.actor.user).await?;
    let mut roles = OwnRoles::default();
    for row in all.iter().filter(|row| row.user_id == own.id) {
        let mut grant = shown(row, today)?;
        grant.delegated_by = delegator(row, &all, &accounts);
        if grant.to.is_some_and(|to| to < today) {
            continue;
        }
        if grant.holds && lendable(row, &grant).is_ok() {
            roles.lendable.push(row.id);
            for colleague in colleagues(&state, &accounts, &all, row, today)? {
                if !roles.colleagues.contains(&colleague) {
                    roles.colleagues.push(colleague);
                }
            }
        }
        roles.held.push(grant);
    }
    text::sort_names_by_key(&mut roles.colleagues, |colleague| &colleague.full_name);
    let mine = |source: i64| {
        all.iter()
            .any(|row| row.id == source && row.user_id == own.id)
    };
    for row in all.iter().rev() {
        let receiver = accounts.iter().find(|account| account.id == row.user_id);
        if let (Some(receiver), true) = (receiver, row.delegated_from.is_some_and(mine)) {
            roles.given.push(Given {
                grant: shown(row, today)?,
                user: receiver.name.clone(),
                full_name: receiver.full_name.clone(),
                open: row.to_date > today.to_string(),
            });
        }
    }
    Ok(roles)
}

/// Full name of who delegated a role.
pub(crate) fn delegator(
    row: &rows::Grant,
    all: &[rows::Grant],
    accounts: &[rows::Account],
) -> Option<String> {
    let source = all
        .iter()
        .find(|other| Some(other.id) == row.delegated_from)?;
    let account = accounts
        .iter()
        .find(|account| account.id == source.user_id)?;
    Some(account.full_name.clone())
}

fn lendable(row: &rows::Grant, held: &GrantRow) -> Result<(), AppError> {
    if row.delegated_from.is_some() {
        return Err(AppError::refused(
            "Vai trò này do được ủy quyền mà có. Người được ủy quyền không được ủy quyền lại.",
        ));
    }
    if !held.role.may_be_delegated() || held.agency == EVERYWHERE {
        return Err(AppError::refused(format!(
            "Vai trò «{}» không ủy quyền được.",
            held.role_name
        )));
    }
    if !held.holds {
        return Err(AppError::refused(
            "Vai trò này không còn hoặc chưa có hiệu lực.",
        ));
    }
    Ok(())
}

fn in_time(held: &GrantRow, new: &NewDelegation, today: Date) -> Result<(), AppError> {
    if new.to < new.from {
        return Err(AppError::refused(
            "Ngày kết thúc phải từ ngày bắt đầu trở đi.",
        ));
    }
    if new.to < today {
        return Err(AppError::refused("Thời gian ủy quyền đã qua."));
    }
    if new.from < held.from || held.to.is_some_and(|to| to < new.to) {
        return Err(AppError::refused(
            "Thời gian ủy quyền phải nằm trong thời gian anh/chị giữ vai trò này.",
        ));
    }
    Ok(())
}

/// Users who work in the agency of a role or below it, whom the role can be lent to.
fn colleagues(
    state: &State,
    accounts: &[rows::Account],
    all: &[rows::Grant],
    row: &rows::Grant,
    today: Date,
) -> Result<Vec<Colleague>, AppError> {
    use thidua_domain::access::Reach;
    let covered = |agency: &str| state.org.covers(&row.agency_code, agency);
    let mut found = Vec::new();
    for account in accounts {
        if account.disabled || account.id == row.user_id {
            continue;
        }
        let person = account
            .person_code
            .as_ref()
            .and_then(|code| state.people.get(code));
        let serves = person
            .and_then(|person| person.on(today))
            .is_some_and(|post| covered(&post.agency));
        let mut holds = false;
        for grant in all.iter().filter(|grant| grant.user_id == account.id) {
            let grant = shown(grant, today)?;
            holds |= grant.holds && grant.role != Role::Administrator && covered(&grant.agency);
        }
        if serves || holds {
            found.push(Colleague {
                name: account.name.clone(),
                full_name: account.full_name.clone(),
            });
        }
    }
    Ok(found)
}
