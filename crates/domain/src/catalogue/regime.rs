//! Statistical regimes, the words of the identities, milestones by caseload: dated, cited data.

use serde::Deserialize;

use super::CatalogueError;
use crate::time::Validity;

/// The statistical rules of a stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regime {
    /// `R2019` …
    pub id: String,
    /// What it is called on a proof sheet.
    pub name: String,
    /// The instrument it rests on.
    pub citation: String,
    /// When it holds.
    pub validity: Validity,
    /// Whether a third group (hoãn, tạm đình chỉ, khác) stands beside có ĐK and chưa ĐK.
    pub third_group: bool,
    /// Whether requests are returned and counted as kết thúc (from 01/7/2026).
    pub request_returned: bool,
    /// Whether those returned count as completed: not established, a switch.
    pub returned_counts_as_completed: bool,
    /// S seen, M from memory …
    pub confidence: String,
}

/// What the proof sheet says of an identity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct IdentityText {
    /// `I1` …
    pub id: String,
    /// Name.
    pub name: String,
    /// The formula in words.
    pub formula: String,
    /// Whether it must hold.
    pub hard: bool,
    /// Who must answer where it does not.
    pub answers: String,
}

/// A milestone by caseload.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Milestone {
    /// Document it rests on.
    pub citation: String,
}

pub(super) fn parse(_text: &str) -> Result<Vec<Regime>, CatalogueError> {
    Ok(Vec::new())
}

pub(super) fn parse_identities(_text: &str) -> Result<Vec<IdentityText>, CatalogueError> {
    Ok(Vec::new())
}

pub(super) fn parse_milestones(_text: &str) -> Result<Vec<Milestone>, CatalogueError> {
    Ok(Vec::new())
}
