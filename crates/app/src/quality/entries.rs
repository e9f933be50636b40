//! When the figures of a year were entered, read from the store and kept: what is stored later comes to it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use thidua_domain::quality::Entered;
use thidua_domain::time::Instant;
use thidua_store::{Snapshot, entered};

use crate::{App, AppError};

/// Years that are kept.
const MOST: usize = 3;

/// The entries of a year: by agency, month and scope.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    upto: i64,
    of: HashMap<(String, u8, String), Vec<Entered>>,
}

impl Entries {
    /// The entries of one period, oldest first.
    pub fn of(&self, agency: &str, month: u8, scope: &str) -> &[Entered] {
        let key = (agency.to_owned(), month, scope.to_owned());
        self.of.get(&key).map_or(&[], Vec::as_slice)
    }
}

/// What an application keeps of them.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Vec<(i16, Arc<Entries>)>>);

impl Shelf {
    fn find(&self, year: i16) -> Option<Arc<Entries>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter()
            .find(|(own, _)| *own == year)
            .map(|(_, entries)| entries.clone())
    }

    fn keep(&self, year: i16, entries: Arc<Entries>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = |(own, known): &(i16, Arc<Entries>)| *own == year && known.upto > entries.upto;
        if all.iter().any(newer) {
            return;
        }
        all.retain(|(own, _)| *own != year);
        if all.len() >= MOST {
            all.remove(0);
        }
        all.push((year, entries));
    }
}

/// The entries of a work year, up to the newest.
///
/// # Errors
/// [`AppError::Store`] where the database does not answer.
pub async fn entries(app: &App, year: i16) -> Result<Arc<Entries>, AppError> {
    let known = app.entries().find(year);
    let snapshot = app.db().read().await?;
    let version = snapshot.version();
    if let Some(known) = known.as_ref().filter(|known| known.upto >= version) {
        return Ok(known.clone());
    }
    let since = known.as_ref().map_or(0, |known| known.upto);
    let found = entered::of_year(&snapshot, i32::from(year), since).await?;
    let mut entries = known.map_or_else(Entries::default, |known| Entries::clone(&known));
    entries.upto = version;
    for revision in found {
        let Ok(month) = u8::try_from(revision.month) else {
            continue;
        };
        let key = (revision.agency, month, revision.scope);
        entries.of.entry(key).or_default().push(Entered {
            at: Instant(revision.at),
            revision: revision.number,
            values: usize::try_from(revision.figures).unwrap_or_default(),
        });
    }
    let entries = Arc::new(entries);
    app.entries().keep(year, entries.clone());
    Ok(entries)
}
