//! A shelf of things with names: packed so that the nation's twenty thousand names are two megabytes,
//! and read through from end to end for every question, which takes a millisecond or two.

use super::words::{
    FOLDED, Gathering, INITIALS, LOOSE_INITIALS, Lexicon, MARKED, Query, by_initials, words_of,
};

/// Words of one name that are kept.
const MOST_WORDS: usize = 120;

/// What a name is to its item, which decides between names that agree equally well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// What it is called now.
    Now,
    /// What it was called, or the name of what is no more.
    Former,
    /// The name of something that stands beside what readers mostly look for.
    Aside,
}

/// One name of an item.
#[derive(Clone, Copy, Debug)]
struct Name {
    item: u32,
    /// Where its words begin.
    words: u32,
    /// Where its initials begin.
    initials: u32,
    /// How many words it has in all.
    all: u8,
    /// How many of them are the name itself: one of these must be asked for.
    own: u8,
    /// How many initials it has.
    short: u8,
    /// What it is to the item.
    standing: Standing,
    /// What the builder wants to know of the name.
    tag: u16,
}

/// An item that a question finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Number of the item, in the order they were put on the shelf.
    pub item: u32,
    /// The tag of the name that was found.
    pub tag: u16,
    /// The better, the higher.
    pub score: u32,
    /// How much of the question it answers, comparable over shelves.
    pub tier: Tier,
}

/// How much of a question a name answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Initials.
    Initials,
    /// Beginnings of words.
    Begins,
    /// Whole words.
    Words,
    /// The whole name, or the code.
    Whole,
}

impl Match {
    /// Whether only loose initials agree.
    fn is_loose(&self) -> bool {
        self.score < (u32::from(LOOSE_INITIALS) + 1) * GRADE
    }
}

/// What one grade of agreement weighs: more than everything else together.
const GRADE: u32 = 1000;

/// Things with names, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    lexicon: Lexicon,
    words: Vec<u32>,
    initials: Vec<u8>,
    names: Vec<Name>,
    /// The items' codes one after the other, and where each ends.
    codes: String,
    ends: Vec<u32>,
}

impl Shelf {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The code of an item; empty where there is none.
    pub fn code(&self, item: u32) -> &str {
        let at = usize::try_from(item).unwrap_or(usize::MAX);
        let end = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let from = at.checked_sub(1).and_then(end).unwrap_or(0);
        end(at)
            .and_then(|end| self.codes.get(from..end))
            .unwrap_or_default()
    }

    /// Bytes held in memory.
    pub fn bytes(&self) -> usize {
        self.lexicon.bytes()
            + self.words.capacity() * size_of::<u32>()
            + self.initials.capacity()
            + self.names.capacity() * size_of::<Name>()
            + self.codes.capacity()
            + self.ends.capacity() * size_of::<u32>()
    }

    /// What a question finds, the best first; items of equal worth in the order of the shelf.
    pub fn find(&self, query: &Query) -> Vec<Match> {
        let tables: Vec<Vec<u8>> = query
            .tokens
            .iter()
            .map(|token| self.lexicon.grades(token))
            .collect();
        let mut found: Vec<Match> = Vec::new();
        for name in &self.names {
            let Some((score, tier)) = self.score(name, query, &tables) else {
                continue;
            };
            let (item, tag) = (name.item, name.tag);
            match found.last_mut() {
                Some(last) if last.item == item => {
                    if score > last.score {
                        (last.score, last.tag, last.tier) = (score, tag, tier);
                    }
                }
                _ => found.push(Match {
                    item,
                    tag,
                    score,
                    tier,
                }),
            }
        }
        self.find_codes(query, &mut found);
        if found.iter().any(|found| !found.is_loose()) {
            found.retain(|found| !found.is_loose());
        }
        found.sort_by(|a, b| b.score.cmp(&a.score).then(a.item.cmp(&b.item)));
        found
    }

    fn find_codes(&self, query: &Query, found: &mut Vec<Match>) {
        let Some(typed) = &query.code else { return };
        let part = typed.len() >= 3 && typed.contains(|c: char| !c.is_ascii_lowercase());
        // Found by name, in the order of the shelf.
        let named = found.len();
        for item in 0..u32::try_from(self.len()).unwrap_or(u32::MAX) {
            let code = self.code(item);
            let (score, tier) = if code == typed {
                (u32::from(MARKED) * GRADE + 900, Tier::Whole)
            } else if part && code.starts_with(typed.as_str()) {
                (u32::from(INITIALS) * GRADE + 500, Tier::Begins)
            } else {
                continue;
            };
            let known = found.get(..named).unwrap_or_default();
            let known = known.binary_search_by_key(&item, |found| found.item);
            match known.ok().and_then(|at| found.get_mut(at)) {
                Some(known) if known.score >= score => {}
                Some(known) => (known.score, known.tier) = (score, tier),
                None => found.push(Match {
                    item,
                    tag: 0,
                    score,
                    tier,
                }),
            }
        }
    }

    fn score(&self, name: &Name, query: &Query, tables: &[Vec<u8>]) -> Option<(u32, Tier)> {
        let own = usize::from(name.own);
        let words = slice(&self.words, name.words, name.all);
        let initials = slice(&self.initials, name.initials, name.short);
        let (mut grade, mut sum, mut whole) = (MARKED, 0, true);
        let (mut of_name, mut first, mut last) = (false, false, false);
        for (token, table) in query.tokens.iter().zip(tables) {
            let worth = |word: &u32| {
                let at = usize::try_from(*word).unwrap_or(usize::MAX);
                table.get(at).copied().unwrap_or(0)
            };
            let (mut best, mut place) = (0, 0);
            for (at, word) in words.iter().enumerate() {
                let worth = worth(word);
                if worth > best {
                    (best, place) = (worth, at);
                }
            }
            if best == 0 {
                let short = by_initials(token.folded(), initials)?;
                grade = grade.min(short);
                sum += u32::from(short);
                of_name = true;
                continue;
            }
            grade = grade.min(best / 2);
            sum += u32::from(best / 2);
            whole &= best % 2 == 1;
            of_name |= place < own;
            first |= place == 0;
            let end = own.checked_sub(1).and_then(|at| words.get(at));
            last |= end.map(worth) == Some(best);
        }
        if !of_name {
            return None;
        }
        let whole = whole && grade >= FOLDED;
        let extra = own.saturating_sub(query.tokens.len());
        let mut score = u32::from(grade) * GRADE + sum * 12;
        score += if whole && extra == 0 { 200 } else { 0 };
        score += if whole { 60 } else { 0 };
        score += match name.standing {
            Standing::Now => 40,
            Standing::Former => 25,
            Standing::Aside => 0,
        };
        score += if last { 20 } else { 0 };
        score += if first { 10 } else { 0 };
        score += u32::try_from(9_usize.saturating_sub(extra)).unwrap_or(0);
        let tier = match (whole, extra) {
            (true, 0) => Tier::Whole,
            (true, _) => Tier::Words,
            _ if grade >= FOLDED => Tier::Begins,
            _ => Tier::Initials,
        };
        Some((score, tier))
    }
}

fn slice<T>(of: &[T], from: u32, length: u8) -> &[T] {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    of.get(from..from.saturating_add(usize::from(length)))
        .unwrap_or_default()
}

/// Puts things on a shelf, in the order in which equals are to be shown.
#[derive(Default)]
pub struct Builder {
    gathering: Gathering,
    shelf: Shelf,
}

impl Builder {
    /// The next item; its code may be empty.
    pub fn item(&mut self, code: &str) {
        self.shelf.codes.push_str(code);
        let end = u32::try_from(self.shelf.codes.len()).unwrap_or(u32::MAX);
        self.shelf.ends.push(end);
    }

    /// A name of the newest item. `more` are words that may be asked for beside the name, never alone.
    pub fn name(&mut self, name: &str, more: &str, tag: u16, standing: Standing) {
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let small = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
        let Some(item) = number(self.shelf.ends.len()).checked_sub(1) else {
            return;
        };
        let (words, initials) = (self.shelf.words.len(), self.shelf.initials.len());
        for word in words_of(name).take(MOST_WORDS) {
            let (word, first) = self.gathering_word(word);
            self.shelf.words.push(word);
            self.shelf.initials.extend(first);
        }
        let own = self.shelf.words.len() - words;
        if own == 0 {
            return;
        }
        for word in words_of(more).take(MOST_WORDS) {
            let (word, _) = self.gathering_word(word);
            self.shelf.words.push(word);
        }
        self.shelf.names.push(Name {
            item,
            words: number(words),
            initials: number(initials),
            all: small(self.shelf.words.len() - words),
            own: small(own),
            short: small(self.shelf.initials.len() - initials),
            standing,
            tag,
        });
    }

    /// The number of a word and what stands for it among initials: a number stands for itself.
    fn gathering_word(&mut self, word: &str) -> (u32, Vec<u8>) {
        let lower = word.to_lowercase();
        let (number, first) = self.gathering.word(&lower);
        let initials = if lower.bytes().all(|byte| byte.is_ascii_digit()) {
            lower.into_bytes()
        } else {
            vec![first]
        };
        (number, initials)
    }

    /// The shelf.
    pub fn finish(self) -> Shelf {
        let mut shelf = self.shelf;
        shelf.lexicon = self.gathering.finish();
        shelf.words.shrink_to_fit();
        shelf.initials.shrink_to_fit();
        shelf.names.shrink_to_fit();
        shelf.codes.shrink_to_fit();
        shelf.ends.shrink_to_fit();
        shelf
    }
}
