//! One award for one subject in short: what is done, what is missing and until when, what a person must look at, what
//! cannot be had this year any more and when at the earliest then.

use serde::Serialize;
use thidua_domain::law::{
    AwardId, Confidence, Facts, Hope, Join, Lawbook, Missing, Moment, Outcome, Proof, Proven,
    RoadProof, Step, Tri, Verdict,
};
use thidua_domain::time;

use crate::state::View;

/// How near an award is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Every condition holds.
    Eligible,
    /// A person must look.
    NeedsHuman,
    /// It can still be had for this year.
    ThisYear,
    /// For a later year at the earliest.
    Later,
    /// Nobody can reckon when, or never.
    Open,
    /// Received for this year already.
    Received,
    /// No text was found by which it could be judged at all.
    NoRule,
}

/// Something that is missing or to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Code of the condition.
    pub rule: String,
    /// In words.
    pub text: String,
    /// The ways, where one of several is enough; `text` then says what they are for.
    pub ways: Vec<String>,
    /// When at the earliest, where not for this year.
    pub soonest: Option<String>,
}

/// One award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardLine {
    /// Code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether a title, else a form of commendation.
    pub title: bool,
    /// How near it is.
    pub standing: Standing,
    /// `eligible`, `not_eligible`, `needs_human`.
    pub outcome: &'static str,
    /// The outcome in words.
    pub word: &'static str,
    /// The road that was judged, in words.
    pub road: String,
    /// Whether something it rests on was not confirmed.
    pub unconfirmed: bool,
    /// The outcome under the other law, where both were looked at: which law, what it said.
    pub other: Option<String>,
    /// What holds.
    pub done: Vec<String>,
    /// What is missing and can still be met for this year.
    pub missing: Vec<Point>,
    /// What can no longer be met for this year.
    pub lost: Vec<Point>,
    /// What a person must look at.
    pub human: Vec<Point>,
    /// What to keep in mind; it decides nothing.
    pub reminders: Vec<String>,
    /// The last day on which something may still be added.
    pub last_day: Option<String>,
    /// When at the earliest, where not for this year.
    pub soonest: Option<String>,
    /// Roads somebody would have to propose on.
    pub asked: Vec<String>,
    /// Place by which equals are ordered: how much is missing, or the year of the earliest.
    #[serde(skip)]
    pub(super) rank: i64,
}

impl AwardLine {
    /// The nearest at hand first.
    pub(super) fn order(&self) -> (Standing, i64) {
        (self.standing, self.rank)
    }
}

/// The road a verdict speaks of: the nearest one.
pub(crate) fn nearest<'p>(proof: &'p Proof, verdict: &Verdict) -> Option<&'p RoadProof> {
    let same = |road: &&RoadProof| Some(road.occasion) == verdict.road;
    proof.roads.iter().find(same).or(proof.roads.first())
}

/// Whether an award was received for a year: by the subject itself, not by what it came from.
pub(crate) fn received(facts: &Facts, award: AwardId, moment: &Moment) -> bool {
    facts.awards.iter().any(|own| {
        let of_year = own.years.is_some_and(|years| years.to == moment.year);
        own.award == award && !own.revoked && !own.inherited && of_year
    })
}

/// Whether a road rests on nothing but what no text establishes.
pub(crate) fn without_rule(book: &Lawbook, proof: &Proof) -> bool {
    let open = |step: &Step| {
        step.join == Join::Leaf
            && step.confidence == Confidence::NotFound
            && step.confirmed.is_none()
            && step.holds == Tri::Unknown
    };
    let also = |step: &&Step| {
        let rules = book.rules_on(proof.award, proof.subject, proof.law.day);
        let also = rules.map(|rules| rules.also.as_slice()).unwrap_or_default();
        let mut ids = also.iter().filter_map(|id| book.condition(*id));
        !ids.any(|condition| condition.id == step.rule)
    };
    let bare = |road: &RoadProof| road.steps.iter().filter(also).all(open);
    proof.outcome == Outcome::NeedsHuman && proof.roads.iter().all(bare)
}

/// When at the earliest, in words; `None` where it is for this year.
pub(crate) fn soonest(hope: Hope, moment: &Moment) -> Option<String> {
    match hope {
        Hope::In(year, _) if year <= moment.year => None,
        Hope::In(year, Some(day)) => {
            Some(format!("xét cho năm {}, từ ngày {}", year.0, time::vn(day)))
        }
        Hope::In(year, None) => Some(format!("xét cho năm {}", year.0)),
        Hope::NotKnown => Some("chưa tính trước được".to_owned()),
        Hope::Never => Some("không đạt được theo quy định này".to_owned()),
    }
}

/// An award in short.
pub(super) fn line(
    view: &View,
    facts: &Facts,
    moment: &Moment,
    award: AwardId,
    verdict: &Verdict,
    proven: &Proven,
) -> AwardLine {
    let book = view.state.law.as_ref();
    let proof = &proven.proof;
    let code = book.names.code(award);
    let road = nearest(proof, verdict);
    let points = road.map(|road| sorted(road, moment)).unwrap_or_default();
    let standing = standing(book, facts, moment, verdict, proof);
    let known = view.state.catalogue.award(code);
    let year = match verdict.hope {
        Hope::In(year, _) => i64::from(year.0),
        _ => i64::MAX,
    };
    let missing = points.missing.len() + points.lost.len() + points.human.len();
    let other = proven.other.as_ref().map(|(other, _)| {
        let regime = book.regimes.get(other.law.regime);
        let name = regime.map_or("", |regime| regime.name.as_str());
        format!("{}: {}", name, other.outcome.vn().to_lowercase())
    });
    AwardLine {
        code: code.to_owned(),
        name: known.map_or_else(|| code.to_owned(), |award| award.name.clone()),
        title: book.names.is_title(award),
        standing,
        outcome: verdict.outcome.code(),
        word: verdict.outcome.vn(),
        road: road.map_or_else(String::new, |road| road.name.clone()),
        unconfirmed: proven.unconfirmed(),
        other,
        done: points.done,
        last_day: points.last_day,
        missing: points.missing,
        lost: points.lost,
        human: points.human,
        reminders: points.reminders,
        soonest: (verdict.outcome == Outcome::NotEligible)
            .then(|| soonest(verdict.hope, moment))
            .flatten(),
        asked: proof.asked.clone(),
        rank: match standing {
            Standing::Later => year,
            _ => i64::try_from(missing).unwrap_or(i64::MAX),
        },
    }
}

fn standing(
    book: &Lawbook,
    facts: &Facts,
    moment: &Moment,
    verdict: &Verdict,
    proof: &Proof,
) -> Standing {
    if received(facts, proof.award, moment) {
        return Standing::Received;
    }
    match (verdict.outcome, verdict.hope) {
        (Outcome::Eligible, _) => Standing::Eligible,
        (Outcome::NeedsHuman, _) if without_rule(book, proof) => Standing::NoRule,
        (Outcome::NeedsHuman, _) => Standing::NeedsHuman,
        (_, Hope::In(year, _)) if year <= moment.year => Standing::ThisYear,
        (_, Hope::In(..)) => Standing::Later,
        _ => Standing::Open,
    }
}

/// What a road comes to, by what can be done about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Points {
    pub(crate) done: Vec<String>,
    pub(crate) missing: Vec<Point>,
    pub(crate) lost: Vec<Point>,
    pub(crate) human: Vec<Point>,
    pub(crate) reminders: Vec<String>,
    pub(crate) last_day: Option<String>,
}

/// The conditions of a road by what can be done about them.
pub(crate) fn sorted(road: &RoadProof, moment: &Moment) -> Points {
    let mut points = Points::default();
    for step in &road.steps {
        holding(step, &mut points);
    }
    let mut ways: Vec<(&str, Vec<&Missing>)> = Vec::new();
    for one in &road.missing {
        match &one.one_way_of {
            None => points.put(one, moment),
            Some(of) => match ways.iter_mut().find(|(own, _)| *own == of.as_str()) {
                Some((_, all)) => all.push(one),
                None => ways.push((of.as_str(), vec![one])),
            },
        }
    }
    for (of, all) in ways {
        let step = find(road, of);
        points.put_ways(of, step, &all, moment);
    }
    let mut last = road.missing.iter().filter_map(|one| one.last_day);
    points.last_day = last.next().map(time::vn);
    points
}

impl Points {
    fn put(&mut self, one: &Missing, moment: &Moment) {
        let point = Point {
            rule: one.rule.to_string(),
            text: said(one),
            ways: Vec::new(),
            soonest: soonest(one.hope, moment).filter(|_| !one.needs_human),
        };
        match (one.needs_human, one.this_year) {
            (true, _) => self.human.push(point),
            (false, true) => self.missing.push(point),
            (false, false) => self.lost.push(point),
        }
    }

    /// One of several is enough: the best of them says where it belongs.
    fn put_ways(&mut self, of: &str, step: Option<&Step>, all: &[&Missing], moment: &Moment) {
        let human = step.map_or_else(
            || all.iter().any(|one| one.needs_human),
            |step| step.holds == Tri::Unknown,
        );
        let this_year = all.iter().any(|one| one.this_year && !one.needs_human);
        let shown = all
            .iter()
            .filter(|one| !human || one.needs_human || one.this_year);
        let hope = all.iter().map(|one| one.hope).min();
        let needed = step.map_or_else(String::new, |step| step.needed.to_string());
        let point = Point {
            rule: of.to_owned(),
            text: needed,
            ways: shown.map(|one| said(one)).collect(),
            soonest: hope
                .and_then(|hope| soonest(hope, moment))
                .filter(|_| !human),
        };
        match (human, this_year) {
            (true, _) => self.human.push(point),
            (false, true) => self.missing.push(point),
            (false, false) => self.lost.push(point),
        }
    }
}

/// What is missing, in words: the need and what is lacking of it, told once where they say the same.
fn said(one: &Missing) -> String {
    if one.lacks.is_empty() || one.lacks == one.needed {
        return one.needed.to_string();
    }
    format!("{}: {}", one.needed, one.lacks)
}

fn find<'p>(road: &'p RoadProof, rule: &str) -> Option<&'p Step> {
    let mut found = None;
    for step in &road.steps {
        step.walk(&mut |step| {
            if found.is_none() && step.rule == rule {
                found = Some(step);
            }
        });
    }
    found
}

/// The leaves that hold, and those that only remind.
fn holding(step: &Step, points: &mut Points) {
    if step.warn {
        if step.holds != Tri::Yes {
            points.reminders.push(step.needed.to_string());
        }
        return;
    }
    match step.join {
        Join::Leaf if step.holds == Tri::Yes => points.done.push(step.needed.to_string()),
        Join::Leaf => {}
        Join::Not | Join::Readings if step.holds == Tri::Yes => {
            points.done.push(step.needed.to_string());
        }
        Join::Not | Join::Readings => {}
        Join::AtLeast(_) => {
            for part in &step.steps {
                holding(part, points);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use thidua_domain::law::{AwardFact, Link, SubjectKind};
    use thidua_domain::time::{WorkYear, YearSpan};

    use super::*;

    #[test]
    fn what_a_predecessor_won_the_heir_did_not_receive() {
        let names = crate::law::book::names().unwrap();
        let award = names.award("tt_ldxs").unwrap();
        let moment = Moment::new(WorkYear(2025), date(2025, 12, 10));
        let has = |inherited: bool| {
            let mut facts = Facts::new(SubjectKind::Collective);
            facts.awards = vec![AwardFact {
                award,
                years: Some(YearSpan::single(WorkYear(2025))),
                times: 1,
                occasion: None,
                decided_on: None,
                revoked: false,
                inherited,
                link: Link {
                    sheet: "khen-thuong",
                    key: "1".into(),
                },
            }];
            received(&facts, award, &moment)
        };
        assert!(has(false) && !has(true));
    }
}
