//! Vietnamese text: cleaned at the border, folded for search, ordered as readers expect.
//!
//! Order of work for text from outside: [`legacy::detect`] on the raw text (TCVN3 writes ư as the
//! soft hyphen, which [`clean`] drops), [`legacy::to_unicode`], then [`clean`].

pub mod alike;
mod clean;
mod fold;
pub mod legacy;
mod nearest;
pub mod number;
mod order;
mod places;
mod spoken;
mod syllable;
#[cfg(test)]
mod tests;
pub mod words;

pub use clean::clean;
pub use fold::{fold, heading_key, initials, is_code, toneless};
pub use nearest::nearest;
pub use order::{
    compare, compare_names, given_name, name_key, sort_by_key, sort_key, sort_names_by_key,
};
pub use places::name_places;
pub use spoken::{money_in_words, spoken};
pub use syllable::is_syllable;
