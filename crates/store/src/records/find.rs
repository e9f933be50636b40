//! Records by their identities, and what refers to a code.

use super::{NEWEST, StoredRecord, select};
use crate::{Canonical, Snapshot, StoreError, tx};

/// Newest revision of one record by its identity.
pub async fn by_id<S: Snapshot>(
    snapshot: &S,
    kind: &str,
    id: i64,
) -> Result<Option<StoredRecord>, StoreError> {
    let rest = format!("{NEWEST} WHERE record.id = $2 AND record.kind = $1");
    let found = select(snapshot, &rest, vec![kind.into(), id.into()]).await?;
    Ok(found.into_iter().next())
}

/// Every revision of a record by its identity, oldest first.
pub async fn revisions<S: Snapshot>(
    snapshot: &S,
    id: i64,
) -> Result<Vec<StoredRecord>, StoreError> {
    let rest = "record JOIN record_revision r ON r.record_id = record.id \
                WHERE record.id = $1 ORDER BY r.number";
    select(snapshot, rest, vec![id.into()]).await
}

/// One revision of a record.
pub async fn revision<S: Snapshot>(
    snapshot: &S,
    id: i64,
    number: i64,
) -> Result<Option<StoredRecord>, StoreError> {
    let rest = "record JOIN record_revision r ON r.record_id = record.id \
                WHERE record.id = $1 AND r.number = $2";
    let found = select(snapshot, rest, vec![id.into(), number.into()]).await?;
    Ok(found.into_iter().next())
}

/// Standing records of these identities, in their order; those that were taken away or never were are left out.
/// For a page of them: they are asked for in one statement.
pub async fn standing<S: Snapshot>(
    snapshot: &S,
    ids: &[i64],
) -> Result<Vec<StoredRecord>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let rest = format!(
        "{NEWEST} WHERE NOT r.removed AND record.id IN ({})",
        places.join(", ")
    );
    let values = ids.iter().copied().map(Into::into).collect();
    let mut found = select(snapshot, &rest, values).await?;
    found.sort_by_cached_key(|record| ids.iter().position(|id| *id == record.id));
    Ok(found)
}

/// What may refer to a code.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Kind and content of standing records in whose texts the code occurs, as a word or within one.
    pub records: Vec<(String, Canonical)>,
    /// How many sheets of figures are of the agency or person, or name the paper as their source.
    pub sheets: usize,
    /// How many accounts belong to the person, and roles are held at the agency.
    pub accounts: usize,
}

/// Where a code occurs. Takes as long as reading every record.
pub async fn mentioning<S: Snapshot>(snapshot: &S, code: &str) -> Result<Mentions, StoreError> {
    let tx = snapshot.connection();
    let sql = format!(
        "SELECT record.kind, r.content FROM {NEWEST} WHERE NOT r.removed AND r.content LIKE $1 ESCAPE '!'"
    );
    let wanted = format!("%{}%", like(code));
    let mut found = Mentions::default();
    for row in tx::all(tx, &sql, vec![wanted.into()]).await? {
        let content = Canonical::stored(row.try_get_by_index(1)?);
        found.records.push((row.try_get_by_index(0)?, content));
    }
    let sheets = "SELECT count(*) FROM figure_sheet WHERE agency = $1 OR person = $1 OR source = $1 OR movement = $1";
    let people = "SELECT count(*) FROM user_account WHERE person_code = $1";
    let roles = "SELECT count(*) FROM role_grant WHERE agency_code = $1";
    let mut counts = [0_i64; 3];
    for (count, sql) in counts.iter_mut().zip([sheets, people, roles]) {
        let row = tx::one(tx, sql, vec![code.into()]).await?;
        *count = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    }
    let [sheets, people, roles] = counts.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
    found.sheets = sheets;
    found.accounts = people.saturating_add(roles);
    Ok(found)
}

/// Whether a record, standing or taken away, ever bore a code.
pub async fn is_used<S: Snapshot>(
    snapshot: &S,
    kind: &str,
    code: &str,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM record WHERE kind = $1 AND code = $2 LIMIT 1";
    let row = tx::one(snapshot.connection(), sql, vec![kind.into(), code.into()]).await?;
    Ok(row.is_some())
}

/// A text as LIKE takes it literally, `!` before its signs.
fn like(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '!' | '%' | '_') {
            literal.push('!');
        }
        literal.push(letter);
    }
    literal
}
