//! Figures told again: those of the month before, its increments, another unit's sheet.

use std::collections::BTreeMap;

use super::finding::mark_of;

/// Whether two sheets tell the same: so many figures at least, one of them not nought, all equal.
pub fn alike(one: &BTreeMap<&str, i64>, other: &BTreeMap<&str, i64>, least: usize) -> bool {
    one.len() >= least && one == other && one.values().any(|value| *value != 0)
}

/// What tells a sheet from others: its figures in short. `None` where it tells too few of its own to be told apart.
pub fn print_of(sheet: &BTreeMap<&str, i64>, least: usize) -> Option<String> {
    let told = sheet.values().filter(|value| **value != 0).count();
    (told >= least).then(|| {
        let all: Vec<String> = sheet
            .iter()
            .map(|(code, value)| format!("{code}={value}"))
            .collect();
        mark_of(&all.join(";"))
    })
}
