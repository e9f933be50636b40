//! What a draft may hold: fields with their texts, never a password or the token of a form.

use serde_json::{Map, Value};

use crate::AppError;

/// Fields that hold secrets in the product's own forms. Pages leave passwords out by themselves; this is the
/// second fence.
const SECRETS: [&str; 3] = ["mat_khau", "nhap_lai", "password"];

/// The fields as they are stored: an object of texts and lists of texts, without secrets, token and what
/// belongs to drafts themselves.
pub(super) fn cleaned(text: &str) -> Result<String, AppError> {
    let unusable = || AppError::refused("Nội dung của bản nháp không đọc được.");
    let fields: Map<String, Value> = serde_json::from_str(text).map_err(|_| unusable())?;
    let mut kept = Map::new();
    for (name, value) in fields {
        if name.starts_with('_') || SECRETS.contains(&name.as_str()) {
            continue;
        }
        let fits = match &value {
            Value::String(_) => true,
            Value::Array(list) => list.iter().all(Value::is_string),
            _ => false,
        };
        if !fits {
            return Err(unusable());
        }
        kept.insert(name, value);
    }
    Ok(Value::Object(kept).to_string())
}
