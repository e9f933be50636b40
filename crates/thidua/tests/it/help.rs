//! Help pages and wrong usage are Vietnamese.

use crate::desk::Desk;

/// Words of the parser's own English.
const ENGLISH: [&str; 22] = [
    "Usage",
    "Options",
    "OPTIONS",
    "Commands",
    "COMMAND",
    "Arguments",
    "default",
    "possible values",
    "Print",
    "error",
    "required",
    "following",
    "argument",
    "subcommand",
    "unexpected",
    "invalid",
    "For more",
    "try '",
    "tip:",
    "found",
    "similar",
    "not provided",
];

/// Every page: the words that lead to it.
const PAGES: [&[&str]; 52] = [
    &[],
    &["serve"],
    &["demo"],
    &["load"],
    &["export"],
    &["show"],
    &["show", "balance"],
    &["show", "pace"],
    &["show", "compare"],
    &["show", "proof"],
    &["show", "ranking"],
    &["show", "awards"],
    &["show", "agency"],
    &["show", "tree"],
    &["show", "block"],
    &["show", "person"],
    &["show", "document"],
    &["show", "forecast"],
    &["show", "backtest"],
    &["show", "honesty"],
    &["show", "dashboard"],
    &["show", "pivot"],
    &["show", "map"],
    &["show", "rules"],
    &["check"],
    &["backup"],
    &["restore"],
    &["user"],
    &["user", "add"],
    &["user", "reset"],
    &["user", "disable"],
    &["user", "enable"],
    &["user", "unlock"],
    &["user", "grant"],
    &["user", "revoke"],
    &["user", "list"],
    &["token"],
    &["token", "create"],
    &["tls"],
    &["tls", "self-sign"],
    &["print"],
    &["print", "figures"],
    &["print", "annual-report"],
    &["print", "targets"],
    &["print", "saved-report"],
    &["print", "statutory"],
    &["mail"],
    &["mail", "test"],
    &["generate"],
    &["generate", "national"],
    &["load", "-h"],
    &["show", "-h"],
];

fn vietnamese(text: &str, of: &[&str]) {
    // The names of environment variables and the words one can set them to are no prose.
    let prose: String = text
        .lines()
        .filter(|line| !line.contains("THIDUA_"))
        .collect::<Vec<_>>()
        .join("\n");
    for word in ENGLISH {
        assert!(!prose.contains(word), "{of:?} says «{word}»:\n{text}");
    }
}

#[test]
fn help_pages_are_vietnamese() {
    let desk = Desk::new();
    for page in PAGES {
        let said = desk.run(&[page, &["--help"]].concat()).done();
        assert!(
            said.stdout.contains("Cách dùng: thidua"),
            "{page:?}: {}",
            said.stdout
        );
        assert!(
            said.stdout.contains("Tùy chọn:"),
            "{page:?}: {}",
            said.stdout
        );
        assert_eq!(said.stderr, "");
        vietnamese(&said.stdout, page);
    }
    let top = desk.run(&["--help"]).done().stdout;
    for command in [
        "serve", "demo", "load", "export", "show", "print", "check", "backup", "restore",
        "generate", "user", "token", "tls",
    ] {
        assert!(
            top.lines()
                .any(|line| line.trim_start().starts_with(command)),
            "{command}: {top}"
        );
    }
    assert_eq!(
        desk.run(&["help", "load"]).done().stdout,
        desk.run(&["load", "--help"]).done().stdout
    );
}

#[test]
fn the_version_is_told() {
    let said = Desk::new().run(&["--version"]).done();
    assert_eq!(
        said.stdout,
        concat!("thidua ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn wrong_usage_is_told_in_vietnamese_with_status_2() {
    let desk = Desk::new();
    let wrong: [(&[&str], &str); 17] = [
        (&[], "Cách dùng"),
        (&["lod"], "load"),
        (&["nonsense"], "nonsense"),
        (&["load"], "ĐƯỜNG-DẪN"),
        (&["load", "--dryrun", "x"], "--dry-run"),
        (&["load", "x", "--revise"], "--revise"),
        (&["load", "x", "--revise", "  "], "lý do"),
        (&["show"], "Cách dùng"),
        (&["show", "balance", "--agency", "quan-1"], "--year"),
        (
            &[
                "show", "balance", "--agency", "a", "--year", "20x1", "--month", "8",
            ],
            "bốn chữ số",
        ),
        (
            &[
                "show", "balance", "--agency", "a", "--year", "2021", "--month", "13",
            ],
            "từ 1",
        ),
        (&["show", "agency", "a", "--at", "31/02/2025"], "31/02/2025"),
        (
            &["show", "ranking", "--year", "2021", "--month", "8"],
            "--block",
        ),
        (
            &[
                "show", "ranking", "--block", "a", "--agency", "b", "--year", "2021", "--month",
                "8",
            ],
            "cùng với",
        ),
        (&["serve", "--listen", "localhost"], "127.0.0.1:8080"),
        (&["user", "grant", "an", "--role", "admin"], "quan_tri"),
        (&["--db", "mysql://x", "check"], "sqlite:"),
    ];
    for (words, expected) in wrong {
        let said = desk.run(words);
        assert_eq!(said.status, 2, "{words:?}: {}{}", said.stdout, said.stderr);
        assert_eq!(said.stdout, "", "{words:?}");
        assert!(said.stderr.contains(expected), "{words:?}: {}", said.stderr);
        vietnamese(&said.stderr, words);
    }
    assert!(!desk.path("t.db").exists(), "wrong usage creates nothing");
}

#[test]
fn the_address_may_stand_anywhere() {
    let desk = Desk::new();
    desk.run(&["--db", "sqlite:a/khac.db", "load", "@nganh"])
        .done();
    desk.run(&["show", "tree", "--db", "sqlite:a/khac.db"])
        .done();
    assert!(desk.path("a/khac.db").exists());
    assert!(!desk.path("t.db").exists());
}

#[test]
fn a_database_that_is_not_there_is_not_created_by_reading() {
    let desk = Desk::new();
    for words in [
        &["show", "tree"][..],
        &["backup", "sao-luu.tdb"],
        &["check"],
    ] {
        let said = desk.run(words).refused();
        let told = format!("{}{}", said.stdout, said.stderr);
        assert!(told.contains("Chưa có cơ sở dữ liệu"), "{words:?}: {told}");
    }
    assert!(!desk.path("t.db").exists());
}
