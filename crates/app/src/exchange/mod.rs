//! What leaves one database and enters another: a bundle of an agency and some years that `load` accepts elsewhere,
//! the same rows on both sides; the register of what was sent and received; other layouts; what programs push.
//!
//! The newest revisions are the content. Earlier ones, accounts, the audit trail and the files that were read in are
//! this installation's own and travel by backup (decision 0022).

pub mod body;
mod export;
mod figures;
pub mod layout;
mod line;
mod manifest;
mod ours;
mod pick;
pub mod push;
pub mod receive;
mod refers;
pub mod register;
mod rules;
mod sink;

pub use export::{AskExport, Exported, PERMISSION, export, preview};
pub use manifest::{FILE, Listed, Manifest, Named, Omitted, SHEET};
pub use rules::{has_rule, sheets};
pub use sink::To;
