//! A row once read: canonical text by column, and what happens when two rows tell of one thing.

use std::collections::BTreeMap;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::column::{Column, Role, SheetDef};
use crate::time::{PartialDate, WorkYear, YearSpan};

/// A row of a sheet: column id → canonical text (codes, plain decimals, ISO dates).
///
/// A column that is not here was empty: it says nothing. Ids and most texts are short, and a file has
/// hundreds of thousands of them: they lie in place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<EcoString, EcoString>);

impl Values {
    /// The text of a column, where it was filled.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(EcoString::as_str)
    }

    /// The text of a column as an owned string.
    pub fn text(&self, id: &str) -> Option<String> {
        self.get(id).map(str::to_owned)
    }

    /// The text of a column, or nothing written.
    pub fn text_or_empty(&self, id: &str) -> String {
        self.get(id).unwrap_or_default().to_owned()
    }

    /// The codes of a `;` column.
    pub fn codes(&self, id: &str) -> Vec<String> {
        self.get(id)
            .map(|codes| codes.split(';').map(str::to_owned).collect())
            .unwrap_or_default()
    }

    /// The date of a column.
    pub fn date(&self, id: &str) -> Option<PartialDate> {
        self.get(id).and_then(|text| PartialDate::parse(text).ok())
    }

    /// The work year of a column.
    pub fn year(&self, id: &str) -> Option<WorkYear> {
        self.get(id)
            .and_then(|text| text.parse().ok())
            .map(WorkYear)
    }

    /// The span of work years of a column.
    pub fn years(&self, id: &str) -> Option<YearSpan> {
        self.get(id).and_then(|text| YearSpan::parse(text).ok())
    }

    /// The whole number of a column.
    pub fn count(&self, id: &str) -> Option<i64> {
        self.get(id).and_then(|text| text.parse().ok())
    }

    /// The cumulative month of a column.
    pub fn month(&self, id: &str) -> Option<u8> {
        self.get(id).and_then(|text| text.parse().ok())
    }

    /// Whether the mark of a column is set.
    pub fn flag(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Sets a column.
    pub fn set(&mut self, id: &str, text: impl AsRef<str>) {
        self.0.insert(id.into(), text.as_ref().into());
    }

    /// Columns and texts in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, text)| (id.as_str(), text.as_str()))
    }

    /// Canonical JSON: the same row always has the same bytes.
    pub fn canonical(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// The row that `canonical` wrote.
    pub fn from_canonical(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// What names this row among those of its sheet.
    pub fn key(&self, sheet: &SheetDef) -> String {
        let by_code = sheet
            .identity
            .first()
            .is_some_and(|first| self.get(first).is_some());
        let columns: Vec<&str> = if by_code {
            sheet.identity.to_vec()
        } else {
            let key = |column: &&Column| column.role == Role::Key && !column.later;
            sheet
                .columns
                .iter()
                .filter(key)
                .map(|column| column.id)
                .collect()
        };
        let later = |column: &&Column| !by_code && column.role == Role::Key && column.later;
        let later = sheet.columns.iter().filter(later);
        let later = later.filter_map(|column| {
            let part = self.get(column.id)?;
            Some(format!("{}={}:{part}|", column.id, part.len()))
        });
        let parts: Vec<&str> = columns
            .iter()
            .map(|id| self.get(id).unwrap_or(""))
            .collect();
        // The length before each part keeps two different rows from having one key.
        parts
            .iter()
            .map(|part| format!("{}:{part}|", part.len()))
            .chain(later)
            .collect()
    }
}

/// A column in which two rows of one key disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The column.
    pub column: &'static Column,
    /// What is stored.
    pub stored: String,
    /// What the new row says.
    pub incoming: String,
}

/// What a row is to the stored row of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge {
    /// It says nothing new.
    Same,
    /// It fills empty cells or adds a source; the row as it then stands.
    Filled(Values),
    /// It contradicts the stored row; the row as a revision would leave it.
    Conflict {
        /// Where they disagree.
        disagreements: Vec<Disagreement>,
        /// The row if the new one is believed.
        revised: Values,
    },
}

/// Compares a row with the stored row of the same key.
pub fn merge(sheet: &SheetDef, stored: &Values, incoming: &Values) -> Merge {
    let mut result = stored.clone();
    let mut disagreements = Vec::new();
    for column in sheet.columns {
        let Some(new) = incoming.get(column.id) else {
            continue;
        };
        match stored.get(column.id) {
            None => result.set(column.id, new),
            Some(old) if old == new => {}
            Some(old) if column.role == Role::Collected => result.set(column.id, collect(old, new)),
            Some(old) => {
                disagreements.push(Disagreement {
                    column,
                    stored: old.to_owned(),
                    incoming: new.to_owned(),
                });
                result.set(column.id, new);
            }
        }
    }
    if !disagreements.is_empty() {
        Merge::Conflict {
            disagreements,
            revised: result,
        }
    } else if result == *stored {
        Merge::Same
    } else {
        Merge::Filled(result)
    }
}

/// The sources of both, one a line, each once.
fn collect(old: &str, new: &str) -> String {
    let mut sources: Vec<&str> = old.lines().collect();
    for source in new.lines() {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources.sort_unstable();
    sources.join("\n")
}
