//! The law as data, on pages: what is missing for an award, who of a unit may receive one, what people decide of a
//! condition.

pub(crate) mod answers;
pub(crate) mod api;
pub(crate) mod bonus;
pub(crate) mod candidates;
pub(crate) mod eligibility;
pub(crate) mod revoke;
pub(crate) mod rules;
mod turn;
