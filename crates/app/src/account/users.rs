//! The commands on accounts.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use thidua_domain::access::{Actor, EVERYWHERE, Permission, Role, Target};
use thidua_domain::text;
use thidua_domain::time::{Instant, OPEN_END};
use thidua_store::access::{self as rows, Account};
use thidua_store::{StoreError, session};

use super::{hash, inactive, named, policy, secret};
use crate::access::{Caller, GrantRow, delegator, is_last_administrator, permit, shown};
use crate::{App, AppError, State};

/// Longest account name.
const NAME: usize = 64;

/// An account to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Name typed at sign-in: `[a-z0-9.-]`.
    pub name: String,
    /// Full name.
    pub full_name: String,
    /// Code of the person (`nhan-su`) it belongs to.
    pub person: Option<String>,
}

/// An account as its administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserRow {
    /// Name typed at sign-in.
    pub name: String,
    /// Full name.
    pub full_name: String,
    /// Code of the person it belongs to.
    pub person: Option<String>,
    /// Whether it may not sign in.
    pub disabled: bool,
    /// Whether it waits for its owner to choose a password.
    pub waiting: bool,
    /// Last sign-in (µs UTC).
    pub last_sign_in: Option<i64>,
    /// Days since it was last used, where they are enough for it to be disabled.
    pub inactive_days: Option<i64>,
    /// Its roles, past and future ones too.
    pub grants: Vec<GrantRow>,
}

/// Whether there is no account yet, so that the first administrator may be created.
pub async fn none_exist(app: &App) -> Result<bool, AppError> {
    Ok(rows::accounts(&app.db().read().await?).await?.is_empty())
}

/// Creates the first account of a fresh database: an administrator of the whole installation.
///
/// # Errors
/// [`AppError::Refused`] where there is an account already, or the name or password will not do.
pub async fn create_first(
    app: &App,
    new: NewUser,
    password: &str,
    channel: &'static str,
) -> Result<(), AppError> {
    check_name(&new)?;
    weak(password, &[&new.name, &new.full_name])?;
    let password_hash = hash::hash(app.entropy(), password).await?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    if !rows::accounts(&tx).await?.is_empty() {
        return Err(AppError::refused(
            "Hệ thống đã được thiết lập. Hãy đăng nhập.",
        ));
    }
    let account = store(&mut tx, &new, Some(password_hash), false, now).await?;
    let grant = rows::NewGrant {
        user_id: account.id,
        role: Role::Administrator.code().into(),
        agency_code: EVERYWHERE.into(),
        from_date: now.date().to_string(),
        to_date: OPEN_END.to_string(),
        document: None,
    };
    rows::grant(&mut tx, grant).await?;
    let mut by = Caller::console();
    by.channel = channel;
    let payload = json!({ "full_name": new.full_name, "role": Role::Administrator.code() });
    let event = by.event(
        now,
        "account.create_first",
        format!("user {}", new.name),
        None,
        &payload,
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// Adds an account and answers its one-time code.
///
/// # Errors
/// [`AppError::Refused`] for a name that is taken or will not do.
pub async fn add(
    app: &App,
    by: &Caller,
    new: NewUser,
    reason: Option<&str>,
) -> Result<String, AppError> {
    let code = secret::code(app.entropy())?;
    add_row(app, by, new, &secret::plain_code(&code), true, reason).await?;
    Ok(code)
}

/// Adds an account with a password: for demonstrations and scripts on the machine itself.
///
/// # Errors
/// As [`add`], and where the password will not do.
pub async fn add_with_password(
    app: &App,
    by: &Caller,
    new: NewUser,
    password: &str,
) -> Result<(), AppError> {
    weak(password, &[&new.name, &new.full_name])?;
    add_row(app, by, new, password, false, None).await
}

async fn add_row(
    app: &App,
    by: &Caller,
    new: NewUser,
    password: &str,
    must_change: bool,
    reason: Option<&str>,
) -> Result<(), AppError> {
    check_name(&new)?;
    let now = app.now();
    let state = app.state().await?;
    permit(
        &by.actor,
        Permission::ManageUsers,
        Target::Any,
        now.date(),
        state.org.as_ref(),
    )?;
    let password_hash = hash::hash(app.entropy(), password).await?;
    let mut tx = app.db().write().await?;
    store(&mut tx, &new, Some(password_hash), must_change, now).await?;
    let payload = json!({ "full_name": new.full_name, "person": new.person });
    let event = by.event(
        now,
        "account.add",
        format!("user {}", new.name),
        reason,
        &payload,
    )?;
    tx.commit(event).await?;
    Ok(())
}

pub(super) async fn store(
    tx: &mut thidua_store::WriteTx,
    new: &NewUser,
    password_hash: Option<String>,
    must_change: bool,
    now: Instant,
) -> Result<Account, AppError> {
    let row = rows::NewAccount {
        name: new.name.clone(),
        full_name: text::clean(&new.full_name),
        person_code: new.person.clone(),
        password_hash,
        must_change,
        created: now.0,
    };
    rows::create_account(tx, row)
        .await
        .map_err(|error| match error {
            StoreError::Duplicate(_) => AppError::refused("Tên đăng nhập này đã có người dùng."),
            other => other.into(),
        })
}

/// Gives an account a new one-time code; its password and every session end at once.
///
/// # Errors
/// [`AppError::NotFound`] for an account out of the caller's reach.
pub async fn reset(app: &App, by: &Caller, name: &str, reason: &str) -> Result<String, AppError> {
    let code = secret::code(app.entropy())?;
    let password_hash = hash::hash(app.entropy(), &secret::plain_code(&code)).await?;
    let now = app.now();
    let changed = change(app, by, name, "account.reset", reason, |account| {
        account.password_hash = Some(password_hash);
        account.password_changed = Some(now.0);
        account.must_change = true;
    })
    .await?;
    session::end_all(app.db(), changed.id, None).await?;
    session::distrust_all(app.db(), changed.id).await?;
    session::forgive(app.db(), &changed.name, None).await?;
    Ok(code)
}

/// Keeps an account from signing in, and ends its sessions.
///
/// # Errors
/// [`AppError::NotFound`] for an account out of the caller's reach; [`AppError::Refused`] for the last
/// administrator of the whole installation.
pub async fn disable(app: &App, by: &Caller, name: &str, reason: &str) -> Result<(), AppError> {
    let changed = change(app, by, name, "account.disable", reason, |account| {
        account.disabled = true
    })
    .await?;
    session::end_all(app.db(), changed.id, None).await?;
    Ok(())
}

/// Lets an account sign in again.
///
/// # Errors
/// [`AppError::NotFound`] for an account out of the caller's reach.
pub async fn enable(app: &App, by: &Caller, name: &str, reason: &str) -> Result<(), AppError> {
    change(app, by, name, "account.enable", reason, |account| {
        account.disabled = false
    })
    .await?;
    Ok(())
}

/// Forgets the wrong passwords that locked an account.
///
/// # Errors
/// [`AppError::NotFound`] for an account out of the caller's reach.
pub async fn unlock(app: &App, by: &Caller, name: &str, reason: &str) -> Result<(), AppError> {
    let account = change(app, by, name, "session.unlock", reason, |_| ()).await?;
    session::forgive(app.db(), &account.name, None).await?;
    Ok(())
}

async fn change(
    app: &App,
    by: &Caller,
    name: &str,
    command: &str,
    reason: &str,
    edit: impl FnOnce(&mut Account) + Send,
) -> Result<Account, AppError> {
    let now = app.now();
    let state = app.state().await?;
    let mut tx = app.db().write().await?;
    let mut account = named(&tx, name).await?;
    let all = rows::grants(&tx).await?;
    in_charge(&by.actor, &account, &all, &state, now.date())?;
    let last = is_last_administrator(&tx, &all, account.id, now.date()).await?;
    edit(&mut account);
    if last && account.disabled {
        return Err(AppError::refused(
            "Đây là quản trị hệ thống cuối cùng. Hãy giao vai trò này cho người khác trước khi khóa.",
        ));
    }
    if account.disabled {
        rows::close_delegations_of(&mut tx, account.id, &now.date().to_string()).await?;
    }
    rows::update_account(&mut tx, account.clone()).await?;
    let event = by.event(
        now,
        command,
        format!("user {}", account.name),
        Some(reason),
        &json!({}),
    )?;
    tx.commit(event).await?;
    Ok(account)
}

/// Refuses an account that holds a role out of the actor's reach.
pub(crate) fn in_charge(
    actor: &Actor,
    account: &Account,
    all: &[rows::Grant],
    state: &State,
    today: Date,
) -> Result<(), AppError> {
    let may = |target: Target<'_>| {
        permit(
            actor,
            Permission::ManageUsers,
            target,
            today,
            state.org.as_ref(),
        )
    };
    for row in all.iter().filter(|row| row.user_id == account.id) {
        if shown(row, today)?.holds {
            may(Target::Agency(&row.agency_code))?;
        }
    }
    may(Target::Any)
}

/// The accounts the caller manages, by name: those with a role in reach and those without any.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn list(app: &App, by: &Caller) -> Result<Vec<UserRow>, AppError> {
    let today = app.now().date();
    let state = app.state().await?;
    let permitted = |target: Target<'_>| {
        permit(
            &by.actor,
            Permission::ManageUsers,
            target,
            today,
            state.org.as_ref(),
        )
    };
    permitted(Target::Any)?;
    let snapshot = app.db().read().await?;
    let all = rows::grants(&snapshot).await?;
    let mut found = Vec::new();
    let accounts = rows::accounts(&snapshot).await?;
    let now = app.now().0;
    for account in &accounts {
        let own: Vec<&rows::Grant> = all.iter().filter(|row| row.user_id == account.id).collect();
        let in_reach = |row: &&rows::Grant| permitted(Target::Agency(&row.agency_code)).is_ok();
        if own.is_empty() || own.iter().any(in_reach) {
            let mut user = row_of(account, &own, today, now)?;
            for (grant, row) in user.grants.iter_mut().zip(&own) {
                grant.delegated_by = delegator(row, &all, &accounts);
            }
            found.push(user);
        }
    }
    Ok(found)
}

/// One account the caller manages.
///
/// # Errors
/// [`AppError::NotFound`] where there is none in reach.
pub async fn one(app: &App, by: &Caller, name: &str) -> Result<UserRow, AppError> {
    let found = list(app, by).await?;
    found
        .into_iter()
        .find(|user| user.name == name)
        .ok_or(AppError::NotFound)
}

fn row_of(
    account: &Account,
    grants: &[&rows::Grant],
    today: Date,
    now: i64,
) -> Result<UserRow, AppError> {
    Ok(UserRow {
        inactive_days: inactive::days(account, now),
        name: account.name.clone(),
        full_name: account.full_name.clone(),
        person: account.person_code.clone(),
        disabled: account.disabled,
        waiting: account.must_change,
        last_sign_in: account.last_sign_in,
        grants: grants
            .iter()
            .map(|row| shown(row, today))
            .collect::<Result<_, _>>()?,
    })
}

pub(super) fn check_name(new: &NewUser) -> Result<(), AppError> {
    if !text::is_code(&new.name) || new.name.len() > NAME {
        return Err(AppError::refused(
            "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối, dài nhất 64 ký tự.",
        ));
    }
    if text::clean(&new.full_name).is_empty() {
        return Err(AppError::refused("Chưa điền họ và tên."));
    }
    Ok(())
}

fn weak(password: &str, about: &[&str]) -> Result<(), AppError> {
    policy::check(password, about).map_err(|weak| AppError::refused(format!("{weak}.")))
}
