//! What the rows of a session call their codes: other rows may use the name.

use super::names::{agency_key, plain};

/// What a row of the session calls a code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Learned {
    /// Sheet of the bundle.
    pub(super) sheet: &'static str,
    /// The code.
    pub(super) code: String,
    /// Its name, made [`plain`].
    pub(super) name: String,
    /// The agency of a person.
    pub(super) agency: String,
}

impl Learned {
    pub(super) fn new(sheet: &'static str, code: &str, name: &str, agency: &str) -> Self {
        Self {
            sheet,
            code: code.to_owned(),
            name: match sheet {
                "co-quan" | "cum-khoi" => agency_key(name),
                _ => plain(name),
            },
            agency: agency.to_owned(),
        }
    }
}
