//! How every unit below the launcher stands under a movement, from approved figures: each target beside what was
//! reached, the pace, the month of the figures. Nothing is typed again.

pub mod list;
mod make;

use schemars::JsonSchema;
use serde::Serialize;

pub use make::standing;

/// A unit and a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitStanding {
    /// Code of the target row; of a common target that of the launcher.
    pub target: Option<String>,
    /// Figure code.
    pub target_code: String,
    /// Code of the group of cases.
    pub group: Option<String>,
    /// What the target says.
    pub name: String,
    /// Field of work.
    pub field: String,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Whether it launched the movement.
    pub launched: bool,
    /// Whether the target is the launcher's, held against a unit that has none of its own.
    pub common: bool,
    /// Sign of comparison.
    pub op: String,
    /// What is to be reached.
    pub goal: Option<String>,
    /// What the pace asks for at that month.
    pub pace: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
    /// `computed reported derived`, or `difference`: of month ends around a campaign.
    pub basis: Option<&'static str>,
    /// Actual less pace.
    pub deviation: Option<String>,
    /// Actual of the goal, percent.
    pub share: Option<String>,
    /// `dat vuot chua_dat` against the goal.
    pub status: Option<&'static str>,
    /// Whether it lies behind the pace.
    pub behind: bool,
    /// Whether rounded and exact would decide differently.
    pub near_edge: bool,
    /// Work year of the figures.
    pub year: i16,
    /// Their cumulative month; `null`: none is approved.
    pub month: Option<u8>,
    /// Unit as printed.
    pub unit: String,
    /// Why a value is `null`.
    pub reason: Option<String>,
}

/// How many units reached a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TargetSum {
    /// Figure code.
    pub target_code: String,
    /// Code of the group of cases.
    pub group: Option<String>,
    /// What it says.
    pub name: String,
    /// Field of work.
    pub field: String,
    /// Units that reached it.
    pub met: usize,
    /// Units that lie behind the pace.
    pub behind: usize,
    /// Units that were judged.
    pub judged: usize,
    /// Units it concerns.
    pub units: usize,
}

/// A movement's standing in a work year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standings {
    /// Code of the movement.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// The work years it runs through.
    pub years: Vec<i16>,
    /// Target by target, by field of work.
    pub targets: Vec<TargetSum>,
    /// Units and targets.
    pub rows: Vec<UnitStanding>,
    /// Why there is none.
    pub reason: Option<String>,
}
