//! What a workbook to fill in without network is made of, and what one that came back says: the same sheets, rows and
//! checks as the grid, without its page.

use std::collections::BTreeMap;

use thidua_domain::catalogue::{Measure, Regime};
use thidua_domain::figures::{Figure, Figures, SheetKey};
use thidua_domain::time::Window;

use super::cells;
use super::checks::FlagView;
use super::evaluate::Desk;
use super::sheet::sheets;
use super::which::{self, Edited, Lock};
use super::{AskEntry, PERMISSION, Typed, Which, enterable, one};
use crate::{AppError, State, View};

/// One figure of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BlankRow {
    /// Its code.
    pub(crate) code: String,
    /// What it is called, with "về việc", "về tiền".
    pub(crate) name: String,
    /// Its usual unit, a code: money is in đồng.
    pub(crate) unit: String,
    /// Cumulative to last month; with `false` where that is not exact.
    pub(crate) before: Option<(i64, bool)>,
    /// As stored.
    pub(crate) now: Option<Figure>,
}

/// Figures under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BlankGroup {
    /// The heading.
    pub(crate) title: String,
    /// Its figures, in the order of the grid.
    pub(crate) rows: Vec<BlankRow>,
}

/// A month of one agency, to be filled in.
#[derive(Clone, Debug)]
pub(crate) struct Blank {
    pub(crate) agency: String,
    /// Name at the end of the window.
    pub(crate) name: String,
    pub(crate) window: Window,
    pub(crate) scope: String,
    pub(crate) regime: Regime,
    /// Key of the stored sheet; `None`: none is stored.
    pub(crate) key: Option<String>,
    /// Number of its revision; 0: none is stored.
    pub(crate) revision: i64,
    /// Why nothing may be typed.
    pub(crate) lock: Option<Lock>,
    pub(crate) groups: Vec<BlankGroup>,
}

/// The month of a question, to be filled in.
///
/// # Errors
/// As [`super::entry`].
pub(crate) fn blank(view: &View, ask: &AskEntry) -> Result<Blank, AppError> {
    let view = &view.with_drafts();
    let sheets = sheets(view, ask, None)?;
    let desk = Desk::new(view, ask, sheets, None);
    let edit = desk.edits.first().ok_or(AppError::NotFound)?;
    let edited = &edit.edited;
    let last = desk.window.last_day();
    let before = desk.window.month.checked_sub(1).filter(|month| *month > 0);
    let before = before.map(|month| Window {
        month,
        ..desk.window
    });
    let row = |cell: &cells::CellView| {
        let (_, code) = cell.name.split_once('/')?;
        let figure = desk.state.catalogue.figure(code)?;
        enterable(figure).then(|| BlankRow {
            code: figure.code.clone(),
            name: figure.name.clone(),
            unit: match figure.measure {
                Measure::Money => "dong".to_owned(),
                _ => figure.unit.clone(),
            },
            before: desk.past(&edited.agency, figure, before),
            now: edited.figures.0.get(code).cloned(),
        })
    };
    let mut groups = Vec::new();
    for group in one::groups(&desk, edit) {
        let sides: &[(usize, &str)] = match group.paired {
            true => &[(0, " – về việc"), (1, " – về tiền")],
            false => &[(0, "")],
        };
        for (side, ending) in sides {
            let cells = group
                .rows
                .iter()
                .filter_map(|row| row.cells.get(*side)?.as_ref());
            groups.push(BlankGroup {
                title: format!("{}{ending}", group.title),
                rows: cells.filter_map(row).collect(),
            });
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    Ok(Blank {
        agency: edited.agency.clone(),
        name: desk.state.name_on(&edited.agency, last),
        window: desk.window,
        scope: ask.scope.clone(),
        regime: desk.state.catalogue.regime_on(last),
        key: (!edited.is_new()).then(|| edited.key.text()),
        revision: edited.revision,
        lock: edited.lock.clone(),
        groups,
    })
}

/// A figure as it is typed in đồng: a plain number, or with its word where it is not exact.
pub(crate) fn typed_text(state: &State, code: &str, figure: Option<&Figure>) -> String {
    let declared = state.catalogue.figure(code);
    let shown = figure
        .zip(declared)
        .map(|(figure, declared)| cells::shown(figure, declared, "dong"));
    shown.unwrap_or_default()
}

/// Whether a text typed in đồng comes to a figure.
pub(crate) fn comes_to(
    state: &State,
    key: &SheetKey,
    code: &str,
    text: &str,
    figure: Option<&Figure>,
) -> bool {
    let Some(declared) = state.catalogue.figure(code) else {
        return false;
    };
    let read = cells::read(state, key, declared, "dong", text);
    read.fault.is_none() && cells::same(read.figure.as_ref(), figure)
}

/// Whether two figures are one number.
pub(crate) fn same_number(one: Option<&Figure>, other: Option<&Figure>) -> bool {
    cells::same(one, other)
}

/// A stored sheet as one edits it.
#[derive(Clone, Debug)]
pub(crate) struct Desked {
    pub(crate) key: SheetKey,
    pub(crate) figures: Figures,
    /// Why nothing may be typed.
    pub(crate) lock: Option<Lock>,
}

impl From<&Edited> for Desked {
    fn from(edited: &Edited) -> Self {
        Self {
            key: edited.key.clone(),
            figures: edited.figures.clone(),
            lock: edited.lock.clone(),
        }
    }
}

fn edited(view: &View, ask: &AskEntry, (agency, key): (&str, &str)) -> Result<Edited, AppError> {
    let which = match key {
        "" => Which::Usual,
        key => Which::Stored(key.to_owned()),
    };
    match which::edited(view, ask, agency, &which, None) {
        // The sheet that was there is no more: what one types is a new one.
        Err(AppError::NotFound) => which::edited(view, ask, agency, &Which::Usual, None),
        found => found,
    }
}

/// The sheet of an agency that a workbook was made of: by its key, where one was stored then.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not the actor's.
pub(crate) fn sheet_of(view: &View, ask: &AskEntry, key: &str) -> Result<Desked, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    if view.state.org.find(&ask.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let view = &view.with_drafts();
    Ok(Desked::from(&edited(view, ask, (&ask.agency, key))?))
}

/// What would ask for an explanation if figures of these agencies were stored: by agency, those of a sheet that
/// changes. Agencies are named with the keys of their sheets, and are the actor's.
///
/// # Errors
/// As [`super::entry`].
pub(crate) fn flags_of(
    view: &View,
    ask: &AskEntry,
    agencies: &BTreeMap<String, String>,
    typed: &Typed,
) -> Result<Vec<FlagView>, AppError> {
    let view = &view.with_drafts();
    let found: Result<Vec<Edited>, AppError> = agencies
        .iter()
        .map(|(agency, key)| edited(view, ask, (agency, key)))
        .collect();
    let desk = Desk::new(view, ask, found?, Some(typed));
    Ok(super::sheet::flags(&desk))
}
