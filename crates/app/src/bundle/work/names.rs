//! Things by what they are called.

use std::collections::HashMap;

use thidua_domain::text::heading_key;

/// Things by what they are called; codes are each there once.
#[derive(Default)]
pub(super) struct Names {
    codes: HashMap<String, Vec<String>>,
    /// Whether they are agencies, which are abbreviated in many ways.
    agencies: bool,
}

impl Names {
    /// Names of agencies.
    pub(super) fn of_agencies() -> Self {
        Self {
            agencies: true,
            ..Self::default()
        }
    }

    fn key(&self, name: &str) -> String {
        match self.agencies {
            true => agency_key(name),
            false => plain(name),
        }
    }

    pub(super) fn add(&mut self, name: &str, code: &str) {
        let key = self.key(name);
        self.add_plain(&key, code);
    }

    /// Adds a name that was made a key before.
    pub(super) fn add_plain(&mut self, key: &str, code: &str) {
        if key.is_empty() {
            return;
        }
        let codes = self.codes.entry(key.to_owned()).or_default();
        if !codes.iter().any(|other| other == code) {
            codes.push(code.to_owned());
        }
    }

    /// The codes of a name.
    pub(super) fn codes(&self, name: &str) -> &[String] {
        self.of_plain(&self.key(name))
    }

    fn of_plain(&self, key: &str) -> &[String] {
        self.codes.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The codes of a name here, then those of `more` that are not here.
    pub(super) fn with(&self, more: &Self, name: &str) -> Vec<String> {
        let key = self.key(name);
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

/// The name of an agency as it is looked for: besides, without the word for the sector, which many leave out, with
/// `HCM` written out and numbers without a nought before them.
pub(super) fn agency_key(name: &str) -> String {
    let key = plain(name);
    let key = match key.contains("hochiminh") {
        true => key,
        false => key.replace("hcm", "hochiminh"),
    };
    let bare = key.replace("thads", "");
    let key = if bare.len() >= 4 { bare } else { key };
    let mut said = String::with_capacity(key.len());
    let mut letters = key.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = said
            .chars()
            .next_back()
            .is_some_and(|it| it.is_ascii_digit());
        let before = letters.peek().is_some_and(char::is_ascii_digit);
        if letter != '0' || after || !before {
            said.push(letter);
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_is_known_as_offices_write_it() {
        let same = |one: &str, other: &str| assert_eq!(agency_key(one), agency_key(other));
        same("Chi cục Thi hành án dân sự Quận 1", "Chi cục Quận 01");
        same(
            "Cục Thi hành án dân sự Thành phố Hồ Chí Minh",
            "Cục THADS TP.HCM",
        );
        same("Phòng THADS khu vực 10", "phòng khu vực 10");
        assert_ne!(agency_key("Quận 1"), agency_key("Quận 10"));
    }
}
