//! Codes for rows that have none.

use std::collections::{BTreeMap, HashSet};

use thidua_domain::text::{self, fold};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::codes::Namer;

/// Codes for rows that have none, each once in a file.
#[derive(Default)]
pub(super) struct Coiner {
    given: BTreeMap<String, String>,
    used: HashSet<String>,
}

impl Coiner {
    /// Notes a code the file itself gives.
    pub(super) fn note(&mut self, code: &str) {
        self.used.insert(code.to_owned());
    }

    /// The code of a thing: the same thing told twice has one code, another of the same name another one.
    pub(super) fn coin(&mut self, wish: &Wish, namer: &Namer<'_>) -> String {
        if let Some(code) = self.given.get(&wish.who) {
            return code.clone();
        }
        let base = wish.base.clone();
        let free = |code: &String| !self.used.contains(code) && !namer.is_taken(code);
        let with_year = wish.year.map(|year| format!("{base}-{year}"));
        let numbered = (2_u32..1_000).map(|number| format!("{base}-{number}"));
        let mut wishes = std::iter::once(base.clone())
            .chain(with_year)
            .chain(numbered);
        let code = wishes.find(free).unwrap_or(base.clone());
        self.used.insert(code.clone());
        self.given.insert(wish.who.clone(), code.clone());
        code
    }
}

/// What a code is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// What tells the thing from others: the same for one told twice.
    who: String,
    /// The code it would have alone.
    base: String,
    /// The year that tells it from another one of its name.
    year: Option<i16>,
}

impl Wish {
    pub(super) fn new(who: &str, name: &str, year: Option<i16>) -> Self {
        Self {
            who: fold(who),
            base: slug(name),
            year,
        }
    }
}

/// A text as a code: `Lý Thị Hòa` → `ly-thi-hoa`.
pub(super) fn slug(text: &str) -> String {
    let bare = text::clean(text);
    let letters = bare
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'đ' => 'd',
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '-',
        });
    let mut code = String::new();
    for letter in letters {
        if letter != '-' || !(code.is_empty() || code.ends_with('-')) {
            code.push(letter);
        }
    }
    let mut short: String = code.chars().take(80).collect();
    while short.ends_with('-') {
        short.pop();
    }
    short
}
