//! Writing between the bound sentences, hiding one of them, taking that back.

use thidua_domain::report::saved::{Deed, PASSAGES, Passage, key_of};
use thidua_domain::text::clean;
use thidua_store::records::{self, NewRecord, Origin, Revision, StoredRecord};
use thidua_store::{Canonical, Snapshot, WriteTx};

use super::act::{opened, stamp};
use super::{WRITES, asked, load};
use crate::access::Caller;
use crate::report::period::{checked, compose, outline, words_of};
use crate::{App, AppError, View};

/// Longest text at one place, longest reason, in letters.
const LONGEST: usize = 20_000;
const REASON: usize = 500;
/// Places written at in one report, at most.
const MOST: usize = 500;

/// What is written at a place.
#[derive(Clone, Debug)]
pub struct AskWrite {
    /// Code of the agency.
    pub agency: String,
    /// Number of the report.
    pub number: u32,
    /// The key of the sentence before it, or the code of a section.
    pub at: String,
    /// Text to write; with `hide` the reason.
    pub text: String,
    /// Whether the sentence is hidden.
    pub hide: bool,
    /// Revision of what stands there one saw; 0: nothing.
    pub seen: i64,
}

/// What is taken away.
#[derive(Clone, Debug)]
pub struct AskClear {
    /// Code of the agency.
    pub agency: String,
    /// Number of the report.
    pub number: u32,
    /// Key of the record of what was written.
    pub key: String,
    /// Revision one saw.
    pub seen: i64,
}

/// What is undone: the newest change of one place.
pub type AskUndo = AskClear;

/// Writes at a place, or hides the sentence of it.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission or where there is no such place;
/// [`AppError::Refused`] without a text or a reason; [`AppError::Stale`] where somebody else wrote there meanwhile.
pub async fn write(app: &App, by: &Caller, ask: &AskWrite) -> Result<(), AppError> {
    let text = checked_text(ask)?;
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, &ask.agency)?;
    let snapshot = app.db().read().await?;
    let held = load::held(&snapshot, &ask.agency, ask.number).await?;
    drop(snapshot);
    let report = held.saved.key();
    let deed = match ask.hide {
        true => Deed::Hid(text),
        false => Deed::Wrote(text),
    };
    // What stands somewhere already keeps the sentence it was written behind.
    let standing = held
        .passages
        .iter()
        .find(|noted| noted.passage.at == ask.at && noted.passage.key(&report) == noted.key);
    let words = match standing {
        Some(noted) if !ask.hide => noted.passage.words.clone(),
        _ => sentence(&view, &held, &ask.at, ask.hide)?,
    };
    if held.passages.len() >= MOST {
        return Err(AppError::Refused(format!(
            "Mỗi báo cáo có nhiều nhất {MOST} chỗ viết thêm."
        )));
    }
    let passage = Passage {
        at: ask.at.clone(),
        words,
        deed,
    };
    let mut tx = app.db().write().await?;
    opened(app, by, &tx, (&ask.agency, ask.number)).await?;
    put(app, by, &mut tx, (&report, &passage), ask.seen).await?;
    let subject = format!("{PASSAGES} {} {}", ask.agency, ask.number);
    let event = by.event(app.now(), "report.write", subject, None, &passage.row())?;
    tx.commit(event).await?;
    Ok(())
}

fn checked_text(ask: &AskWrite) -> Result<String, AppError> {
    let lines: Vec<String> = clean(&ask.text)
        .split('\n')
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    let text = lines.join("\n");
    let most = if ask.hide { REASON } else { LONGEST };
    match (text.is_empty(), text.chars().count() > most) {
        (true, _) if ask.hide => Err(AppError::refused("Hãy ghi lý do ẩn câu này.")),
        (true, _) => Err(AppError::refused(
            "Hãy viết nội dung, hoặc bấm «Bỏ đoạn này».",
        )),
        (false, true) => Err(AppError::Refused(format!("Dài nhất {most} ký tự."))),
        (false, false) => Ok(text),
    }
}

/// The words of the sentence of a place as they are today.
pub(super) fn sentence(
    view: &View,
    held: &load::Held,
    at: &str,
    hide: bool,
) -> Result<String, AppError> {
    let question = asked(&held.saved);
    let window = checked(view, &question)?;
    let outline = outline(&question, window)?;
    let sections = compose(view, &question, outline, window)?.sections;
    if !hide && sections.iter().any(|(section, _)| section.code == at) {
        return Ok(String::new());
    }
    let mut pieces = sections.iter().flat_map(|(_, pieces)| pieces);
    let piece = pieces.find(|piece| piece.key == at);
    piece
        .map(|piece| words_of(&piece.block))
        .ok_or(AppError::NotFound)
}

pub(super) async fn put(
    app: &App,
    by: &Caller,
    tx: &mut WriteTx,
    (report, passage): (&str, &Passage),
    seen: i64,
) -> Result<(), AppError> {
    let key = passage.key(report);
    let stored = records::find(tx, PASSAGES, &key).await?;
    let standing = stored.as_ref().filter(|record| !record.removed);
    if standing.map_or(0, |record| record.number) != seen {
        return Err(AppError::Stale);
    }
    let content = Canonical::from_value(&passage.row())?;
    let stamp = stamp(app, by, None);
    let origin = Origin::default();
    match stored {
        Some(record) => {
            let revision = Revision {
                id: record.id,
                follows: record.number,
                content,
                removed: false,
                origin,
            };
            records::revise(tx, &stamp, vec![revision]).await?;
        }
        None => {
            let new = NewRecord {
                kind: PASSAGES.to_owned(),
                key,
                code: Some(report.to_owned()),
                content,
                origin,
            };
            records::insert(tx, &stamp, vec![new]).await?;
        }
    }
    Ok(())
}

/// The record of a place in a report, as one saw it.
async fn found<S: Snapshot>(snapshot: &S, ask: &AskClear) -> Result<StoredRecord, AppError> {
    let record = records::find(snapshot, PASSAGES, &ask.key).await?;
    let record = record.ok_or(AppError::NotFound)?;
    if record.code.as_deref() != Some(key_of(&ask.agency, ask.number).as_str()) {
        return Err(AppError::NotFound);
    }
    match record.number == ask.seen {
        true => Ok(record),
        false => Err(AppError::Stale),
    }
}

/// Takes away what was written, or shows a hidden sentence again; it stays in the history.
///
/// # Errors
/// As [`write`].
pub async fn clear(app: &App, by: &Caller, ask: &AskClear) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    opened(app, by, &tx, (&ask.agency, ask.number)).await?;
    let record = found(&tx, ask).await?;
    if record.removed {
        return Err(AppError::Stale);
    }
    let content = record.content.clone();
    revise(app, by, &mut tx, &record, (content, true)).await?;
    let subject = format!("{PASSAGES} {} {}", ask.agency, ask.number);
    let event = by.event(app.now(), "report.clear", subject, None, &ask.key)?;
    tx.commit(event).await?;
    Ok(())
}

/// Takes back the newest change of a place: it is as it was before, by a revision of its own.
///
/// # Errors
/// As [`write`].
pub async fn undo(app: &App, by: &Caller, ask: &AskUndo) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    opened(app, by, &tx, (&ask.agency, ask.number)).await?;
    let record = found(&tx, ask).await?;
    let all = records::history(&tx, PASSAGES, &ask.key).await?;
    let before = all.iter().rev().nth(1);
    let next = match before {
        Some(before) => (before.content.clone(), before.removed),
        None => (record.content.clone(), true),
    };
    revise(app, by, &mut tx, &record, next).await?;
    let subject = format!("{PASSAGES} {} {}", ask.agency, ask.number);
    let event = by.event(app.now(), "report.undo", subject, None, &ask.key)?;
    tx.commit(event).await?;
    Ok(())
}

async fn revise(
    app: &App,
    by: &Caller,
    tx: &mut WriteTx,
    record: &StoredRecord,
    (content, removed): (Canonical, bool),
) -> Result<(), AppError> {
    let revision = Revision {
        id: record.id,
        follows: record.number,
        content,
        removed,
        origin: Origin::default(),
    };
    Ok(records::revise(tx, &stamp(app, by, None), vec![revision]).await?)
}
