//! Targets handed down («Giao chỉ tiêu»): an agency's targets, those of the agencies below it side by side,
//! what a proposal would give each, whether it all still adds up, and how it came to stand so.
//!
//! What is handed out is stored as rows of `chi-tieu` through the bundle, one document and one day for all; a
//! revision is a row of its own that supersedes, so the first one stays to be read.

mod assign;
mod check;
mod history;
pub(crate) mod paper;
mod propose;
mod rows;
mod table;
mod typed;
mod words;

pub use assign::{Assign, Assigned, CellFault, Told, assign};
pub use check::{Check, check};
pub use history::{Step, StepLine, history};
pub use propose::{Proposal, Proposed, propose};
pub use table::{AskCascade, Cascade, Cell, Column, Row, cascade};
pub(crate) use typed::typed_as;
pub use typed::{Typed, typed};
pub(crate) use words::shown;

use thidua_domain::access::Permission;

/// What handing out asks for.
pub const ASSIGN: Permission = Permission::LoadData;
