//! The same commands on PostgreSQL, and a backup carried from one engine to the other.

use thidua_store::Engine;
use thidua_store::testing::{empty, engines};

use crate::desk::{Desk, EXAMPLES};

const ASKED: [&str; 3] = [
    "show balance --agency quan-1 --year 2020 --month 12",
    "show awards --agency dong-thap --from 2015 --to 2020",
    "show tree --at 2025-07-01",
];

#[tokio::test]
async fn postgresql_answers_alike_and_takes_a_backup_of_sqlite() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let desk = Desk::with(&[&["@nganh"], &EXAMPLES[..]].concat());
    let (loaded, restored) = (empty(Engine::Postgres).await, empty(Engine::Postgres).await);

    let on = |address: &str, words: &str| desk.json(&format!("--db {address} {words}"));
    on(
        &loaded.address,
        &format!("load @nganh {}", EXAMPLES.join(" ")),
    );
    desk.json("backup sao-luu.tdb");
    on(&restored.address, "restore sao-luu.tdb");
    for words in ASKED {
        let expected = desk.json(words);
        assert_eq!(expected, on(&loaded.address, words), "loaded: {words}");
        assert_eq!(expected, on(&restored.address, words), "restored: {words}");
    }
    assert_eq!(on(&loaded.address, "check")["ok"], true);
    assert_eq!(on(&restored.address, "check")["ok"], true);

    on(&loaded.address, "backup tu-postgresql.tdb");
    desk.json("--db sqlite:tu-postgresql.db restore tu-postgresql.tdb");
    for words in ASKED {
        assert_eq!(
            desk.json(words),
            desk.json(&format!("--db sqlite:tu-postgresql.db {words}")),
            "{words}"
        );
    }
    let twice = desk
        .run(&["--db", &restored.address, "restore", "sao-luu.tdb"])
        .refused();
    assert!(twice.stderr.contains("trống"), "{}", twice.stderr);
    loaded.finish().await;
    restored.finish().await;
}

#[test]
fn an_address_never_shows_its_password() {
    let desk = Desk::new();
    let said = desk
        .run(&[
            "--db",
            "postgres://thidua:bi-mat-lam@127.0.0.1:1/thidua",
            "show",
            "tree",
        ])
        .refused();
    assert!(
        said.stderr.contains("Không mở được cơ sở dữ liệu"),
        "{}",
        said.stderr
    );
    assert!(!said.stderr.contains("bi-mat-lam"), "{}", said.stderr);
}
