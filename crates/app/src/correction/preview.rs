//! What a correction would touch, before it is stored: the figures of a grid, of an import, or those that wait.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use thidua_domain::closing::PeriodKey;
use thidua_domain::correction::{Place, changes};
use thidua_domain::figures::{Figures, SheetKey};

use super::layer::{Layer, seen};
use super::show::{FigureRow, in_order, row};
use super::touch::{Counts, Scene, Touched, touched};
use crate::figures::entry::{AskEntry, Typed, typed_sheets};
use crate::{App, AppError, View};

/// Agencies whose corrections are looked at in one preview; a file of the nation corrects hundreds.
const MOST: usize = 12;

/// What a correction of one agency's figures would touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// The figures.
    pub figures: Vec<FigureRow>,
    /// What they touch.
    pub touched: Touched,
    /// How much that is.
    pub counts: Counts,
    /// The same in words.
    pub words: String,
}

/// What corrections of several agencies would touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Previews {
    /// Agency by agency.
    pub agencies: Vec<Preview>,
    /// Agencies beyond these.
    pub more: usize,
}

/// What the figures that wait in a period would touch once they are approved: nothing where they correct none that counts.
///
/// # Errors
/// As [`super::correction`].
pub async fn of_waiting(app: &App, view: &View, key: &PeriodKey) -> Result<Previews, AppError> {
    view.permit_agency(super::PERMISSION, &key.agency)?;
    let waiting = view.state.closing.waiting(key);
    // An officer's figures are read when asked for; what waits of them is not at hand here.
    let sheets = waiting
        .filter(|sheet| sheet.key.person.is_none())
        .map(|sheet| (sheet.key.clone(), sheet.figures.clone()));
    of_sheets(app, view, sheets.collect()).await
}

/// What the typed figures would touch once they count: nothing where they correct none that counts.
///
/// # Errors
/// As [`crate::figures::entry::entry`].
pub async fn of_entry(
    app: &App,
    view: &View,
    ask: &AskEntry,
    typed: &Typed,
) -> Result<Previews, AppError> {
    let sheets = typed_sheets(view, ask, typed)?;
    of_sheets(app, view, sheets).await
}

/// What sheets would touch if they took the place of the stored ones, agency by agency; and how many agencies more there
/// are. Sheets that correct nothing touch nothing.
pub(crate) async fn of_sheets(
    app: &App,
    view: &View,
    sheets: Vec<(SheetKey, Figures)>,
) -> Result<Previews, AppError> {
    let state = view.state.as_ref();
    let mut layer = Layer::default();
    let mut by_agency: BTreeMap<String, BTreeSet<Place>> = BTreeMap::new();
    for (key, figures) in sheets {
        if state.org.find(&key.subject).is_none() || key.person.is_some() {
            continue;
        }
        let places = by_agency.entry(key.subject.clone()).or_default();
        places.insert(Place::of(&key));
        layer.put(key, i32::MAX, figures);
    }
    let after = Arc::new(layer.over(state, &state.figures));
    let (before, after) = (view.clone(), seen(view, after));
    let mut found = Previews::default();
    let mut snapshot = None;
    for (agency, places) in &by_agency {
        let changed = changes(&before.state.figures, &after.state.figures, places);
        if !changed.iter().any(|change| change.before.is_some()) {
            continue;
        }
        if found.agencies.len() == MOST {
            found.more += 1;
            continue;
        }
        let scene = Scene {
            before: &before,
            after: &after,
            agency,
            changes: &changed,
        };
        let mut touched = touched(&scene);
        if snapshot.is_none() {
            snapshot = Some(app.db().read().await?);
        }
        if let Some(snapshot) = &snapshot {
            touched.papers = super::papers::touched(snapshot, &scene, None).await?;
        }
        let figures = changed
            .iter()
            .map(|change| row(state, agency, change, String::new()));
        let mut figures: Vec<FigureRow> = figures.collect();
        in_order(state, &mut figures);
        let counts = touched.counts(figures.len());
        found.agencies.push(Preview {
            agency: agency.clone(),
            name: state.name_on(agency, view.today),
            words: counts.words(),
            figures,
            touched,
            counts,
        });
    }
    Ok(found)
}
