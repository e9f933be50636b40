//! The law of emulation and commendation as data, and the engine that proves from it who may receive what.
//!
//! The rulebook (`rulebook/law`, see its README) comes as text; [`Lawbook::parse`] refuses every inconsistency. A
//! [`Judge`] weighs [`Facts`] of one subject at a [`Moment`] and answers in three values: eligible, not eligible, or a
//! person must look. Nothing here reads a clock; what no text establishes decides nothing.

mod answer;
mod bonus;
mod book;
mod cases;
pub mod change;
mod check;
mod concern;
mod confirmed;
mod deadline;
mod differ;
mod eval;
mod fact;
mod judge;
mod outcome;
mod plain;
mod proof;
mod read;
mod revoke;
mod rule;
mod text;
mod value;

#[cfg(test)]
mod tests;

pub use answer::{ANSWERS, Answer, CONCLUSIONS};
pub use bonus::{
    Beside, BonusItem, Payment, Reckoner, Rival, bonus, paid_higher, payments, same_time,
};
pub use book::{Confirmation, Law, LawFile, Lawbook, Names};
pub use cases::{CaseFault, CaseReport, RoadShown, WorkedCase, run_cases, worked_cases};
pub use check::{CoverageFault, Unconfirmed, coverage, unconfirmed};
pub use deadline::{LegalDay, last_day};
pub use differ::touched;
pub use eval::Evidence;
pub use fact::{
    Absence, AcclaimedFact, AnswerFact, AwardFact, AwardId, AwardSet, BlockerFact, Conduct,
    DisciplineFact, Facts, InitiativeFact, LeadFact, Link, MemberFact, Moment, Occasion,
    Organisation, OrganisationFact, Position, PostFact, QuotaFact, RatingFact, Scope, SubjectKind,
    TargetFact, TargetResult,
};
pub use judge::{Judge, Proven, Verdict};
pub use outcome::{Hope, Outcome, Reach, Tri};
pub use proof::{Cited, Join, Missing, Proof, RoadProof, Step, UsedValue, soonest_year};
pub use read::LawFault;
pub use revoke::{Dependent, dependents};
pub use rule::{
    AwardLeaf, Condition, ConditionId, Denominator, Disciplined, InitiativeLeaf, Kind, LeaveOut,
    MembersLeaf, NoAwardLeaf, Number, ParameterId, Portion, PositionLeaf, RatingLeaf, Road,
    RuleSet, RunLeaf, Span,
};
pub use text::{Cite, Ground, LawText, Regime, Sunset, Transition};
pub use value::{Confidence, Confirmed, Dated, Fraction, Parameter, Unit, Value};
