//! What rows tell in the words of answers: sources as cited, labels, lines.

use crate::State;

/// Papers a row names: codes and as written.
pub(crate) struct Papers;

impl Papers {
    /// Each as cited.
    pub(crate) fn cited(state: &State, papers: &[String]) -> Vec<String> {
        papers.iter().map(|paper| state.cited(paper)).collect()
    }
}

/// Sources of a row as cited, each once.
pub(crate) fn cited_sources(state: &State, source: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in source.into_iter().flat_map(str::lines) {
        let cited = state.cited(line);
        if !found.contains(&cited) {
            found.push(cited);
        }
    }
    found
}

/// The word of a code in a list of labels.
pub(crate) fn label(state: &State, list: &str, code: Option<&str>) -> Option<String> {
    code.map(|code| state.catalogue.labels.word(list, code).to_owned())
}

/// Texts joined as a sentence lists them.
pub(crate) fn lines(texts: &[String]) -> String {
    texts.join("; ")
}

/// The first words of a text, at most so many letters, with an ellipsis where something is left out.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let whole = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', '.', ' ']))
}
