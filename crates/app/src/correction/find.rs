//! The corrections of an agency, found in its own revisions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use thidua_domain::correction::{Change, Place, changes};
use thidua_domain::figures::Table;
use thidua_domain::time::{Instant, Window};
use thidua_store::{Snapshot, audit, counted as rows};

use super::PERMISSION;
use super::layer::{Counted, as_of, counted};
use crate::{App, AppError, State, View, account};

/// Names of figures told of one correction.
const NAMED: usize = 3;

/// One correction in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Number of the event since which it counts: names it.
    pub number: i64,
    /// The how manieth correction of the agency it is, from 1.
    pub round: usize,
    /// When it began to count.
    pub at: String,
    /// Who stored it.
    pub by: String,
    /// Who approved it, where it was.
    pub approved_by: Option<String>,
    /// Why.
    pub reason: String,
    /// The months it is about: work year, cumulative month, `8 tháng năm 2021`.
    pub months: Vec<(i16, u8, String)>,
    /// How many figures are others.
    pub figures: usize,
    /// What the first of them are called.
    pub names: Vec<String>,
    /// How many of them answers read.
    pub answering: usize,
    /// Whether all of them are again what they were before an earlier correction.
    pub undoes: bool,
}

/// A correction as it is found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) event: i64,
    pub(super) changes: Vec<Change>,
    /// The revisions that brought it.
    pub(super) by: Vec<Counted>,
    pub(super) undoes: bool,
}

/// The corrections of an agency, the newest first; `year`: of one work year.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not in reach.
pub async fn list(
    app: &App,
    view: &View,
    agency: &str,
    year: Option<i16>,
) -> Result<Vec<Listed>, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let snapshot = app.db().read().await?;
    let year = year.map(i32::from);
    let stored = counted(&rows::changed(&snapshot, agency, year).await?)?;
    let found = corrections(&view.state, &open(view, stored));
    let mut lines = Vec::new();
    for (round, one) in (1..).zip(&found) {
        lines.push(listed(&snapshot, view, round, one).await?);
    }
    lines.reverse();
    Ok(lines)
}

/// Where and what the corrections of an agency changed since an event, the newest first, each with who and why.
///
/// # Errors
/// As [`list`].
pub(crate) async fn corrected_places(
    app: &App,
    view: &View,
    agency: &str,
    after: i64,
) -> Result<Vec<(Listed, Vec<(Place, String)>)>, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let snapshot = app.db().read().await?;
    let stored = counted(&rows::changed(&snapshot, agency, None).await?)?;
    let found = corrections(&view.state, &open(view, stored));
    let mut told = Vec::new();
    for (round, one) in (1..).zip(&found).filter(|(_, one)| one.event > after) {
        let changes = one.changes.iter();
        let places = changes.map(|change| (change.place.clone(), change.code.clone()));
        told.push((listed(&snapshot, view, round, one).await?, places.collect()));
    }
    told.reverse();
    Ok(told)
}

/// What the reader may see of them: an officer's figures are for those who read people.
pub(super) fn open(view: &View, stored: Vec<Counted>) -> Vec<Counted> {
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    let mut sees = |code: &String| {
        let permission = thidua_domain::access::Permission::ViewPeople;
        *known
            .entry(code.clone())
            .or_insert_with(|| view.permit_person(permission, code).is_ok())
    };
    stored
        .into_iter()
        .filter(|revision| revision.key.person.as_ref().is_none_or(&mut sees))
        .collect()
}

/// Every correction among the revisions of one agency, oldest first: an event by which a number that counted became
/// another one. Figures that are told for the first time are none.
pub(super) fn corrections(state: &State, all: &[Counted]) -> Vec<Found> {
    let events: BTreeSet<i64> = all.iter().map(|revision| revision.since).collect();
    let mut found: Vec<Found> = Vec::new();
    for event in events {
        let by: Vec<Counted> = all
            .iter()
            .filter(|revision| revision.since == event)
            .cloned()
            .collect();
        let stood = |place: &Place| {
            let mut before = all.iter().filter(|revision| revision.since < event);
            before.any(|revision| Place::of(&revision.key) == *place)
        };
        let places: BTreeSet<Place> = by.iter().map(|revision| Place::of(&revision.key)).collect();
        let places: BTreeSet<Place> = places.into_iter().filter(stood).collect();
        if places.is_empty() {
            continue;
        }
        let here: Vec<Counted> = all
            .iter()
            .filter(|revision| places.contains(&Place::of(&revision.key)))
            .cloned()
            .collect();
        let before = alone(state, &here, event - 1);
        let after = alone(state, &here, event);
        let changes = changes(&before, &after, &places);
        if changes.iter().any(|change| change.before.is_some()) {
            let undoes = undoes(&changes, &found);
            found.push(Found {
                event,
                changes,
                by,
                undoes,
            });
        }
    }
    found
}

/// A table of nothing but these sheets as they stood after an event.
fn alone(state: &State, all: &[Counted], event: i64) -> Table {
    as_of(all, |_| event).over(state, &Arc::default())
}

/// Whether every figure is again what it was before an earlier correction.
fn undoes(changes: &[Change], earlier: &[Found]) -> bool {
    let value = |telling: &Option<thidua_domain::correction::Telling>| {
        telling
            .as_ref()
            .map(|telling| (telling.value, telling.precision))
    };
    !earlier.is_empty()
        && changes.iter().all(|change| {
            let mut before = earlier.iter().flat_map(|found| &found.changes);
            before.any(|old| {
                (&old.place, &old.code) == (&change.place, &change.code)
                    && value(&old.before) == value(&change.after)
            })
        })
}

/// A correction as it is listed.
pub(super) async fn listed<S: Snapshot>(
    snapshot: &S,
    view: &View,
    round: usize,
    found: &Found,
) -> Result<Listed, AppError> {
    let state = view.state.as_ref();
    let (at, approved_by) = since(snapshot, found).await?;
    let mut by = Vec::new();
    for revision in &found.by {
        let name = account::full_name(snapshot, &revision.by, revision.event).await?;
        if !by.contains(&name) {
            by.push(name);
        }
    }
    let windows: BTreeSet<Window> = found
        .changes
        .iter()
        .map(|change| change.place.window)
        .collect();
    let mut names: Vec<String> = Vec::new();
    for change in &found.changes {
        let code = state.catalogue.figure(&change.code);
        let name = code.map_or_else(|| change.code.clone(), |code| code.name.clone());
        if names.len() < NAMED && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(Listed {
        number: found.event,
        round,
        at: Instant(at).vn(),
        by: by.join(", "),
        approved_by,
        reason: reasons(&found.by),
        months: windows
            .into_iter()
            .map(|window| (window.year.0, window.month, window.label()))
            .collect(),
        figures: found.changes.len(),
        answering: found.changes.iter().filter(|change| change.answers).count(),
        names,
        undoes: found.undoes,
    })
}

/// When a correction began to count, and who approved it where that was another event than the one that stored it.
pub(super) async fn since<S: Snapshot>(
    snapshot: &S,
    found: &Found,
) -> Result<(i64, Option<String>), AppError> {
    let stored = found.by.first();
    let at = stored.map_or(0, |revision| revision.at);
    if found
        .by
        .iter()
        .all(|revision| revision.event == found.event)
    {
        return Ok((at, None));
    }
    let event = audit::event(snapshot, found.event).await?;
    Ok(event.map_or((at, None), |event| (event.at, Some(event.actor_name))))
}

/// Why, each reason once.
pub(super) fn reasons(by: &[Counted]) -> String {
    let mut told: Vec<&str> = Vec::new();
    for reason in by.iter().filter_map(|revision| revision.reason.as_deref()) {
        if !told.contains(&reason) {
            told.push(reason);
        }
    }
    told.join("; ")
}
