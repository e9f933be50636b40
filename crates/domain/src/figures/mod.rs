//! Figures of enforcement: how they are named, kept, resolved, balanced and compared.
//!
//! Base units: counts in their own unit (việc, bản án, đơn …), money in đồng, rates in 1/10 000 of
//! a percent. A figure belongs to a sheet: one subject, one window, one frame, one source.

mod figure;
pub mod form;
mod guard;
mod identity;
mod key;
pub mod print;
mod proof;
mod resolve;
pub mod sheet;
mod table;
pub mod told;

pub use figure::{Figure, Figures, Told};
pub use guard::{Flag, implausible};
pub use identity::{Identity, Known, check};
pub use key::{Frame, GROUPS, INCLUDED, SCOPES, STATUSES, SheetKey};
pub use proof::{Check, Outcome, sheet_of};
pub use resolve::{Answer, Ask, From};
pub use table::{Cell, Key, Sheet, Table, Totals};

#[cfg(test)]
mod tests;
