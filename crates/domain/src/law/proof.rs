//! The proof of a verdict: each condition with its article, what was needed, what was found and where, what is missing.

use ecow::EcoString;
use jiff::civil::Date;

use super::book::{Law, Lawbook};
use super::eval::{Bench, Evidence, Trail};
use super::fact::{AwardId, Moment, Occasion, SubjectKind};
use super::outcome::{Hope, Outcome, Reach, Tri};
use super::rule::{Condition, ConditionId, Kind, ParameterId, RuleSet};
use super::text::Cite;
use super::value::{Confidence, Confirmed, Value};
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
    pub needed: String,
    /// Whether it holds.
    pub holds: Tri,
    /// Whether it only warns.
    pub warn: bool,
    /// Its articles: of the texts in force on the day of the law, where any of them was.
    pub cites: Vec<Cited>,
    /// How sure it is, with the values it used.
    pub confidence: Confidence,
    /// Who confirmed it; `None`: not confirmed.
    pub confirmed: Option<Confirmed>,
    /// Values it used.
    pub values: Vec<UsedValue>,
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
    /// How its parts make its answer.
    pub join: Join,
    /// Its parts.
    pub steps: Vec<Step>,
}

impl Step {
    /// Its answer, from those of its leaves alone.
    pub fn recomputed(&self) -> Tri {
        let parts = self.steps.iter().map(|step| if step.warn { Tri::Yes } else { step.recomputed() });
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
            found |= step.confirmed.is_none() || values;
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
    pub needed: String,
    /// What is missing.
    pub lacks: String,
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
        let parts = self.steps.iter().filter(|step| !step.warn).map(Step::recomputed);
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

/// Articles of texts in force on a day; all of them where none was.
pub(super) fn cited(book: &Lawbook, cites: &[Cite], day: Date) -> Vec<Cited> {
    let in_force = |cite: &&Cite| book.texts.get(cite.text).is_some_and(|text| text.in_force(day));
    let any = cites.iter().any(|cite| in_force(&cite));
    let shown = cites.iter().filter(|cite| !any || in_force(cite));
    shown
        .filter_map(|cite| {
            let text = book.texts.get(cite.text)?;
            Some(Cited { text: text.id.clone(), short: text.short.clone(), article: cite.article.clone() })
        })
        .collect()
}

/// A value in words.
pub(super) fn value_words(value: &Value, unit: &str) -> String {
    match value {
        Value::NoLimit => "không giới hạn".to_owned(),
        Value::Unknown => "chưa rõ".to_owned(),
        Value::Whole(number) => format!("{number} {unit}").trim_end().to_owned(),
        Value::Share(share) => share.vn(),
        Value::Text(text) => text.clone(),
    }
}

impl Bench<'_> {
    pub(super) fn step(&mut self, id: ConditionId) -> Option<Step> {
        let book = self.book;
        let condition = book.condition(id)?;
        let open = self.is_open(condition);
        let parts = if open { &[] } else { condition.kind.parts() };
        let mut trail = Trail::default();
        let reach = if parts.is_empty() { self.explain(condition, &mut trail) } else { self.reach(id) };
        let join = if parts.is_empty() { Join::Leaf } else { join(&condition.kind, reach, parts.len()) };
        let steps: Vec<Step> = parts.iter().filter_map(|part| self.step(*part)).collect();
        if !parts.is_empty() {
            trail.number("n", super::eval::two(reach.need));
        }
        let values: Vec<UsedValue> = trail.used.iter().filter_map(|used| self.used(used.parameter)).collect();
        let own = book.confidence(condition, self.law.regime);
        let confidence = values.iter().map(|value| value.confidence).fold(own, Confidence::max);
        let human = reach.holds == Tri::Unknown && (open || matches!(condition.kind, Kind::NeedsHuman));
        Some(Step {
            rule: condition.id.clone(),
            needed: worded(&condition.text, &trail.numbers),
            holds: reach.holds,
            warn: condition.warn,
            cites: cited(book, &condition.cites, self.law.day),
            confidence,
            confirmed: book.confirmed(condition, self.law.regime).cloned(),
            values,
            lacks: lacks(reach, &trail, human, condition),
            found: trail.found,
            asks: if human { condition.asks.clone() } else { String::new() },
            hope: reach.hope,
            evidence: trail.evidence,
            left_out: trail.left_out,
            remarks: trail.remarks,
            join,
            steps,
        })
    }

    fn used(&self, id: ParameterId) -> Option<UsedValue> {
        let parameter = self.book.parameter_at(id)?;
        let dated = parameter.on(self.law.day)?;
        let regime = self.book.regimes.get(self.law.regime);
        let at_most = regime.and_then(|regime| regime.at_most).filter(|_| dated.confirmed.is_none());
        Some(UsedValue {
            parameter: parameter.id.clone(),
            name: parameter.name.clone(),
            value: value_words(&dated.value, parameter.unit.vn()),
            from: dated.from,
            cites: cited(self.book, &dated.cites, self.law.day),
            confidence: at_most.map_or(dated.confidence, |at_most| dated.confidence.max(at_most)),
            confirmed: dated.confirmed.clone(),
        })
    }

    pub(super) fn road_proof(&mut self, rules: &RuleSet, at: usize) -> Option<RoadProof> {
        let road = rules.roads.get(at)?;
        let conditions = rules.also.iter().chain(std::iter::once(&road.when));
        let steps: Vec<Step> = conditions.filter_map(|id| self.step(*id)).collect();
        let mut missing = Vec::new();
        for step in &steps {
            self.gather(step, None, &mut missing);
        }
        let decisive = steps.iter().filter(|step| !step.warn).map(|step| step.holds);
        Some(RoadProof {
            occasion: road.occasion,
            name: road.name.clone(),
            outcome: Outcome::of(decisive.min().unwrap_or(Tri::Unknown)),
            steps,
            missing,
        })
    }

    /// The leaves that do not hold where it matters.
    fn gather(&self, step: &Step, way: Option<&EcoString>, missing: &mut Vec<Missing>) {
        if step.holds == Tri::Yes || step.warn {
            return;
        }
        let all = i64::try_from(step.steps.len()).unwrap_or(i64::MAX);
        match step.join {
            Join::AtLeast(number) => {
                let way = if number < all { Some(&step.rule) } else { way };
                for part in &step.steps {
                    self.gather(part, way, missing);
                }
            }
            Join::Leaf | Join::Not | Join::Readings => {
                let this_year = matches!(step.hope, Hope::In(year, _) if year <= self.moment.year);
                missing.push(Missing {
                    rule: step.rule.clone(),
                    needed: step.needed.clone(),
                    lacks: if step.lacks.is_empty() { step.needed.clone() } else { step.lacks.clone() },
                    needs_human: step.holds == Tri::Unknown,
                    one_way_of: way.cloned(),
                    hope: step.hope,
                    this_year,
                    last_day: this_year.then_some(self.closing),
                });
            }
        }
    }
}

fn join(kind: &Kind, reach: Reach, parts: usize) -> Join {
    match kind {
        Kind::All(_) => Join::AtLeast(i64::try_from(parts).unwrap_or(i64::MAX)),
        Kind::Any(_) => Join::AtLeast(1),
        Kind::AtLeast(..) => Join::AtLeast(reach.need),
        Kind::Not(_) => Join::Not,
        Kind::Readings(_) => Join::Readings,
        _ => Join::Leaf,
    }
}

fn lacks(reach: Reach, trail: &Trail, human: bool, condition: &Condition) -> String {
    if reach.holds == Tri::Yes {
        return String::new();
    }
    if human {
        return condition.asks.clone();
    }
    trail.lacks.clone()
}

/// The wording with its numbers; one that is not known is shown as `…`.
fn worded(text: &str, numbers: &[(&'static str, String)]) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        let Some((key, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let number = numbers.iter().find(|(own, _)| *own == key);
        words.push_str(number.map_or("…", |(_, number)| number));
        rest = after;
    }
    words.push_str(rest);
    words
}

/// The considered year in which something may be had at the earliest.
pub fn soonest_year(hope: Hope) -> Option<WorkYear> {
    match hope {
        Hope::In(year, _) => Some(year),
        Hope::NotKnown | Hope::Never => None,
    }
}
