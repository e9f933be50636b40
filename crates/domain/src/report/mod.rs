//! What a report is made of: outlines as data, the parts a section may hold, sentences bound to the figures they tell,
//! times that no cumulative month is.

mod bound;
mod key;
mod outline;
mod passage;
pub mod saved;
pub mod schedule;
pub mod statutory;
mod stretch;
mod timely;

pub use bound::{Bound, Change, changes};
pub use key::{ALIKE, Keys, likeness, place_of, section_of};
pub use outline::{Annexed, Fault, Form, Outline, Part, Section, chosen};
pub use stretch::{Gap, Months, Stretch, Term};
pub use timely::{Timely, timely};
