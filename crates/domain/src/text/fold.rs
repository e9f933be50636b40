//! Keys: what a reader may type without marks and still find.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clean::{clean, squeezed};

/// The search key: lower case, no marks, đ → d, blanks squeezed to one space, and one spelling of
/// i/y at the end of a syllable (sĩ/sỹ, kỉ/kỷ, tỉ/tỷ, lí/lý, quí/quý).
///
/// Tone placement (hòa/hoà) falls with the marks. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let printable = |byte: u8| (0x20..0x7f).contains(&byte);
    if text.bytes().all(printable) {
        return one_spelling(&squeezed(&text.to_ascii_lowercase()));
    }
    let cleaned = clean(text);
    let bare: String = cleaned
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| {
            if matches!(letter, 'đ' | 'ð') {
                'd'
            } else {
                letter
            }
        })
        .collect();
    one_spelling(&squeezed(&bare))
}

/// The key of a reader who types letters and no tones: lower case, tones dropped, ă â ê ô ơ ư đ kept.
pub fn toneless(text: &str) -> String {
    let lower: String = clean(text).chars().flat_map(char::to_lowercase).collect();
    let bare: String = lower
        .nfd()
        .filter(|letter| {
            !matches!(
                letter,
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
            )
        })
        .nfc()
        .collect();
    one_spelling(&squeezed(&bare))
}

/// The key of a heading or a code word: [`fold`] with only the letters a–z, the digits and `%`.
pub fn heading_key(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '%')
        .collect()
}

/// Whether this may be a code: `[a-z0-9.-]`, 1 to 100 characters.
pub fn is_code(text: &str) -> bool {
    let allowed = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
    };
    (1..=100).contains(&text.len()) && text.bytes().all(allowed)
}

/// The folded first letters of the words: `Nguyễn Văn An` → `nva`.
pub fn initials(text: &str) -> String {
    fold(text)
        .split([' ', '-'])
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
        .collect()
}

/// `ty` → `ti` and so on, but `qui` → `quy`: what is typed first must stay the beginning of longer
/// syllables (`ti` of `tiền`, `quy` of `quyết`).
fn one_spelling(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            word.push(letter);
        } else {
            push_word(&mut result, &word);
            word.clear();
            result.push(letter);
        }
    }
    push_word(&mut result, &word);
    result
}

fn push_word(result: &mut String, word: &str) {
    result.push_str(match word {
        "hy" => "hi",
        "ky" => "ki",
        "ly" => "li",
        "my" => "mi",
        "sy" => "si",
        "ty" => "ti",
        "qui" => "quy",
        other => other,
    });
}
