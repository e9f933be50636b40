//! What has a last day: papers units owe movements, papers to be read.

use minijinja::Value;
use thidua_app::calendar::{self, Pressing};
use thidua_app::reading;
use thidua_app::{App, AppError, View};

use super::todo::{count, line};
use crate::ask::Ask;
use crate::problem::Problem;

/// What units owe movements, soon or overdue.
pub(crate) fn of_calendar(view: &thidua_app::View) -> Vec<Value> {
    let shown = |one: &Pressing| {
        let until = match one.late {
            true => format!("quá hạn từ {}", one.due),
            false => format!("hạn {}", one.due),
        };
        let text = match one.units {
            0 => format!(
                "{}: {} – phong trào “{}”, {until}.",
                one.name, one.what, one.movement_name
            ),
            units => format!(
                "{}: {} đơn vị chưa nộp – phong trào “{}”, {until}.",
                one.what,
                count(units),
                one.movement_name
            ),
        };
        let part: String = form_urlencoded::byte_serialize(one.movement.as_bytes()).collect();
        let (state, sign) = match one.late {
            true => ("bad", "Quá hạn"),
            false => ("wait", "Sắp đến hạn"),
        };
        let act = if one.units > 0 {
            "Xem đơn vị"
        } else {
            "Nộp văn bản"
        };
        let href = format!("/phong-trao/{part}/van-ban-phai-nop");
        line(state, sign, text, href, act)
    };
    calendar::pressing(view).iter().map(shown).collect()
}

/// Papers the reader is asked to read: one each, or how many.
pub(super) async fn to_read(ask: &Ask) -> Result<Vec<Value>, Problem> {
    let lines = to_read_of(ask.app(), ask.view()?).await;
    lines.map_err(|error| ask.fault(error))
}

/// The same of a view.
pub(crate) async fn to_read_of(app: &App, view: &View) -> Result<Vec<Value>, AppError> {
    let papers = reading::mine(app, view).await?;
    let Some(first) = papers.first() else {
        return Ok(Vec::new());
    };
    let (state, sign) = match first.late {
        true => ("bad", "Quá hạn"),
        false => ("wait", "Cần đọc"),
    };
    let until = match &first.due {
        Some(due) => format!(", hạn {due}"),
        None => String::new(),
    };
    let text = match papers.len() {
        1 => format!("{}: đọc {}{until}.", first.reader.name, first.document.name),
        many => format!(
            "{} văn bản cần đọc; trước hết là {}{until}.",
            count(many),
            first.document.name
        ),
    };
    Ok(vec![line(
        state,
        sign,
        text,
        "/can-doc".to_owned(),
        "Đọc, xác nhận",
    )])
}

/// Movements launched to the reader's own agencies that wait for them.
pub(crate) fn of_movements(view: &thidua_app::View, own: &[String]) -> Vec<Value> {
    let waits = thidua_app::movement::tasks::waiting(view, own);
    let several = own.len() > 1;
    let shown = waits.iter().map(|wait| {
        let unit = match several {
            true => format!("{}: ", wait.agency_name),
            false => String::new(),
        };
        let due = wait.due.as_ref();
        let due = due.map_or_else(String::new, |due| match wait.late {
            true => format!(", quá hạn từ ngày {due}"),
            false => format!(", hạn {due}"),
        });
        let (sign, act, what) = match wait.received {
            true => (
                "Phong trào",
                "Ghi kế hoạch",
                "chưa ban hành kế hoạch của đơn vị",
            ),
            false => (
                "Phong trào mới",
                "Xem, tiếp nhận",
                "chờ tiếp nhận, ban hành kế hoạch",
            ),
        };
        let part =
            |code: &str| -> String { form_urlencoded::byte_serialize(code.as_bytes()).collect() };
        let href = format!(
            "/phong-trao/{}/don-vi/{}",
            part(&wait.movement.code),
            part(&wait.agency)
        );
        let state = if wait.late { "bad" } else { "wait" };
        line(
            state,
            sign,
            format!("{unit}«{}» {what}{due}.", wait.movement.name),
            href,
            act,
        )
    });
    shown.collect()
}

/// Limits and solutions of the reader's own agencies that are late or due soon: one line.
pub(super) fn of_followed(view: &thidua_app::View, own: &[String]) -> Option<Value> {
    let found = thidua_app::note::pressing::pressing(view, own)?;
    let (state, sign) = match found.late {
        0 => ("wait", "Sắp đến hạn"),
        _ => ("bad", "Quá hạn"),
    };
    let mut parts = Vec::new();
    if found.late > 0 {
        parts.push(format!("{} quá hạn", count(found.late)));
    }
    if found.soon > 0 {
        parts.push(format!("{} sắp đến hạn", count(found.soon)));
    }
    let text = format!(
        "Hạn chế, giải pháp đang theo dõi: {}; trước hết là «{}».",
        parts.join(", "),
        found.first
    );
    let href = "/noi-dung/theo-doi".to_owned();
    Some(line(state, sign, text, href, "Ghi tiến độ"))
}
