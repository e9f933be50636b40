//! How rows are stored, and what came of it: the words of the one write path.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::bundle::{Fault, Severity};

use super::outcome::Outcomes;
use super::whence::Places;
use super::work::Ending;

/// Something told of rows, by sheet and key: rows of two sheets may have one key.
#[derive(Clone, Debug)]
pub struct ByKey<T>(BTreeMap<&'static str, BTreeMap<String, T>>);

impl<T> Default for ByKey<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> ByKey<T> {
    /// Something told of one row.
    pub fn one(sheet: &'static str, key: impl Into<String>, told: T) -> Self {
        let mut all = Self::default();
        all.set(sheet, key, told);
        all
    }

    /// Tells something of a row, in place of what was told before.
    pub fn set(&mut self, sheet: &'static str, key: impl Into<String>, told: T) {
        self.0.entry(sheet).or_default().insert(key.into(), told);
    }

    /// What was told of a row.
    pub fn get(&self, sheet: &str, key: &str) -> Option<&T> {
        self.0.get(sheet)?.get(key)
    }

    /// Everything told of the rows of a sheet.
    pub fn of_sheet(&self, sheet: &str) -> impl Iterator<Item = &T> {
        self.0.get(sheet).into_iter().flat_map(BTreeMap::values)
    }
}

/// How a bundle is loaded, or what an editor stores.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Check and report only; nothing is stored.
    pub dry_run: bool,
    /// Why rows that contradict stored ones are believed; without it they are errors.
    pub revise: Option<String>,
    /// `web`, `api` or `cli`.
    pub channel: String,
    /// Revision numbers the editor saw, of the record or of the sheet of figures (`so-lieu`); 0 where there
    /// was none. Where another one is stored nothing is, and the answer names the [`Conflict`].
    pub expected: ByKey<i64>,
    /// Told rows stand as they are: an empty cell erases what was stored.
    pub replace: bool,
    /// Records that get another key: the new key → the stored one.
    pub moved: ByKey<String>,
    /// Keys of records to be taken away, by sheet: only where nothing refers to them, and with a reason.
    pub removed: BTreeMap<&'static str, Vec<String>>,
    /// What the audit trail calls it; without it the loading of a bundle.
    pub deed: Option<Deed>,
    /// Version of the data the rows were checked against: at another one nothing is stored, and the
    /// answer is [`crate::AppError::Stale`].
    pub at_version: Option<i64>,
    /// The files the rows came from, for the audit trail.
    pub files: Vec<SourceFile>,
    /// Where each row was read, where that is not the bundle itself.
    pub places: Places,
    /// What happens in the same transaction: the work session that ends.
    pub ending: Option<Ending>,
}

/// A file as the audit trail names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourceFile {
    /// Its name, as its sender knows it.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A command other than the loading of a bundle, as the audit trail tells of it.
#[derive(Clone, Debug)]
pub struct Deed {
    /// `record.save` …
    pub command: &'static str,
    /// What it was about: `nhan-su nv-1`.
    pub subject: String,
    /// Full name of the one who does it.
    pub name: String,
}

/// What somebody else stored after the editor looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Sheet of the bundle.
    pub sheet: String,
    /// Row of the file or form, from 1; 0 for a record to be taken away.
    pub row: u32,
    /// Key of the record or of the sheet of figures.
    pub key: String,
    /// Number of the revision the editor saw.
    pub seen: i64,
    /// Number of the stored one.
    pub stored: i64,
    /// Account that stored it.
    pub by: String,
    /// When, µs UTC.
    pub at: i64,
}

/// What a load came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Loaded {
    /// Name of the bundle.
    pub bundle: String,
    /// Rows stored by sheet; figures count values.
    pub stored: BTreeMap<String, usize>,
    /// Rows and values that replaced stored ones.
    pub revised: usize,
    /// Every fault with its cell.
    pub faults: Vec<Fault>,
    /// Whether nothing was stored because it was only a trial.
    pub dry_run: bool,
    /// What others stored meanwhile; then nothing of this is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// The files the rows came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SourceFile>,
    /// Number of the audit event that stored it: what an undo names. `None`: nothing was stored.
    #[serde(skip)]
    pub event: Option<i64>,
    /// What each row comes to, by sheet.
    #[serde(skip)]
    pub(crate) outcomes: BTreeMap<&'static str, Outcomes>,
    /// Version of the data it was checked against; 0 where it was not only checked.
    #[serde(skip)]
    pub at: i64,
}

impl Loaded {
    /// Whether an error or a conflict kept everything from being stored.
    pub fn refused(&self) -> bool {
        let error = |fault: &Fault| fault.severity == Severity::Error;
        !self.conflicts.is_empty() || self.faults.iter().any(error)
    }
}
