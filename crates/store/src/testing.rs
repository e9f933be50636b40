//! Databases for tests, of this crate and of `thidua-app`: every test runs on both engines.
//!
//! PostgreSQL is used when `THIDUA_TEST_POSTGRES` names a server (`scripts/postgres.sh start`); with
//! `THIDUA_REQUIRE_POSTGRES=1` a missing server fails the test instead of halving it. Each PostgreSQL test clones a
//! migrated template database, which takes some tens of milliseconds.
// Test support: a failure here is a failed test.
#![allow(clippy::expect_used, clippy::panic)]

use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

use crate::digest::hex;
use crate::{Canonical, Db, Engine, NewEvent, Options, Stamp, migration, sha256_hex};

/// Variable that names the PostgreSQL server.
pub const SERVER: &str = "THIDUA_TEST_POSTGRES";
/// Variable that makes a missing server an error.
pub const REQUIRE: &str = "THIDUA_REQUIRE_POSTGRES";

/// A database of one test.
pub struct Fresh {
    /// The open database.
    pub db: Db,
    /// Its address, to open it again.
    pub address: String,
    /// Folder of the test's own, deleted with it.
    pub folder: tempfile::TempDir,
}

/// Runs a test on a fresh migrated database of each engine.
pub async fn on_both(test: impl AsyncFn(Db)) {
    on_both_with(async |fresh| test(fresh.db.clone()).await).await;
}

/// Like [`on_both`], with the address and a folder.
pub async fn on_both_with(test: impl AsyncFn(&Fresh)) {
    for engine in engines() {
        let fresh = fresh(engine).await;
        test(&fresh).await;
        fresh.finish().await;
    }
}

/// The engines to test on. Panics if PostgreSQL is required and missing.
pub fn engines() -> Vec<Engine> {
    let required = std::env::var(REQUIRE).is_ok_and(|value| value == "1");
    match server() {
        Some(_) => vec![Engine::Sqlite, Engine::Postgres],
        None if required => {
            panic!("{REQUIRE}=1 but {SERVER} is not set: run scripts/postgres.sh start")
        }
        None => vec![Engine::Sqlite],
    }
}

fn server() -> Option<String> {
    std::env::var(SERVER).ok().filter(|url| !url.is_empty())
}

/// A fresh migrated database.
pub async fn fresh(engine: Engine) -> Fresh {
    match engine {
        Engine::Sqlite => {
            let fresh = empty(engine).await;
            fresh.db.migrate().await.expect("migrate");
            fresh
        }
        Engine::Postgres => {
            let template = template().await;
            create_postgres(&template).await
        }
    }
}

/// A fresh database without tables.
pub async fn empty(engine: Engine) -> Fresh {
    match engine {
        Engine::Sqlite => {
            let folder = tempfile::tempdir().expect("temporary folder");
            let address = format!("sqlite:{}", folder.path().join("data/thidua.db").display());
            open(address, folder).await
        }
        Engine::Postgres => create_postgres("template0").await,
    }
}

async fn open(address: String, folder: tempfile::TempDir) -> Fresh {
    let db = Db::open(&address, Options::default()).await.expect("open");
    Fresh {
        db,
        address,
        folder,
    }
}

impl Fresh {
    /// Closes and deletes the database. A failed test leaves a PostgreSQL one behind until the server stops.
    pub async fn finish(self) {
        self.db.close().await.expect("close");
        if self.db.engine() == Engine::Postgres {
            let name = self.address.rsplit('/').next().expect("name");
            let admin = admin().await;
            run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            admin.close().await.expect("close");
        }
    }
}

async fn admin() -> DatabaseConnection {
    let url = server().unwrap_or_else(|| panic!("{SERVER} is not set"));
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("PostgreSQL server")
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql)
        .await
        .unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// The server's address with another database's name.
fn address(name: &str) -> String {
    let url = server().unwrap_or_else(|| panic!("{SERVER} is not set"));
    let (base, _) = url.rsplit_once('/').expect("address with a database name");
    format!("{base}/{name}")
}

async fn create_postgres(template: &str) -> Fresh {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).expect("random bytes");
    let name = format!("t_{}", hex(&random));
    let admin = admin().await;
    run(
        &admin,
        &format!("CREATE DATABASE {name} TEMPLATE {template}"),
    )
    .await;
    admin.close().await.expect("close");
    let folder = tempfile::tempdir().expect("temporary folder");
    open(address(&name), folder).await
}

/// Name of the migrated template, made once per server and schema, whichever process comes first.
async fn template() -> String {
    let name = format!("thidua_{}", &sha256_hex(migration::text().as_bytes())[..16]);
    let admin = admin().await;
    run(&admin, "SELECT pg_advisory_lock(7468696475)").await;
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let known = crate::tx::one(&admin, &sql, vec![])
        .await
        .expect("pg_database");
    if known.is_none() {
        let building = format!("{name}_new");
        run(
            &admin,
            &format!("DROP DATABASE IF EXISTS {building} WITH (FORCE)"),
        )
        .await;
        run(
            &admin,
            &format!("CREATE DATABASE {building} TEMPLATE template0"),
        )
        .await;
        let db = Db::open(&address(&building), Options::default())
            .await
            .expect("open template");
        db.migrate().await.expect("migrate template");
        db.close().await.expect("close template");
        run(
            &admin,
            &format!("ALTER DATABASE {building} RENAME TO {name}"),
        )
        .await;
    }
    run(&admin, "SELECT pg_advisory_unlock(7468696475)").await;
    admin.close().await.expect("close");
    name
}

/// Runs any SQL behind the store's back: to plant a fault.
pub async fn tamper(db: &Db, sql: &str) {
    run(&db.inner().pools.writer, sql).await;
}

/// One number of any SQL, as the store's back sees it.
pub async fn number(db: &Db, sql: &str) -> i64 {
    let row = crate::tx::one(&db.inner().pools.readers, sql, vec![])
        .await
        .expect("query");
    row.expect("row").try_get_by_index(0).expect("number")
}

/// An event of a test's command.
pub fn event(command: &str) -> NewEvent {
    NewEvent {
        at: 1_780_000_000_000_000,
        actor: "kiem.thu".to_owned(),
        actor_name: "Người Kiểm Thử".to_owned(),
        channel: "cli".to_owned(),
        command: command.to_owned(),
        subject: "kiem-thu".to_owned(),
        reason: None,
        payload: Canonical::from_value(command).expect("canonical"),
    }
}

/// A stamp of a test's revision.
pub fn stamp() -> Stamp {
    Stamp {
        by: "kiem.thu".to_owned(),
        at: 1_780_000_000_000_000,
        reason: None,
    }
}
