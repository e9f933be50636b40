//! What waits to be done (việc cần làm): each line is one thing and one place to do it.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::{EVERYWHERE, Permission, Role};
use thidua_domain::targets::{Target, in_force};
use thidua_domain::text;
use thidua_domain::time::{Window, WorkYear};
use thidua_store::audit::{self, Filter, Page};
use thidua_store::{session, visit};

use super::{below, is_told_below, short_name};
use crate::access::Caller;
use crate::account;
use crate::state::View;
use crate::{App, AppError, State};

/// A role that ends within so many days is named.
const SOON: i32 = 30;
/// A backup older than so many days is named.
const BACKUP_DAYS: i64 = 7;
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// An agency of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its name at the end of the window.
    pub name: String,
    /// Its short name then.
    pub short: String,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Task {
    /// Agencies that have told nothing for a month that is closed.
    Missing {
        /// The agency in charge.
        at: Place,
        /// Which have not told; the agency in charge alone where it is its own to tell.
        agencies: Vec<Place>,
        /// Of how many.
        of: usize,
        /// Work year.
        year: i16,
        /// Cumulative month.
        month: u8,
        /// `tháng 10/2026`.
        month_name: String,
    },
    /// Agencies without a single target for a year.
    NoTargets {
        /// The agency in charge.
        at: Place,
        /// Which have none.
        agencies: Vec<Place>,
        /// Of how many.
        of: usize,
        /// Work year.
        year: i16,
    },
    /// One of one's own roles ends soon.
    RoleEnds {
        /// Vietnamese name of the role.
        role_name: &'static str,
        /// Name of the agency; `None`: the whole installation.
        place: Option<String>,
        /// Last day, ISO.
        to: String,
        /// Days left, 0 on the last one.
        days: i32,
    },
    /// Somebody looked at the product as this user.
    SeenAs {
        /// Who.
        by: String,
        /// When (µs UTC).
        at: i64,
        /// Why.
        reason: Option<String>,
    },
    /// Accounts that are locked for unknown devices.
    Locked {
        /// Account name.
        account: String,
        /// Until when (µs UTC).
        until: i64,
    },
    /// Accounts that have not been used for long.
    Inactive {
        /// How many.
        count: usize,
    },
    /// Accounts the server is about to disable, the first to end first.
    Ending {
        /// Account name and the moment (µs UTC) of each.
        accounts: Vec<(String, i64)>,
    },
    /// Claims about awards that wait for an answer.
    Claims {
        /// How many.
        count: usize,
    },
    /// Awards that rested on a cancelled one and wait for a conclusion.
    Reviews {
        /// How many.
        count: usize,
    },
    /// Awards of old lists that wait to be matched.
    Unmatched {
        /// How many names.
        count: usize,
    },
    /// The last backup is old; without days: none was ever made.
    Backup {
        /// Days since.
        days: Option<i64>,
    },
}

/// The last closed month of a work year; `None` for a year that has not begun to close. Without a year: of
/// the running one, or the whole last one in its first month.
pub fn expected(today: Date, year: Option<i16>) -> Option<Window> {
    let now = Window::of(today);
    let closed = match now.month {
        1 => Window::whole(now.year.previous()),
        month => Window {
            year: now.year,
            month: month - 1,
        },
    };
    match year.map(WorkYear) {
        None => Some(closed),
        Some(year) if year == closed.year => Some(closed),
        Some(year) if year < closed.year => Some(Window::whole(year)),
        Some(_) => None,
    }
}

/// Whether the reader answers for an agency's figures: who may tell them, and who leads.
pub fn answers_for(view: &View, code: &str) -> bool {
    let leads = [Role::Head, Role::Leader]
        .iter()
        .any(|role| view.actor.is(*role, view.today));
    view.sees(Permission::EnterFigures, code) || (leads && view.sees(Permission::ViewFigures, code))
}

/// The targets of agencies and levels in a window's year.
fn assigned(state: &State, window: Window) -> Vec<Target> {
    let targets = state.targets.iter();
    let of_year = |target: &&Target| target.person.is_none() && target.years.contains(window.year);
    targets.filter(of_year).cloned().collect()
}

/// What is missing at the agencies one answers for; `own` are their codes.
pub fn of_agencies(view: &View, own: &[String], year: Option<i16>) -> Vec<Task> {
    let Some(window) = expected(view.today, year) else {
        return Vec::new();
    };
    let state = view.state.as_ref();
    let on = window.last_day();
    let place = |code: &str| Place {
        code: code.to_owned(),
        name: state.name_on(code, on),
        short: short_name(state, code, on),
    };
    let places = |codes: Vec<String>| {
        let mut places: Vec<Place> = codes.iter().map(|code| place(code)).collect();
        text::sort_by_key(&mut places, |place| &place.name);
        places
    };
    let mut tasks = Vec::new();
    // Once for all of them: the targets of a nation are those of every year and officer.
    let assigned = assigned(state, window);
    for code in own {
        let answers = answers_for(view, code);
        let lives = state
            .org
            .find(code)
            .is_some_and(|agency| agency.on(on).is_some());
        if !answers || !lives {
            continue;
        }
        let mut concerned = below(state, code, window);
        if concerned.is_empty() {
            concerned.push(code.clone());
        }
        let of = concerned.len();
        let missing: Vec<String> = concerned
            .iter()
            .filter(|code| !is_told_below(state, code, window))
            .cloned()
            .collect();
        if !missing.is_empty() {
            tasks.push(Task::Missing {
                at: place(code),
                agencies: places(missing),
                of,
                year: window.year.0,
                month: window.month,
                month_name: window.calendar_name(),
            });
        }
        let has_none = |code: &&String| {
            in_force(&assigned, &state.org, code, None, window.year, on).is_empty()
        };
        let without: Vec<String> = concerned.iter().filter(has_none).cloned().collect();
        if !without.is_empty() {
            tasks.push(Task::NoTargets {
                at: place(code),
                agencies: places(without),
                of,
                year: window.year.0,
            });
        }
    }
    tasks
}

/// What concerns the reader's own account: roles about to end, and who looked as this user since the visit
/// before.
///
/// # Errors
/// [`AppError::NotFound`] where the reader has no account.
pub async fn of_oneself(app: &App, view: &View) -> Result<Vec<Task>, AppError> {
    let mut tasks = Vec::new();
    for grant in view.actor.grants_on(view.today) {
        let left = grant
            .to
            .and_then(|to| Some((to, view.today.until(to).ok()?.get_days())));
        if let Some((to, days)) = left.filter(|(_, days)| *days <= SOON) {
            tasks.push(Task::RoleEnds {
                role_name: grant.role.name(),
                place: (grant.agency != EVERYWHERE)
                    .then(|| view.state.name_on(&grant.agency, view.today)),
                to: to.to_string(),
                days,
            });
        }
    }
    let snapshot = app.db().read().await?;
    let account = account::named(&snapshot, &view.actor.user).await?;
    let since = visit::find(&snapshot, account.id)
        .await?
        .map(|visit| visit.before_at.unwrap_or(visit.at));
    let filter = Filter {
        command: Some("access.see_as".to_owned()),
        subject: Some(format!("user {}", account.name)),
        from: since,
        ..Filter::default()
    };
    let page = Page {
        before: None,
        limit: 3,
    };
    for event in audit::list(&snapshot, page, &filter).await? {
        tasks.push(Task::SeenAs {
            by: event.actor_name,
            at: event.at,
            reason: event.reason,
        });
    }
    Ok(tasks)
}

/// What waits for an administrator.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn of_administrator(app: &App, by: &Caller) -> Result<Vec<Task>, AppError> {
    let users = account::list(app, by).await?;
    // Before a snapshot is held: who holds one connection and waits for another may wait for itself.
    let ending = account::unused(app, by).await?;
    let now = app.now();
    let snapshot = app.db().read().await?;
    let mut tasks = Vec::new();
    for locked in session::locked(&snapshot, now.0).await? {
        if users.iter().any(|user| user.name == locked.account) {
            tasks.push(Task::Locked {
                account: locked.account,
                until: locked.locked_until,
            });
        }
    }
    let count = users
        .iter()
        .filter(|user| user.inactive_days.is_some())
        .filter(|user| !ending.iter().any(|one| one.name == user.name))
        .count();
    if !ending.is_empty() {
        let accounts = ending.into_iter().map(|one| (one.name, one.ends));
        tasks.push(Task::Ending {
            accounts: accounts.collect(),
        });
    }
    if count > 0 {
        tasks.push(Task::Inactive { count });
    }
    let whole = by
        .actor
        .agencies(Permission::ManageUsers, now.date())
        .contains(&EVERYWHERE);
    if whole {
        let filter = Filter {
            command: Some("backup.make".to_owned()),
            ..Filter::default()
        };
        let page = Page {
            before: None,
            limit: 1,
        };
        let last = audit::list(&snapshot, page, &filter).await?;
        let days = last.first().map(|event| (now.0 - event.at) / DAY);
        // A database younger than that has had no time to be backed up.
        let first = audit::event(&snapshot, 1).await?;
        let age = first.map_or(0, |event| (now.0 - event.at) / DAY);
        if days.unwrap_or(age) >= BACKUP_DAYS {
            tasks.push(Task::Backup { days });
        }
    }
    Ok(tasks)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn told(today: Date, year: Option<i16>) -> Option<String> {
        expected(today, year).map(|window| window.to_string())
    }

    #[test]
    fn the_last_closed_month_is_expected() {
        let day = date(2026, 11, 22);
        assert_eq!(told(day, None).as_deref(), Some("2027/1"));
        assert_eq!(told(day, Some(2027)).as_deref(), Some("2027/1"));
        assert_eq!(told(day, Some(2026)).as_deref(), Some("2026/12"));
        assert_eq!(told(day, Some(2028)), None);
    }

    #[test]
    fn in_the_first_month_the_whole_last_year_is() {
        let day = date(2026, 10, 5);
        assert_eq!(told(day, None).as_deref(), Some("2026/12"));
        assert_eq!(told(day, Some(2027)), None);
        assert_eq!(told(day, Some(2021)).as_deref(), Some("2021/12"));
    }
}
