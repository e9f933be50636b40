//! `export` and `load` elsewhere: folder, archive, workbook; what was altered is told.

use std::collections::BTreeMap;
use std::path::Path;

use crate::desk::Desk;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("folder");
    let read = entries.map(|entry| {
        let path = entry.expect("entry").path();
        let name = path.file_name().expect("name").to_string_lossy();
        (name.into_owned(), std::fs::read(&path).expect("file"))
    });
    read.filter(|(name, _)| name != "ban-ke.json").collect()
}

const ASKED: [&str; 7] = [
    "export", "--agency", "quan-1", "--from", "2021", "--to", "2021",
];

const QUESTIONS: [&str; 4] = [
    "show balance --agency quan-1 --year 2021 --month 8",
    "show pace --agency quan-1 --year 2021 --month 8",
    "show agency quan-1",
    "show document bai-quan-1-2021",
];

#[test]
fn what_is_exported_loads_elsewhere_exactly() {
    let here = Desk::with(&["@vi-du/quan-1-2021"]);
    let told = here
        .run(&[&ASKED[..], &["a", "--json"]].concat())
        .done()
        .json();
    assert_eq!(told["manifest"]["co_quan"]["ma"], "quan-1");
    let first = files(&here.path("a"));
    assert!(first.contains_key("so-lieu.csv") && first.contains_key("chi-tieu.csv"));
    here.run(&[&ASKED[..], &["-o", "a.zip"]].concat()).done();
    here.run(&[&ASKED[..], &["-o", "a.xlsx"]].concat()).done();
    let again = here.json("load a");
    assert_eq!(again["stored"], serde_json::json!({}));
    for form in ["a", "a.zip", "a.xlsx"] {
        let there = Desk::new();
        let from = here.path(form);
        let loaded = there.run(&["load", &from.to_string_lossy()]);
        loaded.done();
        for question in QUESTIONS {
            assert_eq!(
                there.json(question),
                here.json(question),
                "{form}: {question}"
            );
        }
        there.run(&[&ASKED[..], &["b"]].concat()).done();
        assert_eq!(files(&there.path("b")), first, "{form}");
    }
}

#[test]
fn what_cannot_be_exported_is_told() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let wrong = [&ASKED[..], &["-o", "a.csv"]].concat();
    assert_eq!(desk.run(&wrong).status, 2);
    assert_eq!(desk.run(&ASKED).status, 2);
    let said = desk
        .run(&[
            "export", "--agency", "quan-11", "--from", "2021", "--to", "2021", "a",
        ])
        .refused();
    assert!(said.stderr.contains("Có phải «quan-1»?"), "{}", said.stderr);
    assert!(!desk.path("a").exists());
    let said = desk
        .run(&[
            "export", "--agency", "quan-1", "--from", "2022", "--to", "2021", "a",
        ])
        .refused();
    assert!(said.stderr.contains("Năm công tác"), "{}", said.stderr);
}

#[test]
fn what_was_altered_is_refused() {
    let here = Desk::with(&["@vi-du/quan-1-2021"]);
    here.run(&[&ASKED[..], &["a"]].concat()).done();
    let file = here.path("a").join("so-lieu.csv");
    let text = std::fs::read_to_string(&file).expect("text");
    std::fs::write(&file, text.replace("68.73", "86.73")).expect("write");
    let there = Desk::new();
    let from = here.path("a");
    let said = there.run(&["load", &from.to_string_lossy()]).refused();
    assert!(said.stdout.contains("khác với bản kê"), "{}", said.stdout);
    std::fs::remove_file(from.join("ban-ke.json")).expect("remove");
    there.run(&["load", &from.to_string_lossy()]).done();
}
