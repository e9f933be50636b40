//! Changes of a session's rows: cells mended, a wrong value replaced wherever it stands, rows left out, conflicts
//! answered, blocks pasted.

use std::sync::Arc;

use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_store::import::{self as rows, StoredCell};

use super::cache;
use super::check::table_of;
use super::paste::{Corner, paste as read_block};
use super::plan::{Decision, Plan};
use super::review::{checked, counts};
use super::scene::{Scene, text_of};
use super::session::{Desk, desk, input, open_desk, permitted};
use super::shape::{ReviewCounts, ReviewRow};
use super::table::{MOST_TYPED, Table, TableRow};
use crate::{App, AppError};

/// How often a mend begins anew because the session is changed meanwhile.
const TRIES: usize = 5;
/// Cells one request may write.
const MOST_CELLS: usize = 50_000;
/// Characters of one cell.
const LONGEST: usize = 4_000;
/// Characters of one text that is put into many rows at once: a sheet has a hundred thousand of them.
pub(super) const LONGEST_FOR_MANY: usize = 500;

/// A cell as it was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// Row of the file.
    pub row: u32,
    /// Column of the bundle.
    pub column: String,
    /// What stands there now.
    pub text: String,
}

/// Where a session stands after a change.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Mended {
    /// Cells that were changed.
    pub changed: usize,
    /// Whether the check still goes on.
    pub checking: bool,
    /// The rows that were asked about, as they stand.
    pub rows: Vec<ReviewRow>,
    /// Whether nothing keeps it from being stored.
    pub clean: bool,
    /// What the rows come to, each row once.
    pub counts: ReviewCounts,
    /// Rows that are taken in: the sum of the counts.
    pub total: usize,
    /// Version of the session.
    pub version: i64,
    /// Whether it was changed elsewhere after the page was shown.
    pub moved: bool,
    /// Names the conflicts as they are seen now.
    pub seen: String,
}

/// What was pasted.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pasted {
    /// Rows that were filled.
    pub rows: u32,
    /// Headings that name no column.
    pub unknown: Vec<String>,
}

async fn current(app: &App, desk: &Desk, sheet: usize) -> Result<Table, AppError> {
    let input = input(app, desk).await?;
    let before = cache::last(&desk.row.id);
    table_of(&input, sheet, before.as_deref()).ok_or(AppError::NotFound)
}

/// What came of mended cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Cells that were changed.
    pub changed: usize,
    /// Version of the session before.
    pub before: i64,
    /// Version of the session now.
    pub now: i64,
}

/// Writes mended cells; those that say what stood there already are left as they are. With `seen`, only where the
/// session still is at this version: a page that shows older cells would write them back.
///
/// # Errors
/// [`AppError::NotFound`] where the session is not the actor's or has no such sheet; [`AppError::Stale`] where it was
/// changed after `seen`.
pub async fn mend(
    app: &App,
    actor: &Actor,
    id: &str,
    sheet: usize,
    (mends, seen): (&[Mend], Option<i64>),
) -> Result<Saved, AppError> {
    permitted(app, actor).await?;
    for _ in 0..TRIES {
        let desk = open_desk(app, actor, id).await?;
        let before = desk.row.version;
        if seen.is_some_and(|seen| seen != before) {
            return Err(AppError::Stale);
        }
        let table = current(app, &desk, sheet).await?;
        let cells = changes(&table, sheet, mends);
        let changed = cells.len();
        let now = before + i64::from(changed > 0);
        // The plan is written as it is: so that nothing comes in between.
        let plan = (changed > 0).then(|| (before, desk.row.plan.clone()));
        match write(app, id, plan, cells).await {
            Err(AppError::Stale) => continue,
            Err(error) => return Err(error),
            Ok(()) => {
                return Ok(Saved {
                    changed,
                    before,
                    now,
                });
            }
        }
    }
    Err(AppError::Stale)
}

/// The cells of a form that say something else than what stands there.
fn changes(table: &Table, sheet: usize, mends: &[Mend]) -> Vec<StoredCell> {
    let mut cells = Vec::new();
    for mend in mends {
        let Some(at) = table.column(&mend.column) else {
            continue;
        };
        if mend.row > MOST_TYPED && table.row(mend.row).is_none() {
            continue;
        }
        let text: String = mend.text.chars().take(LONGEST).collect();
        let stands = table
            .row(mend.row)
            .and_then(|row| row.cells.get(at))
            .map(text_of);
        if stands.unwrap_or_default() != text {
            cells.push(cell(sheet, mend.row, &mend.column, text));
        }
    }
    cells
}

fn cell(sheet: usize, row: u32, column: &str, value: String) -> StoredCell {
    StoredCell {
        sheet: i64::try_from(sheet).unwrap_or(i64::MAX),
        line: i64::from(row),
        col: column.to_owned(),
        value,
    }
}

async fn write(
    app: &App,
    id: &str,
    plan: Option<(i64, String)>,
    cells: Vec<StoredCell>,
) -> Result<(), AppError> {
    if cells.is_empty() && plan.is_none() {
        return Ok(());
    }
    if cells.len() > MOST_CELLS * 4 {
        return Err(AppError::refused(
            "Quá nhiều ô trong một lần. Chia thành nhiều lần nhỏ hơn.",
        ));
    }
    let change = rows::Change {
        plan,
        forget: Vec::new(),
        cells,
    };
    if rows::change(app.db(), id, app.now().0, change).await? {
        return Ok(());
    }
    Err(AppError::Stale)
}

/// Replaces a value wherever it stands in a column. Answers how many cells that were.
///
/// # Errors
/// As [`mend`].
pub async fn replace(
    app: &App,
    actor: &Actor,
    id: &str,
    sheet: usize,
    column: &str,
    (from, to): (&str, &str),
) -> Result<usize, AppError> {
    permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    if to.chars().count() > LONGEST_FOR_MANY {
        return Err(AppError::refused(format!(
            "Nội dung thay vào dài nhất {LONGEST_FOR_MANY} ký tự. Viết ngắn lại, hoặc sửa từng ô."
        )));
    }
    let table = current(app, &desk, sheet).await?;
    let at = table.column(column).ok_or(AppError::NotFound)?;
    let wanted = from.trim();
    let holds = |row: &&Arc<TableRow>| {
        let text = row.cells.get(at).map(text_of).unwrap_or_default();
        row.counts() && text.trim() == wanted
    };
    let found = table.rows.iter().filter(holds);
    let cells: Vec<StoredCell> = found
        .map(|row| cell(sheet, row.number, column, to.trim().to_owned()))
        .collect();
    let changed = cells.len();
    write(app, id, None, cells).await?;
    Ok(changed)
}

/// What is done with rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowDeed {
    /// They are left out.
    LeaveOut,
    /// They are taken in again.
    TakeIn,
    /// Where they contradict what is stored.
    Decide(Decision),
}

/// Leaves rows out, takes them in, answers their conflicts; without rows the answer is for all conflicts of the
/// session.
///
/// # Errors
/// As [`mend`].
pub async fn rows_deed(
    app: &App,
    actor: &Actor,
    id: &str,
    sheet: usize,
    numbers: &[u32],
    deed: RowDeed,
) -> Result<(), AppError> {
    permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    let mut plan: Plan = desk.plan.clone();
    if let (RowDeed::Decide(decision), true) = (deed, numbers.is_empty()) {
        plan.all = Some(decision);
        for sheet in &mut plan.sheets {
            sheet.keep.clear();
            sheet.take.clear();
        }
    }
    let own = plan.sheets.get_mut(sheet).ok_or(AppError::NotFound)?;
    for number in numbers {
        match deed {
            RowDeed::LeaveOut => {
                own.left_out.insert(*number);
                own.taken_in.remove(number);
            }
            RowDeed::TakeIn => {
                own.left_out.remove(number);
                own.taken_in.insert(*number);
            }
            RowDeed::Decide(Decision::Keep) => {
                own.keep.insert(*number);
                own.take.remove(number);
            }
            RowDeed::Decide(Decision::Take) => {
                own.take.insert(*number);
                own.keep.remove(number);
            }
        }
    }
    write(app, id, Some((desk.row.version, plan.text())), Vec::new()).await
}

/// Pastes a block into a list: below its last filled row, or at a cell.
///
/// # Errors
/// [`AppError::Refused`] where the block is no table or does not fit; else as [`mend`].
pub async fn paste(
    app: &App,
    actor: &Actor,
    id: &str,
    text: &str,
    corner: Option<(u32, String)>,
) -> Result<Pasted, AppError> {
    permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    if !desk.is_typed() {
        return Err(AppError::refused(
            "Chỉ dán được vào danh sách nhập tay. Với tệp, hãy sửa từng ô.",
        ));
    }
    let table = current(app, &desk, 0).await?;
    let mut plan = desk.plan.clone();
    let sheet = plan.sheets.first_mut().ok_or(AppError::NotFound)?;
    let filled = table
        .rows
        .iter()
        .filter(|row| row.counts())
        .map(|row| row.number)
        .max();
    let (row, column) = match corner {
        Some((row, column)) => (row.max(1), Some(column)),
        None => (filled.unwrap_or_default() + 1, None),
    };
    let corner = Corner {
        row,
        column: column.as_deref(),
    };
    let block = read_block(sheet, table.def, text, &corner)?;
    if block.cells.len() > MOST_CELLS * 4 {
        return Err(AppError::refused(
            "Bảng dán vào quá lớn. Lưu thành tệp rồi dùng «Nhập từ tệp».",
        ));
    }
    let cells = block
        .cells
        .into_iter()
        .map(|(row, column, text)| cell(0, row, &column, text.chars().take(LONGEST).collect()));
    write(
        app,
        id,
        Some((desk.row.version, plan.text())),
        cells.collect(),
    )
    .await?;
    Ok(Pasted {
        rows: block.rows,
        unknown: block.unknown,
    })
}

/// Adds empty rows to a list.
///
/// # Errors
/// As [`mend`].
pub async fn grow(app: &App, actor: &Actor, id: &str, by: u32) -> Result<(), AppError> {
    permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    let mut plan = desk.plan.clone();
    let Some(sheet) = plan.sheets.first_mut().filter(|_| desk.is_typed()) else {
        return Err(AppError::NotFound);
    };
    sheet.rows = (sheet.rows + by.min(500)).min(MOST_TYPED);
    write(app, id, Some((desk.row.version, plan.text())), Vec::new()).await
}

/// Where a session stands: its totals, and the rows that were asked about.
///
/// # Errors
/// As [`mend`].
pub async fn standing(
    app: &Arc<App>,
    actor: &Actor,
    id: &str,
    sheet: usize,
    numbers: &[u32],
) -> Result<Mended, AppError> {
    let desk = desk(app, actor, id).await?;
    let Some(checked) = checked(app, actor, &desk).await? else {
        return Ok(Mended {
            checking: true,
            version: desk.row.version,
            ..Mended::default()
        });
    };
    let counts = counts(&desk.plan, &checked);
    let mut mended = Mended {
        clean: checked.is_clean(&desk.plan),
        seen: checked.seen.clone(),
        total: counts.total(),
        counts,
        version: desk.row.version,
        ..Mended::default()
    };
    let plan = desk.plan.sheets.get(sheet);
    let table = checked.tables.get(sheet).and_then(Option::as_ref);
    if let (Some(plan), Some(table)) = (plan, table) {
        let scene = Scene {
            plan,
            table,
            checked: &checked,
            at: sheet,
            all: desk.plan.all,
            typed: desk.is_typed(),
        };
        let rows = numbers.iter().filter_map(|number| table.row(*number));
        mended.rows = rows.map(|row| scene.row(row)).collect();
    }
    Ok(mended)
}
