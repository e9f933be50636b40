//! One correction, or several told together: the figures before and after, and everything they touch.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::correction::{Change, Place, Telling, changes};
use thidua_domain::figures::{Table, print};
use thidua_store::{Snapshot, counted as rows};

use super::PERMISSION;
use super::find::{Found, Listed, corrections, listed, open, reasons};
use super::layer::{Counted, as_of, counted, seen};
use super::rates::signed;
use super::touch::{Counts, Scene, Touched, touched};
use crate::{App, AppError, State, View};

/// Corrections told together at most.
const MOST: usize = 60;

/// A figure before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureRow {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Whose, where it is an officer's: the name.
    pub officer: Option<String>,
    /// Group of cases in words, where it is one.
    pub group: Option<String>,
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `8 tháng năm 2021`.
    pub period: String,
    /// Unit as printed.
    pub unit: String,
    /// Printed without its unit; empty: nothing was told.
    pub before: String,
    /// The same after; empty: it was taken away.
    pub after: String,
    /// After less before, with its sign; empty where it cannot be told.
    pub difference: String,
    /// Plain values for a workbook: before, after, difference.
    #[serde(skip)]
    pub plain: [Option<i64>; 3],
    /// What kind of value it is.
    #[serde(skip)]
    pub measure: Option<Measure>,
    /// Source as cited, where it is another one than before.
    pub source: Option<String>,
    /// Whether answers read it.
    pub answers: bool,
    /// Why.
    pub reason: String,
}

/// A correction with what it touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Code of the agency.
    pub agency: String,
    /// Its name at the end of the last corrected month.
    pub name: String,
    /// The corrections told here, oldest first.
    pub rounds: Vec<Listed>,
    /// The figures.
    pub figures: Vec<FigureRow>,
    /// What they touch.
    pub touched: Touched,
    /// How much that is.
    pub counts: Counts,
    /// The same in words.
    pub words: String,
    /// Newest event of the state it was computed over.
    pub version: i64,
    /// Windows, oldest first: work year, cumulative month, `8 tháng năm 2021`, code of `Phạm vi`.
    pub months: Vec<(i16, u8, String, String)>,
    /// Whether all figures are again what was reported first.
    pub nothing_left: bool,
}

/// One correction of an agency by its event, or several told as one: each figure as it was before the first of them
/// and as it was after the last.
///
/// # Errors
/// [`AppError::NotFound`] where the agency or a correction is not there or not in reach; [`AppError::Refused`] where
/// none is named, or too many.
pub async fn correction(
    app: &App,
    view: &View,
    agency: &str,
    events: &[i64],
) -> Result<Correction, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let chosen: BTreeSet<i64> = events.iter().copied().collect();
    if chosen.is_empty() || chosen.len() > MOST {
        return Err(AppError::Refused(format!(
            "Hãy chọn từ một đến {MOST} lần đính chính."
        )));
    }
    let snapshot = app.db().read().await?;
    let stored = counted(&rows::changed(&snapshot, agency, None).await?)?;
    let all = corrections(&view.state, &open(view, stored));
    let found: Vec<(usize, &Found)> = (1..)
        .zip(&all)
        .filter(|(_, one)| chosen.contains(&one.event))
        .collect();
    if found.len() != chosen.len() {
        return Err(AppError::NotFound);
    }
    let mut rounds = Vec::new();
    for (round, one) in &found {
        rounds.push(listed(&snapshot, view, *round, one).await?);
    }
    let found: Vec<&Found> = found.into_iter().map(|(_, one)| one).collect();
    let (before, after) = states(&snapshot, view, agency, &found).await?;
    let places: BTreeSet<Place> = found
        .iter()
        .flat_map(|one| &one.changes)
        .map(|change| change.place.clone())
        .collect();
    let changed = changes(&before.state.figures, &after.state.figures, &places);
    let scene = Scene {
        before: &before,
        after: &after,
        agency,
        changes: &changed,
    };
    let mut touched = touched(&scene);
    let newest = chosen.last().copied();
    touched.papers = super::papers::touched(&snapshot, &scene, newest).await?;
    drop(snapshot);
    Ok(told(view, agency, &found, rounds, &changed, touched))
}

fn told(
    view: &View,
    agency: &str,
    found: &[&Found],
    rounds: Vec<Listed>,
    changed: &[Change],
    touched: Touched,
) -> Correction {
    let state = view.state.as_ref();
    let reason = |change: &Change| {
        let of_place = |by: &&Counted| Place::of(&by.key) == change.place;
        let by = found.iter().flat_map(|one| one.by.iter());
        let by: Vec<Counted> = by.filter(of_place).cloned().collect();
        reasons(&by)
    };
    let figures = changed
        .iter()
        .map(|change| row(state, agency, change, reason(change)));
    let mut figures: Vec<FigureRow> = figures.collect();
    in_order(state, &mut figures);
    let months: BTreeSet<_> = found
        .iter()
        .flat_map(|one| &one.changes)
        .map(|change| (change.place.window, change.place.frame.scope.clone()))
        .collect();
    let last = months.last().map(|(window, _)| window.last_day());
    let counts = touched.counts(figures.len());
    Correction {
        agency: agency.to_owned(),
        name: state.name_on(agency, last.unwrap_or(view.today)),
        nothing_left: figures.is_empty(),
        words: counts.words(),
        rounds,
        figures,
        touched,
        counts,
        version: state.version,
        months: months
            .into_iter()
            .map(|(window, scope)| (window.year.0, window.month, window.label(), scope))
            .collect(),
    }
}

/// The states before and after: the agency's own figures as they then were, and the other agencies' of the corrected
/// months as they were right after the last of the corrections.
async fn states<S: Snapshot>(
    snapshot: &S,
    view: &View,
    agency: &str,
    found: &[&Found],
) -> Result<(View, View), AppError> {
    let mut first: BTreeMap<Place, i64> = BTreeMap::new();
    let mut last: BTreeMap<Place, i64> = BTreeMap::new();
    let newest = found.iter().map(|one| one.event).max().unwrap_or_default();
    for one in found {
        for change in &one.changes {
            first
                .entry(change.place.clone())
                .and_modify(|event| *event = one.event.min(*event))
                .or_insert(one.event);
            last.entry(change.place.clone())
                .and_modify(|event| *event = one.event.max(*event))
                .or_insert(one.event);
        }
    }
    let windows: BTreeSet<_> = first.keys().map(|place| place.window).collect();
    let years = windows.iter().map(|window| i32::from(window.year.0));
    let (from, to) = years.fold((i32::MAX, i32::MIN), |(from, to), year| {
        (from.min(year - 1), to.max(year + 1))
    });
    let mut own = counted(&rows::of_agency(snapshot, agency, (from, to)).await?)?;
    // Officers' sheets come with those of the corrections themselves.
    own.extend(
        officers(snapshot, agency)
            .await?
            .into_iter()
            .filter(|revision| first.contains_key(&Place::of(&revision.key))),
    );
    let mut others = Vec::new();
    for window in windows {
        let month = (i32::from(window.year.0), i32::from(window.month));
        others.extend(counted(&rows::later_than(snapshot, month, newest).await?)?);
    }
    others.retain(|revision| revision.key.subject != agency);
    own.extend(others);
    let state = view.state.as_ref();
    let table = |of: &BTreeMap<Place, i64>, less: i64| -> Arc<Table> {
        let until = |place: &Place| of.get(place).map_or(newest, |event| event - less);
        Arc::new(as_of(&own, until).over(state, &state.figures))
    };
    Ok((seen(view, table(&first, 1)), seen(view, table(&last, 0))))
}

async fn officers<S: Snapshot>(snapshot: &S, agency: &str) -> Result<Vec<Counted>, AppError> {
    let stored = counted(&rows::changed(snapshot, agency, None).await?)?;
    Ok(stored
        .into_iter()
        .filter(|revision| revision.key.person.is_some())
        .collect())
}

/// What answers read first, then by month, officer, group of cases and the catalogue's order.
pub(super) fn in_order(state: &State, figures: &mut [FigureRow]) {
    figures.sort_by_key(|row| {
        (
            !row.answers,
            row.window,
            row.officer.clone(),
            row.group.clone(),
            state.catalogue.order(&row.code),
        )
    });
}

/// A change as it is shown.
pub(super) fn row(state: &State, agency: &str, change: &Change, reason: String) -> FigureRow {
    let place = &change.place;
    let code = state.catalogue.figure(&change.code);
    let tellings = [change.before.as_ref(), change.after.as_ref()];
    let values = tellings.map(|telling| telling.map(|telling| telling.value));
    let unit = code.map_or("", |code| unit(code, values));
    let printed = |telling: Option<&Telling>| {
        let told = telling.zip(code);
        told.map_or_else(String::new, |(telling, code)| {
            print::vietnamese(telling.value, code.measure, unit, telling.precision)
        })
    };
    let difference = change.difference();
    let source = |telling: Option<&Telling>| telling.and_then(|telling| telling.source.clone());
    let [old, new] = tellings.map(source);
    let officer = place.subject != agency;
    let exact = thidua_domain::amount::Precision::default();
    FigureRow {
        code: change.code.clone(),
        name: code.map_or_else(|| change.code.clone(), |code| code.name.clone()),
        officer: officer.then(|| state.name_on(&place.subject, place.window.last_day())),
        group: group(state, change),
        window: (place.window.year.0, place.window.month),
        period: place.window.label(),
        unit: state.catalogue.labels.word("don_vi_tinh", unit).to_owned(),
        before: printed(change.before.as_ref()),
        after: printed(change.after.as_ref()),
        difference: difference
            .zip(code)
            .map_or_else(String::new, |(value, code)| {
                signed(value, print::vietnamese(value, code.measure, unit, exact))
            }),
        plain: [values[0], values[1], difference],
        measure: code.map(|code| code.measure),
        source: new
            .filter(|new| old.as_ref() != Some(new))
            .map(|code| state.cited(&code)),
        answers: change.answers,
        reason,
    }
}

/// Money as the forms tell it: in nghìn đồng, where that loses nothing.
fn unit(code: &FigureCode, values: [Option<i64>; 2]) -> &str {
    let whole = values.iter().flatten().all(|value| value % 1_000 == 0);
    match code.measure {
        Measure::Money if whole => "nghin_dong",
        Measure::Money => "dong",
        _ => &code.unit,
    }
}

/// Of which cases, where not of all of them.
fn group(state: &State, change: &Change) -> Option<String> {
    let frame = &change.place.frame;
    let labels = &state.catalogue.labels;
    let group = frame.group.as_ref();
    let group = group.map(|code| labels.word("so-lieu.nhom_an", code).to_owned());
    let own = (frame.included == "rieng")
        .then(|| labels.word("so-lieu.bao_gom", &frame.included).to_owned());
    let scope =
        (frame.scope != "btp").then(|| labels.word("so-lieu.pham_vi", &frame.scope).to_owned());
    let parts: Vec<String> = [group, own, scope].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Whether somebody may print a paper of the agency.
pub(super) fn prints(view: &View, agency: &str) -> Result<(), AppError> {
    view.permit_agency(Permission::Print, agency)
}
