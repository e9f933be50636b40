//! Which sheet one edits, what is stored of it, and what locks it.

use jiff::civil::{Date, date};
use serde::Serialize;
use thidua_domain::figures::{Figure, Figures, SheetKey, Table};
use thidua_domain::time::Window;

use super::{AskEntry, Typed, Which};
use crate::{AppError, State, View, closing};

/// Why nothing may be typed into a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lock {
    /// In words, with what can be done.
    pub reason: String,
    /// Whether a correction (Đính chính) with reason and document opens it.
    pub by_correction: bool,
}

/// Another sheet of the same place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sibling {
    /// Key of the sheet.
    pub key: String,
    /// Its source as cited.
    pub cited: String,
    /// Whether it is the one being edited.
    pub chosen: bool,
}

/// A sheet that is edited, as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Edited {
    pub(super) agency: String,
    pub(super) key: SheetKey,
    /// Number of its revision; 0: not stored yet.
    pub(super) revision: i64,
    pub(super) figures: Figures,
    pub(super) lock: Option<Lock>,
}

impl Edited {
    pub(super) fn is_new(&self) -> bool {
        self.revision == 0
    }
}

/// The sheet of an agency that a question means.
pub(super) fn edited(
    view: &View,
    ask: &AskEntry,
    agency: &str,
    which: &Which,
    typed: Option<&Typed>,
) -> Result<Edited, AppError> {
    let state = view.state.as_ref();
    let (window, frame) = (ask.window(), ask.frame());
    let found: Vec<(SheetKey, i64)> = state
        .figures
        .sheets(agency, window, &frame)
        .filter(|sheet| sheet.key.person.is_none())
        .map(|sheet| (sheet.key.owned(), i64::from(sheet.revision)))
        .collect();
    let source = typed.and_then(|typed| typed.source.clone());
    let fresh = SheetKey {
        subject: agency.to_owned(),
        person: None,
        year: window.year,
        month: window.month,
        frame,
        source,
        cut_off: None,
        status: None,
    };
    let key = match which {
        Which::Stored(text) => {
            let known = found.iter().find(|(key, _)| key.text() == *text);
            known.ok_or(AppError::NotFound)?.0.clone()
        }
        Which::New => fresh,
        Which::Usual => usual(state, &found).unwrap_or(fresh),
    };
    let revision = found.iter().find(|(known, _)| *known == key);
    let revision = revision.map_or(0, |(_, revision)| *revision);
    let open = ask.correcting && which_one(ask);
    let lock = locked(view, agency, window)
        .or_else(|| {
            // A new sheet with a signed paper stands beside what was approved; the write path asks for the paper.
            let beside = *which == Which::New;
            let lock = closing::lock(view, agency, window, &ask.scope);
            lock.filter(|lock| !(lock.by_correction && (open || beside)))
        })
        .or_else(|| signed(state, &key).filter(|_| revision != 0 && !open));
    Ok(Edited {
        agency: agency.to_owned(),
        figures: stored_figures(&state.figures, &key),
        key,
        revision,
        lock,
    })
}

/// Only one agency's sheet is corrected at a time: the document is about one.
fn which_one(ask: &AskEntry) -> bool {
    ask.layout == super::Layout::One
}

/// The agency's own sheet without a document, else the one that answers first.
fn usual(state: &State, found: &[(SheetKey, i64)]) -> Option<SheetKey> {
    let own = found.iter().find(|(key, _)| !is_signed(state, key));
    own.or(found.first()).map(|(key, _)| key.clone())
}

pub(super) fn is_signed(state: &State, key: &SheetKey) -> bool {
    let paper = |source: &String| state.documents.contains_key(source);
    key.status.as_deref() == Some("chinh_thuc") || key.source.as_ref().is_some_and(paper)
}

fn signed(state: &State, key: &SheetKey) -> Option<Lock> {
    is_signed(state, key).then(|| {
        let source = key.source.as_deref().map(|source| state.cited(source));
        let whose = source.unwrap_or_else(|| "báo cáo chính thức".to_owned());
        Lock {
            reason: format!(
                "Số liệu lấy từ {whose}. Chỉ sửa được bằng «Đính chính», với lý do và văn bản."
            ),
            by_correction: true,
        }
    })
}

/// What locks every sheet of an agency in a window.
fn locked(view: &View, agency: &str, window: Window) -> Option<Lock> {
    let closed = |reason: String| {
        Some(Lock {
            reason,
            by_correction: false,
        })
    };
    let (year, month) = window.calendar_month();
    let begins: Date = date(year, month, 1);
    if begins > view.today {
        let reason = format!(
            "{} chưa đến nên chưa nhập được số liệu.",
            capital(&window.calendar_name())
        );
        return closed(reason);
    }
    let last = window.last_day();
    let known = view.state.org.find(agency);
    if known.is_some_and(|known| known.on(last).is_none()) {
        let reason = format!(
            "Cơ quan này không tồn tại vào ngày {} nên không có số liệu của kỳ này.",
            thidua_domain::time::vn(last)
        );
        return closed(reason);
    }
    None
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The figures of one stored sheet.
pub(crate) fn stored_figures(table: &Table, key: &SheetKey) -> Figures {
    let window = key.window();
    let mut figures = Figures::default();
    for code in table.codes(&key.subject, window, &key.frame) {
        let mut told = table.tellings(&key.subject, window, &key.frame, code);
        let Some(cell) = told.find(|cell| cell.sheet.key == key.borrowed()) else {
            continue;
        };
        let figure = Figure {
            value: cell.value,
            ..cell.told.cloned().unwrap_or_default()
        };
        figures.0.insert(code.to_owned(), figure);
    }
    figures
}

/// The sheets one may choose from.
pub(super) fn siblings(view: &View, ask: &AskEntry, edited: &Edited) -> Vec<Sibling> {
    let state = view.state.as_ref();
    let frame = ask.frame();
    let sheets = state.figures.sheets(&ask.agency, ask.window(), &frame);
    let sibling = |key: SheetKey| {
        let source = key.source.as_deref();
        Sibling {
            cited: source.map_or_else(
                || "Không ghi nguồn".to_owned(),
                |source| state.cited(source),
            ),
            chosen: !edited.is_new() && key == edited.key,
            key: key.text(),
        }
    };
    let own = sheets.filter(|sheet| sheet.key.person.is_none());
    own.map(|sheet| sibling(sheet.key.owned())).collect()
}
