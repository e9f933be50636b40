//! Judging: verdicts quickly for many, a proof for one, and both laws where the more favourable applies.

use super::book::{Law, Lawbook};
use super::eval::{Bench, Memo};
use super::fact::{AwardId, Facts, Moment, Occasion};
use super::outcome::{Hope, Outcome, Reach, Tri};
use super::proof::{Proof, RoadProof};
use super::rule::{Road, RuleSet};

/// What an award comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// On which road; `None`: only on those somebody would have to propose on.
    pub road: Option<Occasion>,
    /// Under which law.
    pub law: Law,
    /// What the other law said, where both were looked at.
    pub other: Option<(Law, Outcome)>,
    /// Where it is not eligible: when at the earliest.
    pub hope: Hope,
}

/// A proof under the law that applies, and under the other where both were looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The proof that stands.
    pub proof: Proof,
    /// The other one, and what says that both are looked at.
    pub other: Option<(Proof, String)>,
}

impl Proven {
    /// The law of reception stands unless the later one is better.
    fn of(own: Proof, other: Option<Proof>, why: &str) -> Self {
        match other {
            None => Self {
                proof: own,
                other: None,
            },
            Some(other) if other.outcome > own.outcome => Self {
                proof: other,
                other: Some((own, why.to_owned())),
            },
            Some(other) => Self {
                proof: own,
                other: Some((other, why.to_owned())),
            },
        }
    }

    /// The outcome that stands.
    pub fn outcome(&self) -> Outcome {
        self.proof.outcome
    }

    /// Whether it rests on anything nobody confirmed, under either law.
    pub fn unconfirmed(&self) -> bool {
        let other = self.other.as_ref();
        self.proof.unconfirmed || other.is_some_and(|(other, _)| other.unconfirmed)
    }
}

/// Judges one subject after the other; keeps its memory between them.
#[derive(Debug)]
pub struct Judge<'b> {
    pub(super) book: &'b Lawbook,
    pub(super) memo: Memo,
}

impl<'b> Judge<'b> {
    /// A judge of a book.
    pub fn new(book: &'b Lawbook) -> Self {
        Self {
            book,
            memo: Memo::default(),
        }
    }

    /// The verdict on one award, on every road that needs no proposal, or on one road. `None`: no law of that day
    /// speaks of it for such a subject.
    pub fn verdict(
        &mut self,
        facts: &Facts,
        moment: &Moment,
        award: AwardId,
        road: Option<Occasion>,
    ) -> Option<Verdict> {
        let law = self.book.law(moment)?;
        let own = self.under(facts, moment, law, &[award], road).pop()?.1;
        let Some((later, _)) = self.book.later_law(moment) else {
            return Some(own);
        };
        let other = self
            .under(facts, moment, later, &[award], road)
            .pop()
            .map(|(_, verdict)| verdict);
        Some(favourable(own, other))
    }

    /// The verdicts on all awards the law of the day has for such a subject, in the order of the catalogue.
    pub fn verdicts(&mut self, facts: &Facts, moment: &Moment) -> Vec<(AwardId, Verdict)> {
        let Some(law) = self.book.law(moment) else {
            return Vec::new();
        };
        let awards: Vec<AwardId> = self.book.names.all().collect();
        let mut own = self.under(facts, moment, law, &awards, None);
        if let Some((later, _)) = self.book.later_law(moment) {
            let others = self.under(facts, moment, later, &awards, None);
            for (award, verdict) in &mut own {
                let other = others.iter().find(|(own, _)| own == award);
                *verdict = favourable(*verdict, other.map(|(_, verdict)| *verdict));
            }
        }
        own
    }

    fn under(
        &mut self,
        facts: &Facts,
        moment: &Moment,
        law: Law,
        awards: &[AwardId],
        road: Option<Occasion>,
    ) -> Vec<(AwardId, Verdict)> {
        let book = self.book;
        let mut bench = Bench::new(book, facts, *moment, law, &mut self.memo);
        let mut verdicts = Vec::with_capacity(awards.len());
        for award in awards {
            let Some(rules) = book.rules_on(*award, facts.subject, law.day) else {
                continue;
            };
            bench.award = *award;
            if let Some(verdict) = quick(&mut bench, rules, road, law) {
                verdicts.push((*award, verdict));
            }
        }
        verdicts
    }

    /// The proof of a verdict.
    pub fn prove(
        &mut self,
        facts: &Facts,
        moment: &Moment,
        award: AwardId,
        road: Option<Occasion>,
    ) -> Option<Proven> {
        let mut proven = self.proofs(facts, moment, &[award], road);
        Some(proven.pop()?.1)
    }

    /// The proofs of several awards of one subject: what they share is looked at once.
    pub fn proofs(
        &mut self,
        facts: &Facts,
        moment: &Moment,
        awards: &[AwardId],
        road: Option<Occasion>,
    ) -> Vec<(AwardId, Proven)> {
        let Some(law) = self.book.law(moment) else {
            return Vec::new();
        };
        let own = self.proofs_under(facts, moment, law, awards, road);
        let Some((later, transition)) = self.book.later_law(moment) else {
            let alone = |(award, proof)| (award, Proven { proof, other: None });
            return own.into_iter().map(alone).collect();
        };
        let mut others = self
            .proofs_under(facts, moment, later, awards, road)
            .into_iter()
            .peekable();
        let both = own.into_iter().map(|(award, own)| {
            // Both are in the order of the awards; the later law may lack some, or have others.
            let place = |one: AwardId| awards.iter().position(|own| *own == one);
            while others
                .next_if(|(other, _)| place(*other) < place(award))
                .is_some()
            {}
            let other = others.next_if(|(other, _)| *other == award);
            (
                award,
                Proven::of(own, other.map(|(_, proof)| proof), &transition.text),
            )
        });
        both.collect()
    }

    fn proofs_under(
        &mut self,
        facts: &Facts,
        moment: &Moment,
        law: Law,
        awards: &[AwardId],
        road: Option<Occasion>,
    ) -> Vec<(AwardId, Proof)> {
        let mut bench = Bench::new(self.book, facts, *moment, law, &mut self.memo);
        let proof = |award: &AwardId| Some((*award, proof_of(&mut bench, *award, road)?));
        awards.iter().filter_map(proof).collect()
    }
}

/// The proof of one award.
fn proof_of(bench: &mut Bench<'_>, award: AwardId, road: Option<Occasion>) -> Option<Proof> {
    let (book, facts, law) = (bench.book, bench.facts, bench.law);
    let rules = book.rules_on(award, facts.subject, law.day)?;
    bench.award = award;
    let verdict = quick(bench, rules, road, law)?;
    let chosen: Vec<usize> = (0..rules.roads.len())
        .filter(|at| {
            rules
                .roads
                .get(*at)
                .is_some_and(|own| is_judged(rules, own, road))
        })
        .collect();
    let mut roads: Vec<RoadProof> = chosen
        .into_iter()
        .filter_map(|at| bench.road_proof(rules, at))
        .collect();
    roads.sort_by_key(|road| std::cmp::Reverse(road.outcome));
    let unconfirmed = roads
        .iter()
        .flat_map(|road| &road.steps)
        .any(super::proof::Step::is_unconfirmed);
    let regime = book.regimes.get(law.regime);
    let asked = rules.roads.iter().filter(|own| own.asked && road.is_none());
    Some(Proof {
        award,
        subject: facts.subject,
        moment: bench.moment,
        law,
        law_note: regime
            .filter(|regime| regime.unverified)
            .map_or(String::new(), |regime| regime.note.clone()),
        outcome: verdict.outcome,
        roads,
        asked: asked.map(|road| road.name.clone()).collect(),
        unconfirmed: unconfirmed || !book.is_confirmed(rules, road, law),
        note: rules.note.clone(),
    })
}

/// Whether a road is looked at: that asked for; else those that need no proposal, or all where every one needs one.
pub(super) fn is_judged(rules: &RuleSet, own: &Road, road: Option<Occasion>) -> bool {
    match road {
        Some(road) => own.occasion == road,
        None => !own.asked || rules.roads.iter().all(|road| road.asked),
    }
}

fn quick(
    bench: &mut Bench<'_>,
    rules: &RuleSet,
    road: Option<Occasion>,
    law: Law,
) -> Option<Verdict> {
    let mut also = Reach::plain(Tri::Yes, Hope::Never);
    for id in &rules.also {
        also = both(also, decisive(bench, *id));
    }
    let mut best: Option<(Reach, Occasion)> = None;
    for own in rules.roads.iter().filter(|own| is_judged(rules, own, road)) {
        let reach = both(also, decisive(bench, own.when));
        let better =
            best.is_none_or(|(best, _)| (reach.holds, best.hope) > (best.holds, reach.hope));
        if better {
            best = Some((reach, own.occasion));
        }
    }
    let (reach, occasion) = best?;
    let every_asked = rules.roads.iter().all(|road| road.asked);
    Some(Verdict {
        outcome: Outcome::of(reach.holds),
        road: (road.is_some() || !every_asked).then_some(occasion),
        law,
        other: None,
        hope: reach.hope,
    })
}

fn decisive(bench: &mut Bench<'_>, id: super::rule::ConditionId) -> Reach {
    let reach = bench.reach(id);
    let warns = bench
        .book
        .condition(id)
        .is_some_and(|condition| condition.warn);
    if warns {
        Reach::plain(Tri::Yes, Hope::Never)
    } else {
        reach
    }
}

/// Both must hold: the worse answer, and the later hope among what does not hold.
fn both(one: Reach, other: Reach) -> Reach {
    let hope = match (one.holds, other.holds) {
        (Tri::Yes, Tri::Yes) => Hope::Never,
        (Tri::Yes, _) => other.hope,
        (_, Tri::Yes) => one.hope,
        _ => one.hope.max(other.hope),
    };
    Reach::plain(one.holds.min(other.holds), hope)
}

/// The better of two laws; the law of reception where they agree.
fn favourable(own: Verdict, other: Option<Verdict>) -> Verdict {
    match other {
        None => own,
        Some(other) if other.outcome > own.outcome => Verdict {
            other: Some((own.law, own.outcome)),
            ..other
        },
        Some(other) => Verdict {
            other: Some((other.law, other.outcome)),
            ..own
        },
    }
}
