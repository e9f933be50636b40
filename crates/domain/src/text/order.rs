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
    static VIETNAMESE: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let collator = VIETNAMESE.get_or_init(|| {
        let mut preferences = CollatorPreferences::from(locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Collator::try_new(preferences, CollatorOptions::default()).ok()
    });
    let by_letters = collator
        .as_ref()
        .map_or(Ordering::Equal, |collator| collator.compare(a, b));
    by_letters.then_with(|| a.cmp(b))
}

/// The given name of a full name: its last syllable.
pub fn given_name(name: &str) -> &str {
    split_name(name).1
}

/// Names as Vietnamese lists sort them: by given name (the last syllable), then by family and middle
/// names.
pub fn compare_names(a: &str, b: &str) -> Ordering {
    let (family, given) = split_name(a);
    let (other_family, other_given) = split_name(b);
    compare(given, other_given)
        .then_with(|| compare(family, other_family))
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

fn split_name(name: &str) -> (&str, &str) {
    let name = name.trim();
    match name.rsplit_once(char::is_whitespace) {
        Some((family, given)) => (family.trim_end(), given),
        None => ("", name),
    }
}
