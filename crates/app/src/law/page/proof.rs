//! The whole proof of one award, as it is told: every condition with its article, what was found and where, what was
//! needed, who answered what; the law that applied and why; what the other law says.

use serde::Serialize;
use thidua_domain::law::{
    Cited, Confirmed, Facts, Join, Law, Link, Moment, Proof, Proven, Step, Tri, UsedValue, Verdict,
};
use thidua_domain::time;

use super::award::{nearest, received, soonest};
use super::{When, when};
use crate::law::answer::{self, Told};
use crate::state::View;
use crate::{App, AppError};

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// A person must look.
    Human,
}

impl From<Tri> for Mark {
    fn from(holds: Tri) -> Self {
        match holds {
            Tri::Yes => Self::Yes,
            Tri::No => Self::No,
            Tri::Unknown => Self::Human,
        }
    }
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Code of the text.
    pub text: String,
    /// `NĐ 152/2025/NĐ-CP`.
    pub short: String,
    /// Article, clause, point; empty: the whole text.
    pub article: String,
}

/// A fact a condition rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Base {
    /// What it says.
    pub text: String,
    /// Where it is written: a path of this site.
    pub href: Option<String>,
}

/// A value of the law a condition used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueLine {
    /// Code of the parameter.
    pub parameter: String,
    /// What it is.
    pub name: String,
    /// The value, in words.
    pub value: String,
    /// First day of the value.
    pub from: String,
    /// What it rests on.
    pub cites: Vec<Basis>,
    /// Who confirmed it; `None`: nobody yet.
    pub confirmed: Option<String>,
    /// How sure it is, in words.
    pub confidence: &'static str,
}

/// What a person is asked, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// What was decided.
    pub answer: Option<Told>,
    /// Whether the reader may decide.
    pub may: bool,
    /// Number of the stored revision; 0: nothing is stored.
    pub seen: i64,
}

/// Who does not count in a share.
pub type Left = String;

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Code of the condition.
    pub rule: String,
    /// What is needed.
    pub needed: String,
    /// Whether it holds.
    pub mark: Mark,
    /// Whether it only reminds.
    pub reminds: bool,
    /// Its articles.
    pub cites: Vec<Basis>,
    /// How sure it is, in words.
    pub confidence: &'static str,
    /// Who confirmed it; `None`: nobody yet.
    pub confirmed: Option<String>,
    /// Values it used.
    pub values: Vec<ValueLine>,
    /// What was found.
    pub found: String,
    /// What is missing.
    pub lacks: String,
    /// What a person must look at.
    pub asks: String,
    /// When at the earliest, where it does not hold for this year.
    pub soonest: Option<String>,
    /// Facts it rests on.
    pub evidence: Vec<Base>,
    /// Who was left out of a denominator, and why.
    pub left_out: Vec<Left>,
    /// What to keep in mind.
    pub remarks: Vec<String>,
    /// How its parts make its answer, in words; empty: it has none.
    pub join: String,
    /// What a person is asked; `None`: nobody is.
    pub question: Option<Question>,
    /// Its parts.
    pub steps: Vec<Node>,
}

/// The law that applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LawLine {
    /// Its code: `A` … `D`.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Its days, in words.
    pub held: String,
    /// The day it was taken for.
    pub day: String,
    /// What is shown with every result under it; empty: nothing.
    pub note: String,
    /// Whether nothing under it was compared with the original.
    pub unverified: bool,
}

/// The result under the other law, where both are looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherLaw {
    /// The law.
    pub law: LawLine,
    /// Code of the outcome.
    pub outcome: &'static str,
    /// In words.
    pub word: &'static str,
    /// What says that both are looked at.
    pub why: String,
    /// Its roads.
    pub roads: Vec<RoadLine>,
}

/// One road.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoadLine {
    /// What it is called.
    pub name: String,
    /// For which achievement, in words.
    pub occasion: &'static str,
    /// Code of the outcome.
    pub outcome: &'static str,
    /// In words.
    pub word: &'static str,
    /// Its conditions.
    pub steps: Vec<Node>,
}

/// The proof of one award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofLine {
    /// Code of the subject.
    pub subject: String,
    /// Name on the day.
    pub name: String,
    /// For when.
    pub when: When,
    /// Code of the award.
    pub award: String,
    /// Its name.
    pub award_name: String,
    /// Code of the outcome.
    pub outcome: &'static str,
    /// In words.
    pub word: &'static str,
    /// Whether the award was received for this year already.
    pub received: bool,
    /// When at the earliest, where not for this year.
    pub soonest: Option<String>,
    /// The law.
    pub law: LawLine,
    /// The result under the other law.
    pub other: Option<OtherLaw>,
    /// The roads, the best first.
    pub roads: Vec<RoadLine>,
    /// Roads somebody would have to propose on.
    pub asked: Vec<String>,
    /// What the rules themselves note.
    pub note: String,
    /// Whether something it rests on was not confirmed.
    pub unconfirmed: bool,
}

impl ProofLine {
    fn nodes(&mut self) -> impl Iterator<Item = &mut Node> {
        let other = self.other.iter_mut().flat_map(|other| &mut other.roads);
        let roads = self.roads.iter_mut().chain(other);
        roads.flat_map(|road| &mut road.steps)
    }

    /// Numbers the answers as they are stored.
    pub(super) async fn number(&mut self, app: &App) -> Result<(), AppError> {
        let mut keys = Vec::new();
        for node in self.nodes() {
            node.questions(&mut |question| {
                keys.extend(question.answer.as_ref().map(|told| told.key.clone()));
            });
        }
        if keys.is_empty() {
            return Ok(());
        }
        let seen = answer::revisions(app, &keys).await?;
        for node in self.nodes() {
            node.questions(&mut |question| {
                let key = question.answer.as_ref().map(|told| &told.key);
                question.seen = key.and_then(|key| seen.get(key)).copied().unwrap_or(0);
            });
        }
        Ok(())
    }
}

impl Node {
    fn questions(&mut self, each: &mut dyn FnMut(&mut Question)) {
        if let Some(question) = &mut self.question {
            each(question);
        }
        for step in &mut self.steps {
            step.questions(each);
        }
    }
}

/// A law as it is told.
pub(crate) fn law_line(view: &View, law: Law) -> LawLine {
    let regime = view.state.law.regimes.get(law.regime);
    let held = regime.map_or_else(String::new, |regime| match regime.to {
        Some(to) => format!("từ {} đến {}", time::vn(regime.from), time::vn(to)),
        None => format!("từ {}", time::vn(regime.from)),
    });
    LawLine {
        code: regime.map_or_else(String::new, |regime| regime.id.clone()),
        name: regime.map_or_else(String::new, |regime| regime.name.clone()),
        held,
        day: time::vn(law.day),
        note: regime
            .filter(|regime| regime.unverified)
            .map_or_else(String::new, |regime| regime.note.clone()),
        unverified: regime.is_none_or(|regime| regime.unverified),
    }
}

/// The proof as it is told.
pub(super) fn line(
    view: &View,
    subject: &str,
    facts: &Facts,
    moment: &Moment,
    (verdict, proven): (&Verdict, &Proven),
) -> ProofLine {
    let book = view.state.law.as_ref();
    let proof = &proven.proof;
    let code = book.names.code(proof.award);
    let known = view.state.catalogue.award(code);
    let teller = Teller {
        view,
        subject,
        moment,
        person: view.state.people.contains_key(subject),
        may: answer::may_answer(view, subject),
    };
    let other = proven.other.as_ref().map(|(other, why)| OtherLaw {
        law: law_line(view, other.law),
        outcome: other.outcome.code(),
        word: other.outcome.vn(),
        why: why.clone(),
        roads: teller.roads(other),
    });
    let hope = soonest(verdict.hope, moment);
    ProofLine {
        subject: subject.to_owned(),
        name: view.state.name_on(subject, moment.on),
        when: when(book, moment),
        award: code.to_owned(),
        award_name: known.map_or_else(|| code.to_owned(), |award| award.name.clone()),
        outcome: verdict.outcome.code(),
        word: verdict.outcome.vn(),
        received: received(facts, proof.award, moment),
        soonest: hope.filter(|_| verdict.outcome == thidua_domain::law::Outcome::NotEligible),
        law: law_line(view, proof.law),
        other,
        roads: {
            let first = nearest(proof, verdict).map(|road| road.name.clone());
            let mut roads = teller.roads(proof);
            roads.sort_by_key(|road| Some(&road.name) != first.as_ref());
            roads
        },
        asked: proof.asked.clone(),
        note: proof.note.clone(),
        unconfirmed: proof.unconfirmed,
    }
}

/// What every condition of a proof is told with.
struct Teller<'a> {
    view: &'a View,
    subject: &'a str,
    moment: &'a Moment,
    person: bool,
    may: bool,
}

impl Teller<'_> {
    fn roads(&self, proof: &Proof) -> Vec<RoadLine> {
        let road = |road: &thidua_domain::law::RoadProof| RoadLine {
            name: road.name.clone(),
            occasion: road.occasion.vn(),
            outcome: road.outcome.code(),
            word: road.outcome.vn(),
            steps: road
                .steps
                .iter()
                .map(|step| self.node(step, proof.law))
                .collect(),
        };
        proof.roads.iter().map(road).collect()
    }

    fn node(&self, step: &Step, law: Law) -> Node {
        let all = i64::try_from(step.steps.len()).unwrap_or(i64::MAX);
        let join = match step.join {
            Join::Leaf => String::new(),
            Join::AtLeast(number) if number >= all => "Phải đạt tất cả".to_owned(),
            Join::AtLeast(1) => "Chỉ cần đạt một trong các điều kiện".to_owned(),
            Join::AtLeast(number) => format!("Phải đạt ít nhất {number:02} điều kiện"),
            Join::Not => "Điều kiện sau không được xảy ra".to_owned(),
            Join::Readings => {
                "Nhiều cách hiểu: thống nhất thì theo, khác nhau thì người xem xét quyết định"
                    .to_owned()
            }
        };
        Node {
            rule: step.rule.to_string(),
            needed: step.needed.clone(),
            mark: step.holds.into(),
            reminds: step.warn,
            cites: step.cites.iter().map(basis).collect(),
            confidence: step.confidence.vn(),
            confirmed: step.confirmed.as_ref().map(confirmed),
            values: step.values.iter().map(value).collect(),
            found: step.found.clone(),
            lacks: if step.lacks == step.found || step.lacks == step.asks {
                String::new()
            } else {
                step.lacks.clone()
            },
            asks: step.asks.clone(),
            soonest: (step.holds == Tri::No && step.join == Join::Leaf)
                .then(|| soonest(step.hope, self.moment))
                .flatten(),
            evidence: step
                .evidence
                .iter()
                .map(|own| Base {
                    text: own.text.clone(),
                    href: self.href(&own.link),
                })
                .collect(),
            left_out: step.left_out.clone(),
            remarks: step.remarks.clone(),
            join,
            question: self.question(step, law),
            steps: step.steps.iter().map(|part| self.node(part, law)).collect(),
        }
    }

    /// What a person is asked, where nobody but a person can judge.
    fn question(&self, step: &Step, law: Law) -> Option<Question> {
        let book = self.view.state.law.as_ref();
        let condition = book.named(&step.rule)?;
        if step.join != Join::Leaf || !book.asks_people_under(condition, law.regime) {
            return None;
        }
        let reads = answer::reads(self.view, self.subject, &step.rule);
        let stored = answer::stored(self.view, self.subject, &step.rule, self.moment.year.0);
        Some(Question {
            answer: stored
                .filter(|_| reads)
                .map(|answer| Told::of(self.view, answer)),
            may: self.may && reads,
            seen: 0,
        })
    }

    /// Where a fact is written, as far as it is a record of its own.
    fn href(&self, link: &Link) -> Option<String> {
        let part = crate::listing::part;
        if link.key.is_empty() {
            return None;
        }
        match link.sheet {
            "nhan-su" if self.view.state.people.contains_key(link.key.as_str()) => {
                Some(format!("/ca-nhan/{}", part(&link.key)))
            }
            "co-quan" if self.view.state.org.find(&link.key).is_some() => {
                Some(format!("/co-quan/{}", part(&link.key)))
            }
            "chi-tieu" if self.view.state.org.find(&link.key).is_some() => Some(format!(
                "/co-quan/{}/tien-do?nam={}",
                part(&link.key),
                self.moment.year.0
            )),
            sheet if !self.person && sheet == "nhan-su" => None,
            sheet => {
                crate::record::kind(sheet)?;
                Some(format!("/du-lieu/{sheet}/lich-su?khoa={}", part(&link.key)))
            }
        }
    }
}

fn basis(cited: &Cited) -> Basis {
    Basis {
        text: cited.text.clone(),
        short: cited.short.clone(),
        article: cited.article.clone(),
    }
}

fn confirmed(own: &Confirmed) -> String {
    format!("{}, ngày {}", own.by, time::vn(own.at))
}

fn value(own: &UsedValue) -> ValueLine {
    ValueLine {
        parameter: own.parameter.clone(),
        name: own.name.clone(),
        value: own.value.clone(),
        from: time::vn(own.from),
        cites: own.cites.iter().map(basis).collect(),
        confirmed: own.confirmed.as_ref().map(confirmed),
        confidence: own.confidence.vn(),
    }
}
