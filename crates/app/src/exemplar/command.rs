//! Proposing an exemplar, leading it from step to step, following it, telling how it was made known. Everyone may
//! propose one of the own agency; who keeps the log of the agency, or of one above it, decides; nobody decides of himself.

use thidua_domain::bundle::Values;
use thidua_domain::exemplar::{FOLLOW_SHEET, SHEET, SPREAD_SHEET, STEP_SHEET, next, status_after};
use thidua_domain::time::{PartialDate, WorkYear};

use super::find;
use crate::access::Caller;
use crate::deed::is_own;
use crate::deed::write::{Rows, Typed, keeps, permit_keeper, read, store, stored};
use crate::{App, AppError, View, record};

/// What is asked of who proposes one.
const PROPOSED: &[&str] = &["linh_vuc", "ly_do", "ma_phong_trao", "thanh_tich"];

fn of<'t>(typed: &'t Typed, id: &str) -> Option<&'t str> {
    let mut found = typed.iter().filter(|(name, _)| name == id);
    let found = found.next().map(|(_, text)| text.trim());
    found.filter(|text| !text.is_empty())
}

fn own_person(view: &View) -> Option<String> {
    let person = view.actor.person.as_deref()?;
    Some(view.state.merged.standing(person).to_owned())
}

/// Proposes a person or collective as an exemplar; its code.
///
/// # Errors
/// [`AppError::NotFound`] for somebody of an agency that is neither the actor's own nor kept by him,
/// [`AppError::Faulty`] with what cannot be read, [`AppError::Refused`] without a reason, or where the same one was
/// proposed for this year already.
pub async fn propose(app: &App, by: &Caller, typed: &Typed) -> Result<String, AppError> {
    let view = app.view(&by.actor).await?;
    let state = view.state.as_ref();
    let subject = of(typed, "ma_doi_tuong")
        .ok_or_else(|| AppError::refused("Chọn người hoặc tập thể được đề xuất làm điển hình."))?;
    let subject = state.merged.standing(subject).to_owned();
    let (agency, kind) = match state.people.get(&subject) {
        Some(person) => {
            let post = person.on(view.today).ok_or(AppError::NotFound)?;
            (post.agency.clone(), "ca_nhan")
        }
        None if state.org.find(&subject).is_some() => (subject.clone(), "tap_the"),
        None => return Err(AppError::NotFound),
    };
    if !is_own(&view, &agency) && !keeps(&view, &agency) {
        return Err(AppError::NotFound);
    }
    let mut values = read(&SHEET, PROPOSED, typed)?;
    if values.get("ly_do").is_none() && values.get("thanh_tich").is_none() {
        return Err(AppError::refused(
            "Ghi vì sao đề xuất: cách làm, kết quả cụ thể; hoặc chọn thành tích đã ghi.",
        ));
    }
    for code in values.codes("thanh_tich") {
        crate::achievement::seen(&view, &code)?;
    }
    let year = WorkYear::of(view.today).0;
    let known = state.exemplars.of(&agency).iter();
    let mut known = known.filter_map(|at| state.exemplars.get(*at));
    let open = |status: Option<&str>| matches!(status, Some("phat_hien" | "xay_dung"));
    if known.any(|row| {
        row.subject.as_deref() == Some(subject.as_str())
            && row
                .years
                .is_some_and(|years| years.contains(WorkYear(year)))
            && open(row.status.as_deref())
    }) {
        return Err(AppError::refused(
            "Người, tập thể này đã được đề xuất trong năm nay và đang được xem xét.",
        ));
    }
    let person = own_person(&view);
    let today = view.today.to_string();
    let told = [
        ("ma_co_quan", agency.as_str()),
        ("ma_doi_tuong", &subject),
        ("doi_tuong", kind),
        ("muc_chinh_xac", "dung"),
        ("trang_thai", "phat_hien"),
        ("ngay_phat_hien", &today),
        ("nguoi_phat_hien", person.as_deref().unwrap_or_default()),
    ];
    for (id, text) in told {
        values.set(id, text);
    }
    values.set("nam", year.to_string());
    let kind = record::kind(SHEET.name).ok_or(AppError::NotFound)?;
    let code = record::propose(app, &view, kind, &values).await?;
    let code = code.ok_or(AppError::NotFound)?;
    values.set("ma", &code);
    let mut first = Values::default();
    first.set("noi_dung", values.text_or_empty("ly_do"));
    let first = step_row(&view, (&code, &agency, "phat_hien"), first, None);
    let mut rows = Rows::one(&SHEET, values, 0);
    rows.add(&STEP_SHEET, first, 0);
    let told = ("Đề xuất điển hình".to_owned(), "exemplar.propose");
    store(app, by, &[&agency], rows, told).await?;
    Ok(code)
}

/// A row of the steps.
fn step_row(
    view: &View,
    (exemplar, agency, step): (&str, &str, &str),
    mut values: Values,
    on: Option<PartialDate>,
) -> Values {
    let person = own_person(view);
    values.set("ma_dien_hinh", exemplar);
    values.set("ma_co_quan", agency);
    values.set("buoc", step);
    let on = on.map_or_else(|| view.today.to_string(), |on| on.to_string());
    values.set("ngay", on);
    values.set("nguoi_quyet_dinh", person.as_deref().unwrap_or_default());
    values
}

/// Leads an exemplar to its next step: `buoc`, `ngay`, `van_ban`, `noi_dung`; with recognition its `cap` and
/// `co_quan_chon`, with nurturing its `ke_hoach` and `nguoi_theo_doi`.
///
/// # Errors
/// [`AppError::NotFound`] for one of an agency whose log the actor does not keep, [`AppError::Faulty`] with what cannot
/// be read, [`AppError::Refused`] for a step that does not follow, of oneself, or for not choosing without a reason;
/// [`AppError::Stale`] where somebody was faster.
pub async fn step(app: &App, by: &Caller, code: &str, typed: &Typed) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let found = find(&view, code)?;
    permit_keeper(&view, &found.agency)?;
    let own = own_person(&view);
    if own.is_some() && found.subject == own {
        return Err(AppError::refused(
            "Không tự quyết định điển hình là chính mình: người khác có thẩm quyền quyết định.",
        ));
    }
    let told = read(&STEP_SHEET, &["buoc", "ngay", "van_ban", "noi_dung"], typed)?;
    let wanted = told.text_or_empty("buoc");
    let mut held = stored(app, SHEET.name, &found.key).await?;
    if !next(held.values.get("trang_thai")).contains(&wanted.as_str()) {
        return Err(AppError::Stale);
    }
    if wanted == "khong_chon" && told.get("noi_dung").is_none() {
        return Err(AppError::refused(
            "Không chọn thì phải nêu lý do để người đề xuất biết.",
        ));
    }
    let on = told.date("ngay");
    if on.is_some_and(|on| on.first_day() > view.today) {
        return Err(AppError::refused("Ngày quyết định chưa tới."));
    }
    let more = read(
        &SHEET,
        &["cap", "co_quan_chon", "ke_hoach", "nguoi_theo_doi"],
        typed,
    )?;
    let mut changed = Vec::new();
    match wanted.as_str() {
        "cong_nhan" => changed.extend(["cap", "co_quan_chon"]),
        "xay_dung" => changed.extend(["ke_hoach", "nguoi_theo_doi"]),
        _ => {}
    }
    for id in changed {
        if let Some(text) = more.get(id) {
            held.values.set(id, text);
        }
    }
    if let Some(paper) = told.get("van_ban").filter(|_| wanted == "cong_nhan") {
        held.values.set("van_ban_cong_nhan", paper);
    }
    if let Some(status) = status_after(&wanted) {
        held.values.set("trang_thai", status);
    }
    let row = step_row(&view, (code, &found.agency, &wanted), told, on);
    let seen = seen(app, &row).await?;
    let mut rows = Rows::one(&STEP_SHEET, row, seen);
    rows.add(&SHEET, held.values, held.seen);
    let agency = found.agency.clone();
    let told = ("Chuyển bước của điển hình".to_owned(), "exemplar.step");
    store(app, by, &[&agency], rows, told).await
}

/// The revision of a step that was told before on the same day: it is told anew.
async fn seen(app: &App, row: &Values) -> Result<i64, AppError> {
    let snapshot = app.db().read().await?;
    let key = row.key(&STEP_SHEET);
    let found = thidua_store::records::find(&snapshot, STEP_SHEET.name, &key).await?;
    Ok(found.map_or(0, |found| found.number))
}

/// Lets an agency follow an exemplar: `ma_co_quan`, `tu_ngay`, `noi_dung`.
///
/// # Errors
/// [`AppError::NotFound`] for an exemplar the actor does not see or an agency whose log he does not keep,
/// [`AppError::Refused`] where it is the exemplar itself, or follows already.
pub async fn follow(app: &App, by: &Caller, code: &str, typed: &Typed) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let found = find(&view, code)?;
    let agency =
        of(typed, "ma_co_quan").ok_or_else(|| AppError::refused("Chọn đơn vị học tập."))?;
    if view.state.org.find(agency).is_none() {
        return Err(AppError::NotFound);
    }
    permit_keeper(&view, agency)?;
    if found.subject.as_deref() == Some(agency) {
        return Err(AppError::refused("Điển hình không học tập chính mình."));
    }
    let mut followers = view.state.followers.about(code);
    if followers
        .any(|one| one.agency == agency && one.to.is_none_or(|to| to.last_day() >= view.today))
    {
        return Err(AppError::refused(
            "Đơn vị này đang học tập điển hình này rồi.",
        ));
    }
    let mut values = read(&FOLLOW_SHEET, &["tu_ngay", "noi_dung"], typed)?;
    values.set("ma_dien_hinh", code);
    values.set("ma_co_quan", agency);
    if values.get("tu_ngay").is_none() {
        values.set("tu_ngay", view.today.to_string());
    }
    let agency = agency.to_owned();
    let rows = Rows::one(&FOLLOW_SHEET, values, 0);
    let told = ("Học tập điển hình".to_owned(), "exemplar.follow");
    store(app, by, &[&agency], rows, told).await
}

/// What following came to: `den_ngay`, where it ended, and `ket_qua`; `khoa`: the follower's record.
///
/// # Errors
/// [`AppError::NotFound`] for a follower whose log the actor does not keep, [`AppError::Refused`] where nothing is told
/// or it would end before it began.
pub async fn leave(app: &App, by: &Caller, code: &str, typed: &Typed) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    find(&view, code)?;
    let key = of(typed, "khoa").ok_or(AppError::NotFound)?;
    let mut followers = view.state.followers.about(code);
    let known = followers
        .find(|one| one.key == key)
        .ok_or(AppError::NotFound)?;
    permit_keeper(&view, &known.agency)?;
    let told = read(&FOLLOW_SHEET, &["den_ngay", "ket_qua"], typed)?;
    let ends = told.date("den_ngay");
    if ends.is_none() && told.get("ket_qua").is_none() {
        return Err(AppError::refused(
            "Ghi ngày thôi, hoặc kết quả đã làm được.",
        ));
    }
    if let (Some(from), Some(to)) = (known.from, ends)
        && to.last_day() < from.first_day()
    {
        return Err(AppError::refused(
            "Ngày thôi phải sau ngày bắt đầu học tập.",
        ));
    }
    let mut held = stored(app, FOLLOW_SHEET.name, &known.key).await?;
    for id in ["den_ngay", "ket_qua"] {
        if let Some(text) = told.get(id) {
            held.values.set(id, text);
        }
    }
    let agency = known.agency.clone();
    let rows = Rows::one(&FOLLOW_SHEET, held.values, held.seen);
    let told = (
        "Ghi kết quả học tập điển hình".to_owned(),
        "exemplar.outcome",
    );
    store(app, by, &[&agency], rows, told).await
}

/// Tells how an exemplar or a practice was made known; `ma_dien_hinh` or `ma_cach_lam` stands in `about`.
///
/// # Errors
/// [`AppError::NotFound`] for what the actor does not see or an agency whose log he does not keep, [`AppError::Faulty`]
/// with what cannot be read, [`AppError::Refused`] without a kind, title and place.
pub async fn log(
    app: &App,
    by: &Caller,
    about: (&'static str, &str),
    typed: &Typed,
) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    match about.0 {
        "ma_dien_hinh" => find(&view, about.1).map(|_| ())?,
        _ => crate::practice::find(&view, about.1).map(|_| ())?,
    }
    let agency = of(typed, "ma_co_quan")
        .ok_or_else(|| AppError::refused("Chọn cơ quan đã tổ chức hoặc đã đăng."))?
        .to_owned();
    permit_keeper(&view, &agency)?;
    let asked = [
        "loai",
        "ngay",
        "tieu_de",
        "noi_dang",
        "dia_chi",
        "don_vi_tham_du",
        "so_luong",
        "van_ban",
    ];
    let mut values = read(&SPREAD_SHEET, &asked, typed)?;
    let missing = ["tieu_de", "noi_dang"]
        .iter()
        .all(|id| values.get(id).is_none());
    if values.get("loai").is_none() || missing {
        return Err(AppError::refused(
            "Chọn loại và ghi tiêu đề, hoặc nơi đăng, nơi tổ chức.",
        ));
    }
    values.set(about.0, about.1);
    values.set("ma_co_quan", &agency);
    values.set("muc_chinh_xac", "dung");
    let kind = record::kind(SPREAD_SHEET.name).ok_or(AppError::NotFound)?;
    let code = record::propose(app, &view, kind, &values).await?;
    values.set("ma", code.ok_or(AppError::NotFound)?);
    let rows = Rows::one(&SPREAD_SHEET, values, 0);
    let told = ("Ghi lần lan tỏa".to_owned(), "exemplar.spread");
    store(app, by, &[&agency], rows, told).await
}
