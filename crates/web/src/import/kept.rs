//! Readings of files that are kept: listed, looked at, changed, forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::bundle::work;

use crate::ask::{Ask, redirect};
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the list.
pub(crate) const KEPT: &[Param] = &[Param {
    name: "thong-bao",
    kind: "string",
    required: false,
    summary: "Điều vừa làm xong",
}];

/// The kept readings.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let kept = work::kept_mappings(ask.app(), ask.actor()?)
        .await
        .map_err(|error| ask.fault(error))?;
    let notice = match ask.query.text("thong-bao") {
        Some("da-quen") => Some("Đã bỏ cách đọc ấy. Tệp sau sẽ được nhận ra lại từ đầu."),
        Some("da-luu") => Some("Đã lưu thay đổi. Tệp tải lên từ nay được đọc như vậy."),
        _ => None,
    };
    ask.page("import/kept.html", context! { kept => value(kept), notice })
}

/// One of them.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, &[]).await
}

async fn page(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let found = work::kept_mapping(ask.app(), ask.actor()?, ask.part("ma")?)
        .await
        .map_err(|error| ask.fault(error))?;
    let page = context! { kept => value(found), faults => value(faults) };
    ask.page_with(status, "import/kept_one.html", page)
}

/// Changes one: `b0.c3`, `b0.n3` are a table's columns and their groups, `quen` an answer it forgets.
pub(crate) async fn save(ask: Arc<Ask>) -> Outcome {
    let mut columns: BTreeMap<(usize, usize), (String, String)> = BTreeMap::new();
    let mut forgotten = BTreeSet::new();
    for (name, text) in ask.form.pairs() {
        if name == "quen" {
            forgotten.insert(text.to_owned());
            continue;
        }
        let parts = name.strip_prefix('b').and_then(|rest| rest.split_once('.'));
        let Some((sheet, field)) = parts else {
            continue;
        };
        let at = |begin: char| field.strip_prefix(begin).and_then(|at| at.parse().ok());
        let Ok(sheet) = sheet.parse() else { continue };
        if let Some(at) = at('c') {
            columns.entry((sheet, at)).or_default().0 = text.trim().to_owned();
        } else if let Some(at) = at('n') {
            columns.entry((sheet, at)).or_default().1 = text.trim().to_owned();
        }
    }
    let changed = work::change_mapping(
        ask.app(),
        ask.actor()?,
        ask.part("ma")?,
        &columns,
        &forgotten,
    )
    .await;
    match changed {
        Ok(()) => Ok(redirect("/cach-doc-tep?thong-bao=da-luu")),
        Err(AppError::Refused(reason)) => {
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[reason]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// Forgets one.
pub(crate) async fn forget(ask: Arc<Ask>) -> Outcome {
    work::forget_mapping(ask.app(), ask.actor()?, ask.part("ma")?)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect("/cach-doc-tep?thong-bao=da-quen"))
}
