//! Records on pages: forms to enter and change them, what others stored meanwhile, the history, the way back.

mod buttons;
mod form;
mod history;
mod saved;
mod transfer;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::record::{self, Stored};
use thidua_app::{AppError, View};
use thidua_domain::access::Permission;
use thidua_domain::bundle::Values;

use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use buttons::{
    Button, adds_to_movement, edits_of_movement, of_agency, of_block, of_deed, of_document,
    of_file, of_initiative, of_key, of_list, of_movement, of_person, of_register, of_response,
    of_target,
};
pub(crate) use form::{add, add_form, edit, edit_form};
pub(crate) use history::{remove, restore, show as history, undo};
pub(crate) use saved::{Saved, doubts, saved, without};
pub(crate) use transfer::{show as transfer_form, store as transfer};

/// What writing business data asks for.
pub(crate) const PERMISSION: Permission = thidua_app::bundle::PERMISSION;

const fn field(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Which record.
pub(crate) const RECORD: &[Param] = &[field("khoa", "string", "Khóa của nội dung")];
/// What a new record begins with.
pub(crate) const START: &[Param] = &[
    field("co-quan", "string", "Mã cơ quan"),
    field("cua", "string", "Mã đã có, khi thêm giai đoạn khác"),
    field("nam", "integer", "Năm công tác"),
];
/// Fields of the list.
pub(crate) const LIST: &[Param] = &[
    field("co-quan", "string", "Mã cơ quan"),
    field("trang", "integer", "Trang"),
];

/// The record a request names; one that names none asks for one that is not there.
fn record_of(ask: &Ask) -> Result<String, Problem> {
    let named = ask.query.text("khoa");
    named.map(str::to_owned).ok_or(Problem::NotFound)
}

/// The page on which a stored row is seen, which may be another where the row is no longer there.
fn place_of(view: &View, kind: &str, values: &Values) -> String {
    let state = view.state.as_ref();
    let part =
        |code: &str| -> String { form_urlencoded::byte_serialize(code.as_bytes()).collect() };
    let code = values.get("ma").unwrap_or_default();
    let agency = values.get("ma_co_quan").unwrap_or_default();
    let year = |id: &str| {
        values
            .get(id)
            .and_then(|text| text.get(..4))
            .map(str::to_owned)
    };
    let with_year = |path: String, year: Option<String>| match year {
        Some(year) => format!("{path}?nam={year}"),
        None => path,
    };
    match kind {
        "bao-cao-soan" => {
            let number = values.get("so").unwrap_or_default();
            format!("/co-quan/{}/bao-cao-soan/{}", part(agency), part(number))
        }
        "nhan-su" if state.people.contains_key(code) => format!("/ca-nhan/{}", part(code)),
        "co-quan" if state.org.find(code).is_some() => format!("/co-quan/{}", part(code)),
        "van-ban" if state.documents.contains_key(code) => format!("/van-ban/{}", part(code)),
        "cum-khoi" if state.clusters.contains_key(code) => {
            with_year(format!("/cum-khoi/{}", part(code)), year("nam"))
        }
        "van-ban" | "cum-khoi" => format!("/{kind}"),
        "thanh-vien-cum" | "hop-cum" if state.meetings.get(code).is_none() => {
            let block = values.get("ma_cum").unwrap_or_default();
            with_year(format!("/cum-khoi/{}", part(block)), year("nam"))
        }
        "hop-cum" => format!("/cum-khoi/hop/{}", part(code)),
        "suy-ton" => {
            let meeting = values.get("ma_hop").unwrap_or_default();
            format!("/cum-khoi/hop/{}", part(meeting))
        }
        "nhan-su" => format!("/co-quan/{}", part(agency)),
        "chi-tieu" | "khen-thuong" if state.clusters.contains_key(agency) => {
            format!("/cum-khoi/{}", part(agency))
        }
        "chi-tieu" => with_year(
            format!("/co-quan/{}/tien-do", part(agency)),
            year("nam_cong_tac"),
        ),
        "khen-thuong" => with_year(
            format!("/co-quan/{}/khen-thuong", part(agency)),
            year("nam_thanh_tich"),
        ),
        "sang-kien" if state.initiatives.contains_key(code) => format!("/sang-kien/{}", part(code)),
        "sang-kien" => "/sang-kien".to_owned(),
        "phong-trao" if state.movements.get(code).is_some() => {
            format!("/phong-trao/{}", part(code))
        }
        "phong-trao" => "/phong-trao".to_owned(),
        "dien-bien-phong-trao" | "moc-phong-trao" | "tieu-chuan-phong-trao" => {
            let movement = values.get("ma_phong_trao").unwrap_or_default();
            format!("/phong-trao/{}", part(movement))
        }
        "huong-ung" => {
            let movement = values.get("ma_phong_trao").unwrap_or_default();
            format!("/phong-trao/{}/huong-ung", part(movement))
        }
        "xep-loai-doan-the" => "/xep-loai-doan-the".to_owned(),
        "danh-gia" | "ky-luat" | "vuong-mac" | "vang-mat" => {
            let subject = values.get("ma_doi_tuong").or(values.get("ma_ca_nhan"));
            match (subject, kind) {
                (Some(code), _) if state.people.contains_key(code) => {
                    format!("/ca-nhan/{}", part(code))
                }
                (_, "danh-gia") => with_year("/xep-loai".to_owned(), year("nam")),
                _ => format!("/{kind}"),
            }
        }
        "tra-loi-dieu-kien" => {
            let subject = values.get("ma_doi_tuong").unwrap_or_default();
            let page = match state.people.contains_key(subject) {
                true => format!("/ca-nhan/{}/dieu-kien", part(subject)),
                false => format!("/co-quan/{}/dieu-kien", part(subject)),
            };
            with_year(page, year("nam"))
        }
        "su-kien" if values.get("ma").is_some() => format!("/su-kien/{}", part(code)),
        "thanh-tich" | "dien-hinh" | "cach-lam-hay" if !code.is_empty() => {
            format!("/{kind}/{}", part(code))
        }
        "buoc-dien-hinh" | "hoc-tap-dien-hinh" => {
            let exemplar = values.get("ma_dien_hinh").unwrap_or_default();
            format!("/dien-hinh/{}", part(exemplar))
        }
        "ap-dung-cach-lam" => {
            let practice = values.get("ma_cach_lam").unwrap_or_default();
            format!("/cach-lam-hay/{}", part(practice))
        }
        "thanh-tich" | "lan-toa" | "cach-lam-hay" => {
            with_year(format!("/{kind}"), last_year(values))
        }
        "dong-gop" | "hoat-dong" | "dien-hinh" | "su-kien" | "noi-dung" | "dang-ky" => {
            with_year(format!("/{kind}"), last_year(values))
        }
        "xep-hang" => with_year("/ket-qua-xep-hang".to_owned(), last_year(values)),
        "doi-chieu-ten" => "/khen-thuong/chua-khop".to_owned(),
        "danh-muc-khen-thuong" => "/khen-thuong/ten-goi".to_owned(),
        "kien-nghi-khen-thuong" => "/khen-thuong/kien-nghi".to_owned(),
        "thu-hoi-khen-thuong" | "xem-lai-khen-thuong" => "/khen-thuong/can-xem-lai".to_owned(),
        "gop-nguoi" => "/nhan-su/trung".to_owned(),
        "quy-doi" => {
            let code = values.get("ma_moi").or(values.get("ma_cu"));
            let old = part(values.get("ma_cu").unwrap_or_default());
            format!(
                "/co-quan/{}/bang-quy-doi?cu={old}",
                part(code.unwrap_or_default())
            )
        }
        "che-do-bao-cao" | "ngay-nghi" => "/che-do-bao-cao".to_owned(),
        "ky-dau" => {
            let code = values.get("ma_co_quan");
            format!("/co-quan/{}/quy-doi", part(code.unwrap_or_default()))
        }
        "sap-xep" => {
            let code = values.get("ma_moi").or(values.get("ma_cu"));
            format!("/co-quan/{}", part(code.unwrap_or_default()))
        }
        _ => "/co-quan".to_owned(),
    }
}

/// The last work year a row tells, or that of its day.
fn last_year(values: &Values) -> Option<String> {
    let told = values.years("nam").map(|years| years.to);
    let day = values.date("ngay").map(|day| day.work_year());
    told.or(day).map(|year| year.to_string())
}

/// To the page of what was stored, which says so and offers to undo it.
async fn done(ask: &Ask, stored: &Stored, what: &str) -> Outcome {
    let view = ask.app().view(&ask.live()?.actor).await;
    let view = view.map_err(|error| ask.fault(error))?;
    let place = place_of(&view, stored.kind, &stored.values);
    let event = stored.event.map(|event| event.to_string());
    let what = if event.is_some() { what } else { "khong-doi" };
    let said = Fields::default().with(&[("viec", Some(what)), ("da-luu", event.as_deref())]);
    let sign = if place.contains('?') { '&' } else { '?' };
    Ok(redirect(&format!("{place}{sign}{said}")))
}

/// The page on which a stored row is seen.
pub(crate) fn page_of_row(view: &View, sheet: &str, values: &Values) -> String {
    place_of(view, sheet, values)
}

/// A command that was refused, or came too late, with the way back to its page.
pub(crate) fn refused(ask: &Ask, error: AppError, back: &str) -> Outcome {
    let (status, title, text) = match &error {
        AppError::Refused(text) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Chưa thực hiện được",
            text.clone(),
        ),
        AppError::Stale => (
            StatusCode::CONFLICT,
            "Người khác vừa sửa nội dung này",
            "Chưa thay đổi gì. Mở lại trang để xem bản mới nhất rồi thực hiện lại.".to_owned(),
        ),
        _ => return Err(ask.fault(error)),
    };
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    ask.page_with(
        status,
        "record/refused.html",
        context! { title, lines, back },
    )
}

/// The records of an agency, line by line.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let agency = ask.query.text("co-quan").ok_or(Problem::NotFound)?;
    let number: i64 = ask.query.read("trang")?.unwrap_or(1).max(1);
    let kind = ask.part("loai")?;
    let found = record::list(ask.app(), view, kind, agency, number)
        .await
        .map_err(|error| ask.fault(error))?;
    let page = |number: i64| {
        let query = ask.query.with(&[("trang", Some(&number.to_string()))]);
        format!("{}?{query}", ask.uri_path)
    };
    let context = context! {
        agency,
        name => ask.agency_name(agency),
        adds => record::enters(view, kind) && view.permit_agency(PERMISSION, agency).is_ok(),
        number,
        previous => (number > 1).then(|| page(number - 1)),
        next => found.more.then(|| page(number + 1)),
        list => value(&found),
    };
    ask.page("record/list.html", context)
}
