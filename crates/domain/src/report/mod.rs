//! What a report is made of: outlines as data, the parts a section may hold, sentences bound to the figures they tell.

mod bound;
mod outline;

pub use bound::{Bound, Change, changes};
pub use outline::{Fault, Form, Outline, Part, Section, chosen};
