//! A meeting of a block: who was there, the rule with its numbers, each candidate; what of it goes into the register.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::cluster::{self, minutes::AskMinutes};
use thidua_app::report::What;

use crate::ask::{Ask, redirect};
use crate::plan;
use crate::report;
use crate::routes::{Outcome, Param};
use crate::template::value;

const fn param(name: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind: "string",
        required: false,
        summary,
    }
}

/// Fields of the minutes.
pub(crate) const MINUTES: &[Param] = &[
    param("so", "Số biên bản"),
    param("du-thao", "1: ghi rõ là dự thảo"),
    param("dang", "Dạng tệp: docx, pdf hoặc xlsx"),
];

/// The meeting.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, &[])
}

fn shown(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let found = cluster::meeting(view, code).map_err(|error| ask.fault(error))?;
    let rows = cluster::preview(view, code).map_err(|error| ask.fault(error))?;
    let prints = view.permit(report::PERMISSION, thidua_domain::access::Target::Any);
    let page = context! {
        writes => found.writes,
        record => found.record.clone(),
        prints => prints.is_ok(),
        fresh => rows.iter().any(cluster::Proposed::is_new),
        rows => value(&rows),
        faults => faults.to_vec(),
        meeting => value(&found),
    };
    ask.page_with(status, "cluster/meeting.html", page)
}

/// Stores what was looked at and ticked.
pub(crate) async fn propose(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let chosen = ask.form.pairs().filter(|(name, _)| *name == "dong");
    let keys: Vec<String> = chosen.map(|(_, key)| key.to_owned()).collect();
    match cluster::propose(ask.app(), &by, &code, &keys).await {
        Ok(_) => {
            let part: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
            Ok(redirect(&format!("/cum-khoi/hop/{part}?viec=suy-ton")))
        }
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, &faults)
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// The minutes as a file.
pub(crate) async fn minutes(ask: Arc<Ask>) -> Outcome {
    let wanted = AskMinutes {
        meeting: ask.part("ma")?.to_owned(),
        issue: plan::issue(&ask)?,
    };
    report::file(&ask, What::Minutes(wanted)).await
}
