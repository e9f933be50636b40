//! Text as it enters: one form of each letter, no invisible characters.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// NFC; blanks of every kind are one space, invisible and control characters are gone, the wrong
/// Ð/ð (U+00D0, U+00F0) are Đ/đ. Lines are kept; each is trimmed, and so is the whole.
///
/// The spelling is the writer's: `hoà` stays `hoà`.
pub fn clean(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    cleaned(text)
}

/// Whether nothing is to be done, as for nearly every cell of a workbook. May say no of a clean text.
fn is_clean(text: &str) -> bool {
    let mut blank_before = true;
    for letter in text.chars() {
        let blank = letter == ' ';
        if (blank && blank_before) || visible(letter) != Some(letter) || letter == '\n' {
            return false;
        }
        blank_before = blank;
    }
    let plain = text.is_ascii()
        || (!text.chars().any(is_combining_mark)
            && is_nfc_quick(text.chars()) == IsNormalized::Yes);
    plain && (text.is_empty() || !blank_before)
}

fn cleaned(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    let mut letters: Vec<char> = unified.chars().filter_map(visible).nfd().collect();
    marks_in_order(&mut letters);
    let composed: String = letters.into_iter().nfc().collect();
    let lines: Vec<String> = composed.split('\n').map(squeezed).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The words of a text with one space between them.
pub(super) fn squeezed(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !result.is_empty() {
            result.push(' ');
        }
        result.push_str(word);
    }
    result
}

fn visible(letter: char) -> Option<char> {
    match letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        // Đ and đ have no decomposition: look-alikes of Icelandic and African letters stay wrong in NFC.
        '\u{d0}' | '\u{189}' => Some('Đ'),
        '\u{f0}' => Some('đ'),
        // Soft hyphen, zero-width and direction marks, word joiner, BOM.
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => None,
        '\u{fe00}'..='\u{fe0f}' => None,
        blank if blank.is_whitespace() => Some(' '),
        control if control.is_control() => None,
        other => Some(other),
    }
}

/// Typed tone first (`e` + sắc + mũ), a letter would not compose: the mark of the vowel goes first.
fn marks_in_order(letters: &mut [char]) {
    let tone = |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}');
    let vowel_mark = |c: char| matches!(c, '\u{302}' | '\u{306}');
    for end in 1..letters.len() {
        let mut at = end;
        while at > 0 && tone(letters[at - 1]) && vowel_mark(letters[at]) {
            letters.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_clean_is_what_cleaning_leaves(text in "[ a-zA-Zéếệđ\u{301}\u{323}\u{302}Ð\u{a0}\n\t\u{200b}.0-9]{0,12}") {
            if is_clean(&text) {
                prop_assert_eq!(cleaned(&text), text);
            }
        }
    }
}
