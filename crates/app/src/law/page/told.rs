//! What pages tell of a proof.

use serde::Serialize;
use thidua_domain::law::Tri;

use super::When;
use crate::law::answer::{self, Told};
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
    /// Whether it decides nothing, since what stands beside it is about what the subject is not.
    pub idle: bool,
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
    pub left_out: Vec<String>,
    /// The members who were away or came in the year, by name: those among whom the ones left out are.
    pub absent: Vec<Base>,
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
    /// Whether something it rests on was not confirmed.
    pub unconfirmed: bool,
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
