//! How many of a unit stand how towards each award: counts, with the ceilings of the law beside them.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::law::{
    AwardId, Facts, Hope, Judge, Kind, Lawbook, Moment, Outcome, Proof, Step, Verdict,
};

use super::judged::{Asked, judged};
use super::{PERMISSION, Whom};
use crate::AppError;
use crate::law::page::award::{nearest, received, without_rule};
use crate::law::page::proof::law_line;
use crate::law::page::{LawLine, When, moment, when};
use crate::state::View;

/// How a subject stands towards an award, in the order of the list's tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Place {
    /// Every condition holds.
    Eligible,
    /// A person must look.
    Human,
    /// One thing is missing and can be had this year.
    One,
    /// Several things are missing and can be had this year.
    Several,
    /// For the next year at the earliest.
    NextYear,
    /// Later, or nobody can reckon when.
    Later,
    /// Received for this year already.
    Received,
}

impl Place {
    /// Every place.
    pub(crate) const ALL: [Self; 7] = [
        Self::Eligible,
        Self::Human,
        Self::One,
        Self::Several,
        Self::NextYear,
        Self::Later,
        Self::Received,
    ];

    /// Its place among them.
    pub(crate) fn at(self) -> usize {
        Self::ALL
            .iter()
            .position(|own| *own == self)
            .unwrap_or_default()
    }
}

/// Whose sums are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskSums {
    /// Code of the agency.
    pub agency: String,
    /// Whether those below it too.
    pub below: bool,
    /// People, or collectives.
    pub whom: Whom,
    /// The considered year; `None`: the one that is being judged.
    pub year: Option<i16>,
    /// The day of judging.
    pub on: Option<Date>,
    /// The day of reception.
    pub received_on: Option<Date>,
}

/// A ceiling of the law: never a number to fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ceiling {
    /// What the law says: `Không quá 15 % số Lao động tiên tiến của đơn vị`.
    pub text: String,
    /// What was found of it.
    pub found: String,
    /// Whether it was not confirmed.
    pub unconfirmed: bool,
}

/// One award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardSums {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// How many may receive it.
    pub eligible: usize,
    /// Of how many a person must look.
    pub human: usize,
    /// How many lack one thing they can still get this year.
    pub one: usize,
    /// How many lack several.
    pub several: usize,
    /// How many may have it for the next year at the earliest.
    pub next_year: usize,
    /// How many later, or nobody can reckon when.
    pub later: usize,
    /// How many received it for this year.
    pub received: usize,
    /// Whether no text was found by which it could be judged.
    pub no_rule: bool,
    /// Its ceilings.
    pub ceilings: Vec<Ceiling>,
    /// Whether something it rests on was not confirmed.
    pub unconfirmed: bool,
}

/// A unit in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// For when.
    pub when: When,
    /// The law.
    pub law: LawLine,
    /// How many people or collectives.
    pub subjects: usize,
    /// Of how many the reader may not know discipline and open cases.
    pub conduct_hidden: usize,
    /// The awards of the law of the day.
    pub awards: Vec<AwardSums>,
}

/// How a subject stands towards an award; a proof is made only where the number of what is missing decides.
pub(crate) fn place(
    judge: &mut Judge<'_>,
    facts: &Facts,
    moment: &Moment,
    (award, verdict): (AwardId, &Verdict),
) -> Place {
    if received(facts, award, moment) {
        return Place::Received;
    }
    match (verdict.outcome, verdict.hope) {
        (Outcome::Eligible, _) => Place::Eligible,
        (Outcome::NeedsHuman, _) => Place::Human,
        (_, Hope::In(year, _)) if year <= moment.year => {
            let proven = judge.prove(facts, moment, award, None);
            let several = proven.is_some_and(|proven| lacking(&proven.proof, verdict) > 1);
            if several { Place::Several } else { Place::One }
        }
        (_, Hope::In(year, _)) if year == moment.year.next() => Place::NextYear,
        _ => Place::Later,
    }
}

/// How many things are missing on the nearest road: ways of which one is enough are one thing.
pub(crate) fn lacking(proof: &Proof, verdict: &Verdict) -> usize {
    let Some(road) = nearest(proof, verdict) else {
        return 0;
    };
    let mut seen: Vec<&str> = Vec::new();
    for one in &road.missing {
        let named = one.one_way_of.as_deref().unwrap_or(&one.rule);
        if !seen.contains(&named) {
            seen.push(named);
        }
    }
    seen.len()
}

/// Counts the people or collectives of a unit.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for a day no law speaks of.
pub fn sums(view: &View, ask: &AskSums) -> Result<Sums, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let book = view.state.law.as_ref();
    let moment = moment(view, ask.year, ask.on, ask.received_on)?;
    let law = book.law(&moment).ok_or(AppError::NotFound)?;
    let judged = judged(
        view,
        &Asked {
            agency: &ask.agency,
            below: ask.below,
            whom: ask.whom,
            moment,
        },
    )?;
    let awards = judged.awards.iter();
    Ok(Sums {
        when: when(book, &moment),
        law: law_line(view, law),
        subjects: judged.subjects.len(),
        conduct_hidden: judged.hidden,
        awards: awards.map(|(_, sums)| sums.clone()).collect(),
    })
}

/// The counts of those judged so far.
#[derive(Default)]
pub(super) struct Work {
    pub(super) awards: Vec<(AwardId, AwardSums)>,
    pub(super) hidden: usize,
}

impl Work {
    /// Counts a subject; how it stands towards each award.
    pub(super) fn take(
        &mut self,
        view: &View,
        judge: &mut Judge<'_>,
        facts: &Facts,
        moment: &Moment,
    ) -> Vec<(AwardId, Verdict, Place)> {
        self.hidden += usize::from(facts.conduct.is_none());
        let mut placed = Vec::new();
        for (award, verdict) in judge.verdicts(facts, moment) {
            let place = place(judge, facts, moment, (award, &verdict));
            let known = self.awards.iter().position(|(own, _)| *own == award);
            let at = known.unwrap_or_else(|| {
                // What the rules say is the same for everybody: the first one's proof tells it.
                let proven = judge.prove(facts, moment, award, None);
                let proof = proven.as_ref().map(|proven| &proven.proof);
                self.awards.push((award, begun(view, award, proof)));
                self.awards.len() - 1
            });
            if let Some((_, sums)) = self.awards.get_mut(at) {
                sums.count(place);
            }
            placed.push((award, verdict, place));
        }
        placed
    }
}

fn begun(view: &View, award: AwardId, proof: Option<&Proof>) -> AwardSums {
    let book = view.state.law.as_ref();
    let code = book.names.code(award);
    let known = view.state.catalogue.award(code);
    AwardSums {
        code: code.to_owned(),
        name: known.map_or_else(|| code.to_owned(), |award| award.name.clone()),
        eligible: 0,
        human: 0,
        one: 0,
        several: 0,
        next_year: 0,
        later: 0,
        received: 0,
        no_rule: proof.is_some_and(|proof| without_rule(book, proof)),
        ceilings: proof.map(|proof| ceilings(book, proof)).unwrap_or_default(),
        unconfirmed: proof.is_none_or(|proof| proof.unconfirmed),
    }
}

/// The ceilings a proof tells of, each once.
fn ceilings(book: &Lawbook, proof: &Proof) -> Vec<Ceiling> {
    let mut found: Vec<(&Step, Ceiling)> = Vec::new();
    for step in proof.roads.iter().flat_map(|road| &road.steps) {
        step.walk(&mut |step| {
            let quota = book
                .named(&step.rule)
                .is_some_and(|condition| matches!(condition.kind, Kind::Quota { .. }));
            if quota && !found.iter().any(|(own, _)| own.rule == step.rule) {
                let ceiling = Ceiling {
                    text: step.needed.to_string(),
                    found: step.found.clone(),
                    unconfirmed: step.is_unconfirmed(),
                };
                found.push((step, ceiling));
            }
        });
    }
    found.into_iter().map(|(_, ceiling)| ceiling).collect()
}

impl AwardSums {
    fn count(&mut self, place: Place) {
        let count = match place {
            Place::Eligible => &mut self.eligible,
            Place::Human => &mut self.human,
            Place::One => &mut self.one,
            Place::Several => &mut self.several,
            Place::NextYear => &mut self.next_year,
            Place::Later => &mut self.later,
            Place::Received => &mut self.received,
        };
        *count += 1;
    }
}
