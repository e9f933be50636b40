//! What an answer about eligibility holds: the JSON of the contract, and what its pages show.

use schemars::JsonSchema;
use serde::Serialize;

use super::all::Everyone;

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CitedLine {
    /// Code of the text.
    pub text: String,
    /// Its short name.
    pub name: String,
    /// Article, clause, point.
    pub article: String,
}

/// Who compared a statement with the original text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConfirmedLine {
    /// Name and office.
    pub by: String,
    /// Day.
    pub at: String,
}

/// A value of the law a condition took its number from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ValueLine {
    /// Code of the value.
    pub parameter: String,
    /// What it is.
    pub name: String,
    /// The value, in words.
    pub value: String,
    /// First day of the value.
    pub from: String,
    /// What it rests on, in one line.
    pub citation: String,
    /// The same, each article.
    pub citations: Vec<CitedLine>,
    /// How sure it is: `S S- D M M? X`.
    pub confidence: &'static str,
    /// What that means.
    pub confidence_text: &'static str,
    /// Who confirmed it; `null`: nobody yet.
    pub confirmed: Option<ConfirmedLine>,
}

/// A fact a condition rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvidenceLine {
    /// Name of the sheet.
    pub sheet: &'static str,
    /// Identity of an award's record, code of a person or agency, else key of the record.
    pub key: String,
    /// What it says.
    pub text: String,
}

/// When something may hold at the earliest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Earliest {
    /// `in` (a year), `not_known`, or `never`.
    pub when: &'static str,
    /// The considered year.
    pub year: Option<i16>,
    /// Not before this day.
    pub from: Option<String>,
    /// In words.
    pub text: String,
}

/// One condition of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepLine {
    /// Code of the condition.
    pub rule: String,
    /// What is needed.
    pub needed: String,
    /// What was found.
    pub found: String,
    /// Whether it holds; `null`: a person must decide.
    pub holds: Option<bool>,
    /// The same in words.
    pub holds_text: &'static str,
    /// Whether it only warns and decides nothing.
    pub warn: bool,
    /// What it rests on, in one line.
    pub citation: String,
    /// The same, each article.
    pub citations: Vec<CitedLine>,
    /// How sure it is, with the values it used: `S S- D M M? X`.
    pub confidence: &'static str,
    /// What that means.
    pub confidence_text: &'static str,
    /// Who confirmed it; `null`: nobody yet.
    pub confirmed: Option<ConfirmedLine>,
    /// Values of the law it used.
    pub values: Vec<ValueLine>,
    /// What is missing; empty where it holds.
    pub lacks: String,
    /// What a person must look at; empty where nobody must.
    pub asks: String,
    /// Where it does not hold: when at the earliest.
    pub earliest: Option<Earliest>,
    /// Facts it rests on.
    pub evidence: Vec<EvidenceLine>,
    /// Who was left out of a denominator, and why.
    pub left_out: Vec<String>,
    /// What to keep in mind.
    pub remarks: Vec<String>,
    /// How its parts make its answer: `leaf all any at_least not readings`.
    pub join: &'static str,
    /// How many parts must hold, where `join` is `at_least`.
    pub at_least: Option<i64>,
    /// Its parts.
    pub steps: Vec<StepLine>,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissingLine {
    /// Code of the condition.
    pub rule: String,
    /// What is needed.
    pub needed: String,
    /// What is missing.
    pub lacks: String,
    /// Whether a person must look, else it fails.
    pub needs_human: bool,
    /// Code of the condition of which this is one way among several; `null`: it must be met.
    pub one_way_of: Option<String>,
    /// When it may be met at the earliest.
    pub earliest: Earliest,
    /// Whether it can still be met for the considered year.
    pub this_year: bool,
    /// Until when, where it can.
    pub last_day: Option<String>,
}

/// One road to the award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RoadLine {
    /// Code of `Loại thành tích`.
    pub road: &'static str,
    /// What it is called.
    pub name: String,
    /// `eligible not_eligible needs_human`.
    pub outcome: &'static str,
    /// The same in words.
    pub outcome_text: &'static str,
    /// Its conditions.
    pub steps: Vec<StepLine>,
    /// What is missing.
    pub missing: Vec<MissingLine>,
}

/// The result under the other law, where both are looked at and the more favourable stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherLaw {
    /// `A` … `D`.
    pub regime: String,
    /// What it is called.
    pub regime_name: String,
    /// The day of that law.
    pub law_day: String,
    /// `eligible not_eligible needs_human`.
    pub outcome: &'static str,
    /// The same in words.
    pub outcome_text: &'static str,
    /// What is shown with every verdict under that law.
    pub law_note: Option<String>,
    /// Why both are looked at.
    pub why: String,
    /// Whether something it rests on was not confirmed against the original text.
    pub unconfirmed: bool,
    /// The proof.
    pub roads: Vec<RoadLine>,
}

/// The verdict on one award for one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Eligibility {
    /// Code of the person or agency.
    pub subject: String,
    /// Name.
    pub name: String,
    /// `ca_nhan` or `tap_the`.
    pub subject_kind: &'static str,
    /// Code of the award.
    pub award: String,
    /// Its name.
    pub award_name: String,
    /// The considered year.
    pub year: i16,
    /// Day of judging.
    pub on: String,
    /// Day the dossier was received.
    pub received_on: String,
    /// Day of the decision.
    pub decided_on: Option<String>,
    /// `eligible not_eligible needs_human`.
    pub outcome: &'static str,
    /// The same in words.
    pub outcome_text: &'static str,
    /// The law that applies: `A` … `D`.
    pub regime: String,
    /// What it is called.
    pub regime_name: String,
    /// The day of that law.
    pub law_day: String,
    /// What is shown with every verdict under that law.
    pub law_note: Option<String>,
    /// Whether something it rests on was not confirmed against the original text.
    pub unconfirmed: bool,
    /// The road that stands; `null`: only roads somebody would have to propose on.
    pub road: Option<&'static str>,
    /// What it is called.
    pub road_name: Option<String>,
    /// Conditions of the best road.
    pub steps: Vec<StepLine>,
    /// What is missing on the best road.
    pub missing: Vec<MissingLine>,
    /// Where it is not eligible: when at the earliest.
    pub earliest: Option<Earliest>,
    /// Last day on which something may still be added to the year; `null`: it is past.
    pub last_day: Option<String>,
    /// The other roads that were judged, best first.
    pub other_roads: Vec<RoadLine>,
    /// Roads somebody would have to propose on.
    pub asked_roads: Vec<String>,
    /// The other law, where both are looked at.
    pub other_law: Option<OtherLaw>,
    /// Whether the reader may know discipline and open cases; `false`: the verdict does not know them.
    pub conduct_known: bool,
    /// What the rules note.
    pub note: Option<String>,
}

/// All verdicts asked for of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Subject {
    /// Code of the person or agency.
    pub subject: String,
    /// Name.
    pub name: String,
    /// `ca_nhan` or `tap_the`.
    pub subject_kind: &'static str,
    /// The considered year.
    pub year: i16,
    /// Day of judging.
    pub on: String,
    /// Day the dossier was received.
    pub received_on: String,
    /// Day of the decision.
    pub decided_on: Option<String>,
    /// Whether the reader may know discipline and open cases.
    pub conduct_known: bool,
    /// The awards, highest first.
    pub awards: Vec<Eligibility>,
}

/// What is answered to a question: of one award, of every award of a subject, of everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// One award of one subject.
    One(Box<Eligibility>),
    /// Every award of one subject.
    Subject(Box<Subject>),
    /// Everybody.
    Everyone(Box<Everyone>),
}
