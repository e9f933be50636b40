//! Steps of the agency that asks: another last day, more units, closing, taking back; answers given back.

use thidua_domain::request::{ANSWERS, Answer, By, REQUESTS, Refusal, Request, Status};
use thidua_domain::time::vn;
use thidua_store::Canonical;

use super::compose::{Wish, last_day, units_of};
use super::{PERMISSION, WRITES, said, stamp};
use crate::access::Caller;
use crate::closing::keep;
use crate::state::View;
use crate::{App, AppError};

/// What is done with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its last day becomes another one, as written.
    Due(String),
    /// These agencies are asked too.
    Units(Vec<String>),
    /// No more answers are taken.
    Close,
    /// Answers are taken again.
    Reopen,
    /// Nobody owes anything.
    Cancel,
}

/// A change of a request.
#[derive(Clone, Debug)]
pub struct AskChange {
    /// Code of the request.
    pub code: String,
    /// What is done.
    pub change: Change,
    /// Why: asked for where the day moves and where it is taken back.
    pub reason: Option<String>,
    /// Revision of the request one saw.
    pub seen: i64,
}

/// Changes a request; what was asked stays as it was.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] where the actor does not write for the agency that asks,
/// [`AppError::Refused`] with the reason, [`AppError::Stale`] where it was changed meanwhile.
pub async fn change(app: &App, by: &Caller, ask: &AskChange) -> Result<(), AppError> {
    let reason = said(ask.reason.as_deref())?;
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    let before = writes(&view, &ask.code)?;
    if view.state.requests.revision(&ask.code) != ask.seen {
        return Err(AppError::Stale);
    }
    let next = changed(&view, &before, &ask.change, reason.clone())?;
    if next == before {
        return Err(AppError::refused("Yêu cầu đã như vậy rồi."));
    }
    let next = Request {
        changed: Some(view.today),
        ..next
    };
    let command = match ask.change {
        Change::Due(_) => "request.due",
        Change::Units(_) => "request.units",
        Change::Close => "request.close",
        Change::Reopen => "request.reopen",
        Change::Cancel => "request.cancel",
    };
    let row = next.row();
    let content = Canonical::from_value(&row)?;
    let stamp = stamp(app, by, reason.clone());
    keep(&mut tx, &stamp, REQUESTS, next.code.clone(), content).await?;
    let subject = format!("{REQUESTS} {}", next.code);
    let event = by.event(app.now(), command, subject, reason.as_deref(), &row)?;
    tx.commit(event).await?;
    Ok(())
}

fn writes(view: &View, code: &str) -> Result<Request, AppError> {
    let request = view.state.requests.get(code).ok_or(AppError::NotFound)?;
    view.permit_agency(PERMISSION, &request.asker)?;
    view.permit_agency(WRITES, &request.asker)?;
    Ok(request.clone())
}

fn changed(
    view: &View,
    before: &Request,
    change: &Change,
    reason: Option<String>,
) -> Result<Request, AppError> {
    let mut next = before.clone();
    let open = |words: &str| match before.status {
        Status::Open => Ok(()),
        _ => Err(AppError::refused(words)),
    };
    let why = |words: &str| reason.clone().ok_or_else(|| AppError::refused(words));
    match change {
        Change::Due(typed) => {
            open("Yêu cầu không còn thu báo cáo nên không đổi hạn.")?;
            next.due = last_day(view, &before.asker, typed).map_err(AppError::Refused)?;
            next.reason = Some(why("Đổi hạn thì phải nêu lý do để các đơn vị biết.")?);
        }
        Change::Units(codes) => {
            open("Yêu cầu không còn thu báo cáo nên không thêm đơn vị.")?;
            let below = units_of(view, &before.asker, &Wish::Deep);
            if codes.iter().any(|code| !below.contains(code)) {
                return Err(AppError::refused(
                    "Có đơn vị đã chọn không trực thuộc cơ quan.",
                ));
            }
            let more = codes.iter().filter(|code| !before.asks(code));
            next.units.extend(more.cloned());
            next.reason = reason;
        }
        Change::Close => {
            open("Yêu cầu này đã đóng hoặc đã hủy.")?;
            next.status = Status::Closed;
            next.reason = reason;
        }
        Change::Reopen => {
            if before.status != Status::Closed {
                return Err(AppError::refused("Chỉ mở lại được yêu cầu đã đóng."));
            }
            next.status = Status::Open;
            next.reason = reason;
        }
        Change::Cancel => {
            open("Yêu cầu này đã đóng hoặc đã hủy.")?;
            next.status = Status::Cancelled;
            next.reason = Some(why("Hủy yêu cầu thì phải nêu lý do để các đơn vị biết.")?);
        }
    }
    Ok(next)
}

/// Gives answers back with a reason: several in one deed. `units` come with the number of sending one saw.
///
/// # Errors
/// As [`change`]; [`AppError::Stale`] where one sent again meanwhile.
pub async fn give_back(
    app: &App,
    by: &Caller,
    code: &str,
    units: &[(String, u16)],
    reason: &str,
) -> Result<usize, AppError> {
    let reason = said(Some(reason))?;
    if units.is_empty() {
        return Err(AppError::refused("Chưa chọn đơn vị nào để trả lại."));
    }
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    let request = writes(&view, code)?;
    if request.status != Status::Open {
        return Err(AppError::refused(format!(
            "Yêu cầu không còn thu báo cáo (hạn {}). Mở lại yêu cầu rồi mới trả lại.",
            vn(request.due)
        )));
    }
    let who = By {
        name: &by.name,
        on: view.today,
        reason: reason.as_deref(),
    };
    let stamp = stamp(app, by, reason.clone());
    let mut rows = Vec::new();
    for (unit, number) in units {
        let answer = view.state.requests.answer(code, unit);
        let standing = answer.and_then(Answer::standing);
        if standing.is_none_or(|sent| sent.number != *number) {
            return Err(AppError::Stale);
        }
        let next = answer.ok_or(AppError::Stale)?.given_back(who);
        let next = next.map_err(refused)?;
        let row = next.row();
        let content = Canonical::from_value(&row)?;
        keep(&mut tx, &stamp, ANSWERS, next.key(), content).await?;
        rows.push(row);
    }
    let subject = format!("{REQUESTS} {code}");
    let told = ("request.give_back", subject, reason.as_deref());
    let event = by.event(app.now(), told.0, told.1, told.2, &rows)?;
    tx.commit(event).await?;
    Ok(rows.len())
}

/// Why a step is refused, with what can be done.
pub(super) fn refused(refusal: Refusal) -> AppError {
    AppError::refused(match refusal {
        Refusal::Same => "Không có gì khác với bản đã ghi.",
        Refusal::NoReason => {
            "Hãy ghi lý do: trả lại, và gửi lại khi bản trước còn giá trị, đều phải nêu lý do."
        }
        Refusal::NotSent => "Đơn vị chưa gửi, hoặc báo cáo đã được trả lại. Xem lại trang này.",
    })
}
