//! Sentences bound to what they tell: when a figure is corrected, the sentences it changes are known.

use std::collections::HashMap;

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

/// What changed from one version to another: in the order of the newer one, what is gone last.
pub fn changes(before: &[Bound], after: &[Bound]) -> Vec<Change> {
    let old: HashMap<&str, &str> = told(before);
    let new: HashMap<&str, &str> = told(after);
    let mut found = Vec::new();
    for one in after {
        match old.get(one.key.as_str()) {
            None => found.push(Change::New {
                key: one.key.clone(),
                after: one.words.clone(),
            }),
            Some(words) if *words != one.words => found.push(Change::Other {
                key: one.key.clone(),
                before: (*words).to_owned(),
                after: one.words.clone(),
            }),
            Some(_) => {}
        }
    }
    let gone = before
        .iter()
        .filter(|one| !new.contains_key(one.key.as_str()));
    found.extend(gone.map(|one| Change::Gone {
        key: one.key.clone(),
        before: one.words.clone(),
    }));
    found
}

fn told(sentences: &[Bound]) -> HashMap<&str, &str> {
    let pairs = sentences.iter();
    pairs
        .map(|one| (one.key.as_str(), one.words.as_str()))
        .collect()
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
}
