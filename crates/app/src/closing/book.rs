//! What the state knows of periods: those in which somebody typed, the decisions, and the figures that wait.
//!
//! What was loaded or signed leaves nothing here: the book is as large as what was approved in the product, the
//! figures in it as many as wait.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::closing::{PERIODS, Period, PeriodKey, REGULATIONS, Regulation, Rules, Sheets};
use thidua_domain::figures::{Figures, SheetKey, Table};
use thidua_store::figures::StoredSheet;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError, waiting};

use crate::figures::entry::stored_figures;
use crate::state::build::read;
use crate::{AppError, State};

/// A period with the revision of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The period.
    pub period: Period,
    /// Number of its record's newest revision.
    pub revision: i64,
}

/// A sheet whose newest figures wait for approval.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) key: SheetKey,
    pub(crate) figures: Figures,
    pub(crate) revision: i32,
    pub(crate) event: i64,
}

/// Periods, decisions, and what waits.
#[derive(Clone, Debug, Default)]
pub struct Book {
    periods: BTreeMap<PeriodKey, Held>,
    rules: Rules,
    waiting: BTreeMap<PeriodKey, BTreeMap<String, Waiting>>,
    /// In which period a sheet waits.
    places: HashMap<String, PeriodKey>,
}

impl Book {
    /// What was decided.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// A period in which something happened.
    pub fn period(&self, key: &PeriodKey) -> Option<&Held> {
        self.periods.get(key)
    }

    /// Every period in which something happened.
    pub fn periods(&self) -> impl Iterator<Item = &Held> {
        self.periods.values()
    }

    /// Whether nothing waits anywhere.
    pub fn is_settled(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The periods in which figures wait.
    pub fn unsettled(&self) -> impl Iterator<Item = &PeriodKey> {
        self.waiting.keys()
    }

    /// The sheets that wait in a period.
    pub(crate) fn waiting(&self, key: &PeriodKey) -> impl Iterator<Item = &Waiting> {
        self.waiting.get(key).into_iter().flat_map(BTreeMap::values)
    }

    /// Whether a sheet of figures, by its key as text, waits for approval.
    pub fn waits(&self, sheet: &str) -> bool {
        self.places.contains_key(sheet)
    }

    /// Number of the event that last stored figures that wait in a period; 0: none waits.
    pub fn stamp(&self, key: &PeriodKey) -> i64 {
        self.waiting(key)
            .map(|sheet| sheet.event)
            .max()
            .unwrap_or(0)
    }

    /// What a period's sheets hold; `told`: whether there are figures of it or below it.
    pub fn sheets(&self, key: &PeriodKey, told: bool) -> Sheets {
        let waiting = self.waiting.contains_key(key);
        Sheets { waiting, told }
    }

    fn take(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        if record.kind == PERIODS {
            let period = Period::from_row(&row).ok_or_else(damaged)?;
            let revision = record.number;
            self.periods
                .insert(period.key.clone(), Held { period, revision });
        } else if record.kind == REGULATIONS {
            let rule = Regulation::from_row(&row).ok_or_else(damaged)?;
            self.rules.put(rule, record.number);
        }
        Ok(())
    }

    fn wait(&mut self, stored: &StoredSheet) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("figure sheet {}", stored.key.key));
        let (key, figures) = read(stored).ok_or_else(damaged)?;
        let period = PeriodKey {
            agency: key.subject.clone(),
            window: key.window(),
            scope: key.frame.scope.clone(),
        };
        let text = key.text();
        self.places.insert(text.clone(), period.clone());
        let sheet = Waiting {
            // An officer's are read when asked for.
            figures: if key.person.is_some() {
                Figures::default()
            } else {
                figures
            },
            key,
            revision: i32::try_from(stored.number).unwrap_or(i32::MAX),
            event: stored.event,
        };
        self.waiting.entry(period).or_default().insert(text, sheet);
        Ok(())
    }

    fn settle(&mut self, sheet: &str) {
        let Some(period) = self.places.remove(sheet) else {
            return;
        };
        if let Some(sheets) = self.waiting.get_mut(&period) {
            sheets.remove(sheet);
            if sheets.is_empty() {
                self.waiting.remove(&period);
            }
        }
    }
}

/// Brings the book up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let mut changed = Vec::new();
    if since < 0 {
        for kind in [PERIODS, REGULATIONS] {
            changed.extend(records::all(snapshot, Some(kind)).await?);
        }
    } else {
        let ours = |record: &StoredRecord| [PERIODS, REGULATIONS].contains(&record.kind.as_str());
        let all = records::changed_since(snapshot, since).await?;
        changed.extend(all.into_iter().filter(ours));
    }
    let waits = waiting::waiting(snapshot, since).await?;
    let settled = if since < 0 || state.closing.is_settled() {
        Vec::new()
    } else {
        waiting::settled(snapshot, since).await?
    };
    // What waits lies over the approved figures, which may be others now.
    state.latest = Arc::default();
    if changed.is_empty() && waits.is_empty() && settled.is_empty() {
        return Ok(());
    }
    let book = Arc::make_mut(&mut state.closing);
    for record in &changed {
        book.take(record)?;
    }
    for sheet in &settled {
        book.settle(sheet);
    }
    for sheet in &waits {
        book.wait(sheet)?;
    }
    Ok(())
}

/// The figures with those that wait: only the places where some wait are laid over the approved ones.
pub(crate) fn overlay(state: &State) -> Arc<Table> {
    if state.closing.is_settled() {
        return state.figures.clone();
    }
    let mut table = Table::over(state.figures.clone());
    for sheets in state.closing.waiting.values() {
        for sheet in sheets.values().filter(|sheet| sheet.key.person.is_none()) {
            let key = &sheet.key;
            let beside = state
                .figures
                .sheets(&key.subject, key.window(), &key.frame)
                .filter(|other| !sheets.contains_key(&other.key.text()));
            for other in beside {
                let owned = other.key.owned();
                let figures = stored_figures(&state.figures, &owned);
                table.put(owned, other.revision, &figures, other.dated);
            }
            let paper = key.source.as_ref();
            let paper = paper.and_then(|code| state.documents.get(code));
            let dated = paper.and_then(|paper| paper.date);
            table.put(key.clone(), sheet.revision, &sheet.figures, dated);
        }
    }
    Arc::new(table)
}
