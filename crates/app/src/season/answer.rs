//! What is told of a unit's season: `show forecast`, the API and the page.

use schemars::JsonSchema;
use serde::Serialize;

use crate::campaign::Number;
use crate::figures::Period;

/// Three values: what the lowest, the middle and the highest past year say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BandLine {
    /// Lowest.
    pub low: Number,
    /// Middle.
    pub middle: Number,
    /// Highest.
    pub high: Number,
}

/// One of the two figures of a rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartLine {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Where it stands.
    pub reached: Number,
    /// Where its own curve says it will end.
    pub forecast: BandLine,
}

/// What one past year says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PastLine {
    /// Work year.
    pub year: i16,
    /// What it had reached by this month.
    pub reached: Option<Number>,
    /// Where it ended.
    pub ended: Option<Number>,
    /// The first as a share of the second, percent to two decimals.
    pub share: Option<String>,
    /// Where this year ends if it goes on like that one.
    pub foretells: Option<Number>,
    /// Whether its figures are those of the agencies it came from.
    pub predecessors: bool,
}

/// What is still needed to reach the target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedLine {
    /// `now`: over the denominator as it stands; `forecast`: over the one foretold; `amount`: of a number.
    pub over: &'static str,
    /// The denominator.
    pub whole: Option<Number>,
    /// In all.
    pub total: Number,
    /// Whole weeks left until 30/9.
    pub weeks: i64,
    /// A week, rounded up.
    pub per_week: Number,
    /// In words.
    pub text: String,
}

/// A month of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeasonMonth {
    /// Cumulative month.
    pub month: u8,
    /// What was reached.
    pub reached: Option<Number>,
    /// What past years let expect on the way to the target.
    pub expected: Option<BandLine>,
    /// The straight line: target × month / 12.
    pub straight: Option<Number>,
}

/// One target, or a rate without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeasonItem {
    /// Code of the target row.
    pub code: Option<String>,
    /// Figure code.
    pub target_code: String,
    /// What it is called.
    pub name: String,
    /// Group of cases, in words; `null`: all.
    pub group: Option<String>,
    /// Unit in which numbers are shown.
    pub unit: String,
    /// Whether it is a rate.
    pub is_rate: bool,
    /// Sign of comparison.
    pub op: Option<String>,
    /// The year's target.
    pub target: Option<Number>,
    /// What was reached by this month.
    pub reached: Option<Number>,
    /// The years the curve rests on, oldest first.
    pub years: Vec<i16>,
    /// `parts`: a rate of two figures foretold apart; `rate`: by the curve of the published rate; `amount`.
    pub formed: Option<&'static str>,
    /// How that was done, in words.
    pub method: String,
    /// What past years let expect by now on the way to the target.
    pub expected: Option<BandLine>,
    /// `below within above` what past years let expect.
    pub stands: Option<&'static str>,
    /// What the straight line asks for by now.
    pub straight: Option<Number>,
    /// Where the year will end.
    pub forecast: Option<BandLine>,
    /// The target beside the forecast: `below within above` its band.
    pub target_lies: Option<&'static str>,
    /// Where the straight line ends.
    pub straight_end: Option<Number>,
    /// The two figures of a rate.
    pub parts: Vec<PartLine>,
    /// What each past year says, oldest first.
    pub past: Vec<PastLine>,
    /// What is still needed.
    pub need: Vec<NeedLine>,
    /// Month by month.
    pub months: Vec<SeasonMonth>,
    /// What is not told, and why.
    pub reasons: Vec<String>,
}

/// A target of which nothing is foretold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// What it is called.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// The season of an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeasonAnswer {
    /// Code.
    pub agency: String,
    /// Name at the end of the window.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// `approved`, or `draft` where figures that wait for approval are among them.
    pub state: &'static str,
    /// Over the tree of today: of which day, and what could not be restated; left out over the tree of the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restated: Option<crate::restate::Restated>,
    /// Days of the window.
    pub period: Period,
    /// Days from its end to 30/9.
    pub days_left: i64,
    /// Whole weeks among them.
    pub weeks_left: i64,
    /// One item a target that grows over the year.
    pub items: Vec<SeasonItem>,
    /// Other targets.
    pub left_out: Vec<LeftOut>,
    /// What it is and what it is not.
    pub note: &'static str,
}
