//! Dashboards (tổng quan): how an agency and the units below it stand up to a month, block by block.
//!
//! Every number is that of the query whose page it leads to: nothing is counted here in a way of its own, and whoever may
//! not open a page is not told its numbers. Questions about many units are asked once for all of them.

mod awards;
mod course;
mod deeds;
mod movements;
mod paper;
mod units;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::org::Level;
use thidua_domain::time::{Window, WorkYear};

use crate::contribution::Total;
use crate::exemplar::ExemplarTotal;
use crate::figures::Period;
use crate::home::Measured;
use crate::state::View;
use crate::{AppError, figures, register};

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

/// A number of which a part may not be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// How many, of what is told in numbers.
    pub number: i64,
    /// How many rows tell that there were some and not how many: the number is «ít nhất».
    pub untold: usize,
}

/// A figure of the balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Amount {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Plain value: đồng for money.
    pub value: String,
    /// As printed, with its unit.
    pub printed: String,
    /// Unit as printed.
    pub unit: String,
}

/// A month of the course.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoursePoint {
    /// Cumulative month.
    pub month: u8,
    /// Completion rate; `null`: not told.
    pub rate: Option<String>,
    /// What the pace asks for.
    pub pace: Option<String>,
    /// The rate of the same month a year before.
    pub before: Option<String>,
}

/// The rate of the same month in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearPoint {
    /// Work year.
    pub year: i16,
    /// Completion rate; `null`: not told.
    pub rate: Option<String>,
}

/// One side of the work: việc or tiền.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// `viec` or `tien`.
    pub side: &'static str,
    /// Completion rate, percent.
    pub rate: Option<String>,
    /// Why there is none.
    pub reason: Option<String>,
    /// The year's target.
    pub target: Option<String>,
    /// What the pace asks for at this month.
    pub pace: Option<String>,
    /// Rate less pace, points.
    pub deviation: Option<String>,
    /// Whether it is behind; `null` where nothing can be said.
    pub behind: Option<bool>,
    /// What the rate rests on, in the order of the balance.
    pub amounts: Vec<Amount>,
    /// Month by month.
    pub course: Vec<CoursePoint>,
    /// The same month of up to ten years, this one last.
    pub years: Vec<YearPoint>,
}

/// Figures and pace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FiguresBlock {
    /// `approved`, or `draft` where figures that wait for approval are among them.
    pub state: &'static str,
    /// Việc, tiền.
    pub sides: Vec<Side>,
    /// What does not add up or looks doubtful, in words.
    pub flags: Vec<String>,
    /// Whether targets are the reader's to see.
    pub paced: bool,
}

/// An agency that is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LateUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// How its month stands, in words.
    pub word: &'static str,
    /// Last day, ISO.
    pub due: Option<String>,
}

/// Who sent the figures of the month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LateBlock {
    /// How many agencies had to.
    pub obliged: usize,
    /// How many have figures that count.
    pub told: usize,
    /// Of how many it is known whether they came in time.
    pub known: usize,
    /// How many of these did.
    pub in_time: usize,
    /// Who is late, by name.
    pub late: Vec<LateUnit>,
}

/// A movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovementLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Who launched it.
    pub launcher: Option<String>,
    /// Its name.
    pub launcher_name: Option<String>,
    /// Agencies that have issued their plan.
    pub issued: Option<usize>,
    /// Of how many.
    pub total: Option<usize>,
    /// Their share, percent.
    pub percent: Option<String>,
    /// How many have not.
    pub missing: usize,
    /// Why the share is `null`.
    pub reason: Option<String>,
    /// How the agency itself stands: `launched issued received took_part missing`; `null`: not its to follow.
    pub own: Option<&'static str>,
}

/// Movements of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovementsBlock {
    /// Launched by the agency or by those above it, these first.
    pub rows: Vec<MovementLine>,
    /// How many it and those below it launched.
    pub within: usize,
}

/// Registrations of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegistrationsBlock {
    /// Last day of sending, ISO.
    pub due: Option<String>,
    /// How many offices have to send.
    pub obliged: usize,
    /// How many have.
    pub told: usize,
    /// How many have not and the day is past.
    pub overdue: usize,
    /// Sums by award, the highest first: name, code of `Đối tượng`, how many.
    pub totals: Vec<RegisteredTotal>,
    /// Whether awards of the year have been told.
    pub settled: bool,
    /// Registered by name.
    pub registered: i64,
    /// Of them reached.
    pub reached: i64,
    /// Of them not reached.
    pub not_reached: i64,
    /// Of them not known yet.
    pub open: i64,
}

/// What is registered of one award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegisteredTotal {
    /// Name of the award.
    pub name: String,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
    /// How many.
    pub count: i64,
}

/// Awards of one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AwardLine {
    /// Award codes, joined by `;` where the source does not split.
    pub award: String,
    /// Their names.
    pub name: String,
    /// Given to collectives.
    pub collectives: Count,
    /// Given to people.
    pub individuals: Count,
}

/// Awards of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AwardYear {
    /// Work year.
    pub year: i16,
    /// Given to collectives.
    pub collectives: Count,
    /// Given to people.
    pub individuals: Count,
}

/// Awards given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AwardsBlock {
    /// By form, the highest first.
    pub rows: Vec<AwardLine>,
    /// Given to collectives.
    pub collectives: Count,
    /// Given to people.
    pub individuals: Count,
    /// Proposed or chosen and not yet given.
    pub pending: Count,
    /// Rows that may belong here and cannot be counted.
    pub left_out: usize,
    /// Whole years, up to ten, this one last.
    pub years: Vec<AwardYear>,
}

/// Contributions of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContributionsBlock {
    /// What they add up to.
    pub totals: Vec<Total>,
    /// Rows that are not counted.
    pub left_out: usize,
}

/// Exemplars of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExemplarsBlock {
    /// How many, by status, level and kind.
    pub totals: Vec<ExemplarTotal>,
    /// Rows that are not counted.
    pub left_out: usize,
}

/// A unit directly below, as the scorecard shows it; `null` where the reader may not know, or nothing is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitLine {
    /// Code.
    pub code: String,
    /// Short name at the time.
    pub name: String,
    /// Whether figures of the month are told.
    pub told: bool,
    /// Việc.
    pub cases: Measured,
    /// Tiền.
    pub money: Measured,
    /// How many agencies at and below it are late with the month.
    pub late: Option<usize>,
    /// Registered by name in the year.
    pub registered: Option<i64>,
    /// Of them reached.
    pub reached: Option<i64>,
    /// Awards given to collectives.
    pub collectives: Option<Count>,
    /// Awards given to people.
    pub individuals: Option<Count>,
    /// How many contributions.
    pub contributions: Option<usize>,
    /// How many rows of exemplars.
    pub exemplars: Option<usize>,
}

/// The dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Dashboard {
    /// Code of the agency.
    pub agency: String,
    /// Its name at the end of the window.
    pub name: String,
    /// Code of its `Cấp`.
    pub level: Option<&'static str>,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Days of the window.
    pub period: Period,
    /// Figures and pace; `null`, as every block: not the reader's to see.
    pub figures: Option<FiguresBlock>,
    /// Who sent the month.
    pub late: Option<LateBlock>,
    /// Movements.
    pub movements: Option<MovementsBlock>,
    /// Registrations.
    pub registrations: Option<RegistrationsBlock>,
    /// Awards.
    pub awards: Option<AwardsBlock>,
    /// Contributions.
    pub contributions: Option<ContributionsBlock>,
    /// Exemplars.
    pub exemplars: Option<ExemplarsBlock>,
    /// The units directly below, by name.
    pub units: Vec<UnitLine>,
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
