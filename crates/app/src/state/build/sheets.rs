//! Figure sheets of agencies and blocks into the table.

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_domain::document::Document;
use thidua_domain::figures::{Figures, Frame, Key, SheetKey, Table};
use thidua_domain::time::{PartialDate, WorkYear};
use thidua_store::bulk::Batch;
use thidua_store::{Snapshot, StoreError, bulk, figures};

use super::pipe::pipe;
use crate::{AppError, State};

/// Puts the sheets that changed after event `since` (below 0: all) in their place. Where documents
/// changed (`redated`), the sheets take the dates their sources have now: the later source answers first.
pub(super) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    redated: bool,
    snapshot: &S,
) -> Result<(), AppError> {
    let documents = state.documents.clone();
    let mut entrance = Entrance::new(documents.clone());
    if since < 0 {
        let put = move |table: &mut Table, batch: &Batch| entrance.all(table, batch);
        let mut table = pipe(bulk::sheets(snapshot, 0), Table::default(), put).await?;
        table.settle();
        state.figures = Arc::new(table);
        return Ok(());
    }
    let dated = |source: &str| documents.get(source)?.date;
    if redated && state.figures.is_redated(dated) {
        Arc::make_mut(&mut state.figures).redate(dated);
        // Another telling may be the best one now.
        state.quality = Arc::default();
        state.tried = Arc::default();
    }
    let mut batches = bulk::sheets(snapshot, since);
    while let Some(batch) = batches.next().await? {
        entrance.all(Arc::make_mut(&mut state.figures), &batch)?;
        let touched = Arc::make_mut(&mut state.touched);
        batch.sheets(|sheet| {
            touched.insert(sheet.agency.to_owned(), snapshot.version());
        })?;
    }
    Ok(())
}

/// The way into the table; what many sheets have in common is read once.
struct Entrance {
    documents: Arc<BTreeMap<String, Document>>,
    frames: Vec<Frame>,
    cut_off: Option<(String, PartialDate)>,
}

impl Entrance {
    fn new(documents: Arc<BTreeMap<String, Document>>) -> Self {
        Self {
            documents,
            frames: Vec::new(),
            cut_off: None,
        }
    }

    /// Every sheet of a batch.
    fn all(&mut self, table: &mut Table, batch: &Batch) -> Result<(), StoreError> {
        let mut damaged = None;
        batch.sheets(|sheet| {
            if self.put(table, &sheet).is_none() {
                damaged = Some(format!("{} {}/{}", sheet.agency, sheet.year, sheet.month));
            }
        })?;
        damaged.map_or(Ok(()), |sheet| {
            Err(StoreError::Damaged(format!("figure sheet {sheet}")))
        })
    }

    fn put(&mut self, table: &mut Table, sheet: &bulk::Sheet<'_>) -> Option<()> {
        let cut_off = match sheet.cut_off {
            Some(text) => Some(self.day(text)?),
            None => None,
        };
        let dated = sheet
            .source
            .and_then(|source| self.documents.get(source)?.date);
        let key = Key {
            subject: sheet.agency,
            person: None,
            year: WorkYear(i16::try_from(sheet.year).ok()?),
            month: u8::try_from(sheet.month).ok()?,
            frame: self.frame(sheet)?,
            source: sheet.source,
            cut_off,
            status: sheet.status,
        };
        let revision = i32::try_from(sheet.number).unwrap_or(i32::MAX);
        table.put_canonical(key, revision, sheet.content, dated)
    }

    /// Sheets of a month follow one another.
    fn day(&mut self, text: &str) -> Option<PartialDate> {
        match &self.cut_off {
            Some((known, day)) if known == text => Some(*day),
            _ => {
                let day = PartialDate::parse(text).ok()?;
                self.cut_off = Some((text.to_owned(), day));
                Some(day)
            }
        }
    }

    fn frame(&mut self, sheet: &bulk::Sheet<'_>) -> Option<&Frame> {
        let same = |frame: &Frame| {
            frame.scope == sheet.scope
                && frame.included == sheet.included
                && frame.group.as_deref() == sheet.case_group
                && frame.movement.as_deref() == sheet.movement
        };
        let at = self.frames.iter().position(same).unwrap_or_else(|| {
            self.frames.push(Frame {
                scope: sheet.scope.to_owned(),
                included: sheet.included.to_owned(),
                group: sheet.case_group.map(str::to_owned),
                movement: sheet.movement.map(str::to_owned),
            });
            self.frames.len() - 1
        });
        self.frames.get(at)
    }
}

/// Puts a stored sheet of any subject in a table of its own.
pub(crate) fn place(
    table: &mut Table,
    documents: &BTreeMap<String, Document>,
    key: SheetKey,
    number: i64,
    figures: &Figures,
) {
    let source = key.source.as_ref().and_then(|source| documents.get(source));
    let dated = source.and_then(|document| document.date);
    table.put(
        key,
        i32::try_from(number).unwrap_or(i32::MAX),
        figures,
        dated,
    );
}

/// A stored sheet as the domain names it; `None` where the row is damaged.
pub(crate) fn read(sheet: &figures::StoredSheet) -> Option<(SheetKey, Figures)> {
    let key = &sheet.key;
    let cut_off = match &key.cut_off {
        Some(text) => Some(PartialDate::parse(text).ok()?),
        None => None,
    };
    let domain = SheetKey {
        subject: key.agency.clone(),
        person: key.person.clone(),
        year: WorkYear(i16::try_from(key.year).ok()?),
        month: u8::try_from(key.month).ok()?,
        frame: Frame {
            scope: key.scope.clone(),
            included: key.included.clone(),
            group: key.case_group.clone(),
            movement: key.movement.clone(),
        },
        source: key.source.clone(),
        cut_off,
        status: key.status.clone(),
    };
    Some((domain, Figures::from_canonical(sheet.content.as_str())?))
}
