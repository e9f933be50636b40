//! The fields of a query string, a form or a path: names and texts, read with a Vietnamese complaint
//! when they do not say what they should.

use std::str::FromStr;

use crate::problem::Problem;

/// Names and values in the order given. A value that is blank counts as absent: an empty field of a
/// form says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2` (percent-encoded, `+` is a space).
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// Fields from pairs.
    pub(crate) fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .collect(),
        )
    }

    /// The trimmed value of a field, where it has one.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.raw(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// The value exactly as sent (passwords may begin with a blank).
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a field that must be there.
    ///
    /// # Errors
    /// [`Problem::Field`] names the missing field.
    pub(crate) fn required(&self, name: &'static str) -> Result<&str, Problem> {
        self.text(name)
            .ok_or_else(|| Problem::field(name, "chưa điền"))
    }

    /// A value read as `T`, where the field is there.
    ///
    /// # Errors
    /// [`Problem::Field`] where it cannot be read.
    pub(crate) fn read<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, Problem> {
        self.text(name)
            .map(|value| {
                value
                    .parse()
                    .map_err(|_| Problem::field(name, "không đọc được giá trị đã điền"))
            })
            .transpose()
    }

    /// Adds a field.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Takes fields out.
    pub(crate) fn remove(&mut self, names: &[&str]) {
        self.0.retain(|(key, _)| !names.contains(&key.as_str()));
    }

    /// All names and values.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The fields as a query string, with some replaced: `None` removes a field.
    pub(crate) fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.pairs() {
            if !changes.iter().any(|(name, _)| *name == key) {
                query.append_pair(key, value);
            }
        }
        for (name, value) in changes {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_field_says_nothing() {
        let fields = Fields::parse(b"nam=2025&thang=+&ten=C%E1%BA%A7n+Th%C6%A1");
        assert_eq!(fields.text("thang"), None);
        assert_eq!(fields.text("ten"), Some("Cần Thơ"));
        assert_eq!(fields.read::<i16>("nam").unwrap(), Some(2025));
        assert!(fields.read::<i16>("ten").is_err());
        assert!(fields.required("thang").is_err());
    }

    #[test]
    fn a_query_is_rebuilt_with_changes() {
        let fields = Fields::parse(b"nam=2025&thang=9");
        assert_eq!(fields.with(&[("nam", Some("2024"))]), "thang=9&nam=2024");
        assert_eq!(fields.with(&[("thang", None)]), "nam=2025");
    }
}
