//! What the units of a movement owe it, each with number and day: plan, registration, reports. Missing and late ones
//! are seen, counted and printed; a unit hands in what it owes.
//!
//! Nothing is stored beside what movements store: what is owed are the milestones of the launcher for which every unit
//! hands in a paper, and what a unit handed in is its own row of the same milestone.

mod hand;
mod paper;
mod sheet;

pub use hand::{HandIn, Handed, hand_in};
pub use paper::print;
pub use sheet::{Cell, Duty, Row, Sheet, sheet};
pub(crate) use sheet::{Debt, behind, debts, name, owes};

use thidua_domain::access::Permission;

/// What looking asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;
/// What handing in asks for.
pub const WRITES: Permission = Permission::LoadData;
