//! Asking: the form with its questions, units and last day; every button works without a script.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::report::period;
use thidua_app::request::{
    self, AskRequest, AskRequests, QuestionLine, Wish, figure_fields, figure_questions,
    outline_questions, passed_on,
};
use thidua_domain::request::{MOST_QUESTIONS, Plain};
use thidua_domain::time::WorkYear;

use super::{part, words};
use crate::ask::{Ask, redirect};
use crate::draft;
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
    let kept = draft::fields_kept(&ask, &key(&asked)).await?;
    let mut asked = asked;
    let typed = kept.iter().filter_map(|name| line_of(name)).max();
    let lines = typed.map_or(0, |last| last + 1).min(MOST_QUESTIONS);
    if lines > asked.questions.len() {
        asked.questions.resize(lines, QuestionLine::default());
    }
    page(&ask, StatusCode::OK, &asked, Vec::new())
}

/// What the draft of the form is called.
fn key(asked: &AskRequest) -> String {
    match &asked.parent {
        Some(parent) => format!("yeu-cau-bao-cao/moi/{parent}"),
        None => "yeu-cau-bao-cao/moi".to_owned(),
    }
}

/// Which question a field belongs to.
fn line_of(name: &str) -> Option<usize> {
    const PARTS: [&str; 4] = ["hoi-", "cot-", "so-lieu-", "don-vi-tinh-"];
    let rest = PARTS.iter().find_map(|part| name.strip_prefix(part))?;
    rest.parse().ok()
}

/// The page of who has nobody to ask: why, and what there is to do instead.
fn nobody(ask: &Ask, list: &request::Requests) -> Outcome {
    let own: Vec<String> = match ask.live() {
        Ok(live) => ask.own_agencies(&live.actor, super::WRITES),
        Err(_) => Vec::new(),
    };
    let names = own.iter().map(|code| ask.agency_name(code));
    let page = context! {
        agencies => names.collect::<Vec<_>>(),
        to_answer => list.to_answer.len(),
    };
    ask.page("request/nobody.html", page)
}

fn page(ask: &Ask, status: StatusCode, asked: &AskRequest, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let list = request::requests(view, &AskRequests::default());
    let mut list = list.map_err(|error| ask.fault(error))?;
    let chosen = &asked.asker;
    let offered = list.askers.iter().any(|(code, _)| code == chosen);
    if !chosen.is_empty() && !offered && request::asks_as(view, chosen) {
        list.askers.push((chosen.clone(), ask.agency_name(chosen)));
    }
    let askers = &list.askers;
    let known = askers.iter().find(|(code, _)| *code == asked.asker);
    let Some((asker, _)) = known.or(askers.first()).cloned() else {
        return nobody(ask, &list);
    };
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
    let figures = view.state.catalogue.figures();
    let figures: Vec<String> = figures.map(|figure| figure.name.clone()).collect();
    let page = context! {
        figures, fields => figure_fields(view), draft => key(asked),
        year => &asked.year, month => &asked.month, this_year => WorkYear::of(ask.today).0,
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
        figure: text(&format!("so-lieu-{at}")),
        section: text(&format!("phan-{at}")),
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
        year: text("ky_nam"),
        month: text("ky_thang"),
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
    match ask.form.required("viec")? {
        "them" => {
            let lines = asked.questions.len() + MORE;
            asked.questions.resize(lines, QuestionLine::default());
            return page(&ask, StatusCode::OK, &asked, Vec::new());
        }
        "doi" => return page(&ask, StatusCode::OK, &asked, Vec::new()),
        verb @ ("de-cuong" | "nhom") => {
            let chosen = |name: &str| ask.form.text(name).unwrap_or_default();
            let lines = match verb {
                "nhom" => figure_questions(ask.view()?, chosen("nhom_so_lieu")),
                _ => outline_questions(chosen("de_cuong")),
            };
            match lines {
                Ok(lines) => {
                    asked.questions.retain(|line| !line.is_blank());
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
