//! Contributions counted: by origin, kind, item and unit, which are never mixed; what a person gave each by agency,
//! because people of two agencies are not the same people; a gift told several times once.

use std::collections::{BTreeMap, HashMap};

use super::Contribution;
use crate::amount::{Decimal, Precision};
use crate::text::fold;

/// What is added to what: only what is alike in all of this.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Measure {
    /// Code of `Nguồn đóng góp`.
    pub origin: Option<String>,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// What it was for, or what was given.
    pub items: Vec<String>,
    /// The unit: a code, or the word of a thing.
    pub unit: Option<String>,
    /// The agency, where the quantity is that of each of its people.
    pub each_of: Option<String>,
}

/// How much of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of what is told; `None` where no number is.
    pub quantity: Option<Decimal>,
    /// How exactly: the words of the parts go over to the sum.
    pub precision: Precision,
    /// How many contributions tell no number and are not in the sum.
    pub untold: usize,
    /// Places of the rows in it.
    pub rows: Vec<usize>,
}

/// A row that tells again what another row told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Place of the row that is not counted.
    pub row: usize,
    /// Place of the row that is.
    pub kept: usize,
    /// Whether both tell the same quantity.
    pub agrees: bool,
}

/// Contributions counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sums in the order their first row was told.
    pub sums: Vec<(Measure, Sum)>,
    /// Rows that tell again what was counted.
    pub repeats: Vec<Repeat>,
}

impl Measure {
    /// What a contribution is measured in.
    pub fn of(row: &Contribution) -> Self {
        Self {
            origin: row.origin.clone(),
            kind: row.kind.clone(),
            items: row.items.clone(),
            unit: row.measured_in().map(str::to_owned),
            each_of: row.each.then(|| row.agency.clone()),
        }
    }

    /// The same measure however its words are written.
    pub(super) fn folded(&self) -> Self {
        let mut items: Vec<String> = self.items.iter().map(|item| fold(item)).collect();
        items.sort_unstable();
        items.dedup();
        Self {
            items,
            unit: self.unit.as_deref().map(fold),
            ..self.clone()
        }
    }
}

/// Counts rows with their places. `near` says how near an agency stands to the one asked for, 0 being itself: of a
/// gift that several organisations tell, the nearest one's telling counts, then the first one told.
pub fn tally<'a>(
    rows: impl IntoIterator<Item = (usize, &'a Contribution)>,
    near: impl Fn(&str) -> usize,
) -> Tally {
    let rows: Vec<(usize, &Contribution)> = rows.into_iter().collect();
    let mut counted = Tally::default();
    let kept = kept(&rows, near, &mut counted.repeats);
    let mut places: HashMap<Measure, usize> = HashMap::new();
    // Most rows are written like one before: only what is written otherwise is folded.
    let mut written: HashMap<Measure, usize> = HashMap::new();
    for (at, row) in kept {
        let measure = Measure::of(row);
        let known = written.get(&measure).copied();
        let place = known.unwrap_or_else(|| {
            let place = *places.entry(measure.folded()).or_insert_with(|| {
                counted.sums.push((measure.clone(), Sum::default()));
                counted.sums.len() - 1
            });
            written.insert(measure, place);
            place
        });
        if let Some((_, sum)) = counted.sums.get_mut(place) {
            sum.add(at, row);
        }
    }
    counted
}

/// The rows that count: of each gift one telling of each of its measures.
fn kept<'a>(
    rows: &[(usize, &'a Contribution)],
    near: impl Fn(&str) -> usize,
    repeats: &mut Vec<Repeat>,
) -> Vec<(usize, &'a Contribution)> {
    // Who gave and what each gave are parts of one telling, not of the gift.
    let same = |row: &Contribution| {
        let gift = row.gift.clone()?;
        let measure = Measure::of(row).folded();
        Some((gift, measure.kind, measure.items, measure.unit, row.each))
    };
    let mut tellings: BTreeMap<_, (usize, &Contribution)> = BTreeMap::new();
    for (at, row) in rows {
        let Some(gift) = same(row) else { continue };
        let best = tellings.entry(gift).or_insert((*at, *row));
        if near(&row.agency) < near(&best.1.agency) {
            *best = (*at, *row);
        }
    }
    let counts = |(at, row): &&(usize, &'a Contribution)| {
        let Some(telling) = same(row).and_then(|gift| tellings.get(&gift)) else {
            return true;
        };
        if telling.0 != *at {
            let agrees = telling.1.quantity == row.quantity && telling.1.precision == row.precision;
            repeats.push(Repeat {
                row: *at,
                kept: telling.0,
                agrees,
            });
        }
        telling.0 == *at
    };
    rows.iter().filter(counts).copied().collect()
}

impl Sum {
    fn add(&mut self, at: usize, row: &Contribution) {
        self.rows.push(at);
        let many = Precision::Nhieu;
        let Some(quantity) = row.quantity else {
            self.untold += 1;
            // Beside what is told there is more, of which the number is not.
            if row.precision == many {
                self.precision = match self.quantity {
                    None => many,
                    Some(_) => self.precision.with(many),
                };
            }
            return;
        };
        self.precision = match self.quantity {
            None if self.precision != many => row.precision,
            _ => self.precision.with(row.precision),
        };
        // Within i128: a quantity has at most 15 digits and 4 decimals.
        self.quantity = self.quantity.unwrap_or_default().checked_add(quantity);
    }
}
