//! Movements: what was launched by whom under whom, on which papers and occasions, and how far it is followed.

mod again;
mod answer;
mod book;
mod check;
mod course;
mod goals;
pub mod launch;
pub mod list;
mod matrix;
mod over;
pub mod own;
mod paper;
pub mod plan;
pub mod prepare;
mod reach;
mod respond;
mod said;
mod show;
pub mod step;
pub mod tasks;
pub mod unit;

pub(crate) use again::again;
pub use answer::{
    CoverageLine, DocumentLine, LauncherLine, MovementAnswer, OccasionLine, ResponseLine,
    ResultsOf, SectionLine, StandingLine, TargetLine,
};
pub use book::{Book, Told};
pub(crate) use check::check;
pub use course::{LifeLine, MilestoneLine, StandardLine};
pub use matrix::{Matrix, Unit, WRITES, matrix};
pub(crate) use over::of_agency;
pub(crate) use reach::{Reach, reads};
pub use respond::{Said, respond};
pub use said::{Answered, FieldFault};
pub(crate) use show::paper_day;
pub(crate) use show::{covered, doubted};
pub use show::{find, movement};

use thidua_domain::access::Permission;

/// What reading movements asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;
