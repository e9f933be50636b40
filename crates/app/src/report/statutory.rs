//! Yearly statistical forms of emulation and commendation, filled from the movements and awards of an agency. What the
//! system holds no figures of stays open, and says so.

mod count;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use thidua_domain::text::number::group;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::paper::{Annex, Block, Cell, Document, Marks};
use thidua_files::sheet::Value;

use self::count::Counted;
use super::office::office;
use super::period::PreviewSection;
use super::{Field, Grid, Issue, PERMISSION};
use crate::AppError;
use crate::state::View;

const SHIPPED: &str = include_str!("../../../../rulebook/papers/statutory.toml");

/// The forms asked for.
#[derive(Clone, Debug)]
pub struct AskForms {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// How they are issued.
    pub issue: Issue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    form: Vec<FormLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormLine {
    code: String,
    number: String,
    title: String,
    unit: Option<String>,
    circular: String,
    due: String,
    counts: String,
    confirmed: bool,
    columns: Vec<ColumnLine>,
    rows: Vec<RowLine>,
}

/// A column of a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnLine {
    title: String,
    sign: String,
    of: Option<String>,
    #[serde(default)]
    awards: Vec<String>,
}

/// A row of a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowLine {
    code: Option<String>,
    label: String,
    unit: Option<String>,
    of: Option<String>,
}

static READ: LazyLock<Result<Vec<FormLine>, String>> = LazyLock::new(|| {
    let shipped: Result<Shipped, _> = toml::from_str(SHIPPED);
    shipped
        .map(|shipped| shipped.form)
        .map_err(|error| error.to_string())
});

/// The forms of a year, each on a sheet of its own.
///
/// # Errors
/// [`AppError::Refused`] for a year that cannot be; [`AppError::NotFound`] and [`AppError::Forbidden`] as every query.
pub fn document(view: &View, ask: &AskForms) -> Result<Document, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let year = WorkYear::parse(&ask.year.to_string())
        .map_err(|_| AppError::refused("Năm công tác gồm bốn chữ số."))?;
    let forms = READ
        .as_ref()
        .map_err(|error| AppError::Machine(format!("statutory.toml: {error}")))?;
    let last = Window::whole(year).last_day();
    let office = office(view.state.as_ref(), &ask.agency, last, None, &ask.issue)?;
    let counted = Counted::of(view, &ask.agency, ask.year)?;
    let mut annexes = Vec::new();
    let mut unconfirmed = Vec::new();
    for form in forms {
        annexes.push(annex(form, &counted, &office.name, ask.year));
        if !form.confirmed {
            unconfirmed.push(form.number.clone());
        }
    }
    let mut notices = Vec::new();
    if !unconfirmed.is_empty() {
        notices.push(format!(
            "bố cục các biểu {} chưa đối chiếu với bản gốc của thông tư; thông tư 18/2025/TT-BNV ngày 08/10/2025 quy định chế độ báo cáo mới, đề nghị kiểm tra trước khi gửi",
            super::listed(&unconfirmed)
        ));
    }
    notices.push(format!(
        "số liệu tính theo năm công tác {} (01/10/{} – 30/9/{}), biểu của Bộ Nội vụ tính theo năm báo cáo",
        ask.year,
        ask.year - 1,
        ask.year
    ));
    Ok(Document {
        kind: None,
        annexes,
        marks: Marks {
            draft: None,
            notices,
            sources: Vec::new(),
        },
        ..Document::default()
    })
}

/// The forms as the screen shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forms {
    /// A form each.
    pub sections: Vec<PreviewSection>,
    /// What the reader must be warned of.
    pub notices: Vec<String>,
}

/// The forms of a year for the screen: the same as the paper.
///
/// # Errors
/// As [`document`].
pub fn preview(view: &View, ask: &AskForms) -> Result<Forms, AppError> {
    let document = document(view, ask)?;
    let sections = document.annexes.into_iter();
    let sections = sections.map(|annex| PreviewSection::of(annex.title, annex.blocks));
    Ok(Forms {
        sections: sections.collect(),
        notices: document.marks.notices,
    })
}

fn annex(form: &FormLine, counted: &Counted, agency: &str, year: i16) -> Annex {
    let mut blocks = vec![
        Block::Paragraph(
            format!("Biểu số: {}. Ban hành theo {}.", form.number, form.circular).into(),
        ),
        Block::Paragraph(format!("Đơn vị báo cáo: {agency}. Thời hạn: {}.", form.due).into()),
    ];
    let mut grid = grid(form);
    let mut open = false;
    for row in &form.rows {
        let Some(code) = &row.code else {
            grid.group(row.label.as_str());
            continue;
        };
        let mut cells = vec![Cell::text(row.label.as_str()), Cell::text(code.as_str())];
        cells.push(Cell::text(row.unit.as_deref().unwrap_or_default()));
        for column in &form.columns {
            let found = row
                .of
                .as_deref()
                .and_then(|of| counted.cell(form, of, column));
            open |= found.is_none();
            cells.push(match found {
                Some(count) => Cell::value(group(count), Value::Integer(count.into())),
                None => Cell::text("…"),
            });
        }
        grid.row(cells);
    }
    let unit = form
        .unit
        .as_ref()
        .map(|unit| format!("Đơn vị tính: {unit}"));
    let mut table = grid.table(format!("Biểu {}", form.code));
    table.unit = unit;
    blocks.push(Block::Table(table));
    if !form.confirmed {
        let left = "Bố cục biểu chưa đối chiếu với bản gốc của thông tư.";
        blocks.push(Block::Note(left.to_owned()));
    }
    if open {
        let left = "Ô để “…”: hệ thống chưa có số liệu, đơn vị tự điền.";
        blocks.push(Block::Note(left.to_owned()));
    }
    blocks.extend(counted.remarks(form).into_iter().map(Block::Note));
    Annex {
        title: format!("{} năm {year}", form.title),
        landscape: true,
        blocks,
        ..Annex::default()
    }
}

fn grid(form: &FormLine) -> Grid {
    let fields = [
        Field::words("A", 40).kept().under("Nội dung"),
        Field::mark("B", 8).kept().under("Mã số"),
        Field::mark("C", 14).under("Đơn vị tính"),
    ];
    let columns = form.columns.iter().map(|column| {
        Field::amount(column.sign.as_str(), 14)
            .under(column.title.as_str())
            .kept()
    });
    Grid::new(fields.into_iter().chain(columns))
}
