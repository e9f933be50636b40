//! What is wrong with a cell, a row or a sheet, and what cures it.

use serde::Serialize;

/// How much a fault weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing of the bundle is stored.
    Error,
    /// Stored and flagged.
    Warning,
}

/// A fault with its place. All faults of a bundle are reported at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Whether it stops the load.
    pub severity: Severity,
    /// Sheet of the bundle.
    pub sheet: String,
    /// Row of the file, from 1; 0 where the sheet as a whole is meant.
    pub row: u32,
    /// Heading of the column, empty where the row as a whole is meant.
    pub column: String,
    /// The value as written.
    pub value: String,
    /// What is wrong, for the user.
    pub reason: String,
    /// What cures it, for the user.
    pub cure: String,
}

/// Where a fault lies.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Sheet of the bundle.
    pub sheet: &'a str,
    /// Row of the file, from 1.
    pub row: u32,
}

impl Place<'_> {
    /// A fault of the cell under this heading.
    pub fn fault(
        &self,
        severity: Severity,
        column: &str,
        value: impl Into<String>,
        reason: impl Into<String>,
        cure: impl Into<String>,
    ) -> Fault {
        Fault {
            severity,
            sheet: self.sheet.to_owned(),
            row: self.row,
            column: column.to_owned(),
            value: value.into(),
            reason: reason.into(),
            cure: cure.into(),
        }
    }
}
