//! The page on which rows are looked through and mended, and the forms on it.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use serde::Serialize;
use thidua_app::AppError;
use thidua_app::bundle::work::{
    self, AskReview, Decision, Ended, Mend, Mended, Review, RowDeed, Saved, Seen,
};

use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// Rows of a session with their faults.
pub(crate) async fn rows(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, &[]).await
}

/// Names of awards nobody knows among the rows shown: what an office calls an award is added on a page of its own.
fn unknown_awards(review: &Review) -> BTreeSet<String> {
    let cells = review.rows.iter().flat_map(|row| &row.cells);
    let unknown = cells.filter(|cell| {
        let named = cell.to == "ma_khen_thuong" && !cell.text.trim().is_empty();
        named && cell.state == "invalid"
    });
    unknown.map(|cell| cell.text.trim().to_owned()).collect()
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
    let changed = ask
        .query
        .text("so-o")
        .and_then(|count| count.parse::<usize>().ok());
    let unknown = ask.query.text("cot-la").unwrap_or_default();
    let ways = Ways::of(id, &review);
    let page = context! {
        here => ways.page(review.page),
        previous => (review.page > 1).then(|| ways.page(review.page - 1)),
        next => (review.page < review.pages).then(|| ways.page(review.page + 1)),
        tabs => ways.tabs(), sheets => ways.sheets(),
        notice => notice(ask), changed, unknown, faults => value(faults),
        names => unknown_awards(&review),
        review => value(&review),
    };
    ask.page_with(status, "import/rows.html", page)
}

/// What a redirect has to tell: how it looks, what it says.
fn notice(ask: &Ask) -> Option<(&'static str, &'static str)> {
    let says = match ask.query.text("thong-bao")? {
        "con-loi" => "Chưa lưu: còn dòng phải sửa hoặc phải chọn. Xem các dòng dưới đây.",
        "da-doi" => {
            "Chưa lưu: trong lúc anh/chị xem, dữ liệu đã lưu có thay đổi. Các dòng đã được kiểm tra lại, xem lại rồi lưu."
        }
        "noi-khac" => {
            "Chưa làm: lần nhập này vừa được sửa ở một cửa sổ hoặc thẻ khác. Dưới đây là nội dung mới nhất; xem lại rồi làm tiếp."
        }
        _ => return None,
    };
    Some(("wait", says))
}

/// The addresses on the page of rows.
struct Ways<'a> {
    base: String,
    review: &'a Review,
}

impl<'a> Ways<'a> {
    fn of(id: &str, review: &'a Review) -> Self {
        Self {
            base: format!("/nhap-tu-tep/{id}/soat"),
            review,
        }
    }

    fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let sheet = self.review.sheet.to_string();
        let tab = self.review.tab.as_str();
        let kept = Fields::from_pairs([("trang", sheet.as_str()), ("loc", tab)]);
        format!("{}?{}", self.base, kept.with(changes))
    }

    fn page(&self, page: usize) -> String {
        self.with(&[("so", Some(&page.to_string()))])
    }

    fn tabs(&self) -> Vec<Value> {
        let tabs = self.review.tabs.iter();
        tabs.map(|tab| {
            let href = self.with(&[("loc", Some(tab.code))]);
            let active = tab.code == self.review.tab;
            context! { label => tab.label, count => tab.count, active, href }
        })
        .collect()
    }

    /// The worksheets; by what they are called where several are of one kind.
    fn sheets(&self) -> Vec<Value> {
        let sheets = &self.review.sheets;
        sheets.iter()
            .map(|sheet| {
                let alike = sheets.iter().filter(|other| other.title == sheet.title).count() > 1;
                let label = match alike {
                    true => format!("{}: {}", sheet.title, sheet.name),
                    false => sheet.title.clone(),
                };
                let href = format!("{}?trang={}", self.base, sheet.at);
                context! { label, open => sheet.open, active => sheet.at == self.review.sheet, href }
            })
            .collect()
    }
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

/// The version of the session that the form's page showed.
fn seen(ask: &Ask) -> Result<Option<i64>, Problem> {
    ask.form.read("phien_ban")
}

/// Saves the cells of the form; a session that is not the actor's is not there, even where nothing is to be saved.
/// `None`: it was changed elsewhere since the page was shown, and nothing is saved.
async fn save(ask: &Ask, seen: Option<i64>) -> Result<Option<Saved>, Problem> {
    let mends = mends(ask);
    let (id, sheet) = (ask.part("phien")?, sheet(ask)?);
    match work::mend(ask.app(), ask.actor()?, id, sheet, (&mends, seen)).await {
        Ok(saved) => Ok(Some(saved)),
        Err(AppError::Stale) => Ok(None),
        Err(error) => Err(ask.fault(error)),
    }
}

/// The page anew, which tells that the session was changed elsewhere.
fn moved(ask: &Ask) -> Outcome {
    Ok(redirect(&back(ask, &[("thong-bao", Some("noi-khac"))])))
}

/// Saves mended cells, and tells where the session stands.
pub(crate) async fn mend(ask: Arc<Ask>) -> Outcome {
    let shown = seen(&ask)?;
    if !ask.for_script {
        return match save(&ask, shown).await? {
            Some(_) => Ok(redirect(&back(&ask, &[]))),
            None => moved(&ask),
        };
    }
    // A script sends the cells that were typed and no others: they are saved beside what others mended.
    let saved = save(&ask, None).await?.ok_or(Problem::NotFound)?;
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
            changed: saved.changed,
            moved: shown.is_some_and(|shown| shown != saved.before),
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
    if save(&ask, seen(&ask)?).await?.is_none() {
        return moved(&ask);
    }
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
    if save(&ask, seen(&ask)?).await?.is_none() {
        return moved(&ask);
    }
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
    if save(&ask, seen(&ask)?).await?.is_none() {
        return moved(&ask);
    }
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
    let Some(saved) = save(&ask, seen(&ask)?).await? else {
        return moved(&ask);
    };
    // What the form itself changed was seen; without the number of a version nothing was.
    let version = seen(&ask)?.map_or(-1, |_| saved.now);
    let conflicts = ask.form.text("da_xem").unwrap_or_default();
    let shown = Seen { version, conflicts };
    match work::commit(ask.app(), &by, id, shown, ask.form.text("ly_do")).await {
        Ok(Ended::Moved) => moved(&ask),
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
