//! «Phụ lục giao chỉ tiêu»: the table on paper, as the annex of the decision that hands out.

use jiff::civil::Date;
use thidua_domain::catalogue::Measure;
use thidua_domain::text::number;
use thidua_files::paper::{Annex, Block, Cell as Printed, Document, Row as Line};
use thidua_files::sheet::Value;

use super::table::{AskCascade, Cascade, Cell, Column, cascade};
use super::words::shown;
use super::{Check, check};
use crate::report::{DOTS, Field, Grid, small};
use crate::state::View;
use crate::{AppError, State};

/// Offices above which a table of several targets lies on its long side.
const MANY_COLUMNS: usize = 5;

/// The annex of an agency's handing out in a year, as it stands on a day.
///
/// # Errors
/// As [`cascade`]; [`AppError::Refused`] where nothing was handed out.
pub(crate) fn annex(view: &View, ask: &AskCascade) -> Result<Document, AppError> {
    let table = cascade(view, ask)?;
    let state = view.state.as_ref();
    let given = table
        .rows
        .iter()
        .any(|row| row.cells.iter().any(|cell| cell.given));
    if !given {
        return Err(AppError::refused(format!(
            "{} chưa giao chỉ tiêu năm {} cho đơn vị nào.",
            table.name, table.year
        )));
    }
    let checks = check(state, &table, &table.in_force());
    let subject = format!("Chỉ tiêu thi hành án dân sự năm {}", table.year);
    let title = format!("{subject}\ngiao cho các đơn vị trực thuộc");
    Ok(Document {
        subject: format!("Phụ lục giao chỉ tiêu năm {}", table.year),
        annexes: vec![Annex {
            label: Some("Phụ lục".to_owned()),
            title,
            attached_to: Some(attached(state, &table)),
            landscape: table.columns.len() > MANY_COLUMNS,
            margins: None,
            blocks: blocks(state, &table, &checks),
        }],
        ..Document::default()
    })
}

/// `Kèm theo Quyết định số 15/QĐ-THADS ngày 05/01/2026 của …`: the newest paper; dots where it is not told.
fn attached(state: &State, table: &Cascade) -> String {
    let newest = super::history(state, table)
        .into_iter()
        .find(|step| step.on.is_some());
    let code = newest.and_then(|step| {
        let line = step.lines.into_iter().next()?;
        let mut targets = state.targets.iter();
        let target = targets.find(|target| target.code.is_some() && target.code == line.code)?;
        Some((target.document.clone()?, target.assigned_on))
    });
    match code {
        Some((code, _)) if state.documents.contains_key(&code) => {
            format!("Kèm theo {}", crate::report::cite_shortly(state, &code))
        }
        Some((written, day)) => {
            let day = day.map_or_else(String::new, |day| {
                format!(" ngày {}", crate::report::dated(day))
            });
            format!("Kèm theo văn bản số {written}{day} của {}", table.name)
        }
        None => format!(
            "Kèm theo Quyết định số {DOTS} ngày … tháng … năm {} của {}",
            table.year, table.name
        ),
    }
}

fn blocks(state: &State, table: &Cascade, checks: &[Check]) -> Vec<Block> {
    let share = match table.columns.len() {
        0..=2 => 34,
        3..=5 => 24,
        _ => 20,
    };
    let told: Vec<usize> = (0..table.columns.len())
        .filter(|at| given(table, *at))
        .collect();
    let head = |at: &usize| {
        let column = table.columns.get(*at)?;
        Some(Field::amount(heading(state, column), share).kept())
    };
    let fields = [
        Field::mark("STT", 8).kept(),
        Field::words("Đơn vị", 60).kept(),
    ]
    .into_iter()
    .chain(told.iter().filter_map(head));
    let mut grid = Grid::new(fields);
    for (number, row) in (1_i64..).zip(&table.rows) {
        let mut line = vec![
            Printed::value(number.to_string(), Value::Integer(number.into())),
            Printed::text(row.name.as_str()),
        ];
        let cells = told.iter().map(|at| {
            let pair = table.columns.get(*at).zip(row.cells.get(*at));
            pair.map_or_else(Printed::empty, |(column, cell)| amount(state, column, cell))
        });
        line.extend(cells);
        grid.row(line);
    }
    let mut printed = grid.table("");
    printed.caption = None;
    printed.rows.extend(total(table, checks, &told));
    let mut blocks = vec![Block::Table(printed)];
    blocks.extend(remarks(table, &told).into_iter().map(Block::Note));
    blocks
}

fn given(table: &Cascade, at: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    cells.any(|cell| cell.given)
}

/// `Tỷ lệ thi hành xong về việc (%), từ … trở lên`.
fn heading(state: &State, column: &Column) -> String {
    let unit = match column.measure {
        Measure::Money => "đồng",
        _ => column.unit.as_str(),
    };
    let word = state.catalogue.labels.word("chi-tieu.phep_so", &column.op);
    let op = match column.op.as_str() {
        ">=" | "=" => String::new(),
        _ => format!("\n({})", small(word).replace('…', "").trim()),
    };
    format!("{} ({unit}){op}", column.name)
}

fn amount(state: &State, column: &Column, cell: &Cell) -> Printed {
    let Some(goal) = cell.goal else {
        let words = match (cell.given, cell.value.as_deref()) {
            (true, Some("nam_truoc")) => "bằng năm trước",
            (true, _) => "không nêu",
            (false, _) => "",
        };
        return Printed::text(words);
    };
    let figure = state.catalogue.figure(&column.code);
    let text = match (column.measure, goal.to_i64(), figure) {
        (Measure::Money, Some(dong), _) => number::group(dong),
        (_, _, Some(figure)) => shown(state, figure, goal),
        _ => goal.vn(),
    };
    let value = match (column.measure, goal.to_i128()) {
        (Measure::Money, Some(dong)) => Value::Money(dong),
        (Measure::Count, Some(count)) => Value::Integer(count),
        _ => Value::Decimal(cell.value.clone().unwrap_or_default()),
    };
    Printed::value(text, value)
}

/// The sum of what can be added; rates are never added.
fn total(table: &Cascade, checks: &[Check], told: &[usize]) -> Option<Line> {
    let sums: Vec<Option<&Check>> = told
        .iter()
        .map(|at| {
            let column = table.columns.get(*at)?;
            let check = checks.iter().find(|check| check.key == column.key)?;
            (column.measure != Measure::Rate).then_some(check)
        })
        .collect();
    if sums.iter().all(Option::is_none) {
        return None;
    }
    let values = table.in_force();
    let sum = |(at, check): (&usize, &Option<&Check>)| {
        check.map_or_else(Printed::empty, |_| {
            let parts = values.get(*at).into_iter().flatten().flatten();
            let total: i128 = parts.filter_map(|value| value.to_i128()).sum();
            Printed::value(number::group(total), Value::Integer(total))
        })
    };
    let mut cells = vec![Printed::empty(), Printed::text("Tổng cộng")];
    cells.extend(told.iter().zip(&sums).map(sum));
    Some(Line { cells, bold: true })
}

/// The agency's own targets, and what was revised.
fn remarks(table: &Cascade, told: &[usize]) -> Vec<String> {
    let own = told.iter().filter_map(|at| {
        let column = table.columns.get(*at)?;
        let printed = column.printed.as_ref()?;
        let unit = match column.measure {
            Measure::Rate => "%",
            _ => "",
        };
        Some(format!("{} {printed}{unit}", small(&column.name)))
    });
    let own: Vec<String> = own.collect();
    let own = (!own.is_empty()).then(|| {
        format!(
            "Chỉ tiêu năm {} của {}: {}.",
            table.year,
            table.name,
            own.join("; ")
        )
    });
    let day: Date = table.day;
    let stands = format!(
        "Theo chỉ tiêu đã giao, điều chỉnh đến ngày {}.",
        crate::report::day(day)
    );
    own.into_iter().chain([stands]).collect()
}
