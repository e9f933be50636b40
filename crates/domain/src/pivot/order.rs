//! In which order the values of a line or column heading stand.

use std::cmp::Ordering;

use crate::text::sort_key;

/// A value among others of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Its place by precedence, the highest first (order of awards, of levels); `None`: it has none.
    pub rank: Option<u32>,
    /// What is read; empty where rows say nothing.
    pub label: &'a str,
}

/// The place of each value, from 0, no two alike: by precedence, then in the order of the Vietnamese alphabet, what
/// is not told last.
pub fn places(headings: &[Heading<'_>]) -> Vec<u32> {
    let keys: Vec<_> = headings
        .iter()
        .map(|heading| sort_key(heading.label))
        .collect();
    let mut order: Vec<usize> = (0..headings.len()).collect();
    let rank = |at: usize| {
        let heading = headings.get(at);
        let rank = heading.and_then(|heading| heading.rank);
        let untold = heading.is_none_or(|heading| heading.label.is_empty());
        (untold, rank.is_none(), rank)
    };
    order.sort_by(|a, b| match rank(*a).cmp(&rank(*b)) {
        Ordering::Equal => keys.get(*a).cmp(&keys.get(*b)).then(a.cmp(b)),
        other => other,
    });
    let mut places = vec![0; headings.len()];
    for (place, at) in (0_u32..).zip(order) {
        if let Some(to) = places.get_mut(at) {
            *to = place;
        }
    }
    places
}
