//! A step with a consolidation: sent up with everything below it in one deed, taken up, given back, taken back; and the
//! last day of sending. One transaction, one audit event.

use jiff::civil::Date;
use thidua_domain::registration::round::{Action, By, ROUNDS, Refusal, Round, Stage, sent};
use thidua_domain::registration::{DEADLINES, Deadline};
use thidua_domain::text;
use thidua_store::{Canonical, Stamp, WriteTx};

use super::consolidation::mark;
use super::ground::{Ground, superior};
use crate::access::Caller;
use crate::closing::keep;
use crate::{App, AppError, View, bundle};

/// Longest reason, in letters.
const LONGEST: usize = 500;
/// Offices answered at once, at most.
const MOST: usize = 500;

/// What is sent.
#[derive(Clone, Debug, Default)]
pub struct AskSend {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Why it is sent again, or although offices below are missing.
    pub reason: Option<String>,
    /// Revision of the consolidation one saw; 0: none was sent.
    pub seen: i64,
    /// What tells that what one saw is what is sent; `None`: a program that has seen nothing.
    pub mark: Option<String>,
}

/// What the level above answers.
#[derive(Clone, Debug, Default)]
pub struct AskAnswer {
    /// Code of the agency that answers.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Offices, with the round of each one saw.
    pub offices: Vec<(String, u16)>,
    /// Why they are given back; `None`: they are taken up.
    pub back: Option<String>,
}

/// Consolidates what an office and those below it registered, and sends it to the level above: what offices below sent
/// is taken up with it.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission, [`AppError::Refused`] with the reason where
/// it cannot be sent, [`AppError::Stale`] where something else would be sent than one saw.
pub async fn consolidate(app: &App, by: &Caller, ask: &AskSend) -> Result<u16, AppError> {
    let year = super::work_year(ask.year)?;
    let reason = said(ask.reason.as_deref())?;
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    writes(&view, &ask.agency)?;
    let state = view.state.as_ref();
    let before = state.registering.round(&ask.agency, year);
    let ground = Ground::below(&view, &ask.agency, year);
    let content = ground.content(&ask.agency);
    let same = ask.mark.as_ref().is_none_or(|seen| *seen == mark(&content));
    if !same || state.registering.revision(&ask.agency, year) != ask.seen {
        return Err(AppError::Stale);
    }
    let who = By {
        name: &by.name,
        on: view.today,
        reason: reason.as_deref(),
    };
    let offices: Vec<String> = content.below.keys().cloned().collect();
    let next = sent((&ask.agency, year), before, content, who).map_err(refused)?;
    let stamp = stamp(app, by, reason.clone());
    put(&mut tx, &stamp, &next, Action::Send).await?;
    for office in offices {
        let round = state.registering.round(&office, year);
        if let Some(round) = round.filter(|round| round.stage == Stage::Sent) {
            let taken = round.after(Action::Accept, who).map_err(refused)?;
            put(&mut tx, &stamp, &taken, Action::Accept).await?;
        }
    }
    let subject = format!("{ROUNDS} {} {}", ask.agency, year.0);
    let row = next.row(Action::Send);
    let told = ("registration.consolidate", subject, reason.as_deref());
    tx.commit(by.event(app.now(), told.0, told.1, told.2, &row)?)
        .await?;
    Ok(next.number)
}

/// Takes back what an office sent, as long as the level above has not taken it up.
///
/// # Errors
/// As [`consolidate`].
pub async fn recall(app: &App, by: &Caller, ask: &AskSend) -> Result<(), AppError> {
    let year = super::work_year(ask.year)?;
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    writes(&view, &ask.agency)?;
    let registering = &view.state.registering;
    if registering.revision(&ask.agency, year) != ask.seen {
        return Err(AppError::Stale);
    }
    let round = registering.round(&ask.agency, year);
    let round = round.ok_or_else(|| refused(Refusal::NotSent))?;
    let who = By {
        name: &by.name,
        on: view.today,
        reason: None,
    };
    let next = round.after(Action::Withdraw, who).map_err(refused)?;
    put(&mut tx, &stamp(app, by, None), &next, Action::Withdraw).await?;
    let subject = format!("{ROUNDS} {} {}", ask.agency, year.0);
    let row = next.row(Action::Withdraw);
    let event = by.event(app.now(), "registration.recall", subject, None, &row)?;
    tx.commit(event).await?;
    Ok(())
}

/// Takes up what offices directly below sent, or gives it back: several in one deed.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] where the actor does not write for the office above them,
/// [`AppError::Refused`] without a reason, [`AppError::Stale`] where one sent again or was answered meanwhile.
pub async fn answer_offices(app: &App, by: &Caller, ask: &AskAnswer) -> Result<usize, AppError> {
    let year = super::work_year(ask.year)?;
    if ask.offices.is_empty() || ask.offices.len() > MOST {
        return Err(AppError::refused(format!("Chọn từ 1 đến {MOST} đơn vị.")));
    }
    let action = match ask.back {
        Some(_) => Action::Return,
        None => Action::Accept,
    };
    let reason = said(ask.back.as_deref())?;
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    writes(&view, &ask.agency)?;
    let day = year.last_day().min(view.today);
    let stamp = stamp(app, by, reason.clone());
    let who = By {
        name: &by.name,
        on: view.today,
        reason: reason.as_deref(),
    };
    let mut rows = Vec::new();
    for (office, number) in &ask.offices {
        if superior(&view.state, office, day).as_deref() != Some(ask.agency.as_str()) {
            return Err(AppError::NotFound);
        }
        let round = view.state.registering.round(office, year);
        let round = round.filter(|round| round.number == *number);
        let round = round.ok_or(AppError::Stale)?;
        let next = match round.after(action, who) {
            Ok(next) => next,
            Err(Refusal::NotSent) => return Err(AppError::Stale),
            Err(other) => return Err(refused(other)),
        };
        put(&mut tx, &stamp, &next, action).await?;
        rows.push(next.row(action));
    }
    let command = match action {
        Action::Return => "registration.give_back",
        _ => "registration.take_up",
    };
    let subject = format!("{ROUNDS} {} {}", ask.agency, year.0);
    let event = by.event(app.now(), command, subject, reason.as_deref(), &rows)?;
    tx.commit(event).await?;
    Ok(rows.len())
}

/// Decides when the consolidations of a year are due for everybody below an office; `None`: no day any more.
///
/// # Errors
/// As [`consolidate`]; [`AppError::Refused`] for a day outside the year and the months before it.
pub async fn set_deadline(app: &App, by: &Caller, asked: &Deadline) -> Result<(), AppError> {
    let year = super::work_year(asked.year.0)?;
    let from = year.previous().first_day();
    if asked
        .due
        .is_some_and(|due| due < from || due > year.last_day())
    {
        return Err(AppError::refused(format!(
            "Hạn gửi nằm trong năm công tác {} hoặc năm liền trước.",
            year.0
        )));
    }
    let paper = asked.paper.as_deref().map(text::clean);
    let paper = paper.filter(|paper| !paper.is_empty());
    if paper
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST)
    {
        return Err(AppError::refused(format!(
            "Tên văn bản dài nhất {LONGEST} ký tự."
        )));
    }
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    writes(&view, &asked.agency)?;
    let next = Deadline {
        paper,
        ..asked.clone()
    };
    if view.state.registering.deadline(&asked.agency, year) == Some(&next) {
        return Err(AppError::refused("Hạn gửi đã đặt như vậy rồi."));
    }
    let key = thidua_domain::registration::round::key(&asked.agency, year);
    let row = next.row();
    let content = Canonical::from_value(&row)?;
    keep(&mut tx, &stamp(app, by, None), DEADLINES, key, content).await?;
    let subject = format!("{DEADLINES} {} {}", asked.agency, year.0);
    let event = by.event(app.now(), "registration.deadline", subject, None, &row)?;
    tx.commit(event).await?;
    Ok(())
}

/// A last day as it was typed: empty takes it back.
///
/// # Errors
/// [`AppError::Refused`] for what is no day.
pub fn due_day(typed: &str) -> Result<Option<Date>, AppError> {
    let typed = text::clean(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let day = thidua_domain::time::PartialDate::parse(&typed).ok();
    let day = day.and_then(thidua_domain::time::PartialDate::exact);
    day.map(Some)
        .ok_or_else(|| AppError::refused("Hạn gửi là một ngày, ví dụ 15/03/2027."))
}

fn writes(view: &View, agency: &str) -> Result<(), AppError> {
    view.permit_agency(super::PERMISSION, agency)?;
    if view.state.org.find(agency).is_none() {
        return Err(AppError::NotFound);
    }
    view.permit_agency(bundle::PERMISSION, agency)
}

fn said(reason: Option<&str>) -> Result<Option<String>, AppError> {
    let reason = reason.map(text::clean).filter(|text| !text.is_empty());
    if reason
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST)
    {
        return Err(AppError::refused(format!(
            "Lý do dài nhất {LONGEST} ký tự."
        )));
    }
    Ok(reason)
}

fn stamp(app: &App, by: &Caller, reason: Option<String>) -> Stamp {
    Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason,
    }
}

async fn put(
    tx: &mut WriteTx,
    stamp: &Stamp,
    round: &Round,
    action: Action,
) -> Result<(), AppError> {
    let content = Canonical::from_value(&round.row(action))?;
    keep(tx, stamp, ROUNDS, round.key(), content).await
}

/// Why a step is refused, with what can be done.
fn refused(refusal: Refusal) -> AppError {
    AppError::refused(match refusal {
        Refusal::Nothing => {
            "Chưa có gì để gửi: chưa đăng ký nào được ghi nhận và chưa đơn vị trực thuộc nào gửi lên."
        }
        Refusal::Same => "Không có gì khác với lần đã gửi.",
        Refusal::NoReason => {
            "Hãy ghi lý do: lần gửi bổ sung, lần gửi khi còn đơn vị chưa gửi, và việc trả lại đều phải nêu lý do."
        }
        Refusal::NotSent => "Bản tổng hợp này không ở trạng thái chờ tiếp nhận. Xem lại trang này.",
        Refusal::Accepted => {
            "Cấp trên đã tiếp nhận nên không rút được. Có thay đổi thì gửi bổ sung, hoặc đề nghị cấp trên trả lại."
        }
    })
}
