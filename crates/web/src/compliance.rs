//! What units owe a movement, on a page and as a file; a unit hands in.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::compliance::{self, HandIn};
use thidua_app::report;

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::compliance::{PERMISSION, WRITES};

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "thieu",
    kind: "string",
    required: false,
    summary: "1: chỉ đơn vị còn thiếu; qua-han: chỉ đơn vị quá hạn",
}];
/// Fields of the file.
pub(crate) const FILE: &[Param] = &[Param {
    name: "dang",
    kind: "string",
    required: false,
    summary: "Dạng tệp: xlsx, docx hoặc pdf",
}];

/// The matrix.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, &[])
}

fn page(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let found = compliance::sheet(ask.view()?, ask.part("ma")?);
    let mut found = found.map_err(|error| ask.fault(error))?;
    let only = ask.query.text("thieu").unwrap_or_default().to_owned();
    found.rows.retain(|row| match only.as_str() {
        "1" => row.missing > 0,
        "qua-han" => row.late > 0,
        _ => true,
    });
    let sent = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let context = context! {
        faults => value(faults), only,
        sent => context! { agency => sent("co_quan"), duty => sent("muc"), symbol => sent("so"), day => sent("ngay") },
        sheet => value(&found),
    };
    ask.page_with(status, "compliance/show.html", context)
}

/// The matrix as a file.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let ending = ask.query.text("dang").unwrap_or("xlsx");
    let form = report::form(format!("tep.{ending}")).map_err(|error| ask.fault(error))?;
    let (view, code) = (ask.view()?.clone(), ask.part("ma")?.to_owned());
    download(in_turn(&ask, move || compliance::print(&view, &code, form)).await?)
}

/// Stores what a unit hands in.
pub(crate) async fn hand_in(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let agency = ask.form.required("co_quan")?.to_owned();
    let duty = ask.form.required("muc")?;
    let (kind, turn) = duty.rsplit_once('.').unwrap_or((duty, "0"));
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let sent = HandIn {
        kind: kind.to_owned(),
        turn: turn
            .parse()
            .map_err(|_| Problem::field("muc", "không có văn bản này"))?,
        symbol: text("so"),
        day: text("ngay"),
    };
    let done = compliance::hand_in(ask.app(), &by, (&code, &agency), &sent).await;
    let done = done.map_err(|error| ask.fault(error))?;
    if !done.faults.is_empty() {
        return page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &done.faults);
    }
    let part: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
    let what = match done.event {
        Some(event) => format!("viec=nop&da-luu={event}"),
        None => "viec=khong-doi".to_owned(),
    };
    Ok(redirect(&format!(
        "/phong-trao/{part}/van-ban-phai-nop?{what}"
    )))
}
