//! Figure sheets of agencies and blocks into the table.

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_domain::document::Document;
use thidua_domain::figures::{Figures, Frame, Key, SheetKey, Table};
use thidua_domain::time::{PartialDate, WorkYear};
use thidua_store::{Snapshot, StoreError, bulk, figures};

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
    let dated = |source: &str| documents.get(source)?.date;
    if redated && state.figures.is_redated(dated) {
        Arc::make_mut(&mut state.figures).redate(dated);
    }
    let mut entrance = Entrance::default();
    let mut damaged = None;
    let figures = &mut state.figures;
    bulk::sheets(snapshot, since.max(0), |sheet| {
        let table = Arc::make_mut(figures);
        if entrance.put(table, &sheet, dated).is_none() {
            damaged = Some(format!("{} {}/{}", sheet.agency, sheet.year, sheet.month));
        }
    })
    .await?;
    if let Some(sheet) = damaged {
        return Err(StoreError::Damaged(format!("figure sheet {sheet}")).into());
    }
    if since < 0 {
        Arc::make_mut(&mut state.figures).settle();
    }
    Ok(())
}

/// What many sheets have in common, read once.
#[derive(Default)]
struct Entrance {
    frames: Vec<Frame>,
    cut_off: Option<(String, PartialDate)>,
}

impl Entrance {
    fn put(
        &mut self,
        table: &mut Table,
        sheet: &bulk::Sheet<'_>,
        dated: impl Fn(&str) -> Option<PartialDate>,
    ) -> Option<()> {
        let cut_off = match sheet.cut_off {
            Some(text) => Some(self.day(text)?),
            None => None,
        };
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
        let dated = sheet.source.and_then(dated);
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
