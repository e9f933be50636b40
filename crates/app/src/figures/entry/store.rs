//! Storing what was typed: everything or nothing, through the one write path, as one audit event.

use serde::Serialize;
use thidua_domain::figures::sheet::FIGURES;

use super::cells::values;
use super::checks::cells_word;
use super::conflict::{Conflicts, conflicts};
use super::evaluate::{Desk, Edit};
use super::sheet::{Entry, flags, is_approved, sheets, shown};
use super::which::is_signed;
use super::{AskEntry, COMMAND, Layout, Typed, Which};
use crate::access::Caller;
use crate::bundle::{ByKey, Deed, Loaded, Options, Told, store as store_rows};
use crate::{App, AppError, View};

/// Longest explanation or reason, in letters.
const LONGEST: usize = 500;

/// What was stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Figures stored, those with a new explanation only included.
    pub figures: usize,
    /// Agencies whose sheets were stored.
    pub sheets: usize,
    /// Number of the audit event.
    pub event: Option<i64>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is stored.
    Stored(Stored),
    /// Nothing is: the page with every fault.
    Refused(Box<Entry>),
    /// Nothing is: somebody else stored the sheet meanwhile.
    Conflict(Box<Entry>, Conflicts),
}

/// Stores what was typed.
///
/// # Errors
/// As [`super::entry`].
pub async fn store(
    app: &App,
    by: &Caller,
    ask: &AskEntry,
    typed: &Typed,
) -> Result<Outcome, AppError> {
    let view = app.view(&by.actor).await?.with_drafts();
    let edited = sheets(&view, ask, Some(typed))?;
    let found = conflicts(app, &view, ask, &edited, typed).await?;
    let desk = Desk::new(&view, ask, edited, Some(typed));
    if !found.cells.is_empty() {
        return Ok(Outcome::Conflict(Box::new(shown(&view, &desk)), found));
    }
    let messages = refusals(&view, &desk, typed);
    if !messages.is_empty() {
        return Ok(refused(&view, &desk, messages));
    }
    let told = rows(&desk);
    let options = options(&view, &desk, by, typed);
    let count = told.len();
    let loaded = store_rows(app, &by.actor, told, Vec::new(), &options).await?;
    if !loaded.conflicts.is_empty() {
        return raced(app, by, ask, typed).await;
    }
    if loaded.refused() {
        return Ok(refused(&view, &desk, reasons(&loaded)));
    }
    Ok(Outcome::Stored(Stored {
        figures: count,
        sheets: desk.edits.iter().filter(|edit| edit.is_changed()).count(),
        event: loaded.event,
    }))
}

fn refused(view: &View, desk: &Desk<'_>, messages: Vec<String>) -> Outcome {
    let mut page = shown(view, desk);
    page.messages = messages;
    Outcome::Refused(Box::new(page))
}

/// Somebody stored the sheet between our look and our write: looked at again.
async fn raced(app: &App, by: &Caller, ask: &AskEntry, typed: &Typed) -> Result<Outcome, AppError> {
    let view = app.view(&by.actor).await?.with_drafts();
    let edited = sheets(&view, ask, Some(typed))?;
    let found = conflicts(app, &view, ask, &edited, typed).await?;
    let desk = Desk::new(&view, ask, edited, Some(typed));
    if found.cells.is_empty() {
        let again = "Trong lúc ghi, người khác vừa ghi bảng này. Hãy bấm «Ghi số liệu» lần nữa.";
        return Ok(refused(&view, &desk, vec![again.to_owned()]));
    }
    Ok(Outcome::Conflict(Box::new(shown(&view, &desk)), found))
}

/// Everything that keeps it from being stored, told at once.
fn refusals(view: &View, desk: &Desk<'_>, typed: &Typed) -> Vec<String> {
    let mut messages = Vec::new();
    let locked: Vec<&Edit> = desk
        .edits
        .iter()
        .filter(|edit| edit.edited.lock.is_some())
        .collect();
    if locked.len() == desk.edits.len() {
        let lock = locked.first().and_then(|edit| edit.edited.lock.as_ref());
        let none = "Không có cơ quan nào để nhập số liệu.".to_owned();
        return vec![lock.map_or(none, |lock| lock.reason.clone())];
    }
    if !desk.edits.iter().any(Edit::is_changed) {
        return vec!["Chưa có ô nào khác với số liệu đã ghi, nên không có gì để ghi.".to_owned()];
    }
    let faults = super::checks::faults(desk).len();
    if faults > 0 {
        messages.push(format!("{} cần sửa.", cells_word(faults)));
    }
    let silent = flags(desk)
        .iter()
        .filter(|flag| flag.explained.is_empty())
        .count();
    if silent > 0 {
        messages.push(format!(
            "{} cần giải trình: ghi lý do vào ô «Giải trình» ở từng dòng, hoặc sửa lại số.",
            cells_word(silent).replace("ô", "chỗ")
        ));
    }
    messages.extend(reason(desk, typed));
    if typed.reason.is_none() && is_approved(view, desk.ask) && desk.ask.which != Which::New {
        let text = "Số liệu kỳ này đã duyệt: đính chính cần có lý do.";
        messages.push(text.to_owned());
    }
    messages.extend(correction(view, desk, typed));
    messages.extend(lengths(typed));
    messages
}

fn reason(desk: &Desk<'_>, typed: &Typed) -> Option<String> {
    let rewritten: usize = desk.edits.iter().map(Edit::rewritten).sum();
    (rewritten > 0 && typed.reason.is_none()).then(|| {
        format!(
            "{} đã ghi trước đây sẽ đổi: hãy ghi lý do sửa đổi.",
            cells_word(rewritten)
        )
    })
}

/// A sheet of a document is corrected only on the ground of a document.
fn correction(view: &View, desk: &Desk<'_>, typed: &Typed) -> Option<String> {
    let signed = |edit: &&Edit| {
        edit.is_changed() && !edit.edited.is_new() && is_signed(&view.state, &edit.edited.key)
    };
    desk.edits.iter().find(signed)?;
    let Some(code) = &typed.correction else {
        let text = "Đính chính số liệu của một văn bản cần có văn bản đính chính: chọn văn bản.";
        return Some(text.to_owned());
    };
    if !view.state.documents.contains_key(code) {
        return Some(format!(
            "Không có văn bản mang mã «{code}». Hãy chọn văn bản đã có trong danh sách văn bản."
        ));
    }
    typed
        .reason
        .is_none()
        .then(|| "Đính chính cần có lý do.".to_owned())
}

fn lengths(typed: &Typed) -> Option<String> {
    let texts = typed.explained.values().chain(&typed.reason);
    let long = texts.into_iter().any(|text| text.chars().count() > LONGEST);
    long.then(|| format!("Lý do, giải trình dài nhất {LONGEST} ký tự."))
}

/// The rows of everything that changes.
fn rows(desk: &Desk<'_>) -> Vec<Told> {
    let mut told = Vec::new();
    for edit in &desk.edits {
        let codes = edit.changed.union(&edit.noted);
        for (code, number) in codes.zip(u32::try_from(told.len()).unwrap_or(0) + 1..) {
            let Some(declared) = desk.state.catalogue.figure(code) else {
                continue;
            };
            told.push(Told {
                def: &FIGURES,
                number,
                values: values(&edit.edited.key, declared, edit.after.0.get(code)),
            });
        }
    }
    told
}

fn options(view: &View, desk: &Desk<'_>, by: &Caller, typed: &Typed) -> Options {
    let changed: Vec<&Edit> = desk.edits.iter().filter(|edit| edit.is_changed()).collect();
    let mut expected = ByKey::default();
    for edit in &changed {
        let edited = &edit.edited;
        expected.set(FIGURES.name, edited.key.text(), edited.revision);
    }
    let ground = typed.correction.as_ref().filter(|_| desk.ask.correcting);
    let ground = ground.map(|code| view.state.cited(code));
    let reason = match (&typed.reason, ground) {
        (Some(reason), Some(ground)) => Some(format!("{reason} (đính chính theo {ground})")),
        (reason, _) => reason.clone(),
    };
    // Only explanations of stored figures change: that they do is reason enough.
    let again = changed.iter().any(|edit| !edit.edited.is_new());
    let said = again.then(|| "Nhập bổ sung, giải trình số liệu".to_owned());
    let layout = match desk.ask.layout {
        Layout::One => "",
        Layout::Many(_) => " (các cơ quan trực thuộc)",
    };
    Options {
        revise: reason.or(said),
        channel: by.channel.to_owned(),
        expected,
        replace: true,
        deed: Some(Deed {
            command: COMMAND,
            subject: format!(
                "so-lieu {}{layout} {}/{}",
                desk.ask.agency, desk.ask.year, desk.ask.month
            ),
            name: by.name.clone(),
        }),
        ..Options::default()
    }
}

/// What the write path itself refused, by figure.
fn reasons(loaded: &Loaded) -> Vec<String> {
    let errors = loaded
        .faults
        .iter()
        .filter(|fault| fault.severity == thidua_domain::bundle::Severity::Error);
    errors
        .map(|fault| format!("{}: {} {}", fault.column, fault.reason, fault.cure))
        .collect()
}
