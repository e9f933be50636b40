//! Keys of sentences: what a sentence tells, without the numbers it tells it with, so that the next version of a
//! report knows it again after a correction, after a row was put before it, and in the next year.

use std::collections::HashMap;

use crate::text::fold;

/// Gives the sentences of a report their keys, in their order.
#[derive(Debug, Default)]
pub struct Keys(HashMap<String, usize>);

impl Keys {
    /// The key of the next sentence: `khen-thuong/khen-thuong/5e1c09ab`, with `-2` for the second of the same words.
    /// `place` is its section and part, `under` the heading it stands under.
    pub fn next(&mut self, place: &str, under: &str, words: &str) -> String {
        let bare = format!("{}|{}", skeleton(under), skeleton(words));
        let key = format!("{place}/{:08x}", hash(&bare));
        let seen = self.0.entry(key.clone()).or_default();
        *seen += 1;
        match *seen {
            1 => key,
            many => format!("{key}-{many}"),
        }
    }
}

/// The words of a sentence in order, folded; whatever holds a digit is left out.
fn skeleton(words: &str) -> String {
    let folded = fold(words);
    let kept: Vec<&str> = bare_words(&folded)
        .filter(|word| !word.contains(|sign: char| sign.is_ascii_digit()))
        .collect();
    kept.join(" ")
}

fn bare_words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// FNV-1a folded to 32 bits: a key is a name, not a secret, and must be the same in every version of the program.
fn hash(text: &str) -> u32 {
    let long = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    u32::try_from((long >> 32) ^ (long & 0xffff_ffff)).unwrap_or_default()
}

/// Section and part of a key.
pub fn place_of(key: &str) -> &str {
    key.rsplit_once('/').map_or(key, |(place, _)| place)
}

/// Section of a key.
pub fn section_of(key: &str) -> &str {
    key.split_once('/').map_or(key, |(section, _)| section)
}

/// How much two sentences have in common, in hundredths: words they share, counted twice, of all their words.
pub fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (fold(one), fold(other));
    let mut left: HashMap<&str, usize> = HashMap::new();
    let mut all = 0;
    for word in bare_words(&one) {
        *left.entry(word).or_default() += 1;
        all += 1;
    }
    let mut shared = 0;
    for word in bare_words(&other) {
        all += 1;
        if let Some(many) = left.get_mut(word).filter(|many| **many > 0) {
            *many -= 1;
            shared += 2;
        }
    }
    match all {
        0 => 100,
        _ => shared * 100 / all,
    }
}

/// From how many hundredths on two sentences of one part are taken for the same sentence told otherwise.
pub const ALIKE: usize = 50;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_outlives_other_numbers_and_rows_put_before_it() {
        let mut keys = Keys::default();
        let first = keys.next(
            "a/b",
            "Kết quả năm 2022",
            "Thi hành xong 100 việc, đạt 83,20%.",
        );
        let second = keys.next("a/b", "Kết quả năm 2022", "Thi hành xong 5 việc, đạt 1%.");
        assert_eq!(second, format!("{first}-2"));
        let mut keys = Keys::default();
        keys.next("a/b", "Kết quả năm 2023", "Một câu khác.");
        let next = keys.next(
            "a/b",
            "Kết quả năm 2023",
            "Thi hành xong 1.426 việc, đạt 84%.",
        );
        assert_eq!(next, first);
        let elsewhere = keys.next(
            "a/c",
            "Kết quả năm 2023",
            "Thi hành xong 1.426 việc, đạt 84%.",
        );
        assert_ne!(elsewhere, first);
        assert_eq!((place_of(&first), section_of(&first)), ("a/b", "a"));
    }

    #[test]
    fn likeness_is_told_in_hundredths_of_words() {
        assert_eq!(likeness("", ""), 100);
        assert_eq!(
            likeness("vượt 13,20% so với tiến độ", "thấp hơn 2% so với tiến độ"),
            57
        );
        assert_eq!(likeness("một hai", "ba bốn"), 0);
    }

    proptest! {
        #[test]
        fn likeness_has_no_direction(one in "[a-c ]{0,12}", other in "[a-c ]{0,12}") {
            prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
            prop_assert_eq!(likeness(&one, &one), 100);
        }

        #[test]
        fn no_two_sentences_share_a_key(words in proptest::collection::vec("[a-c0-9 ]{0,6}", 0..30)) {
            let mut keys = Keys::default();
            let mut found: Vec<String> = words.iter().map(|words| keys.next("a/b", "", words)).collect();
            found.sort();
            found.dedup();
            prop_assert_eq!(found.len(), words.len());
        }
    }
}
