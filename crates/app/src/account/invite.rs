//! Invitations: accounts for many people of one agency at once, each with a one-time code on a slip.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use thidua_domain::access::{Permission, Role, Target};
use thidua_domain::text;
use thidua_domain::time::OPEN_END;
use thidua_store::access as rows;

use super::users::{NewUser, check_name, store};
use super::{CODE_LASTS, hash, secret};
use crate::access::{Caller, permit};
use crate::{App, AppError, State};

/// Invited at once at most: each code is hashed slowly on purpose.
pub const MOST: usize = 100;
/// Longest proposed account name.
const NAME: usize = 60;

/// Somebody of an agency who has no account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Code of the person.
    pub person: String,
    /// Full name.
    pub full_name: String,
    /// Post, else professional title.
    pub post: Option<String>,
    /// Proposed account name, free today.
    pub account: String,
}

/// Who is invited, with which role.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Code of the agency.
    pub agency: String,
    /// Code of the person and account name, one a person.
    pub people: Vec<(String, String)>,
    /// The role everybody gets there.
    pub role: Role,
    /// First day of the role.
    pub from: Date,
    /// Last day; `None` until revoked.
    pub to: Option<Date>,
    /// The paper it is given by.
    pub document: Option<String>,
}

/// What is handed to one invited person: the code is seen here only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// Full name.
    pub full_name: String,
    /// Account name.
    pub account: String,
    /// The one-time code.
    pub code: String,
}

/// An invitation that was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invited {
    /// Slips in the order people were named.
    pub slips: Vec<Slip>,
    /// Until when the codes are valid (µs UTC).
    pub until: i64,
}

/// The people who serve in an agency today and have no account, each with a free account name.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of the caller's reach.
pub async fn candidates(app: &App, by: &Caller, agency: &str) -> Result<Vec<Candidate>, AppError> {
    let today = app.now().date();
    let state = app.state().await?;
    may(&state, by, agency, today)?;
    let snapshot = app.db().read().await?;
    let accounts = rows::accounts(&snapshot).await?;
    Ok(free(&state, &accounts, agency, today))
}

fn may(state: &State, by: &Caller, agency: &str, today: Date) -> Result<(), AppError> {
    let target = Target::Agency(agency);
    permit(
        &by.actor,
        Permission::ManageUsers,
        target,
        today,
        state.org.as_ref(),
    )?;
    state.org.find(agency).map(|_| ()).ok_or(AppError::NotFound)
}

fn free(state: &State, accounts: &[rows::Account], agency: &str, today: Date) -> Vec<Candidate> {
    let owners: BTreeSet<&str> = accounts
        .iter()
        .filter_map(|account| account.person_code.as_deref())
        .collect();
    let mut taken: BTreeSet<String> = accounts
        .iter()
        .map(|account| account.name.clone())
        .collect();
    let mut found: Vec<Candidate> = state
        .people
        .values()
        .filter(|person| !owners.contains(person.code.as_str()))
        .filter_map(|person| {
            let post = person.on(today).filter(|post| post.agency == agency)?;
            Some(Candidate {
                person: person.code.clone(),
                full_name: post.name.clone(),
                post: post.post.clone().or_else(|| post.title.clone()),
                account: String::new(),
            })
        })
        .collect();
    text::sort_names_by_key(&mut found, |candidate| &candidate.full_name);
    for candidate in &mut found {
        candidate.account = proposed(&candidate.full_name, &taken);
        taken.insert(candidate.account.clone());
    }
    found
}

/// `Nguyễn Văn An` → `nguyen.van.an`, `nguyen.van.an.2` where that is taken.
fn proposed(full_name: &str, taken: &BTreeSet<String>) -> String {
    let folded = text::fold(full_name);
    let words = folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut name: String = words.collect::<Vec<_>>().join(".");
    name.truncate(NAME);
    let name = match name.trim_end_matches('.') {
        "" => "nguoi.dung".to_owned(),
        name => name.to_owned(),
    };
    if !taken.contains(&name) {
        return name;
    }
    let mut numbered = (2_u32..).map(|number| format!("{name}.{number}"));
    numbered.find(|name| !taken.contains(name)).unwrap_or(name)
}

/// Makes the accounts, grants the role and answers the codes, all or none.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach; [`AppError::Refused`] for a name that is taken or
/// will not do, for somebody who is not of the agency or has an account already.
pub async fn invite(
    app: &App,
    by: &Caller,
    new: &Invitation,
    reason: Option<&str>,
) -> Result<Invited, AppError> {
    let now = app.now();
    let today = now.date();
    let state = app.state().await?;
    may(&state, by, &new.agency, today)?;
    if new.people.is_empty() {
        return Err(AppError::refused("Chưa chọn người nào."));
    }
    if new.people.len() > MOST {
        return Err(AppError::refused(format!(
            "Mỗi lần mời nhiều nhất {MOST} người. Chia thành nhiều lần."
        )));
    }
    if new.to.is_some_and(|to| to < new.from) {
        return Err(AppError::refused(
            "Ngày kết thúc phải từ ngày bắt đầu trở đi.",
        ));
    }
    let to_date = new
        .to
        .map_or(Ok(OPEN_END), |to| to.checked_add(1.day()))
        .map_err(|_| AppError::refused("Ngày kết thúc không đọc được."))?;
    let mut prepared = Vec::new();
    for _ in &new.people {
        let code = secret::code(app.entropy())?;
        let stored = hash::hash(app.entropy(), &secret::plain_code(&code)).await?;
        prepared.push((code, stored));
    }
    let mut tx = app.db().write().await?;
    let free = free(&state, &rows::accounts(&tx).await?, &new.agency, today);
    let mut slips = Vec::new();
    for ((person, name), (code, stored)) in new.people.iter().zip(prepared) {
        let candidate = free.iter().find(|candidate| candidate.person == *person);
        let candidate = candidate.ok_or_else(|| {
            AppError::refused(
                "Có người vừa được cấp tài khoản hoặc không còn ở cơ quan. Mở lại trang rồi chọn lại.",
            )
        })?;
        let user = NewUser {
            name: name.trim().to_lowercase(),
            full_name: candidate.full_name.clone(),
            person: Some(person.clone()),
        };
        check_name(&user)?;
        let account = store(&mut tx, &user, Some(stored), true, now)
            .await
            .map_err(|error| named(error, &user.name))?;
        let grant = rows::NewGrant {
            user_id: account.id,
            role: new.role.code().to_owned(),
            agency_code: new.agency.clone(),
            from_date: new.from.to_string(),
            to_date: to_date.to_string(),
            document: new.document.clone(),
        };
        rows::grant(&mut tx, grant).await?;
        slips.push(Slip {
            full_name: user.full_name,
            account: user.name,
            code,
        });
    }
    let payload = json!({
        "role": new.role.code(), "from": new.from.to_string(), "to": new.to.map(|day| day.to_string()),
        "document": new.document, "users": slips.iter().map(|slip| &slip.account).collect::<Vec<_>>(),
    });
    let subject = format!("agency {}", new.agency);
    let event = by.event(now, "account.invite", subject, reason, &payload)?;
    tx.commit(event).await?;
    Ok(Invited {
        slips,
        until: now.0 + CODE_LASTS,
    })
}

/// A refusal with the account it is about.
fn named(error: AppError, name: &str) -> AppError {
    match error {
        AppError::Refused(text) => AppError::Refused(format!("{name}: {text}")),
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_proposed_without_marks_and_never_twice() {
        let mut taken = BTreeSet::new();
        assert_eq!(proposed("Nguyễn  Văn Đạt", &taken), "nguyen.van.dat");
        taken.insert("nguyen.van.dat".to_owned());
        assert_eq!(proposed("Nguyễn Văn Đạt", &taken), "nguyen.van.dat.2");
        taken.insert("nguyen.van.dat.2".to_owned());
        assert_eq!(proposed("NGUYỄN VĂN ĐẠT", &taken), "nguyen.van.dat.3");
        assert_eq!(proposed("–", &taken), "nguoi.dung");
        assert!(text::is_code(&proposed(&"Ư ".repeat(80), &taken)));
    }
}
