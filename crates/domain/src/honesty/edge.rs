//! Results just above a line beside those just below it: without the line there would be about as many on one side as
//! on the other.

use super::EdgeLimits;
use crate::quality::{Odds, tail};

/// Where a result lies beside its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// On the line or less than the width above it.
    Above,
    /// Less than the width below it, or just that much.
    Below,
    /// Farther off.
    Far,
}

/// The side of a deviation in hundredths of a point.
pub fn side(limits: EdgeLimits, deviation: i64) -> Side {
    match deviation {
        0.. if deviation < limits.width => Side::Above,
        ..0 if deviation >= -limits.width => Side::Below,
        _ => Side::Far,
    }
}

/// One step of the results around their lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its lower end, in hundredths of a point; it is as wide as [`EdgeLimits::width`].
    pub from: i64,
    /// Results in it.
    pub count: usize,
}

/// How results lie around their lines, `steps` widths below and above; what is farther off is left out.
pub fn spread(
    limits: EdgeLimits,
    steps: i64,
    deviations: impl IntoIterator<Item = i64>,
) -> Vec<Step> {
    let from = |step: i64| step.saturating_mul(limits.width);
    let mut found: Vec<Step> = (-steps..steps)
        .map(|step| Step {
            from: from(step),
            count: 0,
        })
        .collect();
    for deviation in deviations {
        let own = deviation.div_euclid(limits.width).saturating_add(steps);
        let step = usize::try_from(own).ok().and_then(|own| found.get_mut(own));
        if let Some(step) = step {
            step.count += 1;
        }
    }
    found
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
pub fn edge(limits: EdgeLimits, deviations: impl IntoIterator<Item = i64>) -> Edge {
    let (mut above, mut below) = (0_u32, 0_u32);
    for deviation in deviations {
        match side(limits, deviation) {
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
