//! The questions of a form, as they are typed: on their own, from an outline, from a group of figures, from a request that
//! is passed on.

use serde::Serialize;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::request::{Field, LONGEST_WORDS, MOST_FIELDS, Plain, Question, Shape, Source};
use thidua_domain::text;

use super::compose::{AskRequest, Wish};
use crate::AppError;
use crate::report::outlines;
use crate::state::View;

/// A question as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct QuestionLine {
    /// What is asked; empty: no question.
    pub words: String,
    /// Code of what it holds, or `bang`.
    pub kind: String,
    /// Unit of a number.
    pub unit: String,
    /// Columns of a table, one a line: `Tên | số | đơn vị tính`.
    pub fields: String,
    /// Whether it must be answered.
    pub required: bool,
    /// Name of the figure the answer begins with; empty: none.
    pub figure: String,
    /// Codes of the outline and of its section the answer begins with, with `/` between them; empty: none.
    pub section: String,
}

impl QuestionLine {
    /// Whether nothing was asked.
    pub fn is_blank(&self) -> bool {
        let typed = [&self.words, &self.fields, &self.figure];
        typed.iter().all(|text| text.trim().is_empty())
    }
}

/// A question as it is kept.
///
/// # Errors
/// Why it cannot be asked, in Vietnamese.
pub(super) fn read(view: &View, line: &QuestionLine) -> Result<Question, String> {
    let figure = figure(view, &line.figure)?;
    let mut words = text::clean(&line.words.replace('\n', " "));
    if let (true, Some(figure)) = (words.is_empty(), figure) {
        words.clone_from(&figure.name);
    }
    if words.is_empty() {
        return Err("chưa ghi nội dung hỏi.".to_owned());
    }
    if words.chars().count() > LONGEST_WORDS {
        return Err(format!("nội dung hỏi dài nhất {LONGEST_WORDS} ký tự."));
    }
    let shape = match (line.kind.as_str(), figure) {
        (_, Some(figure)) => asked_of(view, figure),
        ("bang", None) => Shape::Rows {
            fields: fields(&line.fields)?,
        },
        (kind, None) => {
            let kind =
                Plain::from_word(kind).ok_or_else(|| "chưa chọn trả lời bằng gì.".to_owned())?;
            Shape::One {
                unit: unit(kind, &line.unit),
                kind,
            }
        }
    };
    let words_asked = matches!(
        shape,
        Shape::One {
            kind: Plain::Text,
            ..
        }
    );
    let source = match figure {
        Some(figure) => Some(Source::Figure {
            code: figure.code.clone(),
        }),
        None => section(&line.section)?.filter(|_| words_asked),
    };
    Ok(Question {
        words,
        shape,
        required: line.required,
        source,
    })
}

/// The figure of a name, as the catalogue spells it.
fn figure<'a>(view: &'a View, typed: &str) -> Result<Option<&'a FigureCode>, String> {
    let key = text::fold(&text::clean(typed));
    if key.is_empty() {
        return Ok(None);
    }
    let mut all = view.state.catalogue.figures();
    let found = all.find(|figure| text::fold(&figure.name) == key);
    found.map(Some).ok_or_else(|| {
        format!("không có số liệu thống kê tên «{typed}». Chọn một tên trong danh sách gợi ý.")
    })
}

/// What a figure is answered with: money in đồng, as the data hold it.
fn asked_of(view: &View, figure: &FigureCode) -> Shape {
    let unit = match figure.measure {
        Measure::Money => "dong",
        _ => figure.unit.as_str(),
    };
    let unit = view.state.catalogue.labels.word("don_vi_tinh", unit);
    // «Thi hành xong (về việc)» says its unit already.
    let said = figure.name.contains(&format!("(về {unit})"));
    match figure.measure {
        Measure::Rate => Shape::One {
            kind: Plain::Percent,
            unit: None,
        },
        _ => Shape::One {
            kind: Plain::Number,
            unit: (!said).then(|| unit.to_owned()),
        },
    }
}

fn section(typed: &str) -> Result<Option<Source>, String> {
    let Some((outline, section)) = typed.split_once('/') else {
        return Ok(None);
    };
    let all = outlines().map_err(|error| error.to_string())?;
    let known = all
        .iter()
        .any(|one| one.code == outline && one.sections.iter().any(|part| part.code == section));
    match known {
        true => Ok(Some(Source::Section {
            outline: outline.to_owned(),
            section: section.to_owned(),
        })),
        false => Err("phần của đề cương không còn; lấy lại các phần của đề cương.".to_owned()),
    }
}

fn unit(kind: Plain, typed: &str) -> Option<String> {
    let unit: String = text::clean(typed).chars().take(40).collect();
    (kind == Plain::Number && !unit.is_empty()).then_some(unit)
}

fn fields(typed: &str) -> Result<Vec<Field>, String> {
    let lines = typed.lines().map(text::clean);
    let mut found: Vec<Field> = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let mut parts = line.split('|').map(text::clean);
        let name = parts.next().unwrap_or_default();
        let kind = parts.next().unwrap_or_default();
        let kind = match kind.is_empty() {
            true => Plain::Text,
            false => Plain::from_word(&kind).ok_or_else(|| {
                format!("cột «{name}»: «{kind}» không phải chữ, số, tỷ lệ %, ngày hay có/không.")
            })?,
        };
        if name.is_empty() || name.chars().count() > LONGEST_WORDS {
            return Err("mỗi cột của bảng phải có tên, dài nhất 300 ký tự.".to_owned());
        }
        if found.iter().any(|field| field.name == name) {
            return Err(format!("bảng có hai cột cùng tên «{name}»."));
        }
        found.push(Field {
            unit: unit(kind, &parts.next().unwrap_or_default()),
            name,
            kind,
        });
    }
    match found.len() {
        0 => Err("bảng chưa có cột nào; ghi mỗi cột một dòng.".to_owned()),
        1..=MOST_FIELDS => Ok(found),
        _ => Err(format!("bảng có nhiều nhất {MOST_FIELDS} cột.")),
    }
}

/// The questions of an outline: one a section, in words, beginning with the unit's own report.
///
/// # Errors
/// [`AppError::Refused`] for an outline that is not there.
pub fn outline_questions(code: &str) -> Result<Vec<QuestionLine>, AppError> {
    let found = outlines()?.iter().find(|outline| outline.code == code);
    let outline = found.ok_or_else(|| {
        AppError::refused("Không có đề cương báo cáo này; hãy chọn trong danh sách.")
    })?;
    let sections = outline.sections.iter();
    let titled = sections.filter(|section| !section.title.is_empty());
    Ok(titled
        .map(|section| QuestionLine {
            words: section.title.clone(),
            kind: Plain::Text.code().to_owned(),
            section: format!("{code}/{}", section.code),
            ..QuestionLine::default()
        })
        .collect())
}

/// Fields of work that figures are of, in the catalogue's order.
pub fn figure_fields(view: &View) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for figure in view.state.catalogue.figures() {
        if !found.contains(&figure.field) {
            found.push(figure.field.clone());
        }
    }
    found
}

/// The questions of a field of work: one a figure.
///
/// # Errors
/// [`AppError::Refused`] for a field that is not there.
pub fn figure_questions(view: &View, field: &str) -> Result<Vec<QuestionLine>, AppError> {
    let all = view.state.catalogue.figures();
    let of_field = all.filter(|figure| figure.field == field);
    let lines: Vec<QuestionLine> = of_field.map(|figure| of_figure(view, figure)).collect();
    match lines.is_empty() {
        true => Err(AppError::refused(
            "Không có nhóm số liệu này; hãy chọn trong danh sách.",
        )),
        false => Ok(lines),
    }
}

fn of_figure(view: &View, figure: &FigureCode) -> QuestionLine {
    let (kind, unit) = match asked_of(view, figure) {
        Shape::One { kind, unit } => (kind, unit),
        Shape::Rows { .. } => (Plain::Number, None),
    };
    QuestionLine {
        words: figure.name.clone(),
        kind: kind.code().to_owned(),
        unit: unit.unwrap_or_default(),
        // A unit seldom has every figure of a group: who needs one says so.
        figure: figure.name.clone(),
        ..QuestionLine::default()
    }
}

/// The form of a request from above, to be asked of units below in turn.
///
/// # Errors
/// [`AppError::NotFound`] where it does not ask the agency.
pub fn passed_on(view: &View, code: &str, asker: &str) -> Result<AskRequest, AppError> {
    let request = super::of_unit(view, code, asker)?;
    let period = request.period;
    Ok(AskRequest {
        asker: asker.to_owned(),
        title: request.title.clone(),
        guidance: request.guidance.clone().unwrap_or_default(),
        paper: request.paper.clone().unwrap_or_default(),
        parent: Some(request.code.clone()),
        questions: request
            .questions
            .iter()
            .map(|question| typed(view, question))
            .collect(),
        year: period.map_or_else(String::new, |of| of.year.0.to_string()),
        month: period.map_or_else(String::new, |of| of.month.to_string()),
        wish: Wish::Below,
        ..AskRequest::default()
    })
}

/// A kept question as one types it.
fn typed(view: &View, question: &Question) -> QuestionLine {
    let (kind, unit, fields) = match &question.shape {
        Shape::One { kind, unit } => (kind.code(), unit.clone(), String::new()),
        Shape::Rows { fields } => {
            let line = |field: &Field| {
                let unit = field.unit.as_ref();
                let unit = unit.map_or_else(String::new, |unit| format!(" | {unit}"));
                let kind = field.kind.words().to_lowercase();
                format!("{} | {kind}{unit}", field.name)
            };
            let lines: Vec<String> = fields.iter().map(line).collect();
            ("bang", None, lines.join("\n"))
        }
    };
    let (figure, section) = match &question.source {
        Some(Source::Figure { code }) => {
            let name = view.state.catalogue.figure_name(code);
            (name.to_owned(), String::new())
        }
        Some(Source::Section { outline, section }) => {
            (String::new(), format!("{outline}/{section}"))
        }
        None => (String::new(), String::new()),
    };
    QuestionLine {
        words: question.words.clone(),
        kind: kind.to_owned(),
        unit: unit.unwrap_or_default(),
        fields,
        required: question.required,
        figure,
        section,
    }
}
