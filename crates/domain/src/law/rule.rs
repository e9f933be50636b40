//! Rules: for an award and a kind of subject its roads, each a tree of typed conditions.
//!
//! Conditions lie flat in the book and refer to each other by place, so that what several awards share is judged
//! once for a subject.

use ecow::EcoString;
use jiff::civil::Date;

use super::fact::{
    Absence, AwardId, AwardSet, Occasion, Organisation, Position, Scope, SubjectKind, TargetResult,
};
use super::text::Cite;
use super::value::{Confidence, Confirmed, Fraction};
use crate::rating::Level;

/// Place of a condition in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionId(pub(super) u16);

impl ConditionId {
    /// Its place among the book's conditions.
    pub fn index(self) -> usize {
        self.place()
    }

    pub(super) fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// Place of a parameter in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub(super) u16);

/// A whole number of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// As it stands.
    Fixed(i64),
    /// The value of a parameter on the day of the law.
    Of(ParameterId),
}

/// A share of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    /// As it stands.
    Fixed(Fraction),
    /// The value of a parameter on the day of the law.
    Of(ParameterId),
}

/// Which years a condition looks at; all end with the considered one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The considered year.
    Year,
    /// So many years.
    Last(Number),
    /// Every year up to it.
    Ever,
    /// The years after the earliest of these awards.
    After(AwardSet),
    /// The years a run found.
    Run(ConditionId),
}

/// So many awards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardLeaf {
    /// Any of these.
    pub awards: AwardSet,
    /// How many.
    pub at_least: Number,
    /// In which years.
    pub span: Span,
    /// Whether in consecutive years, or times.
    pub consecutive: bool,
    /// How many years lie at most from one to the next.
    pub gap_at_most: Number,
    /// How many years before the considered one the last may lie.
    pub ends_by: Number,
    /// For which achievements: bits of [`Occasion`].
    pub(super) occasions: u8,
    /// Years up to the last of these were used.
    pub fresh_after: AwardSet,
}

/// None of these awards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAwardLeaf {
    /// None of these.
    pub awards: AwardSet,
    /// For which years.
    pub span: Span,
    /// For which achievements; 0: any.
    pub(super) occasions: u8,
    /// Whether the calendar year of the decision counts, instead of the years of the achievement.
    pub by_decision: bool,
}

/// Rated so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingLeaf {
    /// At least so.
    pub level: Level,
    /// In so many years.
    pub at_least: Number,
    /// Of these.
    pub span: Span,
    /// Whether in years that follow each other, up to the considered one.
    pub consecutive: bool,
}

/// Rated so year after year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLeaf {
    /// At least so.
    pub level: Level,
    /// For so many years.
    pub years: Number,
    /// After one of these awards; none: at any time.
    pub after: AwardSet,
}

/// Which initiatives count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativeLeaf {
    /// At least so far.
    pub scope: Scope,
    /// How many.
    pub at_least: Number,
    /// Recognised in these years.
    pub span: Span,
    /// Whether initiatives count.
    pub initiatives: bool,
    /// Whether scientific tasks count.
    pub tasks: bool,
    /// Whether for a title (else for a commendation); `None`: as the judged award is.
    pub for_title: Option<bool>,
    /// Whether it must be recognised by the day of judging.
    pub by_council: bool,
}

/// How many members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembersLeaf {
    /// With one of these awards of the year.
    pub awards: AwardSet,
    /// Or rated at least so.
    pub level: Option<Level>,
    /// This share of them.
    pub share: Option<Portion>,
    /// This number of them.
    pub at_least: Option<Number>,
    /// Who counts: place of the denominator.
    pub denominator: Option<usize>,
}

/// Which disciplines a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disciplined {
    /// Decided in the considered year.
    InYear,
    /// In force on the day of judging.
    InForce,
    /// Decided while a post of a head or deputy was held.
    InPost,
}

/// So long in posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionLeaf {
    /// Posts of these ranks.
    pub positions: Vec<Position>,
    /// In agencies of these levels; empty: any.
    pub levels: Vec<EcoString>,
    /// For so many months; 0: at any time, however short.
    pub months: Number,
    /// Of a woman so many.
    pub months_women: Option<Number>,
    /// Or this part of it.
    pub women: Option<Portion>,
    /// Only time in years rated at least so counts.
    pub level: Option<Level>,
}

/// What a condition asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All hold.
    All(Vec<ConditionId>),
    /// One holds.
    Any(Vec<ConditionId>),
    /// So many hold.
    AtLeast(Number, Vec<ConditionId>),
    /// It does not hold.
    Not(ConditionId),
    /// Readings of one article: where they differ a person decides.
    Readings(Vec<ConditionId>),
    /// Awards.
    Award(AwardLeaf),
    /// No award.
    NoAward(NoAwardLeaf),
    /// Ratings.
    Rating(RatingLeaf),
    /// A run of ratings.
    Run(RunLeaf),
    /// Initiatives.
    Initiative(InitiativeLeaf),
    /// Members.
    Members(MembersLeaf),
    /// No member disciplined from this form up.
    MembersDiscipline(usize),
    /// Not disciplined from this form up.
    NoDiscipline {
        /// The mildest form.
        from_form: usize,
        /// Which disciplines are meant.
        when: Disciplined,
    },
    /// Nothing holds the nominee.
    NoBlocker,
    /// So many months in service.
    Service {
        /// Months.
        months: Number,
        /// Whether on the last day of the considered year, else on the day of judging.
        at_year_end: bool,
    },
    /// So long in posts.
    Position(PositionLeaf),
    /// Of one of these groups.
    Group(Vec<EcoString>),
    /// The collective exists.
    UnitAlive,
    /// Organisations of the collective rated so.
    Organisation(Vec<Organisation>, Level),
    /// Chosen by a cluster.
    Acclaimed(AwardSet),
    /// Targets.
    Targets(TargetResult),
    /// A ceiling.
    Quota {
        /// The most, of the base.
        share: Option<Portion>,
        /// The most, as a number.
        number: Option<Number>,
    },
    /// A leader's collective has one of these.
    Leader(AwardSet),
    /// A woman (else a man).
    Woman(bool),
    /// Only a person can judge.
    NeedsHuman,
}

impl Kind {
    /// What a group is made of; nothing for a leaf.
    pub fn parts(&self) -> &[ConditionId] {
        match self {
            Self::All(of) | Self::Any(of) | Self::AtLeast(_, of) | Self::Readings(of) => of,
            Self::Not(one) => std::slice::from_ref(one),
            _ => &[],
        }
    }
}

/// A node of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Code.
    pub id: EcoString,
    /// What it asks.
    pub kind: Kind,
    /// What is needed, in words; `{n}` and the like stand for numbers.
    pub text: String,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// How sure it is.
    pub confidence: Confidence,
    /// How sure under a regime, by place.
    pub confidence_in: Vec<(usize, Confidence)>,
    /// Whether it only warns.
    pub warn: bool,
    /// What a person must look at.
    pub asks: String,
    /// What else is to be known.
    pub note: String,
    /// Who confirmed it, as shipped.
    pub confirmed: Option<Confirmed>,
    /// Who confirmed it for one regime, by place.
    pub confirmed_in: Vec<(usize, Confirmed)>,
    /// Whether its answer depends on which award is judged.
    pub(super) contextual: bool,
}

/// A way to an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Road {
    /// For which achievement.
    pub occasion: Occasion,
    /// What it is called.
    pub name: String,
    /// Its condition.
    pub when: ConditionId,
    /// Whether it is judged only where somebody proposes on it.
    pub asked: bool,
}

/// All ways to an award for a kind of subject, in one stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The award.
    pub award: AwardId,
    /// To whom.
    pub subject: SubjectKind,
    /// First days and last days.
    pub times: Vec<(Date, Option<Date>)>,
    /// Conditions of every road.
    pub also: Vec<ConditionId>,
    /// The roads.
    pub roads: Vec<Road>,
    /// What else is to be known.
    pub note: String,
}

impl RuleSet {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        let holds =
            |(from, to): &(Date, Option<Date>)| *from <= day && to.is_none_or(|to| day <= to);
        self.times.iter().any(holds)
    }
}

/// Who counts as a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denominator {
    /// Code.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether members of the last day of the considered year count, else those of the day of judging.
    pub at_year_end: bool,
    /// Who is left out.
    pub leave_out: Vec<LeaveOut>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who confirmed it.
    pub confirmed: Option<Confirmed>,
    /// What else is to be known.
    pub note: String,
}

/// Members who do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveOut {
    /// Who.
    pub who: Absence,
    /// For recruits: in service less than so many months.
    pub months_below: Option<Number>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// How sure it is; not found: reckoned both ways.
    pub confidence: Confidence,
    /// In words.
    pub text: String,
}
