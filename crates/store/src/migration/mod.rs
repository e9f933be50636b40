//! Migrations: forward only, each one text of SQL, all pending ones in one transaction.
//!
//! A migration that was released is never edited; the next one expands, a later one contracts.

use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, async_trait};

use crate::{Db, Engine, StoreError, tx};

/// Every migration in order: its name and its schema text, with the words of `Engine::ddl` left open.
const MIGRATIONS: [(&str, &str); 10] = [
    ("m0001_base", include_str!("m0001_base.sql")),
    ("m0002_work", include_str!("m0002_work.sql")),
    ("m0003_import", include_str!("m0003_import.sql")),
    ("m0004_accounts", include_str!("m0004_accounts.sql")),
    ("m0005_cells", include_str!("m0005_cells.sql")),
    ("m0006_waiting", include_str!("m0006_waiting.sql")),
    ("m0007_desk", include_str!("m0007_desk.sql")),
    ("m0008_counted", include_str!("m0008_counted.sql")),
    ("m0009_notice", include_str!("m0009_notice.sql")),
    ("m0010_letters", include_str!("m0010_letters.sql")),
];

struct Step {
    name: &'static str,
    schema: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(&Engine::of(db).ddl(self.schema))
            .await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        // `up` below wraps all of them in one.
        Some(false)
    }
}

struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        MIGRATIONS
            .iter()
            .map(|&(name, schema)| Box::new(Step { name, schema }) as Box<dyn MigrationTrait>)
            .collect()
    }
}

/// Name of the newest migration of this program.
pub(crate) fn newest() -> &'static str {
    MIGRATIONS[MIGRATIONS.len() - 1].0
}

/// How many migrations lead up to and include `name`.
pub(crate) fn steps_to(name: &str) -> Option<u32> {
    let place = MIGRATIONS.iter().position(|(known, _)| *known == name)?;
    u32::try_from(place + 1).ok()
}

/// Applies the pending migrations, at most up to the step `until`.
pub(crate) async fn up(db: &Db, until: Option<u32>) -> Result<(), StoreError> {
    let pools = &db.inner().pools;
    let tx = pools.engine.begin_write(&pools.writer).await?;
    pools.engine.lock_schema(&tx).await?;
    let applied = applied(&tx, pools.engine).await?;
    refuse_newer(&applied)?;
    let steps = match until {
        None => None,
        Some(until) => {
            let done = u32::try_from(applied.len()).unwrap_or(u32::MAX);
            Some(until.saturating_sub(done))
        }
    };
    Migrator::up(&tx, steps).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses a database that lacks a migration or has one this program does not know.
pub(crate) async fn check(db: &Db) -> Result<(), StoreError> {
    let pools = &db.inner().pools;
    let tx = pools.engine.begin_read(&pools.readers).await?;
    let applied = applied(&tx, pools.engine).await?;
    refuse_newer(&applied)?;
    let missing = MIGRATIONS
        .iter()
        .find(|(name, _)| !applied.iter().any(|a| a == name));
    match missing {
        Some((name, _)) => Err(StoreError::SchemaMissing {
            missing: (*name).to_owned(),
        }),
        None => Ok(()),
    }
}

fn refuse_newer(applied: &[String]) -> Result<(), StoreError> {
    let unknown = applied
        .iter()
        .find(|a| !MIGRATIONS.iter().any(|(name, _)| a == name));
    match unknown {
        Some(found) => Err(StoreError::SchemaNewer {
            found: found.clone(),
        }),
        None => Ok(()),
    }
}

/// Names of the applied migrations, oldest first; none in an untouched database.
pub(crate) async fn applied<C: ConnectionTrait>(
    db: &C,
    engine: Engine,
) -> Result<Vec<String>, StoreError> {
    let name = "seaql_migrations".into();
    let row = tx::one(db, engine.table_exists(), vec![name]).await?;
    let tables: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    if tables == 0 {
        return Ok(Vec::new());
    }
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = tx::all(db, sql, vec![]).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?)
}

/// The whole schema as text: names a test's template database.
#[cfg(feature = "testing")]
pub(crate) fn text() -> String {
    MIGRATIONS
        .iter()
        .map(|(name, schema)| format!("{name}\n{schema}\n"))
        .collect()
}
