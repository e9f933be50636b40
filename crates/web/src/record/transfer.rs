//! A person moved to another office, as one action.

use std::sync::Arc;

use axum::http::StatusCode;
use thidua_app::AppError;
use thidua_app::record::{self, Outcome as Came, Transfer};

use super::form::{page, typed};
use super::{done, refused};
use crate::ask::Ask;
use crate::routes::Outcome;

fn back_of(ask: &Ask) -> Result<String, crate::problem::Problem> {
    let code: String = form_urlencoded::byte_serialize(ask.part("ma")?.as_bytes()).collect();
    Ok(format!("/ca-nhan/{code}"))
}

/// The form.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let form = record::transfer_form(ask.app(), ask.view()?, ask.part("ma")?)
        .await
        .map_err(|error| ask.fault(error))?;
    page(&ask, StatusCode::OK, &form, &back_of(&ask)?, false).await
}

/// Closes the present post and begins the new one.
pub(crate) async fn store(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let asked = Transfer {
        person: ask.part("ma")?.to_owned(),
        seen: ask.form.read("co-so")?.unwrap_or_default(),
        typed: typed(&ask),
        reason: ask.form.text("ly-do").map(str::to_owned),
    };
    let back = back_of(&ask)?;
    match record::transfer(ask.app(), &by, &asked).await {
        Ok(Came::Stored(stored)) => done(&ask, &stored, "chuyen").await,
        Ok(Came::Refused(form)) => {
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &form, &back, false).await
        }
        Ok(Came::Clashed(_)) => refused(&ask, AppError::Stale, &back),
        Err(error) => refused(&ask, error, &back),
    }
}
