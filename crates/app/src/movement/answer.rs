//! What is told of a movement: `show movement`, the API and the page.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::course::{LifeLine, MilestoneLine, StandardLine};
use crate::campaign::standing::UnitStanding;
use crate::document::{Named, Node};
use crate::event::EventRow;
use crate::register::AwardRow;

/// A body that launched the movement, or one above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LauncherLine {
    /// Code.
    pub code: String,
    /// Name at the time.
    pub name: String,
    /// Whether it launched this movement itself.
    pub own: bool,
    /// Codes of the movements above that it launched; empty where only the body is named.
    pub movements: Vec<String>,
}

/// How many of the agencies it was launched to have issued their plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageLine {
    /// Agencies that have.
    pub issued: Option<usize>,
    /// THADS of provinces, districts and regions at and below the launcher on that day.
    pub total: Option<usize>,
    /// Their share in percent.
    pub percent: Option<String>,
    /// Those that have not.
    pub missing: Vec<Named>,
    /// `computed`, or `reported` where a source states the share.
    pub basis: Option<&'static str>,
    /// The day the agencies were counted on.
    pub on: Option<String>,
    /// Why numbers are `null`.
    pub reason: Option<String>,
}

/// A paper the movement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentLine {
    /// Code.
    pub code: String,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Day of issue.
    pub date: Option<String>,
    /// Code of the issuer.
    pub issuer: Option<String>,
    /// Its name at the time.
    pub issuer_name: Option<String>,
    /// Abstract.
    pub subject: Option<String>,
    /// How it is cited.
    pub cited: String,
    /// Whether it launched this movement itself.
    pub own: bool,
    /// How many steps below the movement's own papers.
    pub depth: usize,
    /// Codes of what it rests on.
    pub based_on: Vec<String>,
    /// What is doubtful about each basis: code of the basis, words.
    pub doubts: BTreeMap<String, String>,
}

/// An occasion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OccasionLine {
    /// What is remembered.
    pub name: String,
    /// The day it goes back to.
    pub base_date: Option<String>,
    /// How many years it counts.
    pub years: Option<i16>,
    /// In words: `kỷ niệm 75 năm …`.
    pub text: String,
    /// Why a value is `null`.
    pub reason: Option<String>,
}

/// How a target stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StandingLine {
    /// Work year of the figures.
    pub year: i16,
    /// Their cumulative month.
    pub month: u8,
    /// What was reached.
    pub actual: Option<String>,
    /// What the pace asks for.
    pub pace: Option<String>,
    /// Actual less pace.
    pub deviation: Option<String>,
    /// `dat vuot chua_dat` against the target.
    pub status: Option<&'static str>,
    /// Unit as printed.
    pub unit: String,
}

/// A target of the movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TargetLine {
    /// Code of the row.
    pub code: Option<String>,
    /// Target code; `None`: a target in words.
    pub target_code: Option<String>,
    /// What it says, else what its code is called.
    pub text: String,
    /// Sign of comparison.
    pub op: Option<String>,
    /// Value, or `nam_truoc`.
    pub value: Option<String>,
    /// The result as a source states it: `dat vuot chua_dat`.
    pub result: Option<String>,
    /// Whose target it is.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Level below for which it holds.
    pub level: Option<String>,
    /// Work years.
    pub years: String,
    /// How it stands, where it maps to figures.
    pub standing: Option<StandingLine>,
}

/// A sentence about the movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectionLine {
    /// Code of `Mục`.
    pub section: Option<String>,
    /// Place within the section.
    pub order: Option<i64>,
    /// The sentence.
    pub text: Option<String>,
    /// Code of the agency it is said of.
    pub agency: String,
    /// Work years.
    pub year: Option<String>,
    /// Name of who answers for it.
    pub owner: Option<String>,
    /// By when it is to be done.
    pub due: Option<String>,
    /// Code of `Tiến độ`.
    pub progress: Option<String>,
}

/// Whose figures of the movement's window they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResultsOf {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: &'static str,
    /// `told` of the window as such, or `difference` of the approved month ends around a campaign.
    pub basis: &'static str,
}

/// What an agency did under the movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResponseLine {
    /// Code of the agency.
    pub agency: String,
    /// Name.
    pub name: String,
    /// Day it said it had the launching plan.
    pub received_on: Option<String>,
    /// Whether it has issued a plan of its own.
    pub issued: bool,
    /// That plan, as cited.
    pub document: Option<String>,
    /// Code of that plan, where it is one of `van-ban`.
    pub document_code: Option<String>,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// The share stated for all at and below it, in percent.
    pub stated: Option<String>,
}

/// A movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovementAnswer {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Codes of `Loại`, joined by `;`: these together.
    pub kind: Option<String>,
    /// How it stands today: `draft coming running paused over untold`.
    pub stage: &'static str,
    /// Whether it was ended by a step and not opened again.
    pub closed: bool,
    /// What it is for, one a line.
    pub purpose: Option<String>,
    /// Who takes part, one a line.
    pub subjects: Option<String>,
    /// Where it holds.
    pub scope: Option<String>,
    /// What happened to it, in order.
    pub life: Vec<LifeLine>,
    /// What is due in it, by day.
    pub milestones: Vec<MilestoneLine>,
    /// Criteria with planned rewards.
    pub standards: Vec<StandardLine>,
    /// Theme, as written.
    pub theme: Option<String>,
    /// Slogans and mottos, one a line.
    pub slogan: Option<String>,
    /// First day, as precise as told.
    pub from: Option<String>,
    /// Last day, as precise as told.
    pub to: Option<String>,
    /// Year of the vision.
    pub vision: Option<i16>,
    /// Code of `Định kỳ`.
    pub period: Option<String>,
    /// Drives in each such period: fewest, most.
    pub drives: Option<[u16; 2]>,
    /// Who launched it, and those above.
    pub launchers: Vec<LauncherLine>,
    /// How far it is followed.
    pub coverage: CoverageLine,
    /// Movements it follows directly.
    pub parents: Vec<Named>,
    /// Movements those follow in turn.
    pub ancestors: Vec<Named>,
    /// Movements that follow it, as far as the reader may see them.
    pub followers: Vec<Named>,
    /// Its own papers and all they rest on, the nearest first.
    pub documents: Vec<DocumentLine>,
    /// The same, drawn: each basis where it is nearest.
    #[serde(skip)]
    pub tree: Vec<Node>,
    /// Its own papers that are named in words only.
    pub unlinked_documents: Vec<String>,
    /// Occasions.
    pub occasions: Vec<OccasionLine>,
    /// Targets, of agencies the reader may see.
    pub targets: Vec<TargetLine>,
    /// Sentences about it, sections as in a report, in their order.
    pub sections: Vec<SectionLine>,
    /// Figures counted in its window, by figure code: the launcher's newest.
    pub results: BTreeMap<String, String>,
    /// Whose and of which month they are.
    pub results_of: Option<ResultsOf>,
    /// Each unit in reach against each target that maps to figures, from approved figures of the newest year.
    pub standing: Vec<UnitStanding>,
    /// Awards given for it.
    pub awards: Vec<AwardRow>,
    /// Events.
    pub events: Vec<EventRow>,
    /// What agencies did under it, as far as the reader may see them.
    pub responses: Vec<ResponseLine>,
    /// Sources, as cited.
    pub sources: Vec<String>,
    /// Note.
    pub note: Option<String>,
    /// Why a value is `null`, by its name.
    pub reasons: BTreeMap<&'static str, String>,
}
