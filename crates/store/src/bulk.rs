//! The newest revisions of everything, for whoever holds it in memory: the database joins many rows into one
//! text, because a row that crosses the driver alone costs more than all that is in it.
//!
//! Fields are parted by U+001F and rows by U+001E. No text holds them: cells are cleaned of control characters
//! before they are stored, and JSON escapes them. A row that does not come apart as it was joined is damage.

use sea_orm::sea_query::Value;

use crate::{Snapshot, StoreError, tx};

const FIELD: char = '\u{1f}';
const ROW: char = '\u{1e}';

/// Rows joined at a time: some hundred kilobytes of text.
const BATCH: i64 = 400;

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

impl<'a> Sheet<'a> {
    fn read(mut fields: impl Iterator<Item = &'a str>) -> Option<Self> {
        let told = |text: &&str| !text.is_empty();
        let sheet = Self {
            agency: fields.next()?,
            year: fields.next()?.parse().ok()?,
            month: fields.next()?.parse().ok()?,
            movement: Some(fields.next()?).filter(told),
            scope: fields.next()?,
            included: fields.next()?,
            case_group: Some(fields.next()?).filter(told),
            source: Some(fields.next()?).filter(told),
            cut_off: Some(fields.next()?).filter(told),
            status: Some(fields.next()?).filter(told),
            number: fields.next()?.parse().ok()?,
            content: fields.next()?,
        };
        fields.next().is_none().then_some(sheet)
    }
}

/// The newest revision of a record, as much of it as the state in memory needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Identity of the record; never shown.
    pub id: i64,
    /// Audit event that last changed it.
    pub event: i64,
    /// Kind: the code of its sheet.
    pub kind: &'a str,
    /// Canonical JSON: column id → text.
    pub content: &'a str,
}

/// Rows joined into one text.
#[derive(Debug)]
pub struct Batch(String);

impl Batch {
    /// Hands every sheet to `each`, in the order they were first stored.
    pub fn sheets<'a>(&'a self, mut each: impl FnMut(Sheet<'a>)) -> Result<(), StoreError> {
        self.lines()?.into_iter().try_for_each(|(_, line)| {
            each(Sheet::read(line.split(FIELD)).ok_or_else(damaged)?);
            Ok(())
        })
    }

    /// Hands every record to `each`, in the order they were first stored.
    pub fn records<'a>(&'a self, mut each: impl FnMut(Record<'a>)) -> Result<(), StoreError> {
        self.lines()?.into_iter().try_for_each(|(id, line)| {
            let (event, line) = line.split_once(FIELD).ok_or_else(damaged)?;
            let (kind, content) = line.split_once(FIELD).ok_or_else(damaged)?;
            each(Record {
                id,
                event: event.parse().map_err(|_| damaged())?,
                kind,
                content,
            });
            Ok(())
        })
    }

    /// Rows with their numbers. Engines join them in the order they are given them, but need not.
    fn lines(&self) -> Result<Vec<(i64, &str)>, StoreError> {
        let numbered = self.0.split(ROW).map(|line| {
            let (id, line) = line.split_once(FIELD)?;
            Some((id.parse().ok()?, line))
        });
        let lines: Option<Vec<(i64, &str)>> = numbered.collect();
        let mut lines = lines.ok_or_else(damaged)?;
        if !lines.is_sorted_by_key(|(id, _)| *id) {
            lines.sort_unstable_by_key(|(id, _)| *id);
        }
        Ok(lines)
    }
}

fn damaged() -> StoreError {
    StoreError::Damaged("rows in bulk do not come apart as they were joined".to_owned())
}

/// Rows to be read batch by batch. Takes only what is asked for: one batch can be worked on while the next is read.
#[derive(Debug)]
pub struct Batches<'s, S> {
    snapshot: &'s S,
    sql: String,
    /// The query's own value.
    value: Value,
    after: i64,
}

/// The sheets of agencies and blocks that changed after event `since` (0: all): their newest approved revision;
/// sheets that have none are left out.
pub fn sheets<S: Snapshot>(snapshot: &S, since: i64) -> Batches<'_, S> {
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
    Batches::new(snapshot, &fields, id, &from, since.max(0).into(), BATCH)
}

/// Every record, or those of one kind: their newest revision; those that were taken away are left out.
pub fn records<'s, S: Snapshot>(snapshot: &'s S, kind: Option<&str>) -> Batches<'s, S> {
    let standing = "record s JOIN record_revision r ON r.id = s.newest WHERE NOT r.removed";
    // One kind is found by its index and comes as one text: batches would sort it again and again.
    let (from, kind, most) = match kind {
        None => (format!("{standing} AND $4 = ''"), "", 5 * BATCH),
        Some(kind) => (format!("{standing} AND s.kind = $4"), kind, i64::MAX),
    };
    let fields = ["s.event", "s.kind", "r.content"];
    Batches::new(snapshot, &fields, "s.id", &from, kind.into(), most)
}

impl<'s, S: Snapshot> Batches<'s, S> {
    /// `id` numbers the rows in their order; in `from`, tables and condition, `$4` is `value`.
    fn new(
        snapshot: &'s S,
        fields: &[&str],
        id: &str,
        from: &str,
        value: Value,
        most: i64,
    ) -> Self {
        let line = fields.join(" || $2 || ");
        let sql = format!(
            "SELECT max(t.id), string_agg(t.line, $3) FROM \
             (SELECT {id} AS id, s.id || $2 || {line} AS line FROM {from} AND {id} > $1 \
             ORDER BY {id} LIMIT {most}) t"
        );
        Self {
            snapshot,
            sql,
            value,
            after: 0,
        }
    }

    /// The next batch; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Batch>, StoreError> {
        let values = vec![
            self.after.into(),
            FIELD.to_string().into(),
            ROW.to_string().into(),
            self.value.clone(),
        ];
        let row = tx::one(self.snapshot.connection(), &self.sql, values).await?;
        let row = row.ok_or_else(|| StoreError::Damaged("an aggregate without a row".into()))?;
        let last: Option<i64> = row.try_get_by_index(0)?;
        let Some(last) = last else { return Ok(None) };
        self.after = last;
        Ok(Some(Batch(row.try_get_by_index(1)?)))
    }
}
