//! The whole page of entry: the grid with every state, what holds and what does not, what is locked.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::closing::PeriodKey;
use thidua_domain::figures::{Figures, SheetKey};
use thidua_domain::time::Window;

use super::checks::{self, FaultView, FlagView, IdentityView};
use super::evaluate::Desk;
use super::many::{self, Column, Office, Total};
use super::one::{self, Group};
use super::which::{self, Edited, Lock, Sibling};
use super::{AskEntry, Layout, PERMISSION, Typed, UNITS, Which};
use crate::closing::{Mark, Standing};
use crate::{AppError, View};

/// The grid by layout: one of the two is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Groups of rows of one agency.
    pub groups: Vec<Group>,
    /// Columns of many agencies.
    pub columns: Vec<Column>,
    /// Rows of many agencies.
    pub offices: Vec<Office>,
    /// Feet of the columns.
    pub totals: Vec<Total>,
}

/// A page of entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Code of the agency.
    pub agency: String,
    /// Name at the end of the window.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// `tháng 5/2021`: the last month as the calendar names it.
    pub last_month: String,
    /// Name of the statistical regime.
    pub regime: String,
    /// Unit of money, a code.
    pub unit: String,
    /// Whether many agencies are entered.
    pub many: bool,
    /// The grid.
    pub grid: Grid,
    /// Number of the stored revision of each sheet; 0: none is stored.
    pub seen: BTreeMap<String, i64>,
    /// Key of the edited sheet, where it is stored.
    pub sheet: Option<String>,
    /// The source of the edited sheet as cited.
    pub source: Option<String>,
    /// Whether a source may still be given: the sheet is new.
    pub fresh: bool,
    /// The sheets of this place.
    pub siblings: Vec<Sibling>,
    /// Why nothing may be typed.
    pub lock: Option<Lock>,
    /// Whether the sheet is open only for a correction.
    pub correcting: bool,
    /// Whether it is corrected on the ground of a document.
    pub by_document: bool,
    /// How the period stands; `None` where figures count as they are stored, or many agencies are entered.
    pub closing: Option<Standing>,
    /// Identities of one agency.
    pub identities: Vec<IdentityView>,
    /// What asks for an explanation.
    pub flags: Vec<FlagView>,
    /// Cells that cannot be read.
    pub faults: Vec<FaultView>,
    /// How many cells differ from what is stored.
    pub changed: usize,
    /// How many stored numbers would be replaced or emptied: a reason is needed.
    pub rewritten: usize,
    /// What keeps it from being stored, for the whole form.
    pub messages: Vec<String>,
}

/// The page of a question, with what was typed.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not the actor's, [`AppError::Refused`] where the
/// window or the scope cannot be.
pub fn entry(view: &View, ask: &AskEntry, typed: Option<&Typed>) -> Result<Entry, AppError> {
    // Who types goes on from what was typed last, approved or not.
    let view = &view.with_drafts();
    let sheets = sheets(view, ask, typed)?;
    Ok(shown(view, &Desk::new(view, ask, sheets, typed)))
}

/// The sheets as they would stand with what was typed, those only in which something would change.
pub(crate) fn typed_sheets(
    view: &View,
    ask: &AskEntry,
    typed: &Typed,
) -> Result<Vec<(SheetKey, Figures)>, AppError> {
    let view = &view.with_drafts();
    let edited = sheets(view, ask, Some(typed))?;
    let desk = Desk::new(view, ask, edited, Some(typed));
    let changed = desk.edits.into_iter().filter(|edit| edit.is_changed());
    Ok(changed.map(|edit| (edit.edited.key, edit.after)).collect())
}

/// The sheets a question edits.
pub(super) fn sheets(
    view: &View,
    ask: &AskEntry,
    typed: Option<&Typed>,
) -> Result<Vec<Edited>, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    if view.state.org.find(&ask.agency).is_none() {
        return Err(AppError::refused(
            "Số liệu của cụm, khối thi đua được cộng từ các thành viên; hãy nhập ở từng cơ quan.",
        ));
    }
    let year = (1900..=2999).contains(&ask.year);
    let window = Window::new(ask.window().year, ask.month).filter(|_| year);
    if window.is_none() || !thidua_domain::figures::SCOPES.contains(&ask.scope.as_str()) {
        return Err(AppError::refused(
            "Năm công tác từ 1900 đến 2999, tháng lũy kế từ 1 đến 12; phạm vi là một trong hai phạm vi thống kê.",
        ));
    }
    if !UNITS.contains(&ask.unit.as_str()) {
        return Err(AppError::refused(
            "Đơn vị tính tiền: đồng, nghìn đồng, triệu đồng hoặc tỷ đồng.",
        ));
    }
    match &ask.layout {
        Layout::One => {
            let sheet = which::edited(view, ask, &ask.agency, &ask.which, typed)?;
            Ok(vec![sheet])
        }
        Layout::Many(_) => many::offices(&view.state, ask)
            .into_iter()
            .filter(|office| view.sees(PERMISSION, office))
            .map(|office| which::edited(view, ask, &office, &Which::Usual, typed))
            .collect(),
    }
}

/// The page of an evaluated desk.
pub(super) fn shown(view: &View, desk: &Desk<'_>) -> Entry {
    let ask = desk.ask;
    let state = desk.state;
    let many = matches!(ask.layout, Layout::Many(_));
    let single = desk.edits.first().filter(|_| !many);
    let last = desk.window.last_day();
    let regime = state.catalogue.regime_on(last);
    let key = single.map(|edit| &edit.edited.key);
    let source = key.and_then(|key| key.source.as_deref());
    Entry {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, last),
        year: ask.year,
        month: ask.month,
        scope: ask.scope.clone(),
        last_month: desk.window.calendar_name(),
        regime: regime.name,
        unit: ask.unit.clone(),
        many,
        grid: grid(desk),
        seen: desk
            .edits
            .iter()
            .map(|edit| (edit.edited.agency.clone(), edit.edited.revision))
            .collect(),
        sheet: single
            .filter(|edit| !edit.edited.is_new())
            .map(|edit| edit.edited.key.text()),
        source: source.map(|source| state.cited(source)),
        fresh: single.is_none_or(|edit| edit.edited.is_new()),
        siblings: single
            .map(|edit| which::siblings(view, ask, &edit.edited))
            .unwrap_or_default(),
        lock: single.and_then(|edit| edit.edited.lock.clone()),
        correcting: correcting(view, ask, desk),
        by_document: by_document(view, ask, desk),
        closing: closing(view, ask),
        identities: single
            .map(|edit| checks::identities(desk, &edit.edited.agency))
            .unwrap_or_default(),
        flags: flags(desk),
        faults: checks::faults(desk),
        changed: desk.edits.iter().map(|edit| edit.changed.len()).sum(),
        rewritten: desk.edits.iter().map(|edit| edit.rewritten()).sum(),
        messages: Vec::new(),
    }
}

fn grid(desk: &Desk<'_>) -> Grid {
    match (&desk.ask.layout, desk.edits.first()) {
        (Layout::One, Some(edit)) => Grid {
            groups: one::groups(desk, edit),
            ..Grid::default()
        },
        _ => Grid {
            columns: many::columns(desk),
            offices: many::rows(desk),
            totals: many::totals(desk),
            ..Grid::default()
        },
    }
}

/// The doubts of the sheets that would be stored; of an untouched sheet they stand on the proof sheet.
pub(super) fn flags(desk: &Desk<'_>) -> Vec<FlagView> {
    let touched = desk.edits.iter().filter(|edit| edit.is_changed());
    let flags = touched.flat_map(|edit| edit.flags.iter().cloned());
    flags.collect()
}

/// How the period stands, where it is approved.
fn closing(view: &View, ask: &AskEntry) -> Option<Standing> {
    let key = PeriodKey {
        agency: ask.agency.clone(),
        window: ask.window(),
        scope: ask.scope.clone(),
    };
    let found = crate::closing::standing(&view.state, &key, view.today);
    Some(found).filter(|found| found.approves && ask.layout == Layout::One)
}

/// Whether an approved period or a sheet of a document stands open.
fn correcting(view: &View, ask: &AskEntry, desk: &Desk<'_>) -> bool {
    let open = |edit: &super::evaluate::Edit| edit.edited.lock.is_none();
    let approved = ask.correcting
        && ask.layout == Layout::One
        && ask.which != super::Which::New
        && desk.edits.iter().any(open)
        && is_approved(view, ask);
    approved || by_document(view, ask, desk)
}

/// Whether the period was approved, and nothing has been changed since.
pub(super) fn is_approved(view: &View, ask: &AskEntry) -> bool {
    closing(view, ask).is_some_and(|found| matches!(found.mark, Mark::Approved | Mark::Accepted))
}

/// Whether a sheet of a document stands open.
fn by_document(view: &View, ask: &AskEntry, desk: &Desk<'_>) -> bool {
    let signed = |edit: &super::evaluate::Edit| {
        !edit.edited.is_new() && which::is_signed(&view.state, &edit.edited.key)
    };
    ask.correcting
        && ask.layout == Layout::One
        && desk
            .edits
            .iter()
            .any(|edit| edit.edited.lock.is_none() && signed(edit))
}
