//! One figure as a source tells it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::amount::Precision;

/// A figure of a sheet: the number in the code's base unit, and how the source put it.
///
/// Base units: counts in their unit (việc, đơn …), money in đồng, rates in 1/10 000 of a percent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// The number; `None` where the source tells only a change or a share.
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// Unit it came in, a code of `Đơn vị tính`: money prints in it.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How exact it is.
    #[serde(rename = "q", default, skip_serializing_if = "is_exact")]
    pub precision: Precision,
    /// What the source says beside the same period of last year: `cao_hon thap_hon bang`.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// The published change, in the base unit.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub change: Option<i64>,
    /// The published change in 1/10 000 of a percent (of a rate: of a point).
    #[serde(rename = "dp", default, skip_serializing_if = "Option::is_none")]
    pub change_percent: Option<i64>,
    /// How exact the published change is.
    #[serde(rename = "dq", default, skip_serializing_if = "is_exact")]
    pub change_precision: Precision,
    /// Share of the agency above as published, 1/10 000 of a percent.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub share: Option<i64>,
    /// As printed in the source.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// Note of the row.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

// serde hands the field by reference.
fn is_exact(precision: &Precision) -> bool {
    precision.is_exact()
}

/// What two tellings of one figure by one source come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing new.
    Same,
    /// Empty cells were filled.
    Filled(Figure),
    /// They disagree; the figure if the new one is believed.
    Conflict(Figure),
}

impl Figure {
    /// Compares a new telling with this one.
    pub fn tell(&self, new: &Self) -> Told {
        let mut result = self.clone();
        let mut conflict = fill(&mut result.value, &new.value);
        conflict |= fill(&mut result.unit, &new.unit);
        conflict |= fill(&mut result.direction, &new.direction);
        conflict |= fill(&mut result.change, &new.change);
        conflict |= fill(&mut result.change_percent, &new.change_percent);
        conflict |= fill(&mut result.share, &new.share);
        conflict |= fill(&mut result.raw, &new.raw);
        conflict |= fill(&mut result.note, &new.note);
        if new.value.is_some() && new.precision != self.precision && self.value.is_some() {
            conflict = true;
        }
        if new.value.is_some() {
            result.precision = new.precision;
        }
        let changes = |figure: &Self| figure.change.is_some() || figure.change_percent.is_some();
        if changes(self) && changes(new) && new.change_precision != self.change_precision {
            conflict = true;
        }
        if changes(new) {
            result.change_precision = new.change_precision;
        }
        match (conflict, result == *self) {
            (true, _) => Told::Conflict(result),
            (false, true) => Told::Same,
            (false, false) => Told::Filled(result),
        }
    }
}

/// Takes the new text where it says something; true where both say different things.
fn fill<T: Clone + PartialEq>(old: &mut Option<T>, new: &Option<T>) -> bool {
    let Some(said) = new else { return false };
    let conflict = old.as_ref().is_some_and(|stored| stored != said);
    *old = Some(said.clone());
    conflict
}

/// The figures of one revision of a sheet: code → figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(pub BTreeMap<String, Figure>);

impl Figures {
    /// Canonical JSON: the same figures always have the same bytes.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The figures that `canonical` wrote.
    pub fn from_canonical(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}
