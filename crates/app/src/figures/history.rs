//! Every revision of one value: what it was, who told it, when, why, from which row of which file.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::figures::print;
use thidua_domain::time::Instant;
use thidua_store::figures as sheets;

use super::balance::PERMISSION;
use crate::bundle::whence;
use crate::state::View;
use crate::state::build::read;
use crate::{App, AppError, State, account};

/// Marks, where a revision's place would name a sheet, the office that typed it for another.
pub(crate) const ON_BEHALF: &str = "nhap-thay:";

/// One revision of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryLine {
    /// Revision number, from 1.
    pub number: i64,
    /// The value, printed with its unit.
    pub printed: String,
    /// As printed in the source.
    pub raw: Option<String>,
    /// Who stored it.
    pub by: String,
    /// When, shown in Vietnam's time.
    pub at: String,
    /// Why, where a reason was asked for.
    pub reason: Option<String>,
    /// The explanation that stands beside the value.
    pub note: Option<String>,
    /// Number of the audit event.
    pub event: i64,
    /// Whether it counts; else it waits, or waited, for approval.
    pub approved: bool,
    /// File, sheet and row it was read from.
    pub place: String,
}

/// The history of one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueHistory {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Code of the agency.
    pub agency: String,
    /// Name of the agency.
    pub agency_name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of the document, where the source is one.
    pub document: Option<String>,
    /// The source as cited.
    pub source: String,
    /// Oldest first.
    pub revisions: Vec<HistoryLine>,
}

/// The history of a value of a sheet.
pub async fn history(
    app: &App,
    view: &View,
    sheet: &str,
    code: &str,
) -> Result<ValueHistory, AppError> {
    let snapshot = app.db().read().await?;
    let stored = sheets::history(&snapshot, sheet).await?;
    let mut names = BTreeMap::new();
    for revision in &stored {
        if !names.contains_key(&revision.by) {
            let name = account::full_name(&snapshot, &revision.by, revision.event).await?;
            names.insert(revision.by.clone(), name);
        }
    }
    drop(snapshot);
    let (first, _) = stored.first().and_then(read).ok_or(AppError::NotFound)?;
    match &first.person {
        Some(person) => view.permit_person(Permission::ViewPeople, person)?,
        None => view.permit_agency(PERMISSION, &first.subject)?,
    }
    let state = view.state.as_ref();
    let declared = state.catalogue.figure(code).ok_or(AppError::NotFound)?;
    let line = |sheet: &sheets::StoredSheet| {
        let (_, figures) = read(sheet)?;
        let figure = figures.0.get(code)?;
        let unit = figure.unit.as_deref().unwrap_or(&declared.unit);
        let word = state.catalogue.labels.word("don_vi_tinh", unit);
        let value = figure
            .value
            .map(|value| print::vietnamese(value, declared.measure, unit, figure.precision));
        Some(HistoryLine {
            number: sheet.number,
            printed: value
                .map(|value| format!("{value} {word}"))
                .unwrap_or_default(),
            raw: figure.raw.clone(),
            by: names.get(&sheet.by).unwrap_or(&sheet.by).clone(),
            at: Instant(sheet.at).vn(),
            reason: sheet.reason.clone(),
            note: figure.note.clone(),
            event: sheet.event,
            approved: sheet.approved,
            place: place(state, (&sheet.place, code), view.today),
        })
    };
    // A revision of the sheet that left this value as it was says nothing of it.
    let mut before = None;
    let tells = |sheet: &&sheets::StoredSheet| {
        let now = read(sheet).and_then(|(_, figures)| figures.0.get(code).cloned());
        let now = now.map(|figure| (figure, sheet.approved));
        let changed = now != before;
        before = now;
        changed
    };
    let revisions: Vec<HistoryLine> = stored.iter().filter(tells).filter_map(line).collect();
    if revisions.is_empty() {
        return Err(AppError::NotFound);
    }
    let source = first.source.clone().unwrap_or_default();
    Ok(ValueHistory {
        code: code.to_owned(),
        name: declared.name.clone(),
        agency_name: state.name_on(&first.subject, first.window().last_day()),
        year: first.year.0,
        month: first.month,
        document: state
            .documents
            .contains_key(&source)
            .then(|| source.clone()),
        source: state.cited(&source),
        agency: first.subject,
        revisions,
    })
}

/// Where a value of a revision was read from, in words.
fn place(state: &State, (place, code): (&sheets::Place, &str), today: Date) -> String {
    // What was typed on a page came from no file.
    let Some(file) = place.file.as_deref().filter(|file| !file.is_empty()) else {
        let page = "trang «Nhập số liệu»";
        let sheet = place.sheet.as_deref();
        return match sheet.and_then(|sheet| sheet.strip_prefix(ON_BEHALF)) {
            Some(office) => format!("{page}, {} nhập thay", state.name_on(office, today)),
            None => page.to_owned(),
        };
    };
    let cell = place.cell(code);
    whence::words(file, place.sheet.as_deref(), place.line, cell.as_deref())
}
