//! Targets and the pace towards them.

mod actual;
pub mod cascade;
mod desk;
mod deviation;
mod pace;
pub(crate) mod paper;
mod year;

pub use pace::{MonthPoint, PERMISSION, Pace, PaceItem, ShortfallLine, pace};

pub(crate) use actual::{actual, goal};
pub(crate) use deviation::{Deviation, deviations};
pub(crate) use pace::{framed, held, items, plain};
pub(crate) use year::year_result;
