//! Figure sheets: the unit of figures. A sheet has a key made of what it is about, and immutable revisions of all
//! its values; the newest one and the newest approved one are found by a pointer each.

mod write;

pub use write::{insert, revise};

use std::collections::BTreeMap;

use sea_orm::QueryResult;
use sea_orm::sea_query::Value;

use crate::{Canonical, Micros, Snapshot, StoreError, tx};

/// Sheets read at a time, so that a national read holds one batch of rows besides its result.
const BATCH: i64 = 4_000;

/// What a sheet is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetKey {
    /// The fields below as one text, unique.
    pub key: String,
    /// Code of the agency or block.
    pub agency: String,
    /// Code of the officer, if the sheet is one officer's.
    pub person: Option<String>,
    /// Work year (1 October to 30 September), by the year it ends in.
    pub year: i32,
    /// Months cumulated from 1 October, 1 to 12.
    pub month: i32,
    /// Code of the movement whose window it counts.
    pub movement: Option<String>,
    /// Scope (`btp`, `btp_quan_doi`).
    pub scope: String,
    /// With the agencies below or its own alone (`toan_bo`, `rieng`).
    pub included: String,
    /// Group of cases.
    pub case_group: Option<String>,
    /// Source, where several stand side by side.
    pub source: Option<String>,
    /// Cut-off date `YYYY-MM-DD`.
    pub cut_off: Option<String>,
    /// Preliminary or final (`so_bo`, `chinh_thuc`).
    pub status: Option<String>,
}

/// Where a revision was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Name of the bundle or file.
    pub file: Option<String>,
    /// Name of the sheet in it.
    pub sheet: Option<String>,
    /// First row of the values, counted from 1.
    pub line: Option<i64>,
    /// The cells the values were read from, where they came from a workbook: JSON, code → `E14`.
    pub cells: Option<String>,
}

impl Place {
    /// The cell a value was read from: `E14`.
    pub fn cell(&self, code: &str) -> Option<String> {
        let cells: BTreeMap<String, String> = serde_json::from_str(self.cells.as_deref()?).ok()?;
        cells.get(code).cloned()
    }
}

/// One revision of a sheet, with the sheet it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSheet {
    /// Identity of the sheet; never shown.
    pub id: i64,
    /// What it is about.
    pub key: SheetKey,
    /// Revision number, from 1.
    pub number: i64,
    /// State of this revision, in the words of `domain`.
    pub state: String,
    /// Whether this revision counts as approved.
    pub approved: bool,
    /// Figure code → value with unit and precision.
    pub content: Canonical,
    /// Where it was read from.
    pub place: Place,
    /// Audit event that stored it.
    pub event: i64,
    /// Audit event since which it counts, where it does: its own, or its approval.
    pub counted: i64,
    /// Who stored it.
    pub by: String,
    /// When.
    pub at: Micros,
    /// Why, if a reason was asked for.
    pub reason: Option<String>,
}

/// Content of a revision to be stored.
#[derive(Clone, Debug)]
pub struct NewContent {
    /// State, in the words of `domain`.
    pub state: String,
    /// Whether it counts as approved.
    pub approved: bool,
    /// Figure code → value with unit and precision.
    pub content: Canonical,
    /// Where it was read from.
    pub place: Place,
}

/// A sheet to be stored for the first time.
#[derive(Clone, Debug)]
pub struct NewSheet {
    /// What it is about.
    pub key: SheetKey,
    /// Its first revision.
    pub content: NewContent,
}

/// A further revision of a stored sheet.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Identity of the sheet ([`StoredSheet::id`]).
    pub id: i64,
    /// Number this revision follows ([`StoredSheet::number`]): a stale one is refused as a duplicate.
    pub follows: i64,
    /// Its content.
    pub content: NewContent,
}

/// Whose sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Both.
    #[default]
    All,
    /// Agencies and blocks only.
    Agencies,
    /// Officers only.
    People,
}

/// Which sheets, and which of their revisions.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Agencies, officers or both.
    pub level: Level,
    /// Code of one agency or block.
    pub agency: Option<String>,
    /// Code of one officer.
    pub person: Option<String>,
    /// One work year.
    pub year: Option<i32>,
    /// The newest revision whatever its state; without it the newest approved one, and sheets that have none
    /// are left out.
    pub drafts: bool,
}

const COLUMNS: &str = "s.id, s.key, s.agency, s.person, s.year, s.month, s.movement, s.scope, s.included, \
                       s.case_group, s.source, s.cut_off, s.status, r.number, r.state, r.approved, r.content, \
                       r.file, r.sheet, r.line, r.event, r.author, r.at, r.reason, r.cells, \
                       COALESCE(r.counted, r.event)";

fn small(row: &QueryResult, index: usize) -> Result<i32, StoreError> {
    let number: i64 = row.try_get_by_index(index)?;
    i32::try_from(number).map_err(|e| StoreError::Damaged(e.to_string()))
}

fn read(row: &QueryResult) -> Result<StoredSheet, StoreError> {
    Ok(StoredSheet {
        id: row.try_get_by_index(0)?,
        key: SheetKey {
            key: row.try_get_by_index(1)?,
            agency: row.try_get_by_index(2)?,
            person: row.try_get_by_index(3)?,
            year: small(row, 4)?,
            month: small(row, 5)?,
            movement: row.try_get_by_index(6)?,
            scope: row.try_get_by_index(7)?,
            included: row.try_get_by_index(8)?,
            case_group: row.try_get_by_index(9)?,
            source: row.try_get_by_index(10)?,
            cut_off: row.try_get_by_index(11)?,
            status: row.try_get_by_index(12)?,
        },
        number: row.try_get_by_index(13)?,
        state: row.try_get_by_index(14)?,
        approved: row.try_get_by_index(15)?,
        content: Canonical::stored(row.try_get_by_index(16)?),
        place: Place {
            file: row.try_get_by_index(17)?,
            sheet: row.try_get_by_index(18)?,
            line: row.try_get_by_index(19)?,
            cells: row.try_get_by_index(24)?,
        },
        event: row.try_get_by_index(20)?,
        counted: row.try_get_by_index(25)?,
        by: row.try_get_by_index(21)?,
        at: row.try_get_by_index(22)?,
        reason: row.try_get_by_index(23)?,
    })
}

/// Hands every sheet of the filter to `each`, in the order they were first stored, without holding them all.
pub async fn for_each_current<S: Snapshot>(
    snapshot: &S,
    filter: &Filter,
    mut each: impl FnMut(StoredSheet) + Send,
) -> Result<(), StoreError> {
    let pointer = if filter.drafts { "newest" } else { "approved" };
    let mut values: Vec<Value> = vec![Value::from(0_i64)];
    let mut conditions = String::from("s.id > $1");
    match filter.level {
        Level::All => {}
        Level::Agencies => conditions.push_str(" AND s.person IS NULL"),
        Level::People => conditions.push_str(" AND s.person IS NOT NULL"),
    }
    for (column, value) in [
        ("agency", filter.agency.as_deref().map(Value::from)),
        ("person", filter.person.as_deref().map(Value::from)),
        ("year", filter.year.map(|year| Value::from(i64::from(year)))),
    ] {
        if let Some(value) = value {
            values.push(value);
            conditions.push_str(&format!(" AND s.{column} = ${}", values.len()));
        }
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM figure_sheet s JOIN figure_revision r ON r.id = s.{pointer} \
         WHERE {conditions} ORDER BY s.id LIMIT {BATCH}"
    );
    loop {
        let rows = tx::all(snapshot.connection(), &sql, values.clone()).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        values[0] = last.try_get_by_index::<i64>(0)?.into();
        for row in &rows {
            each(read(row)?);
        }
    }
}

/// All sheets of the filter, in the order they were first stored.
pub async fn all_current<S: Snapshot>(
    snapshot: &S,
    filter: &Filter,
) -> Result<Vec<StoredSheet>, StoreError> {
    let mut found = Vec::new();
    for_each_current(snapshot, filter, |sheet| found.push(sheet)).await?;
    Ok(found)
}

pub(crate) async fn select<S: Snapshot>(
    snapshot: &S,
    rest: &str,
    values: Vec<Value>,
) -> Result<Vec<StoredSheet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM figure_sheet s JOIN figure_revision r {rest}");
    let rows = tx::all(snapshot.connection(), &sql, values).await?;
    rows.iter().map(read).collect()
}

/// The sheets that changed after event `version`: their newest revision (`drafts`) or their newest approved one.
pub async fn changed_since<S: Snapshot>(
    snapshot: &S,
    version: i64,
    drafts: bool,
) -> Result<Vec<StoredSheet>, StoreError> {
    let pointer = if drafts { "newest" } else { "approved" };
    let rest = format!("ON r.id = s.{pointer} WHERE s.event > $1 ORDER BY s.id");
    select(snapshot, &rest, vec![version.into()]).await
}

/// Newest revision of one sheet, whatever its state.
pub async fn find<S: Snapshot>(snapshot: &S, key: &str) -> Result<Option<StoredSheet>, StoreError> {
    let found = select(
        snapshot,
        "ON r.id = s.newest WHERE s.key = $1",
        vec![key.into()],
    )
    .await?;
    Ok(found.into_iter().next())
}

/// Every revision of one sheet, oldest first.
pub async fn history<S: Snapshot>(snapshot: &S, key: &str) -> Result<Vec<StoredSheet>, StoreError> {
    let rest = "ON r.sheet_id = s.id WHERE s.key = $1 ORDER BY r.number";
    select(snapshot, rest, vec![key.into()]).await
}

/// The revisions one event stored.
pub async fn of_event<S: Snapshot>(
    snapshot: &S,
    event: i64,
) -> Result<Vec<StoredSheet>, StoreError> {
    let rest = "ON r.sheet_id = s.id WHERE r.event = $1 ORDER BY r.id";
    select(snapshot, rest, vec![event.into()]).await
}
