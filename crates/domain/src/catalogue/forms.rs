//! Words by which the tables of statistical forms are understood. Hints, never layouts: what they propose is confirmed.

use serde::Deserialize;

use super::CatalogueError;

const FILE: &str = "forms.toml";

/// A statistical form by its name; its official columns are not known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FormName {
    /// `01`, `02`, `04`, `05`.
    pub number: String,
    /// Its name.
    pub name: String,
    /// `viec` or `tien`.
    pub side: String,
    /// `co_quan`: a row an agency or officer; `noi_dung`: a row a kind of judgment or a figure.
    pub rows: String,
    /// How titles call it.
    pub words: Vec<String>,
    /// What it rests on.
    pub citation: String,
    /// S seen, M from memory, X not found.
    pub confidence: String,
}

/// What headings call a figure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct HeadingHint {
    /// The figure, without its side.
    pub stem: String,
    /// What headings call it.
    pub words: Vec<String>,
    /// The figures it may be a part of.
    pub within: Vec<String>,
}

/// What headings and rows call a group of cases.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GroupHint {
    /// Code of `Nhóm án`.
    pub code: String,
    /// What it is called.
    pub words: Vec<String>,
}

/// Words with one meaning each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct FormWords {
    /// A whole.
    pub total: Vec<String>,
    /// Only that parts follow.
    pub split: Vec<String>,
    /// Counted in cases.
    pub cases: Vec<String>,
    /// Counted in money.
    pub money: Vec<String>,
    /// Another period, or a comparison: never a figure of this one.
    pub other: Vec<String>,
    /// Headings of the column that names rows.
    pub agency: Vec<String>,
    /// Headings of a column of officers beside it.
    pub officer: Vec<String>,
    /// Rows that only say what follows.
    pub sections: Vec<String>,
}

/// All hints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct FormHints {
    /// The forms.
    #[serde(rename = "form")]
    pub forms: Vec<FormName>,
    /// The figures.
    #[serde(rename = "heading")]
    pub headings: Vec<HeadingHint>,
    /// The groups of cases.
    #[serde(rename = "group")]
    pub groups: Vec<GroupHint>,
    /// Other words.
    pub words: FormWords,
}

pub(super) fn parse(text: &str) -> Result<FormHints, CatalogueError> {
    toml::from_str(text).map_err(|error| CatalogueError {
        file: FILE,
        message: error.to_string(),
    })
}
