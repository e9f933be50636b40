//! A step with a period: sent, taken back, given back, approved, accepted, opened — one transaction, one audit event.

use jiff::civil::Date;
use thidua_domain::access::Target;
use thidua_domain::closing::{Action, PERIODS, Period, PeriodKey, Stage, Step};
use thidua_domain::org::Level;
use thidua_domain::time::{Window, WorkYear, vn};
use thidua_store::records::{self, NewRecord, Origin, Revision};
use thidua_store::{Canonical, Stamp, WriteTx, waiting};

use super::{APPROVE, SUBMIT, refusal, standing, superior};
use crate::access::Caller;
use crate::{App, AppError, State, View};

/// Longest reason, in letters.
const LONGEST: usize = 500;
/// How far ahead a period may be opened, in days.
const FARTHEST: i32 = 366;
/// Agencies named in one refusal.
const NAMED: usize = 8;

/// A step that is asked for.
#[derive(Clone, Debug)]
pub struct AskStep {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Which step.
    pub action: Action,
    /// Why.
    pub reason: Option<String>,
    /// Last day, where a period is opened.
    pub until: Option<Date>,
    /// Revision of the period one saw; 0: nothing had happened in it.
    pub seen: i64,
    /// Event that last stored what waits, as one saw it; 0: nothing waited.
    pub stamp: i64,
}

impl AskStep {
    /// What names the period.
    ///
    /// # Errors
    /// [`AppError::Refused`] for a window that cannot be.
    pub fn key(&self) -> Result<PeriodKey, AppError> {
        let window = Window::new(WorkYear(self.year), self.month);
        let window = window.filter(|_| (1900..=2999).contains(&self.year));
        let known = thidua_domain::figures::SCOPES.contains(&self.scope.as_str());
        Ok(PeriodKey {
            agency: self.agency.clone(),
            window: window
                .filter(|_| known)
                .ok_or_else(|| AppError::refused("Không có kỳ số liệu này."))?,
            scope: self.scope.clone(),
        })
    }
}

/// Takes a step.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission, [`AppError::Refused`] with the reason
/// where the step cannot be taken, [`AppError::Stale`] where the period or its figures are others than one saw.
pub async fn act(app: &App, by: &Caller, ask: &AskStep) -> Result<(), AppError> {
    let key = ask.key()?;
    let mut tx = app.db().write().await?;
    let state = app.state_at(&tx).await?;
    let view = View::of(state.clone(), &by.actor, app.today());
    view.permit_agency(super::PERMISSION, &key.agency)?;
    if state.org.find(&key.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let held = state.closing.period(&key);
    let now = held.map_or_else(|| Period::new(key.clone()), |held| held.period.clone());
    permit(&view, ask, &now)?;
    let seen = held.map_or(0, |held| held.revision);
    if (seen, state.closing.stamp(&key)) != (ask.seen, ask.stamp) {
        return Err(AppError::Stale);
    }
    let next = after(&view, ask, &now)?;
    if ask.action == Action::Approve {
        complete(&state, &key, view.today)?;
    }
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: said(ask),
    };
    store(&mut tx, &stamp, &next, ask.action).await?;
    if ask.action == Action::Approve {
        waiting::approve(&mut tx, &place(&key)).await?;
    }
    let event = by.event(
        app.now(),
        command(ask.action),
        format!("ky-so-lieu {} {} {}", key.agency, key.window, key.scope),
        stamp.reason.as_deref(),
        &next.row(ask.action),
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// What the audit trail calls a step.
fn command(action: Action) -> &'static str {
    match action {
        Action::Enter => "figures.enter",
        Action::Submit => "closing.submit",
        Action::Withdraw => "closing.withdraw",
        Action::Return => "closing.return",
        Action::Approve => "closing.approve",
        Action::Accept => "closing.accept",
        Action::Open => "closing.open",
    }
}

fn said(ask: &AskStep) -> Option<String> {
    let reason = ask.reason.as_deref().map(thidua_domain::text::clean);
    let reason = reason.filter(|reason| !reason.is_empty());
    match (ask.until, reason) {
        (Some(until), Some(reason)) => Some(format!("{reason} (mở đến hết ngày {})", vn(until))),
        (_, reason) => reason,
    }
}

/// Who sends and takes back types there; who approves and gives back what was sent leads there; what was approved
/// is given back or accepted, and what is over is opened, by the level above.
fn permit(view: &View, ask: &AskStep, now: &Period) -> Result<(), AppError> {
    let own = Target::Agency(&now.key.agency);
    let by_superior = match ask.action {
        Action::Enter | Action::Submit | Action::Withdraw => return view.permit(SUBMIT, own),
        Action::Approve => false,
        Action::Return => now.stage.is_approved(),
        Action::Accept | Action::Open => true,
    };
    view.permit(APPROVE, own)?;
    if !by_superior {
        return Ok(());
    }
    let above = superior(&view.state, &now.key);
    view.permit(APPROVE, Target::Agency(&above)).map_err(|_| {
        let name = view.state.name_on(&above, now.key.window.last_day());
        AppError::Refused(format!(
            "Việc này do người được giao duyệt số liệu ở cơ quan cấp trên ({name}) thực hiện."
        ))
    })
}

fn after(view: &View, ask: &AskStep, now: &Period) -> Result<Period, AppError> {
    let state = view.state.as_ref();
    let key = &now.key;
    let reason = said(ask);
    if reason
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST)
    {
        return Err(AppError::Refused(format!(
            "Lý do dài nhất {LONGEST} ký tự."
        )));
    }
    let last = key.window.last_day();
    if key.window.first_day() > view.today {
        return Err(AppError::refused("Kỳ này chưa đến."));
    }
    let rule = state.closing.rules().on(&state.org, &key.agency, last);
    if rule.is_none() && now.rounds == 0 && now.stage == Stage::Draft {
        return Err(AppError::refused(
            "Cơ quan này chưa đặt chế độ duyệt số liệu cho kỳ này: số liệu nhập vào được dùng ngay, không phải gửi duyệt.",
        ));
    }
    if ask.action == Action::Accept && !rule.is_some_and(|rule| rule.accepts) {
        return Err(AppError::refused(
            "Chế độ duyệt của cơ quan này không có bước tiếp nhận.",
        ));
    }
    if ask.action == Action::Open {
        open_until(ask, view.today)?;
    }
    let drafts = state.with_drafts();
    let told = standing::only_below(&drafts, key);
    let step = Step {
        action: ask.action,
        by: &view.actor.user,
        on: view.today,
        reason: reason.as_deref(),
        until: ask.until,
        alone: rule.is_some_and(|rule| rule.alone),
        sheets: state.closing.sheets(key, told),
    };
    now.after(step)
        .map_err(|found| AppError::refused(refusal(found)))
}

fn open_until(ask: &AskStep, today: Date) -> Result<(), AppError> {
    let until = ask
        .until
        .ok_or_else(|| AppError::refused("Hãy ghi ngày cuối được nhập, ví dụ 15/10/2026."))?;
    let ahead = today.until(until).map_or(-1, |span| span.get_days());
    if (0..=FARTHEST).contains(&ahead) {
        return Ok(());
    }
    Err(AppError::refused(
        "Ngày cuối được nhập từ hôm nay đến nhiều nhất một năm sau.",
    ))
}

/// An agency is approved when those below it are: each that was there and has to tell figures.
fn complete(state: &State, key: &PeriodKey, today: Date) -> Result<(), AppError> {
    let missing = open_below(state, key, today);
    if missing.is_empty() {
        return Ok(());
    }
    let first: Vec<&str> = missing
        .iter()
        .take(NAMED)
        .map(|(_, line)| line.as_str())
        .collect();
    let more = missing.len().saturating_sub(NAMED);
    let more = match more {
        0 => String::new(),
        more => format!(" và {more} đơn vị khác"),
    };
    Err(AppError::Refused(format!(
        "Chưa duyệt được: còn {} đơn vị trực thuộc chưa duyệt xong kỳ này – {}{more}.",
        missing.len(),
        first.join("; ")
    )))
}

/// The agencies directly below that have not been approved, with how they stand.
pub(super) fn open_below(state: &State, key: &PeriodKey, today: Date) -> Vec<(String, String)> {
    let last = key.window.last_day();
    let mut open = Vec::new();
    for agency in obliged(state, &key.agency, last) {
        let below = PeriodKey {
            agency: agency.clone(),
            ..key.clone()
        };
        let standing = super::standing(state, &below, today);
        // What was approved once stands while it is corrected.
        if !standing.stands {
            let name = state.name_on(&agency, last);
            let word = standing.word.to_lowercase();
            open.push((agency, format!("{name} ({word})")));
        }
    }
    open
}

/// The agencies directly below on a day that tell figures of their own.
pub(crate) fn obliged(state: &State, agency: &str, on: Date) -> Vec<String> {
    let tells = |level: Level| level.is_enforcement() && level != Level::Division;
    let below = state.org.children_on(agency, on).into_iter();
    let below = below.filter(|child| child.on(on).is_some_and(|spell| tells(spell.level)));
    below.map(|child| child.code.clone()).collect()
}

fn place(key: &PeriodKey) -> waiting::Period {
    waiting::Period {
        agency: key.agency.clone(),
        year: i32::from(key.window.year.0),
        month: i32::from(key.window.month),
        scope: key.scope.clone(),
    }
}

/// Stores a period after a step, as a further revision of its record.
pub(crate) async fn store(
    tx: &mut WriteTx,
    stamp: &Stamp,
    period: &Period,
    action: Action,
) -> Result<(), AppError> {
    let key = period.key.text();
    let content = Canonical::from_value(&period.row(action))?;
    keep(tx, stamp, PERIODS, key, content).await
}

/// Stores a record as it is now, first or again.
pub(crate) async fn keep(
    tx: &mut WriteTx,
    stamp: &Stamp,
    kind: &str,
    key: String,
    content: Canonical,
) -> Result<(), AppError> {
    let origin = Origin::default();
    match records::find(tx, kind, &key).await? {
        None => {
            let new = NewRecord {
                kind: kind.to_owned(),
                key,
                code: None,
                content,
                origin,
            };
            records::insert(tx, stamp, vec![new]).await?;
        }
        Some(record) => {
            let revision = Revision {
                id: record.id,
                follows: record.number,
                content,
                removed: false,
                origin,
            };
            records::revise(tx, stamp, vec![revision]).await?;
        }
    }
    Ok(())
}
