//! Words as they are compared: without tones, without any marks, and the tone apart, so that what a
//! reader typed can be told to agree fully, but for tones, or but for marks.

use std::collections::HashMap;

use thidua_domain::text;
use unicode_normalization::UnicodeNormalization;

/// Agrees letter by letter with its marks.
pub(super) const MARKED: u8 = 5;
/// Agrees but for tones.
pub(super) const TONELESS: u8 = 4;
/// Agrees but for marks.
pub(super) const FOLDED: u8 = 3;
/// The first letters of consecutive words.
pub(super) const INITIALS: u8 = 2;
/// The first letters of words, with one or two words left out.
pub(super) const LOOSE_INITIALS: u8 = 1;

/// Letters of a word that are kept: longer runs are no words.
const LONGEST: usize = 40;
/// Words of a question that are read.
const MOST_WORDS: usize = 8;
/// Letters of a question that are read.
const MOST_LETTERS: usize = 120;

/// The words of a text, as written.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter))
        .filter(|word| !word.is_empty())
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A word in the three ways it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    toneless: String,
    folded: String,
    tone: u8,
}

impl Token {
    /// The keys of one word.
    pub(super) fn of(word: &str) -> Self {
        let word: String = word.chars().take(LONGEST).collect();
        let tone = word.nfd().find_map(tone).unwrap_or(0);
        Self {
            toneless: text::toneless(&word),
            folded: text::fold(&word),
            tone,
        }
    }

    /// Without marks, lower case.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }
}

fn tone(letter: char) -> Option<u8> {
    match letter {
        '\u{300}' => Some(1),
        '\u{309}' => Some(2),
        '\u{303}' => Some(3),
        '\u{301}' => Some(4),
        '\u{323}' => Some(5),
        _ => None,
    }
}

/// What a reader typed, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) tokens: Vec<Token>,
    /// The whole as a code, where it may be one.
    pub(super) code: Option<String>,
}

impl Query {
    /// Reads a question; `None` where it holds no letter and no digit.
    pub fn read(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(MOST_LETTERS).collect();
        let typed = text::clean(&typed);
        let tokens: Vec<Token> = words_of(&typed)
            .map(Token::of)
            .filter(|token| !token.folded.is_empty())
            .take(MOST_WORDS)
            .collect();
        let code = typed.to_lowercase();
        let code = text::is_code(&code).then_some(code);
        (!tokens.is_empty()).then_some(Self { tokens, code })
    }
}

/// The place of one word in the [`Lexicon`]'s text.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: u32,
    toneless: u8,
    folded: u8,
    tone: u8,
}

/// The different words of a shelf, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    text: String,
    words: Vec<Place>,
}

impl Lexicon {
    /// How well every word agrees with a token as its beginning: 0, or a grade doubled, plus one where
    /// the token is the whole word.
    pub(super) fn grades(&self, token: &Token) -> Vec<u8> {
        let grade = |place: &Place| {
            let (toneless, folded) = self.keys(place);
            if !folded.starts_with(token.folded.as_str()) {
                return 0;
            }
            let whole = u8::from(folded.len() == token.folded.len());
            let grade = if !toneless.starts_with(token.toneless.as_str()) {
                FOLDED
            } else if place.tone == token.tone {
                MARKED
            } else if token.tone == 0 {
                TONELESS
            } else {
                FOLDED
            };
            grade * 2 + whole
        };
        self.words.iter().map(grade).collect()
    }

    fn keys(&self, place: &Place) -> (&str, &str) {
        let start = usize::try_from(place.at).unwrap_or(usize::MAX);
        let middle = start.saturating_add(usize::from(place.toneless));
        let end = middle.saturating_add(usize::from(place.folded));
        (
            self.text.get(start..middle).unwrap_or_default(),
            self.text.get(middle..end).unwrap_or_default(),
        )
    }

    /// Bytes held in memory.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.words.capacity() * size_of::<Place>()
    }
}

/// Gathers words for a [`Lexicon`].
#[derive(Default)]
pub(super) struct Gathering {
    known: HashMap<String, (u32, u8)>,
    lexicon: Lexicon,
}

impl Gathering {
    /// The number of a word, and its first letter without marks; a number stands for itself.
    pub(super) fn word(&mut self, word: &str) -> (u32, u8) {
        if let Some(found) = self.known.get(word) {
            return *found;
        }
        let token = Token::of(word);
        let length = |text: &str| u8::try_from(text.len()).unwrap_or(u8::MAX);
        let number = u32::try_from(self.lexicon.words.len()).unwrap_or(u32::MAX);
        self.lexicon.words.push(Place {
            at: u32::try_from(self.lexicon.text.len()).unwrap_or(u32::MAX),
            toneless: length(&token.toneless),
            folded: length(&token.folded),
            tone: token.tone,
        });
        self.lexicon.text.push_str(&token.toneless);
        self.lexicon.text.push_str(&token.folded);
        let found = (number, token.folded.bytes().next().unwrap_or(b' '));
        self.known.insert(word.to_owned(), found);
        found
    }

    /// The words gathered.
    pub(super) fn finish(mut self) -> Lexicon {
        self.lexicon.text.shrink_to_fit();
        self.lexicon.words.shrink_to_fit();
        self.lexicon
    }
}

/// How well a token agrees with a name's initials; `None`: not at all.
///
/// Two letters are too few to stand anywhere in a name («ha» would find every Thi *h*ành *á*n), unless
/// they end it (`hn` of Hà Nội), hold a number (`q1`) or are written everywhere (`tp`).
pub(super) fn by_initials(typed: &str, initials: &[u8]) -> Option<u8> {
    const EVERYWHERE: [&[u8]; 4] = [b"tp", b"tx", b"cc", b"tt"];
    let typed = typed.as_bytes();
    let begins = typed.first().is_some_and(u8::is_ascii_alphabetic);
    if !begins || typed.len() < 2 || typed.len() > initials.len() {
        return None;
    }
    let short =
        typed.len() == 2 && !EVERYWHERE.contains(&typed) && !typed.iter().any(u8::is_ascii_digit);
    let stands = |at: usize| {
        let rest = initials.get(at..).unwrap_or_default();
        // `q1` is not the beginning of `q12`.
        let after = rest.get(typed.len());
        let cut =
            typed.last().is_some_and(u8::is_ascii_digit) && after.is_some_and(u8::is_ascii_digit);
        rest.starts_with(typed) && !cut && (!short || after.is_none())
    };
    if (0..initials.len()).any(stands) {
        return Some(INITIALS);
    }
    let most = match typed.len() {
        0..=3 => return None,
        4 => 1,
        _ => 2,
    };
    let loose = |at: usize| skips(typed, initials.get(at..).unwrap_or_default(), most);
    (0..initials.len()).any(loose).then_some(LOOSE_INITIALS)
}

/// Whether the letters stand in this order from the first on, with at most so many left out between.
fn skips(typed: &[u8], initials: &[u8], most: usize) -> bool {
    let mut left_out = 0;
    let mut rest = initials.iter();
    for (at, letter) in typed.iter().enumerate() {
        loop {
            match rest.next() {
                None => return false,
                Some(found) if found == letter => break,
                Some(_) if at == 0 => return false,
                Some(_) => left_out += 1,
            }
            if left_out > most {
                return false;
            }
        }
    }
    true
}
