//! Names of awards that agencies add.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::register::naming::{self, NewName};

use crate::ask::{Ask, redirect};
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "ten",
    kind: "string",
    required: false,
    summary: "Tên gọi gặp trong danh sách",
}];

/// What awards are called, and the form to add a name.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new())
}

fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let found = naming::naming(view).map_err(|error| ask.fault(error))?;
    let own = view.actor.agencies(record::PERMISSION, ask.today);
    let own: Vec<_> = own
        .into_iter()
        .filter(|code| view.state.org.find(code).is_some())
        .map(|code| context! { code, name => ask.agency_name(code) })
        .collect();
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let written = ask.form.text("ten_goi").or(ask.query.text("ten"));
    let page = context! {
        naming => value(&found), own, faults, written,
        chosen => typed("ma_khen_thuong"), kind => typed("loai"), subject => typed("tang_cho"),
    };
    ask.page_with(status, "register/naming.html", page)
}

/// Adds a name.
pub(crate) async fn add(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let text = |name: &str| ask.form.text(name).map(str::to_owned);
    let new = NewName {
        agency: text("co_quan").unwrap_or_default(),
        name: text("ten_goi").unwrap_or_default(),
        award: text("ma_khen_thuong").filter(|code| code != "moi"),
        kind: text("loai"),
        subject: text("tang_cho"),
        reason: text("ly_do"),
    };
    match naming::add_name(ask.app(), &by, &new).await {
        Ok(event) => {
            let event = event.map_or_else(String::new, |event| event.to_string());
            Ok(redirect(&format!(
                "/khen-thuong/ten-goi?viec=them&da-luu={event}"
            )))
        }
        Err(AppError::Refused(text)) => {
            let faults = text.lines().map(str::to_owned).collect();
            shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, faults)
        }
        Err(error) => Err(ask.fault(error)),
    }
}
