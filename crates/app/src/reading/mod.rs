//! Who has read a guidance: an office asks those below it, each unit and person confirms, who has not is seen.
//!
//! Who is asked is part of the state, being little; what was confirmed is not: it is asked for at its paper alone.

mod act;
mod book;
mod show;

pub use act::{Ask, Asked, ask, confirm, end};
pub(crate) use book::{Calls, bring_up};
pub use show::{Board, CallLine, Line, ToRead, board, mine};

use thidua_domain::access::Permission;

/// What reading such a page asks for.
pub const PERMISSION: Permission = Permission::ViewCommon;
/// What asking somebody to read asks for.
pub const WRITES: Permission = Permission::LoadData;
