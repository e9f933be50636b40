//! Two texts compared word by word: what they share, how much of each that is, and where it stands.

use std::collections::HashMap;
use std::ops::Range;

use super::{SHINGLE, words};
use crate::amount::Percent;
use crate::text::fold;

/// At least so much of the shorter text is shared before two texts are shown to people, in percent.
const LEAST: i64 = 40;
/// At least so many words are shared, unless all of the shorter text is.
const FEWEST: usize = 8;
/// A text of fewer words says too little to be alike even as a whole.
const NAME: usize = 3;

/// What two texts share: words that stand in both in rows of [`SHINGLE`] or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// How much of each text is shared, by words.
    pub shares: [Percent; 2],
    /// How many words of each are.
    pub shared: [usize; 2],
    /// How many words each has.
    pub words: [usize; 2],
    /// Where the shared passages stand in each, in bytes, in order, apart from one another.
    pub passages: [Vec<Range<usize>>; 2],
}

impl Likeness {
    /// The larger of the two shares: that of the text of which more stands in the other.
    pub fn share(&self) -> Percent {
        let [one, other] = self.shares;
        one.max(other)
    }

    /// Whether people are to look at the two.
    pub fn is_close(&self) -> bool {
        let all = |of: usize| {
            let shared = self.shared.get(of).copied().unwrap_or_default();
            shared >= NAME && Some(&shared) == self.words.get(of)
        };
        let enough = self
            .shared
            .iter()
            .max()
            .is_some_and(|shared| *shared >= FEWEST);
        self.share() >= Percent::from_hundredths(LEAST * 100) && (enough || all(0) || all(1))
    }
}

/// Compares two texts. The order of the two does not matter beyond which comes first in the answer.
pub fn compare(one: &str, other: &str) -> Likeness {
    let places = [words(one), words(other)];
    let mut known: HashMap<String, u32> = HashMap::new();
    let [first, second] = [(one, &places[0]), (other, &places[1])]
        .map(|(text, places)| numbered(text, places, &mut known));
    let held = [covered(&first, &second), covered(&second, &first)];
    let shared = [0, 1].map(|of: usize| count(held.get(of)));
    let totals = [first.len(), second.len()];
    let [in_one, in_other] = [0, 1].map(|of: usize| {
        let (places, held) = (places.get(of), held.get(of));
        let both = places.zip(held);
        both.map(|(places, held)| passages(places, held))
            .unwrap_or_default()
    });
    Likeness {
        shares: [share(shared[0], totals[0]), share(shared[1], totals[1])],
        shared,
        words: totals,
        passages: [in_one, in_other],
    }
}

/// The folded words of a text as numbers: the same number, the same word, in both texts.
fn numbered(text: &str, places: &[Range<usize>], known: &mut HashMap<String, u32>) -> Vec<u32> {
    let number = |place: &Range<usize>| {
        let word = fold(text.get(place.clone()).unwrap_or_default());
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(word).or_insert(next)
    };
    places.iter().map(number).collect()
}

/// Which words of a text stand in a row of [`SHINGLE`] that the other one has too; a text shorter than that is
/// covered only as a whole.
fn covered(of: &[u32], by: &[u32]) -> Vec<bool> {
    let mut held = vec![false; of.len()];
    let row = SHINGLE.min(of.len()).min(by.len());
    if row == 0 || (row < SHINGLE && row < of.len() && row < by.len()) {
        return held;
    }
    let mut theirs: Vec<&[u32]> = by.windows(row).collect();
    theirs.sort_unstable();
    for (at, part) in of.windows(row).enumerate() {
        if theirs.binary_search(&part).is_ok() {
            let here = held.iter_mut().skip(at).take(row);
            here.for_each(|word| *word = true);
        }
    }
    held
}

fn count(held: Option<&Vec<bool>>) -> usize {
    held.map_or(0, |held| held.iter().filter(|word| **word).count())
}

/// Words in a row as one passage, from its first letter to its last.
fn passages(places: &[Range<usize>], held: &[bool]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut going = false;
    for (place, held) in places.iter().zip(held) {
        match (held, going, found.last_mut()) {
            (true, true, Some(last)) => last.end = place.end,
            (true, ..) => found.push(place.clone()),
            _ => {}
        }
        going = *held;
    }
    found
}

/// Part of a whole in percent, two decimals, rounded down: 100 is only what is shared wholly.
fn share(part: usize, whole: usize) -> Percent {
    let part = i64::try_from(part)
        .unwrap_or(i64::MAX / 10_000)
        .min(i64::MAX / 10_000);
    let whole = i64::try_from(whole).unwrap_or(i64::MAX);
    let hundredths = (part * 10_000).checked_div(whole);
    Percent::from_hundredths(hundredths.unwrap_or_default())
}
