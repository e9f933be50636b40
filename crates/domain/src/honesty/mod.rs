//! Honesty of results (minh bạch): patterns that ask for a look, over many units or years. None is an accusation: each
//! says what it counts and over how many, and has ordinary reasons beside the other one.
//!
//! What a single figure of a single unit asks for is `quality`; here are the patterns between figures, lines and awards.
//! The thresholds are set by the software and shown with every panel.

mod edge;
mod growth;
mod repeat;

pub use edge::{Edge, Side, WIDTH, edge, side};
pub use growth::{Growth, LEAST_CASES, LEAST_POINTS, Month, growth};
pub use repeat::{LONG, Pattern, TURNS, pattern};

#[cfg(test)]
mod tests;
