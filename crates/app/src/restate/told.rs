//! What the page of the two tellings holds, level by level.

use serde::Serialize;

/// One figure told both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Figure code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Unit, in words.
    pub unit: String,
    /// What was reported over the tree of the time, printed.
    pub total: String,
    /// What of it agencies of today have, printed.
    pub restated: String,
    /// What is not restated, printed.
    pub unrestated: String,
    /// The first less the other two, printed: 0.
    pub residual: String,
    /// Whether it adds up.
    pub holds: bool,
    /// Whether every number was told exactly.
    pub exact: bool,
    /// How many old agencies told nothing.
    pub untold: usize,
}

/// What one old agency gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartLine {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
    /// What it reported, printed.
    pub value: String,
    /// What of it goes here, printed.
    pub amount: String,
    /// Whether only a part goes here.
    pub shared: bool,
    /// How, in words.
    pub how: String,
}

/// An agency of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
    /// Its restated figure, printed; `None`: it is not whole.
    pub amount: Option<String>,
    /// Names of those without which it is not whole.
    pub missing: String,
    /// What it is made of.
    pub parts: Vec<PartLine>,
    /// What it told of the window itself, printed.
    pub own: Option<String>,
    /// That less the restated figure, printed; `None` where there is nothing to compare.
    pub difference: Option<String>,
}

/// What is not restated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnplacedLine {
    /// Code of the old agency.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How much, printed.
    pub amount: String,
    /// Why.
    pub reason: String,
}

/// One level of agencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// `self` or `below`.
    pub level: &'static str,
    /// How many old agencies there are.
    pub olds: usize,
    /// Every figure compared.
    pub summary: Vec<Summary>,
    /// The chosen figure for each agency of today.
    pub rows: Vec<Row>,
    /// What of it is not restated.
    pub unplaced: Vec<UnplacedLine>,
    /// Names of those who told nothing of it.
    pub untold: Vec<String>,
}
