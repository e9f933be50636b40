//! Award codes and the ways they are spelt.

use serde::Deserialize;

use super::{AddedName, CatalogueError};

/// An emulation title or a form of commendation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct AwardCode {
    /// `ldtt`, `bk_bo` …
    pub code: String,
    /// Full name as printed.
    pub name: String,
    /// Short name for lists.
    pub short: String,
    /// `danh_hieu` (title) or `hinh_thuc` (form of commendation).
    pub kind: String,
    /// `tap_the`, `ca_nhan` or `ca_hai`.
    pub subject: String,
    /// Other spellings met in papers.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Where the award stands among all, 1 the highest.
    pub rank: u32,
    /// Who decides it, as law names the person.
    pub authority: String,
    /// Law it rests on.
    #[serde(default)]
    pub citation: String,
    /// Whether an agency added it.
    #[serde(default)]
    pub added: bool,
}

/// Where an award an agency added stands among all: after those the law ranks.
const ADDED_RANK: u32 = 900;

impl AwardCode {
    /// Whether a spelling, already folded to a heading key, names this award.
    pub(super) fn is_spelt(&self, wanted: &str) -> bool {
        let names = [&self.code, &self.name, &self.short]
            .into_iter()
            .chain(&self.spellings);
        names
            .map(|name| crate::text::heading_key(name))
            .any(|name| name == wanted)
    }

    /// An award as the agency that added it describes it.
    pub(super) fn of_added(added: &AddedName) -> Self {
        Self {
            code: added.award.clone(),
            name: added.name.clone(),
            short: added.short.clone().unwrap_or_else(|| added.name.clone()),
            kind: added.kind.clone().unwrap_or_else(|| "hinh_thuc".to_owned()),
            subject: added.subject.clone().unwrap_or_else(|| "ca_hai".to_owned()),
            spellings: Vec::new(),
            rank: ADDED_RANK,
            authority: added.authority.clone().unwrap_or_default(),
            citation: String::new(),
            added: true,
        }
    }
}

#[derive(Deserialize)]
struct File {
    award: Vec<AwardCode>,
}

pub(super) fn parse(text: &str) -> Result<Vec<AwardCode>, CatalogueError> {
    let file: File = toml::from_str(text).map_err(|error| CatalogueError {
        file: "awards.toml",
        message: error.to_string(),
    })?;
    let mut awards = file.award;
    awards.sort_by_key(|award| award.rank);
    Ok(awards)
}
