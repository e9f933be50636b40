//! What pages ask for again and again and a state does not hold: lists made ready, where awards stand, how papers are
//! cited. Made when first asked for and kept beside the states that hold the same records.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use thidua_domain::people::matching::{Directory, Matcher};
use thidua_domain::register::Index;
use thidua_domain::time::WorkYear;

use super::{App, State};
use crate::AppError;
use crate::dashboard::AwardYear;
use crate::initiative::alike::Texts;
use crate::people::list::Everybody;
use crate::register::list::Everything;
use crate::register::newest_year_of_all;

/// Lists of one kind that are kept: of few days, of few years.
const MOST: usize = 4;

/// What is kept beside states of the same records: whoever changes a record begins a new one.
#[derive(Default)]
pub(crate) struct Kept {
    people: Shelf<(Date, Date), Everybody>,
    register: Shelf<Option<i16>, Everything>,
    awards: OnceLock<Arc<Index>>,
    cited: OnceLock<Arc<HashMap<String, String>>>,
    directory: OnceLock<Arc<Directory>>,
    initiatives: OnceLock<Arc<Texts>>,
    award_years: Mutex<AwardYears>,
}

/// What was given year by year, by agency and last year.
type AwardYears = HashMap<(String, i16), Vec<AwardYear>>;

/// Agencies and years of which it is kept: a year is asked for by an address, so that there is no end to them.
const MOST_YEARS: usize = 1_000;

impl Kept {
    /// What is kept beside a state that came of another: everybody by name is the same as long as nobody and no agency
    /// changed, as when one question of the queue after another is answered.
    pub(super) fn after(old: &State, new: &State) -> Self {
        let kept = Self::default();
        let same = Arc::ptr_eq(&old.people, &new.people) && Arc::ptr_eq(&old.org, &new.org);
        if let Some(directory) = old.kept.directory.get().filter(|_| same) {
            // A fresh lock is empty.
            let _ = kept.directory.set(directory.clone());
        }
        let same = Arc::ptr_eq(&old.initiatives, &new.initiatives);
        if let Some(texts) = old.kept.initiatives.get().filter(|_| same) {
            let _ = kept.initiatives.set(texts.clone());
        }
        kept
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Kept")
    }
}

impl State {
    /// All people as they were on a day, as far as today decides who may read them.
    pub(crate) fn everybody(&self, on: Date, today: Date) -> Arc<Everybody> {
        let make = || Everybody::new(self, on, today);
        self.kept.people.get((on, today), make)
    }

    /// All rows of the register that tell of a year; `None`: of all years.
    pub(crate) fn register(&self, year: Option<i16>) -> Arc<Everything> {
        let make = || Everything::new(self, year);
        self.kept.register.get(year, make)
    }

    /// Where awards stand.
    pub fn award_index(&self) -> Arc<Index> {
        let make = || Arc::new(Index::new(&self.awards));
        self.kept.awards.get_or_init(make).clone()
    }

    /// Whom a row of an old list may mean, over everybody: who may be confused with whom does not depend on who asks.
    pub fn matcher(&self) -> Matcher<'_> {
        let people = || self.people.values();
        let make = || Arc::new(Directory::new(&self.org, people()));
        let directory = self.kept.directory.get_or_init(make).clone();
        Matcher::over(&self.org, people(), directory)
    }

    /// What was given to an agency and those below it in each of the years up to one; `make` counts it. Ten years of a
    /// nation are a hundred thousand rows, and every dashboard shows them.
    ///
    /// # Errors
    /// Those of `make`.
    pub(crate) fn award_years(
        &self,
        (agency, year): (&str, i16),
        make: impl FnOnce() -> Result<Vec<AwardYear>, AppError>,
    ) -> Result<Vec<AwardYear>, AppError> {
        // Laid over the tree of today, rows belong to others.
        if self.org.restated_from().is_some() {
            return make();
        }
        let kept = || {
            let lock = self.kept.award_years.lock();
            lock.unwrap_or_else(PoisonError::into_inner)
        };
        let key = (agency.to_owned(), year);
        if let Some(found) = kept().get(&key) {
            return Ok(found.clone());
        }
        let found = make()?;
        let mut all = kept();
        if all.len() >= MOST_YEARS {
            all.clear();
        }
        all.insert(key, found.clone());
        Ok(found)
    }

    /// The texts of all initiatives with their fingerprints.
    pub(crate) fn initiative_texts(&self) -> Arc<Texts> {
        let make = || Arc::new(Texts::new(self));
        self.kept.initiatives.get_or_init(make).clone()
    }

    /// Codes of documents by the words they are cited with.
    pub fn citations(&self) -> Arc<HashMap<String, String>> {
        let make = || {
            let documents = self.documents.values();
            let mut codes = HashMap::with_capacity(documents.len());
            for document in documents {
                // Of two cited alike, the first by code.
                codes
                    .entry(document.cited())
                    .or_insert_with(|| document.code.clone());
            }
            Arc::new(codes)
        };
        self.kept.cited.get_or_init(make).clone()
    }

    /// Makes ready what readers ask for first.
    fn warm(&self, today: Date) {
        self.everybody(today, today);
        let current = WorkYear::of(today).0;
        self.register(newest_year_of_all(self, current).or(Some(current)));
        self.citations();
        let closing = crate::home::expected(today, None);
        self.warm_quality(closing.map_or(current, |window| window.year.0));
        self.warm_tried(current);
        if self.awards.iter().any(|award| award.named.is_some()) {
            self.matcher();
        }
    }
}

impl App {
    /// Waits until the state is another one, and makes ready what its readers will ask for first, off the threads that
    /// serve them: so that nobody waits for it. To be called again and again.
    ///
    /// # Errors
    /// [`AppError::Machine`] where the work broke off.
    pub async fn warm(self: &Arc<Self>) -> Result<(), AppError> {
        self.newer.notified().await;
        let state = self.state.read().await.clone();
        let (app, today) = (self.clone(), self.today());
        let work = move || {
            state.warm(today);
            app.finder.warm(&state);
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| AppError::Machine(error.to_string()))
    }
}

/// The newest of one sort, each under what it was asked by, the one asked last at the end.
struct Shelf<K, T>(Mutex<Vec<(K, Arc<T>)>>);

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<K: PartialEq, T> Shelf<K, T> {
    /// Whoever asks while it is made waits for it.
    fn get(&self, key: K, make: impl FnOnce() -> T) -> Arc<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = all.iter().position(|(own, _)| *own == key) {
            let found = all.remove(at);
            let same = found.1.clone();
            all.push(found);
            return same;
        }
        let made = Arc::new(make());
        if all.len() >= MOST {
            all.remove(0);
        }
        all.push((key, made.clone()));
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_made_once_and_the_one_asked_for_longest_ago_goes() {
        let shelf: Shelf<u8, u8> = Shelf::default();
        let get = |key: u8, value: u8| *shelf.get(key, || value);
        assert_eq!(get(0, 10), 10);
        assert_eq!(get(0, 11), 10, "kept");
        for key in 1..4 {
            assert_eq!(get(key, key), key);
        }
        assert_eq!(get(0, 12), 10);
        assert_eq!(get(4, 4), 4);
        assert_eq!(get(0, 13), 10, "asked lately");
        assert_eq!(get(1, 14), 14, "asked longest ago");
    }
}
