//! What is told of a peak campaign: `show campaign`, the API, the pages and the wall.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Named;

/// A number, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Number {
    /// Base unit: việc, đồng.
    pub value: String,
    /// The Vietnamese way, in the unit of its figure.
    pub shown: String,
}

/// A calendar month of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MonthLine {
    /// Work year of its figures.
    pub year: i16,
    /// Cumulative month that ends with it.
    pub month: u8,
    /// `tháng 7/2026`.
    pub label: String,
    /// First of its days in the window.
    pub from: String,
    /// Last of its days in the window.
    pub to: String,
    /// Whether the window holds all of it.
    pub whole: bool,
    /// Approved figures of the whole calendar month.
    pub approved: Option<Number>,
    /// Why they are not known, or count for more than the window.
    pub reason: Option<String>,
    /// Sum of daily entries in the window.
    pub daily: Option<Number>,
    /// Days that have an entry.
    pub entered_days: usize,
    /// Working days until today without one.
    pub silent_days: usize,
    /// Approved less daily, where both are told of a whole month.
    pub difference: Option<Number>,
    /// Whether entries of a part of the month pass what was approved for all of it.
    pub exceeds: bool,
}

/// A day of the burn-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PointLine {
    /// The day.
    pub day: String,
    /// Which day of the campaign, from 1.
    pub number: i64,
    /// Entered for that day.
    pub of_day: Option<Number>,
    /// Entered so far; `null` on a working day nobody entered and in days to come.
    pub so_far: Option<Number>,
    /// Approved since the first day, at a month end.
    pub approved: Option<Number>,
    /// What an even pace asks for.
    pub expected: Option<Number>,
    /// Whether it is a working day.
    pub works: bool,
}

/// A unit in the ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitLine {
    /// Place, from 1; `null`: not ranked.
    pub rank: Option<usize>,
    /// How many others share it.
    pub tied: usize,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// What it has to reach.
    pub goal: Option<Number>,
    /// What it did.
    pub done: Option<Number>,
    /// `approved mixed daily`.
    pub basis: Option<&'static str>,
    /// Whether nothing until today is left open.
    pub complete: bool,
    /// Done of goal, percent to two decimals.
    pub share: Option<String>,
    /// Working days without an entry that daily entries would have to fill.
    pub silent_days: usize,
    /// Why it is not ranked.
    pub reason: Option<String>,
    /// Whether its amounts are the reader's to see (decision 0009: rates of sisters are).
    pub open: bool,
}

/// A figure the campaign is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CampaignFigure {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Field of work.
    pub field: String,
    /// Unit in which numbers are shown.
    pub unit: String,
    /// What is to be reached in the window.
    pub goal: Option<Number>,
    /// `own`, or `sum` of the goals of all units below.
    pub goal_from: Option<&'static str>,
    /// Code of the target row.
    pub target: Option<String>,
    /// What was done, the best that is known.
    pub done: Option<Number>,
    /// `approved mixed daily`; all but `approved` are provisional.
    pub basis: Option<&'static str>,
    /// Whether nothing until today is left open; else it is at least so much.
    pub complete: bool,
    /// Done of goal, percent to two decimals.
    pub share: Option<String>,
    /// What an even pace asks for by today.
    pub expected: Option<Number>,
    /// Done less what the pace asks for.
    pub ahead: Option<Number>,
    /// What is still missing.
    pub missing: Option<Number>,
    /// Needed on each working day that is left, rounded up.
    pub per_day: Option<Number>,
    /// From approved figures alone.
    pub approved: Option<Number>,
    /// Sum of daily entries.
    pub daily: Option<Number>,
    /// Working days until today without an entry.
    pub silent_days: usize,
    /// What a source tells of the window as such (`so-lieu.Mã phong trào`).
    pub told: Option<Number>,
    /// Why something is not known, each reason once.
    pub reasons: Vec<String>,
    /// Month by month.
    pub months: Vec<MonthLine>,
    /// Day by day.
    pub points: Vec<PointLine>,
    /// Units, ranked by the exact share of their goal; without goals by what they did.
    pub units: Vec<UnitLine>,
    /// `goal` or `done`: what they are ranked by.
    pub ranked_by: &'static str,
    /// Whether units are compared on different bases.
    pub mixed: bool,
}

/// A figure before and after the campaign, from approved month ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AroundLine {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Whether it is a rate: changes are points.
    pub is_rate: bool,
    /// At the month end before.
    pub before: Option<Number>,
    /// At the month end after.
    pub after: Option<Number>,
    /// After less before.
    pub change: Option<Number>,
    /// Average of a month of the work year before the campaign, two decimals.
    pub per_month_before: Option<Number>,
    /// Average of a month from the one month end to the other, two decimals.
    pub per_month_in: Option<Number>,
    /// Why something is not known.
    pub reason: Option<String>,
}

/// A peak campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CampaignAnswer {
    /// Code of the movement.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Who launched it.
    pub launcher: Option<Named>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The day it is told for.
    pub on: String,
    /// `coming running over`.
    pub stage: &'static str,
    /// How many days it has.
    pub days: i64,
    /// Which of them it is; 0 before it.
    pub day_number: i64,
    /// Days left after today.
    pub days_left: i64,
    /// Working days left after today, of who is told about.
    pub working_days_left: usize,
    /// Days until it begins; `null` once it has.
    pub begins_in: Option<i64>,
    /// Who is told about: the launcher or a unit.
    pub subject: Option<Named>,
    /// Its figures.
    pub figures: Vec<CampaignFigure>,
    /// Before and after.
    pub around: Vec<AroundLine>,
    /// The month ends `around` compares, in words.
    pub around_note: Option<String>,
    /// Targets in words.
    pub in_words: Vec<String>,
    /// Why nothing is told about anybody.
    pub reason: Option<String>,
}
