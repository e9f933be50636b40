//! Panels of honesty (minh bạch): patterns over the units in the reader's reach, each with what it counts, its method,
//! the number of cases, what it cannot say, and the rows behind.
//!
//! The arithmetic is `domain::honesty`. Nothing is stored, nothing reads it: no score, no list of persons in an order of
//! worth. What the reader may not see is not counted for him, and the page says which panel that concerns.

mod awards;
mod figures;
mod paper;
mod registered;

use thidua_domain::access::Permission;
use thidua_domain::org::Level;
use thidua_domain::time::WorkYear;

pub use paper::print;

use crate::state::View;
use crate::{AppError, State};

/// What looking asks for; panels of awards ask for awards and people besides.
pub const PERMISSION: Permission = Permission::ViewFigures;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskHonesty {
    /// Code of an agency, with all below it; `None`: the reader's own.
    pub within: Option<String>,
    /// Work year.
    pub year: i16,
}

/// A cell of a table: its text, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Cell {
    /// As shown.
    pub text: String,
    /// Address of what is behind it.
    pub href: Option<String>,
    /// Whether it is a number.
    pub number: bool,
}

/// A table of a panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Table {
    /// What it is.
    pub title: String,
    /// Headings.
    pub heads: Vec<&'static str>,
    /// Rows, as many cells as headings.
    pub rows: Vec<Vec<Cell>>,
}

/// A panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Panel {
    /// Its anchor.
    pub code: &'static str,
    /// What it asks.
    pub title: &'static str,
    /// What it counts, and how.
    pub method: String,
    /// How many cases were looked at, in words.
    pub cases: String,
    /// What came out, in sentences.
    pub found: Vec<String>,
    /// What it cannot say.
    pub cannot: &'static str,
    /// The rows behind.
    pub tables: Vec<Table>,
    /// Where more stands.
    pub more: Option<(&'static str, String)>,
}

/// All panels.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Honesty {
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// The panels the reader may see.
    pub panels: Vec<Panel>,
    /// Titles of those he may not.
    pub withheld: Vec<&'static str>,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn number(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            number: true,
            ..Self::default()
        }
    }

    fn count(number: usize) -> Self {
        Self::number(count(number))
    }

    fn to(mut self, href: Option<String>) -> Self {
        self.href = href;
        self
    }
}

fn count(number: usize) -> String {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    thidua_domain::text::number::group(number)
}

/// A code as a part of an address.
fn part(code: &str) -> String {
    code.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The panels of a year.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach,
/// [`AppError::Refused`] for a year that cannot be.
pub fn panels(view: &View, ask: &AskHonesty) -> Result<Honesty, AppError> {
    let state = view.state.as_ref();
    let agency = match &ask.within {
        Some(code) => code.clone(),
        None => own(view).ok_or(AppError::NotFound)?,
    };
    view.permit_agency(PERMISSION, &agency)?;
    if !(1993..=2999).contains(&ask.year) {
        return Err(AppError::refused("Năm công tác không hợp lệ."));
    }
    let year = WorkYear(ask.year);
    let units = crate::quality::list::units(view, Some(&agency), false)?;
    let mut panels = vec![figures::growth(state, &units, year)];
    let mut withheld = Vec::new();
    match view.permit_agency(crate::targets::PERMISSION, &agency) {
        Ok(()) => panels.push(figures::edges(view, &units, year)),
        Err(_) => withheld.push(figures::EDGES),
    }
    let people = view.permit_agency(Permission::ViewPeople, &agency).is_ok();
    let awards = view.permit_agency(Permission::ViewAwards, &agency).is_ok();
    match people && awards {
        true => {
            panels.push(awards::groups(view, &agency, year));
            panels.push(awards::repeats(view, &agency, year));
        }
        false => withheld.extend([awards::GROUPS, awards::REPEATS]),
    }
    match awards {
        true => panels.push(registered::panel(view, &agency, year)?),
        false => withheld.push(registered::TITLE),
    }
    Ok(Honesty {
        name: state.label_on(&agency, view.today),
        agency,
        year: ask.year,
        panels,
        withheld,
    })
}

/// The agency a reader begins with: where his role is, or the top of the tree.
fn own(view: &View) -> Option<String> {
    let state: &State = &view.state;
    let held = view.actor.agencies(PERMISSION, view.today);
    let held = held.into_iter().find(|code| state.org.find(code).is_some());
    let of = |level: Level| {
        let mut all = state.org.iter();
        let found = all.find(|agency| {
            let spell = agency.on(view.today);
            spell.is_some_and(|spell| spell.level == level)
        });
        found.map(|agency| agency.code.as_str())
    };
    let found = held
        .or_else(|| of(Level::Ministry))
        .or_else(|| of(Level::Directorate));
    found.map(str::to_owned)
}
