//! The records of an agency as they were entered, line by line: where a page shows only their sum.

use serde::Serialize;
use thidua_domain::time::Instant;
use thidua_store::records;

use super::find::{kind_of, values_of};
use super::{history, reach, words};
use crate::state::build::owner;
use crate::{App, AppError, View};

/// Records of one page.
pub const PER_PAGE: i64 = 50;

/// One record in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Identity.
    pub record: i64,
    /// What tells it from others.
    pub line: String,
    /// Who stored its newest revision.
    pub by: String,
    /// When, shown in Vietnam's time.
    pub at: String,
    /// Whether the reader may change it.
    pub writes: bool,
}

/// A page of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    /// Kind: the name of the sheet.
    pub kind: &'static str,
    /// What the kind is called.
    pub title: &'static str,
    /// What one of it is called.
    pub noun: &'static str,
    /// Records, changed last first.
    pub rows: Vec<Row>,
    /// Whether more follow.
    pub more: bool,
}

/// The records of an agency, changed last first; pages count from 1.
pub async fn list(
    app: &App,
    view: &View,
    kind: &str,
    agency: &str,
    page: i64,
) -> Result<List, AppError> {
    let kind = kind_of(kind)?;
    let name = kind.def.name;
    let column = owner(name).ok_or(AppError::NotFound)?;
    let mut row = thidua_domain::bundle::Values::default();
    row.set(column, agency);
    if name == "nhan-su" {
        view.permit_agency(crate::people::PERMISSION, agency)?;
    } else {
        reach::permit_read(view, name, &row)?;
    }
    let snapshot = app.db().read().await?;
    let owned = view.state.owned.get(name);
    let owned = owned.and_then(|owned| owned.get(agency));
    let owned = owned.map(Vec::as_slice).unwrap_or_default();
    let from = page.saturating_sub(1).max(0).saturating_mul(PER_PAGE);
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let most = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let rest = owned.get(from..).unwrap_or_default();
    let ids: Vec<i64> = rest.iter().take(most).map(|(_, id)| *id).collect();
    let found = records::standing(&snapshot, &ids).await?;
    let mut people = history::names(&snapshot).await?;
    let more = rest.len() > most;
    let mut rows = Vec::new();
    for record in found {
        let values = values_of(&record)?;
        rows.push(Row {
            record: record.id,
            line: words::line(view, kind, &values),
            by: history::teller(&snapshot, &mut people, &record).await?,
            at: Instant(record.at).vn(),
            writes: reach::writes(view, name, &values),
        });
    }
    Ok(List {
        kind: name,
        title: kind.def.title,
        noun: kind.noun,
        rows,
        more,
    })
}
