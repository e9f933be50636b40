//! Work that is not done twice: files once read, sessions once checked. Only a memory of what the database holds: a
//! process that has none of it reads and checks again.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use thidua_files::grid::Grid;
use tokio::sync::watch;

use super::checked::Checked;
use crate::AppError;

/// Sessions remembered at the same time.
const MOST: usize = 8;
/// Cells of files remembered at the same time.
const MOST_CELLS: usize = 3_000_000;

/// Why a check did not come to an end, for everyone who waits for it.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// Not there, or not yours.
    NotFound,
    /// Not this role's.
    Forbidden,
    /// Refused, with the reason.
    Refused(String),
    /// The machine or the database.
    Machine(String),
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotFound => Self::NotFound,
            AppError::Forbidden => Self::Forbidden,
            AppError::Refused(reason) | AppError::File(reason) => Self::Refused(reason),
            other => Self::Machine(format!("{other:?}")),
        }
    }
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotFound => Self::NotFound,
            Failure::Forbidden => Self::Forbidden,
            Failure::Refused(reason) => Self::Refused(reason),
            Failure::Machine(cause) => Self::Machine(cause),
        }
    }
}

/// A place for a check to come, and the last one of the session that came to its end.
pub(super) struct Empty {
    pub(super) sender: watch::Sender<Outcome>,
    pub(super) before: Option<Arc<Checked>>,
}

/// What is remembered of the checks of a session.
struct Checks {
    used: u64,
    moment: Moment,
    outcome: watch::Receiver<Outcome>,
    before: Option<Arc<Checked>>,
}

impl Checks {
    /// The last check that came to its end.
    fn last(&self) -> Option<Arc<Checked>> {
        let done = self.outcome.borrow();
        let done = done.as_ref().and_then(|outcome| outcome.as_ref().ok());
        done.or(self.before.as_ref()).cloned()
    }
}

/// How a check ended; `None` while it goes on.
pub(super) type Outcome = Option<Result<Arc<Checked>, Failure>>;
/// Version of the session, version of the data.
pub(super) type Moment = (i64, i64);

#[derive(Default)]
struct Kept {
    books: HashMap<String, (u64, Arc<Vec<Grid>>)>,
    checks: HashMap<String, Checks>,
    turn: u64,
}

static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

fn kept() -> MutexGuard<'static, Kept> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file of a session, where it was read before.
pub(super) fn book(id: &str) -> Option<Arc<Vec<Grid>>> {
    let mut kept = kept();
    kept.turn += 1;
    let turn = kept.turn;
    let (used, book) = kept.books.get_mut(id)?;
    *used = turn;
    Some(book.clone())
}

fn cells(book: &[Grid]) -> usize {
    let rows = book.iter().flat_map(|grid| &grid.rows);
    rows.map(|row| row.cells.len()).sum()
}

/// Remembers the file of a session; the ones least used go.
pub(super) fn keep_book(id: &str, book: Arc<Vec<Grid>>) {
    let mut kept = kept();
    kept.turn += 1;
    let turn = kept.turn;
    kept.books.insert(id.to_owned(), (turn, book));
    let mut sizes: Vec<(u64, String, usize)> = kept
        .books
        .iter()
        .map(|(id, (used, book))| (*used, id.clone(), cells(book)))
        .collect();
    sizes.sort_unstable_by_key(|(used, ..)| std::cmp::Reverse(*used));
    let mut room = MOST_CELLS;
    for (place, (_, id, size)) in sizes.into_iter().enumerate() {
        if place > 0 && (place >= MOST || size > room) {
            kept.books.remove(&id);
        } else {
            room = room.saturating_sub(size);
        }
    }
}

/// The check of a session at a moment: the one that is done or going on, else the place to put a new one.
pub(super) fn check(id: &str, moment: Moment) -> Result<watch::Receiver<Outcome>, Empty> {
    let mut kept = kept();
    kept.turn += 1;
    let turn = kept.turn;
    let mut before = None;
    if let Some(checks) = kept.checks.get_mut(id) {
        let outcome = &checks.outcome;
        // A sender that is gone without an answer: its task was ended.
        let lost = outcome.borrow().is_none() && outcome.has_changed().is_err();
        if checks.moment == moment && !lost {
            checks.used = turn;
            return Ok(checks.outcome.clone());
        }
        before = checks.last();
    }
    let (sender, outcome) = watch::channel(None);
    let checks = Checks {
        used: turn,
        moment,
        outcome,
        before: before.clone(),
    };
    kept.checks.insert(id.to_owned(), checks);
    if kept.checks.len() > MOST {
        let oldest = kept.checks.iter().min_by_key(|(_, checks)| checks.used);
        if let Some(id) = oldest.map(|(id, _)| id.clone()) {
            kept.checks.remove(&id);
        }
    }
    Err(Empty { sender, before })
}

/// The last check of a session that came to its end.
pub(super) fn last(id: &str) -> Option<Arc<Checked>> {
    kept().checks.get(id).and_then(Checks::last)
}

/// Forgets a session.
pub(super) fn forget(id: &str) {
    let mut kept = kept();
    kept.books.remove(id);
    kept.checks.remove(id);
}
