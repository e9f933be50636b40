//! The law as data, asked over the records: the rulebook with what was decided about it, facts of people and
//! collectives, who may receive what.

pub mod answer;
pub mod bonus;
pub mod book;
pub mod eligibility;
mod facts;
pub mod page;
pub mod revoke;
pub mod rules;
mod turn;
pub mod unit;

pub use facts::Gatherer;

/// What stands beside anything that nobody compared with the original text, in lists and on paper.
pub(crate) const UNCONFIRMED: &str = "chưa đối chiếu bản gốc";
pub use turn::in_turn;
