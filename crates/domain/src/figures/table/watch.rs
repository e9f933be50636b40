//! Which figures an answer was taken from: noted while it is made, so that a paper can be found again by any number it
//! rests on, whatever query read it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::Table;
use super::rows::Sheet;

/// The cells that were read: row and column of the table under the watching one.
#[derive(Debug, Default)]
pub(super) struct Watch(Mutex<BTreeSet<(u32, usize)>>);

impl Table {
    /// An empty table over another one that notes what is read of it. Whole columns are of the empty table alone
    /// ([`Table::over`]), and are not noted.
    pub fn watching(under: Arc<Self>) -> Self {
        Self {
            watch: Some(Arc::default()),
            ..Self::over(under)
        }
    }

    pub(super) fn note(&self, from: &Self, rows: &[u32], column: usize) {
        let Some(watch) = self.watch.as_ref().filter(|_| !rows.is_empty()) else {
            return;
        };
        let under = self.under.as_deref();
        if under.is_some_and(|under| std::ptr::eq(under, from)) {
            let mut seen = watch.0.lock().unwrap_or_else(PoisonError::into_inner);
            seen.extend(rows.iter().map(|at| (*at, column)));
        }
    }

    /// The figures read so far that tell a number: sheet, code and number, in the order of the table. Nothing where the
    /// table does not watch.
    pub fn noted(&self) -> Vec<(Sheet<'_>, &str, i64)> {
        let (Some(watch), Some(under)) = (&self.watch, &self.under) else {
            return Vec::new();
        };
        let seen = watch.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = |(at, column): &(u32, usize)| {
            let (value, _) = under.columns.get(*at, *column)?;
            Some((under.rows.sheet(*at)?, under.columns.code(*column)?, value?))
        };
        seen.iter().filter_map(cell).collect()
    }
}
