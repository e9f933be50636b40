//! The rules of a day for programs: what each award asks for, with its articles, how sure each statement is and who
//! compared it with the original.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::{
    AwardId, Condition, ConditionId, Kind, Law, Lawbook, Parameter, RuleSet, SubjectKind,
};

use super::award::marks;
use super::words;
use crate::law::eligibility::{CitedLine, ConfirmedLine, ValueLine, citation, cited, confirmed};
use crate::{AppError, View};

/// Trees lie no deeper.
const DEEPEST: u8 = 24;

/// Which rules are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskRules {
    /// Code of the award; `None`: every one.
    pub award: Option<String>,
    /// Code of the kind of subject; `None`: every one.
    pub subject_kind: Option<String>,
    /// The day on which a dossier is received; `None`: today.
    pub on: Option<Date>,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleStep {
    /// Code of the condition.
    pub rule: String,
    /// What is needed on the day.
    pub needed: String,
    /// Whether it only warns and decides nothing.
    pub warn: bool,
    /// Whether only a person can judge it.
    pub human: bool,
    /// What a person must look at; empty: nothing.
    pub asks: String,
    /// What else is to be known; empty: nothing.
    pub note: String,
    /// What it rests on, in one line.
    pub citation: String,
    /// The same, each article.
    pub citations: Vec<CitedLine>,
    /// How sure it is: `S S- D M M? X`.
    pub confidence: &'static str,
    /// What that means.
    pub confidence_text: &'static str,
    /// Who compared it with the original; `null`: nobody yet.
    pub confirmed: Option<ConfirmedLine>,
    /// Values of the day it takes numbers from.
    pub values: Vec<ValueLine>,
    /// How its parts make its answer: `leaf all any at_least not readings`.
    pub join: &'static str,
    /// The same in words; empty: it has no parts.
    pub join_text: String,
    /// Its parts.
    pub steps: Vec<RuleStep>,
}

/// A road to an award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleRoad {
    /// Code of `Loại thành tích`.
    pub road: &'static str,
    /// What it is called.
    pub name: String,
    /// Whether it is judged only where somebody proposes on it.
    pub asked: bool,
    /// Its condition.
    pub step: RuleStep,
}

/// The rules of an award for one kind of subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AwardRules {
    /// Code of the award.
    pub award: String,
    /// Its name.
    pub award_name: String,
    /// `ca_nhan`, `tap_the`, `ho_gia_dinh`.
    pub subject_kind: &'static str,
    /// Conditions of every road.
    pub also: Vec<RuleStep>,
    /// The roads.
    pub roads: Vec<RuleRoad>,
    /// What else is to be known; empty: nothing.
    pub note: String,
    /// Whether something it says was not compared with the original.
    pub unconfirmed: bool,
    /// How many of its conditions and values nobody compared.
    pub open: usize,
    /// Of how many.
    pub statements: usize,
}

/// The rules of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rules {
    /// The day.
    pub on: String,
    /// `A` … `D`.
    pub regime: String,
    /// What it is called.
    pub regime_name: String,
    /// What is shown with everything under an unverified regime.
    pub regime_note: Option<String>,
    /// The rules, highest award first.
    pub awards: Vec<AwardRules>,
}

/// The rules of a day: of every award, or of one.
///
/// # Errors
/// [`AppError::NotFound`] for an award or kind of subject there is none of; [`AppError::Refused`] for a day no law of
/// the rulebook speaks of.
pub fn rules(view: &View, ask: &AskRules) -> Result<Rules, AppError> {
    view.permit(super::READ, Target::Any)?;
    let book = view.state.law.as_ref();
    let on = ask.on.unwrap_or(view.today);
    let place = book.regime_on(on).ok_or_else(|| {
        let day = thidua_domain::time::vn(on);
        AppError::refused(format!("Bộ quy định không có quy định nào của ngày {day}."))
    })?;
    let regime = book.regimes.get(place).ok_or(AppError::NotFound)?;
    let award = match ask.award.as_deref() {
        Some(code) => Some(book.names.award(code).ok_or(AppError::NotFound)?),
        None => None,
    };
    let kind = match ask.subject_kind.as_deref() {
        Some(code) => Some(SubjectKind::from_code(code).ok_or(AppError::NotFound)?),
        None => None,
    };
    let law = Law {
        regime: place,
        day: on,
    };
    let mut awards = Vec::new();
    for own in book.names.all() {
        for subject in SubjectKind::ALL {
            let asked = award.is_none_or(|one| one == own) && kind.is_none_or(|one| one == subject);
            let rules = book.rules_on(own, subject, on).filter(|_| asked);
            awards.extend(rules.map(|rules| of(view, rules, law, (own, subject))));
        }
    }
    Ok(Rules {
        on: on.to_string(),
        regime: regime.id.clone(),
        regime_name: regime.name.clone(),
        regime_note: Some(regime.note.clone()).filter(|note| regime.unverified && !note.is_empty()),
        awards,
    })
}

fn of(
    view: &View,
    rules: &RuleSet,
    law: Law,
    (award, subject): (AwardId, SubjectKind),
) -> AwardRules {
    let book = view.state.law.as_ref();
    let code = book.names.code(award);
    let step = |id: &ConditionId| Some(step(book, book.condition(*id)?, law, DEEPEST));
    let (open, statements) = marks(book, rules, law.day);
    let roads = rules.roads.iter().filter_map(|road| {
        Some(RuleRoad {
            road: road.occasion.code(),
            name: road.name.clone(),
            asked: road.asked,
            step: step(&road.when)?,
        })
    });
    AwardRules {
        award: code.to_owned(),
        award_name: book.names.name(award).to_owned(),
        subject_kind: subject.code(),
        also: rules.also.iter().filter_map(step).collect(),
        roads: roads.collect(),
        note: rules.note.clone(),
        unconfirmed: !book.is_confirmed(rules, None, law),
        open,
        statements,
    }
}

fn step(book: &Lawbook, own: &Condition, law: Law, deepest: u8) -> RuleStep {
    let confidence = book.confidence(own, law.regime);
    let cites = book.cited(&own.cites, law.day);
    let values = book.parameters_of(own).into_iter();
    let values = values.filter_map(|id| value(book, book.parameter_of(id)?, law.day));
    let parts = own.kind.parts().iter();
    let parts = parts.filter_map(|id| book.condition(*id));
    let parts = parts.take(if deepest == 0 { 0 } else { usize::MAX });
    let join = match &own.kind {
        Kind::All(_) => "all",
        Kind::Any(_) => "any",
        Kind::AtLeast(..) => "at_least",
        Kind::Not(_) => "not",
        Kind::Readings(_) => "readings",
        _ => "leaf",
    };
    RuleStep {
        rule: own.id.to_string(),
        needed: book.needed(own, law.day),
        warn: own.warn,
        human: book.asks_people_under(own, law.regime),
        asks: own.asks.clone(),
        note: own.note.clone(),
        citation: citation(&cites),
        citations: cited(&cites),
        confidence: confidence.code(),
        confidence_text: confidence.vn(),
        confirmed: confirmed(book.confirmed(own, law.regime)),
        values: values.collect(),
        join,
        join_text: super::node::lead(book, own, law.day),
        steps: parts
            .map(|part| step(book, part, law, deepest.saturating_sub(1)))
            .collect(),
    }
}

fn value(book: &Lawbook, own: &Parameter, day: Date) -> Option<ValueLine> {
    let dated = own.on(day)?;
    let cites = book.cited(&dated.cites, day);
    Some(ValueLine {
        parameter: own.id.clone(),
        name: own.name.clone(),
        value: words::value(book, own, &dated.value),
        from: dated.from.to_string(),
        citation: citation(&cites),
        citations: cited(&cites),
        confidence: dated.confidence.code(),
        confidence_text: dated.confidence.vn(),
        confirmed: confirmed(dated.confirmed.as_ref()),
    })
}
