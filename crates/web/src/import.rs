//! «Nhập từ tệp», «Nhập nhiều dòng»: a file or a pasted list as a work session, from its upload to its one commit.

mod columns;
mod kept;
mod questions;
mod rows;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::bundle::work::{self, Sent, Thing};
use thidua_domain::access::Actor;

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use columns::{columns, set_columns};
pub(crate) use kept::{
    KEPT, forget as forget_kept, list as kept_list, save as save_kept, show as show_kept,
};
pub(crate) use questions::{ASKS, answer, questions};
pub(crate) use rows::{commit, deed, grow, mend, paste, replace, rows};
pub(crate) use thidua_app::bundle::PERMISSION;

/// Largest form of a grid or a pasted block, in bytes.
pub(crate) const BODY: usize = 4 * 1024 * 1024;

/// Fields of the list of sessions.
pub(crate) const START: &[Param] = &[Param {
    name: "thong-bao",
    kind: "string",
    required: false,
    summary: "Điều vừa làm xong",
}];

/// Fields of a session's rows.
pub(crate) const ROWS: &[Param] = &[
    Param {
        name: "trang",
        kind: "integer",
        required: false,
        summary: "Trang tính của tệp",
    },
    Param {
        name: "loc",
        kind: "string",
        required: false,
        summary: "Nhóm dòng",
    },
    Param {
        name: "so",
        kind: "integer",
        required: false,
        summary: "Trang",
    },
];

/// The sheets a list can be typed for.
pub(crate) const LISTS: [(&str, &str, &str); 12] = [
    (
        "nhan-su",
        "Nhân sự",
        "Họ tên, ngày sinh, cơ quan, chức vụ, chức danh",
    ),
    (
        "khen-thuong",
        "Khen thưởng",
        "Người hoặc tập thể, danh hiệu, quyết định khen thưởng",
    ),
    ("chi-tieu", "Chỉ tiêu", "Cơ quan, năm, chỉ tiêu, mức giao"),
    (
        "van-ban",
        "Văn bản",
        "Số ký hiệu, ngày, cơ quan ban hành, trích yếu",
    ),
    (
        "danh-gia",
        "Xếp loại chất lượng",
        "Người hoặc tập thể, năm, mức xếp loại, văn bản",
    ),
    (
        "sang-kien",
        "Sáng kiến",
        "Tên, tác giả và phần đóng góp, phạm vi, văn bản công nhận",
    ),
    (
        "dong-gop",
        "Đóng góp xã hội",
        "Cơ quan, năm, nguồn đóng góp, loại, hạng mục, số lượng, đối tượng thụ hưởng",
    ),
    (
        "hoat-dong",
        "Hoạt động",
        "Cơ quan, ngày, loại, nội dung, số lượt, phối hợp",
    ),
    (
        "dien-hinh",
        "Điển hình tiên tiến",
        "Cơ quan, người hoặc tập thể, cấp, lĩnh vực, lý do",
    ),
    (
        "thanh-tich",
        "Thành tích",
        "Người hoặc tập thể, ngày, loại, đã làm được việc gì, kết quả",
    ),
    (
        "cach-lam-hay",
        "Cách làm hay",
        "Tên, cơ quan, cách làm, hiệu quả, tác giả",
    ),
    (
        "dang-ky",
        "Đăng ký thi đua",
        "Năm, người hoặc tập thể, danh hiệu đăng ký, sáng kiến",
    ),
];

/// The sheets a workbook to fill in is offered for.
const TEMPLATES: [(&str, &str); 26] = [
    ("nhan-su", "Nhân sự"),
    ("khen-thuong", "Khen thưởng"),
    ("chi-tieu", "Chỉ tiêu"),
    ("so-lieu", "Số liệu thi hành án"),
    ("van-ban", "Văn bản"),
    ("co-quan", "Cơ quan, đơn vị"),
    ("cum-khoi", "Cụm, khối thi đua"),
    ("danh-gia", "Xếp loại chất lượng"),
    ("sang-kien", "Sáng kiến"),
    ("ky-luat", "Kỷ luật"),
    ("vuong-mac", "Trường hợp chưa xét khen thưởng"),
    ("vang-mat", "Nghỉ, biệt phái, đi học dài hạn"),
    ("xep-loai-doan-the", "Xếp loại tổ chức đảng, đoàn thể"),
    ("dong-gop", "Đóng góp xã hội"),
    ("hoat-dong", "Hoạt động"),
    ("thanh-tich", "Thành tích"),
    ("dien-hinh", "Điển hình tiên tiến"),
    ("cach-lam-hay", "Cách làm hay"),
    ("su-kien", "Sự kiện"),
    ("noi-dung", "Nội dung báo cáo"),
    ("dang-ky", "Đăng ký thi đua"),
    ("xep-hang", "Kết quả xếp hạng"),
    ("phong-trao", "Phong trào thi đua"),
    ("huong-ung", "Hưởng ứng phong trào"),
    ("moc-phong-trao", "Mốc của phong trào"),
    (
        "tieu-chuan-phong-trao",
        "Tiêu chuẩn, khen thưởng dự kiến của phong trào",
    ),
];

impl Ask {
    /// The actor of a session's page.
    fn actor(&self) -> Result<&Actor, Problem> {
        Ok(&self.live()?.actor)
    }
}

/// The ways to write many rows, for the head of a list; none for who may not write.
pub(crate) fn ways(ask: &Ask) -> Vec<(&'static str, String, &'static str)> {
    let live = ask.caller.live();
    if !live.is_some_and(|live| live.actor.holds(PERMISSION, ask.today)) {
        return Vec::new();
    }
    vec![
        ("Nhập từ tệp", "/nhap-tu-tep".to_owned(), "upload"),
        ("Nhập nhiều dòng", "/nhap-nhieu-dong".to_owned(), "table"),
    ]
}

/// The list of one's sessions, and the ways to begin one.
pub(crate) async fn start(ask: Arc<Ask>) -> Outcome {
    let notice = match ask.query.text("thong-bao") {
        Some("da-bo") => Some("Đã bỏ lần nhập."),
        _ => None,
    };
    start_page(&ask, StatusCode::OK, notice, &[]).await
}

async fn start_page(
    ask: &Ask,
    status: StatusCode,
    notice: Option<&str>,
    faults: &[String],
) -> Outcome {
    let sessions = work::list(ask.app(), ask.actor()?)
        .await
        .map_err(|error| ask.fault(error))?;
    let open: Vec<_> = sessions.iter().filter(|session| !session.done).collect();
    let done: Vec<_> = sessions
        .iter()
        .filter(|session| session.done)
        .take(10)
        .collect();
    let page = context! {
        open => value(open), done => value(done), notice, faults => value(faults),
        lists => value(LISTS), templates => value(TEMPLATES),
    };
    ask.page_with(status, "import/start.html", page)
}

/// Takes files.
pub(crate) async fn upload(ask: Arc<Ask>) -> Outcome {
    if ask.uploads.is_empty() {
        let fault = "Chưa chọn tệp. Chọn tệp .xlsx, .csv hoặc .docx rồi bấm «Tải lên».".to_owned();
        return start_page(&ask, StatusCode::UNPROCESSABLE_ENTITY, None, &[fault]).await;
    }
    // A whole bundle of another installation is taken in as it is, on its own page.
    if let [file] = ask.uploads.as_slice()
        && thidua_app::bundle::is_sent(&file.bytes)
    {
        return crate::exchange::keep(&ask, &file.name, file.bytes.to_vec()).await;
    }
    let sent = ask.uploads.iter();
    let sent: Vec<Sent> = sent
        .map(|file| (file.name.clone(), file.bytes.to_vec()))
        .collect();
    let named = match sent.as_slice() {
        [(name, _)] => format!("{name}: "),
        _ => String::new(),
    };
    match work::upload(ask.app(), ask.actor()?, sent).await {
        Ok(id) => Ok(redirect(&format!("/nhap-tu-tep/{id}"))),
        Err(AppError::File(reason) | AppError::Refused(reason)) => {
            let fault = format!("{named}{reason}");
            start_page(&ask, StatusCode::UNPROCESSABLE_ENTITY, None, &[fault]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// The kinds of lists that can be typed.
pub(crate) async fn lists(ask: Arc<Ask>) -> Outcome {
    ask.page("import/lists.html", context! { lists => value(LISTS) })
}

/// Begins a typed list.
pub(crate) async fn blank(ask: Arc<Ask>) -> Outcome {
    let kind = ask.form.required("loai")?;
    let id = work::blank(ask.app(), ask.actor()?, kind)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect(&format!("/nhap-tu-tep/{id}/soat")))
}

/// A session: what it stored, or the page where one goes on.
pub(crate) async fn open(ask: Arc<Ask>) -> Outcome {
    let id = ask.part("phien")?;
    let actor = ask.actor()?;
    let done = work::done(ask.app(), actor, id)
        .await
        .map_err(|error| ask.fault(error))?;
    if let Some(done) = done {
        let links: Vec<Value> = done
            .answer
            .things
            .iter()
            .filter_map(|thing| link(&ask, thing))
            .collect();
        let page = context! { done => value(&done), links };
        return ask.page("import/done.html", page);
    }
    let sessions = work::list(ask.app(), actor)
        .await
        .map_err(|error| ask.fault(error))?;
    let session = sessions.iter().find(|session| session.id == id);
    let session = session.ok_or(Problem::NotFound)?;
    let step = match (session.settled, session.asks) {
        (false, _) => "cot",
        (true, 0) => "soat",
        (true, _) => "hoi",
    };
    Ok(redirect(&format!("/nhap-tu-tep/{id}/{step}")))
}

/// Where a stored thing is seen.
fn link(ask: &Ask, thing: &Thing) -> Option<Value> {
    let part =
        |text: &str| -> String { form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let (code, agency) = (part(&thing.code), part(&thing.agency));
    let year = part(thing.year.split('-').next().unwrap_or_default());
    let (href, label) = match thing.sheet.as_str() {
        "nhan-su" => (format!("/ca-nhan/{code}"), thing.name.clone()),
        "van-ban" => (format!("/van-ban/{code}"), thing.name.clone()),
        "co-quan" => (format!("/co-quan/{code}"), thing.name.clone()),
        "khen-thuong" if !year.is_empty() => (
            format!("/co-quan/{agency}/khen-thuong?tu={year}&den={year}"),
            format!("Khen thưởng năm {}", thing.year),
        ),
        "khen-thuong" => (
            format!("/co-quan/{agency}/khen-thuong"),
            "Kết quả khen thưởng".to_owned(),
        ),
        "chi-tieu" => (
            format!("/co-quan/{agency}/tien-do?nam={year}"),
            format!("Tiến độ thực hiện chỉ tiêu năm {}", thing.year),
        ),
        "so-lieu" => (
            format!(
                "/co-quan/{agency}/so-lieu?nam={year}&thang={}",
                part(&thing.month)
            ),
            format!("Số liệu {} tháng năm {}", thing.month, thing.year),
        ),
        _ => return None,
    };
    let whose = match thing.sheet.as_str() {
        "khen-thuong" | "chi-tieu" | "so-lieu" if !thing.agency.is_empty() => {
            ask.agency_name(&thing.agency)
        }
        _ => String::new(),
    };
    Some(context! { href, label, whose })
}

/// Throws a session away.
pub(crate) async fn discard(ask: Arc<Ask>) -> Outcome {
    work::discard(ask.app(), ask.actor()?, ask.part("phien")?)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect("/nhap-tu-tep?thong-bao=da-bo"))
}

/// A workbook to fill in.
pub(crate) async fn template(ask: Arc<Ask>) -> Outcome {
    let template = work::template(ask.part("loai")?).map_err(|error| ask.fault(error))?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", template.name));
    let mut response = Response::new(Body::from(template.bytes));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        disposition.map_err(|_| Problem::Internal)?,
    );
    Ok(response)
}
