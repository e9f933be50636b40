//! Reports one works on: their list, the report itself with its editor in place, what a version says otherwise today.

pub(crate) mod picture;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::report::What;
use thidua_app::report::period::REPORT;
use thidua_app::report::period::living::{
    self, AskAnnex, AskClear, AskIssue, AskNew, AskSettle, AskWords, AskWrite,
};
use thidua_domain::report::Months;
use thidua_domain::time::{Window, WorkYear, parse_date};

use crate::ask::{Ask, redirect};
use crate::deed::check;
use crate::org;
use crate::problem::Problem;
use crate::report::{file, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::report::period::living::{PERMISSION, WRITES};

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the page of a report.
pub(crate) const FIELDS: &[Param] = &[
    param("viet", "string", "Chỗ muốn viết: khóa của câu đứng trước"),
    param("an", "string", "Câu muốn ẩn: khóa của câu"),
    param(
        "anh",
        "string",
        "Ảnh muốn sửa chú thích: mã của ảnh trong báo cáo",
    ),
    param("so-voi", "integer", "So với bản số mấy"),
];
/// Fields of the files.
pub(crate) const FILE: &[Param] = &[
    param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx"),
    param("ban", "integer", "Bản đã phát hành, của phụ lục đính chính"),
];

/// The saved reports of an agency.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let found = living::list(ask.app(), ask.view()?, code).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, ask.today)?,
        reports => found.iter().map(value).collect::<Vec<Value>>(),
        writes => ask.view()?.sees(WRITES, code),
        done => ask.query.text("da").is_some(),
    };
    ask.page("living/list.html", page)
}

/// Begins a report with the outline and period of the page one comes from.
pub(crate) async fn begin(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let by = ask.live()?.caller("web");
    let text = |name: &str| ask.form.text(name).map(str::to_owned);
    let number = |name: &str| text(name).and_then(|text| text.parse().ok());
    let to = match ask.form.text("den") {
        Some(_) => end_of(&ask)?,
        None => Window::whole(WorkYear::of(ask.today)),
    };
    let from: i16 = number("tu").unwrap_or(to.year.0);
    check(from, to.year.0)?;
    let wanted = AskNew {
        agency: code.to_owned(),
        outline: text("de-cuong").unwrap_or_else(|| REPORT.to_owned()),
        from,
        to: to.year.0,
        month: Some(to.month).filter(|month| *month < 12),
        stretch: ask.form.text("ky").and_then(Months::from_code),
        title: text("tieu-de"),
        author: text("tac-gia"),
        after: ask.form.text("tiep-sau").and_then(|text| text.parse().ok()),
    };
    let number = living::begin(ask.app(), &by, &wanted).await;
    let number = number.map_err(|error| ask.fault(error))?;
    Ok(redirect(&format!(
        "/co-quan/{code}/bao-cao-soan/{number}?da=1"
    )))
}

fn end_of(ask: &Ask) -> Result<Window, Problem> {
    let text = ask.form.text("den").unwrap_or_default();
    let (year, month) = text.split_once('/').unwrap_or((text, "12"));
    let window = year
        .parse()
        .ok()
        .zip(month.parse().ok())
        .and_then(|(year, month)| Window::new(WorkYear(year), month));
    window.ok_or_else(|| Problem::field("den", "năm công tác, hoặc năm và tháng lũy kế như 2021/8"))
}

fn number(ask: &Ask) -> Result<u32, Problem> {
    ask.part("so")?.parse().map_err(|_| Problem::NotFound)
}

/// What was typed and could not be stored.
#[derive(Default)]
struct Typed {
    at: String,
    hide: bool,
    text: String,
    /// Key of the picture whose words are edited, and what was typed of them.
    picture: String,
    words: Option<[String; 3]>,
    faults: Vec<String>,
}

/// The report, with an editor where one is asked for.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, None).await
}

async fn shown(ask: &Ask, status: StatusCode, typed: Option<Typed>) -> Outcome {
    let (code, number) = (ask.part("ma")?, number(ask)?);
    let view = ask.view()?.clone();
    let prepared = living::seen(ask.app(), &view, code, number).await;
    let prepared = prepared.map_err(|error| ask.fault(error))?;
    // The newest issued version is compared without being asked for.
    let against = ask.query.read("so-voi")?.or(prepared.newest_issued(&view));
    let gathered = match against {
        Some(version) => {
            let found = living::gather(ask.app(), &view, (code, number), version).await;
            Some(found.map_err(|error| ask.fault(error))?)
        }
        None => None,
    };
    let (found, differ) = in_turn(ask, move || {
        let differ = gathered.map(|gathered| living::differ(&view, &gathered));
        let differ = differ.transpose()?;
        Ok((living::page(&view, &prepared, differ.as_ref())?, differ))
    })
    .await?;
    let typed = typed.unwrap_or_else(|| match (ask.query.text("viet"), ask.query.text("an")) {
        (Some(at), _) => Typed {
            at: at.to_owned(),
            ..Typed::default()
        },
        (None, Some(at)) => Typed {
            at: at.to_owned(),
            hide: true,
            ..Typed::default()
        },
        _ => Typed {
            picture: ask.query.text("anh").unwrap_or_default().to_owned(),
            ..Typed::default()
        },
    });
    let field = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let page = context! {
        head => org::head(ask, code, ask.today)?,
        here => format!("/co-quan/{code}/bao-cao-soan/{number}"),
        found => value(&found),
        differ => differ.as_ref().map(value),
        at => typed.at, hide => typed.hide, text => typed.text, faults => typed.faults,
        picture => typed.picture, words => typed.words.as_ref().map(value),
        symbol => field("so_ky_hieu"), issued_on => field("ngay"), signer => field("nguoi_ky"),
        done => ask.query.text("da").is_some(),
    };
    match status {
        StatusCode::OK => ask.page("living/show.html", page),
        status => ask.page_with(status, "living/show.html", page),
    }
}

/// Whatever is done on the page of a report.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let (code, number) = (ask.part("ma")?.to_owned(), number(&ask)?);
    let here = format!("/co-quan/{code}/bao-cao-soan/{number}");
    let deed = ask.form.text("viec").unwrap_or_default();
    match done(&ask, (&code, number), deed).await {
        Ok(()) if deed == "xoa" => Ok(redirect(&format!("/co-quan/{code}/bao-cao-soan?da=1"))),
        Ok(()) => {
            let place = ask.form.text("cho").filter(|id| {
                let digits = id.strip_prefix("cau-");
                digits.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
            });
            let place = place.map_or_else(String::new, |id| format!("#{id}"));
            Ok(redirect(&format!("{here}?da=1{place}")))
        }
        Err(error) => {
            let (status, fault) = match error {
                AppError::Refused(text) => (StatusCode::UNPROCESSABLE_ENTITY, text),
                AppError::Stale => (
                    StatusCode::CONFLICT,
                    "Người khác vừa sửa báo cáo này. Nội dung bạn gõ còn ở ô bên dưới; nội dung đang lưu hiện trên trang. Xem lại rồi ghi lần nữa."
                        .to_owned(),
                ),
                error => return Err(ask.fault(error)),
            };
            let written = matches!(deed, "viet" | "an");
            let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
            let worded = deed == "chu-thich";
            let typed = Typed {
                at: if written { text("khoa") } else { String::new() },
                hide: deed == "an",
                text: text("loi"),
                picture: if worded { text("khoa") } else { String::new() },
                words: worded.then(|| picture::WORDS.map(text)),
                faults: fault.lines().map(str::to_owned).collect(),
            };
            shown(&ask, status, Some(typed)).await
        }
    }
}

async fn done(ask: &Ask, (code, number): (&str, u32), deed: &str) -> Result<(), AppError> {
    let by = ask.live().map_err(|_| AppError::NotFound)?.caller("web");
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let seen: i64 = text("ban").parse().unwrap_or_default();
    let agency = code.to_owned();
    let clear = || AskClear {
        agency: agency.clone(),
        number,
        key: text("khoa"),
        seen,
    };
    let app = ask.app();
    match deed {
        "viet" | "an" => {
            let wanted = AskWrite {
                at: text("khoa"),
                text: text("loi"),
                hide: deed == "an",
                agency,
                number,
                seen,
            };
            living::write(app, &by, &wanted).await
        }
        "bo" => living::clear(app, &by, &clear()).await,
        "hoan" => living::undo(app, &by, &clear()).await,
        "len" | "xuong" => living::shift(app, &by, &clear(), deed == "len").await,
        "chu-thich" => {
            let [caption, credit, alt] = picture::WORDS.map(text);
            let wanted = AskWords {
                of: clear(),
                caption,
                credit,
                alt,
            };
            living::word(app, &by, &wanted).await
        }
        "ten" => {
            let wanted = AskSettle {
                agency,
                number,
                seen,
                title: Some(text("tieu-de")),
                author: Some(text("tac-gia")),
                day: day(ask, "ngay-bai")?,
            };
            living::settle(app, &by, &wanted).await
        }
        "luu" => {
            let note = text("ghi-chu");
            let kept = living::keep(app, &by, (code, number), seen, Some(&note)).await;
            kept.map(|_| ())
        }
        "phat-hanh" => {
            let wanted = AskIssue {
                agency,
                number,
                seen,
                symbol: text("so_ky_hieu"),
                on: day(ask, "ngay")?,
                signer: Some(text("nguoi_ky")),
            };
            living::issue(app, &by, &wanted).await.map(|_| ())
        }
        "xoa" => living::discard(app, &by, (code, number), seen).await,
        _ => Err(AppError::NotFound),
    }
}

fn day(ask: &Ask, name: &str) -> Result<Option<jiff::civil::Date>, AppError> {
    let text = ask.form.text(name).filter(|text| !text.trim().is_empty());
    text.map(parse_date)
        .transpose()
        .map_err(|_| AppError::refused("Không đọc được ngày, ví dụ viết đúng: 03/6/2021."))
}

/// The paper as it stands, or «Phụ lục đính chính» of an issued version.
pub(crate) async fn download(ask: Arc<Ask>) -> Outcome {
    let (code, number) = (ask.part("ma")?, number(&ask)?);
    let view = ask.view()?;
    let what = match ask.query.read("ban")? {
        Some(version) => {
            let gathered = living::gather(ask.app(), view, (code, number), version).await;
            let gathered = gathered.map_err(|error| ask.fault(error))?;
            What::ReportCorrection(Box::new(AskAnnex { gathered }))
        }
        None => {
            let prepared = living::prepare(ask.app(), view, code, number, true).await;
            What::Living(Box::new(prepared.map_err(|error| ask.fault(error))?))
        }
    };
    file(&ask, what).await
}
