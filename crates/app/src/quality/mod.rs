//! Quality of figures (chất lượng số liệu): what asks for a second look in the reader's reach, what was answered to
//! it, and how often it happens.
//!
//! The methods are `domain::quality`. A unit's year is looked at once and kept until one of the figures it counts
//! changes ([`kept`]); who may read what, the answers and the times of entry come to it for every reader.

mod act;
mod book;
mod collect;
mod entries;
mod kept;
pub mod list;
mod panel;
mod scope;
mod show;
mod tasks;

use thidua_domain::access::Permission;

pub use act::{AskAnswer, answer};
pub(crate) use book::bring_up;
pub use book::{Answer, Book};
pub use collect::{Line, lines};
pub(crate) use entries::Shelf;
pub use entries::{Entries, entries};
pub(crate) use kept::{Kept, Touched};
pub use panel::{MonthRate, Panel, UnitRate, panel};
pub use show::{AnswerLine, AskQuality, Item, Quality, before_sending, quality};
pub use tasks::{Waiting, waiting};

/// What looking asks for.
pub const PERMISSION: Permission = Permission::ViewFigures;
/// What explaining asks for.
pub const EXPLAIN: Permission = Permission::EnterFigures;
/// What confirming that a figure is right asks for.
pub const CONFIRM: Permission = Permission::ApproveFigures;
