//! The rules of an award on a day.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::{Lawbook, SubjectKind};
use thidua_domain::time::vn;

use super::case::{self, CaseLine};
use super::node::{self, Node};
use super::timeline::{self, Stretch};
use super::words;
use crate::{AppError, View};

/// Which rules are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskAward {
    /// Code of the award.
    pub award: String,
    /// Code of the kind of subject; else the first it is given to.
    pub subject: Option<String>,
    /// The day on which the dossier is received; else today.
    pub on: Option<Date>,
}

/// A kind of subject one may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubjectLine {
    /// Its code.
    pub code: &'static str,
    /// In words.
    pub name: &'static str,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

/// A way to the award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoadLine {
    /// What it is called.
    pub name: String,
    /// For which achievement, in words.
    pub occasion: &'static str,
    /// Whether it is judged only where somebody proposes on it.
    pub asked: bool,
    /// Its condition.
    pub node: Node,
}

/// The rules of an award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardPage {
    /// Code of the award.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Who decides it.
    pub authority: String,
    /// Kinds of subjects.
    pub subjects: Vec<SubjectLine>,
    /// The chosen kind.
    pub subject: &'static str,
    /// The day, ISO.
    pub on: String,
    /// As read.
    pub on_words: String,
    /// Name of the regime; empty: no law of that day.
    pub regime: String,
    /// The regime's days, in words.
    pub regime_days: String,
    /// What is shown with everything under an unverified regime; empty: it is verified.
    pub warning: String,
    /// Whether rules of the day are known at all.
    pub known: bool,
    /// Conditions of every road.
    pub common: Vec<Node>,
    /// The roads.
    pub roads: Vec<RoadLine>,
    /// What else is to be known.
    pub note: String,
    /// Conditions and values nobody confirmed.
    pub unconfirmed: usize,
    /// Of how many.
    pub statements: usize,
    /// How the rules became what they are.
    pub timeline: Vec<Stretch>,
    /// Worked cases.
    pub cases: Vec<CaseLine>,
    /// Whether the reader may propose.
    pub proposes: bool,
}

/// The kinds of subjects an award has rules for.
pub(super) fn subjects(book: &Lawbook, award: thidua_domain::law::AwardId) -> Vec<SubjectKind> {
    let has = |subject: &SubjectKind| {
        let mut rules = book.rules.iter();
        rules.any(|rules| rules.award == award && rules.subject == *subject)
    };
    SubjectKind::ALL.into_iter().filter(has).collect()
}

/// The rules of an award on a day.
///
/// # Errors
/// [`AppError::NotFound`] for an award the law does not speak of.
pub fn award(view: &View, ask: &AskAward) -> Result<AwardPage, AppError> {
    view.permit(super::READ, Target::Any)?;
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let id = book.names.award(&ask.award).ok_or(AppError::NotFound)?;
    let own = state
        .catalogue
        .award(&ask.award)
        .ok_or(AppError::NotFound)?;
    let kinds = subjects(book, id);
    let subject = match ask.subject.as_deref() {
        None => kinds.first().copied(),
        Some(code) => SubjectKind::from_code(code).filter(|kind| kinds.contains(kind)),
    };
    let subject = subject.ok_or(AppError::NotFound)?;
    let on = ask.on.unwrap_or(view.today);
    let rules = book.rules_on(id, subject, on);
    let regime = book.regime_on(on).and_then(|at| book.regimes.get(at));
    let common = rules
        .map(|rules| node::common(book, rules, on))
        .unwrap_or_default();
    let roads: Vec<RoadLine> = rules
        .into_iter()
        .flat_map(|rules| &rules.roads)
        .filter_map(|road| {
            Some(RoadLine {
                name: road.name.clone(),
                occasion: road.occasion.vn(),
                asked: road.asked,
                node: Node::of(book, book.condition(road.when)?, on),
            })
        })
        .collect();
    let (unconfirmed, statements) =
        counted(common.iter().chain(roads.iter().map(|road| &road.node)));
    Ok(AwardPage {
        code: own.code.clone(),
        name: own.name.clone(),
        authority: own.authority.clone(),
        subjects: kinds
            .iter()
            .map(|kind| SubjectLine {
                code: kind.code(),
                name: words::subject(*kind),
                chosen: *kind == subject,
            })
            .collect(),
        subject: subject.code(),
        on: on.to_string(),
        on_words: vn(on),
        regime: regime.map(|own| own.name.clone()).unwrap_or_default(),
        regime_days: regime
            .map(|own| words::days(own.from, own.to))
            .unwrap_or_default(),
        warning: regime
            .filter(|own| own.unverified)
            .map(|own| own.note.clone())
            .unwrap_or_default(),
        known: rules.is_some(),
        note: rules.map(|rules| rules.note.clone()).unwrap_or_default(),
        common,
        roads,
        unconfirmed,
        statements,
        timeline: timeline::stretches(book, (id, subject), on),
        cases: case::of_award(book, &ask.award, subject)?,
        proposes: super::proposes(view),
    })
}

/// How many conditions and values nobody confirmed, and how many there are; a group that cites nothing says nothing
/// of its own.
pub(super) fn counted<'a>(nodes: impl Iterator<Item = &'a Node>) -> (usize, usize) {
    let mut seen: Vec<&str> = Vec::new();
    let (mut open, mut all) = (0, 0);
    let mut count = |id: &'a str, by: &str| {
        if !seen.contains(&id) {
            seen.push(id);
            all += 1;
            open += usize::from(by.is_empty());
        }
    };
    for node in nodes {
        node.walk(&mut |node| {
            if node.parts.is_empty() || !node.cites.is_empty() {
                count(&node.id, &node.mark.by);
            }
            for value in &node.values {
                count(&value.id, &value.mark.by);
            }
        });
    }
    (open, all)
}

/// The worst mark of rules on a day, for lists: how many of how many statements nobody confirmed.
pub(super) fn marks(
    book: &Lawbook,
    rules: &thidua_domain::law::RuleSet,
    on: Date,
) -> (usize, usize) {
    let regime = book.regime_on(on).unwrap_or_default();
    let (mut open, mut all) = (0, 0);
    let mut values = Vec::new();
    for id in book.conditions_of(rules) {
        let Some(own) = book.condition(id) else {
            continue;
        };
        if own.kind.parts().is_empty() || !own.cites.is_empty() {
            all += 1;
            open += usize::from(book.confirmed(own, regime).is_none());
        }
        values.extend(book.parameters_of(own));
    }
    values.sort_unstable();
    values.dedup();
    for dated in values
        .into_iter()
        .filter_map(|id| book.parameter_of(id)?.on(on))
    {
        all += 1;
        open += usize::from(dated.confirmed.is_none());
    }
    (open, all)
}
