//! Places of units by the exact fraction of their goal, ties told.

use crate::amount::Rate;

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1; those after a tie leave out as many places as were shared.
    pub rank: usize,
    /// How many others share it.
    pub tied: usize,
}

/// The places of parts done of goals, the largest exact fraction first; `None` where one of the two is not known or
/// the goal is 0, which nothing is a share of.
pub fn places(parts: &[Option<(i64, i64)>]) -> Vec<Option<Place>> {
    let rate = |part: &Option<(i64, i64)>| part.and_then(|(done, goal)| Rate::of(done, goal));
    let rates: Vec<Option<Rate>> = parts.iter().map(rate).collect();
    let mut order: Vec<(usize, Rate)> = rates
        .iter()
        .enumerate()
        .filter_map(|(at, rate)| Some((at, (*rate)?)))
        .collect();
    order.sort_by(|(_, one), (_, other)| compare(*other, *one));
    let mut found = vec![None; parts.len()];
    for group in order.chunk_by(|(_, one), (_, other)| one == other) {
        let Some((first, _)) = group.first() else {
            continue;
        };
        let before = order.iter().position(|(at, _)| at == first);
        let place = Place {
            rank: before.unwrap_or(0) + 1,
            tied: group.len() - 1,
        };
        for (at, _) in group {
            if let Some(slot) = found.get_mut(*at) {
                *slot = Some(place);
            }
        }
    }
    found
}

/// Order of two fractions, whose parts each fit 64 bits: the products fit.
fn compare(one: Rate, other: Rate) -> std::cmp::Ordering {
    let left = one.numerator() * other.denominator();
    let right = other.numerator() * one.denominator();
    left.cmp(&right)
}
