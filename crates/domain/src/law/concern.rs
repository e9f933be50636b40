//! Whom a question concerns. What only a person can judge is asked of those for whom the answer may decide: whether
//! somebody came from another sector to a post is no question of one who never held such a post.
//!
//! Only what somebody is (posts, group, sex) keeps a question away, and only where nothing says when that may be: what is
//! missing of ratings or awards may still come, and the answer is better had by then.

use super::book::Lawbook;
use super::eval::Bench;
use super::fact::{Facts, Moment};
use super::judge::Judge;
use super::outcome::{Hope, Tri};
use super::rule::{Condition, ConditionId, Kind};

/// Whether a condition asks what somebody is, and decides.
fn is_what_one_is(condition: &Condition) -> bool {
    let kind = &condition.kind;
    !condition.warn && matches!(kind, Kind::Position(_) | Kind::Group(_) | Kind::Woman(_))
}

impl Bench<'_> {
    /// Whether an answer to the parts of a condition decides nothing: it asks for all of them, and one of them is about
    /// what somebody is and is not.
    pub(super) fn is_out(&mut self, parts: &[ConditionId], kind: &Kind) -> bool {
        if !matches!(kind, Kind::All(_)) {
            return false;
        }
        parts.iter().any(|id| {
            let own = self.book.condition(*id);
            if !own.is_some_and(|own| is_what_one_is(own) && !self.is_open(own)) {
                return false;
            }
            let reach = self.reach(*id);
            // Whose post is not told may hold it: time that perhaps counts keeps the question open.
            reach.holds == Tri::No
                && reach.may == 0
                && matches!(reach.hope, Hope::NotKnown | Hope::Never)
        })
    }

    /// Looks for a condition below another; whether it was met, and whether anywhere its answer may decide.
    fn seek(&mut self, id: ConditionId, wanted: ConditionId, out: bool) -> (bool, bool) {
        if id == wanted {
            return (true, !out);
        }
        let book = self.book;
        let Some(condition) = book.condition(id) else {
            return (false, false);
        };
        let parts = condition.kind.parts();
        if parts.is_empty() || self.is_open(condition) {
            return (false, false);
        }
        let out = out || self.is_out(parts, &condition.kind);
        let (mut met, mut counts) = (false, false);
        for part in parts {
            let found = self.seek(*part, wanted, out);
            met |= found.0;
            counts |= found.1;
        }
        (met, counts)
    }
}

impl Lawbook {
    /// Whether a condition lies somewhere beside what only some are: then it may not concern everybody.
    pub fn may_not_concern(&self, id: &str) -> bool {
        let Some(wanted) = self.place_of(id) else {
            return false;
        };
        self.conditions.iter().any(|own| match &own.kind {
            Kind::All(parts) => {
                let is = |part: &ConditionId| self.condition(*part).is_some_and(is_what_one_is);
                parts.iter().any(is) && parts.iter().any(|part| self.is_below(*part, wanted))
            }
            _ => false,
        })
    }

    fn is_below(&self, id: ConditionId, wanted: ConditionId) -> bool {
        let parts = |own: &Condition| {
            let mut parts = own.kind.parts().iter();
            parts.any(|part| self.is_below(*part, wanted))
        };
        id == wanted || self.condition(id).is_some_and(parts)
    }

    fn place_of(&self, id: &str) -> Option<ConditionId> {
        let mut all = self.conditions.iter();
        let at = all.position(|own| own.id == id)?;
        u16::try_from(at).ok().map(ConditionId)
    }
}

impl Judge<'_> {
    /// Whether the answer to a condition may decide anything for somebody, under the law of the day or the later one that
    /// is looked at beside it. What no rule of that law asks for concerns everybody: nothing is known of it.
    pub fn concerns(&mut self, facts: &Facts, moment: &Moment, id: &str) -> bool {
        let book = self.book;
        let Some(wanted) = book.place_of(id) else {
            return true;
        };
        let own = book.law(moment);
        let later = book.later_law(moment).map(|(law, _)| law);
        let mut met = false;
        for law in own.into_iter().chain(later) {
            let mut bench = Bench::new(book, facts, *moment, law, &mut self.memo);
            for award in book.names.all() {
                let Some(rules) = book.rules_on(award, facts.subject, law.day) else {
                    continue;
                };
                bench.award = award;
                let roads = rules.roads.iter().map(|road| road.when);
                for id in rules.also.iter().copied().chain(roads) {
                    let found = bench.seek(id, wanted, false);
                    if found.1 {
                        return true;
                    }
                    met |= found.0;
                }
            }
        }
        !met
    }
}
