//! Accounts, roles and tokens from the command line.

use serde_json::json;

use crate::desk::Desk;

#[test]
fn a_user_from_first_to_last() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let added = desk
        .run(&[
            "user",
            "add",
            "an.nguyen",
            "--full-name",
            "Nguyễn Văn An",
            "--role",
            "thong_ke",
            "--agency",
            "quan-1",
            "--json",
        ])
        .done()
        .json();
    assert_eq!(added["user"], "an.nguyen");
    let code = added["code"].as_str().expect("code").to_owned();
    assert_eq!(code.len(), 19, "{code}");

    let user = desk.json(
        "user grant an.nguyen --role can_bo --agency quan-1 --from 2026-01-01 --to 31/12/2026",
    );
    assert_eq!(user["full_name"], "Nguyễn Văn An");
    assert_eq!(user["grants"].as_array().map(Vec::len), Some(2));
    let number = user["grants"][1]["id"].as_i64().expect("number");
    let user = desk.json(&format!(
        "user revoke an.nguyen --grant {}",
        user["grants"][0]["id"]
    ));
    assert_eq!(user["grants"][0]["holds"], false);
    let said = desk
        .run(&[
            "user",
            "revoke",
            "an.nguyen",
            "--grant",
            &format!("{}", number + 9),
        ])
        .refused();
    assert!(said.stderr.contains("không có vai trò"), "{}", said.stderr);

    let reset = desk
        .run(&["user", "reset", "an.nguyen", "--reason", "Quên mật khẩu"])
        .done();
    assert!(!reset.stdout.contains(&code), "another code");
    assert_eq!(desk.json("user disable an.nguyen")["disabled"], true);
    assert_eq!(desk.json("user enable an.nguyen")["disabled"], false);
    let list = desk.run(&["user", "list"]).done().stdout;
    for words in [
        "an.nguyen",
        "Nguyễn Văn An",
        "Công chức làm thống kê, thi đua",
        "chờ đặt mật khẩu",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!list.contains(&code), "a code is shown once");
}

#[test]
fn a_token_is_shown_once() {
    let desk = Desk::new();
    desk.run(&["user", "add", "an"]).done();
    let made = desk
        .run(&[
            "token",
            "create",
            "--user",
            "an",
            "--label",
            "Báo cáo tuần",
            "--json",
        ])
        .done()
        .json();
    assert_eq!(made["token"].as_str().map(str::len), Some(64));
    let said = desk.run(&["token", "create", "--user", "ann"]).refused();
    assert!(said.stderr.contains("«an»"), "{}", said.stderr);
}

#[test]
fn what_is_not_there_is_named() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    desk.run(&["user", "add", "an"]).done();
    for (words, told) in [
        (&["user", "reset", "anh"][..], "Có phải «an»?"),
        (
            &[
                "user", "grant", "an", "--role", "thong_ke", "--agency", "quan1",
            ],
            "«quan-1»",
        ),
        (
            &[
                "user", "add", "binh", "--role", "thong_ke", "--agency", "quan1",
            ],
            "«quan-1»",
        ),
        (&["user", "add", "an"], "đã có người dùng"),
        (&["user", "add", "Bình"], "chữ thường"),
    ] {
        let said = desk.run(words).refused();
        assert!(said.stderr.contains(told), "{words:?}: {}", said.stderr);
    }
    assert_eq!(desk.json("user list").as_array().map(Vec::len), Some(1));
    assert_eq!(desk.json("user list")[0]["grants"], json!([]));
}
