//! Recognising the old encodings without ever mistaking Unicode for one.
//!
//! A word is evidence when it cannot be a Vietnamese syllable as it stands and is one when decoded.
//! One such word suffices only when it holds what no European language writes inside a word; else two
//! are needed. All words with codes must decode to syllables (one in ten may be a name), and most
//! plain words must be syllables too, which French and English are not.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::{Encoding, tcvn3, vni};
use crate::text::is_syllable;

/// The old encoding of a text as it came; `None` for Unicode of any language, and where a short text
/// leaves a doubt (one word such as `Sè`): a whole column or page asked at once decides more.
pub fn detect(text: &str) -> Option<Encoding> {
    if text.is_ascii() {
        return None;
    }
    let composed: String = text.nfc().collect();
    if !composed.chars().any(is_code) || composed.chars().any(is_beyond) {
        return None;
    }
    let tcvn3 = weigh(&composed, Encoding::Tcvn3);
    let vni = weigh(&composed, Encoding::Vni);
    match (tcvn3, vni) {
        (Some(tcvn3), Some(vni)) if tcvn3 == vni => None,
        (Some(tcvn3), Some(vni)) => Some(if tcvn3 > vni {
            Encoding::Tcvn3
        } else {
            Encoding::Vni
        }),
        (Some(_), None) => Some(Encoding::Tcvn3),
        (None, Some(_)) => Some(Encoding::Vni),
        (None, None) => None,
    }
}

const fn is_code(letter: char) -> bool {
    matches!(letter, '\u{a1}'..='\u{ff}' | 'μ')
}

/// Letters that Latin-1 does not have: the text is Unicode.
fn is_beyond(letter: char) -> bool {
    letter > '\u{ff}'
        && letter != 'μ'
        && (letter.is_alphabetic() || matches!(letter, '\u{300}'..='\u{36f}'))
}

/// How many words with codes the encoding explains; `None` when it does not explain the text.
fn weigh(text: &str, encoding: Encoding) -> Option<usize> {
    let in_word = |letter: char| match encoding {
        Encoding::Tcvn3 => tcvn3::in_word(letter),
        Encoding::Vni => letter.is_alphabetic(),
    };
    let (mut coded, mut explained, mut plain, mut syllables) = (0, 0, 0, 0);
    let mut hard = false;
    let mut soft = BTreeSet::new();
    for word in text
        .split(|letter| !in_word(letter))
        .filter(|word| !word.is_empty())
    {
        if word.is_ascii() {
            // Abbreviations say nothing.
            if word.len() > 1 && word.chars().any(|letter| letter.is_ascii_lowercase()) {
                plain += 1;
                syllables += usize::from(is_syllable(word));
            }
            continue;
        }
        coded += 1;
        let decoded = match encoding {
            Encoding::Tcvn3 => tcvn3::decode(word),
            Encoding::Vni => vni::decode(word),
        };
        if is_syllable(&decoded) {
            explained += 1;
            if !is_syllable(word) && word.chars().any(|letter| letter.is_ascii_alphabetic()) {
                hard |= is_hard(word, encoding);
                soft.insert(decoded);
            }
        }
    }
    let enough = hard || soft.len() >= 2;
    (enough && explained * 10 >= coded * 9 && syllables * 10 >= plain * 6).then_some(explained)
}

/// Whether the word holds what European languages never write inside a word.
fn is_hard(word: &str, encoding: Encoding) -> bool {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 {
        return false;
    }
    match encoding {
        Encoding::Tcvn3 => {
            let foreign = |letter: &char| !letter.is_alphabetic() || "ªµμæåøßþÞ".contains(*letter);
            // `ViÖc`, `TÝn`: a capital code beside a small letter.
            let broken = letters.windows(2).any(|pair| {
                let after_small =
                    pair[0].is_ascii_lowercase() && !pair[1].is_ascii() && pair[1].is_uppercase();
                let before_small =
                    !pair[0].is_ascii() && pair[0].is_uppercase() && pair[1].is_ascii_lowercase();
                after_small || (before_small && pair[0] != letters[0])
            });
            broken || letters.iter().any(foreign)
        }
        Encoding::Vni => {
            let marked = letters.windows(2).any(|pair| {
                let vowel = "aeoAEO".contains(pair[0]);
                (vowel && "âäåøÂÄÅØ".contains(pair[1]))
                    || ("öÖôÔuUyY".contains(pair[0]) && "øØ".contains(pair[1]))
                    || matches!(pair, ['ö', 'ô'] | ['Ö', 'Ô'] | ['a', 'ê'] | ['A', 'Ê'])
            });
            let after_glide = letters.windows(3).any(|three| {
                "iyuIYU".contains(three[0])
                    && "aeoAEO".contains(three[1])
                    && "áàãÁÀÃ".contains(three[2])
            });
            let begins_with_d = matches!(letters[0], 'ñ' | 'Ñ')
                && letters[1..].iter().any(|letter| !letter.is_ascii());
            marked || after_glide || begins_with_d
        }
    }
}
