//! Daily entry: a grid of one unit's days or of one day's units, stored through the one write path as one event.

mod sheet;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::bundle::Severity;
use thidua_domain::text::number;

use self::sheet::Sheet;
use crate::access::Caller;
use crate::bundle::{self, Deed, Options};
use crate::{App, AppError, View};

/// What entering asks for.
pub const WRITES: Permission = Permission::EnterFigures;

/// How often a write is tried again when somebody else wrote meanwhile.
const TRIES: usize = 5;

/// What is to be entered.
#[derive(Clone, Debug, Default)]
pub struct AskEntry {
    /// Code of the campaign.
    pub code: String,
    /// One unit over all days; `None`: all units of one day, where the actor enters for several.
    pub agency: Option<String>,
    /// The day of all units; `None`: today, or the campaign's last day.
    pub day: Option<Date>,
    /// Unit of money; of `dong nghin_dong trieu_dong ty_dong`, else triệu đồng.
    pub unit: Option<String>,
}

/// What was typed: cells are named `agency/day/code`.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The texts of the cells.
    pub cells: BTreeMap<String, String>,
    /// What each cell held when the page was opened, base unit; empty: nothing.
    pub seen: BTreeMap<String, String>,
}

/// A figure of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridColumn {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Unit in which it is typed.
    pub unit: String,
}

/// A cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridCell {
    /// `agency/day/code`.
    pub name: String,
    /// What it holds, for those who do not see the table.
    pub label: String,
    /// As typed, else as stored.
    pub text: String,
    /// As stored, in the unit of the column.
    pub stored: String,
    /// As stored, base unit; empty: nothing.
    pub seen: String,
    /// What is wrong.
    pub fault: Option<String>,
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// The day, or the unit's name.
    pub label: String,
    /// `CN`, `T7` … or nothing; of days off.
    pub rests: bool,
    /// The cells, in the order of the columns.
    pub cells: Vec<GridCell>,
}

/// The grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Code of the campaign.
    pub code: String,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The unit of a grid of days.
    pub agency: Option<String>,
    /// Its name.
    pub agency_name: Option<String>,
    /// The day of a grid of units.
    pub day: Option<String>,
    /// Units the actor may enter for: code, name.
    pub choices: Vec<(String, String)>,
    /// Unit of money.
    pub unit: String,
    /// Columns.
    pub columns: Vec<GridColumn>,
    /// Rows.
    pub rows: Vec<GridRow>,
    /// Why nothing was stored.
    pub messages: Vec<String>,
    /// Why there is nothing to enter.
    pub reason: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Entered {
    /// Stored: how many numbers, the audit event.
    Stored(usize, Option<i64>),
    /// Nothing is stored: the grid with what is wrong.
    Refused(Box<Grid>),
    /// Nothing is stored: somebody else entered other numbers meanwhile.
    Conflict(Box<Grid>),
}

/// The grid to be filled in.
///
/// # Errors
/// As [`find`]; [`AppError::NotFound`] for a unit the actor does not enter for.
pub fn grid(view: &View, ask: &AskEntry) -> Result<Grid, AppError> {
    let sheet = Sheet::new(view, ask)?;
    Ok(sheet.grid(&Typed::default(), &BTreeMap::new(), Vec::new()))
}

/// Stores what was typed: all of it or nothing.
///
/// # Errors
/// As [`grid`].
pub async fn enter(
    app: &App,
    by: &Caller,
    ask: &AskEntry,
    typed: &Typed,
) -> Result<Entered, AppError> {
    for _ in 0..TRIES {
        let view = app.view(&by.actor).await?;
        match attempt(app, by, (&view, ask), typed).await {
            Err(AppError::Stale) => {}
            done => return done,
        }
    }
    Err(AppError::Stale)
}

async fn attempt(
    app: &App,
    by: &Caller,
    (view, ask): (&View, &AskEntry),
    typed: &Typed,
) -> Result<Entered, AppError> {
    let sheet = Sheet::new(view, ask)?;
    let (mut told, mut faults, mut clashes) = (Vec::new(), BTreeMap::new(), Vec::new());
    for place in sheet.places() {
        let name = place.name();
        let Some(text) = typed.cells.get(&name) else {
            continue;
        };
        let stored = sheet.stored(&place);
        let value = match sheet.read(&place, text) {
            Ok(value) => value,
            Err(fault) => {
                faults.insert(name, fault);
                continue;
            }
        };
        if value == stored {
            continue;
        }
        let seen = typed
            .seen
            .get(&name)
            .map(String::as_str)
            .unwrap_or_default();
        if seen != stored.map(|value| value.to_string()).unwrap_or_default() {
            clashes.push(sheet.clash(&place, stored));
            faults.insert(name, sheet.clash(&place, stored));
            continue;
        }
        told.push(sheet.row(&place, value, told.len()));
    }
    if !clashes.is_empty() {
        return Ok(Entered::Conflict(Box::new(
            sheet.grid(typed, &faults, clashes),
        )));
    }
    if !faults.is_empty() {
        let words = vec![format!(
            "{} ô cần sửa. Chưa ghi ô nào.",
            number::group(i64::try_from(faults.len()).unwrap_or(0))
        )];
        return Ok(Entered::Refused(Box::new(
            sheet.grid(typed, &faults, words),
        )));
    }
    if told.is_empty() {
        let words = vec!["Chưa có ô nào khác với số đã ghi, nên không có gì để ghi.".to_owned()];
        return Ok(Entered::Refused(Box::new(
            sheet.grid(typed, &faults, words),
        )));
    }
    let count = told.len();
    let options = Options {
        channel: by.channel.to_owned(),
        revise: Some("Nhập lại số liệu ngày".to_owned()),
        replace: true,
        at_version: Some(view.state.version),
        deed: Some(Deed {
            command: "campaign.enter",
            subject: format!("so-lieu-ngay {}", ask.code),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, told, Vec::new(), &options).await?;
    if loaded.refused() {
        let errors = loaded.faults.iter();
        let errors = errors.filter(|fault| fault.severity == Severity::Error);
        let words = errors
            .map(|fault| format!("{} {}", fault.reason, fault.cure))
            .collect();
        return Ok(Entered::Refused(Box::new(
            sheet.grid(typed, &faults, words),
        )));
    }
    Ok(Entered::Stored(count, loaded.event))
}
