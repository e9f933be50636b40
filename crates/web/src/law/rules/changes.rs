//! Changes of the rulebook: the list, one with its preview and the answer to it, the form.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::law::rules::{self, AskAnswer, AskPropose, Preview, Reply, TypedChange};

use super::input;
use crate::ask::{Ask, redirect};
use crate::law::turn::in_turn;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Documents the field offers.
const MOST_DOCUMENTS: usize = 300;

/// Fields of one change.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "da",
    kind: "string",
    required: false,
    summary: "Điều vừa làm xong",
}];
/// Fields of the form.
pub(crate) const FORM: &[Param] = &[
    Param {
        name: "viec",
        kind: "string",
        required: false,
        summary: "Việc đề xuất",
    },
    Param {
        name: "loai",
        kind: "string",
        required: false,
        summary: "Loại mục của bộ quy định",
    },
    Param {
        name: "muc",
        kind: "string",
        required: false,
        summary: "Mục của bộ quy định",
    },
    Param {
        name: "giai-doan",
        kind: "string",
        required: false,
        summary: "Chỉ cho một giai đoạn",
    },
    Param {
        name: "ngay",
        kind: "string",
        required: false,
        summary: "Ngày áp dụng",
    },
];

/// Every change.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = rules::changes(view).map_err(|error| ask.fault(error))?;
    let page = context! {
        changes => value(&found), proposes => rules::proposes(view), approves => rules::approves(view),
    };
    ask.page("law/rules/changes.html", page)
}

/// One change.
pub(crate) async fn one(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new()).await
}

async fn shown(ask: &Arc<Ask>, status: StatusCode, faults: Vec<String>) -> Outcome {
    in_turn(ask, move |ask| page_of(ask, status, &faults)).await
}

fn page_of(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let (view, code) = (ask.view()?, ask.part("ma")?);
    let found = rules::change(view, code).map_err(|error| ask.fault(error))?;
    let keeps = rules::proposes(view) || rules::approves(view);
    let preview = match found.waits && keeps {
        true => Some(rules::of_stored(view, code).map_err(|error| ask.fault(error))?),
        false => None,
    };
    let page = context! {
        found => value(&found), faults => faults.to_vec(), done => ask.query.text("da"),
        preview => value(preview), words => ask.form.text("y_kien").unwrap_or_default(),
    };
    ask.page_with(status, "law/rules/change.html", page)
}

/// Approves, refuses or takes back.
pub(crate) async fn answer(ask: Arc<Ask>) -> Outcome {
    let reply = match ask.form.text("viec") {
        Some("duyet") => Reply::Approve,
        Some("tu-choi") => Reply::Refuse,
        Some("rut") => Reply::Withdraw,
        _ => return Err(Problem::field("viec", "chọn duyệt, không duyệt hoặc rút")),
    };
    let wanted = AskAnswer {
        code: ask.part("ma")?.to_owned(),
        reply,
        words: ask.form.text("y_kien").unwrap_or_default().to_owned(),
        seen: ask.form.read("da_xem")?.unwrap_or(-1),
    };
    let by = ask.live()?.caller("web");
    let done = match reply {
        Reply::Approve => "duyet",
        Reply::Refuse => "tu-choi",
        Reply::Withdraw => "rut",
    };
    match rules::answer(ask.app(), &by, &wanted).await {
        Ok(()) => Ok(redirect(&format!(
            "/quy-dinh/thay-doi/{}?da={done}",
            wanted.code
        ))),
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
        Err(AppError::Stale) => {
            let text = "Trong lúc anh/chị xem, bộ quy định hoặc đề xuất này đã được người khác quyết định. Xem lại phần xem trước rồi trả lời.";
            shown(&ask, StatusCode::CONFLICT, vec![text.to_owned()]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// The form of a change.
pub(crate) async fn form(ask: Arc<Ask>) -> Outcome {
    filled(&ask, StatusCode::OK, (&input::asked(&ask), None), &[])
}

/// The form, as it was filled in.
fn filled(
    ask: &Ask,
    status: StatusCode,
    (typed, preview): (&TypedChange, Option<&Preview>),
    faults: &[String],
) -> Outcome {
    let view = ask.view()?;
    let found = rules::form(view, typed).map_err(|error| ask.fault(error))?;
    let mut documents: Vec<_> = view.state.documents.values().collect();
    documents.sort_by_key(|document| std::cmp::Reverse(document.date));
    let documents: Vec<Value> = documents
        .into_iter()
        .take(MOST_DOCUMENTS)
        .map(|document| context! { code => &document.code, name => document.cited() })
        .collect();
    let told: BTreeMap<&str, &str> = ask.form.pairs().collect();
    let more: Vec<usize> = (1..=input::MORE).collect();
    let page = context! {
        found => value(&found), typed => value(typed), told => value(&told), more,
        preview => value(preview), faults => faults.to_vec(), documents,
        reader => ask.live()?.name.clone(),
    };
    ask.page_with(status, "law/rules/form.html", page)
}

/// Shows what a change would turn, or proposes it.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let typed = input::typed(&ask.form);
    if ask.form.text("viec") != Some("de-xuat") {
        let wanted = typed.clone();
        let preview = in_turn(&ask, move |ask| {
            rules::preview(ask.view()?, &wanted).map_err(|error| ask.fault(error))
        });
        let preview = preview.await?;
        let status = match preview.faults.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let faults = preview.faults.clone();
        let shown = Some(&preview).filter(|_| faults.is_empty());
        return filled(&ask, status, (&typed, shown), &faults);
    }
    let wanted = AskPropose {
        typed: typed.clone(),
        seen: ask.form.read("da_xem")?.unwrap_or(-1),
    };
    let by = ask.live()?.caller("web");
    match rules::propose(ask.app(), &by, &wanted).await {
        Ok(code) => Ok(redirect(&format!("/quy-dinh/thay-doi/{code}?da=de-xuat"))),
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            filled(
                &ask,
                StatusCode::UNPROCESSABLE_ENTITY,
                (&typed, None),
                &faults,
            )
        }
        Err(AppError::Stale) => {
            let text = "Trong lúc anh/chị soạn, bộ quy định vừa có thay đổi khác được duyệt. Xem trước lại rồi đề xuất.";
            filled(
                &ask,
                StatusCode::CONFLICT,
                (&typed, None),
                &[text.to_owned()],
            )
        }
        Err(error) => Err(ask.fault(error)),
    }
}
