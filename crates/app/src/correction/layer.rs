//! Sheets laid over a table: what stood, or would stand, in some places.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thidua_domain::correction::Place;
use thidua_domain::figures::{Figures, SheetKey, Table};
use thidua_store::StoreError;
use thidua_store::figures::StoredSheet;

use crate::figures::entry::stored_figures;
use crate::state::build::read;
use crate::{AppError, State, View};

/// Sheets by their keys as text; `None`: the sheet does not stand.
#[derive(Debug, Default)]
pub(super) struct Layer(BTreeMap<String, (SheetKey, Option<(i32, Figures)>)>);

impl Layer {
    /// A sheet as it would stand.
    pub(super) fn put(&mut self, key: SheetKey, revision: i32, figures: Figures) {
        self.0.insert(key.text(), (key, Some((revision, figures))));
    }

    /// The places of its sheets.
    pub(super) fn places(&self) -> BTreeSet<Place> {
        self.0.values().map(|(key, _)| Place::of(key)).collect()
    }

    /// The table with these sheets in their places; what else stands there stays.
    pub(super) fn over(&self, state: &State, base: &Arc<Table>) -> Table {
        let mut table = Table::over(base.clone());
        for place in self.places() {
            let beside = base.sheets(&place.subject, place.window, &place.frame);
            for sheet in beside.filter(|sheet| !self.0.contains_key(&sheet.key.text())) {
                let key = sheet.key.owned();
                let figures = stored_figures(base, &key);
                table.put(key, sheet.revision, &figures, sheet.dated);
            }
        }
        for (key, stands) in self.0.values() {
            let (revision, figures) = match stands {
                Some((revision, figures)) => (*revision, figures.clone()),
                // A sheet without figures: the place is known to hold nothing, and the table under it is not asked.
                None => (0, Figures::default()),
            };
            table.put(key.clone(), revision, &figures, dated(state, key));
        }
        table
    }
}

fn dated(state: &State, key: &SheetKey) -> Option<thidua_domain::time::PartialDate> {
    let paper = key
        .source
        .as_ref()
        .and_then(|code| state.documents.get(code));
    paper.and_then(|paper| paper.date)
}

/// A stored revision that counted, as the domain reads it.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) key: SheetKey,
    pub(super) number: i64,
    pub(super) figures: Figures,
    /// Event since which it counts.
    pub(super) since: i64,
    /// Event that stored it.
    pub(super) event: i64,
    pub(super) by: String,
    pub(super) at: i64,
    pub(super) reason: Option<String>,
}

/// Revisions as the store found them.
pub(super) fn counted(stored: &[StoredSheet]) -> Result<Vec<Counted>, AppError> {
    let one = |sheet: &StoredSheet| {
        let damaged = || StoreError::Damaged(format!("figure sheet {}", sheet.key.key));
        let (key, figures) = read(sheet).ok_or_else(damaged)?;
        Ok(Counted {
            key,
            number: sheet.number,
            figures,
            since: sheet.counted,
            event: sheet.event,
            by: sheet.by.clone(),
            at: sheet.at,
            reason: sheet.reason.clone(),
        })
    };
    stored.iter().map(one).collect()
}

/// The sheets as they stood after an event, which `until` names for each place: of every sheet the newest revision that
/// counted by then.
pub(super) fn as_of(all: &[Counted], until: impl Fn(&Place) -> i64) -> Layer {
    let mut layer = Layer::default();
    for revision in all {
        let stood = revision.since <= until(&Place::of(&revision.key));
        let text = revision.key.text();
        if stood {
            let number = i32::try_from(revision.number).unwrap_or(i32::MAX);
            let stands = Some((number, revision.figures.clone()));
            layer.0.insert(text, (revision.key.clone(), stands));
        } else {
            layer.0.entry(text).or_insert((revision.key.clone(), None));
        }
    }
    layer
}

/// The table with one figure of a place as another value: what answers would tell, had it not been corrected.
pub(crate) fn replaced(state: &State, place: &Place, code: &str, value: i64) -> Table {
    let base = &state.figures;
    let mut layer = Layer::default();
    for sheet in base.sheets(&place.subject, place.window, &place.frame) {
        let key = sheet.key.owned();
        let mut figures = stored_figures(base, &key);
        if let Some(figure) = figures.0.get_mut(code) {
            figure.value = Some(value);
        }
        layer.put(key, sheet.revision, figures);
    }
    layer.over(state, base)
}

/// The same view of other figures.
pub(crate) fn seen(view: &View, table: Arc<Table>) -> View {
    let state = State {
        figures: table,
        latest: Arc::default(),
        ..State::clone(&view.state)
    };
    View {
        state: Arc::new(state),
        ..view.clone()
    }
}
