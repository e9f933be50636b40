//! What a report has said so far. Sources tell a sentence in two of their sheets, or a part of it in one and the whole in
//! another; a report says it once.
//!
//! A nation says thousands of sentences in five years, so that a sentence is held only against those that share its rarest
//! word.

use std::collections::HashMap;

use thidua_domain::text::fold;

/// Words a sentence must have to be looked for within another.
const FEWEST: usize = 6;

/// The sentences, folded, and in which of them a word stands.
#[derive(Default)]
pub(super) struct Said {
    all: Vec<String>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Said {
    /// Whether what was said holds every word of a sentence in its order, close together.
    pub(super) fn holds(&self, sentence: &str) -> bool {
        let folded = fold(sentence);
        let wanted = bare_words(&folded);
        let Some(first) = wanted.first().filter(|_| wanted.len() >= FEWEST) else {
            return false;
        };
        self.sharing(&wanted).any(|said| {
            let said = bare_words(said);
            // What lies in a window that begins before its first word lies in the one that begins there.
            let mut starts = (0..said.len()).filter(|start| said.get(*start) == Some(first));
            starts.any(|start| {
                let window = said.iter().skip(start).take(wanted.len() * 2);
                let mut left = wanted.iter().peekable();
                for word in window {
                    if left.peek().is_some_and(|next| *next == word) {
                        left.next();
                    }
                }
                left.peek().is_none()
            })
        })
    }

    /// Whether a sentence was not said before; from now on it was.
    pub(super) fn is_new(&mut self, sentence: &str) -> bool {
        let folded = fold(sentence);
        let bare = folded.trim_end_matches(['.', ';', ' ']);
        if bare.is_empty() || self.contains(bare) {
            return false;
        }
        let place = self.all.len();
        for word in bare_words(bare) {
            let places = match self.by_word.get_mut(word) {
                Some(places) => places,
                None => self.by_word.entry(word.to_owned()).or_default(),
            };
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        self.all.push(bare.to_owned());
        true
    }

    /// Whether it is a part of something said. Its first and last word may be parts of longer words there, those between
    /// stand whole.
    fn contains(&self, bare: &str) -> bool {
        let words = bare_words(bare);
        let inner = words.get(1..words.len().saturating_sub(1));
        match inner.filter(|inner| !inner.is_empty()) {
            Some(inner) => self.sharing(inner).any(|said| said.contains(bare)),
            None => self.all.iter().any(|said| said.contains(bare)),
        }
    }

    /// Sentences in which the rarest of some words stands: those in which all stand are among them.
    fn sharing(&self, words: &[&str]) -> impl Iterator<Item = &String> {
        let places = words
            .iter()
            .map(|word| self.by_word.get(*word).map_or(&[][..], Vec::as_slice));
        let rarest = places.min_by_key(|places| places.len()).unwrap_or_default();
        rarest.iter().filter_map(|place| self.all.get(*place))
    }
}

/// The words of a folded text, without marks.
fn bare_words(folded: &str) -> Vec<&str> {
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::*;

    /// Every sentence held against every other one.
    #[derive(Default)]
    struct Plain(Vec<String>);

    impl Plain {
        fn holds(&self, sentence: &str) -> bool {
            let folded = fold(sentence);
            let wanted = bare_words(&folded);
            wanted.len() >= FEWEST
                && self.0.iter().any(|said| {
                    let said = bare_words(said);
                    (0..said.len()).any(|start| {
                        let mut left = wanted.iter().peekable();
                        for word in said.iter().skip(start).take(wanted.len() * 2) {
                            if left.peek().is_some_and(|next| *next == word) {
                                left.next();
                            }
                        }
                        left.peek().is_none()
                    })
                })
        }

        fn is_new(&mut self, sentence: &str) -> bool {
            let folded = fold(sentence);
            let bare = folded.trim_end_matches(['.', ';', ' ']).to_owned();
            if bare.is_empty() || self.0.iter().any(|said| said.contains(&bare)) {
                return false;
            }
            self.0.push(bare);
            true
        }
    }

    fn sentences() -> impl Strategy<Value = Vec<String>> {
        let word = prop::sample::select(vec![
            "thi", "thị", "đua", "hành", "án", "a", "an", "ân", "năm", ",", ";", "-",
        ]);
        let gap = prop::sample::select(vec![" ", "", "  "]);
        let sentence = prop::collection::vec((word, gap), 0..14).prop_map(|words| {
            words
                .into_iter()
                .flat_map(|(word, gap)| [word, gap])
                .collect::<String>()
        });
        prop::collection::vec(sentence, 0..25)
    }

    proptest! {
        #[test]
        fn what_is_found_by_words_is_what_every_sentence_would_tell(told in sentences()) {
            let (mut quick, mut plain) = (Said::default(), Plain::default());
            for sentence in &told {
                prop_assert_eq!(quick.holds(sentence), plain.holds(sentence), "{:?}", sentence);
                prop_assert_eq!(quick.is_new(sentence), plain.is_new(sentence), "{:?}", sentence);
            }
            prop_assert_eq!(quick.all, plain.0);
        }
    }
}
