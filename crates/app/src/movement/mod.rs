//! Movements: what was launched by whom under whom, on which papers and occasions, and how far it is followed.

mod again;
mod answer;
mod book;
mod check;
mod goals;
pub mod list;
mod matrix;
mod over;
pub mod plan;
mod reach;
mod respond;
mod show;

pub(crate) use again::again;
pub use answer::{
    CoverageLine, DocumentLine, LauncherLine, MovementAnswer, OccasionLine, ResponseLine,
    ResultsOf, SectionLine, StandingLine, TargetLine,
};
pub use book::{Book, Told};
pub(crate) use check::check;
pub use matrix::{Matrix, Unit, WRITES, matrix};
pub(crate) use over::of_agency;
pub(crate) use reach::{Reach, reads};
pub use respond::{Answered, Said, respond};
pub(crate) use show::doubted;
pub use show::{find, movement};

use thidua_domain::access::Permission;

/// What reading movements asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;
