//! The shipped rulebook: read whole, one rule a day, its cases as written.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::names;
use crate::law::*;

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook/law")
}

/// The TOML files of a folder, in the order of their names.
pub(super) fn files(under: &Path) -> Vec<(String, String)> {
    let mut read: Vec<(String, String)> = fs::read_dir(under)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    read.sort();
    read
}

pub(super) fn law_files(read: &[(String, String)]) -> Vec<LawFile<'_>> {
    read.iter()
        .map(|(name, text)| LawFile { name, text })
        .collect()
}

fn shipped() -> Lawbook {
    let mut read = files(&folder());
    read.extend(files(&folder().join("rules")));
    Lawbook::parse(&law_files(&read), names()).unwrap_or_else(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    })
}

#[test]
fn it_is_read_without_a_fault_and_every_day_has_one_rule() {
    let book = shipped();
    let faults = coverage(&book, date(2028, 11, 23));
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{} from {}: {}", fault.about, fault.day, fault.count))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn its_cases_come_out_as_written() {
    let read = files(&folder().join("cases"));
    let report = run_cases(&shipped(), &law_files(&read));
    let told: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(report.run > 0);
}

/// Every leaf is shown to hold in some case and not to hold in another, but for those only a person can answer, what
/// no text establishes, and what only warns.
#[test]
fn its_cases_show_every_leaf_both_ways() {
    let book = shipped();
    let read = files(&folder().join("cases"));
    let report = run_cases(&book, &law_files(&read));
    let judged = |id: &&String| {
        let condition = book.conditions.iter().find(|own| own.id == id.as_str());
        condition.is_some_and(|own| {
            own.kind != Kind::NeedsHuman && !own.warn && own.confidence != Confidence::NotFound
        })
    };
    let held: Vec<&String> = report.never_held.iter().filter(judged).collect();
    let failed: Vec<&String> = report.never_failed.iter().filter(judged).collect();
    assert!(held.is_empty() && failed.is_empty(), "{held:?} {failed:?}");
}

#[test]
fn the_decrees_that_end_in_2027_are_told_ahead() {
    let book = shipped();
    let told = |day| {
        let own = book.sunsets(day).into_iter().map(|own| own.text.id.clone());
        own.collect::<Vec<_>>()
    };
    assert_eq!(told(date(2026, 11, 23)), ["nd152", "tt15"]);
    assert!(told(date(2026, 8, 1)).is_empty());
}
