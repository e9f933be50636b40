//! Labels of rows, and cells that are no figures.

use crate::text::{self, heading_key};

/// A row's label without its number, and how deep the number says it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The number or sign before it, as written; empty: none.
    pub number: String,
    /// 0 the highest; [`Label::NONE`] where nothing tells.
    pub level: u8,
    /// The words.
    pub words: String,
}

impl Label {
    /// The level of a row without a number.
    pub const NONE: u8 = 9;

    /// Reads a label; `number` is the cell before it, often empty.
    pub fn read(number: &str, written: &str) -> Self {
        let written = text::clean(written).replace('\n', " ");
        let own = text::clean(number);
        let own = own.trim_end_matches(['.', ')', ':']).trim().to_owned();
        let (before, words) = numbered(&written);
        let chosen = match (level(&own), level(before)) {
            (Some(level), _) => (own, level),
            (None, Some(level)) => (before.to_owned(), level),
            (None, None) => (String::new(), Self::NONE),
        };
        Self {
            number: chosen.0,
            level: chosen.1,
            words: words.trim().trim_end_matches(':').trim().to_owned(),
        }
    }
}

/// The number a label begins with, and the rest.
fn numbered(written: &str) -> (&str, &str) {
    let rest = |sign: char| written.strip_prefix(sign).map(str::trim_start);
    for sign in ['-', '–', '+', '*', '•'] {
        if let Some(rest) = rest(sign).filter(|rest| rest.chars().any(char::is_alphabetic)) {
            return (written.get(..sign.len_utf8()).unwrap_or_default(), rest);
        }
    }
    let end = written.find(['.', ')', '/', ' ', ':']).unwrap_or_default();
    let dotted = written
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')
        .unwrap_or(written.len());
    // `1.1. Chủ động`: a number of several steps goes up to its last digit.
    let digits = written.starts_with(|letter: char| letter.is_ascii_digit());
    let end = if digits { dotted } else { end };
    let (number, rest) = written.split_at_checked(end).unwrap_or(("", written));
    let plain = number.trim_end_matches('.');
    let marked = number.ends_with('.') || rest.starts_with(['.', ')', '/', ':']);
    if !marked || level(plain).is_none() {
        return ("", written);
    }
    (plain, rest.trim_start_matches(['.', ')', '/', ':', ' ']))
}

/// How deep a number stands: `A`, `I`, `1`, `1.1`, `a`, `-`.
fn level(number: &str) -> Option<u8> {
    let number = number.trim();
    let roman = |text: &str| text.chars().all(|letter| "IVX".contains(letter)) && text.len() <= 5;
    let steps = number.split('.').filter(|step| !step.is_empty());
    let digits = |text: &str| text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    match number {
        "" => None,
        "-" | "–" => Some(6),
        "+" | "*" | "•" => Some(7),
        number if roman(number) => Some(1),
        number if number.chars().count() == 1 => {
            let letter = number.chars().next()?;
            match letter {
                letter if letter.is_ascii_digit() => Some(2),
                letter if letter.is_uppercase() => Some(0),
                letter if letter.is_alphabetic() => Some(5),
                _ => None,
            }
        }
        _ if steps.clone().all(digits) => match steps.count() {
            1 => Some(2),
            2 => Some(3),
            _ => Some(4),
        },
        _ => None,
    }
}

/// Whether a cell of figures says nothing: `x`, `-`, `…` stand for it.
pub fn is_blank(written: &str) -> bool {
    let written = written.trim();
    if written.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    matches!(heading_key(written).as_str(), "" | "x" | "xx")
}

/// Whether cells number the columns: `A | B | 1 | 2 | 3=1+2`.
pub fn is_numbering<'a>(cells: impl IntoIterator<Item = &'a str>) -> bool {
    let (mut numbers, mut others, mut last, mut rising) = (0, 0, 0, true);
    for cell in cells {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        let plain = cell.trim_matches(['(', ')', ' ']);
        let leading = plain.split(['=', ')', ' ']).next().unwrap_or_default();
        match leading.parse::<u32>() {
            Ok(number) if leading.len() <= 3 => {
                rising &= number > last;
                last = number;
                numbers += 1;
            }
            _ if plain.chars().count() == 1 && plain.chars().all(char::is_alphabetic) => {
                others += 1
            }
            _ => return false,
        }
    }
    // Figures of a small office rise by chance; that they begin at 1 or 2 and leave out little does not happen.
    let close = last <= numbers + 3;
    numbers >= 3 && rising && close && others <= 3
}
