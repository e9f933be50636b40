//! Targets and the pace towards them.

mod actual;
mod deviation;
mod pace;

pub use pace::{MonthPoint, PERMISSION, Pace, PaceItem, ShortfallLine, pace};

pub(crate) use deviation::{Deviation, deviations};
