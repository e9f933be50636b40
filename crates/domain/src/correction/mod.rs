//! Corrections (đính chính): which figures are others between two states, what such a change can move, and what it
//! did move.
//!
//! Nothing is computed here that a page computes too: the same queries answer over both states, and this room says
//! where to ask them and what the two answers come to beside one another.

mod change;
mod paper;
mod places;
#[cfg(test)]
mod tests;

pub use change::{Change, Place, Telling, changes};
pub use paper::{ISSUED, Issued, Kind, Used, UsedSheet};
pub use places::{Moved, moved};

use std::collections::BTreeSet;

use crate::time::{Window, WorkYear};

/// Why a window is looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is the corrected one.
    Own,
    /// A later cumulative month of the same year: it holds the corrected months too.
    Later,
    /// The same months of the next year, which are compared with the corrected ones.
    NextYear,
    /// The next year begins with what the corrected year carried over (năm trước chuyển sang).
    Carried,
}

/// Cases and money a year hands to the next.
const CARRIED: &str = ".chuyen_ky_sau";

/// The windows whose answers a change can move, with the reason, in the order of time: a cumulative figure stands in
/// later months of its year, is the base of the next year's comparison, and at the end of a year opens the next one.
/// `told`: whether the agency has figures in a window; only such windows are looked at, beside the corrected one.
pub fn reached(
    window: Window,
    codes: &BTreeSet<&str>,
    told: impl Fn(Window) -> bool,
) -> Vec<(Window, Why)> {
    let month = |year: WorkYear, month: u8| Window::new(year, month);
    let next = window.year.next();
    let later = (window.month + 1..=12).filter_map(|number| month(window.year, number));
    let carries = window.month == 12 && codes.iter().any(|code| code.ends_with(CARRIED));
    // Where the year's last month is corrected, its whole result is the base of every month of the next.
    let carried = (1..=12).filter_map(|number| month(next, number).filter(|_| carries));
    let later = later.map(|window| (window, Why::Later));
    let mut found = vec![(window, Why::Own)];
    found.extend(later.filter(|(window, _)| told(*window)));
    found.extend(
        carried
            .filter(|other| other.month != 12 && told(*other))
            .map(|window| (window, Why::Carried)),
    );
    let base = month(next, window.month).filter(|window| told(*window));
    found.extend(base.map(|window| (window, Why::NextYear)));
    found.sort();
    found
}

/// What became of a target between two states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Crossing {
    /// It was not reached and is now.
    Gained,
    /// It was reached and is no more.
    Lost,
    /// It is as before.
    Same,
}

/// What became of a target that was reached or not before and after; where either is not known nothing is said.
pub fn crossing(before: Option<bool>, after: Option<bool>) -> Crossing {
    match (before, after) {
        (Some(false), Some(true)) => Crossing::Gained,
        (Some(true), Some(false)) => Crossing::Lost,
        _ => Crossing::Same,
    }
}
