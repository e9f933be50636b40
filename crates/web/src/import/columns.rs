//! The page on which sheets and columns are matched.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::bundle::work::{self, SheetForm};

use crate::ask::{Ask, redirect};
use crate::routes::Outcome;
use crate::template::value;

/// What the sheets and columns of a file are taken for.
pub(crate) async fn columns(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, &[]).await
}

async fn page(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let id = ask.part("phien")?;
    match work::mapping(ask.app(), ask.actor()?, id).await {
        Ok(mapping) => {
            let page = context! { mapping => value(mapping), faults => value(faults) };
            ask.page_with(status, "import/columns.html", page)
        }
        // A session that is stored has no columns to match any more.
        Err(AppError::Refused(_)) => Ok(redirect(&format!("/nhap-tu-tep/{id}"))),
        Err(error) => Err(ask.fault(error)),
    }
}

/// Takes what was chosen, and goes on to the rows where nothing had to be recognised anew.
pub(crate) async fn set_columns(ask: Arc<Ask>) -> Outcome {
    let id = ask.part("phien")?;
    let actor = ask.actor()?;
    let forms = forms(&ask);
    let settled = match work::set_mapping(ask.app(), actor, id, &forms).await {
        Ok(settled) => settled,
        Err(AppError::Refused(reason)) => {
            return page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[reason]).await;
        }
        Err(error) => return Err(ask.fault(error)),
    };
    if let Some(name) = ask.form.text("ten_cach_ghep") {
        let shared = ask.form.text("dung_chung").is_some();
        work::keep_mapping(ask.app(), actor, id, name, shared)
            .await
            .map_err(|error| ask.fault(error))?;
    }
    let stays = !settled || ask.form.text("viec") == Some("nhan-lai");
    let step = if stays { "cot" } else { "soat" };
    Ok(redirect(&format!("/nhap-tu-tep/{id}/{step}")))
}

/// The fields of each sheet: `t0.loai`, `t0.tieu_de`, `t0.c3`, `t0.h.nam_cong_tac` …
fn forms(ask: &Ask) -> BTreeMap<usize, SheetForm> {
    let mut forms: BTreeMap<usize, SheetForm> = BTreeMap::new();
    for (name, text) in ask.form.pairs() {
        let Some((sheet, field)) = name.strip_prefix('t').and_then(|rest| rest.split_once('.'))
        else {
            continue;
        };
        let Ok(at) = sheet.parse::<usize>() else {
            continue;
        };
        let form = forms.entry(at).or_default();
        match field {
            "loai" => form.kind = text.trim().to_owned(),
            "tieu_de" => form.heading = text.trim().parse().ok(),
            "hai_dong" => form.deep = true,
            "dat_ma" => form.coins = true,
            _ => {
                if let Some(id) = field.strip_prefix("h.") {
                    form.constants.insert(id.to_owned(), text.trim().to_owned());
                } else if let Some(column) = field.strip_prefix('c').and_then(|at| at.parse().ok())
                {
                    form.links.insert(column, text.trim().to_owned());
                }
            }
        }
    }
    forms
}
