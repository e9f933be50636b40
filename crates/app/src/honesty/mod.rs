//! Panels of honesty (minh bạch): patterns over the units in the reader's reach, each with what it counts, its method,
//! the number of cases, what it cannot say, and the rows behind.
//!
//! The arithmetic is `domain::honesty`. Nothing is stored, nothing reads it: no score, no list of persons in an order of
//! worth. What the reader may not see is not counted for him, and the page says which panel that concerns.

mod edges;
mod groups;
mod growth;
mod panel;
mod paper;
mod registered;
mod repeats;

use schemars::JsonSchema;
use thidua_domain::access::Permission;
use thidua_domain::org::Level;
use thidua_domain::register::Award;
use thidua_domain::time::WorkYear;

pub use panel::{Cell, Drawn, Head, Limit, More, Panel, Shape, Table, Told};
pub use paper::print;

use crate::listing::Reach;
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

/// All panels.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, JsonSchema)]
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

/// A year for which the rulebook sets no numbers.
fn unset() -> AppError {
    AppError::refused("Chưa có ngưỡng của các bảng minh bạch cho năm công tác này.")
}

/// Awards that were given and lie in reach, within an agency.
fn given<'a>(view: &'a View, agency: &str) -> Vec<&'a Award> {
    let state = view.state.as_ref();
    let inside = state.org.lineage(agency);
    let mut reach = Reach::new(view, Permission::ViewAwards, false);
    let all = state.awards.iter().filter(|award| {
        let own = award.agency == agency || inside.contains(award.agency.as_str());
        own && !award.outside && award.status == "da_tang"
    });
    all.filter(|award| reach.sees(&award.agency)).collect()
}

fn of_year(award: &Award, year: WorkYear) -> bool {
    award
        .years
        .is_some_and(|years| years.is_single() && years.to == year)
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
    let mut panels = vec![growth::panel(state, &units, year)?];
    let mut withheld = Vec::new();
    match view.permit_agency(crate::targets::PERMISSION, &agency) {
        Ok(()) => panels.push(edges::panel(view, &units, year)?),
        Err(_) => withheld.push(edges::TITLE),
    }
    let people = view.permit_agency(Permission::ViewPeople, &agency).is_ok();
    let awards = view.permit_agency(Permission::ViewAwards, &agency).is_ok();
    match people && awards {
        true => {
            panels.push(groups::panel(view, &agency, year)?);
            panels.push(repeats::panel(view, &agency, year)?);
        }
        false => withheld.extend([groups::TITLE, repeats::TITLE]),
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
