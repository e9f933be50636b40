//! Reading the audit trail (nhật ký hệ thống).

mod commands;

use std::collections::BTreeSet;

use serde::Serialize;
use thidua_domain::access::{EVERYWHERE, Permission, Target};
use thidua_domain::conduct;
use thidua_domain::law::{ANSWERS, Lawbook};
use thidua_domain::time::Instant;
use thidua_store::audit::{self as rows, Event, Filter, Page};
use thidua_store::{Snapshot, access as accounts};

use crate::access::{permit, shown};
use crate::{App, AppError, View};

pub use commands::COMMANDS;
use commands::name_of;

/// Events of one page.
pub const PER_PAGE: usize = 100;
/// Events looked through for one page where the caller does not see all of them.
const LOOKED_AT: usize = 5_000;

/// What to show of the trail; empty means everything the caller may see.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Account name of who gave the command.
    pub actor: Option<String>,
    /// The command.
    pub command: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Not before this instant.
    pub from: Option<Instant>,
    /// Before this instant.
    pub until: Option<Instant>,
    /// Only events with a lower number: the next page.
    pub before: Option<i64>,
}

/// One command as the trail has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventRow {
    /// Its number, in commit order.
    pub number: i64,
    /// When (µs UTC).
    pub at: i64,
    /// Account name of who gave it.
    pub actor: String,
    /// Full name as it was then.
    pub actor_name: String,
    /// By which way it came in, in Vietnamese.
    pub channel: String,
    /// The command's code.
    pub command: String,
    /// What it does, in Vietnamese.
    pub command_name: &'static str,
    /// What it is about.
    pub subject: String,
    /// Why.
    pub reason: Option<String>,
}

/// A page of the trail, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trail {
    /// The events.
    pub rows: Vec<EventRow>,
    /// Number to go on before, where there may be more.
    pub more: Option<i64>,
}

/// Reads a page of the trail. Whoever sees it for the whole installation sees everything; others see what
/// was done by or to users of the agencies in their reach.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn trail(app: &App, view: &View, wanted: &Wanted) -> Result<Trail, AppError> {
    events(app, view, wanted, PER_PAGE, LOOKED_AT).await
}

/// As [`trail`], but up to `most` events at once.
///
/// # Errors
/// As [`trail`].
pub async fn all(app: &App, view: &View, wanted: &Wanted, most: usize) -> Result<Trail, AppError> {
    events(app, view, wanted, most, usize::MAX).await
}

async fn events(
    app: &App,
    view: &View,
    wanted: &Wanted,
    most: usize,
    looks: usize,
) -> Result<Trail, AppError> {
    let may = |target: Target<'_>| {
        permit(
            &view.actor,
            Permission::ViewAudit,
            target,
            view.today,
            view.state.org.as_ref(),
        )
    };
    may(Target::Any)?;
    let snapshot = app.db().read().await?;
    let everything = may(Target::Agency(EVERYWHERE)).is_ok();
    let users = match everything {
        true => BTreeSet::new(),
        false => users(&snapshot, view).await?,
    };
    let sees = |event: &Event| {
        let about = event.subject.strip_prefix("user ").unwrap_or_default();
        everything || users.contains(&event.actor) || users.contains(about)
    };
    let everywhere = Target::Agency(EVERYWHERE);
    let conduct = view.permit(Permission::ViewConduct, everywhere).is_ok();
    let filter = Filter {
        actor: wanted.actor.clone(),
        command: wanted.command.clone(),
        subject: wanted.subject.clone(),
        from: wanted.from.map(|at| at.0),
        until: wanted.until.map(|at| at.0),
    };
    let mut trail = Trail::default();
    let mut before = wanted.before;
    let mut looked_at = 0;
    while looked_at < looks {
        let page = Page { before, limit: 200 };
        let found = rows::list(&snapshot, page, &filter).await?;
        let full = found.len() == 200;
        looked_at += found.len();
        for event in found {
            before = Some(event.number);
            let hides = !conduct && is_guarded(&view.state.law, &event);
            // What is hidden is not found by its name either.
            if sees(&event) && !(hides && wanted.subject.is_some()) {
                trail
                    .rows
                    .push(if hides { hidden(event) } else { row(event) });
                if trail.rows.len() == most {
                    trail.more = before;
                    return Ok(trail);
                }
            }
        }
        if !full {
            return Ok(trail);
        }
    }
    trail.more = before;
    Ok(trail)
}

/// The reader, and the users who hold a role in the reader's reach.
async fn users<S: Snapshot>(snapshot: &S, view: &View) -> Result<BTreeSet<String>, AppError> {
    let grants = accounts::grants(snapshot).await?;
    let mut users = BTreeSet::from([view.actor.user.clone()]);
    for account in accounts::accounts(snapshot).await? {
        for row in grants.iter().filter(|row| row.user_id == account.id) {
            let grant = shown(row, view.today)?;
            if grant.holds && view.sees(Permission::ViewAudit, &grant.agency) {
                users.insert(account.name.clone());
            }
        }
    }
    Ok(users)
}

/// Whether an event is about discipline, or about what keeps somebody from being considered: rows of these sheets, and
/// what was decided of a condition about them.
fn is_guarded(book: &Lawbook, event: &Event) -> bool {
    let mut words = event.subject.split(' ');
    let sheet = words.next().unwrap_or_default();
    if conduct::SHEETS.contains(&sheet) {
        return true;
    }
    if sheet != ANSWERS.name {
        return false;
    }
    // Where the event does not tell which condition it was about, it may have been one of these.
    let told = words.find_map(|word| book.named(word));
    told.is_none_or(|condition| book.is_about_conduct(condition))
}

/// The event for those who may not read what it is about: who and when, not what and why.
fn hidden(event: Event) -> EventRow {
    EventRow {
        subject: "Nội dung hạn chế xem".to_owned(),
        reason: None,
        ..row(event)
    }
}

fn row(event: Event) -> EventRow {
    EventRow {
        number: event.number,
        at: event.at,
        actor: event.actor,
        actor_name: event.actor_name,
        channel: match event.channel.as_str() {
            "web" => "Trang web",
            "api" => "Phần mềm khác",
            "cli" => "Dòng lệnh",
            "job" => "Việc chạy nền",
            other => other,
        }
        .to_owned(),
        command_name: name_of(&event.command),
        command: event.command,
        subject: event.subject,
        reason: event.reason,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests;
