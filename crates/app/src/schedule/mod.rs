//! Reports made regularly: decided for an agency, waiting for named readers once their period is over. What is ready is
//! found from the day (nothing runs at night): the report is read on its page, from the figures as they stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::bundle::Values;
use thidua_domain::report::schedule::{Rhythm, SCHEDULES, Schedule};
use thidua_domain::text;
use thidua_domain::time::Window;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Canonical, Snapshot, Stamp, StoreError, access as accounts};

use crate::access::{Caller, actor_of};
use crate::closing::keep;
use crate::report::outlines;
use crate::state::{State, View};
use crate::{App, AppError, bundle};

/// What reading asks for: reports are papers.
pub const PERMISSION: Permission = Permission::Print;
/// What deciding asks for.
pub const WRITES: Permission = bundle::PERMISSION;
/// Most readers of one report.
const READERS: usize = 50;
/// What became ready so many days ago still waits beside what is newer.
const LATELY: i32 = 62;
/// Periods shown of one report.
const SHOWN: usize = 6;

/// The regular reports by code.
#[derive(Clone, Debug, Default)]
pub struct Book(BTreeMap<String, Schedule>);

impl Book {
    /// The regular report of a code.
    pub fn get(&self, code: &str) -> Option<&Schedule> {
        self.0.get(code)
    }

    fn take(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        let one = Schedule::from_row(&row).ok_or_else(damaged)?;
        self.0.insert(one.code.clone(), one);
        Ok(())
    }
}

/// Brings the book up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let changed: Vec<StoredRecord> = match since < 0 {
        true => records::all(snapshot, Some(SCHEDULES)).await?,
        false => {
            let all = records::changed_since(snapshot, since).await?;
            let ours = |record: &StoredRecord| record.kind == SCHEDULES;
            all.into_iter().filter(ours).collect()
        }
    };
    if !changed.is_empty() {
        let book = Arc::make_mut(&mut state.schedules);
        changed.iter().try_for_each(|record| book.take(record))?;
    }
    Ok(())
}

/// A report that is ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ready {
    /// Name of the outline.
    pub outline_name: String,
    /// Code of the outline.
    pub outline: String,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// `lũy kế 03 tháng năm 2027`.
    pub period: String,
    /// Since when, ISO.
    pub since: String,
}

/// A regular report as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// Name of the outline.
    pub outline_name: String,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// How often, in words.
    pub rhythm: &'static str,
    /// Working days after the end of the period.
    pub after: u8,
    /// Full names, or account names, of the readers.
    pub readers: Vec<String>,
    /// Whether it is made no more.
    pub ended: bool,
    /// What is ready, newest first.
    pub ready: Vec<Ready>,
    /// Whether the reader may end it.
    pub writes: bool,
}

fn outline_name(code: &str) -> String {
    let found = outlines().ok().and_then(|all| {
        let mut all = all.iter();
        all.find(|outline| outline.code == code)
    });
    found.map_or_else(|| code.to_owned(), |outline| outline.name.clone())
}

fn ready(view: &View, one: &Schedule, most: usize) -> Vec<Ready> {
    let state = view.state.as_ref();
    let calendar = &state.catalogue.calendar;
    let works = |day: Date| calendar.works(&state.org, &one.agency, day);
    let found = one.ready(view.today, most, &works).into_iter();
    let ready = found.map(|(window, since): (Window, Date)| Ready {
        outline_name: outline_name(&one.outline),
        outline: one.outline.clone(),
        agency_name: state.name_on(&one.agency, window.last_day()),
        agency: one.agency.clone(),
        year: window.year.0,
        month: window.month,
        period: match window.month {
            12 => format!("năm {}", window.year.0),
            month => format!("lũy kế {month:02} tháng năm {}", window.year.0),
        },
        since: since.to_string(),
    });
    ready.collect()
}

/// Every regular report in reach, those that are made first.
///
/// # Errors
/// [`AppError::Forbidden`] where the reader reads no reports.
pub async fn schedules(app: &App, view: &View) -> Result<Vec<Line>, AppError> {
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    let snapshot = app.db().read().await?;
    let all = accounts::accounts(&snapshot).await?.into_iter();
    let names: BTreeMap<String, String> = all
        .map(|account| match account.disabled {
            true => (
                account.name,
                format!(
                    "{} (tài khoản đã ngừng, không nhận được)",
                    account.full_name
                ),
            ),
            false => (account.name, account.full_name),
        })
        .collect();
    drop(snapshot);
    let seen = |one: &&Schedule| view.sees(PERMISSION, &one.agency);
    let mut lines: Vec<Line> = view
        .state
        .schedules
        .0
        .values()
        .filter(seen)
        .map(|one| Line {
            code: one.code.clone(),
            outline_name: outline_name(&one.outline),
            agency_name: view.state.name_on(&one.agency, view.today),
            agency: one.agency.clone(),
            rhythm: one.rhythm.words(),
            after: one.after,
            readers: one
                .readers
                .iter()
                .map(|name| names.get(name).unwrap_or(name).clone())
                .collect(),
            ended: one.ended,
            ready: ready(view, one, SHOWN),
            writes: !one.ended && view.permit_agency(WRITES, &one.agency).is_ok(),
        })
        .collect();
    lines.sort_by_key(|line| (line.ended, line.agency_name.clone(), line.code.clone()));
    Ok(lines)
}

/// The reports that wait for the reader, who is named there and still allowed to read them: of each regular one the newest,
/// and what became ready in the last weeks, so that who was away, or whose machine slept, misses none.
pub fn waiting(view: &View) -> Vec<Ready> {
    let mine = view.state.schedules.0.values().filter(|one| {
        !one.ended
            && one.readers.contains(&view.actor.user)
            && view.permit_agency(PERMISSION, &one.agency).is_ok()
    });
    let since = view.today.saturating_sub(jiff::Span::new().days(LATELY));
    let told = |one: &Schedule| {
        let found = ready(view, one, SHOWN).into_iter().enumerate();
        let late = |(at, ready): &(usize, Ready)| *at == 0 || ready.since >= since.to_string();
        found
            .filter(late)
            .map(|(_, ready)| ready)
            .collect::<Vec<_>>()
    };
    mine.flat_map(told).collect()
}

/// What is decided.
#[derive(Clone, Debug, Default)]
pub struct AskSchedule {
    /// Code of the agency.
    pub agency: String,
    /// Code of the outline.
    pub outline: String,
    /// Code of the rhythm.
    pub rhythm: String,
    /// Working days after the end of the period, as typed.
    pub after: String,
    /// Account names, one a line or between `;`.
    pub readers: String,
}

/// Decides that a report is made regularly from now on.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] where the actor does not write for the agency;
/// [`AppError::Refused`] with every fault, one a line.
pub async fn schedule(app: &App, by: &Caller, ask: &AskSchedule) -> Result<String, AppError> {
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    view.permit_agency(PERMISSION, &ask.agency)?;
    view.permit_agency(WRITES, &ask.agency)?;
    let mut faults = Vec::new();
    if !outlines()?
        .iter()
        .any(|outline| outline.code == ask.outline)
    {
        faults.push("Chọn một đề cương báo cáo trong danh sách.".to_owned());
    }
    let rhythm = Rhythm::from_code(&ask.rhythm);
    if rhythm.is_none() {
        faults.push("Chọn kỳ báo cáo.".to_owned());
    }
    let after: Option<u8> = text::clean(&ask.after).parse().ok();
    let after = after.filter(|days| *days <= 60);
    if after.is_none() {
        faults.push("Số ngày làm việc sau khi hết kỳ là một số từ 0 đến 60.".to_owned());
    }
    let readers = readers(&tx, &view, ask, &mut faults).await?;
    let (Some(rhythm), Some(after), true) = (rhythm, after, faults.is_empty()) else {
        return Err(AppError::Refused(faults.join("\n")));
    };
    let next = Schedule {
        code: code(&view.state.schedules, &ask.agency),
        agency: ask.agency.clone(),
        outline: ask.outline.clone(),
        rhythm,
        after,
        readers,
        from: view.today,
        ended: false,
    };
    store(app, by, &mut tx, &next).await?;
    let subject = format!("{SCHEDULES} {}", next.code);
    let event = by.event(app.now(), "schedule.set", subject, None, &next.row())?;
    tx.commit(event).await?;
    Ok(next.code)
}

fn code(book: &Book, agency: &str) -> String {
    let own = book.0.values().filter(|one| one.agency == agency);
    let mut number = own.count();
    loop {
        number += 1;
        let code = format!("dk.{agency}.{number}");
        if book.get(&code).is_none() {
            return code;
        }
    }
}

/// The accounts that are named: there, and allowed to read the agency's reports.
async fn readers<S: Snapshot>(
    tx: &S,
    view: &View,
    ask: &AskSchedule,
    faults: &mut Vec<String>,
) -> Result<Vec<String>, AppError> {
    let mut found: Vec<String> = Vec::new();
    let names = ask.readers.split([';', '\n']).map(text::clean);
    for name in names.filter(|name| !name.is_empty()) {
        let account = accounts::account_named(tx, &name).await?;
        let account = account.filter(|account| !account.disabled);
        let reads = match &account {
            None => false,
            Some(account) => {
                let actor = actor_of(tx, account).await?;
                let theirs = View::of(view.state.clone(), &actor, view.today);
                theirs.permit_agency(PERMISSION, &ask.agency).is_ok()
            }
        };
        // One answer for who is not there and who may not read: an account is nobody's to look for here.
        match reads {
            true if found.contains(&name) => {}
            true => found.push(name),
            false => faults.push(format!(
                "«{name}» không phải tài khoản đang dùng được xem báo cáo của cơ quan này."
            )),
        }
    }
    if found.is_empty() && faults.is_empty() {
        faults.push("Ghi ít nhất một tài khoản nhận báo cáo.".to_owned());
    }
    if found.len() > READERS {
        faults.push(format!("Một báo cáo có nhiều nhất {READERS} người nhận."));
    }
    Ok(found)
}

async fn store(
    app: &App,
    by: &Caller,
    tx: &mut thidua_store::WriteTx,
    next: &Schedule,
) -> Result<(), AppError> {
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: None,
    };
    let content = Canonical::from_value(&next.row())?;
    keep(tx, &stamp, SCHEDULES, next.code.clone(), content).await
}

/// Decides that a report is made no more.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's, [`AppError::Stale`] where it is ended already.
pub async fn end(app: &App, by: &Caller, code: &str) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    let one = view.state.schedules.get(code).ok_or(AppError::NotFound)?;
    view.permit_agency(PERMISSION, &one.agency)?;
    view.permit_agency(WRITES, &one.agency)?;
    if one.ended {
        return Err(AppError::Stale);
    }
    let next = Schedule {
        ended: true,
        ..one.clone()
    };
    store(app, by, &mut tx, &next).await?;
    let subject = format!("{SCHEDULES} {code}");
    let event = by.event(app.now(), "schedule.end", subject, None, &next.row())?;
    tx.commit(event).await?;
    Ok(())
}
