//! Things by what they are called.

use std::collections::HashMap;

use thidua_domain::text::heading_key;

/// Things by what they are called; codes are each there once.
#[derive(Default)]
pub(super) struct Names(HashMap<String, Vec<String>>);

impl Names {
    pub(super) fn add(&mut self, name: &str, code: &str) {
        self.add_plain(&plain(name), code);
    }

    /// Adds a name that was made [`plain`] before.
    pub(super) fn add_plain(&mut self, key: &str, code: &str) {
        if key.is_empty() {
            return;
        }
        let codes = self.0.entry(key.to_owned()).or_default();
        if !codes.iter().any(|other| other == code) {
            codes.push(code.to_owned());
        }
    }

    /// The codes of a name.
    pub(super) fn codes(&self, name: &str) -> &[String] {
        self.of_plain(&plain(name))
    }

    fn of_plain(&self, key: &str) -> &[String] {
        self.0.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The codes of a name here, then those of `more` that are not here.
    pub(super) fn with(&self, more: &Self, name: &str) -> Vec<String> {
        let key = plain(name);
        let mut codes = self.of_plain(&key).to_vec();
        for code in more.of_plain(&key) {
            if !codes.contains(code) {
                codes.push(code.clone());
            }
        }
        codes
    }
}

/// A name as it is looked for: without marks and signs, the long name of the sector shortened.
pub(super) fn plain(name: &str) -> String {
    let key = heading_key(name);
    let key = key.replace("thihanhandansu", "thads");
    key.replace("thanhpho", "tp")
}
