//! Faults of the rulebook's reader in words. The files are written with codes, and so are its faults; who reads a page
//! knows the items by what they say.

use thidua_domain::law::LawFault;
use thidua_domain::law::change::{About, Change};

use super::{numbers, words};
use crate::View;

/// A fault of an approved change.
pub(crate) fn of_approved(view: &View, fault: &LawFault) -> String {
    let change = view.state.rulings.find(&fault.file);
    let about = change.map(|change| words::named(view, change.about, &change.of));
    sentence(about.or_else(|| place(view, &fault.at)), view, fault)
}

/// A fault of a change that is tried: where it lies is told only where that is not what the change itself is about.
pub(super) fn of_tried(view: &View, new: &Change, fault: &LawFault) -> String {
    if fault.file != new.code && view.state.rulings.find(&fault.file).is_some() {
        return of_approved(view, fault);
    }
    let own = words::named(view, new.about, &new.of);
    let at = place(view, &fault.at).filter(|at| *at != own && fault.file != new.code);
    // Of a value the reader names its parameter alone.
    let part = new.about == About::Value && new.of.split('@').next() == Some(&fault.at);
    sentence(at.filter(|_| !part), view, fault)
}

fn sentence(at: Option<String>, view: &View, fault: &LawFault) -> String {
    let message = plain(view, &fault.message);
    match at {
        Some(at) => format!("{at}: {message}."),
        None => {
            let mut letters = message.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            format!("{}{}.", first.collect::<String>(), letters.as_str())
        }
    }
}

/// What an address of the reader is called; `None` where the book has no such item.
fn place(view: &View, at: &str) -> Option<String> {
    if let Some((award, subject)) = at.split_once(" · ") {
        let known = view.state.catalogue.award(award).is_some();
        return known.then(|| words::named(view, About::Rules, &format!("{award}/{subject}")));
    }
    if let Some((from, to)) = at.split_once(" → ") {
        return Some(words::named(
            view,
            About::Transition,
            &format!("{from}>{to}"),
        ));
    }
    item(view, at)
}

/// What a code of the book is called.
fn item(view: &View, id: &str) -> Option<String> {
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let about = if book.condition_named(id).is_some() {
        About::Condition
    } else if book.parameter(id.trim_start_matches('@')).is_some() {
        return Some(words::named(
            view,
            About::Parameter,
            id.trim_start_matches('@'),
        ));
    } else if book.texts.iter().any(|own| own.id == id) {
        About::Text
    } else if book.denominators.iter().any(|own| own.id == id) {
        About::Denominator
    } else if book.grounds.iter().any(|own| own.id == id) {
        About::Ground
    } else if let Some(at) = book.regimes.iter().position(|own| own.id == id) {
        return Some(words::regime(book, at));
    } else {
        let award = state.catalogue.award(id).map(|own| own.name.clone());
        return award.or_else(|| numbers::known(id).map(str::to_owned));
    };
    Some(words::named(view, about, id))
}

/// A message with its codes in words: what stands between guillemets and is one.
fn plain(view: &View, message: &str) -> String {
    let mut told = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, quoted)) = rest.split_once('«') {
        let Some((inner, after)) = quoted.split_once('»') else {
            break;
        };
        told.push_str(before);
        told.push('«');
        match item(view, inner) {
            Some(name) => told.push_str(&name),
            None if is_code(inner) => told.push_str("mục không còn trong bộ quy định"),
            None => told.push_str(inner),
        }
        told.push('»');
        rest = after;
    }
    told.push_str(rest);
    told
}

/// Whether a word can only be a code: what somebody typed (`31/13/2026`, `hai`) is told as it was typed.
fn is_code(word: &str) -> bool {
    let sign =
        |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "._".contains(sign);
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.contains(['.', '_'])
        && word.chars().all(sign)
}
