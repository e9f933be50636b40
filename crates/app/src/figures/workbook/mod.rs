//! «Sổ nhập số liệu»: a workbook per unit and month to download, fill in without network and import.
//!
//! Its rows are those of the grid, its formulas the identities under the regime of the month's end, its hidden sheet
//! says whose month each worksheet is and on which revision it was made (ADR 0018). What comes back is read by
//! `bundle::work`, as any file is.

mod formula;
mod guide;
mod layout;
pub(crate) mod mark;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use thidua_domain::time::Instant;
use thidua_files::sheet::fill::{FillBook, ZIP, pack, write};
use thidua_files::sheet::tab_name;

pub(crate) use layout::{FILLED_ON, FILLER, HEADINGS};

use super::entry::fill::{Blank, blank};
use super::entry::{AskEntry, Layout, Which};
use crate::report::{Issue, Printed, office};
use crate::{AppError, View};

/// Media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Worksheets of one workbook: as many as a reader takes in again, with room for the guide.
const MOST_SHEETS: usize = 150;

/// The workbooks asked for.
#[derive(Clone, Debug, Default)]
pub struct AskWorkbook {
    /// Codes of the agencies, in the order of the worksheets.
    pub agencies: Vec<String>,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Whether each agency gets a file of its own, all in one archive.
    pub apart: bool,
}

/// Who downloads, and when.
#[derive(Clone, Debug)]
pub struct Downloaded {
    /// Full name.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// The agencies an overview offers workbooks for: itself and those directly below that tell figures in the window,
/// in reach of whoever asks.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not the actor's.
pub fn offices(view: &View, ask: &AskWorkbook, above: &str) -> Result<Vec<String>, AppError> {
    view.permit_agency(super::entry::PERMISSION, above)?;
    let wanted = question(ask, above);
    let last = wanted.window().last_day();
    let below = crate::closing::obliged(&view.state, above, last);
    let mut named: Vec<(String, String)> = below
        .into_iter()
        .map(|code| (view.state.name_on(&code, last), code))
        .collect();
    thidua_domain::text::sort_by_key(&mut named, |(name, _)| name);
    let below = named.into_iter().map(|(_, code)| code);
    let all = std::iter::once(above.to_owned()).chain(below);
    let reached = all.filter(|code| view.sees(super::entry::PERMISSION, code));
    Ok(reached.collect())
}

/// The workbook of one agency, or of many: one worksheet each, or an archive of one file each. A month that is
/// locked is refused with who opens it; of many it is left out and named on the page of use.
///
/// # Errors
/// [`AppError::NotFound`] where an agency is not there or not the actor's, [`AppError::Refused`] where the window
/// cannot be or nothing may be typed.
pub fn workbook(view: &View, ask: &AskWorkbook, from: &Downloaded) -> Result<Printed, AppError> {
    let mut open: Vec<Blank> = Vec::new();
    let mut locked: Vec<(String, String)> = Vec::new();
    for agency in &ask.agencies {
        let found = blank(view, &question(ask, agency))?;
        match &found.lock {
            Some(lock) => locked.push((found.name.clone(), lock.reason.clone())),
            None => open.push(found),
        }
    }
    let Some(first) = open.first() else {
        let reason = locked.first().map(|(_, reason)| reason.clone());
        return Err(AppError::Refused(reason.unwrap_or_else(|| {
            "Chọn ít nhất một cơ quan để tải sổ nhập số liệu.".to_owned()
        })));
    };
    if !ask.apart && open.len() > MOST_SHEETS {
        return Err(AppError::refused(format!(
            "Một tệp có nhiều nhất {MOST_SHEETS} trang tính. Chọn tải mỗi đơn vị một tệp."
        )));
    }
    let (year, month) = first.window.calendar_month();
    let dated = format!("{year}-{month:02}");
    let one = |blanks: &[Blank]| book(view, blanks, &locked, from);
    if ask.apart {
        let named = |blank: &Blank| {
            let name = format!("so-nhap-{}-{dated}.xlsx", blank.agency);
            Ok((name, one(std::slice::from_ref(blank))?))
        };
        let files: Result<Vec<_>, AppError> = open.iter().map(named).collect();
        return Ok(Printed {
            name: format!("so-nhap-{dated}.zip"),
            media_type: ZIP,
            bytes: pack(&files?).map_err(|error| AppError::Machine(error.to_string()))?,
        });
    }
    let whose = match open.as_slice() {
        [only] => only.agency.clone(),
        several => format!("{}-don-vi", several.len()),
    };
    Ok(Printed {
        name: format!("so-nhap-{whose}-{dated}.xlsx"),
        media_type: XLSX,
        bytes: one(&open)?,
    })
}

fn question(ask: &AskWorkbook, agency: &str) -> AskEntry {
    AskEntry {
        agency: agency.to_owned(),
        year: ask.year,
        month: ask.month,
        scope: ask.scope.clone(),
        which: Which::Usual,
        layout: Layout::One,
        correcting: false,
        unit: "dong".to_owned(),
    }
}

/// The workbook of these months.
fn book(
    view: &View,
    blanks: &[Blank],
    locked: &[(String, String)],
    from: &Downloaded,
) -> Result<Vec<u8>, AppError> {
    let state = view.state.as_ref();
    let mut marks = mark::Marks {
        layout: mark::LAYOUT,
        at: from.at.vn(),
        by: from.by.clone(),
        sheets: Vec::new(),
        names: BTreeMap::new(),
    };
    let mut sheets = Vec::new();
    let mut taken = vec![guide::NAME.to_owned(), mark::NAME.to_owned()];
    for (number, blank) in (1..).zip(blanks) {
        let last = blank.window.last_day();
        let spell = state
            .org
            .find(&blank.agency)
            .and_then(|agency| agency.nearest(last));
        let tab = tab_name(
            spell.map_or(blank.name.as_str(), |spell| spell.shown()),
            &taken,
        );
        taken.push(tab.clone());
        let office = office(state, &blank.agency, last, None, &Issue::default()).ok();
        let letterhead = office.as_ref().map(|office| &office.letterhead);
        sheets.push(layout::sheet(state, blank, letterhead, (number, &tab)));
        marks.sheets.push(mark::Mark {
            number,
            tab,
            agency: blank.agency.clone(),
            year: blank.window.year.0,
            month: blank.window.month,
            scope: blank.scope.clone(),
            key: blank.key.clone().unwrap_or_default(),
            revision: blank.revision,
        });
        let rows = blank.groups.iter().flat_map(|group| &group.rows);
        marks
            .names
            .extend(rows.map(|row| (row.name.clone(), row.code.clone())));
    }
    sheets.push(guide::sheet(&marks, locked));
    sheets.push(marks.sheet());
    let book = FillBook {
        title: "Sổ nhập số liệu thi hành án dân sự".to_owned(),
        sheets,
    };
    write(&book).map_err(|error| AppError::Machine(error.to_string()))
}

/// A text with its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
