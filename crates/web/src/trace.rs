//! From a number back to where it comes from: the row of figures it was taken from, the document a source
//! names.

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::{State, record};

use crate::ask::Ask;
use crate::fields::Fields;

/// Where a figure stands on the page of an agency's figures. The two completion rates stand on top, with
/// what they were computed from.
pub(crate) fn anchor(code: &str) -> String {
    match code {
        "viec.ty_le" => "ty-le-viec".to_owned(),
        "tien.ty_le" => "ty-le-tien".to_owned(),
        other => format!("so-{other}"),
    }
}

/// The figure a check is on: its id is a code, a code with what was checked behind it, or codes.
pub(crate) fn checked(state: &State, id: &str) -> Option<String> {
    let first = id.split(';').next().unwrap_or(id);
    let known = |code: &str| {
        state
            .catalogue
            .figure(code)
            .map(|figure| figure.code.clone())
    };
    let stem = first.rsplit_once('.').map(|(stem, _)| stem);
    known(first).or_else(|| known(stem?))
}

/// The history of a record by the code it bears.
pub(crate) fn history(kind: &str, code: &str) -> Option<String> {
    let key = record::key_of(record::kind(kind)?.def, code, None);
    let query = Fields::default().with(&[("khoa", Some(&key))]);
    Some(format!("/du-lieu/{kind}/lich-su?{query}"))
}

/// Bytes from which a citation inside a longer text is one: `15/QĐ-THADS`.
const SURE: usize = 10;

/// Documents by the words they are cited with.
pub(crate) struct Cited(Arc<HashMap<String, String>>);

impl Ask {
    /// The documents of the reader's state, by the words they are cited with.
    pub(crate) fn cited(&self) -> Cited {
        let view = self.view.as_ref();
        Cited(view.map(|view| view.state.citations()).unwrap_or_default())
    }
}

impl Cited {
    /// A source as pages show it: its words, and the address of its document where it is one.
    pub(crate) fn link(&self, words: &str) -> Value {
        let document = self.0.get(words).or_else(|| self.within(words));
        context! { words, href => document.map(|code| format!("/van-ban/{code}")) }
    }

    /// The document a free text cites somewhere in it. A bare number («05») is found in any text and says nothing.
    fn within(&self, words: &str) -> Option<&String> {
        let named = |cited: &String| cited.len() >= SURE && words.contains(cited.as_str());
        let found = self.0.iter().filter(|(cited, _)| named(cited));
        found
            .max_by_key(|(cited, _)| (cited.len(), *cited))
            .map(|(_, code)| code)
    }

    /// Several sources joined by `; `.
    pub(crate) fn links(&self, words: &str) -> Vec<Value> {
        if words.is_empty() {
            return Vec::new();
        }
        if self.0.contains_key(words) {
            return vec![self.link(words)];
        }
        words.split("; ").map(|part| self.link(part)).collect()
    }
}
