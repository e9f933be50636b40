//! Asking: the form as it was typed, the units, the last day by the working calendar. One transaction, one audit event.

use jiff::civil::Date;
use thidua_domain::request::{
    LONGEST_WORDS, MOST_QUESTIONS, Plain, Question, REQUESTS, Request, Status, days,
};
use thidua_domain::text;
use thidua_domain::time::{Window, WorkYear, parse_date, vn};
use thidua_store::Canonical;

use super::question::{self, QuestionLine};
use super::{PERMISSION, WRITES, stamp, works};
use crate::access::Caller;
use crate::closing::keep;
use crate::state::View;
use crate::{App, AppError};

/// Most units of one request.
const MOST_UNITS: usize = 1_000;
/// Longest guidance, in letters.
const LONGEST_GUIDANCE: usize = 5_000;
/// Days ahead a last day may lie.
const FARTHEST: i32 = 800;

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
    /// Work year of the figures and sections the form begins with, as typed.
    pub year: String,
    /// Its cumulative month, as typed; empty: the whole year.
    pub month: String,
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
    let questions = questions(view, &ask.questions, &mut faults);
    let begins = questions.iter().any(|question| question.source.is_some());
    let period = period(ask, begins)
        .map_err(|fault| faults.push(fault))
        .ok()
        .flatten();
    let units = units(view, ask, &mut faults);
    let due = due_day(view, ask).map_err(|fault| faults.push(fault)).ok();
    let parent = parent(view, ask, &mut faults);
    let mut own = view.state.requests.of_asker(&ask.asker);
    let twice = own.any(|known| {
        known.status == Status::Open
            && known.title == title
            && known.sent == view.today
            && known.units == units
            && known.questions == questions
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
            period,
            units,
            due,
            status: Status::Open,
            sent_by: by.name.clone(),
            sent: view.today,
            reason: None,
            changed: None,
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

/// The months the form begins with; asked for where a question takes something from the data.
fn period(ask: &AskRequest, begins: bool) -> Result<Option<Window>, String> {
    let (year, month) = (text::clean(&ask.year), text::clean(&ask.month));
    if year.is_empty() {
        return match begins {
            true => Err(
                "Có câu hỏi lấy sẵn từ dữ liệu: ghi năm công tác và số tháng lũy kế của kỳ báo cáo."
                    .to_owned(),
            ),
            false => Ok(None),
        };
    }
    let year = WorkYear::parse(&year)
        .map_err(|_| "Năm công tác của kỳ báo cáo gồm bốn chữ số.".to_owned())?;
    let months = match month.is_empty() {
        true => Some(12),
        false => month.parse().ok(),
    };
    let window = months.and_then(|month| Window::new(year, month));
    let window =
        window.ok_or_else(|| "Số tháng lũy kế của kỳ báo cáo là một số từ 1 đến 12.".to_owned())?;
    Ok(begins.then_some(window))
}

fn questions(view: &View, lines: &[QuestionLine], faults: &mut Vec<String>) -> Vec<Question> {
    let mut found = Vec::new();
    let asked = |line: &&QuestionLine| !line.is_blank();
    for (line, number) in lines.iter().filter(asked).zip(1_usize..) {
        match question::read(view, line) {
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
