//! What a dashboard answers, block by block. A block that is `null` is not the reader's to see.

use schemars::JsonSchema;
use serde::Serialize;

use crate::contribution::Total;
use crate::exemplar::ExemplarTotal;
use crate::figures::Period;
use crate::home::Measured;

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
