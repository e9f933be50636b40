//! Whether everything a result rests on was confirmed against the original: one answer for a proof and for a list.

use super::book::{Law, Lawbook};
use super::fact::{AwardId, Moment, Occasion, SubjectKind};
use super::judge::is_judged;
use super::rule::{Condition, Kind, RuleSet};

impl Lawbook {
    /// Whether a verdict rests on anything nobody confirmed: under the law of reception, or under the later one that is
    /// looked at beside it. Where no rules speak of it there is nothing confirmed either.
    pub fn rests_on_unconfirmed(
        &self,
        award: AwardId,
        subject: SubjectKind,
        road: Option<Occasion>,
        moment: &Moment,
    ) -> bool {
        let later = self.later_law(moment).map(|(law, _)| law);
        let open = |law: Law| {
            let rules = self.rules_on(award, subject, law.day);
            rules.map(|rules| !self.is_confirmed(rules, road, law))
        };
        let own = self.law(moment).and_then(open).unwrap_or(true);
        own || later.and_then(open).unwrap_or(false)
    }

    /// Whether everything these rules say under a law was confirmed: conditions, the values they take on its day, who
    /// counts. Only roads that are judged matter; under an unverified regime nothing is.
    pub fn is_confirmed(&self, rules: &RuleSet, road: Option<Occasion>, law: Law) -> bool {
        let regime = self.regimes.get(law.regime);
        if regime.is_none_or(|regime| regime.unverified) {
            return false;
        }
        let judged = rules.roads.iter().filter(|own| is_judged(rules, own, road));
        let mut open = rules.also.clone();
        open.extend(judged.map(|road| road.when));
        let mut at = 0;
        while let Some(id) = open.get(at).copied() {
            at += 1;
            let Some(condition) = self.condition(id) else {
                return false;
            };
            if !self.is_condition_confirmed(condition, law) {
                return false;
            }
            let parts = condition.kind.parts().iter();
            let new: Vec<_> = parts.filter(|part| !open.contains(part)).copied().collect();
            open.extend(new);
        }
        true
    }

    fn is_condition_confirmed(&self, condition: &Condition, law: Law) -> bool {
        // A group says nothing beyond its parts unless it cites.
        let bare = !condition.kind.parts().is_empty() && condition.cites.is_empty();
        if !bare && self.confirmed(condition, law.regime).is_none() {
            return false;
        }
        let mut values = self.parameters_of(condition).into_iter();
        let confirmed = |id| {
            let dated = self.dated(id, law.day);
            dated.is_some_and(|dated| dated.confirmed.is_some())
        };
        if !values.all(confirmed) {
            return false;
        }
        let Kind::Members(leaf) = &condition.kind else {
            return true;
        };
        let counted = leaf.denominator.and_then(|at| self.denominators.get(at));
        counted.is_none_or(|own| own.confirmed.is_some())
    }
}
