//! Reviewing accounts and roles: who is not used any more, and the paper that is signed.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::account::{self, INACTIVE_DAYS};
use thidua_app::{AppError, access, report};

use crate::ask::{Ask, redirect};
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the paper.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "dang",
    kind: "string",
    required: false,
    summary: "Dạng tệp: xlsx, docx hoặc pdf",
}];

/// The page of the review.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new()).await
}

async fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let by = ask.live()?.caller("web");
    let review = access::review(ask.app(), &by)
        .await
        .map_err(|error| ask.fault(error))?;
    let notice = ask
        .query
        .read::<u32>("da-ngung")?
        .map(|count| format!("Đã ngừng {count} tài khoản; mọi phiên làm việc của họ đã kết thúc."));
    let page = context! {
        review => value(&review), faults, notice, days => INACTIVE_DAYS, own => &by.actor.user,
    };
    ask.page_with(status, "access/review.html", page)
}

/// The paper: `Biên bản rà soát tài khoản, quyền`.
pub(crate) async fn paper(ask: Arc<Ask>) -> Outcome {
    let ending = ask.query.text("dang").unwrap_or("docx");
    let form = report::form(format!("tep.{ending}")).map_err(|error| ask.fault(error))?;
    let by = ask.live()?.caller("web");
    let printed = access::review_paper(ask.app(), &by, form)
        .await
        .map_err(|error| ask.fault(error))?;
    crate::report::download(printed)
}

/// Disables the accounts that were chosen of those not used for long.
pub(crate) async fn disable(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let names: Vec<String> = ask
        .form
        .pairs()
        .filter(|(name, _)| *name == "chon")
        .map(|(_, account)| account.to_owned())
        .collect();
    let reason = ask.form.required("ly_do")?;
    match account::disable_inactive(ask.app(), &by, &names, reason).await {
        Ok(count) => Ok(redirect(&format!("/quan-tri/ra-soat?da-ngung={count}"))),
        Err(AppError::Refused(text)) => {
            shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, vec![text]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}
