//! Single records entered and changed on pages: people, agencies, targets, awards, blocks, papers.
//!
//! A form is a sheet of one row: it is read by the columns of its sheet and stored by `bundle`, which
//! knows every rule. Here stand only what an editor needs beside that: names in place of codes, what is
//! wrong beside its field, what others stored meanwhile, the history, and the way back.

mod cell;
mod clash;
mod code;
mod doubts;
mod find;
mod form;
mod history;
mod input;
mod kind;
mod list;
mod names;
mod offered;
mod owner;
mod reach;
mod roles;
mod save;
mod start;
mod transfer;
mod undo;
mod words;

pub(crate) use crate::bundle::PERMISSION;
pub use clash::{Clash, ClashLine, choose};
pub(crate) use code::propose;
pub use doubts::{Doubt, doubts};
pub use find::key_of;
pub(crate) use find::may_change;
pub use form::{Complaint, Field, Form, Typed};
pub use history::{Change, History, Line, history};
pub(crate) use history::{names, teller};
pub use input::{Choice, Input};
pub use kind::{KINDS, Kind, has_own_page, kind};
pub use list::{List, PER_PAGE, Row, list};
pub(crate) use offered::{agencies_offered, agency_named};
pub use owner::Owner;
pub(crate) use owner::{owner, owners};
pub(crate) use reach::reads;
pub use reach::{enters, moves, writes};
pub use save::{Outcome, Save, Stored, edit, new, save};
pub use start::Start;
pub use transfer::{Transfer, transfer, transfer_form};
pub(crate) use undo::refusal;
pub use undo::{remove, restore, undo};
