//! The form of one record: opened, sent, refused with every complaint beside its field, disputed.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::draft;
use thidua_app::record::{self, Form, Save, Start, Typed};
use thidua_domain::time::Instant;

use super::{done, place_of, record_of};
use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// Which of two tellings of a field is kept, on the page of a conflict.
const CHOICE: &str = "chon.";
/// How long somebody's unsent draft is told of: a day.
const TELLS: i64 = 24 * 3_600 * 1_000_000;

fn start_of(ask: &Ask) -> Result<Start, Problem> {
    Ok(Start {
        agency: ask.query.text("co-quan").map(str::to_owned),
        code: ask.query.text("cua").map(str::to_owned),
        year: ask.query.read("nam")?,
    })
}

/// What the form asks and holds; `reason`: whether a reason belongs to it.
pub(super) async fn page(
    ask: &Ask,
    status: StatusCode,
    form: &Form,
    back: &str,
    reason: bool,
) -> Outcome {
    let record = form.record.map(|record| record.to_string());
    let about = match (&record, ask.path.text("ma")) {
        (Some(record), _) => record.clone(),
        // A move begins at a person and makes a new row.
        (None, Some(person)) => format!("dieu-dong/{person}"),
        (None, None) => ask.query.with(&[]),
    };
    let draft = format!("du-lieu:{}:{about}", form.kind);
    let one = record.is_some() || ask.path.text("ma").is_some();
    let others = match one {
        true => others(ask, &draft).await?,
        false => Vec::new(),
    };
    let first: Vec<Value> = fields(form, true);
    let seldom: Vec<Value> = fields(form, false);
    let from = form
        .thing
        .clone()
        .unwrap_or_else(|| list_of(form.kind).to_owned());
    let page = context! {
        from,
        form => value(form), first, seldom, back, reason, record,
        draft, others, action => ask.address_asked(),
    };
    ask.page_with(status, "record/form.html", page)
}

/// Who else has typed into the same form and not yet sent it.
async fn others(ask: &Ask, draft: &str) -> Result<Vec<Value>, Problem> {
    let live = ask.live()?;
    if live.vault.is_none() {
        return Ok(Vec::new());
    }
    let found = draft::others_of(ask.app(), &live.actor, draft, TELLS).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let line =
        |other: draft::Other| context! { name => other.name, at => Instant(other.saved).vn() };
    Ok(found.into_iter().map(line).collect())
}

/// What the list of a kind is called, for the way back to it.
fn list_of(kind: &str) -> &'static str {
    match kind {
        "nhan-su" => "Nhân sự",
        "chi-tieu" => "Chỉ tiêu",
        "khen-thuong" => "Khen thưởng",
        "cum-khoi" | "thanh-vien-cum" | "hop-cum" | "suy-ton" => "Cụm, khối thi đua",
        "van-ban" => "Văn bản",
        "danh-gia" => "Xếp loại chất lượng",
        "ky-luat" => "Kỷ luật",
        "vuong-mac" => "Trường hợp chưa xét khen thưởng",
        "vang-mat" => "Nghỉ, biệt phái, đi học dài hạn",
        "xep-loai-doan-the" => "Xếp loại tổ chức đảng, đoàn thể",
        "sang-kien" => "Sáng kiến",
        "phong-trao" | "huong-ung" | "moc-phong-trao" | "tieu-chuan-phong-trao" => {
            "Phong trào thi đua"
        }
        "ngay-nghi" => "Chế độ báo cáo thống kê",
        "dong-gop" => "Đóng góp xã hội",
        "hoat-dong" => "Hoạt động",
        "thanh-tich" => "Thành tích",
        "buoc-dien-hinh" | "hoc-tap-dien-hinh" => "Điển hình tiên tiến",
        "lan-toa" => "Lan tỏa điển hình, cách làm hay",
        "cach-lam-hay" | "ap-dung-cach-lam" => "Cách làm hay",
        "dien-hinh" => "Điển hình tiên tiến",
        "su-kien" => "Sự kiện",
        "noi-dung" => "Nội dung báo cáo",
        "dang-ky" => "Đăng ký thi đua",
        "xep-hang" => "Kết quả xếp hạng",
        _ => "Tổ chức",
    }
}

fn fields(form: &Form, first: bool) -> Vec<Value> {
    let fields = form.fields.iter().filter(|field| field.first == first);
    fields.map(value).collect()
}

/// The form of a new record.
pub(crate) async fn add_form(ask: Arc<Ask>) -> Outcome {
    let start = start_of(&ask)?;
    let form = record::new(ask.view()?, ask.part("loai")?, &start);
    let form = form.map_err(|error| ask.fault(error))?;
    let back = back_of(&ask, &start);
    page(&ask, StatusCode::OK, &form, &back, false).await
}

/// Where a new record was asked for.
fn back_of(ask: &Ask, start: &Start) -> String {
    let kind = ask.part("loai").unwrap_or_default();
    let part =
        |code: &str| -> String { form_urlencoded::byte_serialize(code.as_bytes()).collect() };
    let agency = start.agency.as_deref().map(part);
    match (kind, agency, start.code.as_deref().map(part)) {
        ("nhan-su", _, Some(code)) => format!("/ca-nhan/{code}"),
        ("danh-gia" | "ky-luat" | "vuong-mac" | "vang-mat" | "sang-kien", _, Some(code)) => {
            format!("/ca-nhan/{code}")
        }
        ("xep-hang", ..) => "/ket-qua-xep-hang".to_owned(),
        ("dong-gop", Some(agency), _) => format!("/co-quan/{agency}/dong-gop"),
        ("thanh-tich", Some(agency), _) => format!("/co-quan/{agency}/thanh-tich"),
        ("thanh-tich" | "lan-toa" | "cach-lam-hay", ..) => format!("/{kind}"),
        ("buoc-dien-hinh" | "hoc-tap-dien-hinh", ..) => "/dien-hinh".to_owned(),
        ("ap-dung-cach-lam", ..) => "/cach-lam-hay".to_owned(),
        ("dang-ky", Some(agency), _) => format!("/co-quan/{agency}/dang-ky"),
        ("dong-gop" | "hoat-dong" | "dien-hinh" | "su-kien" | "noi-dung" | "dang-ky", ..) => {
            format!("/{kind}")
        }
        ("danh-gia", ..) => "/xep-loai".to_owned(),
        ("ky-luat" | "vuong-mac" | "vang-mat" | "xep-loai-doan-the" | "sang-kien", ..) => {
            format!("/{kind}")
        }
        ("ngay-nghi", ..) => "/che-do-bao-cao".to_owned(),
        ("cum-khoi" | "thanh-vien-cum" | "hop-cum", _, Some(code)) => format!("/cum-khoi/{code}"),
        ("suy-ton", _, Some(code)) => format!("/cum-khoi/hop/{code}"),
        ("co-quan", _, Some(code)) => format!("/co-quan/{code}"),
        ("chi-tieu", Some(agency), _) => format!("/co-quan/{agency}/tien-do"),
        ("khen-thuong", Some(agency), _) => format!("/co-quan/{agency}/khen-thuong"),
        ("cum-khoi" | "thanh-vien-cum" | "hop-cum" | "suy-ton", ..) => "/cum-khoi".to_owned(),
        ("van-ban", ..) => "/van-ban".to_owned(),
        ("phong-trao", _, Some(code)) => format!("/phong-trao/{code}"),
        ("moc-phong-trao" | "tieu-chuan-phong-trao", _, Some(code)) => {
            format!("/phong-trao/{code}")
        }
        ("phong-trao" | "huong-ung" | "moc-phong-trao" | "tieu-chuan-phong-trao", ..) => {
            "/phong-trao".to_owned()
        }
        (_, Some(agency), _) => format!("/co-quan/{agency}"),
        ("nhan-su" | "chi-tieu" | "khen-thuong", ..) => format!("/{kind}"),
        _ => "/co-quan".to_owned(),
    }
}

/// Stores a new record.
pub(crate) async fn add(ask: Arc<Ask>) -> Outcome {
    let start = start_of(&ask)?;
    let save = Save {
        start: start.clone(),
        typed: typed(&ask),
        ..Save::default()
    };
    let back = back_of(&ask, &start);
    send(&ask, &save, "them", &back).await
}

/// The form of a stored record.
pub(crate) async fn edit_form(ask: Arc<Ask>) -> Outcome {
    let (view, kind) = (ask.view()?, ask.part("loai")?);
    let form = record::edit(ask.app(), view, kind, &record_of(&ask)?)
        .await
        .map_err(|error| ask.fault(error))?;
    let back = back_of_record(&ask).await?;
    page(&ask, StatusCode::OK, &form, &back, true).await
}

/// The page of the record as it is stored.
async fn back_of_record(ask: &Ask) -> Result<String, Problem> {
    let (view, kind) = (ask.view()?, ask.part("loai")?);
    let found = record::history(ask.app(), view, kind, &record_of(ask)?)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(place_of(view, found.kind, &found.values))
}

/// Stores a changed record.
pub(crate) async fn edit(ask: Arc<Ask>) -> Outcome {
    let mut save = Save {
        record: Some(record_of(&ask)?),
        seen: ask.form.read("co-so")?.unwrap_or_default(),
        typed: typed(&ask),
        reason: ask.form.text("ly-do").map(str::to_owned),
        ..Save::default()
    };
    let chosen = ask.form.pairs().filter(|(_, choice)| *choice == "da-luu");
    let stored: Vec<&str> = chosen
        .filter_map(|(name, _)| name.strip_prefix(CHOICE))
        .collect();
    record::choose(&mut save, &stored);
    let back = back_of_record(&ask).await?;
    send(&ask, &save, "sua", &back).await
}

/// What was typed, but for the fields that are the form's own.
pub(super) fn typed(ask: &Ask) -> Typed {
    let own = |name: &str| {
        name.starts_with('_') || name.starts_with(CHOICE) || matches!(name, "ly-do" | "co-so")
    };
    Typed::from_pairs(ask.form.pairs().filter(|(name, _)| !own(name)))
}

async fn send(ask: &Ask, save: &Save, what: &str, back: &str) -> Outcome {
    let by = ask.live()?.caller("web");
    let outcome = record::save(ask.app(), &by, ask.part("loai")?, save).await;
    match outcome.map_err(|error| ask.fault(error))? {
        record::Outcome::Stored(stored) => done(ask, &stored, what).await,
        record::Outcome::Refused(form) => {
            let editing = save.record.is_some();
            page(ask, StatusCode::UNPROCESSABLE_ENTITY, &form, back, editing).await
        }
        record::Outcome::Clashed(clash) => {
            let sent = ask.draft.as_ref();
            let page = context! {
                back,
                action => ask.address_asked(),
                draft => sent.map(|sent| context! { key => &sent.key, stamp => sent.stamp }),
                clash => value(&*clash),
            };
            ask.page_with(StatusCode::CONFLICT, "record/clash.html", page)
        }
    }
}
