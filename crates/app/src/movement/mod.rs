//! Movements: what was launched by whom under whom, on which papers and occasions, and how far it is followed.

mod book;
mod check;
mod reach;

pub use book::Book;
pub(crate) use check::check;
pub(crate) use reach::{Reach, reads};

use thidua_domain::access::Permission;

/// What reading movements asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;
