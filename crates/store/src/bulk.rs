//! The newest revisions of everything, for whoever holds it in memory: the database joins many rows into one
//! text, because a row that crosses the driver alone costs more than all that is in it.
//!
//! Fields are parted by U+001F and rows by U+001E. No text holds them: cells are cleaned of control characters
//! before they are stored, and JSON escapes them. A row that does not come apart as it was joined is damage.

use sea_orm::sea_query::Value;

use crate::{Snapshot, StoreError, tx};

const FIELD: &str = "\u{1f}";
const ROW: &str = "\u{1e}";

/// Rows joined at a time: some megabytes of text at most.
const BATCH: i64 = 1_000;

/// The approved revision of an agency's or a block's sheet, as much of it as figures in memory need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// Code of the agency or block.
    pub agency: &'a str,
    /// Work year.
    pub year: i32,
    /// Months cumulated.
    pub month: i32,
    /// Code of the movement whose window it counts.
    pub movement: Option<&'a str>,
    /// Scope.
    pub scope: &'a str,
    /// With the agencies below or its own alone.
    pub included: &'a str,
    /// Group of cases.
    pub case_group: Option<&'a str>,
    /// Source.
    pub source: Option<&'a str>,
    /// Cut-off date.
    pub cut_off: Option<&'a str>,
    /// Preliminary or final.
    pub status: Option<&'a str>,
    /// Revision number.
    pub number: i64,
    /// Canonical JSON: figure code → value with unit and precision.
    pub content: &'a str,
}

/// Hands every agency's and block's sheet that changed after event `since` (0: all) to `each`, in the order they
/// were first stored: their newest approved revision; sheets that have none are left out.
pub async fn sheets<S: Snapshot>(
    snapshot: &S,
    since: i64,
    mut each: impl FnMut(Sheet<'_>) + Send,
) -> Result<(), StoreError> {
    let optional = ["movement", "case_group", "source", "cut_off", "status"];
    let optional = optional.map(|column| format!("coalesce(s.{column}, '')"));
    let [movement, group, source, cut_off, status] = optional;
    let fields = [
        "s.agency",
        "s.year",
        "s.month",
        &movement,
        "s.scope",
        "s.included",
        &group,
        &source,
        &cut_off,
        &status,
        "r.number",
        "r.content",
    ];
    // Neither the index of officers nor, for all, that of events: SQLite would sort everything again for each
    // batch. For what changed it shall take that of events, and not walk through all the rows in their order.
    let agencies = "figure_sheet s JOIN figure_revision r ON r.id = s.approved WHERE coalesce(s.person, '') = ''";
    let (id, from) = match since {
        ..=0 => ("s.id", format!("{agencies} AND $4 = 0")),
        _ => ("+s.id", format!("{agencies} AND s.event > $4")),
    };
    let query = Query {
        fields: &fields,
        id,
        from: &from,
        value: since.max(0).into(),
        most: BATCH,
    };
    joined(snapshot, query, |row| {
        each(sheet(row)?);
        Some(())
    })
    .await
}

fn sheet(row: &str) -> Option<Sheet<'_>> {
    let mut fields = row.split('\u{1f}');
    let mut next = || fields.next();
    let told = |text: &str| !text.is_empty();
    let sheet = Sheet {
        agency: next()?,
        year: next()?.parse().ok()?,
        month: next()?.parse().ok()?,
        movement: Some(next()?).filter(|text| told(text)),
        scope: next()?,
        included: next()?,
        case_group: Some(next()?).filter(|text| told(text)),
        source: Some(next()?).filter(|text| told(text)),
        cut_off: Some(next()?).filter(|text| told(text)),
        status: Some(next()?).filter(|text| told(text)),
        number: next()?.parse().ok()?,
        content: next()?,
    };
    next().is_none().then_some(sheet)
}

/// The newest revision of a record, as much of it as the state in memory needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Kind: the code of its sheet.
    pub kind: &'a str,
    /// Canonical JSON: column id → text.
    pub content: &'a str,
}

/// Hands every record, or those of one kind, to `each`, in the order they were first stored: their newest
/// revision; those that were taken away are left out.
pub async fn records<S: Snapshot>(
    snapshot: &S,
    kind: Option<&str>,
    mut each: impl FnMut(Record<'_>) + Send,
) -> Result<(), StoreError> {
    let standing = "record s JOIN record_revision r ON r.id = s.newest WHERE NOT r.removed";
    // One kind is found by its index and comes as one text: batches would sort it again and again.
    let (from, kind, most) = match kind {
        None => (format!("{standing} AND $4 = ''"), "", BATCH),
        Some(kind) => (format!("{standing} AND s.kind = $4"), kind, i64::MAX),
    };
    let query = Query {
        fields: &["s.kind", "r.content"],
        id: "s.id",
        from: &from,
        value: kind.into(),
        most,
    };
    joined(snapshot, query, |row| {
        let (kind, content) = row.split_once('\u{1f}')?;
        each(Record { kind, content });
        Some(())
    })
    .await
}

/// A query whose rows are joined.
struct Query<'a> {
    fields: &'a [&'a str],
    /// What numbers the rows, in their order.
    id: &'a str,
    /// Tables and condition; `$4` is the query's own value.
    from: &'a str,
    value: Value,
    /// Rows joined at a time.
    most: i64,
}

/// Runs a query batch by batch. `$1` is the last id of the batch before, `$2` and `$3` are the separators.
async fn joined<S: Snapshot>(
    snapshot: &S,
    query: Query<'_>,
    mut each: impl FnMut(&str) -> Option<()> + Send,
) -> Result<(), StoreError> {
    let line = query.fields.join(" || $2 || ");
    let Query { id, from, most, .. } = query;
    let sql = format!(
        "SELECT max(t.id), string_agg(t.line, $3 ORDER BY t.id) FROM \
         (SELECT {id} AS id, {line} AS line FROM {from} AND {id} > $1 ORDER BY {id} LIMIT {most}) t"
    );
    let mut after = 0_i64;
    loop {
        let values = vec![after.into(), FIELD.into(), ROW.into(), query.value.clone()];
        let row = tx::one(snapshot.connection(), &sql, values).await?;
        let row = row.ok_or_else(|| StoreError::Damaged("an aggregate without a row".into()))?;
        let last: Option<i64> = row.try_get_by_index(0)?;
        let Some(last) = last else { return Ok(()) };
        let text: String = row.try_get_by_index(1)?;
        for line in text.split('\u{1e}') {
            let read = each(line);
            read.ok_or_else(|| StoreError::Damaged(format!("a row after {after} of {from}")))?;
        }
        after = last;
    }
}
