//! The proof of a verdict: each condition with its article, what was needed, what was found and where, what is missing.

mod build;
mod shared;

pub(super) use build::{cited, told, value_words, worded};
pub(super) use shared::Shared;

use std::sync::Arc;

use ecow::EcoString;
use jiff::civil::Date;

use super::book::Law;
use super::eval::Evidence;
use super::fact::{AwardId, Moment, Occasion, SubjectKind};
use super::outcome::{Hope, Outcome, Tri};
use super::value::{Confidence, Confirmed};
use crate::time::WorkYear;

/// An article, as cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Code of the text.
    pub text: String,
    /// Its short name: `NĐ 152/2025/NĐ-CP`.
    pub short: String,
    /// Article, clause, point.
    pub article: String,
}

/// A value of the law a condition took its number from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedValue {
    /// Code of the parameter.
    pub parameter: String,
    /// What it is.
    pub name: String,
    /// The value, in words.
    pub value: String,
    /// First day of the value.
    pub from: Date,
    /// What it rests on.
    pub cites: Vec<Cited>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who confirmed it.
    pub confirmed: Option<Confirmed>,
}

/// How the parts of a step make its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// It has none.
    Leaf,
    /// So many must hold; all are `parts`, any is 1.
    AtLeast(i64),
    /// The part must not hold.
    Not,
    /// The parts must agree.
    Readings,
}

/// One condition of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Code of the condition.
    pub rule: EcoString,
    /// What is needed, in words.
    pub needed: EcoString,
    /// Whether it holds.
    pub holds: Tri,
    /// Whether it only warns.
    pub warn: bool,
    /// Its articles: of the texts in force on the day of the law, where any of them was.
    pub cites: Arc<[Cited]>,
    /// How sure it is, with the values it used.
    pub confidence: Confidence,
    /// Who confirmed it; `None`: not confirmed.
    pub confirmed: Option<Confirmed>,
    /// Values it used.
    pub values: Vec<Arc<UsedValue>>,
    /// What was found, in words.
    pub found: String,
    /// What is missing, in words; empty where it holds.
    pub lacks: String,
    /// What a person must look at; empty where nobody must.
    pub asks: String,
    /// When it may hold at the earliest.
    pub hope: Hope,
    /// Facts it rests on.
    pub evidence: Vec<Evidence>,
    /// Who was left out of a denominator.
    pub left_out: Vec<String>,
    /// What to keep in mind.
    pub remarks: Vec<String>,
    /// Whether its answer decides nothing here, since what stands beside it is about what the subject is not: nobody is
    /// asked then.
    pub idle: bool,
    /// How its parts make its answer.
    pub join: Join,
    /// Its parts.
    pub steps: Vec<Step>,
}

impl Step {
    /// Its answer, from those of its leaves alone.
    pub fn recomputed(&self) -> Tri {
        let parts = self.steps.iter().map(|step| {
            if step.warn {
                Tri::Yes
            } else {
                step.recomputed()
            }
        });
        match self.join {
            Join::Leaf => self.holds,
            Join::AtLeast(number) => Tri::at_least(number, parts),
            Join::Not => parts.fold(Tri::Unknown, |_, part| part.negated()),
            Join::Readings => Tri::agreed(parts),
        }
    }

    /// It and all below it.
    pub fn walk<'a>(&'a self, each: &mut dyn FnMut(&'a Self)) {
        each(self);
        for step in &self.steps {
            step.walk(each);
        }
    }

    /// Whether something in it was not confirmed against the original.
    pub fn is_unconfirmed(&self) -> bool {
        let mut found = false;
        self.walk(&mut |step| {
            let values = step.values.iter().any(|value| value.confirmed.is_none());
            // A group says nothing beyond its parts unless it cites.
            let bare = !step.steps.is_empty() && step.cites.is_empty();
            found |= (step.confirmed.is_none() && !bare) || values;
        });
        found
    }
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Code of the condition.
    pub rule: EcoString,
    /// What is needed.
    pub needed: EcoString,
    /// What is missing.
    pub lacks: EcoString,
    /// Whether a person must look, else it fails.
    pub needs_human: bool,
    /// The condition of which this is one way among several; `None`: it must be met.
    pub one_way_of: Option<EcoString>,
    /// When it may be met at the earliest.
    pub hope: Hope,
    /// Whether it can still be met for the considered year.
    pub this_year: bool,
    /// Until when, where it can.
    pub last_day: Option<Date>,
}

/// One road of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadProof {
    /// For which achievement.
    pub occasion: Occasion,
    /// What it is called.
    pub name: String,
    /// What it comes to.
    pub outcome: Outcome,
    /// The conditions of every road, then its own.
    pub steps: Vec<Step>,
    /// What is missing.
    pub missing: Vec<Missing>,
}

impl RoadProof {
    /// Its outcome, from the answers of its leaves alone.
    pub fn recomputed(&self) -> Outcome {
        let parts = self
            .steps
            .iter()
            .filter(|step| !step.warn)
            .map(Step::recomputed);
        Outcome::of(parts.min().unwrap_or(Tri::Unknown))
    }
}

/// The proof of a verdict under one law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The award.
    pub award: AwardId,
    /// To whom.
    pub subject: SubjectKind,
    /// For when.
    pub moment: Moment,
    /// Under which law.
    pub law: Law,
    /// What is shown with every verdict under that law; empty: nothing.
    pub law_note: String,
    /// The outcome.
    pub outcome: Outcome,
    /// The roads that were judged, the best first.
    pub roads: Vec<RoadProof>,
    /// Roads somebody would have to propose on.
    pub asked: Vec<String>,
    /// Whether something it rests on was not confirmed against the original.
    pub unconfirmed: bool,
    /// What the rules themselves note.
    pub note: String,
}

impl Proof {
    /// Its outcome, from the answers of its leaves alone.
    pub fn recomputed(&self) -> Outcome {
        let roads = self.roads.iter().map(RoadProof::recomputed);
        roads.max().unwrap_or(self.outcome)
    }

    /// The step of a condition.
    pub fn step(&self, rule: &str) -> Option<&Step> {
        let mut found = None;
        for step in self.roads.iter().flat_map(|road| &road.steps) {
            step.walk(&mut |step| {
                if step.rule == rule && found.is_none() {
                    found = Some(step);
                }
            });
        }
        found
    }
}

/// The considered year in which something may be had at the earliest.
pub fn soonest_year(hope: Hope) -> Option<WorkYear> {
    match hope {
        Hope::In(year, _) => Some(year),
        Hope::NotKnown | Hope::Never => None,
    }
}
