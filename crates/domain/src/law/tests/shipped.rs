//! The shipped rulebook: read whole, one rule a day, its cases as written.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::names;
use crate::law::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook/law")
}

/// The TOML files of a folder, in the order of their names.
fn files(under: &Path) -> Vec<(String, String)> {
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

fn law_files(read: &[(String, String)]) -> Vec<LawFile<'_>> {
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
    if book.rules.is_empty() {
        // The rulebook's data are still being written.
        return;
    }
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
    if read.is_empty() {
        return;
    }
    let report = run_cases(&shipped(), &law_files(&read));
    let told: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(report.run > 0);
}
