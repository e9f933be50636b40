//! Honesty of results (minh bạch): patterns that ask for a look, over many units or years. None is an accusation: each
//! says what it counts and over how many, and has ordinary reasons beside the other one.
//!
//! What a single figure of a single unit asks for is `quality`; here are the patterns between figures, lines and awards.
//! By which numbers they are told is data ([`Limits`]), shown with every panel.

mod edge;
mod growth;
mod limits;
mod repeat;

pub use edge::{Edge, Side, Step, edge, side, spread};
pub use growth::{Growth, Month, growth};
pub use limits::{
    Basis, Cited, EdgeLimits, GroupLimits, GrowthLimits, Limits, RegisteredLimits, RepeatLimits,
};
pub use repeat::{Pattern, pattern};

#[cfg(test)]
mod tests;
