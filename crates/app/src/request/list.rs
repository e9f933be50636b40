//! Requests to answer, and requests asked.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::request::{Answer, Request, Status};

use super::form::is_overdue;
use super::{PERMISSION, WRITES, asks_as};
use crate::AppError;
use crate::state::View;

/// Agencies offered to ask in whose name.
const MOST_ASKERS: usize = 100;
/// Lines of a page.
const PAGE: usize = 50;

/// What is asked of the list.
#[derive(Clone, Debug, Default)]
pub struct AskRequests {
    /// Only requests of this agency, asked or to answer.
    pub agency: Option<String>,
    /// Whether closed and cancelled ones are shown too.
    pub all: bool,
    /// Page of the requests asked, from 1.
    pub page: usize,
}

/// A request in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequestLine {
    /// Its code.
    pub code: String,
    /// In one line.
    pub title: String,
    /// Code of the agency that asks.
    pub asker: String,
    /// Its name.
    pub asker_name: String,
    /// Code of the unit that answers, where the line is one to answer.
    pub unit: Option<String>,
    /// Its name.
    pub unit_name: Option<String>,
    /// Last day in time, ISO.
    pub due: String,
    /// Code of how far the request has come.
    pub status: &'static str,
    /// Code of how far the answer has come.
    pub stage: Option<&'static str>,
    /// Whether something is owed after the last day.
    pub overdue: bool,
    /// Why the answer was given back.
    pub returned: Option<String>,
    /// How many units answered.
    pub told: usize,
    /// How many are asked.
    pub of: usize,
}

/// The requests a reader sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Requests {
    /// Those the reader's own agencies are to answer; open ones first, the next day first.
    pub to_answer: Vec<RequestLine>,
    /// Those asked by agencies in reach, the same way; one page of them.
    pub asked: Vec<RequestLine>,
    /// How many were asked in all.
    pub asked_count: usize,
    /// Page shown, from 1.
    pub page: usize,
    /// Pages in all.
    pub pages: usize,
    /// Agencies the reader may ask for: code, name.
    pub askers: Vec<(String, String)>,
}

/// The requests a reader sees.
///
/// # Errors
/// [`AppError::Forbidden`] where the reader reads no reports at all, [`AppError::NotFound`] for an agency out of reach.
pub fn requests(view: &View, ask: &AskRequests) -> Result<Requests, AppError> {
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    if let Some(agency) = &ask.agency {
        view.permit_agency(PERMISSION, agency)?;
    }
    let state = view.state.as_ref();
    let wanted = |request: &&Request| ask.all || request.status == Status::Open;
    let own: Vec<String> = match &ask.agency {
        Some(agency) => vec![agency.clone()],
        None => {
            let own = view.actor.agencies(PERMISSION, view.today).into_iter();
            let known = own.filter(|code| state.org.find(code).is_some());
            known.map(str::to_owned).collect()
        }
    };
    let to_answer = own.iter().flat_map(|unit| {
        let of_unit = state.requests.of_unit(unit).filter(wanted);
        of_unit.map(move |request| (request, Some(unit.as_str())))
    });
    let seen = |request: &&Request| match &ask.agency {
        Some(agency) => request.asker == *agency,
        None => view.sees(PERMISSION, &request.asker),
    };
    let asked = state.requests.iter().filter(wanted).filter(seen);
    let asked = sorted(asked.map(|request| (request, None)).collect());
    let pages = asked.len().div_ceil(PAGE).max(1);
    let page = ask.page.clamp(1, pages);
    let shown = asked.iter().skip((page - 1) * PAGE).take(PAGE);
    Ok(Requests {
        asked_count: asked.len(),
        asked: shown
            .map(|(request, _)| line(view, request, None))
            .collect(),
        to_answer: sorted(to_answer.collect())
            .into_iter()
            .map(|(request, unit)| line(view, request, unit))
            .collect(),
        page,
        pages,
        askers: askers(view),
    })
}

type Found<'a> = (&'a Request, Option<&'a str>);

/// Open ones first, the next day first; then the newest.
fn sorted(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    found.sort_by_key(|(request, _)| {
        let open = request.status == Status::Open;
        let due = open.then_some(request.due);
        (!open, due, Reverse(request.sent), request.code.clone())
    });
    found
}

fn line(view: &View, request: &Request, unit: Option<&str>) -> RequestLine {
    let state = view.state.as_ref();
    let book = &state.requests;
    let answer = unit.map(|unit| {
        let known = book.answer(&request.code, unit).cloned();
        known.unwrap_or_else(|| Answer::new(&request.code, unit))
    });
    let standing = request.units.iter().filter(|unit| {
        let answer = book.answer(&request.code, unit);
        answer.and_then(Answer::standing).is_some()
    });
    let told = standing.count();
    let open = request.status == Status::Open;
    let past = open && view.today > request.due;
    RequestLine {
        code: request.code.clone(),
        title: request.title.clone(),
        asker: request.asker.clone(),
        asker_name: state.org.short_label_on(&request.asker, view.today),
        unit: unit.map(str::to_owned),
        unit_name: unit.map(|unit| state.org.short_label_on(unit, view.today)),
        due: request.due.to_string(),
        status: request.status.code(),
        overdue: match &answer {
            Some(answer) => is_overdue(view, request, answer),
            None => past && told < request.units.len(),
        },
        returned: answer
            .as_ref()
            .and_then(|answer| answer.returned.as_ref())
            .map(|back| back.reason.clone()),
        stage: answer.map(|answer| answer.stage().code()),
        told,
        of: request.units.len(),
    }
}

/// Agencies that have units below and that the reader writes for: the reader's own and those one level below, as an officer
/// of the Ministry asks as the department too; those with the most units first.
pub(super) fn askers(view: &View) -> Vec<(String, String)> {
    let state = view.state.as_ref();
    let granted = view.actor.agencies(WRITES, view.today).into_iter();
    let mut codes: Vec<String> = granted
        .filter(|code| state.org.find(code).is_some())
        .map(str::to_owned)
        .collect();
    if codes.is_empty() && view.has_everywhere(WRITES) {
        codes = tops(view);
    }
    let units = |code: &str| state.org.children_on(code, view.today).len();
    let below = codes
        .iter()
        .flat_map(|code| state.org.children_on(code, view.today));
    let mut all: Vec<String> = below
        .filter(|agency| agency.on(view.today).is_some())
        .map(|agency| agency.code.clone())
        .collect();
    all.retain(|code| !codes.contains(code));
    codes.extend(all);
    codes.retain(|code| asks_as(view, code));
    codes.sort_by_key(|code| Reverse(units(code)));
    codes.truncate(MOST_ASKERS);
    codes
        .into_iter()
        .map(|code| (code.clone(), state.name_on(&code, view.today)))
        .collect()
}

/// Agencies of today that have none above them: what a role over the whole installation begins with.
fn tops(view: &View) -> Vec<String> {
    let org = view.state.org.as_ref();
    let top = |code: &str| org.above_on(code, view.today).is_empty();
    let lives = org.iter().filter(|agency| agency.on(view.today).is_some());
    let tops = lives.filter(|agency| top(&agency.code));
    tops.map(|agency| agency.code.clone()).collect()
}
