//! The words users read for codes.

use std::collections::BTreeMap;

use super::CatalogueError;

/// Words by list and code.
#[derive(Clone, Debug, Default)]
pub struct Labels(BTreeMap<String, BTreeMap<String, String>>);

impl Labels {
    /// The word of a code in a list; the code itself where no word is known.
    pub fn word<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
        let words = self.0.get(list);
        words
            .and_then(|words| words.get(code))
            .map_or(code, String::as_str)
    }

    /// The words of several codes joined by `;`, as one text.
    pub fn words(&self, list: &str, codes: &str) -> String {
        codes
            .split(';')
            .map(|code| self.word(list, code))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// The codes and words of a list.
    pub fn list(&self, list: &str) -> impl Iterator<Item = (&str, &str)> {
        let words = self.0.get(list).into_iter().flatten();
        words.map(|(code, word)| (code.as_str(), word.as_str()))
    }
}

pub(super) fn parse(text: &str) -> Result<Labels, CatalogueError> {
    let lists = toml::from_str(text).map_err(|error: toml::de::Error| CatalogueError {
        file: "labels.toml",
        message: error.to_string(),
    })?;
    Ok(Labels(lists))
}
