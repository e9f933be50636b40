//! Vietnamese alphabetical order, and the order of names: given name first.

use std::cmp::Ordering;
use std::sync::OnceLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

/// The order of CLDR for Vietnamese: a ă â b c d đ …, tones none huyền hỏi ngã sắc nặng, numbers by
/// value (`khu vực 2` before `khu vực 10`).
///
/// A total order: only equal texts compare equal.
pub fn compare(a: &str, b: &str) -> Ordering {
    let by_letters = collator().map_or(Ordering::Equal, |collator| collator.compare(a, b));
    by_letters.then_with(|| a.cmp(b))
}

fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static VIETNAMESE: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let collator = VIETNAMESE.get_or_init(|| {
        let mut preferences = CollatorPreferences::from(locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Collator::try_new(preferences, CollatorOptions::default()).ok()
    });
    collator.as_ref()
}

/// Bytes whose order is that of [`compare`]: for sorting many texts, each read once.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(3 * text.len() + 4);
    push_key(&mut key, text);
    key.extend_from_slice(text.as_bytes());
    key
}

/// Bytes whose order is that of [`compare_names`].
pub fn name_key(name: &str) -> Vec<u8> {
    let (family, middle, given) = split_name(name);
    let mut key = Vec::with_capacity(4 * name.len() + 8);
    for part in [given, family, middle] {
        push_key(&mut key, part);
    }
    key.extend_from_slice(name.as_bytes());
    key
}

/// The collator's key, which has no byte 0 in it, and one to end it.
pub(super) fn push_key(key: &mut Vec<u8>, text: &str) {
    if let Some(collator) = collator() {
        let Ok(()) = collator.write_sort_key_to(text, key);
    }
    key.push(0);
}

/// The given name of a full name: its last syllable.
pub fn given_name(name: &str) -> &str {
    split_name(name).2
}

/// Names as Vietnamese lists sort them: by given name (the last syllable), then by family name (the
/// first), then by what stands between.
pub fn compare_names(a: &str, b: &str) -> Ordering {
    let (family, middle, given) = split_name(a);
    let (other_family, other_middle, other_given) = split_name(b);
    compare(given, other_given)
        .then_with(|| compare(family, other_family))
        .then_with(|| compare(middle, other_middle))
        .then_with(|| a.cmp(b))
}

/// Sorts by a text of each item, in Vietnamese order; equal texts keep their order.
pub fn sort_by_key<T>(items: &mut [T], key: impl Fn(&T) -> &str) {
    items.sort_by(|a, b| compare(key(a), key(b)));
}

/// Sorts by a full name of each item, given name first; equal names keep their order.
pub fn sort_names_by_key<T>(items: &mut [T], key: impl Fn(&T) -> &str) {
    items.sort_by(|a, b| compare_names(key(a), key(b)));
}

/// Family name, middle names, given name; a single word is a given name.
pub(super) fn split_name(name: &str) -> (&str, &str, &str) {
    let name = name.trim();
    let Some((before, given)) = name.rsplit_once(char::is_whitespace) else {
        return ("", "", name);
    };
    match before.trim_end().split_once(char::is_whitespace) {
        Some((family, middle)) => (family, middle.trim_start(), given),
        None => (before.trim_end(), "", given),
    }
}
