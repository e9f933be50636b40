//! Verdicts and proofs as they are answered.

use thidua_domain::law::{
    Cited, Confirmed, Evidence, Facts, Hope, Law, Missing, Occasion, Outcome, Proof, Proven,
    RoadProof, Step, UsedValue, Verdict,
};

use super::lines::{
    CitedLine, ConfirmedLine, Earliest, Eligibility, EvidenceLine, MissingLine, OtherLaw, RoadLine,
    StepLine, ValueLine,
};
use super::moment::closing;
use super::{Asked, words};

pub(crate) fn cited(cites: &[Cited]) -> Vec<CitedLine> {
    let line = |cited: &Cited| CitedLine {
        text: cited.text.clone(),
        name: cited.short.clone(),
        article: cited.article.clone(),
    };
    cites.iter().map(line).collect()
}

pub(crate) fn confirmed(confirmed: Option<&Confirmed>) -> Option<ConfirmedLine> {
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
        text: evidence.text.to_string(),
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
        needed: own.needed.to_string(),
        found: own.found.clone(),
        holds,
        holds_text: words::holds_text(own.holds),
        warn: own.warn,
        citation: words::citation(&own.cites),
        citations: cited(&own.cites),
        confidence: own.confidence.code(),
        confidence_text: own.confidence.vn(),
        confirmed: confirmed(own.confirmed.as_ref()),
        values: own.values.iter().map(|own| value(own)).collect(),
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
        needed: own.needed.to_string(),
        lacks: own.lacks.to_string(),
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
            unconfirmed: proof.unconfirmed,
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
            || names.name(proof.award).to_owned(),
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
        unconfirmed: proven.unconfirmed(),
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
