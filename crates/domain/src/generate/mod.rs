//! An invented nation at true size, from a seed: for measuring, trying out and teaching.
//!
//! The real tree of the sector comes in as [`Org`](crate::org::Org); everything else is made up here,
//! and every row says so ([`MARK`]). The same seed, years and tree give the same rows in the same
//! order: numbers come from [`Random`] only, and nothing iterates over a hash map.

mod awards;
mod clusters;
mod curve;
mod figures;
mod names;
mod people;
mod profile;
mod random;
mod staff;
mod table;
mod targets;
mod tree;

pub use awards::Honours;
pub use clusters::clusters;
pub use figures::{Enforcement, Told};
pub use people::people;
pub use random::Random;
pub use staff::Staff;
pub use table::Table;
pub use targets::targets;
pub use tree::{Leaf, Nation, Province};

use crate::time::WorkYear;

/// What every invented row carries, so that nobody takes it for a real figure.
pub const MARK: &str = "Dữ liệu sinh thử";

/// Code of the document that every invented row names as its source.
pub const SOURCE: &str = "sinh-thu";

/// The newest work year that is generated: the last one that had ended when this was written.
pub const NEWEST: WorkYear = WorkYear(2026);

/// Work years at most: before 2007 no province had the shape of today's tree.
pub const MOST_YEARS: i16 = 20;

/// The first work year whose offices are Phòng THADS khu vực from its first day.
const MERGED: WorkYear = WorkYear(2026);

/// The cumulative month with which the merged agencies begin to report (July of work year 2025).
const MERGER_MONTH: u8 = 10;
