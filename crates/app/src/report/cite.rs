//! Documents as papers cite them: in a list of sources, in a sentence, in the opening of a paper.

use super::kit::{dated, small};
use crate::State;

/// A document in one line of a sentence: without its subject where its symbol names it.
pub(crate) fn cite_shortly(state: &State, code: &str) -> String {
    let cited = cite(state, code);
    let named = state
        .documents
        .get(code)
        .is_some_and(|document| document.symbol.is_some());
    match cited.split_once(": “") {
        Some((head, _)) if named => head.to_owned(),
        _ => cited,
    }
}

/// A document as papers cite it: `Kế hoạch số 258/KH-CTHADS ngày 02/3/2022 của …`.
pub(crate) fn cite(state: &State, code: &str) -> String {
    let Some(document) = state.documents.get(code) else {
        return code.to_owned();
    };
    let kind = document.kind.as_deref().unwrap_or("khac");
    let mut words = state.catalogue.labels.word("van-ban.loai", kind).to_owned();
    if let Some(symbol) = &document.symbol {
        words.push_str(&format!(" số {symbol}"));
    }
    if let Some(date) = document.date {
        words.push_str(&format!(" ngày {}", dated(date)));
    }
    if let Some(issuer) = &document.issuer {
        let on = document
            .date
            .map_or(jiff::civil::Date::MAX, |date| date.first_day());
        words.push_str(&format!(" của {}", state.name_on(issuer, on)));
    }
    if let Some(author) = &document.author {
        words.push_str(&format!(" của {author}"));
    }
    match (&document.subject, &document.symbol, &document.address) {
        (Some(subject), _, _) => words.push_str(&format!(": “{subject}”")),
        (None, None, Some(address)) => words.push_str(&format!(" ({address})")),
        (None, None, None) if document.author.is_none() => words.push_str(&format!(" ({code})")),
        _ => {}
    }
    words
}

/// A document as the opening of a paper names it: `Kế hoạch số … ngày … của … về việc tổ chức …`.
pub(crate) fn cite_formally(state: &State, code: &str) -> String {
    let cited = cite(state, code);
    let subject = state.documents.get(code).and_then(|document| {
        document.symbol.as_ref()?;
        document.subject.as_ref()
    });
    match subject {
        Some(subject) => {
            let shortly = cite_shortly(state, code);
            let about = subject
                .trim_start_matches("V/v ")
                .trim_start_matches("Về việc ")
                .trim_start_matches("về việc ");
            format!("{shortly} về việc {}", small(about))
        }
        None => cited,
    }
}
