//! «Chế độ báo cáo thống kê»: the regimes on a line of time, the decision about ended cases with what it would change,
//! days off.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::closing::day;
use thidua_app::regime::{self, AskDecision, Page};

use crate::ask::{Ask, redirect};
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::regime::{DECIDE, PERMISSION};

/// Documents the field offers.
const MOST_DOCUMENTS: usize = 300;
const PAGE: &str = "/che-do-bao-cao";

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "da",
        kind: "string",
        required: false,
        summary: "Điều vừa làm xong",
    },
    Param {
        name: "tinh",
        kind: "string",
        required: false,
        summary: "Cách tính muốn xem trước: «co» hoặc «khong»",
    },
    Param {
        name: "tu-ngay",
        kind: "string",
        required: false,
        summary: "Ngày áp dụng của cách tính muốn xem trước",
    },
];

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, &[]).await
}

async fn shown(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let found = regime::page(view).map_err(|error| ask.fault(error))?;
    let typed = |name: &str, query: &str| {
        let told = ask.form.text(name).or(ask.query.text(query));
        told.unwrap_or_default().to_owned()
    };
    let (counts, from) = (typed("tinh_vao_xong", "tinh"), typed("tu_ngay", "tu-ngay"));
    let preview = previewed(ask, &found, (&counts, &from))?;
    let mut documents: Vec<_> = view.state.documents.values().collect();
    documents.sort_by_key(|document| std::cmp::Reverse(document.date));
    let documents: Vec<Value> = documents
        .into_iter()
        .take(MOST_DOCUMENTS)
        .map(|document| context! { code => &document.code, name => document.cited() })
        .collect();
    let context = context! {
        found => value(&found),
        done => ask.query.text("da"),
        faults => faults.to_vec(),
        counts, from,
        document => typed("van_ban", ""), by => typed("nguoi_quyet_dinh", ""), reason => typed("ly_do", ""),
        preview => value(&preview),
        seen => found.decisions.len(),
        documents => if found.may { value(documents) } else { value(Vec::<Value>::new()) },
    };
    ask.page_with(status, "regime/page.html", context)
}

/// What another way of counting would change, where one is asked about.
fn previewed(
    ask: &Ask,
    found: &Page,
    (counts, from): (&str, &str),
) -> Result<Option<regime::Preview>, crate::problem::Problem> {
    let (Some(open), true, false) = (&found.open, found.may, counts.is_empty()) else {
        return Ok(None);
    };
    let Ok(from) = day(from) else { return Ok(None) };
    let told = regime::preview(ask.view()?, (open, from), counts == "co");
    Ok(Some(told))
}

/// Decides, or shows first what it would change.
pub(crate) async fn decide(ask: Arc<Ask>) -> Outcome {
    let form = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    if ask.form.text("viec") != Some("quyet-dinh") {
        return shown(&ask, StatusCode::OK, &[]).await;
    }
    let wanted = AskDecision {
        regime: form("che_do"),
        from: form("tu_ngay"),
        counts: form("tinh_vao_xong") == "co",
        document: form("van_ban"),
        by: form("nguoi_quyet_dinh"),
        reason: form("ly_do"),
        seen: ask.form.read("da_xem")?,
    };
    let by = ask.live()?.caller("web");
    match regime::decide(ask.app(), &by, &wanted).await {
        Ok(()) => Ok(redirect(&format!("{PAGE}?da=1"))),
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, &faults).await
        }
        Err(AppError::Stale) => {
            let text =
                "Trong lúc anh/chị xem, có người vừa thay đổi cách tính. Xem lại rồi quyết định.";
            shown(&ask, StatusCode::CONFLICT, &[text.to_owned()]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}
