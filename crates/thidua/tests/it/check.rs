//! `check` says what is wrong, and nothing where nothing is.

use serde_json::json;

use crate::desk::{Desk, EXAMPLES};

#[test]
fn the_examples_are_sound() {
    let desk = Desk::with(&[&["@nganh"], &EXAMPLES[..]].concat());
    let report = desk.json("check");
    assert_eq!(
        (&report["ok"], &report["findings"]),
        (&json!(true), &json!([]))
    );
    // Law nobody compared with the original is told, and is nothing that is wrong.
    let notes = report["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["kind"] == "law"), "{report}");
    let limits = notes.iter().filter(|note| note["kind"] == "rulebook");
    assert_eq!(limits.count(), 5, "thresholds of the software: {report}");
    let text = desk.run(&["check"]).done().stdout;
    assert!(text.contains("không thấy điều gì sai"), "{text}");
}

#[test]
fn an_identity_that_does_not_hold_is_found() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let path = desk.sheet(
        "lech",
        "so-lieu",
        "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị,Đơn vị tính\n\
         quan-1,2022,12,viec.thu_ly,3000,viec\n\
         quan-1,2022,12,viec.cu,1000,viec\n\
         quan-1,2022,12,viec.moi,1999,viec\n",
    );
    let loaded = desk.run(&["load", &path, "--json"]).done().json();
    assert!(
        loaded["faults"]
            .as_array()
            .is_some_and(|faults| !faults.is_empty()),
        "{loaded}"
    );
    let report = desk.run(&["check", "--json"]).refused().json();
    assert_eq!(report["ok"], false);
    let findings = report["findings"].as_array().expect("findings");
    let found = findings
        .iter()
        .find(|one| one["subject"] == "quan-1 2022/12 viec.thu_ly")
        .expect("the identity");
    assert_eq!(found["kind"], "figures");
    let reason = found["reason"].as_str().expect("reason");
    assert!(
        reason.contains("Quận 1") && reason.contains("lệch nhau 1"),
        "{reason}"
    );
    let text = desk.run(&["check"]).refused().stdout;
    assert!(
        text.contains("Số liệu cần giải trình") && text.contains("điều cần xem lại"),
        "{text}"
    );
}

#[test]
fn a_file_that_is_no_database_is_found() {
    let desk = Desk::new();
    std::fs::write(
        desk.path("t.db"),
        "không phải cơ sở dữ liệu, chỉ là một tệp chữ ".repeat(200),
    )
    .expect("file");
    let report = desk.run(&["check", "--json"]).refused().json();
    assert_eq!(
        (&report["ok"], &report["findings"][0]["kind"]),
        (&json!(false), &json!("database"))
    );
}

#[test]
fn an_altered_page_is_found() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    // What stands in the file in clear: the name of who gave the command, in the audit trail.
    let path = desk.path("t.db");
    let mut bytes = std::fs::read(&path).expect("database");
    let name = b"bundle.load";
    let at = bytes
        .windows(name.len())
        .position(|part| part == name)
        .expect("the event");
    bytes[at..at + name.len()].copy_from_slice(b"bundle.lies");
    std::fs::write(&path, bytes).expect("database");
    let report = desk.run(&["check", "--json"]).refused().json();
    let findings = report["findings"].as_array().expect("findings");
    assert!(
        findings
            .iter()
            .any(|one| one["kind"] == "audit" && one["subject"] == "event 1"),
        "{report}"
    );
}
