//! The qualifier before a number.

use crate::amount::Precision;
use crate::text::fold;

const SIGNS: [(&str, Precision); 9] = [
    (">=", Precision::ItNhat),
    ("≥", Precision::ItNhat),
    ("<=", Precision::ToiDa),
    ("≤", Precision::ToiDa),
    (">", Precision::Tren),
    ("<", Precision::Duoi),
    ("≈", Precision::XapXi),
    ("~", Precision::Khoang),
    ("±", Precision::XapXi),
];

const WORDS: [(&str, Precision); 14] = [
    ("dung", Precision::Dung),
    ("hon", Precision::Hon),
    ("tren", Precision::Tren),
    ("gan", Precision::Gan),
    ("khoang", Precision::Khoang),
    ("chung", Precision::Khoang),
    ("xap xi", Precision::XapXi),
    ("duoi", Precision::Duoi),
    ("it nhat", Precision::ItNhat),
    ("toi thieu", Precision::ItNhat),
    ("toi da", Precision::ToiDa),
    ("khong qua", Precision::ToiDa),
    ("nhieu", Precision::Nhieu),
    ("rat nhieu", Precision::Nhieu),
];

/// The qualifier at the beginning of a cleaned text, and the text after it.
pub(super) fn strip(text: &str) -> (Option<Precision>, &str) {
    for (sign, precision) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Some(precision), rest.trim_start());
        }
    }
    let digits = text
        .find(|letter: char| letter.is_ascii_digit())
        .unwrap_or(text.len());
    let (before, number) = text.split_at(digits);
    // A sign stays with its number.
    let signed = before.trim_end_matches(['-', '−', '–', '+']);
    let key = fold(signed);
    match WORDS.iter().find(|(word, _)| *word == key) {
        Some((_, precision)) if signed.len() == before.len() => (Some(*precision), number),
        Some((_, precision)) => (Some(*precision), &text[signed.len()..]),
        None => (None, text),
    }
}
