//! One condition: what it needs, which awards ask for it and when, the cases that show it, what was decided about it.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::change::About;
use thidua_domain::law::{Condition, Lawbook};
use thidua_domain::time::vn;

use super::case::{self, CaseLine};
use super::change::{self, ChangeLine};
use super::node::{Mark, Node};
use super::words;
use crate::{AppError, View};

/// An award that asks for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// Code of the award.
    pub award: String,
    /// Its name.
    pub name: String,
    /// Code of the kind of subject.
    pub subject: &'static str,
    /// In words.
    pub subject_words: &'static str,
    /// When, in words.
    pub days: String,
    /// First of these days, ISO.
    pub from: String,
}

/// A mark under one regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegimeMark {
    /// Code of the regime.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its days.
    pub days: String,
    /// Whether nothing under it was seen in the original.
    pub unverified: bool,
    /// How sure the condition is under it.
    pub mark: Mark,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionPage {
    /// The condition on the day.
    pub node: Node,
    /// The day, ISO.
    pub on: String,
    /// As read.
    pub on_words: String,
    /// The awards that ask for it.
    pub used: Vec<Use>,
    /// Groups it is part of, by code and words.
    pub above: Vec<(String, String)>,
    /// How sure it is under each regime that uses it.
    pub regimes: Vec<RegimeMark>,
    /// Cases that show it.
    pub cases: Vec<CaseLine>,
    /// What was decided or proposed about it.
    pub changes: Vec<ChangeLine>,
    /// Whether the reader may propose.
    pub proposes: bool,
}

/// The awards whose rules ask for some of these conditions, oldest rules first.
pub(super) fn used(view: &View, wanted: &dyn Fn(&Condition) -> bool) -> Vec<Use> {
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let mut found = Vec::new();
    for rules in &book.rules {
        let ids = book.conditions_of(rules).into_iter();
        if !ids.filter_map(|id| book.condition(id)).any(wanted) {
            continue;
        }
        let code = book.names.code(rules.award);
        for (from, to) in &rules.times {
            found.push(Use {
                award: code.to_owned(),
                name: state
                    .catalogue
                    .award(code)
                    .map_or(code, |own| &own.name)
                    .to_owned(),
                subject: rules.subject.code(),
                subject_words: words::subject(rules.subject),
                days: words::days(*from, *to),
                from: from.to_string(),
            });
        }
    }
    found
}

/// The places of the regimes in which rules ask for a condition.
pub(super) fn regimes(book: &Lawbook, condition: &Condition) -> Vec<usize> {
    let asks = |rules: &&thidua_domain::law::RuleSet| {
        let mut ids = book.conditions_of(rules).into_iter();
        ids.any(|id| book.condition(id).is_some_and(|own| own.id == condition.id))
    };
    let mut found = Vec::new();
    for rules in book.rules.iter().filter(asks) {
        for (from, to) in &rules.times {
            let lies = |(_, own): &(usize, &thidua_domain::law::Regime)| {
                own.from <= to.unwrap_or(Date::MAX) && own.to.is_none_or(|last| *from <= last)
            };
            let own = book.regimes.iter().enumerate().filter(lies);
            found.extend(own.map(|(at, _)| at));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// One condition on a day.
///
/// # Errors
/// [`AppError::NotFound`] where there is none of that code.
pub fn condition(view: &View, id: &str, on: Option<Date>) -> Result<ConditionPage, AppError> {
    view.permit(super::READ, Target::Any)?;
    let book = view.state.law.as_ref();
    let own = book.condition_named(id).ok_or(AppError::NotFound)?;
    let on = on.unwrap_or(view.today);
    let place = book.conditions.iter().position(|one| one.id == own.id);
    let holds = |group: &&Condition| {
        let mut parts = group.kind.parts().iter();
        parts.any(|part| Some(part.index()) == place)
    };
    let marked = regimes(book, own).into_iter().filter_map(|at| {
        let regime = book.regimes.get(at)?;
        Some(RegimeMark {
            id: regime.id.clone(),
            name: regime.name.clone(),
            days: words::days(regime.from, regime.to),
            unverified: regime.unverified,
            mark: Mark::new(book.confidence(own, at), book.confirmed(own, at)),
        })
    });
    Ok(ConditionPage {
        node: Node::of(book, own, on),
        on: on.to_string(),
        on_words: vn(on),
        used: used(view, &|one| one.id == own.id),
        above: book
            .conditions
            .iter()
            .filter(holds)
            .map(|group| (group.id.to_string(), book.needed(group, on)))
            .collect(),
        regimes: marked.collect(),
        cases: case::of_condition(book, id)?,
        changes: change::about(view, &[(About::Condition, id.to_owned())]),
        proposes: super::proposes(view),
    })
}
