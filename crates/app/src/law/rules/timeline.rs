//! The rules of an award over time: what each stretch needs, what is new in it, what fell away.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::law::{AwardId, Law, Lawbook, RuleSet, SubjectKind};

use super::words;

/// A stretch of time under the same rules and values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// First day, ISO.
    pub from: String,
    /// Its days, in words.
    pub days: String,
    /// The regime's name.
    pub regime: String,
    /// Whether what holds under it was never seen in the original.
    pub unverified: bool,
    /// Whether something its rules say was not compared with the original.
    pub unconfirmed: bool,
    /// Whether the chosen day lies in it.
    pub chosen: bool,
    /// What is needed since then.
    pub joined: Vec<String>,
    /// What is no longer needed.
    pub left: Vec<String>,
    /// Whether nothing came before it.
    pub first: bool,
}

/// The leaves of a rule set in words, on a day; what it asks of each road with the road's name.
pub(super) fn needs(book: &Lawbook, rules: &RuleSet, day: Date) -> Vec<String> {
    let ids = book.conditions_of(rules).into_iter();
    let leaves = ids.filter_map(|id| book.condition(id));
    let leaves = leaves.filter(|own| own.kind.parts().is_empty());
    leaves.map(|own| book.needed(own, day)).collect()
}

/// First days of stretches: where the rules, a value they take or the regime become others.
fn edges(book: &Lawbook, award: AwardId, subject: SubjectKind) -> Vec<Date> {
    let mut days: Vec<Date> = book.regimes.iter().map(|regime| regime.from).collect();
    let own = |rules: &&RuleSet| rules.award == award && rules.subject == subject;
    for rules in book.rules.iter().filter(own) {
        days.extend(rules.times.iter().map(|(from, _)| *from));
        let conditions = book.conditions_of(rules).into_iter();
        for condition in conditions.filter_map(|id| book.condition(id)) {
            let parameters = book.parameters_of(condition).into_iter();
            let values = parameters.filter_map(|id| book.parameter_of(id));
            days.extend(values.flat_map(|own| own.values.iter().map(|value| value.from)));
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// The stretches, oldest first; neighbours under one regime that need the same are one.
pub(super) fn stretches(
    book: &Lawbook,
    (award, subject): (AwardId, SubjectKind),
    chosen: Date,
) -> Vec<Stretch> {
    let mut found: Vec<(Date, Option<usize>, Vec<String>)> = Vec::new();
    for day in edges(book, award, subject) {
        let rules = book.rules_on(award, subject, day);
        let told = rules
            .map(|rules| needs(book, rules, day))
            .unwrap_or_default();
        let regime = book.regime_on(day);
        let same = found
            .last()
            .is_some_and(|(_, own, before)| *own == regime && *before == told);
        if regime.is_some() && !same {
            found.push((day, regime, told));
        }
    }
    let mut stretches = Vec::with_capacity(found.len());
    let mut before: Option<&[String]> = None;
    for (at, (from, regime, told)) in found.iter().enumerate() {
        let next = found
            .get(at + 1)
            .and_then(|(next, ..)| next.yesterday().ok());
        let new = |one: &&String| before.is_some_and(|before| !before.contains(one));
        let gone = |one: &&String| !told.contains(one);
        let own = regime.and_then(|at| book.regimes.get(at));
        stretches.push(Stretch {
            from: from.to_string(),
            days: words::days(*from, next),
            regime: own.map(|own| own.name.clone()).unwrap_or_default(),
            unverified: own.is_some_and(|own| own.unverified),
            unconfirmed: book.rules_on(award, subject, *from).is_some_and(|rules| {
                let law = regime.map(|regime| Law { regime, day: *from });
                law.is_none_or(|law| !book.is_confirmed(rules, None, law))
            }),
            chosen: *from <= chosen && next.is_none_or(|next| chosen <= next),
            joined: told.iter().filter(new).cloned().collect(),
            left: before.into_iter().flatten().filter(gone).cloned().collect(),
            first: before.is_none(),
        });
        before = Some(told);
    }
    stretches
}
