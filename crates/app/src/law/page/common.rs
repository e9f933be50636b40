//! What is told once for all awards: a dissolved body can have none of them, for one and the same reason.

use super::award::{AwardLine, Point, Standing};

/// Takes out of all lines what none of them can have any more for one and the same reason.
pub(super) fn drawn(awards: &mut [AwardLine]) -> Vec<Point> {
    let judged =
        |line: &&AwardLine| !matches!(line.standing, Standing::NoRule | Standing::Received);
    let first = awards.iter().find(judged);
    let Some(first) = first.filter(|_| awards.iter().filter(judged).count() > 1) else {
        return Vec::new();
    };
    let of_all = |point: &&Point| {
        let mut lines = awards.iter().filter(judged);
        lines.all(|line| line.lost.contains(point))
    };
    let common: Vec<Point> = first.lost.iter().filter(of_all).cloned().collect();
    for line in awards {
        line.lost.retain(|point| !common.contains(point));
    }
    common
}
