//! What proofs say of conditions and values whoever they are about: written once for a law, then handed on without a copy.

use std::sync::Arc;

use ecow::EcoString;

use super::build::{cited, told};
use super::{Cited, UsedValue};
use crate::law::book::{Law, Lawbook};
use crate::law::rule::{Condition, ConditionId, ParameterId};

/// Laws whose words are kept: a subject is judged under two of them at most.
const LAWS: usize = 4;

/// The words of some laws.
#[derive(Debug, Default)]
pub(in crate::law) struct Shared(Vec<Words>);

/// The words of one law, by places in the book.
#[derive(Debug)]
struct Words {
    law: Law,
    cites: Vec<Option<Arc<[Cited]>>>,
    needed: Vec<Option<EcoString>>,
    values: Vec<Option<Arc<UsedValue>>>,
}

impl Shared {
    fn of(&mut self, book: &Lawbook, law: Law) -> Option<&mut Words> {
        if let Some(at) = self.0.iter().position(|own| own.law == law) {
            return self.0.get_mut(at);
        }
        if self.0.len() >= LAWS {
            self.0.remove(0);
        }
        self.0.push(Words {
            law,
            cites: vec![None; book.conditions.len()],
            needed: vec![None; book.conditions.len()],
            values: vec![None; book.parameters.len()],
        });
        self.0.last_mut()
    }

    /// The articles of a condition.
    pub(in crate::law) fn cites(
        &mut self,
        book: &Lawbook,
        law: Law,
        (id, condition): (ConditionId, &Condition),
    ) -> Arc<[Cited]> {
        let made = || -> Arc<[Cited]> { cited(book, &condition.cites, law.day).into() };
        let kept = self.of(book, law);
        match kept.and_then(|own| own.cites.get_mut(id.place())) {
            Some(kept) => Arc::clone(kept.get_or_insert_with(made)),
            None => made(),
        }
    }

    /// The wording of a condition that takes no numbers.
    pub(in crate::law) fn needed(
        &mut self,
        book: &Lawbook,
        law: Law,
        (id, condition): (ConditionId, &Condition),
    ) -> EcoString {
        let made = || EcoString::from(condition.text.as_str());
        let kept = self.of(book, law);
        match kept.and_then(|own| own.needed.get_mut(id.place())) {
            Some(kept) => kept.get_or_insert_with(made).clone(),
            None => made(),
        }
    }

    /// A value on the day of the law.
    pub(in crate::law) fn value(
        &mut self,
        book: &Lawbook,
        law: Law,
        id: ParameterId,
    ) -> Option<Arc<UsedValue>> {
        let own = self.of(book, law)?;
        let kept = own.values.get_mut(usize::from(id.0))?;
        if kept.is_none() {
            *kept = Some(Arc::new(used(book, law, id)?));
        }
        kept.clone()
    }
}

fn used(book: &Lawbook, law: Law, id: ParameterId) -> Option<UsedValue> {
    let parameter = book.parameter_at(id)?;
    let dated = parameter.on(law.day)?;
    let regime = book.regimes.get(law.regime);
    let at_most = regime
        .and_then(|regime| regime.at_most)
        .filter(|_| dated.confirmed.is_none());
    Some(UsedValue {
        parameter: parameter.id.clone(),
        name: parameter.name.clone(),
        value: told(book, parameter, &dated.value),
        from: dated.from,
        cites: cited(book, &dated.cites, law.day),
        confidence: at_most.map_or(dated.confidence, |at_most| dated.confidence.max(at_most)),
        confirmed: dated.confirmed.clone(),
    })
}
