//! Opening, migrating, refusing.

use thidua_store::testing::{empty, engines, on_both_with, tamper};
use thidua_store::{Db, Engine, Options, StoreError};

#[tokio::test(flavor = "multi_thread")]
async fn migrating_twice_and_at_once_converges() {
    for engine in engines() {
        let fresh = empty(engine).await;
        let missing = fresh.db.check_schema().await;
        assert!(
            matches!(missing, Err(StoreError::SchemaMissing { .. })),
            "{missing:?}"
        );
        let other = Db::open(&fresh.address, Options::default()).await.unwrap();
        let (one, two) = tokio::join!(fresh.db.migrate(), other.migrate());
        one.unwrap();
        two.unwrap();
        fresh.db.migrate().await.unwrap();
        fresh.db.check_schema().await.unwrap();
        assert_eq!(fresh.db.version().await.unwrap(), 0);
        other.close().await.unwrap();
        fresh.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_file_opened_by_many_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("thidua.db").display());
    let mut tasks = Vec::new();
    for _ in 0..6 {
        let address = address.clone();
        tasks.push(tokio::spawn(async move {
            let db = Db::open(&address, Options::default()).await.unwrap();
            db.migrate().await.unwrap();
            db.close().await.unwrap();
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_refused() {
    on_both_with(async |fresh| {
        let future =
            "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)";
        tamper(&fresh.db, future).await;
        for refused in [fresh.db.migrate().await, fresh.db.check_schema().await] {
            let Err(StoreError::SchemaNewer { found }) = refused else {
                panic!("{refused:?}");
            };
            assert_eq!(found, "m9999_future");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_cannot_be_opened() {
    let open = async |address: &str| Db::open(address, Options::default()).await.map(drop);
    assert!(matches!(
        open("mysql://x/y").await,
        Err(StoreError::Address)
    ));
    assert!(matches!(
        open("data/thidua.db").await,
        Err(StoreError::Address)
    ));
    let folder = tempfile::tempdir().unwrap();
    let taken = format!("sqlite:{}", folder.path().display());
    assert!(matches!(open(&taken).await, Err(StoreError::Connect(_))));
    let file = folder.path().join("not-a-database");
    std::fs::write(&file, "hello ".repeat(1000)).unwrap();
    let refused = open(&format!("sqlite:{}", file.display())).await;
    assert!(
        matches!(refused, Err(StoreError::Connect(_))),
        "{refused:?}"
    );
    let refused = open("postgres://x@127.0.0.1:1/y").await;
    assert!(
        matches!(refused, Err(StoreError::Connect(_))),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn only_the_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/thidua.db");
    let db = Db::open(&format!("sqlite:{}", path.display()), Options::default())
        .await
        .unwrap();
    db.migrate().await.unwrap();
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.path().display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_may_lose_commits_is_refused() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let fresh = empty(Engine::Postgres).await;
    let name = fresh.address.rsplit('/').next().unwrap();
    tamper(
        &fresh.db,
        &format!("ALTER DATABASE {name} SET synchronous_commit = off"),
    )
    .await;
    let refused = Db::open(&fresh.address, Options::default()).await.map(drop);
    let Err(StoreError::UnsafeSetting { name, found, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!((name, found.as_str()), ("synchronous_commit", "off"));
    fresh.finish().await;
}
