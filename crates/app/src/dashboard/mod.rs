//! Dashboards (tổng quan): how an agency and the units below it stand up to a month, block by block.
//!
//! Every number is that of the query whose page it leads to: nothing is counted here in a way of its own, and whoever may
//! not open a page is not told its numbers. Questions about many units are asked once for all of them.

mod answer;
mod awards;
mod course;
mod deeds;
mod movements;
mod paper;
mod units;

use std::collections::BTreeMap;

use thidua_domain::access::Permission;
use thidua_domain::org::Level;
use thidua_domain::time::{Window, WorkYear};

use crate::figures::Period;
use crate::state::View;
use crate::{AppError, figures, register};

pub use answer::{
    Amount, AwardLine, AwardYear, AwardsBlock, ContributionsBlock, Count, CoursePoint, Dashboard,
    ExemplarsBlock, FiguresBlock, LateBlock, LateUnit, MovementLine, MovementsBlock,
    RegisteredTotal, RegistrationsBlock, Side, UnitLine, YearPoint,
};
pub use paper::print;

/// What opening a dashboard asks for; each block asks for what its page asks for.
pub const PERMISSION: Permission = Permission::ViewFigures;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskDashboard {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month, 1 to 12.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
}

impl AskDashboard {
    /// The window, where there is such a month.
    fn window(&self) -> Result<Window, AppError> {
        let year = WorkYear(self.year);
        let window = Window::new(year, self.month);
        window.ok_or_else(|| AppError::refused("Tháng lũy kế phải từ 1 đến 12."))
    }
}

/// How an agency stands.
///
/// # Errors
/// [`AppError::NotFound`] for an agency of which the reader may see neither figures nor awards; [`AppError::Refused`] for
/// a month that cannot be.
pub fn dashboard(view: &View, ask: &AskDashboard) -> Result<Dashboard, AppError> {
    let window = ask.window()?;
    let state = view.state.as_ref();
    let Some(agency) = state.org.find(&ask.agency) else {
        return Err(AppError::NotFound);
    };
    let figured = view.sees(figures::PERMISSION, &ask.agency);
    let awarded = view.sees(register::PERMISSION, &ask.agency);
    if !figured && !awarded {
        return Err(AppError::NotFound);
    }
    let last = window.last_day();
    let level = agency.nearest(last).map(|spell| spell.level);
    let mut found = Dashboard {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, last),
        level: level.map(Level::code),
        year: ask.year,
        month: ask.month,
        scope: ask.scope.clone(),
        period: Period::of(window),
        figures: None,
        late: None,
        movements: None,
        registrations: None,
        awards: None,
        contributions: None,
        exemplars: None,
        units: units::rows(view, ask, window),
    };
    if figured {
        found.figures = Some(course::block(view, ask, window)?);
        found.late = Some(units::late(view, ask, &mut found.units)?);
    }
    if awarded {
        found.movements = Some(movements::block(view, ask)?);
        found.registrations = Some(deeds::registrations(view, ask, &mut found.units)?);
        found.awards = Some(awards::block(view, ask, &mut found.units)?);
        found.contributions = Some(deeds::contributions(view, ask, &mut found.units)?);
        found.exemplars = Some(deeds::exemplars(view, ask, &mut found.units)?);
    }
    Ok(found)
}

/// The units of a scorecard by their code.
fn by_code(units: &mut [UnitLine]) -> BTreeMap<String, &mut UnitLine> {
    let pairs = units.iter_mut().map(|unit| (unit.code.clone(), unit));
    pairs.collect()
}
