//! Requests for reports: asked of units below, answered by them, taken together; what waits because of them.
//!
//! Requests and answers are records that only these commands write and only a whole bundle carries (decision 0043).

mod act;
mod book;
mod compose;
mod data;
mod fill;
mod form;
mod list;
mod paper;
mod question;
mod show;
mod todo;

pub use act::{AskChange, Change, change, give_back};
pub use book::Book;
pub(crate) use book::bring_up;
pub use compose::{AskRequest, Wish, ask, units_of};
pub use data::DataShown;
pub use fill::{AskFill, from_data, save, send, starting};
pub use form::{FieldShown, Form, QuestionShown, form};
pub use list::{AskRequests, RequestLine, Requests, requests};
pub use paper::{AskPaper, document};
pub use question::{QuestionLine, figure_fields, figure_questions, outline_questions, passed_on};
pub use show::{Consolidated, Figure, TableRow, Taken, UnitLine, consolidated};
pub use todo::{Waits, waits};

use thidua_domain::access::Permission;
use thidua_domain::request::Request;
use thidua_domain::text;
use thidua_store::Stamp;

use crate::access::Caller;
use crate::state::View;
use crate::{App, AppError, bundle};

/// What reading requests and answers asks for: reports are papers.
pub const PERMISSION: Permission = Permission::Print;
/// What asking and answering ask for.
pub const WRITES: Permission = bundle::PERMISSION;
/// Longest reason, in letters.
const LONGEST: usize = 500;

/// A request, for who stands at the agency that asks or above it.
fn asked(view: &View, code: &str) -> Result<Request, AppError> {
    let request = view.state.requests.get(code).ok_or(AppError::NotFound)?;
    view.permit_agency(PERMISSION, &request.asker)?;
    Ok(request.clone())
}

/// A request as one of its units sees it.
fn of_unit(view: &View, code: &str, unit: &str) -> Result<Request, AppError> {
    let request = view.state.requests.get(code).ok_or(AppError::NotFound)?;
    view.permit_agency(PERMISSION, unit)?;
    if !request.asks(unit) {
        return Err(AppError::NotFound);
    }
    Ok(request.clone())
}

/// Whether the reader may ask units below for reports.
pub fn may_ask(view: &View) -> bool {
    !list::askers(view).is_empty()
}

/// Whether the reader may ask in the name of an agency, which has units below.
pub fn asks_as(view: &View, agency: &str) -> bool {
    let writes = [PERMISSION, WRITES];
    !view.state.org.children_on(agency, view.today).is_empty()
        && writes
            .iter()
            .all(|permission| view.permit_agency(*permission, agency).is_ok())
}

/// Whether the reader may change a request, or give its answers back.
pub(crate) fn may_change(view: &View, code: &str) -> bool {
    let request = view.state.requests.get(code);
    request.is_some_and(|request| {
        [PERMISSION, WRITES]
            .iter()
            .all(|permission| view.permit_agency(*permission, &request.asker).is_ok())
    })
}

/// Whether the reader answers a request in a unit's name.
pub(crate) fn may_answer(view: &View, code: &str, unit: &str) -> bool {
    of_unit(view, code, unit).is_ok() && fill::fills(view, unit)
}

/// A reason as it was typed; `None`: none.
fn said(reason: Option<&str>) -> Result<Option<String>, AppError> {
    let reason = reason.map(text::clean).filter(|text| !text.is_empty());
    let long = reason
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST);
    match long {
        true => Err(AppError::refused(format!(
            "Lý do dài nhất {LONGEST} ký tự."
        ))),
        false => Ok(reason),
    }
}

fn stamp(app: &App, by: &Caller, reason: Option<String>) -> Stamp {
    Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason,
    }
}

/// Whether an agency works on a day.
fn works(view: &View, agency: &str, day: jiff::civil::Date) -> bool {
    view.state
        .catalogue
        .calendar
        .works(&view.state.org, agency, day)
}
