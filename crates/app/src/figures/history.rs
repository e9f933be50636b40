//! Every revision of one value: what it was, who told it, when, why, from which row of which file.

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::figures::print;
use thidua_domain::time::Instant;
use thidua_store::figures as sheets;

use super::balance::PERMISSION;
use crate::state::View;
use crate::state::build::read;
use crate::{App, AppError};

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
    /// Number of the audit event.
    pub event: i64,
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
            by: sheet.by.clone(),
            at: Instant(sheet.at).vn(),
            reason: sheet.reason.clone(),
            event: sheet.event,
            place: place(&sheet.place),
        })
    };
    let revisions: Vec<HistoryLine> = stored.iter().filter_map(line).collect();
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

/// Where a revision was read from, in words.
fn place(place: &sheets::Place) -> String {
    // What was typed on a page came from no file.
    if place.file.as_deref().is_none_or(str::is_empty) {
        return "trang «Nhập số liệu»".to_owned();
    }
    let parts = [
        place
            .file
            .as_ref()
            .map(|file| format!("bộ số liệu «{file}»")),
        place.sheet.as_ref().map(|sheet| format!("trang «{sheet}»")),
        place.line.map(|line| format!("dòng {line}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
