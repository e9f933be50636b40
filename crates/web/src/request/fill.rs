//! Answering: the form of one unit, written on and sent.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::request::{self, AskFill, Form, QuestionShown, from_data, starting};
use thidua_domain::request::{MOST_ROWS, Plain, Reply, shown};

use super::{part, words};
use crate::ask::{Ask, redirect};
use crate::draft;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// Empty rows a table has below what is written.
const OPEN: usize = 3;

/// The form.
pub(crate) async fn form(ask: Arc<Ask>) -> Outcome {
    let (mut typed, mut faults, mut status) = (None, Vec::new(), StatusCode::OK);
    let (code, unit) = (ask.part("ma")?, ask.part("co_quan")?);
    let taken = match ask.query.text("lay") {
        Some("duoi") => Some(starting(ask.view()?, code, unit)),
        Some("du-lieu") => Some(from_data(ask.view()?, code, unit)),
        _ => None,
    };
    match taken {
        Some(Ok(replies)) => typed = Some(replies),
        Some(Err(error)) => (status, faults) = words(&ask, error)?,
        None => {}
    }
    let mut found = found(&ask)?;
    let typed = typed.map(|replies| as_typed(&found, &replies));
    let kept = draft::fields_kept(&ask, &key(&found)).await?;
    for (at, question) in found.questions.iter_mut().enumerate() {
        let rows = kept.iter().filter_map(|name| row_of(name, at)).max();
        let rows = rows.map_or(0, |last| last + 1).min(MOST_ROWS);
        if question.kind == "bang" && rows > question.rows.len() {
            let empty = vec![String::new(); question.fields.len()];
            question.rows.resize(rows, empty);
        }
    }
    page(&ask, status, &found, typed, faults)
}

/// What the draft of the form is called.
fn key(form: &Form) -> String {
    format!("tra-loi-yeu-cau/{}/{}", form.code, form.unit)
}

/// Which row of the table of a question a field stands in: `b-2-7-0` is of row 7.
fn row_of(name: &str, question: usize) -> Option<usize> {
    let rest = name.strip_prefix(&format!("b-{question}-"))?;
    rest.split_once('-')?.0.parse().ok()
}

/// The page of the unit's own report, or of its figures, that the data are from.
fn source_of(form: &Form, question: &QuestionShown) -> Option<String> {
    let data = question.data.as_ref()?;
    let (year, month) = form.period?;
    let unit = part(&form.unit);
    Some(match &data.outline {
        Some(outline) => format!(
            "/co-quan/{unit}/bao-cao?de-cuong={}&tu={year}&den={year}/{month}",
            part(outline)
        ),
        None => format!("/co-quan/{unit}/so-lieu?nam={year}&thang={month}"),
    })
}

fn found(ask: &Ask) -> Result<Form, Problem> {
    let found = request::form(ask.view()?, ask.part("ma")?, ask.part("co_quan")?);
    found.map_err(|error| ask.fault(error))
}

/// Kept answers as one types them.
fn as_typed(form: &Form, replies: &[Reply]) -> Vec<Reply> {
    let cell = |kind: &str, text: &str| match Plain::from_word(kind) {
        Some(kind) => shown(kind, text),
        None => text.to_owned(),
    };
    let reply = |(question, reply): (&QuestionShown, &Reply)| match reply {
        Reply::One(text) => Reply::One(cell(question.kind, text)),
        Reply::Rows(rows) => {
            let row = |row: &Vec<String>| {
                let cells = row.iter().zip(&question.fields);
                cells.map(|(text, field)| cell(field.kind, text)).collect()
            };
            Reply::Rows(rows.iter().map(row).collect())
        }
    };
    form.questions.iter().zip(replies).map(reply).collect()
}

fn page(
    ask: &Ask,
    status: StatusCode,
    form: &Form,
    typed: Option<Vec<Reply>>,
    faults: Vec<String>,
) -> Outcome {
    let lines = form.questions.iter().enumerate();
    let questions: Vec<Value> = lines
        .map(|(at, question)| {
            let shown = shown_question(question, typed.as_ref().and_then(|all| all.get(at)));
            context! { source => source_of(form, question), ..shown }
        })
        .collect();
    let page = context! {
        faults, questions, draft => key(form),
        taken => ask.query.text("lay"),
        begins => form.questions.iter().any(|one| one.data.is_some()),
        done => ask.query.text("da").and_then(done),
        reason => ask.form.text("ly_do").unwrap_or_default(),
        form => value(form),
        fills => form.fills, passes_on => form.passes_on, passed => &form.passed,
        sees_all => form.sees_all, revision => form.revision,
    };
    ask.page_with(status, "request/form.html", page)
}

fn shown_question(question: &QuestionShown, typed: Option<&Reply>) -> Value {
    let text = match typed {
        Some(Reply::One(text)) => text.clone(),
        Some(Reply::Rows(_)) => String::new(),
        None => question.text.clone(),
    };
    let mut rows = match typed {
        Some(Reply::Rows(rows)) => rows.clone(),
        _ => question.rows.clone(),
    };
    let written = rows.len();
    // What was typed keeps the rows it had; what is stored gets some more.
    let open = match typed {
        Some(Reply::Rows(_)) if written > 0 => 0,
        _ => OPEN,
    };
    rows.resize(written + open, vec![String::new(); question.fields.len()]);
    context! { value => text, lines => rows, ..value(question) }
}

fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "nhap" => {
            "Đã lưu bản đang làm. Cơ quan yêu cầu chưa nhận được; làm xong thì bấm «Gửi báo cáo»."
        }
        "gui" => "Đã gửi báo cáo.",
        _ => return None,
    })
}

/// What was typed, a question each; `more`: so many empty rows a table gets.
fn typed(ask: &Ask, form: &Form, more: usize) -> Vec<Reply> {
    let read = |(at, question): (usize, &QuestionShown)| {
        if question.kind != "bang" {
            let text = ask.form.raw(&format!("c-{at}")).unwrap_or_default();
            return Reply::One(text.to_owned());
        }
        let count = ask.form.text(&format!("dong-{at}"));
        let count: usize = count.and_then(|text| text.parse().ok()).unwrap_or(0);
        let count = count.min(MOST_ROWS + OPEN);
        let cell = |row: usize, column: usize| {
            let name = format!("b-{at}-{row}-{column}");
            ask.form.raw(&name).unwrap_or_default().to_owned()
        };
        let row = |row: usize| {
            (0..question.fields.len())
                .map(|column| cell(row, column))
                .collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<String>> = (0..count).map(row).collect();
        rows.extend((0..more).map(|_| vec![String::new(); question.fields.len()]));
        Reply::Rows(rows)
    };
    form.questions.iter().enumerate().map(read).collect()
}

/// Keeps what is written on, sends it, or adds rows to the tables.
pub(crate) async fn write(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let form = found(&ask)?;
    let verb = ask.form.required("viec")?;
    if verb == "them-dong" {
        let rows = typed(&ask, &form, OPEN + 2);
        return page(&ask, StatusCode::OK, &form, Some(rows), Vec::new());
    }
    let wanted = AskFill {
        code: form.code.clone(),
        unit: form.unit.clone(),
        typed: typed(&ask, &form, 0),
        reason: ask.form.text("ly_do").map(str::to_owned),
        seen: ask.form.read("ban")?.unwrap_or_default(),
    };
    let (done, verb) = match verb {
        "gui" => (request::send(ask.app(), &by, &wanted).await, "gui"),
        _ => (request::save(ask.app(), &by, &wanted).await, "nhap"),
    };
    match done {
        Ok(()) => Ok(redirect(&format!(
            "/yeu-cau-bao-cao/{}/don-vi/{}?da={verb}",
            part(&form.code),
            part(&form.unit)
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            page(&ask, status, &form, Some(wanted.typed), faults)
        }
    }
}
