//! Asking: the form with its questions, units and last day; every button works without a script.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::report::period;
use thidua_app::request::{
    self, AskRequest, AskRequests, QuestionLine, Wish, outline_questions, passed_on,
};
use thidua_domain::request::{MOST_QUESTIONS, Plain};

use super::{part, words};
use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// Lines of questions a new form has.
const BEGUN: usize = 4;
/// Lines one more press adds.
const MORE: usize = 4;

/// The form.
pub(crate) async fn new(ask: Arc<Ask>) -> Outcome {
    let agency = ask.query.text("co-quan");
    let asked = match (ask.query.text("theo"), agency) {
        (Some(code), Some(agency)) => {
            passed_on(ask.view()?, code, agency).map_err(|error| ask.fault(error))?
        }
        _ => AskRequest {
            asker: agency.unwrap_or_default().to_owned(),
            wish: Wish::Below,
            ..AskRequest::default()
        },
    };
    page(&ask, StatusCode::OK, &asked, Vec::new())
}

fn page(ask: &Ask, status: StatusCode, asked: &AskRequest, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let list = request::requests(view, &AskRequests::default());
    let askers = list.map_err(|error| ask.fault(error))?.askers;
    let known = askers.iter().find(|(code, _)| *code == asked.asker);
    let (asker, _) = known.or(askers.first()).cloned().ok_or(Problem::NotFound)?;
    let below = view.state.org.children_on(&asker, ask.today);
    let below = below.iter().filter(|agency| agency.on(ask.today).is_some());
    let units: Vec<Value> = below
        .map(|agency| {
            let chosen = asked.units.contains(&agency.code);
            context! { code => &agency.code, name => ask.agency_name(&agency.code), chosen }
        })
        .collect();
    let lines = asked.questions.len().max(BEGUN);
    let empty = QuestionLine::default();
    let questions: Vec<Value> = (0..lines)
        .map(|at| value(asked.questions.get(at).unwrap_or(&empty)))
        .collect();
    let kinds: Vec<(&str, &str)> = Plain::ALL
        .into_iter()
        .map(|kind| (kind.code(), kind.words()))
        .chain([("bang", "Bảng nhiều dòng")])
        .collect();
    let outlines = period::choices().map_err(|error| ask.fault(error))?;
    let wish = match asked.wish {
        Wish::Chosen => "chon",
        Wish::Below => "duoi",
        Wish::Deep => "moi-cap",
    };
    let page = context! {
        faults, askers, units, questions, kinds, outlines, wish,
        deep => request::units_of(view, &asker, &Wish::Deep).len(),
        asker => &asker,
        title => &asked.title, guidance => &asked.guidance, paper => &asked.paper,
        due => &asked.due, days => &asked.days, parent => &asked.parent,
    };
    ask.page_with(status, "request/new.html", page)
}

fn read(ask: &Ask) -> AskRequest {
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let chosen = ask.form.pairs().filter(|(name, _)| *name == "don_vi");
    let question = |at: usize| QuestionLine {
        words: text(&format!("hoi-{at}")),
        kind: text(&format!("loai-{at}")),
        unit: text(&format!("don-vi-tinh-{at}")),
        fields: ask
            .form
            .raw(&format!("cot-{at}"))
            .unwrap_or_default()
            .to_owned(),
        required: ask.form.text(&format!("bat-buoc-{at}")).is_some(),
    };
    let count: usize = ask.form.read("so_cau").ok().flatten().unwrap_or(BEGUN);
    let questions = (0..count.min(MOST_QUESTIONS + MORE)).map(question);
    AskRequest {
        asker: text("co_quan"),
        title: text("ten"),
        guidance: ask.form.raw("huong_dan").unwrap_or_default().to_owned(),
        paper: text("van_ban"),
        parent: ask.form.text("theo").map(str::to_owned),
        questions: questions.collect(),
        wish: match ask.form.text("gui_cho") {
            Some("duoi") => Wish::Below,
            Some("moi-cap") => Wish::Deep,
            _ => Wish::Chosen,
        },
        units: chosen.map(|(_, code)| code.to_owned()).collect(),
        due: text("han"),
        days: text("so_ngay"),
    }
}

/// Sends the request, or adds lines to the form.
pub(crate) async fn create(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let mut asked = read(&ask);
    let blank = |line: &QuestionLine| line.words.is_empty() && line.fields.trim().is_empty();
    match ask.form.required("viec")? {
        "them" => {
            let lines = asked.questions.len() + MORE;
            asked.questions.resize(lines, QuestionLine::default());
            return page(&ask, StatusCode::OK, &asked, Vec::new());
        }
        "doi" => return page(&ask, StatusCode::OK, &asked, Vec::new()),
        "de-cuong" => {
            let code = ask.form.text("de_cuong").unwrap_or_default();
            match outline_questions(code) {
                Ok(lines) => {
                    asked.questions.retain(|line| !blank(line));
                    asked.questions.extend(lines);
                    return page(&ask, StatusCode::OK, &asked, Vec::new());
                }
                Err(error) => {
                    let (status, faults) = words(&ask, error)?;
                    return page(&ask, status, &asked, faults);
                }
            }
        }
        _ => {}
    }
    match request::ask(ask.app(), &by, &asked).await {
        Ok(code) => Ok(redirect(&format!(
            "/yeu-cau-bao-cao/{}?da=gui",
            part(&code)
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            page(&ask, status, &asked, faults)
        }
    }
}
