//! Finding in the rulebook: awards, conditions, values and texts by their words, as one types them.

use serde::Serialize;
use thidua_domain::text::fold;

use super::words;
use crate::View;
use crate::law::UNCONFIRMED;

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What it is, in words.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// Its address.
    pub href: String,
    /// What stands beside it.
    pub note: String,
}

/// Words that must all occur, and whether one after the other.
struct Wanted {
    words: Vec<String>,
    together: bool,
}

/// The words of a text, folded.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|sign: char| !sign.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Wanted {
    fn read(typed: &str, together: bool) -> Option<Self> {
        let words = words_of(typed);
        (!words.is_empty()).then_some(Self { words, together })
    }

    fn fits(&self, told: &[&str]) -> bool {
        let own = words_of(&told.join(" "));
        if self.together {
            let run = |own: &[String]| {
                let mut pairs = own.iter().zip(&self.words);
                pairs.all(|(own, word)| own.starts_with(word.as_str()))
            };
            return own.windows(self.words.len()).any(run);
        }
        let begins = |word: &String| own.iter().any(|own| own.starts_with(word.as_str()));
        self.words.iter().all(begins)
    }
}

/// Everything in the rulebook that has the words of a question, awards first; at most so many.
pub fn seek(view: &View, typed: &str, most: usize) -> Vec<Found> {
    found(view, Wanted::read(typed, false), most)
}

/// The same where the words stand one after the other: beside what is found elsewhere, a rule of many words is found
/// only by what it says.
pub fn seek_closely(view: &View, typed: &str, most: usize) -> Vec<Found> {
    found(view, Wanted::read(typed, true), most)
}

/// What is told beside a thing found, with the mark of what nobody compared with the original.
fn marked(told: String, confirmed: bool) -> String {
    match (confirmed, told.is_empty()) {
        (true, _) => told,
        (false, true) => UNCONFIRMED.to_owned(),
        (false, false) => format!("{told}; {UNCONFIRMED}"),
    }
}

fn found(view: &View, wanted: Option<Wanted>, most: usize) -> Vec<Found> {
    let Some(wanted) = wanted else {
        return Vec::new();
    };
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let regime = book.regime_on(view.today).unwrap_or_default();
    let mut found = Vec::new();
    for own in state.catalogue.awards().filter(|own| !own.added) {
        let spoken = book.names.award(&own.code).is_some();
        let title = format!("Quy định xét {}", own.name);
        if spoken && wanted.fits(&[&title, &own.short, &own.spellings.join(" ")]) {
            found.push(Found {
                kind: "Danh hiệu, hình thức",
                text: title,
                href: format!("/quy-dinh/{}", own.code),
                note: own.authority.clone(),
            });
        }
    }
    for own in &book.texts {
        if wanted.fits(&[&own.short, &own.name, &own.symbol]) {
            found.push(Found {
                kind: "Văn bản",
                text: own.short.clone(),
                href: format!("/quy-dinh/van-ban/{}", own.id),
                note: marked(own.name.clone(), own.confirmed.is_some()),
            });
        }
    }
    for own in &book.parameters {
        if wanted.fits(&[&own.name]) {
            let now = own.on(view.today);
            found.push(Found {
                kind: "Tham số",
                text: own.name.clone(),
                href: format!("/quy-dinh/tham-so/{}", own.id),
                note: now
                    .map(|now| {
                        let value = words::value(book, own, &now.value);
                        marked(value, now.confirmed.is_some())
                    })
                    .unwrap_or_default(),
            });
        }
    }
    for own in &book.conditions {
        let text = book.needed(own, view.today);
        let cited = book.cited(&own.cites, view.today);
        let articles: Vec<String> = cited
            .iter()
            .map(|cite| format!("{} {}", cite.article, cite.short).trim().to_owned())
            .collect();
        let articles = articles.join("; ");
        if wanted.fits(&[&text, &articles]) {
            found.push(Found {
                kind: "Điều kiện",
                text,
                href: format!("/quy-dinh/dieu-kien/{}", own.id),
                note: marked(articles, book.confirmed(own, regime).is_some()),
            });
        }
    }
    found.truncate(most);
    found
}
