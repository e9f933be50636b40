//! Loading the examples alone, in any order, together and twice.

use serde_json::{Value, json};

use crate::desk::{Desk, EXAMPLES};

/// What the examples together must answer, however they came in.
const QUESTIONS: [&str; 9] = [
    "show balance --agency quan-1 --year 2020 --month 12",
    "show balance --agency quan-1 --year 2021 --month 8",
    "show pace --agency quan-1 --year 2021 --month 8",
    "show compare --agency quan-1 --year 2021 --month 8",
    "show awards --agency ben-tre --from 2022 --to 2022",
    "show awards --agency dong-thap --from 2015 --to 2020",
    "show agency can-tho --at 2025-07-01",
    "show tree --at 2020-10-17",
    "show document bai-quan-1-2021",
];

fn answers(desk: &Desk) -> Vec<Value> {
    QUESTIONS
        .iter()
        .map(|question| desk.json(question))
        .collect()
}

fn errors(loaded: &Value) -> Vec<&Value> {
    let faults = loaded["faults"].as_array().expect("faults");
    faults
        .iter()
        .filter(|fault| fault["severity"] == "error")
        .collect()
}

#[test]
fn each_example_loads_alone_and_twice_changes_nothing() {
    for example in EXAMPLES.into_iter().chain(["@nganh"]) {
        let desk = Desk::new();
        let first = desk.json(&format!("load {example}"));
        assert_eq!(errors(&first), Vec::<&Value>::new(), "{example}");
        assert!(
            first["stored"]
                .as_object()
                .is_some_and(|stored| !stored.is_empty()),
            "{first}"
        );
        let again = desk.json(&format!("load {example}"));
        assert_eq!(again["stored"], json!({}), "{example}");
        assert_eq!(again["revised"], 0, "{example}");
        assert_eq!(errors(&again), Vec::<&Value>::new(), "{example}");
    }
}

#[test]
fn the_order_of_the_examples_does_not_matter() {
    let together = Desk::with(&[&["@nganh"], &EXAMPLES[..]].concat());
    let expected = answers(&together);
    let reversed: Vec<&str> = EXAMPLES.into_iter().rev().chain(["@nganh"]).collect();
    let turned: Vec<&str> = EXAMPLES[2..]
        .iter()
        .copied()
        .chain(["@nganh"])
        .chain(EXAMPLES[..2].iter().copied())
        .collect();
    for order in [reversed, turned] {
        let desk = Desk::new();
        for bundle in &order {
            desk.run(&["load", bundle]).done();
        }
        for ((question, expected), found) in QUESTIONS.iter().zip(&expected).zip(answers(&desk)) {
            assert_eq!(*expected, found, "{order:?}: {question}");
        }
    }
}

#[test]
fn several_bundles_answer_one_list_and_one_bundle_one_object() {
    let desk = Desk::new();
    let both = desk.json("load @vi-du/quan-1-2021 @vi-du/ben-tre-2022");
    let names: Vec<&str> = both
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["bundle"].as_str())
        .collect();
    assert_eq!(names, ["quan-1-2021", "ben-tre-2022"]);
    assert!(desk.json("load @nganh").is_object());
}

#[test]
fn a_trial_stores_nothing_and_says_what_it_would() {
    let desk = Desk::new();
    let trial = desk.json("load @vi-du/quan-1-2021 --dry-run");
    assert_eq!(trial["dry_run"], true);
    assert!(
        trial["stored"]["so-lieu"]
            .as_u64()
            .is_some_and(|count| count > 0),
        "{trial}"
    );
    let asked = desk.run(&["show", "agency", "quan-1"]).refused();
    assert!(
        asked.stderr.contains("Không có cơ quan"),
        "{}",
        asked.stderr
    );
    let text = desk
        .run(&["load", "@vi-du/quan-1-2021", "--dry-run"])
        .done();
    assert!(text.stdout.contains("thử, chưa lưu gì"), "{}", text.stdout);
}

#[test]
fn a_changed_value_is_refused_without_a_reason_and_stored_with_one() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let path = desk.sheet(
        "sua",
        "so-lieu",
        "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị,Đơn vị tính,Nguồn\n\
         quan-1,2020,12,viec.moi,2371,viec,bai-quan-1-2021\n",
    );
    let refused = desk.run(&["load", &path]).refused();
    assert!(refused.stdout.contains("chưa lưu gì"), "{}", refused.stdout);
    assert!(
        refused.stdout.contains("2371") && refused.stdout.contains("2370"),
        "{}",
        refused.stdout
    );
    let before = desk.json("show balance --agency quan-1 --year 2020 --month 12");
    assert_eq!(before["figures"]["viec.moi"], "2370");

    let revised = desk
        .run(&[
            "load",
            &path,
            "--revise",
            "Đính chính của Chi cục",
            "--json",
        ])
        .done()
        .json();
    assert_eq!(revised["revised"], 1);
    let after = desk.json("show balance --agency quan-1 --year 2020 --month 12");
    assert_eq!(after["figures"]["viec.moi"], "2371");
    let identity = &after["identities"][0];
    assert_eq!(
        (&identity["id"], &identity["holds"]),
        (&json!("viec.thu_ly"), &json!(false))
    );
    assert_eq!(identity["residual"], "-1");
}
