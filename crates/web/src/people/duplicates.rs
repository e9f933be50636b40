//! People who stand twice: found, merged, parted.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::people::duplicates;

use crate::ask::{Ask, redirect};
use crate::routes::Outcome;
use crate::template::value;

const PAGE: &str = "/nhan-su/trung";

/// Who may stand twice, and who was merged.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new())
}

fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let found = duplicates::duplicates(ask.view()?).map_err(|error| ask.fault(error))?;
    ask.page_with(
        status,
        "people/duplicates.html",
        context! { duplicates => value(&found), faults },
    )
}

/// Lets one stand for the other.
pub(crate) async fn merge(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let kept = ask.form.required("giu")?;
    let mut both = ask.form.pairs().filter(|(name, _)| *name == "hai");
    let other = both.find(|(_, code)| *code != kept);
    let other = other.map(|(_, code)| code).unwrap_or_default();
    let ground = ask.form.text("ly_do");
    let done = duplicates::merge(ask.app(), &by, (kept, other), ground).await;
    answered(&ask, done, "gop")
}

/// Parts them again.
pub(crate) async fn part(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.form.required("ma")?;
    let done = duplicates::part(ask.app(), &by, code, ask.form.text("ly_do")).await;
    answered(&ask, done, "tach")
}

fn answered(ask: &Ask, done: Result<Option<i64>, AppError>, what: &str) -> Outcome {
    match done {
        Ok(event) => {
            let event = event.map_or_else(String::new, |event| event.to_string());
            Ok(redirect(&format!("{PAGE}?viec={what}&da-luu={event}")))
        }
        Err(AppError::Refused(text)) => {
            let faults = text.lines().map(str::to_owned).collect();
            shown(ask, StatusCode::UNPROCESSABLE_ENTITY, faults)
        }
        Err(AppError::Stale) => {
            let fault = "Người khác vừa sửa nội dung này. Danh sách dưới đây là mới nhất.";
            shown(ask, StatusCode::CONFLICT, vec![fault.to_owned()])
        }
        Err(error) => Err(ask.fault(error)),
    }
}
