//! «Khen thưởng chưa khớp»: one question after another, with the keyboard alone; the certain ones after a preview.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::register::decide::{self, AT_ONCE, Decide, Reply};
use thidua_app::register::queue::{self, AskQueue};

use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::routes::{Outcome, Param};
use crate::template::value;

const PAGE: &str = "/khen-thuong/chua-khop";
const PREVIEW: &str = "/khen-thuong/chua-khop/chac-chan";

const fn field(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the queue.
pub(crate) const FIELDS: &[Param] = &[
    field("co-quan", "string", "Mã cơ quan"),
    field("xem", "string", "da-khop: các tên đã có kết luận"),
    field("trang", "integer", "Trang"),
];
/// Fields of the preview.
pub(crate) const OF_PREVIEW: &[Param] = &[field("co-quan", "string", "Mã cơ quan")];

/// The questions waiting, or those answered.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new())
}

/// Who was looked for by name, in the question that asked.
fn found(ask: &Ask) -> Result<Option<Value>, AppError> {
    let (Some(key), Some(typed)) = (ask.form.text("khoa"), ask.form.text("tim")) else {
        return Ok(None);
    };
    let view = ask.view().map_err(|_| AppError::Forbidden)?;
    let offers = queue::look(ask.app(), view, key, typed)?;
    let offers: Vec<Value> = offers.iter().map(value).collect();
    Ok(Some(context! { key, typed, offers }))
}

fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    with_found(ask, (status, faults), None)
}

fn with_found(
    ask: &Ask,
    (status, faults): (StatusCode, Vec<String>),
    looked: Option<Value>,
) -> Outcome {
    let view = ask.view()?;
    let wanted = AskQueue {
        within: ask.query.text("co-quan").map(str::to_owned),
        answered: ask.query.text("xem") == Some("da-khop"),
        page: ask.query.read("trang")?.unwrap_or(1),
    };
    let found = queue::queue(view, &wanted).map_err(|error| ask.fault(error))?;
    let place = |changes: &[(&str, Option<&str>)]| {
        let mut query = ask.query.clone();
        query.remove(&["viec", "da-luu"]);
        format!("{PAGE}?{}", query.with(changes))
    };
    let turn = |to: usize| place(&[("trang", Some(&to.to_string()))]);
    let name = wanted.within.as_deref().map(|code| ask.agency_name(code));
    let page = context! {
        queue => value(&found), faults, looked, answered => wanted.answered, name,
        action => place(&[]),
        other => place(&[("xem", (!wanted.answered).then_some("da-khop")), ("trang", None)]),
        previous => (found.page > 1).then(|| turn(found.page - 1)),
        next => (found.page < found.pages).then(|| turn(found.page + 1)),
        preview => match &wanted.within {
            Some(code) => format!("{PREVIEW}?{}", Fields::default().with(&[("co-quan", Some(code.as_str()))])),
            None => PREVIEW.to_owned(),
        },
    };
    ask.page_with(status, "register/queue.html", page)
}

/// Answers one question.
pub(crate) async fn answer(ask: Arc<Ask>) -> Outcome {
    if ask.form.text("viec") == Some("tim") {
        return match found(&ask) {
            Ok(looked) => with_found(&ask, (StatusCode::OK, Vec::new()), looked),
            Err(error) => refused(&ask, error),
        };
    }
    let by = ask.live()?.caller("web");
    let chosen = ask.form.text("chon").unwrap_or_default();
    let reply = match chosen {
        "khong-ai" => Reply::Nobody,
        "them" => Reply::New {
            agency: ask.form.text("don_vi").unwrap_or_default().to_owned(),
        },
        "" => {
            let fault =
                "Chưa chọn. Chọn một người, một tập thể, hoặc «Không phải ai trong danh sách».";
            return shown(
                &ask,
                StatusCode::UNPROCESSABLE_ENTITY,
                vec![fault.to_owned()],
            );
        }
        code => Reply::Is(code.to_owned()),
    };
    let wanted = Decide {
        key: ask.form.required("khoa")?.to_owned(),
        reply,
        seen: ask.form.raw("da_ket_luan").map(str::to_owned),
        reason: ask.form.text("ly_do").map(str::to_owned),
    };
    match decide::decide(ask.app(), &by, &wanted).await {
        Ok(event) => Ok(back(&ask, PAGE, event)),
        Err(error) => refused(&ask, error),
    }
}

/// Back to the queue, which says what was stored and offers to undo it.
fn back(ask: &Ask, to: &str, event: Option<i64>) -> axum::http::Response<axum::body::Body> {
    let event = event.map(|event| event.to_string());
    let said = ask
        .query
        .with(&[("viec", Some("khop")), ("da-luu", event.as_deref())]);
    redirect(&format!("{to}?{said}"))
}

fn refused(ask: &Ask, error: AppError) -> Outcome {
    match error {
        AppError::Refused(text) => {
            let faults = text.lines().map(str::to_owned).collect();
            shown(ask, StatusCode::UNPROCESSABLE_ENTITY, faults)
        }
        AppError::Stale => {
            let fault = "Người khác vừa trả lời câu này. Danh sách dưới đây là mới nhất.";
            shown(ask, StatusCode::CONFLICT, vec![fault.to_owned()])
        }
        error => Err(ask.fault(error)),
    }
}

/// The certain ones, to be looked at before they are confirmed.
pub(crate) async fn preview(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let within = ask.query.text("co-quan");
    let found = queue::certain(view, within, AT_ONCE).map_err(|error| ask.fault(error))?;
    let page = context! {
        questions => found.iter().map(value).collect::<Vec<_>>(),
        most => AT_ONCE, action => ask.address_asked(), back => PAGE,
    };
    ask.page("register/certain.html", page)
}

/// Confirms the certain ones that were left chosen.
pub(crate) async fn confirm(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let chosen = ask.form.pairs().filter(|(name, _)| *name == "chon");
    let keys: Vec<String> = chosen.map(|(_, key)| key.to_owned()).collect();
    match decide::confirm(ask.app(), &by, &keys).await {
        Ok((count, event)) if count < keys.len() => {
            let event = event.map(|event| event.to_string());
            let said = [
                ("viec", Some("khop-mot-phan")),
                ("da-luu", event.as_deref()),
            ];
            Ok(redirect(&format!("{PAGE}?{}", ask.query.with(&said))))
        }
        Ok((_, event)) => Ok(back(&ask, PAGE, event)),
        Err(error) => refused(&ask, error),
    }
}
