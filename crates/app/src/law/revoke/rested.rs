//! Which awards rested on one: its subject's own, those of the collectives whose member received it, those of who led
//! the collective that received it. Each is judged twice as on the day it was decided, with it and without it.
//!
//! Discipline and open cases are left out on both sides: what is found is kept for others to read, who may not know
//! of them, and they do not depend on an award.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::law::{
    AwardFact, Conduct, Facts, Judge, Lawbook, Link, Moment, Occasion, Outcome, Proof, Step,
    SubjectKind,
};
use thidua_domain::register::Award;
use thidua_domain::register::sheet::AWARDS;
use thidua_domain::time::{WorkYear, YearSpan};

use crate::access::Caller;
use crate::law::{self, Gatherer};
use crate::{AppError, State, View};

/// An award that rested on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rested {
    /// Its place in the register.
    pub(crate) place: usize,
    /// What it came to with the other one.
    pub(crate) before: Outcome,
    /// What it comes to without.
    pub(crate) after: Outcome,
    /// What is needed by the conditions that counted it, in words.
    pub(crate) conditions: Vec<String>,
    /// Whether something the law of its day rests on was not confirmed.
    pub(crate) unconfirmed: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The awards, the worst first.
    pub(crate) rested: Vec<Rested>,
    /// Awards of the same people and collectives that tell no day or year: nothing can be said of them.
    pub(crate) untold: usize,
}

/// The awards that rested on the one at a place of the register, judged off the threads that serve requests.
pub(crate) async fn rested_apart(view: &View, place: usize) -> Result<Found, AppError> {
    let (state, today) = (Arc::clone(&view.state), view.today);
    law::in_turn(move || rested(&state, today, place)).await
}

/// The awards that rested on the one at a place of the register.
pub(crate) fn rested(state: &Arc<State>, today: Date, place: usize) -> Found {
    let mut found = Found::default();
    let (Some(award), Some(record)) = (state.awards.get(place), state.award_records.get(place))
    else {
        return found;
    };
    let Some(years) = award.years else {
        return found;
    };
    let view = View {
        state: Arc::clone(state),
        actor: Caller::console().actor,
        today,
    };
    let cancelled = Link {
        sheet: AWARDS.name,
        key: record.to_string().into(),
    };
    let mut court = Court {
        view: &view,
        place,
        desks: HashMap::new(),
        cancelled: &cancelled,
    };
    for subject in subjects(state, award, years) {
        court.all_of(&subject, years, &mut found);
    }
    found
        .rested
        .sort_by_key(|rested| (rested.after, rested.place));
    found
}

/// Whose awards may have rested on it.
struct Subject {
    code: String,
    kind: SubjectKind,
    /// Whether it is who received the cancelled one: then later years count too.
    own: bool,
}

fn subjects(state: &State, award: &Award, years: YearSpan) -> Vec<Subject> {
    let Some(code) = award.subject.as_deref() else {
        return Vec::new();
    };
    let kind = match state.people.get(code) {
        Some(_) => SubjectKind::Person,
        None => SubjectKind::Collective,
    };
    let mut subjects = vec![Subject {
        code: code.to_owned(),
        kind,
        own: true,
    }];
    subjects.extend(heirs(state, code).into_iter().map(|code| Subject {
        code,
        kind: SubjectKind::Collective,
        own: true,
    }));
    let (first, last) = (years.from.first_day(), years.to.last_day());
    if let Some(person) = state.people.get(code) {
        let posts = person.posts.iter();
        let held = posts.filter(|post| post.validity.overlaps_days(first, last));
        let mut units: BTreeSet<&str> = held.map(|post| post.agency.as_str()).collect();
        units.insert(&award.agency);
        let above: Vec<&str> = units
            .iter()
            .flat_map(|unit| state.org.above_on(unit, last))
            .collect();
        units.extend(above);
        subjects.extend(units.into_iter().map(|unit| Subject {
            code: unit.to_owned(),
            kind: SubjectKind::Collective,
            own: false,
        }));
    } else {
        let led = state.people.values().filter(|person| {
            person.led_between(first, last) && person.posts.iter().any(|post| post.agency == code)
        });
        subjects.extend(led.map(|person| Subject {
            code: person.code.clone(),
            kind: SubjectKind::Person,
            own: false,
        }));
    }
    subjects
}

/// What a body became: awards of the heir may rest on the body's own.
fn heirs(state: &State, code: &str) -> Vec<String> {
    let mut bodies = vec![code.to_owned()];
    let mut at = 0;
    while let Some(body) = bodies.get(at).cloned() {
        at += 1;
        let pairs = state.org.successors(&body).into_iter();
        for heir in pairs.filter_map(|pair| pair.new.clone()) {
            if !bodies.contains(&heir) {
                bodies.push(heir);
            }
        }
    }
    bodies.split_off(1)
}

/// Judges with and without one award.
struct Court<'v> {
    view: &'v View,
    /// The cancelled award's place in the register.
    place: usize,
    desks: HashMap<Moment, [Gatherer<'v>; 2]>,
    cancelled: &'v Link,
}

impl<'v> Court<'v> {
    fn all_of(&mut self, subject: &Subject, years: YearSpan, found: &mut Found) {
        let base = Moment::new(years.to, self.view.today);
        let Some([facts, _]) = self.facts(subject, base) else {
            return;
        };
        for fact in &facts.awards {
            if fact.link == *self.cancelled || fact.revoked {
                continue;
            }
            let (Some(own), Some(decided)) = (fact.years, fact.decided_on) else {
                found.untold += 1;
                continue;
            };
            let concerned = match subject.own {
                true => own.to >= years.from,
                false => years.contains(own.to),
            };
            let on = decided.last_day();
            if concerned && let Some(rested) = self.one(subject, fact, (own.to, on)) {
                found.rested.push(rested);
            }
        }
    }

    fn facts(&mut self, subject: &Subject, moment: Moment) -> Option<[Facts; 2]> {
        let (view, place) = (self.view, self.place);
        let desks = self.desks.entry(moment).or_insert_with(|| {
            // The register of tens of thousands of rows stays where it is: only this row is taken otherwise.
            ["da_tang", "thu_hoi"].map(|status| {
                Gatherer::new(view, &view.state.law, moment).with_status(place, status)
            })
        });
        let [one, other] = desks;
        let gather = |desk: &Gatherer<'v>| match subject.kind {
            SubjectKind::Person => desk.person(&subject.code),
            _ => desk.unit(&subject.code),
        };
        Some([gather(one)?, gather(other)?])
    }

    fn one(
        &mut self,
        subject: &Subject,
        fact: &AwardFact,
        (year, on): (WorkYear, Date),
    ) -> Option<Rested> {
        let moment = Moment {
            decided_on: Some(on),
            ..Moment::new(year, on)
        };
        let [mut with, mut without] = self.facts(subject, moment)?;
        let law = self.view.state.law.clone();
        for facts in [&mut with, &mut without] {
            then(&law, facts, fact, on);
        }
        let road = fact.occasion.unwrap_or(Occasion::Merit);
        let mut judge = Judge::new(&law);
        let before = judge.prove(&with, &moment, fact.award, Some(road))?;
        let after = judge.prove(&without, &moment, fact.award, Some(road))?;
        let conditions = counted(&before.proof, &after.proof, self.cancelled);
        if conditions.is_empty() {
            return None;
        }
        let id = fact.link.key.parse::<i64>().ok()?;
        let records = self.view.state.award_records.iter();
        Some(Rested {
            place: records.into_iter().position(|record| *record == id)?,
            before: before.outcome(),
            after: after.outcome(),
            unconfirmed: before.unconfirmed() || after.unconfirmed(),
            conditions,
        })
    }
}

/// What was known when an award was decided: neither it nor what came later; nothing of discipline and open cases, and
/// no answers about them.
fn then(book: &Lawbook, facts: &mut Facts, fact: &AwardFact, on: Date) {
    facts.awards.retain(|own| {
        own.link != fact.link && own.decided_on.is_none_or(|day| day.first_day() <= on)
    });
    facts.conduct = Some(Conduct::default());
    facts.answers.retain(|own| {
        let condition = book.named(&own.condition);
        condition.is_none_or(|condition| !book.is_about_conduct(condition))
    });
    for member in facts.members.iter_mut().flatten() {
        member.discipline = None;
        member.conduct_known = true;
    }
}

/// The conditions that named the cancelled award, or that no longer hold as they did.
fn counted(before: &Proof, after: &Proof, cancelled: &Link) -> Vec<String> {
    let mut held: HashMap<&str, &Step> = HashMap::new();
    for step in leaves(after) {
        held.insert(step.rule.as_str(), step);
    }
    let mut conditions: Vec<String> = Vec::new();
    for step in leaves(before) {
        let mut evidence = step.evidence.iter();
        let named = evidence.any(|evidence| evidence.link == *cancelled);
        let other = held.get(step.rule.as_str());
        let changed = other.is_some_and(|other| other.holds != step.holds);
        if (named || changed) && !conditions.iter().any(|own| step.needed == *own) {
            conditions.push(step.needed.to_string());
        }
    }
    conditions
}

fn leaves(proof: &Proof) -> Vec<&Step> {
    let mut found = Vec::new();
    for step in proof.roads.iter().flat_map(|road| &road.steps) {
        step.walk(&mut |step| {
            if step.steps.is_empty() {
                found.push(step);
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use thidua_domain::law::AnswerFact;

    use super::*;

    #[test]
    fn answers_about_conduct_are_left_out_with_it() {
        let book = crate::law::book::shipped().unwrap();
        let (conduct, other): (Vec<_>, Vec<_>) = book
            .conditions
            .iter()
            .partition(|condition| book.is_about_conduct(condition));
        let (conduct, other) = (conduct[0].id.as_str(), other[0].id.as_str());
        let link = |key: &str| Link {
            sheet: "ket-luan",
            key: key.into(),
        };
        let answer = |condition: &str| AnswerFact {
            condition: condition.into(),
            year: WorkYear(2025),
            holds: true,
            link: link(condition),
        };
        let mut facts = Facts::new(SubjectKind::Person);
        facts.answers = vec![answer(other), answer(conduct)];
        let own = AwardFact {
            award: book.names.award("ldtt").unwrap(),
            years: None,
            times: 1,
            occasion: None,
            decided_on: None,
            revoked: false,
            inherited: false,
            link: link("1"),
        };
        then(&book, &mut facts, &own, date(2025, 12, 10));
        let left: Vec<&str> = facts
            .answers
            .iter()
            .map(|own| own.condition.as_str())
            .collect();
        assert_eq!(left, [other]);
    }
}
