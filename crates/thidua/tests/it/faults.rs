//! Bad data: every fault by its cell, in Vietnamese, nothing stored.

use serde_json::Value;

use crate::desk::Desk;

const BAD: &str = "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị,Đơn vị tính,Nguồn,Ghi nhớ\n\
                   quan-1,2021,8,viec.thu_ly,3.42x,viec,b,\n\
                   quan-2,2021,8,viec.cu,12,viec,b,\n\
                   quan-1,2021,13,viec.moi,12,viec,b,\n\
                   quan-1,2021,8,viec.xog,12,viec,b,\n";

#[test]
fn all_faults_are_told_at_once_and_nothing_is_stored() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let path = desk.sheet("sai", "so-lieu", BAD);
    let answer = desk.run(&["load", &path, "--json"]).refused().json();
    assert_eq!(answer["bundle"], "sai");
    assert_eq!(answer["stored"], serde_json::json!({}));
    let faults = answer["faults"].as_array().expect("faults");
    let at =
        |row: u64| -> Vec<&Value> { faults.iter().filter(|fault| fault["row"] == row).collect() };
    for row in [2, 3, 4, 5] {
        assert!(
            at(row).iter().any(|fault| fault["severity"] == "error"),
            "row {row}: {answer}"
        );
    }
    for field in [
        "severity", "sheet", "row", "column", "value", "reason", "cure",
    ] {
        assert!(
            faults.iter().all(|fault| !fault[field].is_null()),
            "{field}"
        );
    }
    let warned = faults
        .iter()
        .find(|fault| fault["severity"] == "warning")
        .expect("the unknown heading");
    assert_eq!(
        (&warned["row"], &warned["value"]),
        (&Value::from(1), &Value::from("Ghi nhớ"))
    );

    let text = desk.run(&["load", &path]).refused().stdout;
    for words in [
        "chưa lưu gì",
        "Lỗi, phải sửa (",
        "Cảnh báo",
        "dòng 2",
        "cột «Giá trị»",
        "3.42x",
        "Cách xử lý",
    ] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    let (errors, warnings) = (text.find("Lỗi, phải sửa"), text.find("Cảnh báo"));
    assert!(errors < warnings, "errors first:\n{text}");
    for word in ["error", "warning", "row", "column", "unknown", "invalid"] {
        assert!(!text.contains(word), "{word}:\n{text}");
    }
    let balance = desk.json("show balance --agency quan-1 --year 2021 --month 8");
    assert_eq!(balance["figures"]["viec.thu_ly"], Value::Null);
}

#[test]
fn of_several_bundles_the_good_ones_are_stored() {
    let desk = Desk::new();
    let bad = desk.sheet("sai", "so-lieu", BAD);
    let said = desk
        .run(&["load", &bad, "@vi-du/quan-1-2021", "--json"])
        .refused()
        .json();
    assert_eq!(said[0]["stored"], serde_json::json!({}));
    assert!(
        said[1]["stored"]["so-lieu"]
            .as_u64()
            .is_some_and(|count| count > 0),
        "{said}"
    );
}

#[test]
fn a_path_that_is_not_there_stores_nothing_of_the_others() {
    let desk = Desk::new();
    for missing in ["khong-co", "@vi-du/khong-co", "@khong"] {
        let said = desk.run(&["load", "@nganh", missing]).refused();
        assert!(
            said.stderr.contains(missing) && said.stderr.starts_with("Lỗi:"),
            "{}",
            said.stderr
        );
        assert_eq!(said.stdout, "");
    }
    assert!(!desk.path("t.db").exists());
}

#[test]
fn a_code_that_is_not_there_is_named_with_the_nearest() {
    let desk = Desk::with(&["@vi-du/quan-1-2021", "@vi-du/can-tho-2020-2025"]);
    let cases: [(&[&str], &str); 5] = [
        (
            &[
                "show", "balance", "--agency", "quan1", "--year", "2021", "--month", "8",
            ],
            "«quan-1»",
        ),
        (&["show", "agency", "quan1"], "«quan-1»"),
        (&["show", "person", "le-phuoc-tan"], "«le-phuoc-toan»"),
        (
            &["show", "document", "bai-quan-1-2012"],
            "«bai-quan-1-2021»",
        ),
        (
            &["show", "block", "khoi-1", "--year", "2021"],
            "Không có cụm, khối",
        ),
    ];
    for (words, near) in cases {
        let said = desk.run(words).refused();
        assert!(said.stderr.contains(near), "{words:?}: {}", said.stderr);
        assert_eq!(said.stdout, "");
    }
}

#[test]
fn a_figure_of_the_program_is_not_given_another_meaning() {
    let desk = Desk::new();
    let path = desk.sheet(
        "danh-muc",
        "danh-muc-so-lieu",
        "Mã,Tên,Đơn vị tính\nviec.thu_ly,Tổng số khác,dong\nrieng.so,Số riêng,viec\n",
    );
    let answer = desk.run(&["load", &path, "--json"]).refused().json();
    let faults = answer["faults"].as_array().expect("faults");
    assert_eq!(faults.len(), 1, "{answer}");
    assert_eq!(
        (&faults[0]["row"], &faults[0]["value"]),
        (&Value::from(2), &Value::from("viec.thu_ly"))
    );
}
