//! Where figures are approved before they count: decided by a named person, from a day on, for an agency and all
//! below it.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::closing::{REGULATIONS, Regulation};
use thidua_domain::time::{Instant, vn};
use thidua_store::{Canonical, Stamp, records};

use super::APPROVE;
use super::act::keep;
use crate::access::Caller;
use crate::{App, AppError, View};

/// Longest own deadline, in working days.
const MOST_DAYS: u8 = 60;

/// A decision that is asked for.
#[derive(Clone, Debug)]
pub struct AskRegulation {
    /// What is decided.
    pub rule: Regulation,
    /// On what it rests: number of the decision, or why.
    pub reason: Option<String>,
    /// Revision of the decision of the same agency and day one saw; 0: there was none.
    pub seen: i64,
}

/// A decision as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegulationRow {
    /// It holds for windows that end on this day or later, ISO.
    pub from: String,
    /// Whether typed figures are approved.
    pub on: bool,
    /// Whether the level above accepts.
    pub accepts: bool,
    /// Whether the sender may approve.
    pub alone: bool,
    /// Own deadline in working days.
    pub days: Option<u8>,
    /// Account that decided.
    pub by: String,
    /// When.
    pub at: String,
    /// On what it rests.
    pub reason: String,
    /// Revision of its record.
    pub revision: i64,
}

/// The decisions about an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Regulations {
    /// Its own, newest day first.
    pub own: Vec<RegulationRow>,
    /// Code of the agency whose decision governs it today; `None`: none does.
    pub governed_by: Option<String>,
    /// Whether typed figures are approved here today.
    pub on: bool,
    /// Whether the reader may decide.
    pub may: bool,
}

/// The decisions about an agency, and what governs it today.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not in reach.
pub async fn regulations(app: &App, view: &View, agency: &str) -> Result<Regulations, AppError> {
    view.permit_agency(super::PERMISSION, agency)?;
    let state = view.state.as_ref();
    let snapshot = app.db().read().await?;
    let names = super::show::names(&snapshot).await?;
    let mut own = Vec::new();
    for (rule, revision) in state.closing.rules().of(agency) {
        let Some(record) = records::find(&snapshot, REGULATIONS, &rule.key()).await? else {
            continue;
        };
        own.push(RegulationRow {
            from: rule.from.to_string(),
            on: rule.on,
            accepts: rule.accepts,
            alone: rule.alone,
            days: rule.days,
            by: names.get(&record.by).cloned().unwrap_or(record.by),
            at: Instant(record.at).vn(),
            reason: record.reason.unwrap_or_default(),
            revision: *revision,
        });
    }
    own.reverse();
    let rule = state
        .closing
        .rules()
        .governing(&state.org, agency, view.today);
    Ok(Regulations {
        own,
        governed_by: rule.map(|rule| rule.agency.clone()),
        on: rule.is_some_and(|rule| rule.on),
        may: view.permit(APPROVE, Target::Agency(agency)).is_ok(),
    })
}

/// Decides.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission, [`AppError::Refused`] with the reason,
/// [`AppError::Stale`] where somebody decided meanwhile.
pub async fn regulate(app: &App, by: &Caller, ask: &AskRegulation) -> Result<(), AppError> {
    let rule = &ask.rule;
    let mut tx = app.db().write().await?;
    let state = app.state_at(&tx).await?;
    let view = View::of(state.clone(), &by.actor, app.today());
    view.permit(APPROVE, Target::Agency(&rule.agency))?;
    if state.org.find(&rule.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let reason = ask.reason.as_deref().map(thidua_domain::text::clean);
    let reason = reason.filter(|reason| !reason.is_empty());
    check(&view, rule, reason.as_deref())?;
    let mut known = state.closing.rules().of(&rule.agency);
    let known = known.find(|(known, _)| known.from == rule.from);
    if known.map_or(0, |(_, revision)| *revision) != ask.seen {
        return Err(AppError::Stale);
    }
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason,
    };
    let row = rule.row();
    let content = Canonical::from_value(&row)?;
    keep(&mut tx, &stamp, REGULATIONS, rule.key(), content).await?;
    let event = by.event(
        app.now(),
        "closing.regulate",
        format!("che-do-duyet {} {}", rule.agency, rule.from),
        stamp.reason.as_deref(),
        &row,
    )?;
    tx.commit(event).await?;
    Ok(())
}

fn check(view: &View, rule: &Regulation, reason: Option<&str>) -> Result<(), AppError> {
    let state = view.state.as_ref();
    let Some(reason) = reason else {
        return Err(AppError::refused(
            "Hãy ghi căn cứ: số văn bản quyết định chế độ duyệt, hoặc lý do.",
        ));
    };
    if reason.chars().count() > 500 {
        return Err(AppError::refused("Căn cứ dài nhất 500 ký tự."));
    }
    if rule.days.is_some_and(|days| days > MOST_DAYS) {
        return Err(AppError::Refused(format!(
            "Hạn nhập nhiều nhất {MOST_DAYS} ngày làm việc sau khi hết tháng."
        )));
    }
    // What a level above has decided is not undone from below.
    let above = state.org.above_on(&rule.agency, rule.from);
    let deciding = above.into_iter().find(|code| {
        let own = state.closing.rules().of(code);
        own.into_iter().any(|(known, _)| known.from <= rule.from)
    });
    let Some(code) = deciding else { return Ok(()) };
    if view.permit(APPROVE, Target::Agency(code)).is_ok() {
        return Ok(());
    }
    let name = state.name_on(code, rule.from);
    Err(AppError::Refused(format!(
        "{name} đã quyết định chế độ duyệt cho cả các đơn vị trực thuộc từ trước ngày {}; chỉ cơ quan ấy thay đổi được.",
        vn(rule.from)
    )))
}

/// A day as forms write it.
///
/// # Errors
/// [`AppError::Refused`] where it is none.
pub fn day(text: &str) -> Result<Date, AppError> {
    let read = thidua_domain::time::PartialDate::parse(text).ok();
    let exact = read.filter(|date| date.first_day() == date.last_day());
    exact
        .map(|date| date.first_day())
        .ok_or_else(|| AppError::refused("Ngày ghi theo mẫu 15/10/2026."))
}
