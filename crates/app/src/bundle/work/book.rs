//! «Sổ nhập số liệu» that came back filled in: known by its hidden sheet, read without matching columns, held beside the
//! revision of the figures it was made on.
//!
//! What was not touched since the download says nothing against what others stored meanwhile; what was touched is a
//! conflict like any other, told with what stood there at the download. What the grid would ask an explanation for
//! is asked for here too, in the column «Giải trình».

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thidua_domain::access::Permission;
use thidua_domain::bundle::Cell;
use thidua_domain::figures::{Figures, SheetKey};
use thidua_domain::text::heading_key;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::grid::{Grid, GridRow};
use thidua_store::{StoreError, figures as store};

use super::super::FIGURES;
use super::plan::{Link, Plan, SheetPlan};
use super::recognise;
use super::scene::text_of;
use super::words::FigureWords;
use crate::figures::entry::fill::{Desked, comes_to, same_number, sheet_of, typed_text};
use crate::figures::entry::{AskEntry, Layout, Which};
use crate::figures::workbook::mark::{LAYOUT, Mark, Marks};
use crate::figures::workbook::{FILLED_ON, FILLER, HEADINGS};
use crate::state::build::read;
use crate::{App, AppError, View};

/// Rows among which the headings are looked for.
const TOP: usize = 60;
/// Longest name taken from the head of a worksheet, in letters.
const LONGEST: usize = 100;

/// What a worksheet of such a workbook was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct BookPart {
    /// Key of the sheet of figures that was stored then; empty: none was.
    pub(super) key: String,
    /// Number of its revision.
    pub(super) seen: i64,
    /// Whether that revision is known here: a workbook may come from another system.
    pub(super) known: bool,
    /// The figures of that revision, as they are typed in đồng.
    pub(super) base: BTreeMap<String, String>,
    /// Names of figures that are called otherwise now.
    pub(super) names: BTreeMap<String, String>,
}

/// Where a worksheet's columns stand.
struct Heading {
    row: u32,
    label: usize,
    typed: usize,
    explained: Option<usize>,
}

/// Adds the worksheets of a workbook as what they are.
///
/// # Errors
/// [`AppError::File`] where a newer release made it.
pub(super) async fn recognise(
    app: &App,
    view: &View,
    plan: &mut Plan,
    (grids, marks): (&[Grid], &Marks),
) -> Result<(), AppError> {
    if marks.layout > LAYOUT {
        return Err(AppError::File(
            "Sổ nhập số liệu này do phiên bản mới hơn của phần mềm tạo ra nên không đọc được ở đây. Tải sổ từ chính hệ thống này rồi điền lại."
                .to_owned(),
        ));
    }
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for grid in grids {
        let mut sheet = SheetPlan {
            file: plan.files.len(),
            name: grid.name.clone(),
            links: recognise::unread(grid),
            ..SheetPlan::default()
        };
        let mark = marks.mark(grid).filter(|_| !grid.hidden);
        match (mark, heading(grid)) {
            (Some(mark), Some(heading)) if taken.insert(mark.number) => {
                take(app, view, (plan, &mut sheet), (grid, &heading), (mark, marks)).await?;
            }
            (Some(_), Some(_)) => plan.notes.push(format!(
                "Trang «{}» là bản sao của một trang khác trong sổ nên không nhập.",
                grid.name
            )),
            (Some(_), None) => plan.notes.push(format!(
                "Trang «{}» không còn dòng tên cột của sổ nhập số liệu nên không nhập. Tải sổ mới, hoặc chọn lại cột.",
                grid.name
            )),
            (None, _) => {}
        }
        plan.sheets.push(sheet);
    }
    plan.notes.push(format!(
        "Sổ nhập số liệu, tải về lúc {}, người tải {}.",
        marks.at, marks.by
    ));
    Ok(())
}

/// One worksheet.
async fn take(
    app: &App,
    view: &View,
    (plan, sheet): (&mut Plan, &mut SheetPlan),
    (grid, heading): (&Grid, &Heading),
    (mark, marks): (&Mark, &Marks),
) -> Result<(), AppError> {
    let catalogue = &view.state.catalogue;
    let words = FigureWords::of(catalogue);
    let mut names = BTreeMap::new();
    for (name, code) in &marks.names {
        let figure = catalogue
            .figure(code)
            .filter(|_| words.spelt(name).is_none());
        if let Some(figure) = figure {
            names.insert(name.clone(), figure.name.clone());
        }
    }
    let base = base(app, view, mark).await?;
    let figures = base.clone().unwrap_or_default();
    let told = figures.0.iter().map(|(code, figure)| {
        let text = typed_text(&view.state, code, Some(figure));
        (code.clone(), text)
    });
    let part = BookPart {
        key: mark.key.clone(),
        seen: mark.revision,
        known: base.is_some(),
        base: told.filter(|(_, text)| !text.is_empty()).collect(),
        names,
    };
    sheet.kind = Some(FIGURES.name.to_owned());
    sheet.heading = Some(heading.row);
    sheet.links = links(grid, heading);
    sheet.constants = constants(mark);
    let desked = sheet_of(
        view,
        &question(&mark.agency, mark.year, mark.month, &mark.scope),
        &mark.key,
    );
    if let Ok(desked) = desked {
        of_key(&mut sheet.constants, &desked.key);
        if base.is_some() {
            untouched(
                view,
                (plan, sheet),
                (grid, heading),
                (&part, &words),
                (&figures, &desked),
            );
        }
    }
    if let Some(who) = filler(grid, heading.row) {
        plan.notes.push(format!("Trang «{}»: {who}.", grid.name));
    }
    sheet.book = Some(part);
    Ok(())
}

/// The figures of the revision it was made on; `None`: that is not known here. The hidden sheet is a claim: only a
/// sheet of the agency, month and scope it names is read, and only for who enters figures there.
async fn base(app: &App, view: &View, mark: &Mark) -> Result<Option<Figures>, AppError> {
    if mark.revision == 0 {
        return Ok(Some(Figures::default()));
    }
    let may = view.permit_agency(Permission::EnterFigures, &mark.agency);
    if may.is_err() {
        return Ok(None);
    }
    let snapshot = app.db().read().await?;
    let history = store::history(&snapshot, &mark.key).await?;
    let claimed = |stored: &&store::StoredSheet| {
        stored.number == mark.revision && read(stored).is_some_and(|(key, _)| is_of(&key, mark))
    };
    let stored = history.iter().find(claimed);
    let figures = stored.map(|stored| {
        let read = read(stored).map(|(_, figures)| figures);
        read.ok_or_else(|| StoreError::Damaged(format!("figure sheet {}", mark.key)))
    });
    Ok(figures.transpose()?)
}

/// Whether a stored sheet is the one a mark names.
fn is_of(key: &SheetKey, mark: &Mark) -> bool {
    key.person.is_none()
        && key.subject == mark.agency
        && (key.year.0, key.month) == (mark.year, mark.month)
        && key.frame.scope == mark.scope
}

/// Numbers nobody touched since the download, and that others changed meanwhile: what is stored stays.
fn untouched(
    view: &View,
    (plan, sheet): (&mut Plan, &mut SheetPlan),
    (grid, heading): (&Grid, &Heading),
    (part, words): (&BookPart, &FigureWords),
    (base, desked): (&Figures, &Desked),
) {
    let mut count = 0_usize;
    for row in grid.rows.iter().filter(|row| row.number > heading.row) {
        let text = |at: usize| row.cells.get(at).map(text_of).unwrap_or_default();
        let (label, typed) = (text(heading.label), text(heading.typed));
        let Some(code) = code(words, part, &label) else {
            continue;
        };
        let (then, now) = (base.0.get(code), desked.figures.0.get(code));
        let stale = !typed.is_empty()
            && !same_number(then, now)
            && comes_to(&view.state, &desked.key, code, &typed, then);
        if stale && now.is_some_and(|now| now.value.is_some()) {
            sheet.keep.insert(row.number);
            count += 1;
        } else if stale {
            // Somebody took the number away: it does not come back unasked.
            sheet.left_out.insert(row.number);
            count += 1;
        }
    }
    if count > 0 {
        plan.notes.push(format!(
            "Trang «{}»: {} số không đổi trong sổ nhưng đã được sửa trong hệ thống sau khi tải sổ; giữ số đã lưu, chọn lại ở nhóm «Khác với đã lưu» hoặc «Không nhập» nếu cần.",
            grid.name,
            thidua_domain::text::number::two_digits(i64::try_from(count).unwrap_or(i64::MAX))
        ));
    }
}

/// The code of a row by its label.
pub(super) fn code<'a>(words: &'a FigureWords, part: &BookPart, label: &str) -> Option<&'a str> {
    let label = label.trim();
    let label = part.names.get(label).map_or(label, String::as_str);
    words.spelt(label).filter(|_| !label.is_empty())
}

/// The row of the headings, wherever its columns stand.
fn heading(grid: &Grid) -> Option<Heading> {
    let find = |row: &GridRow, wanted: &str| {
        let wanted = heading_key(wanted);
        row.cells
            .iter()
            .position(|cell| heading_key(&cell.shown()) == wanted)
    };
    let [label, _, _, typed, _, _, explained] = HEADINGS;
    grid.rows.iter().take(TOP).find_map(|row| {
        Some(Heading {
            row: row.number,
            label: find(row, label)?,
            typed: find(row, typed)?,
            explained: find(row, explained),
        })
    })
}

fn links(grid: &Grid, heading: &Heading) -> Vec<Link> {
    let row = grid.rows.iter().find(|row| row.number == heading.row);
    let cells = row.map(|row| row.cells.as_slice()).unwrap_or_default();
    let to = |at: usize| match at {
        at if at == heading.label => "ma_so_lieu",
        at if at == heading.typed => "gia_tri",
        at if Some(at) == heading.explained => "ghi_chu",
        _ => "",
    };
    let link = |(at, cell): (usize, &Cell)| Link {
        at,
        heading: cell.shown(),
        to: to(at).to_owned(),
        sure: if to(at).is_empty() { 0 } else { 100 },
    };
    cells.iter().enumerate().map(link).collect()
}

fn constants(mark: &Mark) -> BTreeMap<String, String> {
    let told = [
        ("ma_co_quan", mark.agency.clone()),
        ("nam_cong_tac", mark.year.to_string()),
        ("thang_luy_ke", mark.month.to_string()),
        ("pham_vi", mark.scope.clone()),
    ];
    told.into_iter()
        .map(|(id, text)| (id.to_owned(), text))
        .collect()
}

/// What else names the stored sheet: its source, its day.
fn of_key(constants: &mut BTreeMap<String, String>, key: &SheetKey) {
    let more = [
        ("nguon", key.source.clone()),
        ("ngay_chot", key.cut_off.map(|day| day.to_string())),
        ("tinh_trang", key.status.clone()),
    ];
    for (id, text) in more {
        if let Some(text) = text {
            constants.insert(id.to_owned(), text);
        }
    }
}

/// Who filled it in, as written above the headings.
fn filler(grid: &Grid, heading: u32) -> Option<String> {
    let told = |label: &str| {
        let wanted = heading_key(label);
        let above = grid.rows.iter().take_while(|row| row.number < heading);
        above.into_iter().find_map(|row| {
            let mut cells = row.cells.iter().filter(|cell| !cell.is_empty());
            cells.find(|cell| heading_key(&cell.shown()) == wanted)?;
            let text: String = cells.next()?.shown().trim().chars().take(LONGEST).collect();
            (!text.is_empty()).then_some(text)
        })
    };
    let (who, on) = (told(FILLER)?, told(FILLED_ON));
    let on = on.map(|on| format!(", ngày lập {on}")).unwrap_or_default();
    Some(format!("người lập sổ {who}{on}"))
}

/// The question a worksheet's figures are entered by.
pub(super) fn question(agency: &str, year: i16, month: u8, scope: &str) -> AskEntry {
    AskEntry {
        agency: agency.to_owned(),
        year,
        month,
        scope: scope.to_owned(),
        which: Which::Usual,
        layout: Layout::One,
        correcting: false,
        unit: "dong".to_owned(),
    }
}

/// The question of a worksheet as its plan has it; `None` where its window cannot be.
pub(super) fn asked(plan: &SheetPlan) -> Option<AskEntry> {
    let text = |id: &str| {
        plan.constants
            .get(id)
            .map(String::as_str)
            .unwrap_or_default()
    };
    let (year, month) = (
        text("nam_cong_tac").parse().ok()?,
        text("thang_luy_ke").parse().ok()?,
    );
    Window::new(WorkYear(year), month)?;
    Some(question(text("ma_co_quan"), year, month, text("pham_vi")))
}
