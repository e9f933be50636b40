//! Sentences bound to what they tell: when a figure is corrected, the sentences it changes are known.

use std::collections::HashMap;

use super::key::{ALIKE, likeness, place_of};

/// A sentence, or a row of a table, with the place it has in its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// What it tells, the same in every version of the report: `khen-thuong/ngoai-nganh/2`.
    pub key: String,
    /// Its words as they are printed.
    pub words: String,
}

/// What became of a sentence between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It says something else.
    Other {
        /// Its key.
        key: String,
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// It was not there.
    New {
        /// Its key.
        key: String,
        /// Its words.
        after: String,
    },
    /// It is no more.
    Gone {
        /// Its key.
        key: String,
        /// Its words.
        before: String,
    },
}

impl Change {
    /// The key of the sentence, of the newer version where it is in both.
    pub fn key(&self) -> &str {
        match self {
            Self::Other { key, .. } | Self::New { key, .. } | Self::Gone { key, .. } => key,
        }
    }

    /// As it was; `None`: it was not there.
    pub fn before(&self) -> Option<&str> {
        match self {
            Self::Other { before, .. } | Self::Gone { before, .. } => Some(before),
            Self::New { .. } => None,
        }
    }

    /// As it is; `None`: it is no more.
    pub fn after(&self) -> Option<&str> {
        match self {
            Self::Other { after, .. } | Self::New { after, .. } => Some(after),
            Self::Gone { .. } => None,
        }
    }
}

/// What changed from one version to another: in the order of the newer one, what is gone last. A sentence that lost its
/// key is the one of its part that says most like it, where there is one: `vượt 13,20%` becomes `thấp hơn 2,10%`.
pub fn changes(before: &[Bound], after: &[Bound]) -> Vec<Change> {
    let old: HashMap<&str, &Bound> = told(before);
    let new: HashMap<&str, &Bound> = told(after);
    let mut lost: Vec<&Bound> = before
        .iter()
        .filter(|one| !new.contains_key(one.key.as_str()))
        .collect();
    let mut found = Vec::new();
    for one in after {
        let was = match old.get(one.key.as_str()) {
            Some(was) => Some(*was),
            None => likest(&lost, one).map(|at| lost.remove(at)),
        };
        match was {
            None => found.push(Change::New {
                key: one.key.clone(),
                after: one.words.clone(),
            }),
            Some(was) if was.words != one.words => found.push(Change::Other {
                key: one.key.clone(),
                before: was.words.clone(),
                after: one.words.clone(),
            }),
            Some(_) => {}
        }
    }
    found.extend(lost.into_iter().map(|one| Change::Gone {
        key: one.key.clone(),
        before: one.words.clone(),
    }));
    found
}

fn likest(lost: &[&Bound], one: &Bound) -> Option<usize> {
    let here = lost
        .iter()
        .enumerate()
        .filter(|(_, was)| place_of(&was.key) == place_of(&one.key));
    let likes = here.map(|(at, was)| (likeness(&was.words, &one.words), at));
    let likest = likes.filter(|(like, _)| *like >= ALIKE);
    // Of equals the first: sentences keep their order.
    likest
        .max_by_key(|(like, at)| (*like, std::cmp::Reverse(*at)))
        .map(|(_, at)| at)
}

fn told(sentences: &[Bound]) -> HashMap<&str, &Bound> {
    let pairs = sentences.iter();
    pairs.map(|one| (one.key.as_str(), one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(key: &str, words: &str) -> Bound {
        Bound {
            key: key.to_owned(),
            words: words.to_owned(),
        }
    }

    #[test]
    fn only_what_says_something_else_is_a_change_wherever_it_moved() {
        let before = [
            bound("a", "Năm 2022 xong 100 việc."),
            bound("b", "19 tập thể."),
            bound("c", "05 tập thể."),
        ];
        let after = [
            bound("c", "05 tập thể."),
            bound("a", "Năm 2022 xong 101 việc."),
            bound("d", "01 Cờ thi đua."),
        ];
        let found = changes(&before, &after);
        assert_eq!(
            found,
            [
                Change::Other {
                    key: "a".to_owned(),
                    before: "Năm 2022 xong 100 việc.".to_owned(),
                    after: "Năm 2022 xong 101 việc.".to_owned()
                },
                Change::New {
                    key: "d".to_owned(),
                    after: "01 Cờ thi đua.".to_owned()
                },
                Change::Gone {
                    key: "b".to_owned(),
                    before: "19 tập thể.".to_owned()
                },
            ]
        );
        assert!(changes(&before, &before).is_empty());
    }

    #[test]
    fn a_sentence_that_says_it_with_other_words_is_the_same_sentence() {
        let before = [
            bound("a/b/1", "Đạt 68,73%, vượt 13,20% so với tiến độ chỉ tiêu."),
            bound("a/b/2", "19 tập thể và 39 cá nhân."),
        ];
        let after = [
            bound(
                "a/b/3",
                "Đạt 50,10%, thấp hơn 5,43% so với tiến độ chỉ tiêu.",
            ),
            bound("a/c/4", "19 tập thể và 39 cá nhân."),
        ];
        let found = changes(&before, &after);
        assert!(
            matches!(&found[0], Change::Other { key, before, .. } if key == "a/b/3" && before.contains("vượt"))
        );
        assert!(matches!(&found[1], Change::New { key, .. } if key == "a/c/4"));
        assert!(matches!(&found[2], Change::Gone { key, .. } if key == "a/b/2"));
    }
}
