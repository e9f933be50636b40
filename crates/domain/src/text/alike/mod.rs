//! Texts that repeat one another: fingerprints find the few that may, an exact comparison of words says how much and
//! where.
//!
//! Words are compared folded, so marks, capitals and spelling do not matter. A fingerprint is the hash of
//! [`SHINGLE`] words in a row; of every [`WINDOW`] in a row the smallest is kept (winnowing: Schleimer, Wilkerson,
//! Aiken, 2003), so any passage of [`CERTAIN`] words that two texts share leaves the same fingerprint in both. Hashes
//! are fixed: the same texts give the same answer on every machine.

mod compare;
mod index;
#[cfg(test)]
mod tests;

pub use compare::{Likeness, compare};
pub use index::Index;

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold;

/// Words in a row that make one fingerprint.
pub const SHINGLE: usize = 4;
/// Fingerprints in a row of which one is kept.
pub const WINDOW: usize = 5;
/// A passage of so many words that two texts share is certainly found.
pub const CERTAIN: usize = SHINGLE + WINDOW - 1;

/// Where the words of a text stand, in bytes. Letters, digits and marks on them make a word.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begun = None;
    for (at, letter) in text.char_indices() {
        let of_word = letter.is_alphanumeric() || is_combining_mark(letter);
        match (of_word, begun) {
            (true, None) => begun = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                begun = None;
            }
            _ => {}
        }
    }
    if let Some(from) = begun {
        found.push(from..text.len());
    }
    found
}

/// Folded words by how they are written: a language has few syllables, and folding one is dear.
#[derive(Debug, Default)]
struct Folded {
    known: HashMap<String, u64>,
}

impl Folded {
    /// The number of a word, the same for words that fold alike.
    fn number(&mut self, word: &str) -> u64 {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let number = hash(fold(word).bytes());
        self.known.insert(word.to_owned(), number);
        number
    }

    fn numbers(&mut self, text: &str) -> Vec<u64> {
        let words = words(text).into_iter();
        words
            .filter_map(|place| text.get(place))
            .map(|word| self.number(word))
            .collect()
    }
}

/// FNV-1a: fixed, so that fingerprints never depend on the machine or the run.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Spreads the bits of a hash evenly: which fingerprints are kept must not depend on the words' first letters.
const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The fingerprints of words, each once, ascending. A text of fewer words than a shingle has one: all its words.
fn prints(words: &[u64]) -> Vec<u64> {
    let one = |part: &[u64]| {
        let bytes = part.iter().flat_map(|word| word.to_le_bytes());
        spread(hash(bytes))
    };
    if words.is_empty() {
        return Vec::new();
    }
    if words.len() < SHINGLE {
        return vec![one(words)];
    }
    let all: Vec<u64> = words.windows(SHINGLE).map(one).collect();
    let mut kept: Vec<u64> = match all.len() < WINDOW {
        true => all.iter().min().copied().into_iter().collect(),
        false => {
            let least = all.windows(WINDOW);
            least
                .filter_map(|window| window.iter().min().copied())
                .collect()
        }
    };
    kept.sort_unstable();
    kept.dedup();
    kept
}
