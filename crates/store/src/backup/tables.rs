//! The tables of a backup, in the order their references allow, and how a row becomes a line.

use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

use super::unusable;
use crate::StoreError;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Text,
    Bool,
}

/// A table: its columns, of which the first `key` are the primary key.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) key: usize,
    /// `name:kind` with kinds `i`, `t`, `b`, between blanks.
    columns: &'static str,
}

/// Every table but `audit_head` (in the manifest), `file_chunk` (files of the archive), `session`,
/// `trusted_device`, `seeing`, `recent_page` and `list_choice` (who is at a keyboard now, and with what: worth nothing
/// after a restore), `notice` (found anew) and `mail` (letters under way), `unused_account` (a restored one is announced anew before it is disabled), and the work sessions
/// of imports with their files and cells (half-done work; its file is still its owner's).
pub(super) const TABLES: [Table; 17] = [
    table(
        "audit_event",
        1,
        "number:i at:i actor:t actor_name:t channel:t command:t subject:t reason:t \
        payload_hash:t previous_hash:t hash:t",
    ),
    table("audit_payload", 1, "number:i salt:t body:t erased_by:i"),
    table("record", 1, "id:i kind:t key:t code:t newest:i event:i"),
    table(
        "record_revision",
        1,
        "id:i record_id:i number:i content:t removed:b source:t file:t sheet:t line:i \
        event:i author:t at:i reason:t",
    ),
    table(
        "figure_sheet",
        1,
        "id:i key:t agency:t person:t year:i month:i movement:t scope:t included:t \
        case_group:t source:t cut_off:t status:t state:t newest:i approved:i event:i",
    ),
    table(
        "figure_revision",
        1,
        "id:i sheet_id:i number:i state:t approved:b content:t file:t sheet:t line:i \
        event:i author:t at:i reason:t cells:t counted:i",
    ),
    table(
        "user_account",
        1,
        "id:i name:t full_name:t person_code:t password_hash:t password_changed:i \
        must_change:b disabled:b totp_secret:t totp_step:i recovery_codes:t created:i last_sign_in:i event:i",
    ),
    table(
        "role_grant",
        1,
        "id:i user_id:i role:t agency_code:t from_date:t to_date:t document:t delegated_from:i event:i",
    ),
    table(
        "api_token",
        1,
        "sha256:t user_id:i label:t from_date:t to_date:t last_used:i event:i",
    ),
    table(
        "visit",
        1,
        "user_id:i at:i version:i before_at:i before_version:i",
    ),
    table(
        "notice_choice",
        1,
        "owner:i muted:t address:t confirmed:b code:t code_until:i code_tries:i digest:b digest_on:t at_once:b told_until:i",
    ),
    table(
        "draft",
        2,
        "owner:i key:t page:t title:t base:t content:t stamp:i saved:i accepted:b",
    ),
    table(
        "import_mapping",
        2,
        "owner:t name:t fingerprint:t content:t updated:i",
    ),
    table(
        "sign_in_failure",
        2,
        "account:t device_class:t count:i first_at:i last_at:i locked_until:i",
    ),
    table(
        "job",
        1,
        "id:t kind:t command:t actor:t payload:t state:t progress:i total:i note:t lease_until:i \
        worker:t attempts:i result:t created:i updated:i",
    ),
    table("counter", 2, "name:t year:i value:i"),
    table(
        "idempotency",
        2,
        "actor:t key:t request_hash:t answer:t at:i event:i",
    ),
];

/// Kept apart: its rows come with the bytes of the files.
pub(super) const FILES: Table = table("file_object", 1, "sha256:t name:t media:t size:i event:i");

const fn table(name: &'static str, key: usize, columns: &'static str) -> Table {
    Table { name, key, columns }
}

impl Table {
    pub(super) fn columns(&self) -> Vec<(&'static str, Kind)> {
        self.columns.split_whitespace().filter_map(column).collect()
    }

    pub(super) fn names(&self) -> Vec<&'static str> {
        self.columns().into_iter().map(|(name, _)| name).collect()
    }

    /// `SELECT` of one page of rows after a key; the first page has no key.
    pub(super) fn page(&self, first: bool, limit: usize) -> String {
        let names = self.names();
        let key = names[..self.key].join(", ");
        let places: Vec<String> = (1..=self.key).map(|n| format!("${n}")).collect();
        let after = if first {
            String::new()
        } else {
            format!(" WHERE ({key}) > ({})", places.join(", "))
        };
        format!(
            "SELECT {} FROM {}{after} ORDER BY {key} LIMIT {limit}",
            names.join(", "),
            self.name
        )
    }
}

fn column(text: &'static str) -> Option<(&'static str, Kind)> {
    let (name, kind) = text.split_once(':')?;
    let kind = match kind {
        "i" => Kind::Int,
        "b" => Kind::Bool,
        _ => Kind::Text,
    };
    Some((name, kind))
}

/// The values of a row, in the order of `columns`.
pub(super) fn values(
    row: &QueryResult,
    columns: &[(&str, Kind)],
) -> Result<Vec<Value>, StoreError> {
    let mut values = Vec::with_capacity(columns.len());
    for (index, (_, kind)) in columns.iter().enumerate() {
        values.push(match kind {
            Kind::Int => row.try_get_by_index::<Option<i64>>(index)?.into(),
            Kind::Text => row.try_get_by_index::<Option<String>>(index)?.into(),
            Kind::Bool => row.try_get_by_index::<Option<bool>>(index)?.into(),
        });
    }
    Ok(values)
}

/// Appends a row as one line of JSON.
pub(super) fn encode(values: &[Value], line: &mut Vec<u8>) -> Result<(), StoreError> {
    for (n, value) in values.iter().enumerate() {
        line.push(if n == 0 { b'[' } else { b',' });
        match value {
            Value::BigInt(Some(number)) => line.extend_from_slice(number.to_string().as_bytes()),
            Value::Bool(Some(truth)) => line.extend_from_slice(truth.to_string().as_bytes()),
            Value::String(Some(text)) => {
                serde_json::to_writer(&mut *line, text.as_str()).map_err(unusable)?;
            }
            _ => line.extend_from_slice(b"null"),
        }
    }
    line.extend_from_slice(b"]\n");
    Ok(())
}

/// Reads a line back. The kinds are the table's, so a damaged file cannot smuggle in another type.
pub(super) fn decode(line: &str, kinds: &[Kind]) -> Result<Vec<Value>, StoreError> {
    let cells: Vec<serde_json::Value> = serde_json::from_str(line).map_err(unusable)?;
    if cells.len() != kinds.len() {
        return Err(unusable("a row has another number of columns"));
    }
    cells
        .into_iter()
        .zip(kinds)
        .map(|(cell, kind)| match (cell, kind) {
            (serde_json::Value::Null, Kind::Int) => Ok(Value::BigInt(None)),
            (serde_json::Value::Null, Kind::Text) => Ok(Value::String(None)),
            (serde_json::Value::Null, Kind::Bool) => Ok(Value::Bool(None)),
            (serde_json::Value::Number(number), Kind::Int) => number
                .as_i64()
                .map(Value::from)
                .ok_or_else(|| unusable("a number is too large")),
            (serde_json::Value::String(text), Kind::Text) => Ok(text.into()),
            (serde_json::Value::Bool(truth), Kind::Bool) => Ok(truth.into()),
            _ => Err(unusable("a value has another kind than its column")),
        })
        .collect()
}
