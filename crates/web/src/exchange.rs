//! «Trao đổi dữ liệu»: bundles out and in by file, the register of both, layouts for other systems, and what programs
//! push.

pub(crate) mod layout;
mod push;
mod send;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::exchange::receive::{self, Received, Taking};
use thidua_app::exchange::{AskExport, preview, register};
use thidua_domain::time::WorkYear;

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use push::{API, push};
pub(crate) use send::send;
pub(crate) use thidua_app::exchange::PERMISSION;

/// Most lines of the register on the page.
const LINES: usize = 200;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "co-quan",
        kind: "string",
        required: false,
        summary: "Cơ quan có dữ liệu cần xuất",
    },
    Param {
        name: "tu",
        kind: "integer",
        required: false,
        summary: "Năm công tác đầu",
    },
    Param {
        name: "den",
        kind: "integer",
        required: false,
        summary: "Năm công tác cuối",
    },
    Param {
        name: "kem",
        kind: "string",
        required: false,
        summary: "Kèm số liệu chờ duyệt",
    },
    Param {
        name: "xem",
        kind: "string",
        required: false,
        summary: "Xem trước nội dung",
    },
];

/// The page: what to send, what to receive, what was sent and received.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new()).await
}

async fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let own = view.actor.agencies(PERMISSION, ask.today);
    let mut own = own
        .into_iter()
        .filter(|code| view.state.org.find(code).is_some());
    let first = own.next().map(str::to_owned);
    let year = WorkYear::of(ask.today).0;
    let agency = ask.query.text("co-quan").map(str::to_owned).or(first);
    let agency = agency.unwrap_or_default();
    let from: i16 = ask.query.read("tu")?.unwrap_or(year);
    let to: i16 = ask.query.read("den")?.unwrap_or(from.max(year));
    let drafts = ask.query.text("kem").is_some();
    let mut faults = faults;
    let wanted = AskExport {
        agency: agency.clone(),
        from,
        to,
        drafts,
    };
    let by = ask.live()?.caller("web");
    let told = match ask.query.text("xem") {
        Some(_) => match preview(ask.app(), &by, &wanted).await {
            Ok(manifest) => Some(manifest),
            Err(AppError::Refused(reason)) => {
                faults.push(reason);
                None
            }
            Err(error) => return Err(ask.fault(error)),
        },
        None => None,
    };
    let sheets: Option<Vec<Value>> = told.as_ref().map(|manifest| {
        let sheets = manifest.sheets.iter();
        sheets
            .map(|sheet| context! { title => title(&sheet.sheet), rows => sheet.rows })
            .collect()
    });
    let lines = register::list(ask.app(), view)
        .await
        .map_err(|error| ask.fault(error))?;
    let notice = match ask.query.text("thong-bao") {
        Some("da-ghi-so") => Some("Đã ghi số văn bản vào sổ trao đổi."),
        _ => None,
    };
    let agencies = agencies(ask)?;
    let page = context! {
        agencies, agency, from, to, drafts, faults, notice, sheets,
        told => told.as_ref().map(value),
        more => lines.len().saturating_sub(LINES),
        lines => lines.iter().take(LINES).map(line).collect::<Vec<_>>(),
    };
    ask.page_with(status, "exchange/page.html", page)
}

/// What users call a sheet, or a part of it.
fn title(name: &str) -> String {
    let (stem, part) = match name.rsplit_once('.') {
        Some((stem, part)) if part.parse::<u16>().is_ok() => (stem, Some(part)),
        _ => (name, None),
    };
    let mut all = thidua_app::exchange::sheets();
    let title = all.find(|def| def.name == stem);
    let title = title.map_or(stem, |def| def.title);
    part.map_or_else(|| title.to_owned(), |part| format!("{title} (phần {part})"))
}

/// The agencies whose data the reader may send, in the order of the tree.
fn agencies(ask: &Ask) -> Result<Vec<Value>, Problem> {
    let view = ask.view()?;
    let mut found: Vec<(String, String)> = view
        .state
        .org
        .iter()
        .filter(|agency| {
            let spell = agency.nearest(ask.today);
            spell.is_some_and(|spell| spell.level.is_enforcement())
                && view.permit_agency(PERMISSION, &agency.code).is_ok()
        })
        .map(|agency| (ask.agency_name(&agency.code), agency.code.clone()))
        .collect();
    found.sort();
    let options = found.into_iter();
    Ok(options
        .map(|(name, code)| context! { code, name })
        .collect())
}

fn line(line: &register::Line) -> Value {
    let entry = &line.entry;
    let form = match entry.form.as_str() {
        "xlsx" => "Sổ Excel",
        "api" => "Phần mềm gửi",
        "thu_muc" => "Thư mục tệp",
        _ => "Tệp nén",
    };
    context! {
        key => line.key.as_str(), sent => entry.way == register::Way::Sent, agency => entry.agency_name.as_str(),
        code => entry.agency.as_str(), from => entry.from, to => entry.to, form, rows => entry.rows,
        hash => entry.fingerprint.chars().take(16).collect::<String>(), whole => entry.fingerprint.as_str(),
        number => entry.number.as_deref(), by => entry.made_by.as_str(), at => line.at, stored => entry.stored,
        twice => line.twice,
    }
}

/// Puts the number of the paper to a line of the register.
pub(crate) async fn number(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let key = ask.form.required("dong")?;
    let text = ask.form.text("so").unwrap_or_default();
    register::number(ask.app(), &by, key, text)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect("/trao-doi?thong-bao=da-ghi-so"))
}

/// Takes a bundle that was sent.
pub(crate) async fn upload(ask: Arc<Ask>) -> Outcome {
    let [file] = ask.uploads.as_slice() else {
        let fault = "Chọn một tệp .zip hoặc .xlsx do «Trao đổi dữ liệu» của nơi gửi xuất ra.";
        return shown(
            &ask,
            StatusCode::UNPROCESSABLE_ENTITY,
            vec![fault.to_owned()],
        )
        .await;
    };
    keep(&ask, &file.name, file.bytes.to_vec()).await
}

/// Keeps a bundle until it is taken in, and leads to it.
pub(crate) async fn keep(ask: &Ask, name: &str, bytes: Vec<u8>) -> Outcome {
    let actor = &ask.live()?.actor;
    match receive::upload(ask.app(), actor, name, bytes).await {
        Ok(id) => Ok(redirect(&format!("/trao-doi/nhan/{id}"))),
        Err(AppError::File(reason) | AppError::Refused(reason)) => {
            shown(ask, StatusCode::UNPROCESSABLE_ENTITY, vec![reason]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// A bundle that was received, beside what is stored.
pub(crate) async fn received(ask: Arc<Ask>) -> Outcome {
    look(&ask, StatusCode::OK, Vec::new()).await
}

async fn look(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let by = ask.live()?.caller("web");
    let id = ask.part("phien")?;
    let found = match receive::look(ask.app(), &by, id).await {
        Ok(found) => found,
        Err(AppError::Refused(reason)) => {
            let page = context! { faults => vec![reason], id, look => None::<String> };
            return ask.page_with(status, "exchange/received.html", page);
        }
        Err(error) => return Err(ask.fault(error)),
    };
    match found {
        Received::Done(taken) => {
            let there = ask.view()?.state.org.find(&taken.code).is_some();
            let page = context! { taken => value(&taken), there };
            ask.page_with(status, "exchange/taken.html", page)
        }
        Received::Waits(look) => {
            let at = made_at(&look.manifest.at);
            let page = context! {
                look => value(&look), id, at, faults, reason => ask.form.text("ly_do"), number => ask.form.text("so"),
            };
            ask.page_with(status, "exchange/received.html", page)
        }
    }
}

/// `2026-11-22T16:41:00+07:00` as people write it.
fn made_at(iso: &str) -> String {
    let day = iso
        .get(..10)
        .and_then(|day| thidua_domain::time::parse_date(day).ok());
    match (day, iso.get(11..16)) {
        (Some(day), Some(time)) => format!("{} {time}", thidua_domain::time::vn(day)),
        _ => iso.to_owned(),
    }
}

/// Takes a received bundle in.
pub(crate) async fn take(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let id = ask.part("phien")?;
    let told = Taking {
        reason: ask.form.text("ly_do"),
        number: ask.form.text("so"),
        seen: ask.form.read("phien_ban")?,
    };
    match receive::take(ask.app(), &by, id, told).await {
        Ok(Some(_)) => Ok(redirect(&format!("/trao-doi/nhan/{id}"))),
        Ok(None) => {
            let fault = "Chưa nhận được: xem các lỗi dưới đây.".to_owned();
            look(&ask, StatusCode::UNPROCESSABLE_ENTITY, vec![fault]).await
        }
        Err(AppError::Refused(reason)) => {
            look(&ask, StatusCode::UNPROCESSABLE_ENTITY, vec![reason]).await
        }
        Err(AppError::Stale) => {
            let fault = "Chưa nhận: dữ liệu vừa có thay đổi trong lúc anh/chị xem. Bảng dưới đây đã so lại với dữ liệu mới nhất; xem lại rồi nhận.";
            look(&ask, StatusCode::CONFLICT, vec![fault.to_owned()]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}
