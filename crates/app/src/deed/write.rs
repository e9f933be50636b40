//! Storing what people tell of themselves and of their unit: what was typed becomes rows of the one write path, in the
//! name of the office, after it was decided who may.

use thidua_domain::access::{Actor, Grant, Permission, Role};
use thidua_domain::bundle::{Cell, Fault, Place, Severity, SheetDef, Values, row};

use crate::access::Caller;
use crate::bundle::{self, ByKey, Options, Told};
use crate::record::refusal;
use crate::{App, AppError, View};

/// What was typed: ids of columns and texts.
pub type Typed = [(String, String)];

/// A stored row.
pub(crate) struct Stored {
    /// As it stands.
    pub(crate) values: Values,
    /// Its newest revision.
    pub(crate) seen: i64,
}

/// A row that stands; one that was taken away is not there.
pub(crate) async fn stored(app: &App, sheet: &str, key: &str) -> Result<Stored, AppError> {
    let snapshot = app.db().read().await?;
    let found = thidua_store::records::find(&snapshot, sheet, key).await?;
    let found = found.filter(|found| !found.removed);
    let found = found.ok_or(AppError::NotFound)?;
    let values = Values::from_canonical(found.content.as_str()).ok_or(AppError::NotFound)?;
    Ok(Stored {
        values,
        seen: found.number,
    })
}

/// What was typed, by the columns of a sheet that are asked for.
///
/// # Errors
/// [`AppError::Faulty`] with everything that cannot be read.
pub(crate) fn read(
    def: &'static SheetDef,
    asked: &[&str],
    typed: &Typed,
) -> Result<Values, AppError> {
    let place = Place {
        sheet: def.name,
        row: 1,
    };
    let told = typed.iter().filter(|(id, _)| asked.contains(&id.as_str()));
    let cells: Vec<_> = told
        .filter(|(_, text)| !text.trim().is_empty())
        .filter_map(|(id, text)| Some((def.column(id)?, Cell::Text(text.clone()))))
        .collect();
    let cells = cells.iter().map(|(column, cell)| (*column, cell));
    let mut faults: Vec<Fault> = Vec::new();
    let values = row(def, place, cells, &mut faults);
    let asks = |heading: &str| {
        let column = def.columns.iter().find(|column| column.heading == heading);
        column.is_none_or(|column| asked.contains(&column.id))
    };
    faults.retain(|fault| fault.severity == Severity::Error && asks(&fault.column));
    match faults.is_empty() {
        true => Ok(values),
        false => Err(AppError::Faulty(faults)),
    }
}

/// Whether the actor keeps the log of an agency: writes for it, or answers for it as its head.
pub fn keeps(view: &View, agency: &str) -> bool {
    [Permission::LoadData, Permission::ApproveFigures]
        .into_iter()
        .any(|permission| view.permit_agency(permission, agency).is_ok())
}

/// Refuses who does not keep the log of an agency, as if what is asked were not there.
pub(crate) fn permit_keeper(view: &View, agency: &str) -> Result<(), AppError> {
    keeps(view, agency).then_some(()).ok_or(AppError::NotFound)
}

/// Who stores it: what may be done was decided before; the agencies are named so that the one write path lets exactly
/// these rows pass.
fn as_office(by: &Caller, agencies: &[&str]) -> Actor {
    let mut actor = by.actor.clone();
    let grants = agencies.iter().map(|agency| Grant {
        role: Role::Officer,
        agency: (*agency).to_owned(),
        from: None,
        to: None,
    });
    actor.grants.extend(grants);
    actor
}

/// Rows to be stored together, each with the revision it follows: 0 where there is none.
#[derive(Default)]
pub(crate) struct Rows {
    told: Vec<(&'static SheetDef, Values)>,
    expected: ByKey<i64>,
}

impl Rows {
    /// One row.
    pub(crate) fn one(def: &'static SheetDef, values: Values, seen: i64) -> Self {
        let mut rows = Self::default();
        rows.add(def, values, seen);
        rows
    }

    /// One row more.
    pub(crate) fn add(&mut self, def: &'static SheetDef, values: Values, seen: i64) {
        self.expected.set(def.name, values.key(def), seen);
        self.told.push((def, values));
    }
}

/// Stores rows under one command; `agencies`: those whose rows they are.
///
/// # Errors
/// [`AppError::Faulty`] or [`AppError::Refused`] with what the checks of every bundle say, [`AppError::Stale`] where
/// somebody was faster.
pub(crate) async fn store(
    app: &App,
    by: &Caller,
    agencies: &[&str],
    rows: Rows,
    (reason, command): (String, &'static str),
) -> Result<(), AppError> {
    let subject = rows.told.first().map_or_else(String::new, |(def, values)| {
        let of = values.get("ma").or(values.get("ma_co_quan"));
        format!("{} {}", def.name, of.unwrap_or_default())
    });
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected: rows.expected,
        replace: true,
        deed: Some(bundle::Deed {
            command,
            subject,
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = rows.told.into_iter().zip(1_u32..);
    let told = told.map(|((def, values), number)| Told {
        def,
        number,
        values,
    });
    let actor = as_office(by, agencies);
    let loaded = bundle::store(app, &actor, told.collect(), Vec::new(), &options).await?;
    match loaded.refused() {
        true => Err(refusal(&loaded)),
        false => Ok(()),
    }
}
