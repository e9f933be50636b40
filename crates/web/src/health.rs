//! For the operator: is the process alive, can it work.

use std::sync::Arc;

use axum::http::StatusCode;

use crate::ask::{Ask, with_type};
use crate::problem::Problem;
use crate::routes::Outcome;

/// The process answers.
pub(crate) async fn alive(_ask: Arc<Ask>) -> Outcome {
    Ok(with_type(
        StatusCode::OK,
        "text/plain; charset=utf-8",
        "ok\n".into(),
    ))
}

/// The database answers too.
pub(crate) async fn ready(ask: Arc<Ask>) -> Outcome {
    match ask.app().db().version().await {
        Ok(_) => Ok(with_type(
            StatusCode::OK,
            "text/plain; charset=utf-8",
            "ok\n".into(),
        )),
        Err(cause) => {
            tracing::error!(code = cause.code(), %cause);
            Err(Problem::Unavailable)
        }
    }
}
