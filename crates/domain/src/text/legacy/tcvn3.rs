//! TCVN3 (ABC): one code for each small letter with its tone, and seven capitals.

use unicode_normalization::UnicodeNormalization;

use crate::text::is_syllable;

/// Codes in the order of [`LETTERS`].
const CODES: &str =
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u{ad}õö÷øùúûüýþ¡¢£¤¥¦§";
const LETTERS: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ";

/// The letter of a code.
pub(super) fn letter(code: char) -> Option<char> {
    // Some programs write the micro sign as the Greek letter.
    let code = if code == 'μ' { 'µ' } else { code };
    CODES
        .chars()
        .zip(LETTERS.chars())
        .find(|(known, _)| *known == code)
        .map(|(_, letter)| letter)
}

/// Whether the letter stands in a word: ASCII, a code of the table, or another letter.
pub(super) fn in_word(code: char) -> bool {
    code.is_alphabetic() || letter(code).is_some()
}

pub(super) fn decode(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let lines: Vec<String> = composed.split('\n').map(line).collect();
    lines.join("\n")
}

fn line(text: &str) -> String {
    // A line without small letters is in capitals when a word of it shows that no name is meant.
    let words = || text.split(|code| !in_word(code));
    let in_capitals = !text.chars().any(|code| code.is_ascii_lowercase())
        && words().any(|word| word.chars().skip(1).any(|code| code.is_ascii_uppercase()));
    let mut result = String::with_capacity(text.len() * 2);
    let mut word = String::new();
    for code in text.chars() {
        if in_word(code) {
            word.push(code);
        } else {
            result.push_str(&decoded_word(&word, in_capitals));
            word.clear();
            result.push(code);
        }
    }
    result.push_str(&decoded_word(&word, in_capitals));
    result
}

fn decoded_word(word: &str, in_capitals: bool) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let decoded: String = word
        .chars()
        .map(|code| letter(code).unwrap_or(code))
        .collect();
    let repaired = with_lost_u(&decoded).unwrap_or(decoded);
    let small = word.chars().any(|code| code.is_ascii_lowercase());
    let inner_capital = word.chars().skip(1).any(|code| code.is_ascii_uppercase());
    if in_capitals || (inner_capital && !small) {
        repaired.to_uppercase()
    } else {
        repaired
    }
}

/// Many programs drop the soft hyphen, which is ư: `Mêng` was `Mường` (`ơng` is no rhyme, `ương` is).
fn with_lost_u(word: &str) -> Option<String> {
    if is_syllable(word) {
        return None;
    }
    let at = word.find(['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'])?;
    let whole = format!("{}ư{}", &word[..at], &word[at..]);
    is_syllable(&whole).then_some(whole)
}
