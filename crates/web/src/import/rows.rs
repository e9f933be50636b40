//! The page on which rows are looked through and mended, and the forms on it.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use serde::Serialize;
use thidua_app::AppError;
use thidua_app::bundle::work::{self, AskReview, Decision, Ended, Mend, Mended, RowDeed};

use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// Rows of a session with their faults.
pub(crate) async fn rows(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, &[]).await
}

async fn page(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let id = ask.part("phien")?;
    let from = if ask.form.text("trang").is_some() {
        &ask.form
    } else {
        &ask.query
    };
    let wanted = AskReview {
        sheet: from.read("trang")?,
        tab: from.text("loc").map(str::to_owned),
        page: from.read("so")?.unwrap_or(1),
    };
    let done = work::done(ask.app(), ask.actor()?, id)
        .await
        .map_err(|error| ask.fault(error))?;
    if done.is_some() {
        return Ok(redirect(&format!("/nhap-tu-tep/{id}")));
    }
    let review = work::review(&ask.web.app, ask.actor()?, id, &wanted)
        .await
        .map_err(|error| ask.fault(error))?;
    let notice = match ask.query.text("thong-bao") {
        Some("con-loi") => Some((
            "wait",
            "Chưa lưu: còn dòng phải sửa hoặc phải chọn. Xem các dòng dưới đây.",
        )),
        Some("da-doi") => Some((
            "wait",
            "Chưa lưu: trong lúc anh/chị xem, dữ liệu đã lưu có thay đổi. Các dòng đã được kiểm tra lại, xem lại rồi lưu.",
        )),
        _ => None,
    };
    let changed = ask
        .query
        .text("so-o")
        .and_then(|count| count.parse::<usize>().ok());
    let unknown = ask.query.text("cot-la").unwrap_or_default();
    let base = format!("/nhap-tu-tep/{id}/soat");
    let link = |changes: &[(&str, Option<&str>)]| {
        let sheet = review.sheet.to_string();
        let kept = Fields::from_pairs([("trang", sheet.as_str()), ("loc", review.tab.as_str())]);
        format!("{base}?{}", kept.with(changes))
    };
    let tabs: Vec<_> = review
        .tabs
        .iter()
        .map(|tab| context! { label => tab.label, count => tab.count, active => tab.code == review.tab, href => link(&[("loc", Some(tab.code))]) })
        .collect();
    let sheets: Vec<_> = review
        .sheets
        .iter()
        .map(|sheet| context! { name => &sheet.name, title => &sheet.title, open => sheet.open, active => sheet.at == review.sheet, href => format!("{base}?trang={}", sheet.at) })
        .collect();
    let number = |page: usize| link(&[("so", Some(&page.to_string()))]);
    let page = context! {
        here => link(&[("so", Some(&review.page.to_string()))]),
        previous => (review.page > 1).then(|| number(review.page - 1)),
        next => (review.page < review.pages).then(|| number(review.page + 1)),
        tabs, sheets, notice, changed, unknown, faults => value(faults),
        review => value(&review),
    };
    ask.page_with(status, "import/rows.html", page)
}

/// What a change answers: the rows to a script, the page to a form.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    standing: Mended,
    /// The hour it was saved.
    saved: String,
}

fn back(ask: &Ask, more: &[(&str, Option<&str>)]) -> String {
    let kept: Vec<(&str, &str)> = ["trang", "loc", "so"]
        .into_iter()
        .filter_map(|name| Some((name, ask.form.text(name)?)))
        .collect();
    let query = Fields::from_pairs(kept).with(more);
    format!(
        "/nhap-tu-tep/{}/soat?{query}",
        ask.path.text("phien").unwrap_or_default()
    )
}

fn sheet(ask: &Ask) -> Result<usize, Problem> {
    Ok(ask.form.read("trang")?.unwrap_or_default())
}

/// The cells of the form: `o:12:ho_va_ten`.
fn mends(ask: &Ask) -> Vec<Mend> {
    let cell = |(name, text): (&str, &str)| {
        let (row, column) = name.strip_prefix("o:")?.split_once(':')?;
        Some(Mend {
            row: row.parse().ok()?,
            column: column.to_owned(),
            text: text.trim().to_owned(),
        })
    };
    ask.form.pairs().filter_map(cell).collect()
}

/// Saves the cells of the form; a session that is not the actor's is not there, even where nothing is to be saved.
async fn save(ask: &Ask) -> Result<usize, Problem> {
    let mends = mends(ask);
    work::mend(
        ask.app(),
        ask.actor()?,
        ask.part("phien")?,
        sheet(ask)?,
        &mends,
    )
    .await
    .map_err(|error| ask.fault(error))
}

/// Saves mended cells, and tells where the session stands.
pub(crate) async fn mend(ask: Arc<Ask>) -> Outcome {
    let changed = save(&ask).await?;
    if !ask.for_script {
        return Ok(redirect(&back(&ask, &[])));
    }
    let mut numbers: Vec<u32> = mends(&ask).iter().map(|mend| mend.row).collect();
    let asked = ask.form.pairs().filter(|(name, _)| *name == "xem");
    numbers.extend(asked.filter_map(|(_, text)| text.parse::<u32>().ok()));
    numbers.sort_unstable();
    numbers.dedup();
    let standing = work::standing(
        &ask.web.app,
        ask.actor()?,
        ask.part("phien")?,
        sheet(&ask)?,
        &numbers,
    )
    .await
    .map_err(|error| ask.fault(error))?;
    let hour = ask.now.vn();
    let hour = hour.split(' ').next_back().unwrap_or_default().to_owned();
    ask.json(&Answer {
        standing: Mended {
            changed,
            ..standing
        },
        saved: hour,
    })
}

/// Replaces one value wherever it stands in a column.
pub(crate) async fn replace(ask: Arc<Ask>) -> Outcome {
    let column = ask.form.required("cot")?;
    let from = ask.form.raw("tu").unwrap_or_default();
    let to = ask.form.raw("thanh").unwrap_or_default();
    let changed = work::replace(
        ask.app(),
        ask.actor()?,
        ask.part("phien")?,
        sheet(&ask)?,
        column,
        (from, to),
    )
    .await
    .map_err(|error| ask.fault(error))?;
    Ok(redirect(&back(
        &ask,
        &[("so", None), ("so-o", Some(&changed.to_string()))],
    )))
}

/// Leaves rows out, takes them in, answers conflicts; what was typed meanwhile is saved first.
pub(crate) async fn deed(ask: Arc<Ask>) -> Outcome {
    let word = ask
        .query
        .text("viec")
        .or(ask.form.text("viec"))
        .unwrap_or_default();
    let deed = match word {
        "bo" => RowDeed::LeaveOut,
        "lay" => RowDeed::TakeIn,
        other => RowDeed::Decide(
            Decision::from_code(other)
                .ok_or_else(|| Problem::field("viec", "không có việc này"))?,
        ),
    };
    save(&ask).await?;
    let told = ask.form.pairs().filter(|(name, _)| *name == "dong");
    let numbers: Vec<u32> = told.filter_map(|(_, text)| text.parse().ok()).collect();
    work::rows_deed(
        ask.app(),
        ask.actor()?,
        ask.part("phien")?,
        sheet(&ask)?,
        &numbers,
        deed,
    )
    .await
    .map_err(|error| ask.fault(error))?;
    Ok(redirect(&back(&ask, &[])))
}

/// Pastes a block into a list.
pub(crate) async fn paste(ask: Arc<Ask>) -> Outcome {
    save(&ask).await?;
    let text = ask.form.raw("bang").unwrap_or_default();
    if text.trim().is_empty() {
        let fault = "Chưa có gì để dán. Chép các dòng trong Excel rồi dán vào ô.".to_owned();
        return page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[fault]).await;
    }
    let corner = ask.form.text("tai").and_then(|at| {
        let (row, column) = at.split_once(':')?;
        Some((row.parse().ok()?, column.to_owned()))
    });
    match work::paste(ask.app(), ask.actor()?, ask.part("phien")?, text, corner).await {
        Ok(pasted) => {
            let unknown = pasted.unknown.join(", ");
            let unknown = (!unknown.is_empty()).then_some(unknown.as_str());
            Ok(redirect(&back(
                &ask,
                &[("so", None), ("loc", None), ("cot-la", unknown)],
            )))
        }
        Err(AppError::Refused(reason)) => {
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[reason]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// Adds empty rows to a list.
pub(crate) async fn grow(ask: Arc<Ask>) -> Outcome {
    save(&ask).await?;
    work::grow(ask.app(), ask.actor()?, ask.part("phien")?, 20)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect(&back(&ask, &[])))
}

/// Stores a session's rows.
pub(crate) async fn commit(ask: Arc<Ask>) -> Outcome {
    let id = ask.part("phien")?;
    let by = ask.live()?.caller("web");
    let done = work::done(ask.app(), &by.actor, id)
        .await
        .map_err(|error| ask.fault(error))?;
    if done.is_some() {
        return Ok(redirect(&format!("/nhap-tu-tep/{id}")));
    }
    save(&ask).await?;
    let seen = ask.form.text("da_xem").unwrap_or_default();
    match work::commit(ask.app(), &by, id, seen, ask.form.text("ly_do")).await {
        Ok(Ended::Stored) => Ok(redirect(&format!("/nhap-tu-tep/{id}"))),
        Ok(Ended::Open) => Ok(redirect(&back(
            &ask,
            &[("loc", None), ("so", None), ("thong-bao", Some("con-loi"))],
        ))),
        Ok(Ended::Changed) => Ok(redirect(&back(
            &ask,
            &[("loc", None), ("so", None), ("thong-bao", Some("da-doi"))],
        ))),
        Err(AppError::Refused(reason)) => {
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[reason]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}
