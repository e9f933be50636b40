//! Targets of agencies that went into a new one: what is proposed, and what the officer answers.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::restate::{Accept, Answer, Treatment, handover};

use super::answered;
use crate::ask::Ask;
use crate::org;
use crate::routes::Outcome;
use crate::template::value;

/// The targets that wait.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, &[])
}

fn shown(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let found = handover(view, code).map_err(|error| ask.fault(error))?;
    let lines = found.iter().flat_map(|found| &found.lines).enumerate();
    let lines: Vec<Value> = lines
        .map(|(at, line)| {
            let typed = |name: &str| ask.form.text(&format!("{name}~{at}")).map(str::to_owned);
            let taken = typed("xu_ly");
            context! {
                at,
                chosen => taken.unwrap_or_else(|| "cho".to_owned()),
                typed => typed("muc").or(line.proposal.clone()).unwrap_or_default(),
                reason => typed("ly_do").unwrap_or_default(),
                ..value(line)
            }
        })
        .collect();
    let page = context! {
        head => org::head(ask, code, ask.today)?,
        lines,
        faults => faults.to_vec(),
        on => ask.form.text("ngay").unwrap_or_default(),
        document => ask.form.text("van_ban").unwrap_or_default(),
        found => found.as_ref().map(value),
    };
    match found {
        Some(found) => ask.page_with_year(status, found.year, "restate/handover.html", page),
        None => ask.page_with(status, "restate/handover.html", page),
    }
}

/// What was answered: stored all together.
pub(crate) async fn accept(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let mut answers = Vec::new();
    for (name, key) in ask.form.pairs() {
        let Some(at) = name.strip_prefix("dong~") else {
            continue;
        };
        let text = |field: &str| {
            let text = ask.form.text(&format!("{field}~{at}"));
            text.unwrap_or_default().to_owned()
        };
        let treatment = match text("xu_ly").as_str() {
            "nhan" => Treatment::Take(text("muc")),
            "khong" => Treatment::Leave,
            _ => continue,
        };
        answers.push(Answer {
            key: key.to_owned(),
            treatment,
            reason: text("ly_do"),
        });
    }
    let new = Accept {
        agency: code.to_owned(),
        on: ask.form.text("ngay").unwrap_or_default().to_owned(),
        document: ask.form.text("van_ban").unwrap_or_default().to_owned(),
        answers,
    };
    let by = ask.live()?.caller("web");
    let done = thidua_app::restate::accept(ask.app(), &by, &new).await;
    let to = format!("/co-quan/{code}/nhan-ban-giao?viec=ban-giao");
    answered(&ask, done, &to, |status, faults| {
        shown(&ask, status, faults)
    })
}
