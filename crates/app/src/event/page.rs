//! One event with everything that is told of it: awards announced there, exemplars commended there, movements.

use serde::Serialize;
use thidua_domain::event::Event;
use thidua_domain::exemplar::NOT_CHOSEN;

use super::{EventRow, PERMISSION, row, sees};
use crate::AppError;
use crate::document::Named;
use crate::register::AwardRow;
use crate::register::of_event;
use crate::state::View;

/// Somebody commended at an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Commended {
    /// The name; `None`: only their number is told.
    pub name: Option<String>,
    /// How many, where no name is told.
    pub count: Option<i64>,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
    /// Code of `Cấp`.
    pub level: Option<String>,
    /// Code of `Trạng thái`.
    pub status: Option<String>,
    /// Name of the agency.
    pub agency: String,
    /// Why.
    pub why: Option<String>,
}

/// An event with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventPage {
    /// The event.
    pub event: EventRow,
    /// Key of its record.
    pub key: String,
    /// Name of the block that held it.
    pub block: Option<String>,
    /// Its movements; one the reader cannot open has its name alone.
    pub movements: Vec<(Named, bool)>,
    /// Its papers as cited, with the code where it is one of `van-ban`.
    pub papers: Vec<(String, Option<String>)>,
    /// Awards announced or handed over there, as far as the reader may read them.
    pub awards: Vec<AwardRow>,
    /// Who was commended there.
    pub commended: Vec<Commended>,
    /// Whether it lies ahead.
    pub coming: bool,
}

/// One event by its code, with what belongs to it.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to read.
pub fn page(view: &View, code: &str) -> Result<EventPage, AppError> {
    let state = view.state.as_ref();
    let mut all = state.events.iter();
    let found = all.find(|event| event.code.as_deref() == Some(code));
    let found = found
        .filter(|event| sees(view, event))
        .ok_or(AppError::NotFound)?;
    let first = found.from.or(found.to).map(|day| day.first_day());
    let movements = found.movements.iter().map(|code| {
        let named = Named {
            code: code.clone(),
            name: state.movement_name(code),
        };
        (named, crate::movement::find(view, code).is_ok())
    });
    let paper = |paper: &String| {
        let known = state.documents.contains_key(paper);
        (state.cited(paper), known.then(|| paper.clone()))
    };
    Ok(EventPage {
        event: row(view, found),
        key: found.key.clone(),
        block: found
            .cluster
            .as_deref()
            .map(|code| state.name_on(code, view.today)),
        movements: movements.collect(),
        papers: found.documents.iter().map(paper).collect(),
        awards: of_event(view, code),
        commended: commended(view, found, code),
        coming: first.is_some_and(|first| first > view.today),
    })
}

fn commended(view: &View, event: &Event, code: &str) -> Vec<Commended> {
    let state = view.state.as_ref();
    let on = event
        .from
        .or(event.to)
        .map_or(view.today, |day| day.last_day());
    let all = state.exemplars.iter();
    let there = all.filter(|row| {
        let chosen = row.status.as_deref() != Some(NOT_CHOSEN);
        row.event.as_deref() == Some(code) && chosen && view.sees(PERMISSION, &row.agency)
    });
    there
        .map(|row| Commended {
            name: row.subject.as_deref().map(|code| state.name_on(code, on)),
            count: row.count,
            kind: row.kind.clone(),
            level: row.level.clone(),
            status: row.status.clone(),
            agency: state.name_on(&row.agency, on),
            why: row.reason.clone(),
        })
        .collect()
}
