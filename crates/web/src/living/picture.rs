//! Pictures of a report one works on: chosen among what is attached, or uploaded; shown to whoever may read the report.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::report::period::living::{self, AskPicture, Taken};
use thidua_domain::attachment::{CAPTION, CREDIT};

use super::{number, param};
use crate::ask::{Ask, redirect};
use crate::attachment::respond;
use crate::org;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Names of the fields of a picture's words: what it shows, who took it, what is read aloud.
pub(super) const WORDS: [&str; 3] = ["chu_thich", "nguon_anh", "mo_ta"];

/// Fields of the page where a picture is chosen.
pub(crate) const FIELDS: &[Param] = &[
    param("sau", "string", "Đặt ảnh sau câu nào: khóa của câu"),
    param("cho", "string", "Chỗ trên trang để quay về"),
    param("don-vi", "string", "Ảnh của đơn vị nào"),
    param("trang", "integer", "Trang thứ mấy"),
];

/// The pictures one may choose, and a field to upload one.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, &[]).await
}

async fn shown(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let (code, number) = (ask.part("ma")?, number(ask)?);
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let at = ask.query.text("sau").unwrap_or_default();
    let page = ask.query.read::<usize>("trang")?.unwrap_or(1);
    let unit = ask.query.text("don-vi");
    let view = ask.view()?;
    let found = living::choices(ask.app(), view, (code, number), at, (unit, page)).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let other = |page: usize| {
        let query = ask.query.with(&[("trang", Some(&page.to_string()))]);
        format!("{}?{query}", ask.uri_path)
    };
    let report = format!("/co-quan/{code}/bao-cao-soan/{number}");
    let place = place(ask);
    let context = context! {
        head => org::head(ask, code, ask.today)?,
        back => format!("{report}{}", place.map_or_else(String::new, |id| format!("#{id}"))),
        report, at, here => ask.address_asked(),
        files => format!("/du-lieu/bao-cao-soan/tep?khoa={}", found.record),
        previous => (found.page > 1).then(|| other(found.page - 1)),
        next => found.more.then(|| other(found.page + 1)),
        place, found => value(&found), faults => value(faults),
        caption => typed(WORDS[0]), credit => typed(WORDS[1]), alt => typed(WORDS[2]),
        chosen => typed("anh"), longest => [CAPTION, CREDIT],
    };
    ask.page_with(status, "living/pictures.html", context)
}

/// The place on the page of the report one came from.
fn place(ask: &Ask) -> Option<&str> {
    let name = ask.form.text("cho").or(ask.query.text("cho"))?;
    let rest = name.strip_prefix("cau-").or(name.strip_prefix("muc-"))?;
    rest.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(name)
}

/// Puts a picture behind a sentence.
pub(crate) async fn add(ask: Arc<Ask>) -> Outcome {
    let (code, number) = (ask.part("ma")?.to_owned(), number(&ask)?);
    match put(&ask, &code, number).await {
        Ok(()) => {
            let place = place(&ask).map_or_else(String::new, |id| format!("#{id}"));
            Ok(redirect(&format!(
                "/co-quan/{code}/bao-cao-soan/{number}?da=1{place}"
            )))
        }
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, &faults).await
        }
        Err(AppError::Stale) => {
            let fault = "Người khác vừa đặt, chuyển hoặc bỏ ảnh này. Danh sách dưới đây là mới nhất; chọn lại rồi ghi lần nữa.";
            shown(&ask, StatusCode::CONFLICT, &[fault.to_owned()]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

async fn put(ask: &Ask, code: &str, number: u32) -> Result<(), AppError> {
    let by = ask.live().map_err(|_| AppError::NotFound)?.caller("web");
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    // A chosen picture names the revision it was seen with: `17.0`.
    let chosen = text("anh");
    let chosen = chosen.split_once('.').and_then(|(file, seen)| {
        let file: i64 = file.parse().ok()?;
        Some((file, seen.parse().ok()?))
    });
    let (taken, seen) = match (ask.uploads.as_slice(), chosen) {
        ([file], _) => (Taken::Sent(file.name.clone(), file.bytes.to_vec()), 0),
        ([], Some((file, seen))) => (Taken::Attached(file), seen),
        ([], None) => {
            return Err(AppError::refused(
                "Chưa chọn ảnh nào. Chọn một ảnh trong danh sách, hoặc tải lên một ảnh.",
            ));
        }
        _ => return Err(AppError::refused("Mỗi lần tải lên một ảnh.")),
    };
    let [caption, credit, alt] = WORDS.map(text);
    let wanted = AskPicture {
        agency: code.to_owned(),
        number,
        at: ask.query.text("sau").unwrap_or_default().to_owned(),
        taken,
        seen,
        caption,
        credit,
        alt,
    };
    living::show(ask.app(), &by, &wanted).await
}

/// A picture of a report.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let (code, number) = (ask.part("ma")?, number(&ask)?);
    let file = ask.part("tep")?.parse();
    let file = file.map_err(|_| crate::problem::Problem::NotFound)?;
    let sent = living::picture(ask.app(), ask.view()?, (code, number), file).await;
    respond(sent.map_err(|error| ask.fault(error))?, "inline")
}
