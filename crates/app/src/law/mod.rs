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
pub use turn::in_turn;
