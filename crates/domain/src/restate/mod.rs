//! Figures of the past told for the agencies of today.
//!
//! A period is told twice without either spoiling the other: with the tree of its time, as offices reported it,
//! and restated to the agencies of today. What an agency that is no more becomes is told by [`Crosswalk`] where
//! somebody signed it, else by `sap-xep` where it went wholly into one; where it was parted and nobody has signed
//! how, nothing is restated and the page says so. Every amount is a whole number, shared out so that the parts add
//! up to it.

mod crosswalk;
mod figure;
mod heirs;
mod joined;
mod reconcile;
pub mod sheet;
#[cfg(test)]
mod tests;

pub use crosswalk::{Applied, Crosswalk, How, Opening, Rule, apportion, wrong};
pub use heirs::{Heirs, Placed, Source, Sources, Step, Why, heirs, places, sources};
pub use joined::{Joining, joined_from};
pub use reconcile::{Line, Part, Reconciled, Unplaced, reconcile};

/// `viec` or `tien`, where a figure is of one of them.
pub fn side_of(code: &str) -> Option<&'static str> {
    match code.split_once('.') {
        Some(("viec", _)) => Some("viec"),
        Some(("tien", _)) => Some("tien"),
        _ => None,
    }
}
