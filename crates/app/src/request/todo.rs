//! What waits because of requests: answers of the reader's own agencies; answers to requests the reader sent.

use jiff::civil::Date;
use thidua_domain::request::{Answer, Request, Status};

use super::{PERMISSION, WRITES};
use crate::deed;
use crate::state::View;

/// A day so near is pressing for who asks.
const SOON: i32 = 3;

/// A day that was moved so many days ago is a new one.
const LATELY: i32 = 7;

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// A unit owes an answer.
    Answer {
        /// Code of the request.
        code: String,
        /// In one line.
        title: String,
        /// Code of the unit.
        unit: String,
        /// Its name.
        unit_name: String,
        /// Name of the agency that asks.
        asker_name: String,
        /// Last day in time.
        due: Date,
        /// Whether it is past.
        overdue: bool,
        /// Why it was given back.
        returned: Option<String>,
        /// Whether it was begun.
        begun: bool,
        /// Whether the last day was moved lately.
        moved: bool,
        /// Day the request was sent.
        sent: Date,
    },
    /// Units owe the asker answers, and the day is near or past.
    Missing {
        /// Code of the request.
        code: String,
        /// In one line.
        title: String,
        /// Short names of the units that have not sent.
        units: Vec<String>,
        /// Of how many.
        of: usize,
        /// Last day in time.
        due: Date,
        /// Whether it is past.
        overdue: bool,
    },
    /// Every unit sent: the request can be taken together and closed.
    Complete {
        /// Code of the request.
        code: String,
        /// In one line.
        title: String,
        /// How many units.
        of: usize,
    },
}

/// What waits for the reader, the nearest day first.
pub fn waits(view: &View) -> Vec<Waits> {
    let state = view.state.as_ref();
    let agencies = view.actor.agencies(WRITES, view.today);
    let mut found: Vec<(Date, Waits)> = Vec::new();
    for agency in agencies {
        if state.org.find(agency).is_none()
            || !deed::is_own(view, agency)
            || view.permit_agency(PERMISSION, agency).is_err()
        {
            continue;
        }
        let open = |request: &&Request| request.status == Status::Open;
        let to_answer = state.requests.of_unit(agency).filter(open);
        let owed = to_answer.filter_map(|request| owed(view, request, agency));
        let asked = state.requests.of_asker(agency).filter(open);
        let mine = asked.filter_map(|request| missing(view, request));
        found.extend(owed.chain(mine));
    }
    found.sort_by_key(|(due, _)| *due);
    found.into_iter().map(|(_, waits)| waits).collect()
}

fn owed(view: &View, request: &Request, unit: &str) -> Option<(Date, Waits)> {
    let state = view.state.as_ref();
    let answer = state.requests.answer(&request.code, unit);
    if answer.and_then(Answer::standing).is_some() {
        return None;
    }
    let returned = answer.and_then(|answer| answer.returned.as_ref());
    let waits = Waits::Answer {
        code: request.code.clone(),
        title: request.title.clone(),
        unit: unit.to_owned(),
        unit_name: state.org.short_label_on(unit, view.today),
        asker_name: state.org.short_label_on(&request.asker, view.today),
        due: request.due,
        overdue: view.today > request.due,
        returned: returned.map(|back| back.reason.clone()),
        moved: request.moved_since(view.today.saturating_sub(jiff::Span::new().days(LATELY))),
        begun: answer.is_some_and(|answer| answer.draft.is_some()),
        sent: request.sent,
    };
    Some((request.due, waits))
}

fn missing(view: &View, request: &Request) -> Option<(Date, Waits)> {
    let state = view.state.as_ref();
    let (code, title) = (request.code.clone(), request.title.clone());
    let of = request.units.len();
    let open = request.units.iter().filter(|unit| {
        let answer = state.requests.answer(&request.code, unit);
        answer.and_then(Answer::standing).is_none()
    });
    let units: Vec<String> = open
        .map(|unit| state.org.short_label_on(unit, view.today))
        .collect();
    if units.is_empty() {
        return Some((request.due, Waits::Complete { code, title, of }));
    }
    let left = view.today.until((jiff::Unit::Day, request.due));
    let near = left.is_ok_and(|span| span.get_days() <= SOON);
    near.then_some((
        request.due,
        Waits::Missing {
            code,
            title,
            units,
            of,
            due: request.due,
            overdue: view.today > request.due,
        },
    ))
}
