//! A pivot table on paper and as a workbook: whole, whatever the page shows of it.

use thidua_domain::amount::Decimal;
use thidua_domain::text::number::group;
use thidua_files::paper::{self, Block, Document, Form, Marks, Signature, Text};
use thidua_files::sheet::{self, Book, Kind, Row, Sheet, Value, tab_name};

use super::{AskPivot, Pivot, PivotCell, pivot};
use crate::AppError;
use crate::listing::Letter;
use crate::report::{Field, Grid, Issue, Printed, capital, office, unwritten};
use crate::state::View;

/// Most columns of figures on a page of paper; a workbook has no limit but its own.
const MOST_COLUMNS: usize = 14;
/// Most lines of a PDF and of a Word document.
const MOST_LINES: usize = 2_000;
/// Columns of figures from which on a sheet lies on its long side.
const WIDE: usize = 6;

/// Writes a pivot table. It takes a while: call it off the threads that serve requests.
///
/// # Errors
/// As [`pivot`]; [`AppError::Refused`] for a table without rows or too large for paper.
pub fn print(view: &View, ask: &AskPivot, letter: &Letter) -> Result<Printed, AppError> {
    let found = pivot(view, ask, true)?;
    if found.rows.is_empty() {
        return Err(AppError::refused(
            "Bảng không có dòng nào để in. Hãy bỏ bớt điều kiện lọc hoặc chọn năm khác.",
        ));
    }
    let on_paper = letter.form != Form::Xlsx;
    if on_paper && (found.columns.len() > MOST_COLUMNS || found.rows.len() > MOST_LINES) {
        return Err(AppError::refused(format!(
            "Bảng có {} hàng và {} cột; bản giấy chứa nhiều nhất {} hàng và {MOST_COLUMNS} cột. Hãy đổi hàng với cột, lọc bớt, hoặc xuất Excel để lấy đủ.",
            found.rows.len(),
            found.columns.len(),
            group(i128::try_from(MOST_LINES).unwrap_or_default()),
        )));
    }
    let note = format!(
        "Lập theo dữ liệu đến ngày {}.",
        view.today.strftime("%d/%m/%Y")
    );
    let bytes = match letter.form {
        Form::Xlsx => sheet::write(&book(&found, note)),
        form => paper::write(&document(view, &found, letter, note)?, form),
    };
    let ending = match letter.form {
        Form::Docx => "docx",
        Form::Pdf => "pdf",
        Form::Xlsx => "xlsx",
    };
    Ok(Printed {
        name: format!("bang-cheo-{}_{}.{ending}", found.of, view.today),
        media_type: letter.form.media_type(),
        bytes: bytes.map_err(unwritten)?,
    })
}

fn subject(found: &Pivot) -> String {
    let small = |text: &str| crate::report::small(text);
    format!(
        "{} theo {} và {}",
        found.title,
        small(&found.rows_by_name),
        small(&found.columns_by_name)
    )
}

/// What is counted, and what the rows were narrowed to.
fn said(found: &Pivot) -> String {
    let mut said = vec![match found.unit.is_empty() {
        true => found.measure_name.clone(),
        false => format!("{}, đơn vị tính: {}", found.measure_name, found.unit),
    }];
    said.extend(found.within.iter().cloned());
    capital(&said.join("; "))
}

/// What the sums do not hold.
pub(super) fn remarks(found: &Pivot) -> Vec<String> {
    let mut remarks = Vec::new();
    if found.total.untold > 0 {
        remarks.push(format!(
            "Có {} dòng nguồn không nêu số (hoặc không nêu rõ ai), không cộng vào bảng; xem cột «Không nêu số».",
            group(found.total.untold)
        ));
    }
    if found.total.inexact > 0 {
        remarks.push(format!(
            "Có {} dòng nêu số không đúng hẳn (hơn, trên, gần, khoảng …); cộng theo số đã nêu.",
            group(found.total.inexact)
        ));
    }
    if found.repeats > 0 {
        remarks.push(format!(
            "Có {} dòng kể lại khoản mà dòng khác đã kể, không cộng hai lần.",
            group(found.repeats)
        ));
    }
    if found.measure == super::DIFFERENT {
        remarks.push(
            "Mỗi người, tập thể tính một lần trong một ô, nên tổng không bằng tổng các ô cộng lại."
                .to_owned(),
        );
    }
    remarks
}

impl Pivot {
    /// What the sums do not hold, a sentence each.
    pub fn remarks(&self) -> Vec<String> {
        remarks(self)
    }
}

fn number(found: &Pivot, cell: Option<&PivotCell>) -> Value {
    let Some(cell) = cell else {
        return Value::Empty;
    };
    let Some(text) = &cell.value else {
        return cell.shown().map_or(Value::Empty, Value::Text);
    };
    let whole = Decimal::parse(text).ok().and_then(Decimal::to_i128);
    match whole {
        Some(whole) if found.unit == "đồng" => Value::Money(whole),
        Some(whole) => Value::Integer(whole),
        None => Value::Decimal(text.clone()),
    }
}

fn untold(cell: &PivotCell) -> Value {
    match cell.untold {
        0 => Value::Empty,
        count => Value::Integer(count.into()),
    }
}

/// The values of a line: its cells, its total, how many of its rows tell no number.
fn values(found: &Pivot, cells: &[Option<&PivotCell>], total: &PivotCell) -> Vec<Value> {
    let cells = cells.iter().map(|cell| number(found, *cell));
    let mut values: Vec<Value> = cells.chain([number(found, Some(total))]).collect();
    if found.total.untold > 0 {
        values.push(untold(total));
    }
    values
}

/// Every line with its values, the totals last.
fn all(found: &Pivot) -> impl Iterator<Item = (String, Vec<Value>)> {
    let lines = found.rows.iter().zip(&found.cells).map(|(row, cells)| {
        let cells: Vec<Option<&PivotCell>> = cells.iter().map(Option::as_ref).collect();
        (row.label.clone(), values(found, &cells, &row.total))
    });
    let totals: Vec<Option<&PivotCell>> = found
        .columns
        .iter()
        .map(|column| Some(&column.total))
        .collect();
    let last = ("Tổng cộng".to_owned(), values(found, &totals, &found.total));
    lines.chain([last])
}

fn headings(found: &Pivot) -> Vec<String> {
    let columns = found.columns.iter().map(|column| column.label.clone());
    let mut headings: Vec<String> = columns.chain(["Tổng cộng".to_owned()]).collect();
    if found.total.untold > 0 {
        headings.push("Không nêu số (dòng)".to_owned());
    }
    headings
}

fn book(found: &Pivot, note: String) -> Book {
    let kind = match found.unit.as_str() {
        "đồng" => Kind::Money,
        _ => Kind::Integer,
    };
    let first = sheet::Column::new(found.rows_by_name.clone(), 42, Kind::Text);
    let columns = headings(found).into_iter();
    let columns = columns.map(|heading| sheet::Column::new(heading, 16, kind));
    let count = found.rows.len();
    let rows = all(found).enumerate().map(|(at, (label, values))| Row {
        values: std::iter::once(Value::Text(label)).chain(values).collect(),
        bold: at == count,
    });
    let title = subject(found);
    let sheet = Sheet {
        name: tab_name(&found.title, &[]),
        titles: vec![
            "BẢNG CHÉO".to_owned(),
            title.clone(),
            format!("({}.)", said(found)),
        ],
        columns: std::iter::once(first).chain(columns).collect(),
        rows: rows.collect(),
        freeze: Some(1),
        landscape: found.columns.len() > WIDE,
        notes: remarks(found).into_iter().chain([note]).collect(),
        ..Sheet::default()
    };
    Book {
        title,
        sheets: vec![sheet],
    }
}

fn document(
    view: &View,
    found: &Pivot,
    letter: &Letter,
    note: String,
) -> Result<Document, AppError> {
    let (letterhead, head) = match &letter.agency {
        Some(agency) => {
            let office = office(&view.state, agency, view.today, None, &Issue::default())?;
            (office.letterhead, office.signature)
        }
        None => Default::default(),
    };
    let first = Field::words(found.rows_by_name.clone(), 50).kept();
    let others = headings(found).into_iter();
    let others = others.map(|heading| Field::amount(heading, 20).kept());
    let mut grid = Grid::new(std::iter::once(first).chain(others));
    for (label, values) in all(found) {
        let cells = values
            .into_iter()
            .map(|value| paper::Cell::value(shown(&value), value));
        grid.row(
            std::iter::once(paper::Cell::text(label))
                .chain(cells)
                .collect(),
        );
    }
    let mut blocks = vec![
        Block::Paragraph(Text::default().italic(format!("({}.)", said(found)))),
        Block::Table(paper::Table {
            caption: None,
            ..grid.table("")
        }),
    ];
    blocks.extend(remarks(found).into_iter().map(Block::Note));
    let maker = Signature {
        capacity: vec!["Người lập bảng".to_owned()],
        name: None,
    };
    Ok(Document {
        letterhead,
        landscape: found.columns.len() > WIDE,
        kind: Some("Bảng chéo".to_owned()),
        subject: subject(found),
        addressees: Vec::new(),
        blocks,
        signatures: vec![maker, head],
        recipients: Vec::new(),
        annexes: Vec::new(),
        marks: Marks {
            draft: None,
            notices: vec![note],
            sources: Vec::new(),
        },
    })
}

/// A value as it is printed.
fn shown(value: &Value) -> String {
    match value {
        Value::Empty => "–".to_owned(),
        Value::Integer(number) | Value::Money(number) => group(*number),
        Value::Decimal(text) => Decimal::parse(text).map_or_else(|_| text.clone(), Decimal::vn),
        Value::Text(text) | Value::Percent(text) => text.clone(),
        Value::Date(day) => day.to_string(),
    }
}
