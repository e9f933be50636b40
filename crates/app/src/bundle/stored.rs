//! What is stored of the rows that are told. A second check of nearly the same rows asks only for what it has not
//! asked for yet.

use std::collections::{BTreeMap, HashMap, HashSet};

use thidua_store::figures::{self, StoredSheet};
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError};

use super::options::Options;
use super::read::Sheet;

/// Sheets touched at which reading all stored ones at once is quicker than one by one.
const MANY: usize = 2_000;

/// What was found, at one version of the data.
#[derive(Debug, Default)]
pub(super) struct Stored {
    version: i64,
    kinds: BTreeMap<&'static str, Asked>,
    figures: HashMap<String, Option<StoredSheet>>,
}

/// What was asked of one kind of records.
#[derive(Debug, Default)]
struct Asked {
    keys: HashSet<String>,
    codes: HashSet<String>,
    found: BTreeMap<i64, StoredRecord>,
}

impl Stored {
    /// Forgets what was found at another version.
    pub(super) fn of_version(&mut self, version: i64) {
        if self.version != version {
            *self = Self {
                version,
                ..Self::default()
            };
        }
    }

    /// What is stored of the rows of a sheet, and of the other rows of their codes: their dates must fit.
    pub(super) async fn records<S: Snapshot>(
        &mut self,
        tx: &S,
        sheet: &Sheet,
        options: &Options,
    ) -> Result<Vec<StoredRecord>, StoreError> {
        let name = sheet.def.name;
        let mut keys: HashSet<&str> = sheet.rows.iter().map(|row| row.key.as_str()).collect();
        keys.extend(options.moved.of_sheet(name).map(String::as_str));
        let removed = options.removed.get(name);
        keys.extend(removed.into_iter().flatten().map(String::as_str));
        let codes: HashSet<&str> = sheet
            .rows
            .iter()
            .filter_map(|row| row.values.get("ma"))
            .collect();
        let asked = self.kinds.entry(name).or_default();
        let new = |wanted: &HashSet<&str>, known: &HashSet<String>| -> Vec<String> {
            let new = wanted.iter().filter(|one| !known.contains(**one));
            let mut new: Vec<String> = new.map(|one| (*one).to_owned()).collect();
            new.sort_unstable();
            new
        };
        let (new_keys, new_codes) = (new(&keys, &asked.keys), new(&codes, &asked.codes));
        if !new_keys.is_empty() || !new_codes.is_empty() {
            let by_key: Vec<&str> = new_keys.iter().map(String::as_str).collect();
            let by_code: Vec<&str> = new_codes.iter().map(String::as_str).collect();
            for record in records::among(tx, name, &by_key, &by_code).await? {
                asked.found.insert(record.id, record);
            }
            asked.keys.extend(new_keys);
            asked.codes.extend(new_codes);
        }
        let wanted = |record: &&StoredRecord| {
            let code = record.code.as_deref();
            keys.contains(record.key.as_str()) || code.is_some_and(|code| codes.contains(code))
        };
        Ok(asked.found.values().filter(wanted).cloned().collect())
    }

    /// Finds the stored sheets of these keys.
    pub(super) async fn figures<S: Snapshot, T: Sync>(
        &mut self,
        tx: &S,
        grouped: &BTreeMap<String, T>,
    ) -> Result<(), StoreError> {
        let new = grouped
            .keys()
            .filter(|key| !self.figures.contains_key(*key));
        let new: HashSet<String> = new.cloned().collect();
        if new.len() > MANY {
            let filter = figures::Filter {
                drafts: true,
                ..figures::Filter::default()
            };
            let mut found = Vec::new();
            figures::for_each_current(tx, &filter, |sheet| {
                if new.contains(&sheet.key.key) {
                    found.push(sheet);
                }
            })
            .await?;
            self.figures.extend(new.into_iter().map(|key| (key, None)));
            let found = found.into_iter();
            self.figures
                .extend(found.map(|sheet| (sheet.key.key.clone(), Some(sheet))));
            return Ok(());
        }
        for key in new {
            let sheet = figures::find(tx, &key).await?;
            self.figures.insert(key, sheet);
        }
        Ok(())
    }

    /// A stored sheet that was asked for.
    pub(super) fn figure(&self, key: &str) -> Option<&StoredSheet> {
        self.figures.get(key)?.as_ref()
    }
}
