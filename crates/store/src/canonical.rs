//! Canonical JSON: keys sorted, no spaces, no floats. The same content is always the same bytes, so it can be
//! compared and hashed as text.

use serde::Serialize;
use serde_json::Value;

use crate::StoreError;

/// A text of canonical JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Canonical(String);

impl Canonical {
    /// Writes any value canonically. Floats are refused: figures are integers with a unit.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, StoreError> {
        let value = serde_json::to_value(value).map_err(|e| StoreError::Json(e.to_string()))?;
        let mut text = String::new();
        write(&value, &mut text)?;
        Ok(Self(text))
    }

    /// Rewrites a JSON text canonically.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let value: Value =
            serde_json::from_str(text).map_err(|e| StoreError::Json(e.to_string()))?;
        Self::from_value(&value)
    }

    /// Reads it into a type.
    pub fn to<T: serde::de::DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_str(&self.0).map_err(|e| StoreError::Json(e.to_string()))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text itself, moved out.
    pub fn into_string(self) -> String {
        self.0
    }

    /// A text this crate stored as canonical.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Display for Canonical {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn write(value: &Value, out: &mut String) -> Result<(), StoreError> {
    match value {
        Value::Null | Value::Bool(_) => out.push_str(&value.to_string()),
        Value::String(text) => write_text(text, out)?,
        Value::Number(number) if number.is_i64() || number.is_u64() => {
            out.push_str(&number.to_string());
        }
        Value::Number(number) => {
            return Err(StoreError::Json(format!("{number} is not an integer")));
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                out.push(if n == 0 { '[' } else { ',' });
                write(item, out)?;
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Value::Object(fields) => {
            // serde_json keeps insertion order when any crate of the build asks for it.
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            for (n, name) in names.iter().enumerate() {
                out.push(if n == 0 { '{' } else { ',' });
                write_text(name, out)?;
                out.push(':');
                write(&fields[name.as_str()], out)?;
            }
            out.push_str(if names.is_empty() { "{}" } else { "}" });
        }
    }
    Ok(())
}

fn write_text(text: &str, out: &mut String) -> Result<(), StoreError> {
    // PostgreSQL's TEXT cannot hold it, not even escaped inside JSON functions.
    if text.contains('\0') {
        return Err(StoreError::Json(
            "text contains the character U+0000".into(),
        ));
    }
    let quoted = serde_json::to_string(text).map_err(|e| StoreError::Json(e.to_string()))?;
    out.push_str(&quoted);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let text = r#"{ "b": [ {"z":1,"a":null} ], "a": "Cần Thơ", "c": {} , "d": [] }"#;
        let canonical = Canonical::parse(text).unwrap();
        assert_eq!(
            canonical.as_str(),
            r#"{"a":"Cần Thơ","b":[{"a":null,"z":1}],"c":{},"d":[]}"#
        );
        assert_eq!(Canonical::parse(canonical.as_str()).unwrap(), canonical);
    }

    #[test]
    fn floats_and_nul_are_refused() {
        assert!(Canonical::from_value(&1.5_f64).is_err());
        assert!(Canonical::from_value("a\0b").is_err());
        assert_eq!(
            Canonical::from_value(&i64::MIN).unwrap().as_str(),
            i64::MIN.to_string()
        );
    }
}
