//! What storing a session would come to: every fault at its cell, how many rows are new, filled, changed, the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thidua_domain::access::Actor;
use thidua_domain::bundle::{Cell, Fault, Kind, Severity};
use thidua_domain::text;
use thidua_files::grid::Grid;
use thidua_store::sha256_hex;

use super::super::load::{self, load};
use super::super::options::{Counts, Options};
use super::super::scope::Scope;
use super::super::{Bundle, FIGURES};
use super::codes::{Namer, Reading};
use super::foreign::foreign;
use super::lay::{Laid, lay};
use super::plan::{Decision, Plan};
use super::speak::Speaker;
use super::table::{Edits, Table, table};
use crate::{App, AppError};

/// How a fault begins that stored data contradict: it can be answered, not only mended.
const UNLIKE: &str = "Khác với nội dung đã lưu";

/// What stands before the name an unusual spelling was taken for.
const NAMED_AS: &str = "đã hiểu là";

/// One thing told of a cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether it keeps the session from being stored.
    pub(super) severity: Severity,
    /// Whether what is stored contradicts it.
    pub(super) conflict: bool,
    /// What is wrong.
    pub(super) reason: String,
    /// What cures it.
    pub(super) cure: String,
}

/// What is told of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowCheck {
    /// By column of the table.
    pub(super) cells: BTreeMap<String, Vec<Told>>,
    /// Of the row as a whole.
    pub(super) whole: Vec<Told>,
}

impl RowCheck {
    fn all(&self) -> impl Iterator<Item = &Told> {
        self.cells.values().flatten().chain(&self.whole)
    }

    /// Whether something must be mended.
    pub(super) fn is_wrong(&self) -> bool {
        let wrong = |told: &Told| told.severity == Severity::Error && !told.conflict;
        self.all().any(wrong)
    }

    /// Whether stored data say otherwise.
    pub(super) fn is_unlike(&self) -> bool {
        self.all().any(|told| told.conflict)
    }
}

/// A conflict: sheet, row of the file, part of a wide row, column of the bundle.
type Unlike = (usize, u32, u32, String);

/// A session, checked.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// The sheets as they are worked on; `None`: not taken in.
    pub(super) tables: Vec<Option<Table>>,
    /// What cells were taken for.
    pub(super) laid: BTreeMap<usize, Laid>,
    /// What is told of the rows of each sheet.
    pub(super) rows: Vec<BTreeMap<u32, RowCheck>>,
    /// What the rows come to, by sheet.
    pub(super) counts: Vec<Counts>,
    /// What is told of no row.
    pub(super) general: Vec<Told>,
    /// Conflicts of which what is stored stays.
    kept: BTreeSet<Unlike>,
    /// Whether a conflict is answered by taking the row.
    pub(super) takes: bool,
    /// Names the conflicts as they were seen.
    pub(super) seen: String,
    /// Version of the data it was checked against.
    pub(super) at: i64,
}

impl Checked {
    /// Whether nothing keeps it from being stored.
    pub(super) fn is_clean(&self, plan: &Plan) -> bool {
        let wrong = |told: &Told| told.severity == Severity::Error;
        let sheets = plan.sheets.iter().zip(&self.rows);
        let mut rows = sheets.flat_map(|(sheet, rows)| rows.iter().map(move |row| (sheet, row)));
        let undecided = |(sheet, (number, row)): (&super::plan::SheetPlan, (&u32, &RowCheck))| {
            row.is_wrong() || (row.is_unlike() && sheet.decision(*number, plan.all).is_none())
        };
        !self.general.iter().any(wrong) && !rows.any(undecided)
    }

    /// The bundle that is stored: rows answered with "what is stored stays" no longer contradict it.
    pub(super) fn bundle(&self, name: &str, apart: bool) -> Bundle {
        let sheets = self.laid.iter().map(|(at, laid)| {
            let mut laid = laid.clone();
            let wide = laid.def.name == FIGURES.name;
            let kept = |row: u32, part: u32| {
                self.kept.iter().filter(move |(sheet, number, of, _)| {
                    sheet == at && *number == row && *of == part
                })
            };
            if wide {
                laid.rows
                    .retain(|row| kept(row.number, row.part).next().is_none());
            } else if !self.kept.is_empty() {
                for row in &mut laid.rows {
                    for (_, _, _, id) in kept(row.number, row.part) {
                        let column = laid.def.columns.iter().position(|column| column.id == id);
                        if let Some(cell) = column.and_then(|at| row.cells.get_mut(at)) {
                            *cell = Cell::Empty;
                        }
                    }
                }
            }
            laid.grid(apart)
        });
        Bundle {
            name: name.to_owned(),
            sheets: sheets.collect(),
            notes: Vec::new(),
        }
    }
}

/// A session as it is to be checked.
pub(super) struct Input {
    pub(super) title: String,
    pub(super) plan: Plan,
    pub(super) grids: Arc<Vec<Grid>>,
    pub(super) edits: Vec<Edits>,
}

/// Checks a session against what is stored now.
pub(super) async fn check(app: &App, actor: &Actor, input: &Input) -> Result<Checked, AppError> {
    let view = app.view(actor).await?;
    let scope = Scope::of(&view);
    let mut checked = tables(input);
    {
        let sheets: Vec<_> = input
            .plan
            .sheets
            .iter()
            .enumerate()
            .filter_map(|(at, plan)| Some((at, plan, checked.tables.get(at)?.as_ref()?)))
            .collect();
        let mut namer = Namer::new(&view, &scope);
        checked.laid = lay(&sheets, &mut namer, &view.state);
    }
    foreign(&view, &scope, &mut checked);
    let speaker = Speaker { state: &view.state };
    let bundle = checked.bundle(&input.title, true);
    let options = Options {
        channel: "web".to_owned(),
        ..Options::default()
    };
    match load::check(app, actor, &bundle, &options).await {
        Ok(loaded) => {
            checked.at = loaded.at;
            for (at, counts) in checked.counts.iter_mut().enumerate() {
                let def = checked.laid.get(&at).map(|laid| laid.def.name);
                *counts = def
                    .and_then(|def| loaded.counts.get(def))
                    .copied()
                    .unwrap_or_default();
            }
            let mut unlike = BTreeMap::new();
            for fault in &loaded.faults {
                place(&mut checked, &speaker, fault, &mut unlike);
            }
            decide(&mut checked, &input.plan, unlike);
            if checked.is_clean(&input.plan) {
                proofs(app, actor, input, &speaker, &mut checked).await?;
            }
        }
        Err(AppError::Refused(reason)) => checked.general.push(Told {
            severity: Severity::Error,
            conflict: false,
            reason,
            cure: "Bỏ trang này khỏi lần nhập, hoặc đề nghị cơ quan cấp trên nhập.".to_owned(),
        }),
        Err(error) => return Err(error),
    }
    Ok(checked)
}

fn tables(input: &Input) -> Checked {
    let empty = Edits::new();
    let tables: Vec<Option<Table>> = input
        .plan
        .sheets
        .iter()
        .enumerate()
        .map(|(at, plan)| {
            table(
                plan,
                input.grids.get(at),
                input.edits.get(at).unwrap_or(&empty),
            )
        })
        .collect();
    Checked {
        rows: vec![BTreeMap::new(); tables.len()],
        counts: vec![Counts::default(); tables.len()],
        tables,
        ..Checked::default()
    }
}

/// Puts a fault at its cell.
fn place(
    checked: &mut Checked,
    speaker: &Speaker<'_>,
    fault: &Fault,
    unlike: &mut BTreeMap<Unlike, String>,
) {
    let mut laid = checked.laid.iter();
    let found = laid.find(|(_, laid)| laid.def.name == fault.sheet);
    let Some((&at, laid)) = found.filter(|_| fault.row > 0) else {
        let told = told(fault, fault.reason.clone(), fault.cure.clone());
        if !checked.general.contains(&told) {
            checked.general.push(told);
        }
        return;
    };
    let (row, part) = laid.place(fault.row);
    let mut columns = laid.def.columns.iter();
    let column = columns.find(|column| column.heading == fault.column);
    let id = column
        .map(|column| column.id.to_owned())
        .unwrap_or_default();
    let said = (
        fault.reason.as_str(),
        fault.cure.as_str(),
        fault.value.as_str(),
    );
    let (reason, cure) = match laid.readings.get(&(row, id.clone())) {
        Some(Reading::Unclear(reason, cure)) => (reason.clone(), cure.clone()),
        _ => speaker.say(laid.def, column, said),
    };
    // Capital letters alone make no other name of an award.
    let award = column.is_some_and(|column| column.kind == Kind::Award);
    if award && fault.severity == Severity::Warning && reason.contains(NAMED_AS) {
        let named = reason.split(NAMED_AS).nth(1).unwrap_or_default();
        if text::heading_key(named) == text::heading_key(&fault.value) {
            return;
        }
    }
    let reason = if laid.wide {
        relabelled(&reason, laid)
    } else {
        reason
    };
    let mut told = told(fault, reason, cure);
    if told.conflict {
        unlike.insert((at, row, part, id.clone()), fault.reason.clone());
    }
    let table = checked.tables.get(at).and_then(Option::as_ref);
    let shown = table.and_then(|table| shown_at(table, &id, part));
    let Some(rows) = checked.rows.get_mut(at) else {
        return;
    };
    let row = rows.entry(row).or_default();
    let list = match shown {
        Some(to) => row.cells.entry(to).or_default(),
        None => {
            if let Some(column) = column.filter(|_| !told.conflict) {
                told.reason = format!("{}: {}", column.label, told.reason);
            }
            &mut row.whole
        }
    };
    if !list.contains(&told) {
        list.push(told);
    }
}

fn told(fault: &Fault, reason: String, cure: String) -> Told {
    let conflict = fault.reason.starts_with(UNLIKE);
    Told {
        severity: fault.severity,
        conflict,
        reason,
        cure: match conflict {
            true => "Chọn giữ nội dung đã lưu, hoặc lấy theo dòng này.".to_owned(),
            false => cure,
        },
    }
}

/// The column of the table that shows a column of the bundle, or a part of a wide row.
fn shown_at(table: &Table, id: &str, part: u32) -> Option<String> {
    let value = matches!(id, "gia_tri" | "ma_so_lieu" | "don_vi_tinh");
    if part > 0 && (value || table.column(id).is_none()) {
        let figures = table
            .columns
            .iter()
            .filter(|column| column.to.contains(':'));
        let nth = usize::try_from(part - 1).ok()?;
        return figures.map(|column| column.to.clone()).nth(nth);
    }
    table.column(id).map(|_| id.to_owned())
}

/// `dòng 1797` of a long row as the row of the file it came from.
fn relabelled(text: &str, laid: &Laid) -> String {
    let mut parts = text.split("dòng ");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let rest = part.get(digits.len()..).unwrap_or_default();
        result.push_str("dòng ");
        match digits.parse::<u32>() {
            Ok(number) => result.push_str(&laid.place(number).0.to_string()),
            Err(_) => result.push_str(&digits),
        }
        result.push_str(rest);
    }
    result
}

fn decide(checked: &mut Checked, plan: &Plan, unlike: BTreeMap<Unlike, String>) {
    let told: Vec<String> = unlike
        .iter()
        .map(|((at, row, part, id), reason)| format!("{at}|{row}|{part}|{id}|{reason}"))
        .collect();
    checked.seen = sha256_hex(told.join("\n").as_bytes());
    for key in unlike.into_keys() {
        let sheet = plan.sheets.get(key.0);
        match sheet.and_then(|sheet| sheet.decision(key.1, plan.all)) {
            Some(Decision::Keep) => {
                checked.kept.insert(key);
            }
            Some(Decision::Take) => checked.takes = true,
            None => {}
        }
    }
}

/// What the balances say of the figures: only the stored whole can tell, so it is tried and taken back.
async fn proofs(
    app: &App,
    actor: &Actor,
    input: &Input,
    speaker: &Speaker<'_>,
    checked: &mut Checked,
) -> Result<(), AppError> {
    if !checked
        .laid
        .values()
        .any(|laid| laid.def.name == FIGURES.name)
    {
        return Ok(());
    }
    let options = Options {
        dry_run: true,
        revise: checked.takes.then(|| "kiểm tra".to_owned()),
        channel: "web".to_owned(),
        ..Options::default()
    };
    let bundle = checked.bundle(&input.title, true);
    let loaded = load(app, actor, &bundle, &options).await?;
    for fault in &loaded.faults {
        place(checked, speaker, fault, &mut BTreeMap::new());
    }
    Ok(())
}
