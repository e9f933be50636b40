//! Papers that were issued: recorded with number and day, each with the numbers corrected since.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::correction::{self, AskIssue, Kind, papers};
use thidua_domain::time::parse_date;

use super::{WRITES, param};
use crate::ask::{Ask, redirect};
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::window;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    param("nam", "integer", "Năm công tác"),
    param("thang", "integer", "Lũy kế đến tháng thứ mấy"),
    param("pham-vi", "string", "Phạm vi số liệu"),
    param("loai", "string", "bieu-so-lieu hoặc bao-cao"),
];
/// Fields of the download.
pub(crate) const FILE: &[Param] = &[param("tep", "string", "Dấu của tệp đã phát hành")];

/// The issued papers of an agency, and the form of another.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, &[]).await
}

async fn shown(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    view.permit_agency(super::PERMISSION, code)
        .map_err(|error| ask.fault(error))?;
    let choice = window::of_page(ask, code)?;
    let found = papers(ask.app(), view, code)
        .await
        .map_err(|error| ask.fault(error))?;
    let kind = ask.form.text("loai").or(ask.query.text("loai"));
    let kind = kind.and_then(Kind::from_code).unwrap_or(Kind::AnnualReport);
    let kinds: Vec<Value> = Kind::ALL
        .iter()
        .filter(|one| **one != Kind::Written)
        .map(|one| context! { value => one.code(), label => one.name(), chosen => *one == kind })
        .collect();
    let field = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let page = context! {
        head => org::head(ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        kinds,
        records => view.sees(WRITES, code),
        symbol => field("so_ky_hieu"), day => field("ngay"), signer => field("nguoi_ky"),
        done => ask.query.text("da").is_some(),
        faults => faults.to_vec(),
        papers => found.iter().map(value).collect::<Vec<_>>(),
    };
    match status {
        StatusCode::OK => ask.page("correction/issued.html", page),
        status => ask.page_with(status, "correction/issued.html", page),
    }
}

/// Records a paper as issued.
pub(crate) async fn issue(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let by = ask.live()?.caller("web");
    let number = |name: &'static str| ask.form.text(name).and_then(|text| text.parse().ok());
    let done = async {
        let on = ask.form.text("ngay").map(parse_date).transpose();
        let on = on.map_err(|_| {
            AppError::refused("Không đọc được ngày ban hành, ví dụ viết đúng: 03/6/2021.")
        })?;
        let wanted = AskIssue {
            agency: code.to_owned(),
            kind: ask
                .form
                .text("loai")
                .and_then(Kind::from_code)
                .ok_or_else(|| AppError::refused("Hãy chọn loại văn bản."))?,
            year: number("nam").unwrap_or_default(),
            month: number("thang")
                .and_then(|month| u8::try_from(month).ok())
                .unwrap_or_default(),
            scope: ask.form.text("pham_vi").unwrap_or("btp").to_owned(),
            symbol: ask.form.text("so_ky_hieu").unwrap_or_default().to_owned(),
            on,
            signer: ask.form.text("nguoi_ky").map(str::to_owned),
        };
        correction::issue(ask.app(), &by, &wanted).await
    }
    .await;
    answered(&ask, code, done.map(|_| ())).await
}

/// Takes back that a paper was issued.
pub(crate) async fn withdraw(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let by = ask.live()?.caller("web");
    let key = ask.form.text("khoa").ok_or(Problem::NotFound)?;
    let reason = ask.form.text("ly_do").unwrap_or_default();
    let done = correction::withdraw(ask.app(), &by, code, key, reason).await;
    answered(&ask, code, done).await
}

async fn answered(ask: &Ask, code: &str, done: Result<(), AppError>) -> Outcome {
    match done {
        Ok(()) => {
            let query = ask.query.with(&[("da", Some("1"))]);
            Ok(redirect(&format!("/co-quan/{code}/phat-hanh?{query}")))
        }
        Err(AppError::Refused(text)) => shown(ask, StatusCode::UNPROCESSABLE_ENTITY, &[text]).await,
        Err(error) => Err(ask.fault(error)),
    }
}

/// The file of an issued paper as it was issued.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let file = ask.query.required("tep")?;
    let found = correction::file_of(ask.app(), ask.view()?, code, file)
        .await
        .map_err(|error| ask.fault(error))?;
    crate::report::download(found)
}
