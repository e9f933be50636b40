//! What a filled workbook still needs: a word for what the grid would ask about, a choice where others stored
//! meanwhile, an open month.

use std::collections::BTreeMap;

use thidua_domain::bundle::Severity;
use thidua_domain::figures::Figures;
use thidua_domain::time::Instant;
use thidua_store::figures as store;

use super::book::{BookPart, asked, code};
use super::check::Input;
use super::checked::{Checked, RowCheck, Told};
use super::ground::Ground;
use super::plan::{Decision, SheetPlan};
use super::scene::text_of;
use crate::figures::entry::fill::{flags_of, sheet_of, typed_text};
use crate::figures::entry::{AskEntry, FlagView, PERMISSION, Typed};
use crate::state::build::read;
use crate::{App, AppError, account};

/// The columns of figures, of numbers and of explanations.
const LABEL: &str = "ma_so_lieu";
const NUMBER: &str = "gia_tri";
const EXPLAINED: &str = "ghi_chu";

/// A worksheet that is taken in.
struct Page<'a> {
    at: usize,
    plan: &'a SheetPlan,
    part: &'a BookPart,
    ask: AskEntry,
}

/// Tells what filled workbooks still need.
pub(super) async fn judge(
    app: &App,
    input: &Input,
    ground: &Ground,
    checked: &mut Checked,
) -> Result<(), AppError> {
    let pages: Vec<Page<'_>> = pages(input, checked)
        .into_iter()
        .filter(|page| ground.view.sees(PERMISSION, &page.ask.agency))
        .collect();
    for page in &pages {
        locked(ground, page, checked);
        strangers(ground, page, checked);
        clashes(app, ground, page, checked).await?;
    }
    let mut windows: BTreeMap<(i16, u8, &str), Vec<&Page<'_>>> = BTreeMap::new();
    for page in &pages {
        let ask = &page.ask;
        let place = (ask.year, ask.month, ask.scope.as_str());
        windows.entry(place).or_default().push(page);
    }
    for pages in windows.values() {
        doubts(input, ground, pages, checked);
    }
    Ok(())
}

fn pages<'a>(input: &'a Input, checked: &Checked) -> Vec<Page<'a>> {
    let sheets = input.plan.sheets.iter().enumerate();
    let page = |(at, plan): (usize, &'a SheetPlan)| {
        let part = plan.book.as_ref()?;
        checked.tables.get(at)?.as_ref()?;
        let ask = asked(plan)?;
        Some(Page {
            at,
            plan,
            part,
            ask,
        })
    };
    sheets.filter_map(page).collect()
}

/// Whether all worksheets of figures are of such workbooks: then nothing else need be proven.
pub(super) fn only_books(input: &Input) -> bool {
    let mut figures = input.plan.sheets.iter();
    figures.all(|sheet| sheet.kind.as_deref() != Some("so-lieu") || sheet.book.is_some())
}

/// A row with a number that is no figure of the workbook: not passed over, and told in plain words.
fn strangers(ground: &Ground, page: &Page<'_>, checked: &mut Checked) {
    let (tables, rows) = (&checked.tables, &mut checked.rows);
    let (Some(Some(table)), Some(rows)) = (tables.get(page.at), rows.get_mut(page.at)) else {
        return;
    };
    let label = table.column(LABEL);
    for row in table.rows.iter().filter(|row| row.counts()) {
        let text = label.and_then(|at| row.cells.get(at)).map(text_of);
        if code(&ground.figures, page.part, &text.unwrap_or_default()).is_some() {
            continue;
        }
        let told = Told {
            severity: Severity::Error,
            conflict: false,
            reason: "Dòng này không phải chỉ tiêu của sổ nhập số liệu.".to_owned(),
            cure: "Ghi lại đúng tên chỉ tiêu như trong sổ, hoặc bỏ dòng này.".to_owned(),
        };
        let row = rows.entry(row.number).or_default();
        row.cells.insert(LABEL.to_owned(), vec![told]);
    }
}

/// A month that is closed takes nothing.
fn locked(ground: &Ground, page: &Page<'_>, checked: &mut Checked) {
    let Ok(desked) = sheet_of(&ground.view, &page.ask, &page.part.key) else {
        return;
    };
    let Some(lock) = desked.lock else { return };
    let told = checked.rows.get(page.at);
    let mut told = told.into_iter().flat_map(BTreeMap::values);
    if told.any(|row| {
        row.whole
            .iter()
            .any(|told| told.reason.contains(&lock.reason))
    }) {
        return;
    }
    let window = page.ask.window();
    let name = ground
        .view
        .state
        .name_on(&page.ask.agency, window.last_day());
    checked.general.push(Told {
        severity: Severity::Error,
        conflict: false,
        reason: format!("{name}, {}: {}", window.calendar_name(), lock.reason),
        cure: "Khi kỳ đã mở, tải tệp này lên lại.".to_owned(),
    });
}

/// Says of a conflict what stood there at the download, who stored another number since, and what the workbook has.
async fn clashes(
    app: &App,
    ground: &Ground,
    page: &Page<'_>,
    checked: &mut Checked,
) -> Result<(), AppError> {
    let unlike = |row: &RowCheck| {
        let cell = row.cells.get(NUMBER);
        cell.is_some_and(|told| told.iter().any(|told| told.conflict))
    };
    let rows = checked.rows.get(page.at);
    if !rows.is_some_and(|rows| rows.values().any(unlike)) {
        return Ok(());
    }
    let state = ground.view.state.as_ref();
    let Ok(desked) = sheet_of(&ground.view, &page.ask, &page.part.key) else {
        return Ok(());
    };
    let changes = Changes::of(app, &desked.key.text(), page.part).await?;
    let (tables, rows) = (&checked.tables, &mut checked.rows);
    let (Some(Some(table)), Some(rows)) = (tables.get(page.at), rows.get_mut(page.at)) else {
        return Ok(());
    };
    for (number, row) in rows.iter_mut().filter(|(_, row)| unlike(row)) {
        let cell = |to: &str| {
            let at = table.column(to)?;
            table.row(*number)?.cells.get(at).map(text_of)
        };
        let label = cell(LABEL).unwrap_or_default();
        let Some(code) = code(&ground.figures, page.part, &label) else {
            continue;
        };
        let mine = cell(NUMBER).unwrap_or_default();
        let now = typed_text(state, code, desked.figures.0.get(code));
        let reason = changes.told(page.part, code, (&now, &mine));
        for told in row.cells.get_mut(NUMBER).into_iter().flatten() {
            if told.conflict {
                told.reason.clone_from(&reason);
            }
        }
    }
    Ok(())
}

/// What was stored since the download.
struct Changes {
    /// Revisions after the one it was made on, oldest first, each with who stored it and when.
    since: Vec<(Figures, String, String)>,
}

impl Changes {
    async fn of(app: &App, key: &str, part: &BookPart) -> Result<Self, AppError> {
        let snapshot = app.db().read().await?;
        let history = store::history(&snapshot, key).await?;
        let mut since = Vec::new();
        for stored in history.iter().filter(|stored| stored.number > part.seen) {
            let Some((_, figures)) = read(stored) else {
                continue;
            };
            let by = account::full_name(&snapshot, &stored.by, stored.event).await?;
            since.push((figures, by, Instant(stored.at).vn()));
        }
        Ok(Self { since })
    }

    /// In words; `now` is what is stored, `mine` what the workbook has.
    fn told(&self, part: &BookPart, code: &str, (now, mine): (&str, &str)) -> String {
        if !part.known {
            return format!("Số đã lưu là «{now}»; trong sổ là «{mine}».");
        }
        let then = part.base.get(code).map(String::as_str).unwrap_or_default();
        if then == now {
            return format!(
                "Số đã lưu, cũng là số khi tải sổ, là «{now}»; trong sổ đã sửa thành «{mine}»."
            );
        }
        let stood = match then {
            "" => "Khi tải sổ, ô này còn trống".to_owned(),
            then => format!("Khi tải sổ, ô này là «{then}»"),
        };
        let mut revisions = self.since.iter().rev();
        let value = |figures: &Figures| figures.0.get(code).and_then(|figure| figure.value);
        let last = revisions.next();
        let Some(last) = last else {
            return format!("{stood}; số đã lưu nay là «{now}»; trong sổ là «{mine}».");
        };
        // The oldest of those that all have the number of today: who stored it first.
        let same = revisions.take_while(|(figures, _, _)| value(figures) == value(&last.0));
        let (_, by, at) = same.last().unwrap_or(last);
        format!("{stood}; sau đó {by} đã ghi «{now}» lúc {at}; trong sổ là «{mine}».")
    }
}

/// What the grid would ask an explanation for, at the row of its figure.
fn doubts(input: &Input, ground: &Ground, pages: &[&Page<'_>], checked: &mut Checked) {
    let Some(first) = pages.first() else { return };
    let mut typed = Typed {
        unit: "dong".to_owned(),
        ..Typed::default()
    };
    let mut places: BTreeMap<String, (usize, u32)> = BTreeMap::new();
    let mut agencies = BTreeMap::new();
    for page in pages {
        agencies.insert(page.ask.agency.clone(), page.part.key.clone());
        typed_of(input, ground, page, checked, (&mut typed, &mut places));
    }
    let Ok(flags) = flags_of(&ground.view, &first.ask, &agencies, &typed) else {
        return;
    };
    for flag in flags {
        let told = told(&flag);
        let place = places.get(&flag.cell);
        let rows = place.and_then(|(at, row)| Some((checked.rows.get_mut(*at)?, *row)));
        match rows {
            Some((rows, row)) => {
                let cell = rows
                    .entry(row)
                    .or_default()
                    .cells
                    .entry(EXPLAINED.to_owned());
                cell.or_default().push(told);
            }
            None => checked.general.push(Told {
                reason: format!("{}: {}", flag.agency, told.reason),
                ..told
            }),
        }
    }
}

fn told(flag: &FlagView) -> Told {
    let open = flag.explained.is_empty();
    Told {
        severity: if open {
            Severity::Error
        } else {
            Severity::Warning
        },
        conflict: false,
        reason: match open {
            true => format!("Cần giải trình – {}: {}", flag.subject, flag.reason),
            false => format!("Đã giải trình – {}: {}", flag.subject, flag.reason),
        },
        cure: match open {
            true => "Ghi lý do vào ô «Giải trình» của dòng này, hoặc sửa lại số.".to_owned(),
            false => String::new(),
        },
    }
}

/// What a worksheet tells, cell by cell, and where each figure's row stands.
fn typed_of(
    input: &Input,
    ground: &Ground,
    page: &Page<'_>,
    checked: &Checked,
    (typed, places): (&mut Typed, &mut BTreeMap<String, (usize, u32)>),
) {
    let Some(Some(table)) = checked.tables.get(page.at) else {
        return;
    };
    let none = RowCheck::default();
    let told = checked.rows.get(page.at);
    let column = |to: &str| table.column(to);
    for row in &table.rows {
        let text = |at: Option<usize>| {
            let cell = at.and_then(|at| row.cells.get(at));
            cell.map(text_of).unwrap_or_default()
        };
        let label = text(column(LABEL));
        let Some(code) = code(&ground.figures, page.part, &label) else {
            continue;
        };
        let cell = format!("{}/{code}", page.ask.agency);
        places.entry(cell.clone()).or_insert((page.at, row.number));
        let unlike = told.and_then(|told| told.get(&row.number)).unwrap_or(&none);
        let kept = page.plan.decision(row.number, input.plan.all) == Some(Decision::Keep);
        if !row.counts() || (kept && unlike.is_unlike()) {
            continue;
        }
        let (number, said) = (text(column(NUMBER)), text(column(EXPLAINED)));
        if !number.trim().is_empty() {
            typed.cells.insert(cell.clone(), number);
        }
        if !said.trim().is_empty() {
            typed.explained.insert(cell, said);
        }
    }
}
