//! The bundle: how history, registers and whole agencies come in and go out.
//!
//! Each capability declares its own sheet (`domain::X::sheet`); what is the same for all sheets
//! stands here once: reading a cell by its column, the key of a row, and what happens when a row
//! meets the stored row of its key.

mod cell;
mod column;
mod fault;
mod read;
pub mod shares;
mod values;

pub use cell::Cell;
pub use column::{Column, Kind, Role, SheetDef};
pub use fault::{Fault, Place, Severity};
pub use read::{missing, own_row, row};
pub use values::{Disagreement, Merge, Values, merge};
