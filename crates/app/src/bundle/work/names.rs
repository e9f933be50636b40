//! Things by what they are called.

use std::collections::HashMap;

use thidua_domain::text::heading_key;

/// Things by what they are called; codes are each there once.
#[derive(Default)]
pub(super) struct Names(pub(super) HashMap<String, Vec<String>>);

impl Names {
    pub(super) fn add(&mut self, name: &str, code: &str) {
        let key = plain(name);
        if key.is_empty() {
            return;
        }
        let codes = self.0.entry(key).or_default();
        if !codes.iter().any(|other| other == code) {
            codes.push(code.to_owned());
        }
    }

    pub(super) fn codes(&self, name: &str) -> &[String] {
        self.0
            .get(&plain(name))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// A name as it is looked for: without marks and signs, the long name of the sector shortened.
fn plain(name: &str) -> String {
    let key = heading_key(name);
    let key = key.replace("thihanhandansu", "thads");
    key.replace("thanhpho", "tp")
}
