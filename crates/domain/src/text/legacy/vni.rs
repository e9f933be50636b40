//! VNI-Windows: the letter, then a code for its marks; capitals are complete.

use unicode_normalization::UnicodeNormalization;

const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';

/// Letters that are one code.
fn alone(code: char) -> Option<char> {
    Some(match code {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'í' => 'í',
        'Í' => 'Í',
        'ì' => 'ì',
        'Ì' => 'Ì',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        _ => return None,
    })
}

/// The marks that a code adds to the letter before it, as combining characters.
fn marks(code: char) -> Option<&'static str> {
    Some(match code {
        'ù' | 'Ù' => "\u{301}",
        'ø' | 'Ø' => "\u{300}",
        'û' | 'Û' => "\u{309}",
        'õ' | 'Õ' => "\u{303}",
        'ï' | 'Ï' => "\u{323}",
        'â' | 'Â' => "\u{302}",
        'á' | 'Á' => "\u{302}\u{301}",
        'à' | 'À' => "\u{302}\u{300}",
        'å' | 'Å' => "\u{302}\u{309}",
        'ã' | 'Ã' => "\u{302}\u{303}",
        'ä' | 'Ä' => "\u{302}\u{323}",
        'ê' | 'Ê' => "\u{306}",
        'é' | 'É' => "\u{306}\u{301}",
        'è' | 'È' => "\u{306}\u{300}",
        'ú' | 'Ú' => "\u{306}\u{309}",
        'ü' | 'Ü' => "\u{306}\u{303}",
        'ë' | 'Ë' => "\u{306}\u{323}",
        _ => return None,
    })
}

/// Whether the letter takes these marks.
fn takes(base: char, marks: &str) -> bool {
    let vowels = if marks.starts_with(BREVE) {
        "aA"
    } else if marks.starts_with(CIRCUMFLEX) {
        "aeoAEO"
    } else {
        "aeouyAEOUYôöÔÖ"
    };
    vowels.contains(base)
}

pub(super) fn decode(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut before = None;
    for code in text.nfc() {
        let added = marks(code).filter(|marks| before.is_some_and(|base| takes(base, marks)));
        match added {
            Some(marks) => result.push_str(marks),
            None => result.push(alone(code).unwrap_or(code)),
        }
        before = added.is_none().then_some(code);
    }
    result.nfc().collect()
}
