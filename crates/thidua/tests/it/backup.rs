//! Backup and restore.

use crate::desk::{Desk, EXAMPLES};

const ASKED: &str = "show awards --agency ben-tre --from 2022 --to 2022";

#[test]
fn what_was_backed_up_comes_back() {
    let desk = Desk::with(&EXAMPLES);
    desk.run(&["user", "add", "an"]).done();
    let saved = desk.json("backup sao-luu/a.tdb");
    assert_eq!(saved["file"], "sao-luu/a.tdb");
    assert!(
        saved["rows"]["record"]
            .as_u64()
            .is_some_and(|rows| rows > 0),
        "{saved}"
    );
    let restored = desk.json("--db sqlite:khac/moi.db restore sao-luu/a.tdb");
    assert_eq!(saved["rows"], restored["rows"]);
    assert_eq!(
        desk.json(ASKED),
        desk.json(&format!("--db sqlite:khac/moi.db {ASKED}"))
    );
    let users = desk.json("--db sqlite:khac/moi.db user list");
    assert_eq!(users[0]["name"], "an");
    desk.run(&["--db", "sqlite:khac/moi.db", "check"]).done();
}

#[test]
fn only_an_empty_database_takes_a_backup() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    desk.run(&["backup", "a.tdb"]).done();
    let said = desk.run(&["restore", "a.tdb"]).refused();
    assert!(said.stderr.contains("trống"), "{}", said.stderr);
    desk.run(&["check"]).done();
}

#[test]
fn a_file_that_is_no_backup_leaves_nothing_behind() {
    let desk = Desk::new();
    std::fs::write(desk.path("a.tdb"), "không phải bản sao lưu").expect("file");
    for (file, words) in [
        ("a.tdb", "không phải bản sao lưu"),
        ("khong-co.tdb", "không có tệp"),
    ] {
        let said = desk.run(&["restore", file]).refused();
        assert!(said.stderr.contains(words), "{}", said.stderr);
        assert!(!desk.path("t.db").exists(), "{file}");
    }
}

#[test]
fn a_backup_never_overwrites_the_database_itself() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    desk.run(&["backup", "t.db"]).refused();
    desk.run(&["backup", "."]).refused();
    desk.run(&["check"]).done();
}
