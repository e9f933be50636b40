//! Names and codes of one sort, each name told apart from the others.

use std::collections::HashMap;

use thidua_domain::text;

/// Names and codes of one sort.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Code and label, in Vietnamese order.
    pub(super) entries: Vec<(String, String)>,
    pub(super) by_label: HashMap<String, String>,
    pub(super) by_code: HashMap<String, String>,
    /// Folded name → its code, `None` where several bear it.
    pub(super) by_name: HashMap<String, Option<String>>,
    /// How many of the entries a form offers.
    pub(super) offered: usize,
}

/// A name before it is told apart from others: code, name, where it stands.
pub(super) type Draft = (String, String, String);

impl Book {
    pub(super) fn new(mut drafts: Vec<Draft>, most: usize, sorted: bool) -> Self {
        if sorted {
            text::sort_by_key(&mut drafts, |(_, name, _)| name);
        }
        let count = |label: &dyn Fn(&Draft) -> String| {
            let mut counts: HashMap<String, usize> = HashMap::new();
            for draft in &drafts {
                *counts.entry(label(draft)).or_default() += 1;
            }
            counts
        };
        let placed = |(_, name, place): &Draft| {
            if place.is_empty() {
                name.clone()
            } else {
                format!("{name} – {place}")
            }
        };
        let by_name = count(&|(_, name, _)| name.clone());
        let by_place = count(&placed);
        let mut book = Self {
            offered: drafts.len().min(most),
            ..Self::default()
        };
        for draft in &drafts {
            let (code, name, _) = draft;
            let longer = placed(draft);
            let label = match (by_name.get(name), by_place.get(&longer)) {
                (Some(1), _) => name.clone(),
                (_, Some(1)) => longer,
                _ => format!("{longer} (mã {code})"),
            };
            let folded = book.by_name.entry(text::fold(name));
            folded
                .and_modify(|known| *known = None)
                .or_insert_with(|| Some(code.clone()));
            book.by_label.insert(label.clone(), code.clone());
            book.by_code.insert(code.clone(), label.clone());
            book.entries.push((code.clone(), label));
        }
        book
    }

    /// The code a text names: a label, a code, or a name only one bears.
    pub(super) fn code(&self, written: &str) -> Option<&String> {
        self.by_label
            .get(written)
            .or_else(|| self.by_code.get_key_value(written).map(|(code, _)| code))
            .or_else(|| self.by_name.get(&text::fold(written))?.as_ref())
    }
}
