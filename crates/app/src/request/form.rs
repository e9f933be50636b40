//! The form of one unit: the questions with what is written, what was sent, what was said about it.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::request::{Answer, Question, Reply, Request, Shape, Stage, Status, shown};

use super::data::{self, DataShown};
use super::fill::fills;
use super::{PERMISSION, of_unit};
use crate::AppError;
use crate::state::View;

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldShown {
    /// Its heading with its unit.
    pub heading: String,
    /// Code of what it holds.
    pub kind: &'static str,
}

/// A question with what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionShown {
    /// The question with its unit.
    pub words: String,
    /// Code of what it holds; `bang` for a table.
    pub kind: &'static str,
    /// Whether it must be answered.
    pub required: bool,
    /// Columns of a table.
    pub fields: Vec<FieldShown>,
    /// The answer as it is read.
    pub text: String,
    /// Rows of a table as they are read.
    pub rows: Vec<Vec<String>>,
    /// What was sent last, where what is written on is another.
    pub sent: Option<String>,
    /// What the data say to it; `None`: it asks for the unit's own words alone.
    pub data: Option<DataShown>,
}

/// The form of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Form {
    /// Code of the request.
    pub code: String,
    /// In one line.
    pub title: String,
    /// How it is to be filled in.
    pub guidance: Option<String>,
    /// The paper that asks for it.
    pub paper: Option<String>,
    /// Code of the agency that asks.
    pub asker: String,
    /// Its name.
    pub asker_name: String,
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// Last day in time, ISO.
    pub due: String,
    /// Whether that day is past and nothing stands with the asker.
    pub overdue: bool,
    /// Code of how far the request has come.
    pub status: &'static str,
    /// Why the request was changed last.
    pub status_reason: Option<String>,
    /// Code of how far the answer has come.
    pub stage: &'static str,
    /// How often it was sent.
    pub number: u16,
    /// Who sent it last.
    pub sent_by: Option<String>,
    /// When, ISO.
    pub sent_on: Option<String>,
    /// Whether the first time was after the last day.
    pub late: bool,
    /// Who gave it back, when, why.
    pub returned: Option<(String, String, String)>,
    /// Whether something is written on that was not sent.
    pub has_draft: bool,
    /// Work year and cumulative month of the figures and sections the form begins with.
    pub period: Option<(i16, u8)>,
    /// Whether what is shown is what the data say: nobody has written yet.
    pub begun_by_data: bool,
    /// Questions with answers.
    pub questions: Vec<QuestionShown>,
    /// Whether the reader answers for the unit and answers are taken.
    #[serde(skip)]
    pub fills: bool,
    /// Whether the reader may ask units below in turn.
    #[serde(skip)]
    pub passes_on: bool,
    /// Whether it was passed on to units below.
    #[serde(skip)]
    pub passed: Option<String>,
    /// Whether the reader sees the answers of all units.
    #[serde(skip)]
    pub sees_all: bool,
    /// Revision of the answer.
    #[serde(skip)]
    pub revision: i64,
}

/// The form of a unit. What it writes on is shown to who writes on it; others see what was sent.
///
/// # Errors
/// [`AppError::NotFound`] where the unit is not asked or out of reach.
pub fn form(view: &View, code: &str, unit: &str) -> Result<Form, AppError> {
    let request = of_unit(view, code, unit)?;
    let book = &view.state.requests;
    let known = book.answer(code, unit).cloned();
    let answer = known.unwrap_or_else(|| Answer::new(code, unit));
    let own = fills(view, unit);
    let sent = answer.sent.as_ref();
    let facts = data::facts(view, &request, unit, own || sent.is_some());
    let begun = data::beginning(&request.questions, &facts);
    let begun = begun.filter(|_| own && answer.worked_on().is_none());
    let written = match own {
        true => begun.as_ref().or(answer.worked_on()),
        false => sent.map(|sent| &sent.replies),
    };
    let before = sent.map(|sent| &sent.replies).filter(|_| own);
    let stage = match (own, answer.stage()) {
        (false, Stage::Draft) => Stage::None,
        (_, stage) => stage,
    };
    let name = |code: &str| view.state.name_on(code, view.today);
    let own_requests = book.of_asker(unit);
    let passed = own_requests.filter(|one| one.parent.as_deref() == Some(code));
    let asks_below = !view.state.org.children_on(unit, view.today).is_empty();
    Ok(Form {
        asker_name: name(&request.asker),
        unit_name: name(unit),
        unit: unit.to_owned(),
        due: request.due.to_string(),
        overdue: is_overdue(view, &request, &answer),
        status: request.status.code(),
        status_reason: request.reason.clone(),
        stage: stage.code(),
        number: sent.map_or(0, |sent| sent.number),
        sent_by: sent.map(|sent| sent.by.clone()),
        sent_on: sent.map(|sent| sent.on.to_string()),
        late: answer.is_late(request.due),
        returned: answer
            .returned
            .as_ref()
            .map(|back| (back.by.clone(), back.on.to_string(), back.reason.clone())),
        has_draft: own && answer.draft.is_some(),
        period: request.period.map(|of| (of.year.0, of.month)),
        begun_by_data: begun.is_some(),
        questions: {
            let mut lines = questions(&request.questions, written, before);
            for (at, line) in lines.iter_mut().enumerate() {
                let then = sent.and_then(|sent| sent.data.get(at));
                line.data = data_of(&request, at, (written, &facts), then);
            }
            lines
        },
        fills: own && request.status == Status::Open,
        passes_on: own && asks_below && request.status == Status::Open,
        passed: passed.last().map(|one| one.code.clone()),
        sees_all: view.permit_agency(PERMISSION, &request.asker).is_ok(),
        revision: book.answer_revision(code, unit),
        code: request.code,
        title: request.title,
        guidance: request.guidance,
        paper: request.paper,
        asker: request.asker,
    })
}

fn data_of(
    request: &Request,
    at: usize,
    (written, facts): (Option<&Vec<Reply>>, &[data::Fact]),
    then: Option<&String>,
) -> Option<DataShown> {
    let question = request.questions.get(at)?;
    let reply = written.and_then(|replies| replies.get(at));
    data::beside(
        question,
        reply,
        facts.get(at)?,
        then.map_or("", String::as_str),
    )
}

/// Whether nothing stands with the asker after the last day.
pub(super) fn is_overdue(view: &View, request: &Request, answer: &Answer) -> bool {
    request.status == Status::Open && answer.standing().is_none() && view.today > request.due
}

/// Questions with what is written, and what was sent where it is another.
pub(super) fn questions(
    questions: &[Question],
    written: Option<&Vec<Reply>>,
    before: Option<&Vec<Reply>>,
) -> Vec<QuestionShown> {
    let lines = questions.iter().enumerate();
    let line = |(at, question): (usize, &Question)| {
        let reply = written.and_then(|replies| replies.get(at));
        let sent = before.and_then(|replies| replies.get(at));
        let fields: Vec<FieldShown> = match &question.shape {
            Shape::One { .. } => Vec::new(),
            Shape::Rows { fields } => fields
                .iter()
                .map(|field| FieldShown {
                    heading: field.heading(),
                    kind: field.kind.code(),
                })
                .collect(),
        };
        let kind = match &question.shape {
            Shape::One { kind, .. } => kind.code(),
            Shape::Rows { .. } => "bang",
        };
        let (text, rows) = read(question, reply);
        QuestionShown {
            words: question.heading(),
            data: None,
            kind,
            required: question.required,
            fields,
            text,
            rows,
            sent: sent.filter(|sent| Some(*sent) != reply).map(|sent| {
                match read(question, Some(sent)) {
                    (text, rows) if rows.is_empty() => text,
                    (_, rows) => format!("{:02} dòng", rows.len()),
                }
            }),
        }
    };
    lines.map(line).collect()
}

fn read(question: &Question, reply: Option<&Reply>) -> (String, Vec<Vec<String>>) {
    match (&question.shape, reply) {
        (Shape::One { kind, .. }, Some(Reply::One(text))) => (shown(*kind, text), Vec::new()),
        (Shape::Rows { fields }, Some(Reply::Rows(rows))) => {
            let row = |row: &Vec<String>| {
                let cells = fields.iter().zip(row);
                cells.map(|(field, cell)| shown(field.kind, cell)).collect()
            };
            (String::new(), rows.iter().map(row).collect())
        }
        _ => (String::new(), Vec::new()),
    }
}
