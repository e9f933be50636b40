//! What happened to a movement, and what may be done with it now: adjusted, paused, taken up, ended, opened again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::movement::step::{ADJUSTED, AskStep, open_steps, take_step};
use thidua_app::movement::{self, Answered};
use thidua_domain::movement::Act;

use super::part;
use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "lam",
    kind: "string",
    required: false,
    summary: "Việc muốn làm: dieu_chinh, tam_dung, tiep_tuc, ket_thuc, mo_lai",
}];

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let act = ask.query.text("lam").and_then(Act::from_code);
    let asked = AskStep {
        act: act.unwrap_or(Act::Launch),
        day: thidua_domain::time::vn(ask.today),
        document: String::new(),
        reason: String::new(),
        changes: BTreeMap::new(),
    };
    shown(
        &ask,
        StatusCode::OK,
        act.map(|_| &asked),
        &Answered::default(),
    )
}

fn shown(ask: &Ask, status: StatusCode, asked: Option<&AskStep>, answered: &Answered) -> Outcome {
    let (view, code) = (ask.view()?, ask.part("ma")?);
    let found = movement::movement(view, code).map_err(|error| ask.fault(error))?;
    let open = open_steps(view, code);
    let asked = asked.filter(|asked| {
        let open = open.iter().any(|open| open.act == asked.act.code());
        open && asked.act != Act::Launch
    });
    let fields = asked.map(|asked| {
        let open = open.iter().find(|open| open.act == asked.act.code());
        let fields = open.map(|open| open.fields.as_slice()).unwrap_or_default();
        let fields = fields.iter().map(|(id, label, lines, now)| {
            let text = asked.changes.get(*id).unwrap_or(now);
            context! { id => *id, label => *label, lines => *lines, text => text.as_str() }
        });
        fields.collect::<Vec<_>>()
    });
    let page = context! {
        movement => value(&found),
        open => open.iter().map(|open| open.act).collect::<Vec<_>>(),
        asked => asked.map(|asked| context! {
            act => asked.act.code(), day => &asked.day, document => &asked.document, reason => &asked.reason,
        }),
        fields, faults => super::words(answered),
    };
    ask.page_with(status, "movement/life.html", page)
}

/// Takes a step.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let act = ask.form.text("lam").and_then(Act::from_code);
    let act = act.filter(|act| *act != Act::Launch);
    let asked = AskStep {
        act: act.ok_or_else(|| Problem::field("lam", "không có việc này"))?,
        day: text("ngay"),
        document: text("van_ban_viec"),
        reason: text("ly_do"),
        changes: ADJUSTED
            .iter()
            .filter_map(|id| Some(((*id).to_owned(), ask.form.raw(id)?.to_owned())))
            .collect(),
    };
    let done = take_step(ask.app(), &by, &code, &asked).await;
    let done = done.map_err(|error| ask.fault(error))?;
    if !done.faults.is_empty() {
        return shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, Some(&asked), &done);
    }
    let what = match done.event {
        Some(event) => format!("viec=dien-bien&da-luu={event}"),
        None => "viec=khong-doi".to_owned(),
    };
    Ok(redirect(&format!(
        "/phong-trao/{}/dien-bien?{what}",
        part(&code)
    )))
}
