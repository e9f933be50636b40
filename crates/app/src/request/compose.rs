//! Asking: the form as it was typed, the units, the last day by the working calendar. One transaction, one audit event.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::request::{
    Field, LONGEST_WORDS, MOST_FIELDS, MOST_QUESTIONS, Plain, Question, REQUESTS, Request, Shape,
    Status, days,
};
use thidua_domain::text;
use thidua_domain::time::{parse_date, vn};
use thidua_store::Canonical;

use super::{PERMISSION, WRITES, stamp, works};
use crate::access::Caller;
use crate::closing::keep;
use crate::report::outlines;
use crate::state::View;
use crate::{App, AppError};

/// Most units of one request.
const MOST_UNITS: usize = 1_000;
/// Longest guidance, in letters.
const LONGEST_GUIDANCE: usize = 5_000;
/// Days ahead a last day may lie.
const FARTHEST: i32 = 800;

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
    /// Whether it may stay empty.
    pub required: bool,
}

/// Who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// These agencies below.
    #[default]
    Chosen,
    /// All directly below.
    Below,
    /// All on every level below.
    Deep,
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct AskRequest {
    /// Code of the agency that asks.
    pub asker: String,
    /// In one line.
    pub title: String,
    /// How it is to be filled in.
    pub guidance: String,
    /// The paper that asks for it.
    pub paper: String,
    /// Code of the request from above it is passed on of.
    pub parent: Option<String>,
    /// The form.
    pub questions: Vec<QuestionLine>,
    /// Who is asked.
    pub wish: Wish,
    /// Codes of the agencies chosen.
    pub units: Vec<String>,
    /// Last day as written; empty where days are told.
    pub due: String,
    /// Or so many working days from today on.
    pub days: String,
}

/// Sends a request to units below.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] where the actor does not write for the agency;
/// [`AppError::Refused`] with every fault, one a line.
pub async fn ask(app: &App, by: &Caller, ask: &AskRequest) -> Result<String, AppError> {
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    view.permit_agency(PERMISSION, &ask.asker)?;
    view.permit_agency(WRITES, &ask.asker)?;
    let request = read(&view, by, ask).map_err(|faults| AppError::Refused(faults.join("\n")))?;
    let row = request.row();
    let content = Canonical::from_value(&row)?;
    let key = request.code.clone();
    keep(&mut tx, &stamp(app, by, None), REQUESTS, key, content).await?;
    let subject = format!("{REQUESTS} {}", request.code);
    let event = by.event(app.now(), "request.ask", subject, None, &row)?;
    tx.commit(event).await?;
    Ok(request.code)
}

fn read(view: &View, by: &Caller, ask: &AskRequest) -> Result<Request, Vec<String>> {
    let mut faults = Vec::new();
    let title = text::clean(&ask.title.replace('\n', " "));
    if title.is_empty() {
        faults.push("Chưa ghi tên yêu cầu.".to_owned());
    }
    let long = |text: &str, most: usize| text.chars().count() > most;
    if long(&title, LONGEST_WORDS) {
        faults.push(format!("Tên yêu cầu dài nhất {LONGEST_WORDS} ký tự."));
    }
    let guidance = Plain::Text.read(&ask.guidance).unwrap_or_default();
    if long(&ask.guidance, LONGEST_GUIDANCE)
        || guidance.is_empty() && !ask.guidance.trim().is_empty()
    {
        faults.push("Hướng dẫn dài quá 3.000 ký tự. Viết gọn lại.".to_owned());
    }
    let paper = text::clean(&ask.paper);
    if long(&paper, LONGEST_WORDS) {
        faults.push(format!("Tên văn bản dài nhất {LONGEST_WORDS} ký tự."));
    }
    let questions = questions(&ask.questions, &mut faults);
    let units = units(view, ask, &mut faults);
    let due = due_day(view, ask).map_err(|fault| faults.push(fault)).ok();
    let parent = parent(view, ask, &mut faults);
    let mut own = view.state.requests.of_asker(&ask.asker);
    let twice = own.any(|known| {
        known.status == Status::Open
            && known.title == title
            && known.sent == view.today
            && known.units == units
    });
    if twice {
        faults.push("Yêu cầu này vừa được gửi hôm nay cho chính các đơn vị ấy.".to_owned());
    }
    let told = |text: String| (!text.is_empty()).then_some(text);
    match due.filter(|_| faults.is_empty()) {
        None => Err(faults),
        Some(due) => Ok(Request {
            code: code(view, &ask.asker),
            asker: ask.asker.clone(),
            title,
            guidance: told(guidance),
            paper: told(paper),
            parent,
            questions,
            units,
            due,
            status: Status::Open,
            sent_by: by.name.clone(),
            sent: view.today,
            reason: None,
        }),
    }
}

/// The next code of an agency's requests.
fn code(view: &View, asker: &str) -> String {
    let book = &view.state.requests;
    let mut number = book.of_asker(asker).count();
    loop {
        number += 1;
        let code = format!("yc.{asker}.{number}");
        if book.get(&code).is_none() {
            return code;
        }
    }
}

fn parent(view: &View, ask: &AskRequest, faults: &mut Vec<String>) -> Option<String> {
    let code = ask.parent.as_ref()?;
    let known = view.state.requests.get(code);
    let ours = known.is_some_and(|request| request.asks(&ask.asker));
    if !ours {
        faults
            .push("Yêu cầu của cấp trên mà yêu cầu này dựa vào không gửi cho cơ quan.".to_owned());
    }
    ours.then(|| code.clone())
}

fn questions(lines: &[QuestionLine], faults: &mut Vec<String>) -> Vec<Question> {
    let mut found = Vec::new();
    let asked =
        |line: &&QuestionLine| !line.words.trim().is_empty() || !line.fields.trim().is_empty();
    for (line, number) in lines.iter().filter(asked).zip(1_usize..) {
        match question(line) {
            Ok(question) => found.push(question),
            Err(fault) => faults.push(format!("Câu hỏi {number}: {fault}")),
        }
    }
    if found.is_empty() && faults.is_empty() {
        faults.push("Chưa có câu hỏi nào.".to_owned());
    }
    if found.len() > MOST_QUESTIONS {
        faults.push(format!(
            "Một yêu cầu có nhiều nhất {MOST_QUESTIONS} câu hỏi."
        ));
    }
    found
}

fn question(line: &QuestionLine) -> Result<Question, String> {
    let words = text::clean(&line.words.replace('\n', " "));
    if words.is_empty() {
        return Err("chưa ghi nội dung hỏi.".to_owned());
    }
    if words.chars().count() > LONGEST_WORDS {
        return Err(format!("nội dung hỏi dài nhất {LONGEST_WORDS} ký tự."));
    }
    let shape = match line.kind.as_str() {
        "bang" => Shape::Rows {
            fields: fields(&line.fields)?,
        },
        kind => {
            let kind =
                Plain::from_word(kind).ok_or_else(|| "chưa chọn trả lời bằng gì.".to_owned())?;
            Shape::One {
                unit: unit(kind, &line.unit),
                kind,
            }
        }
    };
    Ok(Question {
        words,
        shape,
        required: line.required,
    })
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

/// The agencies a wish means, as of today: directly below, or on every level.
pub fn units_of(view: &View, asker: &str, wish: &Wish) -> Vec<String> {
    let org = view.state.org.as_ref();
    let found = match wish {
        Wish::Chosen => return Vec::new(),
        Wish::Below => org.children_on(asker, view.today),
        Wish::Deep => org.subtree_on(asker, view.today),
    };
    let lives = found
        .into_iter()
        .filter(|agency| agency.code != asker && agency.on(view.today).is_some());
    lives.map(|agency| agency.code.clone()).collect()
}

fn units(view: &View, ask: &AskRequest, faults: &mut Vec<String>) -> Vec<String> {
    let deep = units_of(view, &ask.asker, &Wish::Deep);
    let mut found = units_of(view, &ask.asker, &ask.wish);
    if ask.wish == Wish::Chosen {
        for code in &ask.units {
            match deep.contains(code) {
                true if found.contains(code) => {}
                true => found.push(code.clone()),
                false => faults.push("Có đơn vị đã chọn không trực thuộc cơ quan.".to_owned()),
            }
        }
    }
    if found.is_empty() && faults.is_empty() {
        faults.push("Chưa chọn đơn vị nào.".to_owned());
    }
    if found.len() > MOST_UNITS {
        faults.push(format!("Một yêu cầu gửi nhiều nhất {MOST_UNITS} đơn vị."));
    }
    found
}

fn due_day(view: &View, ask: &AskRequest) -> Result<Date, String> {
    let (due, days) = (text::clean(&ask.due), text::clean(&ask.days));
    let worked = |day: Date| works(view, &ask.asker, day);
    if due.is_empty() && !days.is_empty() {
        let count = days.parse().ok().filter(|count| (1..=200).contains(count));
        let count: u8 =
            count.ok_or_else(|| "Số ngày làm việc là một số từ 1 đến 200.".to_owned())?;
        return days::after(view.today, count, &worked)
            .ok_or_else(|| "Lịch làm việc không có ngày nào để tính hạn.".to_owned());
    }
    last_day(view, &ask.asker, &due)
}

/// A last day as it was typed: a worked day from today on.
pub(super) fn last_day(view: &View, asker: &str, typed: &str) -> Result<Date, String> {
    let day = parse_date(typed).map_err(|_| {
        "Hạn gửi là một ngày, ví dụ 15/03/2027, hoặc ghi số ngày làm việc.".to_owned()
    })?;
    if day < view.today {
        return Err("Hạn gửi đã qua. Ghi một ngày từ hôm nay trở đi.".to_owned());
    }
    let ahead = view.today.until((jiff::Unit::Day, day));
    if ahead.map_or(true, |span| span.get_days() > FARTHEST) {
        return Err("Hạn gửi xa quá hai năm. Xem lại năm đã ghi.".to_owned());
    }
    let worked = |day: Date| works(view, asker, day);
    if worked(day) {
        return Ok(day);
    }
    let next = days::worked(day, &worked);
    let next = next.map_or_else(String::new, |next| {
        format!(" Ngày làm việc kế tiếp là {}.", vn(next))
    });
    Err(format!("Hạn gửi {} là ngày nghỉ.{next}", vn(day)))
}

/// The questions of an outline: one a section, in words.
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
            ..QuestionLine::default()
        })
        .collect())
}

/// The form of a request from above, to be asked of units below in turn.
///
/// # Errors
/// [`AppError::NotFound`] where it does not ask the agency.
pub fn passed_on(view: &View, code: &str, asker: &str) -> Result<AskRequest, AppError> {
    let request = super::of_unit(view, code, asker)?;
    let line = |question: &Question| {
        let (kind, unit, fields) = match &question.shape {
            Shape::One { kind, unit } => (kind.code(), unit.clone(), String::new()),
            Shape::Rows { fields } => {
                let line = |field: &Field| {
                    let unit = field.unit.as_ref();
                    let unit = unit.map_or_else(String::new, |unit| format!(" | {unit}"));
                    format!(
                        "{} | {}{unit}",
                        field.name,
                        field.kind.words().to_lowercase()
                    )
                };
                let lines: Vec<String> = fields.iter().map(line).collect();
                ("bang", None, lines.join("\n"))
            }
        };
        QuestionLine {
            words: question.words.clone(),
            kind: kind.to_owned(),
            unit: unit.unwrap_or_default(),
            fields,
            required: question.required,
        }
    };
    Ok(AskRequest {
        asker: asker.to_owned(),
        title: request.title.clone(),
        guidance: request.guidance.clone().unwrap_or_default(),
        paper: request.paper.clone().unwrap_or_default(),
        parent: Some(request.code.clone()),
        questions: request.questions.iter().map(line).collect(),
        wish: Wish::Below,
        ..AskRequest::default()
    })
}
