//! Two people on one sheet: what it was when the second opened it, what the first stored, what the second typed.

use serde::Serialize;
use thidua_domain::catalogue::FigureCode;
use thidua_domain::figures::Figures;
use thidua_domain::time::Instant;
use thidua_store::{StoreError, figures as store};

use super::cells::{self, same, shown};
use super::which::Edited;
use super::{AskEntry, Typed, enterable, name};
use crate::state::build::read;
use crate::{App, AppError, View, account};

/// One cell that the other changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// The cell.
    pub cell: String,
    /// Agency and figure, by name.
    pub label: String,
    /// When the page was opened.
    pub base: String,
    /// What the other stored.
    pub theirs: String,
    /// What was typed.
    pub mine: String,
    /// Whether both changed it, differently: one must choose. Else the other's stands unless one wants one's own.
    pub open: bool,
    /// Full name of who stored it.
    pub by: String,
    /// When, in Vietnam's time.
    pub at: String,
}

/// What must be chosen before anything is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Conflicts {
    /// The cells.
    pub cells: Vec<Clash>,
    /// Number of the revision now stored, by agency: what the choice is made over.
    pub seen: std::collections::BTreeMap<String, i64>,
}

/// What others stored in the sheets since the page was opened; nothing where no number of theirs is another.
pub(super) async fn conflicts(
    app: &App,
    view: &View,
    ask: &AskEntry,
    sheets: &[Edited],
    typed: &Typed,
) -> Result<Conflicts, AppError> {
    let mut found = Conflicts::default();
    for edited in sheets {
        // Who does not say what was seen has seen nothing: a form without the number passes over nobody.
        let seen = typed.seen.get(&edited.agency).copied().unwrap_or(0);
        found.seen.insert(edited.agency.clone(), edited.revision);
        if seen != edited.revision {
            let cells = sheet(app, view, ask, edited, seen, typed).await?;
            found.cells.extend(cells);
        }
    }
    Ok(found)
}

async fn sheet(
    app: &App,
    view: &View,
    ask: &AskEntry,
    edited: &Edited,
    seen: i64,
    typed: &Typed,
) -> Result<Vec<Clash>, AppError> {
    let snapshot = app.db().read().await?;
    let history = store::history(&snapshot, &edited.key.text()).await?;
    let by = match history.last() {
        Some(last) => account::full_name(&snapshot, &last.by, last.event).await?,
        None => String::new(),
    };
    drop(snapshot);
    let figures = |stored: &store::StoredSheet| {
        let read = read(stored).map(|(_, figures)| figures);
        read.ok_or_else(|| StoreError::Damaged(format!("figure sheet {}", edited.key.text())))
    };
    let base = history.iter().find(|stored| stored.number == seen);
    let base = base.map(figures).transpose()?.unwrap_or_default();
    let last = history.last();
    let at = last.map(|stored| Instant(stored.at).vn());
    let at = at.unwrap_or_default();
    let state = view.state.as_ref();
    let clash = |code: &FigureCode| {
        let cell = name(&edited.agency, &code.code);
        let (mine, open) = mine(view, edited, code, &base, typed)?;
        let print = |figures: &Figures| {
            let figure = figures.0.get(&code.code);
            figure.map_or_else(String::new, |figure| shown(figure, code, &ask.unit))
        };
        let agency = state.name_on(&edited.agency, ask.window().last_day());
        Some(Clash {
            cell,
            label: format!("{agency}: {}", code.name),
            base: print(&base),
            theirs: print(&edited.figures),
            mine,
            open,
            by: by.clone(),
            at: at.clone(),
        })
    };
    let codes = state.catalogue.figures().filter(|code| enterable(code));
    Ok(codes.filter_map(clash).collect())
}

/// What was typed in a cell that the other changed, and whether both changed it; `None` where nothing is to be
/// chosen.
fn mine(
    view: &View,
    edited: &Edited,
    code: &FigureCode,
    base: &Figures,
    typed: &Typed,
) -> Option<(String, bool)> {
    let (before, theirs) = (base.0.get(&code.code), edited.figures.0.get(&code.code));
    if same(before, theirs) {
        return None;
    }
    let text = typed.cells.get(&name(&edited.agency, &code.code))?;
    let read = cells::read(&view.state, &edited.key, code, &typed.unit, text);
    let figure = read.figure.as_ref();
    if read.fault.is_none() && same(figure, theirs) {
        return None;
    }
    let touched = read.fault.is_some() || !same(figure, before);
    Some((text.clone(), touched))
}
