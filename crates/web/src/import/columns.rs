//! The page on which sheets and columns are matched.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::bundle::work::{self, FormInput, SheetForm};

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
    if !settled || ask.form.text("viec") == Some("nhan-lai") {
        return Ok(redirect(&format!("/nhap-tu-tep/{id}/cot")));
    }
    // Rows nobody can tell for sure are asked about before the rest is looked through.
    let sessions = work::list(ask.app(), actor)
        .await
        .map_err(|error| ask.fault(error))?;
    let asks = sessions
        .iter()
        .any(|session| session.id == id && session.asks > 0);
    let step = if asks { "hoi" } else { "soat" };
    Ok(redirect(&format!("/nhap-tu-tep/{id}/{step}")))
}

/// The fields of each sheet: `t0.loai`, `t0.tieu_de`, `t0.c3`, `t0.h.nam_cong_tac` …; of a form besides `t0.doc`,
/// `t0.tu`, `t0.den`, `t0.n3`, `t0.r16`, `t0.w16`, `t0.giu`, `t0.ten`, `t0.chung`.
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
            "doc" => form.as_form = Some(text == "bieu"),
            "tu" | "den" | "giu" | "ten" | "chung" => of_form(&mut form.form, field, text),
            _ => {
                if let Some(id) = field.strip_prefix("h.") {
                    form.constants.insert(id.to_owned(), text.trim().to_owned());
                } else if let Some(column) = field.strip_prefix('c').and_then(|at| at.parse().ok())
                {
                    form.links.insert(column, text.trim().to_owned());
                } else {
                    of_row(&mut form.form, field, text.trim());
                }
            }
        }
    }
    forms
}

/// Where a form's headings stand, and whether its reading is kept.
fn of_form(form: &mut FormInput, field: &str, text: &str) {
    let number = text.trim().parse::<u32>().ok();
    match (field, number) {
        ("tu", Some(top)) => {
            let last = form.headings.map_or(top, |(_, last)| last);
            form.headings = Some((top, last));
        }
        ("den", Some(last)) => {
            let top = form.headings.map_or(last, |(top, _)| top);
            form.headings = Some((top, last));
        }
        ("ten", _) => form.keep.push_str(text.trim()),
        ("giu", _) => form.keeps = true,
        ("chung", _) => form.shared = true,
        _ => {}
    }
}

/// Groups of columns, and what rows are.
fn of_row(form: &mut FormInput, field: &str, text: &str) {
    let at = |begin: char| {
        field
            .strip_prefix(begin)
            .and_then(|at| at.parse::<u32>().ok())
    };
    if let Some(column) = at('n').and_then(|column| usize::try_from(column).ok()) {
        form.groups.insert(column, text.to_owned());
    } else if let Some(row) = at('r') {
        form.rows.entry(row).or_default().0 = text.to_owned();
    } else if let Some(row) = at('w') {
        form.rows.entry(row).or_default().1 = text.to_owned();
    }
}
