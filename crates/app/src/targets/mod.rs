//! Targets and the pace towards them.

mod actual;
mod pace;

pub use pace::{MonthPoint, PERMISSION, Pace, PaceItem, ShortfallLine, pace};

pub(crate) use pace::items;
