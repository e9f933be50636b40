//! Papers that were issued: recorded with number, day and signer, the file as it was and every number it rested on, so
//! that a later correction finds it. Nothing of it changes afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::correction::{ISSUED, Place, Used};
pub use thidua_domain::correction::{Issued, Kind};
use thidua_domain::time::{Window, vn};
use thidua_files::paper::Form;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError, attachment};

use super::PERMISSION;
use super::papers::{NAMED, numbers};
use crate::report::Printed;
use crate::{App, AppError, State, View};

/// The issued papers by agency, each by the key of its record.
#[derive(Clone, Debug, Default)]
pub(crate) struct IssuedBook(BTreeMap<String, BTreeMap<String, Issued>>);

impl IssuedBook {
    pub(crate) fn of(&self, agency: &str) -> impl Iterator<Item = &Issued> {
        self.0.get(agency).into_iter().flat_map(BTreeMap::values)
    }

    fn take(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        let paper = Issued::from_row(&row).ok_or_else(damaged)?;
        let own = self.0.entry(paper.agency.clone()).or_default();
        if record.removed {
            own.remove(&record.key);
        } else {
            own.insert(record.key.clone(), paper);
        }
        Ok(())
    }
}

/// Brings the book up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let changed = if since < 0 {
        records::all(snapshot, Some(ISSUED)).await?
    } else {
        let all = records::changed_since(snapshot, since).await?;
        all.into_iter()
            .filter(|record| record.kind == ISSUED)
            .collect()
    };
    if changed.is_empty() {
        return Ok(());
    }
    let book = Arc::make_mut(&mut state.issued);
    for record in &changed {
        book.take(record)?;
    }
    Ok(())
}

/// An issued paper in the list of its agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Papers {
    /// Key of its record.
    pub key: String,
    /// What paper it is.
    pub what: &'static str,
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `8 tháng năm 2021`.
    pub period: String,
    /// Number and symbol.
    pub symbol: String,
    /// Day of issue, `03/06/2021`.
    pub on: String,
    /// Who signed.
    pub signer: Option<String>,
    /// Newest event of the data it was made from.
    pub version: i64,
    /// SHA-256 of the file.
    pub file: String,
    /// How many figures it rests on.
    pub figures: usize,
    /// The numbers that are others now: name, as the paper tells them, as they are.
    pub corrected: Vec<(String, String, String)>,
    /// How many they are in all.
    pub count: usize,
}

/// The issued papers of an agency, the newest first, each with the numbers that were corrected since.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not in reach.
pub async fn papers(app: &App, view: &View, agency: &str) -> Result<Vec<Papers>, AppError> {
    issued_since(app, view, agency, Date::MIN).await
}

/// Those issued from a day on that tell numbers which were corrected since.
///
/// # Errors
/// As [`papers`].
pub(crate) async fn stale(
    app: &App,
    view: &View,
    agency: &str,
    since: Date,
) -> Result<Vec<Papers>, AppError> {
    let all = issued_since(app, view, agency, since).await?.into_iter();
    Ok(all.filter(|paper| paper.count > 0).collect())
}

async fn issued_since(
    app: &App,
    view: &View,
    agency: &str,
    since: Date,
) -> Result<Vec<Papers>, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let state = view.state.as_ref();
    let of_agency = state.issued.of(agency).filter(|paper| paper.on >= since);
    let mut all: Vec<&Issued> = of_agency.collect();
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let snapshot = app.db().read().await?;
    all.sort_by(|one, other| (other.on, &other.symbol).cmp(&(one.on, &one.symbol)));
    let mut lines = Vec::new();
    for paper in all {
        let used = read(&snapshot, paper).await?;
        let mut corrected = corrected(state, &used);
        let count = corrected.len();
        corrected.truncate(NAMED);
        lines.push(Papers {
            key: paper.key(),
            what: paper.kind.name(),
            window: (paper.window.year.0, paper.window.month),
            period: paper.period(),
            symbol: paper.symbol.clone(),
            on: vn(paper.on),
            signer: paper.signer.clone(),
            version: paper.version,
            file: paper.file.clone(),
            figures: used.0.iter().map(|used| used.values.len()).sum(),
            corrected,
            count,
        });
    }
    Ok(lines)
}

/// The papers an agency issued about some months, without a look at their figures.
pub fn issued<'a>(state: &'a State, agency: &str, window: Window, scope: &str) -> Vec<&'a Issued> {
    let of = state.issued.of(agency);
    of.filter(|paper| paper.window == window && paper.scope == scope)
        .collect()
}

/// The figures a paper rested on.
pub(crate) async fn read<S: Snapshot>(snapshot: &S, paper: &Issued) -> Result<Used, AppError> {
    let bytes = attachment::bytes(snapshot, &paper.figures).await?;
    let used = serde_json::from_slice(&bytes);
    Ok(used.map_err(|_| StoreError::Damaged(format!("figures of {}", paper.key())))?)
}

/// A number of a paper that answers tell otherwise now.
#[derive(Clone, Debug)]
pub(crate) struct Otherwise {
    /// Where it stands.
    pub(crate) place: Place,
    /// Figure code.
    pub(crate) code: String,
    /// As the paper took it.
    pub(crate) was: i64,
    /// What it is called, as the paper tells it, as it is.
    pub(crate) words: (String, String, String),
}

/// The numbers a paper tells that answers tell otherwise now.
pub(crate) fn otherwise(state: &State, used: &Used) -> Vec<Otherwise> {
    let mut found = Vec::new();
    let mut told: BTreeSet<(Place, &str)> = BTreeSet::new();
    for (sheet, code, was) in used.0.iter().flat_map(|used| {
        used.values
            .iter()
            .map(|(code, was)| (&used.sheet, code, *was))
    }) {
        let place = Place::of(sheet);
        // What an alternative source told is no number of the paper's own.
        if !told.insert((place.clone(), code)) {
            continue;
        }
        let now = {
            let figures = &state.figures;
            let mut told = figures.tellings(&place.subject, place.window, &place.frame, code);
            told.find_map(|cell| cell.value)
        };
        if now == Some(was) {
            continue;
        }
        found.push(Otherwise {
            words: numbers(state, &place, code, (Some(was), now)),
            place,
            code: code.clone(),
            was,
        });
    }
    found
}

fn corrected(state: &State, used: &Used) -> Vec<(String, String, String)> {
    let found = otherwise(state, used).into_iter();
    found.map(|one| one.words).collect()
}

/// The file of an issued paper, as it was issued.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such paper of the agency, or it is not in reach.
pub async fn file_of(
    app: &App,
    view: &View,
    agency: &str,
    file: &str,
) -> Result<Printed, AppError> {
    super::show::prints(view, agency)?;
    let paper = view
        .state
        .issued
        .of(agency)
        .find(|paper| paper.file == file);
    let paper = paper.ok_or(AppError::NotFound)?;
    let snapshot = app.db().read().await?;
    let bytes = attachment::bytes(&snapshot, &paper.file).await?;
    Ok(Printed {
        name: format!("{}_{agency}_{}.docx", paper.kind.code(), paper.on),
        media_type: Form::Docx.media_type(),
        bytes,
    })
}
