//! Finding in the rulebook: awards, conditions, values and texts by their words, as one types them.

use serde::Serialize;
use thidua_domain::text::fold;

use super::words;
use crate::View;

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

/// Words that must all occur.
struct Wanted(Vec<String>);

impl Wanted {
    fn read(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let words = folded.split(|sign: char| !sign.is_alphanumeric());
        let words: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    fn fits(&self, told: &[&str]) -> bool {
        let told = fold(&told.join(" "));
        let own: Vec<&str> = told
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let begins = |word: &String| own.iter().any(|own| own.starts_with(word.as_str()));
        self.0.iter().all(begins)
    }
}

/// Everything in the rulebook that has the words of a question, awards first; at most so many.
pub fn seek(view: &View, typed: &str, most: usize) -> Vec<Found> {
    let Some(wanted) = Wanted::read(typed) else {
        return Vec::new();
    };
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
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
                note: own.name.clone(),
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
                    .map(|value| words::value(book, own, &value.value))
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
                note: articles,
            });
        }
    }
    found.truncate(most);
    found
}
