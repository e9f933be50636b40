//! Rows of a form nobody can tell for sure, asked about one by one.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::bundle::work;

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page.
pub(crate) const ASKS: &[Param] = &[
    Param {
        name: "trang",
        kind: "integer",
        required: false,
        summary: "Trang tính của tệp",
    },
    Param {
        name: "dong",
        kind: "integer",
        required: false,
        summary: "Dòng cần xem lại câu trả lời",
    },
];

/// The row to be asked about now.
pub(crate) async fn questions(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, &[]).await
}

async fn page(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let id = ask.part("phien")?;
    let from = if ask.form.text("dong").is_some() {
        &ask.form
    } else {
        &ask.query
    };
    let at = from.read::<usize>("trang")?.zip(from.read::<u32>("dong")?);
    match work::questions(ask.app(), ask.actor()?, id, at).await {
        Ok(asked) => {
            let page = context! { asked => value(&asked), faults => value(faults) };
            ask.page_with(status, "import/questions.html", page)
        }
        // A session that is stored asks nothing any more.
        Err(AppError::Refused(_)) => Ok(redirect(&format!("/nhap-tu-tep/{id}"))),
        Err(error) => Err(ask.fault(error)),
    }
}

/// Takes the answer of one row, and asks about the next.
pub(crate) async fn answer(ask: Arc<Ask>) -> Outcome {
    let id = ask.part("phien")?;
    let sheet = ask.form.read::<usize>("trang")?;
    let row = ask.form.read::<u32>("dong")?;
    let at = sheet
        .zip(row)
        .ok_or_else(|| Problem::field("dong", "chưa chọn"))?;
    let Some(said) = ask.form.text("chon") else {
        let fault = "Chưa chọn câu trả lời cho dòng này.".to_owned();
        return page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[fault]).await;
    };
    let named = ask.form.text("ten").unwrap_or_default();
    match work::answer(ask.app(), ask.actor()?, id, at, (said, named)).await {
        Ok(()) => Ok(redirect(&format!("/nhap-tu-tep/{id}/hoi"))),
        Err(AppError::Refused(reason)) => {
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[reason]).await
        }
        Err(AppError::Stale) => {
            let fault = "Lần nhập này vừa được sửa ở một cửa sổ khác. Dưới đây là nội dung mới nhất; trả lời lại dòng này.";
            page(&ask, StatusCode::CONFLICT, &[fault.to_owned()]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}
