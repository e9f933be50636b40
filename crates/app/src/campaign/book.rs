//! Daily entries of campaigns, in memory: by campaign, agency and figure.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::campaign::{DayEntry, Days};
use thidua_store::records::StoredRecord;

/// Entries of one campaign: agency → figure code → day.
type Entries = BTreeMap<String, BTreeMap<String, Days>>;

/// Every daily entry. A campaign's entries are shared between states until one of them changes: what is entered every
/// day by hundreds of offices is laid over, never read again from the first row.
#[derive(Clone, Debug, Default)]
pub struct Book {
    by: HashMap<String, Arc<Entries>>,
}

impl Book {
    /// What an agency entered of a figure.
    pub fn of(&self, movement: &str, agency: &str, code: &str) -> Option<&Days> {
        self.by.get(movement)?.get(agency)?.get(code)
    }

    /// What an agency entered of a figure for a day.
    pub fn at(&self, movement: &str, agency: &str, code: &str, day: Date) -> Option<i64> {
        self.of(movement, agency, code)?.get(&day).copied()
    }

    /// Agencies that entered something.
    pub fn agencies(&self, movement: &str) -> impl Iterator<Item = &str> {
        let entries = self.by.get(movement).into_iter();
        entries.flat_map(|entries| entries.keys().map(String::as_str))
    }

    /// Figures of which something was entered.
    pub fn codes(&self, movement: &str) -> BTreeSet<&str> {
        let entries = self.by.get(movement).into_iter();
        let codes = entries.flat_map(|entries| entries.values().flat_map(BTreeMap::keys));
        codes.map(String::as_str).collect()
    }

    /// Takes an entry in; one without a number is taken back.
    pub(crate) fn put(&mut self, entry: DayEntry) {
        let entries = Arc::make_mut(self.by.entry(entry.movement).or_default());
        let codes = entries.entry(entry.agency).or_default();
        let days = codes.entry(entry.code).or_default();
        match entry.value {
            Some(value) => days.insert(entry.day, value),
            None => days.remove(&entry.day),
        };
    }

    /// The book with what changed since.
    pub(crate) fn with<'a>(&self, changed: impl Iterator<Item = &'a StoredRecord>) -> Self {
        let mut book = self.clone();
        for record in changed {
            let row = Values::from_canonical(record.content.as_str());
            let Some(entry) = row.as_ref().and_then(DayEntry::from_row) else {
                continue;
            };
            let value = entry.value.filter(|_| !record.removed);
            book.put(DayEntry { value, ..entry });
        }
        book
    }
}
