//! Verdicts and proofs as they are answered.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::law::{
    Cited, Confirmed, Evidence, Facts, Hope, Law, Missing, Occasion, Outcome, Proof, Proven,
    RoadProof, Step, UsedValue, Verdict,
};

use super::moment::closing;
use super::{Asked, words};

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

fn cited(cites: &[Cited]) -> Vec<CitedLine> {
    let line = |cited: &Cited| CitedLine {
        text: cited.text.clone(),
        name: cited.short.clone(),
        article: cited.article.clone(),
    };
    cites.iter().map(line).collect()
}

fn confirmed(confirmed: Option<&Confirmed>) -> Option<ConfirmedLine> {
    confirmed.map(|own| ConfirmedLine {
        by: own.by.clone(),
        at: own.at.to_string(),
    })
}

fn value(used: &UsedValue) -> ValueLine {
    ValueLine {
        parameter: used.parameter.clone(),
        name: used.name.clone(),
        value: used.value.clone(),
        from: used.from.to_string(),
        citation: words::citation(&used.cites),
        citations: cited(&used.cites),
        confidence: used.confidence.code(),
        confidence_text: used.confidence.vn(),
        confirmed: confirmed(used.confirmed.as_ref()),
    }
}

fn evidence(evidence: &Evidence) -> EvidenceLine {
    EvidenceLine {
        sheet: evidence.link.sheet,
        key: evidence.link.key.to_string(),
        text: evidence.text.clone(),
    }
}

pub(super) fn earliest(hope: Hope) -> Earliest {
    let (when, year, from) = match hope {
        Hope::In(year, day) => ("in", Some(year.0), day),
        Hope::NotKnown => ("not_known", None, None),
        Hope::Never => ("never", None, None),
    };
    Earliest {
        when,
        year,
        from: from.map(|day| day.to_string()),
        text: words::earliest(hope),
    }
}

fn step(own: &Step) -> StepLine {
    let (join, at_least) = words::join(own.join, own.steps.len());
    let holds = words::holds(own.holds);
    StepLine {
        rule: own.rule.to_string(),
        needed: own.needed.clone(),
        found: own.found.clone(),
        holds,
        holds_text: words::holds_text(own.holds),
        warn: own.warn,
        citation: words::citation(&own.cites),
        citations: cited(&own.cites),
        confidence: own.confidence.code(),
        confidence_text: own.confidence.vn(),
        confirmed: confirmed(own.confirmed.as_ref()),
        values: own.values.iter().map(value).collect(),
        lacks: own.lacks.clone(),
        asks: own.asks.clone(),
        earliest: (holds != Some(true)).then(|| earliest(own.hope)),
        evidence: own.evidence.iter().map(evidence).collect(),
        left_out: own.left_out.clone(),
        remarks: own.remarks.clone(),
        join,
        at_least,
        steps: own.steps.iter().map(step).collect(),
    }
}

fn missing(own: &Missing) -> MissingLine {
    MissingLine {
        rule: own.rule.to_string(),
        needed: own.needed.clone(),
        lacks: own.lacks.clone(),
        needs_human: own.needs_human,
        one_way_of: own.one_way_of.as_ref().map(ToString::to_string),
        earliest: earliest(own.hope),
        this_year: own.this_year,
        last_day: own.last_day.map(|day| day.to_string()),
    }
}

fn road(own: &RoadProof) -> RoadLine {
    RoadLine {
        road: own.occasion.code(),
        name: own.name.clone(),
        outcome: own.outcome.code(),
        outcome_text: own.outcome.vn(),
        steps: own.steps.iter().map(step).collect(),
        missing: own.missing.iter().map(missing).collect(),
    }
}

fn told(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl Asked<'_> {
    fn regime(&self, law: Law) -> (String, String) {
        let regime = self.book.regimes.get(law.regime);
        regime.map_or_else(Default::default, |own| (own.id.clone(), own.name.clone()))
    }

    fn other(&self, proof: &Proof, why: &str) -> OtherLaw {
        let (regime, regime_name) = self.regime(proof.law);
        OtherLaw {
            regime,
            regime_name,
            law_day: proof.law.day.to_string(),
            outcome: proof.outcome.code(),
            outcome_text: proof.outcome.vn(),
            law_note: told(&proof.law_note),
            why: why.to_owned(),
            roads: proof.roads.iter().map(road).collect(),
        }
    }
}

/// The road shown first: that of the verdict, else the best.
fn first(roads: &[RoadProof], of: Option<Occasion>) -> usize {
    let best = roads.first().map(|road| road.outcome);
    let own = roads
        .iter()
        .position(|road| Some(road.occasion) == of && Some(road.outcome) == best);
    own.unwrap_or(0)
}

/// The answer to one question.
pub(super) fn answer(
    asked: &Asked<'_>,
    facts: &Facts,
    verdict: &Verdict,
    proven: &Proven,
) -> Eligibility {
    let proof = &proven.proof;
    let (regime, regime_name) = asked.regime(proof.law);
    let at = first(&proof.roads, verdict.road);
    let best = proof.roads.get(at);
    let mut other_roads: Vec<RoadLine> = Vec::new();
    for (place, own) in proof.roads.iter().enumerate() {
        if place != at {
            other_roads.push(road(own));
        }
    }
    let names = &asked.book.names;
    let catalogue = asked.view.state.catalogue.award(names.code(proof.award));
    let moment = asked.moment;
    let until = closing(asked.book, moment.year);
    Eligibility {
        subject: asked.code.to_owned(),
        name: asked.view.state.name_on(asked.code, moment.on),
        subject_kind: asked.kind.code(),
        award: names.code(proof.award).to_owned(),
        award_name: catalogue.map_or_else(
            || names.short(proof.award).to_owned(),
            |award| award.name.clone(),
        ),
        year: moment.year.0,
        on: moment.on.to_string(),
        received_on: moment.received_on.to_string(),
        decided_on: moment.decided_on.map(|day| day.to_string()),
        outcome: proof.outcome.code(),
        outcome_text: proof.outcome.vn(),
        regime,
        regime_name,
        law_day: proof.law.day.to_string(),
        law_note: told(&proof.law_note),
        unconfirmed: proof.unconfirmed,
        road: verdict.road.map(Occasion::code),
        road_name: best.map(|road| road.name.clone()),
        steps: best.map_or_else(Vec::new, |road| road.steps.iter().map(step).collect()),
        missing: best.map_or_else(Vec::new, |road| road.missing.iter().map(missing).collect()),
        earliest: (proof.outcome != Outcome::Eligible).then(|| earliest(verdict.hope)),
        last_day: (moment.on <= until).then(|| until.to_string()),
        other_roads,
        asked_roads: proof.asked.clone(),
        other_law: proven
            .other
            .as_ref()
            .map(|(proof, why)| asked.other(proof, why)),
        conduct_known: facts.conduct.is_some(),
        note: told(&proof.note),
    }
}
