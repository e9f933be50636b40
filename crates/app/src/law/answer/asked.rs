//! The conditions people are asked about under a law: what each asks, its articles, who compared it with the original.

use serde::Serialize;
use thidua_domain::law::{Condition, Law, Lawbook, SubjectKind};
use thidua_domain::time;

use crate::law::eligibility::citation;

/// A condition people are asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Its code.
    pub condition: String,
    /// What it asks.
    pub text: String,
    /// What is to be looked at.
    pub asks: String,
    /// What else is to be known.
    pub note: String,
    /// Whether it only reminds and decides nothing.
    pub reminds: bool,
    /// Names of the awards it bears on.
    pub awards: Vec<String>,
    /// Its articles, as cited; empty: none.
    pub citation: String,
    /// How sure it is, in words.
    pub confidence: &'static str,
    /// Who compared it with the original; empty: nobody yet.
    pub confirmed: String,
}

/// What people are asked about such subjects under the law of a day.
pub fn asked(book: &Lawbook, law: Law, subject: SubjectKind) -> Vec<Asked> {
    let questions = book.questions(law, subject).into_iter();
    questions
        .map(|(condition, awards)| Asked {
            awards: awards
                .iter()
                .map(|award| book.names.name(award).to_owned())
                .collect(),
            ..told(book, condition, law)
        })
        .collect()
}

/// A condition as it is asked under a law, without the awards it bears on.
pub fn told(book: &Lawbook, condition: &Condition, law: Law) -> Asked {
    Asked {
        condition: condition.id.to_string(),
        text: condition.text.clone(),
        asks: condition.asks.clone(),
        note: condition.note.clone(),
        reminds: condition.warn,
        awards: Vec::new(),
        citation: citation(&book.cited(&condition.cites, law.day)),
        confidence: book.confidence(condition, law.regime).vn(),
        confirmed: book
            .confirmed(condition, law.regime)
            .map_or_else(String::new, |own| {
                format!("{}, ngày {}", own.by, time::vn(own.at))
            }),
    }
}
