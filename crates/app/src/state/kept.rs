//! What pages ask for again and again and a state does not hold: lists made ready, where awards stand. Made when
//! first asked for, kept beside the state, made again where the part of the state it came from has changed.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use jiff::civil::Date;
use thidua_domain::catalogue::Catalogue;
use thidua_domain::cluster::Cluster;
use thidua_domain::org::Org;
use thidua_domain::people::People;
use thidua_domain::register::{Award, Index};

use super::State;
use crate::people::list::Everybody;
use crate::register::list::Everything;

/// Lists of one kind that are kept: of few days, of few years.
const MOST: usize = 4;

/// What is kept beside the states of one application.
#[derive(Default)]
pub(crate) struct Kept {
    people: Shelf<(Date, Date), Seen, Everybody>,
    register: Shelf<Option<i16>, Seen, Everything>,
    awards: Shelf<(), Weak<Vec<Award>>, Index>,
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
        self.kept.people.get((on, today), Seen::of(self), make)
    }

    /// All rows of the register that tell of a year; `None`: of all years.
    pub(crate) fn register(&self, year: Option<i16>) -> Arc<Everything> {
        let make = || Everything::new(self, year);
        self.kept.register.get(year, Seen::of(self), make)
    }

    /// Where awards stand.
    pub fn award_index(&self) -> Arc<Index> {
        let seen = Arc::downgrade(&self.awards);
        let make = || Index::new(&self.awards);
        self.kept.awards.get((), seen, make)
    }
}

/// The parts of a state the lists were made from.
#[derive(Clone, Default)]
struct Seen {
    catalogue: Weak<Catalogue>,
    org: Weak<Org>,
    people: Weak<People>,
    documents: Weak<Documents>,
    awards: Weak<Vec<Award>>,
    clusters: Weak<HashMap<String, Vec<Cluster>>>,
}

type Documents = std::collections::BTreeMap<String, thidua_domain::document::Document>;

impl Seen {
    fn of(state: &State) -> Self {
        Self {
            catalogue: Arc::downgrade(&state.catalogue),
            org: Arc::downgrade(&state.org),
            people: Arc::downgrade(&state.people),
            documents: Arc::downgrade(&state.documents),
            awards: Arc::downgrade(&state.awards),
            clusters: Arc::downgrade(&state.clusters),
        }
    }
}

/// What something was made from, compared by where it lies in memory.
trait Origin {
    fn is(&self, other: &Self) -> bool;
}

impl Origin for Seen {
    fn is(&self, other: &Self) -> bool {
        self.catalogue.ptr_eq(&other.catalogue)
            && self.org.ptr_eq(&other.org)
            && self.people.ptr_eq(&other.people)
            && self.documents.ptr_eq(&other.documents)
            && self.awards.ptr_eq(&other.awards)
            && self.clusters.ptr_eq(&other.clusters)
    }
}

impl<T> Origin for Weak<T> {
    fn is(&self, other: &Self) -> bool {
        self.ptr_eq(other)
    }
}

/// The newest of one sort, all of one origin.
struct Shelf<K, O, T>(Mutex<Row<K, O, T>>);

/// What was made from an origin, each under what it was asked by, the one asked last at the end.
struct Row<K, O, T> {
    origin: Option<O>,
    all: Vec<(K, Arc<T>)>,
}

impl<K, O, T> Default for Shelf<K, O, T> {
    fn default() -> Self {
        Self(Mutex::new(Row {
            origin: None,
            all: Vec::new(),
        }))
    }
}

impl<K: PartialEq, O: Origin, T> Shelf<K, O, T> {
    fn get(&self, key: K, origin: O, make: impl FnOnce() -> T) -> Arc<T> {
        let mut row = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !row.origin.as_ref().is_some_and(|kept| kept.is(&origin)) {
            row.all.clear();
            row.origin = Some(origin);
        }
        let all = &mut row.all;
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
    fn things_are_made_once_and_again_when_their_origin_is_another() {
        let shelf: Shelf<u8, Weak<u8>, u8> = Shelf::default();
        let (first, second) = (Arc::new(1), Arc::new(1));
        let get =
            |key: u8, from: &Arc<u8>, value: u8| *shelf.get(key, Arc::downgrade(from), || value);
        assert_eq!(get(0, &first, 10), 10);
        assert_eq!(get(0, &first, 11), 10, "kept");
        assert_eq!(get(1, &first, 12), 12, "another question");
        assert_eq!(get(0, &second, 13), 13, "another origin");
        for key in 1..=4 {
            get(key, &second, key);
        }
        assert_eq!(get(4, &second, 14), 4);
        assert_eq!(get(0, &second, 15), 15, "the oldest went");
    }
}
