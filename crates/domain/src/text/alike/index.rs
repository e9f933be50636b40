//! Fingerprints of many texts: which pairs are worth an exact comparison.

use std::collections::HashMap;

use super::{Folded, prints};

/// A fingerprint that more texts than these have is a phrase of the trade: it pairs neighbours alone, so that the work
/// stays in proportion to the texts and copies handed on by many are still found.
const COMMON: usize = 64;
/// Two texts are compared where the smaller one shares at least one in so many of its fingerprints.
const ONE_IN: u32 = 5;

/// The fingerprints of texts, found by text and by fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// By text: its fingerprints, ascending.
    prints: Vec<Vec<u64>>,
    /// Fingerprints with the texts that have them, ascending.
    texts: Vec<(u64, u32)>,
}

impl Index {
    /// Of texts, each known by its place.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut folded = Folded::default();
        let prints: Vec<Vec<u64>> = texts
            .into_iter()
            .map(|text| prints(&folded.numbers(text)))
            .collect();
        let mut texts = Vec::with_capacity(prints.iter().map(Vec::len).sum());
        for (own, place) in prints.iter().zip(0_u32..) {
            texts.extend(own.iter().map(|print| (*print, place)));
        }
        texts.sort_unstable();
        Self { prints, texts }
    }

    /// How many texts it holds.
    pub fn len(&self) -> usize {
        self.prints.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }

    /// Places of the texts that may repeat the text of a place, ascending.
    pub fn of(&self, place: usize) -> Vec<usize> {
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for print in self.prints.get(place).into_iter().flatten() {
            for (_, other) in self.holders(*print) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let near = shared.into_iter();
        let near = near.map(|(other, shared)| (as_place(other), shared));
        let mut near: Vec<usize> = near
            .filter(|(other, shared)| *other != place && self.is_near(place, *other, *shared))
            .map(|(other, _)| other)
            .collect();
        near.sort_unstable();
        near
    }

    /// Pairs of places whose texts may repeat each other, the smaller place first, ascending.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let mut met: Vec<(u32, u32)> = Vec::new();
        for holders in self.texts.chunk_by(|one, other| one.0 == other.0) {
            let places = || holders.iter().map(|(_, place)| *place);
            if holders.len() > COMMON {
                met.extend(places().zip(places().skip(1)));
                continue;
            }
            for (at, one) in places().enumerate() {
                met.extend(places().skip(at + 1).map(|other| (one, other)));
            }
        }
        met.sort_unstable();
        let pairs = met.chunk_by(|one, other| one == other).filter_map(|same| {
            let (one, other) = *same.first()?;
            let (one, other) = (as_place(one), as_place(other));
            let shared = u32::try_from(same.len()).ok()?;
            self.is_near(one, other, shared).then_some((one, other))
        });
        pairs.collect()
    }

    /// The texts that have a fingerprint.
    fn holders(&self, print: u64) -> &[(u64, u32)] {
        let from = self.texts.partition_point(|(known, _)| *known < print);
        let rest = self.texts.get(from..).unwrap_or_default();
        let many = rest.partition_point(|(known, _)| *known == print);
        rest.get(..many).unwrap_or_default()
    }

    fn is_near(&self, one: usize, other: usize, shared: u32) -> bool {
        let many = |place: usize| self.prints.get(place).map_or(0, Vec::len);
        let least = many(one).min(many(other));
        u64::from(shared) * u64::from(ONE_IN) >= u64::try_from(least).unwrap_or(u64::MAX)
    }
}

/// A place fits wherever a text was held in memory.
fn as_place(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
