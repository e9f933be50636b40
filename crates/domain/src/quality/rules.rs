//! The numbers of the methods: dated, cited data of `rulebook/catalogue/quality.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use crate::catalogue::CatalogueError;

/// A month unlike the unit's own months.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Outlier {
    /// First day a window may end on.
    #[serde(with = "crate::time::iso")]
    pub from: Date,
    /// Codes of the figures looked at; all of them flows.
    pub codes: Vec<String>,
    /// Years back the same month is looked for.
    pub years: u8,
    /// The score from which a month is told, in tenths.
    pub score_tenths: i64,
    /// Same months needed for the score.
    pub enough: usize,
    /// Same months needed for their range.
    pub few: usize,
    /// Times beyond that range, in tenths.
    pub few_times_tenths: i64,
    /// Months just before.
    pub recent: u8,
    /// Of them needed where there are no same months.
    pub recent_enough: usize,
    /// Times beyond the most of them, in tenths.
    pub recent_times_tenths: i64,
    /// How far a month may lie from them and still be like them, in tenths.
    pub recent_width_tenths: i64,
    /// Cumulative months told only against same months.
    pub rush: Vec<u8>,
    /// The least deviation, in percent of the median.
    pub floor_percent: i64,
    /// The least difference told, in units.
    pub least_count: i64,
    /// The least difference told, in đồng.
    pub least_money: i64,
    /// What it rests on.
    pub citation: String,
    /// S, D or M.
    pub confidence: String,
}

/// Values that end in noughts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Round {
    /// First day a window may end on.
    #[serde(with = "crate::time::iso")]
    pub from: Date,
    /// Codes of the figures looked at.
    pub codes: Vec<String>,
    /// The least count looked at.
    pub least_count: i64,
    /// The least amount looked at, in đồng.
    pub least_money: i64,
    /// Values needed.
    pub enough: usize,
    /// Told where chance gives it less often than once in this.
    pub one_in: u64,
    /// What it rests on.
    pub citation: String,
    /// S, D or M.
    pub confidence: String,
}

/// Figures that repeat others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Copied {
    /// First day a window may end on.
    #[serde(with = "crate::time::iso")]
    pub from: Date,
    /// Codes of figures that normally move every month.
    pub codes: Vec<String>,
    /// What counts move by in a usual month, at least.
    pub usual_count: i64,
    /// What money moves by in a usual month, at least; đồng.
    pub usual_money: i64,
    /// Figures a sheet must tell to be called equal to another.
    pub sheet_codes: usize,
    /// Figures whose increments must repeat.
    pub step_codes: usize,
    /// The least increment looked at.
    pub step_least: i64,
    /// What it rests on.
    pub citation: String,
    /// S, D or M.
    pub confidence: String,
}

/// When figures were entered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Timing {
    /// First day a window may end on.
    #[serde(with = "crate::time::iso")]
    pub from: Date,
    /// Hours before the end of the last day.
    pub hours: i64,
    /// Hour at which the night begins.
    pub night_from: i8,
    /// Hour at which it ends.
    pub night_to: i8,
    /// Figures entered at once in the night.
    pub night_values: usize,
    /// Cumulative months after which units are ranked.
    pub ranking_months: Vec<u8>,
    /// Days before the last day of such a month.
    pub ranking_days: i64,
    /// Days after the last day from which on it is history that is loaded.
    pub history_days: i64,
    /// What it rests on.
    pub citation: String,
    /// S, D or M.
    pub confidence: String,
}

/// Units of money taken for one another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Unit {
    /// First day a window may end on.
    #[serde(with = "crate::time::iso")]
    pub from: Date,
    /// How many times apart is doubted.
    pub times: i64,
    /// How near the other reading must lie, in tenths of a time.
    pub near_tenths: i64,
    /// What it rests on.
    pub citation: String,
    /// S, D or M.
    pub confidence: String,
}

/// All of them, each list oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Rules {
    outlier: Vec<Outlier>,
    round: Vec<Round>,
    copied: Vec<Copied>,
    timing: Vec<Timing>,
    unit: Vec<Unit>,
}

macro_rules! dated {
    ($($(#[$doc:meta])* $name:ident: $kind:ident),* $(,)?) => {
        impl Rules {
            $($(#[$doc])*
            pub fn $name(&self, last: Date) -> Option<&$kind> {
                self.$name.iter().rev().find(|line| line.from <= last)
            })*
        }
    };
}

dated! {
    /// The rule about outliers for windows that end on a day.
    outlier: Outlier,
    /// The rule about round values.
    round: Round,
    /// The rule about repeated values.
    copied: Copied,
    /// The rule about times of entry.
    timing: Timing,
    /// The rule about units of money.
    unit: Unit,
}

impl Rules {
    /// Reads the shipped file.
    ///
    /// # Errors
    /// [`CatalogueError`] where it cannot be read, or a block's lines are not in order.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let broken = |message: String| CatalogueError {
            file: "quality.toml",
            message,
        };
        let rules: Self = toml::from_str(text).map_err(|error| broken(error.to_string()))?;
        let days = [
            rules
                .outlier
                .iter()
                .map(|line| line.from)
                .collect::<Vec<_>>(),
            rules.round.iter().map(|line| line.from).collect(),
            rules.copied.iter().map(|line| line.from).collect(),
            rules.timing.iter().map(|line| line.from).collect(),
            rules.unit.iter().map(|line| line.from).collect(),
        ];
        match days.iter().all(|days| days.is_sorted() && !days.is_empty()) {
            true => Ok(rules),
            false => Err(broken(
                "lines must stand in the order of their days".to_owned(),
            )),
        }
    }
}
