//! Rows found by the agency they belong to.

use std::collections::HashMap;

/// Rows in the order they were told, found by agency and by the key of their record.
#[derive(Clone, Debug)]
pub struct Shelf<T> {
    rows: Vec<T>,
    by: HashMap<String, Vec<usize>>,
    found: HashMap<String, Vec<usize>>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            by: HashMap::new(),
            found: HashMap::new(),
        }
    }
}

impl<T> Shelf<T> {
    /// Rows with the agencies and blocks each belongs to.
    pub fn new<'a, I>(mut rows: Vec<T>, of: impl Fn(&T) -> I) -> Self
    where
        I: IntoIterator<Item = String> + 'a,
    {
        rows.shrink_to_fit();
        let mut by: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            for code in of(row) {
                by.entry(code).or_default().push(at);
            }
        }
        Self {
            rows,
            by,
            found: HashMap::new(),
        }
    }

    /// The same, found by further codes: their own, or of what they are about.
    #[must_use]
    pub fn found_by(mut self, of: impl Fn(&T) -> Vec<String>) -> Self {
        self.found.clear();
        for (at, row) in self.rows.iter().enumerate() {
            for code in of(row) {
                self.found.entry(code).or_default().push(at);
            }
        }
        self
    }

    /// The rows found by a code, in the order told.
    pub fn about(&self, code: &str) -> impl Iterator<Item = &T> {
        let places = self.found.get(code).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|at| self.rows.get(*at))
    }

    /// Every row, in the order told.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.rows.iter()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.rows.get(at)
    }

    /// The places of the rows of an agency, in the order told.
    pub fn of(&self, code: &str) -> &[usize] {
        self.by.get(code).map(Vec::as_slice).unwrap_or_default()
    }

    /// The codes rows belong to.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by.keys().map(String::as_str)
    }
}
