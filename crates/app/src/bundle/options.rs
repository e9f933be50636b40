//! How rows are stored, and what came of it: the words of the one write path.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::access::{Actor, Permission};
use thidua_domain::bundle::{Fault, Severity};
use thidua_store::{Stamp, WriteTx, idempotency};

use super::carried::CarriedPlan;
use super::outcome::Outcomes;
use super::whence::Places;
use super::work::Ending;
use crate::correction::Previews;
use crate::exchange::{Manifest, register};
use crate::{App, AppError, View};

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
    /// The manifest of a bundle that another installation sent: what comes is noted in the register.
    pub received: Option<Manifest>,
    /// Under which form the register notes it: `zip`, `xlsx`, `thu_muc`, `api`; without it a folder.
    pub form: Option<&'static str>,
    /// Number of the paper that came with it.
    pub number: Option<String>,
    /// The key and hash of a program's request: asked again, the first answer is given.
    pub once: Option<Once>,
}

/// By what a program's request is known again.
#[derive(Clone, Debug)]
pub struct Once {
    /// The key its sender chose.
    pub key: String,
    /// SHA-256 of the request.
    pub hash: String,
}

impl Options {
    /// What is kept with the rows: the line of the register, the answer a program may ask for again.
    pub(super) async fn remember(
        &self,
        app: &App,
        actor: &Actor,
        tx: &mut WriteTx,
        (stamp, rows): (&Stamp, usize),
        loaded: &Loaded,
    ) -> Result<(), AppError> {
        if let Some(entry) = self.entry(rows) {
            register::insert(tx, stamp, &entry).await?;
        }
        if let Some(once) = &self.once {
            let answer = serde_json::to_string(loaded);
            let answer = answer.map_err(|error| AppError::Machine(error.to_string()))?;
            let (key, hash) = (once.key.as_str(), once.hash.as_str());
            idempotency::remember(tx, &actor.user, key, hash, &answer, app.now().0).await?;
        }
        Ok(())
    }

    /// Whether what was approved where a bundle was made counts as approved here: from who loads and approves for
    /// the whole system, and from the command line.
    pub(crate) fn arrives_approved(&self, view: &View) -> bool {
        let trusted = view.loads_everywhere() && view.has_everywhere(Permission::ApproveFigures);
        self.received.is_some() && trusted && self.channel != "api"
    }

    /// The line of the register about what was received.
    pub(crate) fn entry(&self, rows: usize) -> Option<register::Entry> {
        let manifest = self.received.as_ref()?;
        let form = self.form.unwrap_or("thu_muc");
        let mut entry = register::Entry::of(manifest, register::Way::Received, form);
        entry.stored = Some(rows);
        entry.number = self.number.clone();
        Some(entry)
    }
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
    /// What figures that count and would be others touch; only a check of figures tells it.
    #[serde(skip)]
    pub(crate) touches: Previews,
}

impl Loaded {
    /// Takes in what only a whole bundle carries.
    pub(super) fn carries(&mut self, carried: &CarriedPlan) {
        for (name, count) in carried.counts() {
            self.stored.insert(name.to_owned(), count);
        }
        self.revised += carried.revised;
        self.outcomes.extend(carried.outcomes.clone());
    }

    /// How many rows of a sheet come to what: new, filling, replacing, the same.
    pub fn counts(&self, sheet: &str) -> [usize; 4] {
        let outcomes = self.outcomes.iter().find(|(name, _)| **name == sheet);
        outcomes
            .map(|(_, outcomes)| outcomes.counts())
            .unwrap_or_default()
    }

    /// Whether an error or a conflict kept everything from being stored.
    pub fn refused(&self) -> bool {
        let error = |fault: &Fault| fault.severity == Severity::Error;
        !self.conflicts.is_empty() || self.faults.iter().any(error)
    }
}
