//! The engine: one condition at a time, each judged once for a subject unless it depends on the award.
//!
//! The same code serves the verdict and its proof: with a [`Trail`] a leaf also writes down what it found.

mod awards;
mod conduct;
mod initiatives;
mod members;
mod memo;
mod ratings;
mod restart;
mod service;
mod trail;
mod unit;
mod years;

pub(super) use memo::Memo;
pub(super) use ratings::level_words;
pub use trail::Evidence;
pub(super) use trail::{Trail, Used, two};

use ecow::EcoString;
use jiff::civil::Date;

use super::book::{Law, Lawbook};
use super::fact::{AwardId, Facts, Moment};
use super::outcome::{Hope, Reach, Tri};
use super::proof::Shared;
use super::read::day_of_year;
use super::rule::{Condition, ConditionId, Kind, Number, ParameterId, Portion};
use super::value::{Confidence, Dated, Fraction, Value};
use crate::time::WorkYear;

/// A number or share of a rule on the day of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolved<T> {
    /// Expressly none.
    NoLimit,
    /// Not found.
    Unknown,
    /// So much.
    Is(T),
}

/// A subject, a moment and a law, in front of the book.
pub(super) struct Bench<'a> {
    pub(super) book: &'a Lawbook,
    pub(super) facts: &'a Facts,
    pub(super) moment: Moment,
    pub(super) law: Law,
    pub(super) award: AwardId,
    /// Last day on which something may still be added to the considered year.
    pub(super) closing: Date,
    restart: restart::Restart,
    memo: &'a mut Memo,
}

impl<'a> Bench<'a> {
    pub(super) fn new(
        book: &'a Lawbook,
        facts: &'a Facts,
        moment: Moment,
        law: Law,
        memo: &'a mut Memo,
    ) -> Self {
        memo.begin(book.conditions.len());
        let closing = book.word(book.known.closing, law.day);
        let closing = closing.and_then(|text| day_of_year(text, moment.year.0));
        Self {
            book,
            facts,
            moment,
            law,
            award: AwardId(u8::MAX),
            closing: closing.unwrap_or(moment.year.last_day()),
            restart: restart::Restart::of(book, facts, &moment, law),
            memo,
        }
    }

    /// What a condition comes to.
    pub(super) fn reach(&mut self, id: ConditionId) -> Reach {
        if let Some(reach) = self.memo.get(id) {
            return reach;
        }
        let book = self.book;
        let Some(condition) = book.condition(id) else {
            return Reach::plain(Tri::Unknown, Hope::NotKnown);
        };
        let reach = if condition.kind.parts().is_empty() {
            self.leaf(condition, None)
        } else {
            self.group(condition)
        };
        if !condition.contextual {
            self.memo.keep(id, reach);
        }
        reach
    }

    /// What proofs share whoever they are about.
    pub(super) fn shared(&mut self) -> &mut Shared {
        &mut self.memo.shared
    }

    /// An award of the facts in words, by its place among them; several conditions tell of the same one.
    pub(super) fn award_told(&self, place: usize) -> EcoString {
        let mut told = self.memo.words.borrow_mut();
        if told.len() != self.facts.awards.len() {
            told.clear();
            told.resize(self.facts.awards.len(), None);
        }
        let fact = self.facts.awards.get(place);
        match fact.zip(told.get_mut(place)) {
            Some((fact, kept)) => kept
                .get_or_insert_with(|| self.award_words(fact).into())
                .clone(),
            None => EcoString::new(),
        }
    }

    /// A leaf, with what it found written down.
    pub(super) fn explain(&mut self, condition: &Condition, trail: &mut Trail) -> Reach {
        self.leaf(condition, Some(trail))
    }

    fn part(&mut self, id: ConditionId) -> Reach {
        let reach = self.reach(id);
        let warns = self
            .book
            .condition(id)
            .is_some_and(|condition| condition.warn);
        if warns {
            Reach::plain(Tri::Yes, reach.hope)
        } else {
            reach
        }
    }

    fn group(&mut self, condition: &Condition) -> Reach {
        let parts = condition.kind.parts();
        if self.is_open(condition) {
            return Reach::plain(self.answered(condition, None), Hope::NotKnown);
        }
        let needed = match &condition.kind {
            Kind::All(of) => i64::try_from(of.len()).unwrap_or(i64::MAX),
            Kind::Any(_) => 1,
            Kind::AtLeast(number, _) => match self.number(*number, None) {
                Resolved::Is(number) => number,
                Resolved::NoLimit => 0,
                Resolved::Unknown => return Reach::plain(Tri::Unknown, Hope::NotKnown),
            },
            Kind::Not(one) => {
                let holds = self.part(*one).holds.negated();
                return Reach::plain(holds, Hope::NotKnown);
            }
            _ => {
                let mut agreed: Option<Tri> = None;
                for part in parts {
                    let holds = self.part(*part).holds;
                    agreed = Some(agreed.map_or(holds, |own| Tri::agreed([own, holds])));
                    if agreed == Some(Tri::Unknown) {
                        break;
                    }
                }
                let holds = agreed.unwrap_or(Tri::Unknown);
                // Where every reading says no, all of them must come to hold; one in doubt is a person's to decide.
                let hope = match holds {
                    Tri::No => self.soonest(parts, i64::try_from(parts.len()).unwrap_or(i64::MAX)),
                    _ => Hope::NotKnown,
                };
                return Reach::plain(holds, hope);
            }
        };
        self.counted(parts, needed)
    }

    fn counted(&mut self, parts: &[ConditionId], needed: i64) -> Reach {
        let (mut sure, mut may) = (0_i64, 0_i64);
        for part in parts {
            let holds = self.part(*part).holds;
            sure += i64::from(holds == Tri::Yes);
            may += i64::from(holds != Tri::No);
        }
        let holds = Tri::of(sure >= needed, may >= needed);
        let hope = if holds == Tri::Yes {
            Hope::Never
        } else {
            self.soonest(parts, needed - sure)
        };
        Reach {
            holds,
            got: sure,
            may,
            need: needed,
            hope,
        }
    }

    /// When so many more of the parts may hold at the earliest.
    fn soonest(&mut self, parts: &[ConditionId], missing: i64) -> Hope {
        let mut hopes = Vec::with_capacity(parts.len());
        for part in parts {
            let reach = self.part(*part);
            if reach.holds != Tri::Yes {
                hopes.push(reach.hope);
            }
        }
        hopes.sort_unstable();
        let place = usize::try_from(missing.saturating_sub(1)).unwrap_or(0);
        hopes.get(place).copied().unwrap_or(Hope::Never)
    }

    fn leaf(&mut self, condition: &Condition, trail: Option<&mut Trail>) -> Reach {
        if self.is_open(condition) || condition.kind == Kind::NeedsHuman {
            return Reach::plain(self.answered(condition, trail), Hope::NotKnown);
        }
        let out = trail;
        match &condition.kind {
            Kind::Award(leaf) => self.award_leaf(leaf, out),
            Kind::NoAward(leaf) => self.no_award(leaf, out),
            Kind::Rating(leaf) => self.rating_leaf(leaf, out),
            Kind::Run(leaf) => self.run_leaf(leaf, out),
            Kind::Initiative(leaf) => self.initiative_leaf(leaf, out),
            Kind::Members(leaf) => self.members_leaf(leaf, out),
            Kind::MembersDiscipline(form) => self.members_discipline(*form, out),
            Kind::NoDiscipline { from_form, when } => self.no_discipline(*from_form, *when, out),
            Kind::NoBlocker => self.no_blocker(out),
            Kind::Service {
                months,
                at_year_end,
            } => self.service(*months, *at_year_end, out),
            Kind::Position(leaf) => self.position(leaf, out),
            Kind::Group(groups) => self.group_leaf(groups, out),
            Kind::UnitAlive => self.unit_alive(out),
            Kind::Organisation(organisations, level) => {
                self.organisation(organisations, *level, out)
            }
            Kind::Acclaimed(awards) => self.acclaimed(*awards, out),
            Kind::Targets(result) => self.targets(*result, out),
            Kind::Quota { share, number } => self.quota(*share, *number, out),
            Kind::Leader(awards) => self.leader(*awards, out),
            Kind::Woman(woman) => self.woman(*woman, out),
            _ => Reach::plain(Tri::Unknown, Hope::NotKnown),
        }
    }

    /// Whether a condition was not found in any text, and nobody confirmed what is written of it.
    pub(super) fn is_open(&self, condition: &Condition) -> bool {
        self.book.confidence(condition, self.law.regime) == Confidence::NotFound
            && self.book.confirmed(condition, self.law.regime).is_none()
    }

    /// What people answered; who contradict each other answered nothing.
    fn answered(&self, condition: &Condition, trail: Option<&mut Trail>) -> Tri {
        let mine = |answer: &&super::fact::AnswerFact| {
            answer.year == self.moment.year && answer.condition == condition.id
        };
        let (mut yes, mut no) = (false, false);
        for answer in self.facts.answers.iter().filter(mine) {
            yes |= answer.holds;
            no |= !answer.holds;
        }
        let holds = match (yes, no) {
            (true, false) => Tri::Yes,
            (false, true) => Tri::No,
            _ => Tri::Unknown,
        };
        if let Some(trail) = trail {
            trail.found = match (yes, no) {
                (true, false) => "người xem xét xác nhận là có",
                (false, true) => "người xem xét xác nhận là không",
                (true, true) => "có ý kiến xác nhận trái nhau",
                (false, false) => "chưa có ý kiến của người xem xét",
            }
            .to_owned();
            for answer in self.facts.answers.iter().filter(mine) {
                trail.evidence(
                    &answer.link,
                    if answer.holds {
                        "ý kiến: có"
                    } else {
                        "ý kiến: không"
                    },
                );
            }
        }
        holds
    }

    pub(super) fn dated(&self, id: ParameterId, trail: Option<&mut Trail>) -> Option<&'a Dated> {
        let dated = self.book.dated(id, self.law.day);
        if let Some(trail) = trail
            && !trail.used.iter().any(|used| used.parameter == id)
        {
            trail.used.push(Used { parameter: id });
        }
        dated
    }

    pub(super) fn number(&self, number: Number, trail: Option<&mut Trail>) -> Resolved<i64> {
        match number {
            Number::Fixed(number) => Resolved::Is(number),
            Number::Of(id) => match self.dated(id, trail).map(|dated| &dated.value) {
                Some(Value::Whole(number)) => Resolved::Is(*number),
                Some(Value::NoLimit) => Resolved::NoLimit,
                _ => Resolved::Unknown,
            },
        }
    }

    /// A number no text tells yet: a person decides.
    pub(super) fn no_value(trail: Option<&mut Trail>) -> Reach {
        Self::not_told("mức quy định chưa đối chiếu được với văn bản gốc", trail)
    }

    /// Notes a parameter of a code as used; its value on the day of the law.
    pub(super) fn named(&self, id: &str, trail: Option<&mut Trail>) -> Option<&'a Value> {
        let id = self.book.parameter_id(id)?;
        self.dated(id, trail).map(|dated| &dated.value)
    }

    /// How many are needed: none where there expressly is no requirement; `None` where it is not known.
    fn needed_number(&self, number: Number, trail: Option<&mut Trail>) -> Option<i64> {
        match self.number(number, trail) {
            Resolved::Is(need) => Some(need),
            Resolved::NoLimit => Some(0),
            Resolved::Unknown => None,
        }
    }

    /// A share, and whether it must be passed.
    pub(super) fn portion(
        &self,
        portion: Portion,
        trail: Option<&mut Trail>,
    ) -> Resolved<(Fraction, bool)> {
        match portion {
            Portion::Fixed(share) => Resolved::Is((share, false)),
            Portion::Of(id) => {
                let dated = self.dated(id, trail);
                match dated.map(|dated| (&dated.value, dated.strict)) {
                    Some((Value::Share(share), strict)) => Resolved::Is((*share, strict)),
                    Some((Value::NoLimit, _)) => Resolved::NoLimit,
                    _ => Resolved::Unknown,
                }
            }
        }
    }

    /// Whether something of the considered year may still come.
    pub(super) fn is_year_open(&self) -> bool {
        self.moment.on <= self.closing
    }

    /// In the considered year as long as it is open, else in the next.
    pub(super) fn this_year_or_next(&self) -> Hope {
        let year = self.moment.year;
        Hope::In(
            if self.is_year_open() {
                year
            } else {
                year.next()
            },
            None,
        )
    }

    /// The considered year, from a day that is still to come.
    pub(super) fn not_before(&self, day: Date) -> Hope {
        let year = if day <= self.closing {
            self.moment.year
        } else {
            WorkYear::of(day).max(self.moment.year.next())
        };
        Hope::In(year, Some(day))
    }
}
