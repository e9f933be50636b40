//! Opening the database a command works on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use thidua_app::trial::{self, TrialClock};
use thidua_app::{App, Clock, SystemClock, SystemEntropy};
use thidua_store::{Db, Options};

use crate::refusal::Refusal;

/// A database, and which day it is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Its address.
    pub(crate) address: &'a str,
    /// The day it is, of a database for trying out; `None`: the machine's.
    pub(crate) today: Option<Date>,
}

/// Opens the database for a command that may write: created where it is missing, brought up to this
/// program's tables.
pub(crate) async fn writable(place: Place<'_>) -> Result<Arc<App>, Refusal> {
    let db = Db::open(place.address, Options::default()).await?;
    db.migrate().await?;
    app(db, place.today).await
}

/// Opens the database for a command that only reads: one that is not there is refused, not created, so
/// that a slip in the address never answers from an empty one.
pub(crate) async fn readable(place: Place<'_>) -> Result<Arc<App>, Refusal> {
    let db = existing(place.address).await?;
    db.check_schema().await?;
    app(db, place.today).await
}

/// Opens a database that must be there, tables or not.
pub(crate) async fn existing(address: &str) -> Result<Db, Refusal> {
    if let Some(path) = file(address).filter(|path| !path.exists()) {
        return Err(Refusal::told(format!(
            "Chưa có cơ sở dữ liệu {}. Nạp dữ liệu trước (thidua load @nganh), hoặc chỉ đúng nơi bằng --db.",
            path.display()
        )));
    }
    Ok(Db::open(address, Options::default()).await?)
}

/// The application over an open database.
async fn app(db: Db, today: Option<Date>) -> Result<Arc<App>, Refusal> {
    let clock: Arc<dyn Clock> = match today {
        Some(day) => {
            let clock = TrialClock::on(day);
            trial::begin(&db, &clock).await?;
            Arc::new(clock)
        }
        None => Arc::new(SystemClock),
    };
    let app = App::open(db, clock, Arc::new(SystemEntropy)).await?;
    Ok(Arc::new(app))
}

/// The file of an SQLite address.
pub(crate) fn file(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    (!rest.is_empty()).then(|| PathBuf::from(rest))
}

/// Deletes the file of a database that a refused command has just created, with its side files.
pub(crate) fn discard(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        // One that is not there is what is wanted.
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}
