//! What rested on an award whose decision is cancelled. Nothing is cancelled by this: each is flagged, for people to
//! look at again (Luật 06/2022/QH15 Điều 93).

use jiff::civil::Date;

use super::fact::{AwardFact, AwardId, Facts, Link, Moment, Occasion};
use super::judge::Judge;
use super::outcome::Outcome;
use crate::time::WorkYear;

/// An award that rested on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependent {
    /// Its record.
    pub link: Link,
    /// Which.
    pub award: AwardId,
    /// The last year it rewards.
    pub year: WorkYear,
    /// The codes of the conditions that named the cancelled one.
    pub conditions: Vec<String>,
    /// The outcome with it.
    pub before: Outcome,
    /// The outcome without it.
    pub after: Outcome,
}

impl Dependent {
    /// Whether the outcome is worse without it.
    pub fn is_worse(&self) -> bool {
        self.after < self.before
    }
}

/// The awards among a subject's own that rested on one of them, judged anew as on the day they were decided. Where the
/// law of that day says nothing, or its day or years are not told, nothing can be proven: the award is not among them.
pub fn dependents(judge: &mut Judge<'_>, facts: &Facts, cancelled: &Link) -> Vec<Dependent> {
    let later = facts
        .awards
        .iter()
        .filter(|fact| fact.link != *cancelled && !fact.revoked);
    later
        .filter_map(|fact| depends(judge, facts, fact, cancelled))
        .collect()
}

fn depends(
    judge: &mut Judge<'_>,
    facts: &Facts,
    fact: &AwardFact,
    cancelled: &Link,
) -> Option<Dependent> {
    let year = fact.years?.to;
    let on: Date = fact.decided_on?.last_day();
    let moment = Moment {
        decided_on: Some(on),
        ..Moment::new(year, on)
    };
    let road = fact.occasion.unwrap_or(Occasion::Merit);
    // Judged as it then was: neither the award itself nor what came after it was there.
    let mut then = facts.clone();
    then.awards.retain(|own| {
        own.link != fact.link && own.decided_on.is_none_or(|day| day.first_day() <= on)
    });
    for own in then.awards.iter_mut().filter(|own| own.link == *cancelled) {
        own.revoked = false;
    }
    let before = judge.prove(&then, &moment, fact.award, Some(road))?;
    let mut conditions = Vec::new();
    for step in before.proof.roads.iter().flat_map(|road| &road.steps) {
        step.walk(&mut |step| {
            if step
                .evidence
                .iter()
                .any(|evidence| evidence.link == *cancelled)
            {
                conditions.push(step.rule.to_string());
            }
        });
    }
    if conditions.is_empty() {
        return None;
    }
    then.awards.retain(|own| own.link != *cancelled);
    let after = judge.verdict(&then, &moment, fact.award, Some(road))?;
    Some(Dependent {
        link: fact.link.clone(),
        award: fact.award,
        year,
        conditions,
        before: before.outcome(),
        after: after.outcome,
    })
}
