//! Requests for reports: to answer, asked; the form of a unit, everything answered in one table.

mod compose;
mod fill;
pub(crate) mod todo;

pub(crate) use compose::{create, new};
pub(crate) use fill::{form, write};

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::report::{Issue, What};
use thidua_app::request::{self, AskChange, AskPaper, AskRequests, Change, units_of};

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::report;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::request::{PERMISSION, WRITES};

/// Largest form, in bytes.
pub(crate) const BODY: usize = 512 * 1024;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the list.
pub(crate) const LIST: &[Param] = &[
    param("co-quan", "string", "Chỉ của một cơ quan"),
    param("tat-ca", "string", "Cả yêu cầu đã đóng, đã hủy"),
    param("trang", "integer", "Trang"),
];
/// Fields of the paper.
pub(crate) const PAPER: &[Param] = &[param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx")];
/// Fields of the form of asking.
pub(crate) const NEW: &[Param] = &[
    param("co-quan", "string", "Cơ quan yêu cầu"),
    param("theo", "string", "Mã yêu cầu của cấp trên"),
];
/// Fields of the form of answering.
pub(crate) const FORM: &[Param] = &[param(
    "lay",
    "string",
    "duoi: lấy từ báo cáo của đơn vị trực thuộc",
)];
/// Fields of the list for programs.
pub(crate) const LIST_API: &[Param] = &[
    param("agency", "string", "Mã cơ quan"),
    param("all", "string", "Cả yêu cầu đã đóng, đã hủy"),
    param("page", "integer", "Trang"),
];
/// Fields of one request for programs.
pub(crate) const API: &[Param] = &[Param {
    name: "code",
    kind: "string",
    required: true,
    summary: "Mã yêu cầu",
}];

/// A code as a part of an address.
pub(crate) fn part(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

/// The requests a reader sees.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let wanted = AskRequests {
        agency: ask.query.text("co-quan").map(str::to_owned),
        all: ask.query.text("tat-ca").is_some(),
        page: ask.query.read("trang")?.unwrap_or(1),
    };
    let found = request::requests(ask.view()?, &wanted).map_err(|error| ask.fault(error))?;
    let turn = |page: usize| {
        format!(
            "/yeu-cau-bao-cao?{}",
            ask.query.with(&[("trang", Some(&page.to_string()))])
        )
    };
    let page = context! {
        all => wanted.all,
        agency => wanted.agency.as_deref().map(|code| ask.agency_name(code)),
        before => (found.page > 1).then(|| turn(found.page - 1)),
        after => (found.page < found.pages).then(|| turn(found.page + 1)),
        list => value(&found),
    };
    ask.page("request/list.html", page)
}

/// The same for programs.
pub(crate) async fn list_api(ask: Arc<Ask>) -> Outcome {
    let wanted = AskRequests {
        agency: ask.query.text("agency").map(str::to_owned),
        all: ask.query.text("all").is_some(),
        page: ask.query.read("page")?.unwrap_or(1),
    };
    ask.json(&request::requests(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}

/// Everything answered to a request.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new())
}

fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let found = request::consolidated(view, ask.part("ma")?).map_err(|error| ask.fault(error))?;
    let sent = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let asked: Vec<&str> = found
        .units
        .iter()
        .map(|unit| unit.agency.as_str())
        .collect();
    let more = match found.writes {
        true => units_of(view, &found.asker, &request::Wish::Deep),
        false => Vec::new(),
    };
    let more = more.iter().filter(|code| !asked.contains(&code.as_str()));
    let more = more.map(|code| (code.clone(), ask.agency_name(code)));
    let page = context! {
        faults,
        done => ask.query.text("da").and_then(done),
        more => more.collect::<Vec<_>>(),
        reason => sent("ly_do"), due => sent("han"), back => sent("y_kien"),
        found => value(&found), revision => found.revision, writes => found.writes,
    };
    ask.page_with(status, "request/show.html", page)
}

fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "gui" => "Đã gửi yêu cầu. Các đơn vị thấy ở trang đầu và trong thông báo.",
        "han" => "Đã đổi hạn gửi.",
        "them" => "Đã thêm đơn vị.",
        "dong" => "Đã đóng yêu cầu.",
        "mo" => "Đã mở lại yêu cầu.",
        "huy" => "Đã hủy yêu cầu.",
        "tra" => "Đã trả lại kèm lý do.",
        _ => return None,
    })
}

/// What is told of an error on the page itself.
fn words(ask: &Ask, error: AppError) -> Result<(StatusCode, Vec<String>), Problem> {
    match error {
        AppError::Refused(text) => {
            let lines = text.lines().map(str::to_owned).collect();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, lines))
        }
        AppError::Stale => {
            let fault = "Người khác vừa thay đổi nội dung này nên chưa ghi gì. Xem lại nội dung mới nhất dưới đây rồi làm lại.";
            Ok((StatusCode::CONFLICT, vec![fault.to_owned()]))
        }
        error => Err(ask.fault(error)),
    }
}

/// Changes a request, or gives answers back.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let chosen = |name: &'static str| {
        let pairs = ask.form.pairs().filter(move |(field, _)| *field == name);
        pairs.map(|(_, text)| text.to_owned())
    };
    let verb = ask.form.required("viec")?;
    let change = match verb {
        "tra" => None,
        "han" => Some(Change::Due(
            ask.form.text("han").unwrap_or_default().to_owned(),
        )),
        "them" => Some(Change::Units(chosen("don_vi_them").collect())),
        "dong" => Some(Change::Close),
        "mo" => Some(Change::Reopen),
        "huy" => Some(Change::Cancel),
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    let done = match change {
        None => {
            // The sending one saw stands behind the code, as `quan-1@2`.
            let units = chosen("don_vi").filter_map(|text| {
                let (unit, number) = text.rsplit_once('@')?;
                Some((unit.to_owned(), number.parse().ok()?))
            });
            let units: Vec<(String, u16)> = units.collect();
            let reason = ask.form.text("y_kien").unwrap_or_default();
            let done = request::give_back(ask.app(), &by, &code, &units, reason).await;
            done.map(|_| ())
        }
        Some(change) => {
            let wanted = AskChange {
                code: code.clone(),
                change,
                reason: ask.form.text("ly_do").map(str::to_owned),
                seen: ask.form.read("ban")?.unwrap_or_default(),
            };
            request::change(ask.app(), &by, &wanted).await
        }
    };
    match done {
        Ok(()) => Ok(redirect(&format!(
            "/yeu-cau-bao-cao/{}?da={verb}",
            part(&code)
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            shown(&ask, status, faults)
        }
    }
}

/// Everything answered, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let code = ask.query.required("code")?;
    ask.json(&request::consolidated(ask.view()?, code).map_err(|error| ask.fault(error))?)
}

/// The paper.
pub(crate) async fn paper(ask: Arc<Ask>) -> Outcome {
    let wanted = AskPaper {
        code: ask.part("ma")?.to_owned(),
        issue: Issue::default(),
    };
    report::file(&ask, What::Request(wanted)).await
}
