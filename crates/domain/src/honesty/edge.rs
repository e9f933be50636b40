//! Results just above a line beside those just below it: without the line there would be about as many on one side as
//! on the other.

use crate::quality::{Odds, tail};

/// How near is near, in hundredths of a point.
pub const WIDTH: i64 = 50;

/// Where a result lies beside its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// On the line or less than [`WIDTH`] above it.
    Above,
    /// Less than [`WIDTH`] below it, or just that much.
    Below,
    /// Farther off.
    Far,
}

/// The side of a deviation in hundredths of a point.
pub fn side(deviation: i64) -> Side {
    match deviation {
        0..WIDTH => Side::Above,
        deviation if (-WIDTH..0).contains(&deviation) => Side::Below,
        _ => Side::Far,
    }
}

/// How many lie on which side, and how likely that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Just above.
    pub above: u32,
    /// Just below.
    pub below: u32,
    /// The chance of so many or more above, were both sides equally likely; `None` where none is near.
    pub odds: Option<Odds>,
}

/// Counts deviations around their lines.
pub fn edge(deviations: impl IntoIterator<Item = i64>) -> Edge {
    let (mut above, mut below) = (0_u32, 0_u32);
    for deviation in deviations {
        match side(deviation) {
            Side::Above => above += 1,
            Side::Below => below += 1,
            Side::Far => {}
        }
    }
    let all = above + below;
    Edge {
        above,
        below,
        odds: (all > 0).then(|| tail(all, above, 2)),
    }
}
