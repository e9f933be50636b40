//! Contributions that look like one deed told twice. A nation tells the same round sums thousands of times a year, so rows
//! are not held against one another pair by pair: each looks for those of the agencies above it and of those below.

use std::collections::HashMap;

use super::{Contribution, Measure};

/// Rows alike in what they tell, in the order they were told.
#[derive(Default)]
struct Group<'a, 'o> {
    rows: Vec<(usize, &'a Contribution)>,
    /// Their places by agency.
    of: HashMap<&'a str, Vec<usize>>,
    /// Their places by each agency above theirs.
    under: HashMap<&'o str, Vec<usize>>,
}

/// Rows of different agencies that look like one deed told twice: alike in kind, items, unit, quantity and time, one agency
/// above the other, and not yet under one `Mã khoản`; each pair in the order told. `above` tells the agencies above one.
pub fn alike<'a, 'o>(
    rows: impl IntoIterator<Item = (usize, &'a Contribution)>,
    above: impl Fn(&'a str) -> Vec<&'o str>,
) -> Vec<(usize, usize)> {
    let mut chains: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut written = HashMap::new();
    let mut folded = HashMap::new();
    let mut groups: HashMap<_, Group<'a, 'o>> = HashMap::new();
    let mut found = Vec::new();
    for (at, row) in rows {
        let Some(quantity) = row.quantity.filter(|_| !row.each) else {
            continue;
        };
        let print = *written.entry(Measure::of(row)).or_insert_with_key(|told| {
            let measure = told.folded();
            let next = folded.len();
            let print = (measure.kind, measure.items, measure.unit);
            *folded.entry(print).or_insert(next)
        });
        let agency = row.agency.as_str();
        let chain = &*chains.entry(agency).or_insert_with(|| above(agency));
        let group = groups
            .entry((print, quantity, row.years, row.on))
            .or_default();
        let others = group.twice(row, chain).into_iter();
        found.extend(others.map(|other| (other, at)));
        group.put((at, row), chain);
    }
    found
}

impl<'a, 'o> Group<'a, 'o> {
    /// The rows that may tell the same deed.
    fn twice(&self, row: &'a Contribution, chain: &[&'o str]) -> Vec<usize> {
        let agency = row.agency.as_str();
        let upper = chain.iter().filter_map(|code| self.of.get(code));
        let related = upper.chain(self.under.get(agency)).flatten();
        let mut places: Vec<usize> = related.copied().collect();
        places.sort_unstable();
        places.dedup();
        let others = places.into_iter().filter_map(|place| self.rows.get(place));
        others
            .filter(|(_, other)| {
                let one_gift = row.gift.is_some() && row.gift == other.gift;
                !one_gift && other.agency != row.agency
            })
            .map(|(at, _)| *at)
            .collect()
    }

    fn put(&mut self, row: (usize, &'a Contribution), chain: &[&'o str]) {
        let place = self.rows.len();
        self.rows.push(row);
        self.of.entry(&row.1.agency).or_default().push(place);
        for upper in chain {
            self.under.entry(upper).or_default().push(place);
        }
    }
}
