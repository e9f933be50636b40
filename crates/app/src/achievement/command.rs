//! Writing an achievement down, confirming it, praising it, and tying it to the award that rewards it. Everyone may tell
//! of himself; who keeps the log of an agency tells of its people and of itself. Nobody confirms what he did himself.

use thidua_domain::achievement::{Achievement, SHEET, Standing};
use thidua_domain::bundle::Values;
use thidua_domain::register::sheet::AWARDS;
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use super::{find, is_own};
use crate::access::Caller;
use crate::deed::write::{Rows, Stored, Typed, permit_keeper, read, store, stored};
use crate::{App, AppError, View, record};

/// Achievements answered at once, at most.
const MOST: usize = 500;

/// What is asked of who writes one down.
const ASKED: &[&str] = &[
    "ngay",
    "loai",
    "noi_dung",
    "ket_qua",
    "linh_vuc",
    "ma_phong_trao",
    "van_ban",
];

/// What the unit answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is so.
    Confirm,
    /// It is given back, and why.
    Return(String),
}

/// Writes an achievement down; its code. Of the actor himself where nobody is named; over one of the own that waits
/// or was given back where `ma` is typed.
///
/// # Errors
/// [`AppError::NotFound`] for somebody the actor keeps no log of, [`AppError::Faulty`] with what cannot be read,
/// [`AppError::Refused`] without words, or for a day that has not come.
pub async fn record(app: &App, by: &Caller, typed: &Typed) -> Result<String, AppError> {
    let view = app.view(&by.actor).await?;
    let of = |id: &str| {
        let mut found = typed.iter().filter(|(name, _)| name == id);
        found
            .next()
            .map(|(_, text)| text.trim())
            .filter(|text| !text.is_empty())
    };
    let own = view.actor.person.as_deref();
    let subject = of("ma_doi_tuong").or(own).ok_or(AppError::NotFound)?;
    let (subject, agency, kind) = whose(&view, subject)?;
    let own = own.map(|code| view.state.merged.standing(code));
    let oneself = own == Some(subject.as_str());
    if !oneself {
        permit_keeper(&view, &agency)?;
    }
    let mut values = read(&SHEET, ASKED, typed)?;
    check(&view, &mut values)?;
    values.set("ma_co_quan", &agency);
    values.set("ma_doi_tuong", &subject);
    values.set("doi_tuong", kind);
    values.set("muc_chinh_xac", "dung");
    if let Some(person) = own {
        values.set("nguoi_ghi", person);
    }
    let standing = match oneself {
        true => Standing::Sent,
        false => Standing::Confirmed,
    };
    values.set("trang_thai", standing.code());
    let seen = match of("ma") {
        Some(code) => over(app, &view, code, &mut values).await?,
        None => {
            let kind = record::kind(SHEET.name).ok_or(AppError::NotFound)?;
            let code = record::propose(app, &view, kind, &values).await?;
            values.set("ma", code.ok_or(AppError::NotFound)?);
            0
        }
    };
    let code = values.text_or_empty("ma");
    let told = ("Ghi thành tích".to_owned(), "achievement.record");
    store(app, by, &[&agency], Rows::one(&SHEET, values, seen), told).await?;
    Ok(code)
}

/// Who is told of: code, agency, kind.
fn whose(view: &View, code: &str) -> Result<(String, String, &'static str), AppError> {
    let state = view.state.as_ref();
    let code = state.merged.standing(code).to_owned();
    if let Some(person) = state.people.get(&code) {
        let post = person.on(view.today).or(person.posts.last());
        let agency = post.ok_or(AppError::NotFound)?.agency.clone();
        return Ok((code, agency, "ca_nhan"));
    }
    match state.org.find(&code) {
        Some(_) => Ok((code.clone(), code, "tap_the")),
        None => Err(AppError::NotFound),
    }
}

/// What cannot be so of what was typed; a day that is not told is some day of this work year.
fn check(view: &View, values: &mut Values) -> Result<(), AppError> {
    if values.get("noi_dung").is_none() {
        return Err(AppError::refused(
            "Ghi đã làm được việc gì, một vài câu là đủ.",
        ));
    }
    match values.date("ngay") {
        Some(day) if day.first_day() > view.today => Err(AppError::refused(
            "Ngày lập thành tích chưa tới. Ghi ngày đã làm được việc này.",
        )),
        Some(_) => Ok(()),
        None => {
            values.set("nam", WorkYear::of(view.today).0.to_string());
            Ok(())
        }
    }
}

/// One of the own that waits or was given back, told anew: what is not asked stays.
async fn over(app: &App, view: &View, code: &str, values: &mut Values) -> Result<i64, AppError> {
    let known = find(view, code)?;
    if !is_own(view, known) {
        return Err(AppError::NotFound);
    }
    if !matches!(known.standing, Standing::Sent | Standing::Returned) {
        return Err(AppError::refused(
            "Thành tích này đã được xác nhận; muốn sửa thì đề nghị đơn vị sửa.",
        ));
    }
    let Stored {
        values: mut stands,
        seen,
    } = stored(app, SHEET.name, &known.key).await?;
    let asked = ASKED.iter().chain(&["trang_thai", "nam"]);
    for id in asked {
        stands.set(id, values.text_or_empty(id));
    }
    *values = stands;
    Ok(seen)
}

/// A stored achievement of a code the actor sees.
async fn held(app: &App, view: &View, code: &str) -> Result<(Achievement, Stored), AppError> {
    let found = find(view, code)?.clone();
    let stored = stored(app, SHEET.name, &found.key).await?;
    // What was read may have been changed since the state was built.
    let standing = Standing::of(stored.values.get("trang_thai"));
    Ok((Achievement { standing, ..found }, stored))
}

/// Takes one of the own back as long as it is not confirmed.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's own, [`AppError::Stale`] where it was confirmed meanwhile.
pub async fn withdraw(app: &App, by: &Caller, code: &str) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let (found, mut stored) = held(app, &view, code).await?;
    if !is_own(&view, &found) {
        return Err(AppError::NotFound);
    }
    if !matches!(found.standing, Standing::Sent | Standing::Returned) {
        return Err(AppError::Stale);
    }
    stored.values.set("trang_thai", Standing::Withdrawn.code());
    let rows = Rows::one(&SHEET, stored.values, stored.seen);
    let told = ("Rút thành tích".to_owned(), "achievement.withdraw");
    store(app, by, &[&found.agency], rows, told).await
}

/// Confirms achievements, or gives them back: several in one deed.
///
/// # Errors
/// [`AppError::NotFound`] for one of an agency whose log the actor does not keep, [`AppError::Stale`] where one no
/// longer waits, [`AppError::Refused`] without a reason to give them back, or for what one did oneself.
pub async fn answer(
    app: &App,
    by: &Caller,
    codes: &[String],
    reply: &Reply,
) -> Result<usize, AppError> {
    if codes.is_empty() || codes.len() > MOST {
        return Err(AppError::refused(format!(
            "Chọn từ 1 đến {MOST} thành tích."
        )));
    }
    let words = match reply {
        Reply::Confirm => None,
        Reply::Return(words) => Some(text::clean(words)),
    };
    if words.as_deref() == Some("") {
        return Err(AppError::refused(
            "Trả lại thì phải nêu lý do để người ghi biết cần sửa gì.",
        ));
    }
    let view = app.view(&by.actor).await?;
    let mut rows = Rows::default();
    let mut agencies: Vec<String> = Vec::new();
    for code in codes {
        let (found, mut stored) = held(app, &view, code).await?;
        permit_keeper(&view, &found.agency)?;
        if found.standing != Standing::Sent {
            return Err(AppError::Stale);
        }
        if words.is_none() && is_own(&view, &found) {
            return Err(AppError::refused(
                "Không tự xác nhận thành tích của chính mình: người đứng đầu hoặc người khác làm thi đua của đơn vị xác nhận.",
            ));
        }
        let standing = match &words {
            None => Standing::Confirmed,
            Some(words) => {
                stored.values.set("y_kien", words);
                Standing::Returned
            }
        };
        stored.values.set("trang_thai", standing.code());
        rows.add(&SHEET, stored.values, stored.seen);
        agencies.push(found.agency);
    }
    let told = match words {
        None => ("Xác nhận thành tích".to_owned(), "achievement.confirm"),
        Some(words) => (words, "achievement.return"),
    };
    let agencies: Vec<&str> = agencies.iter().map(String::as_str).collect();
    store(app, by, &agencies, rows, told).await?;
    Ok(codes.len())
}

/// Praises an achievement without a decision: a day, and where or how.
///
/// # Errors
/// [`AppError::NotFound`] for one of an agency whose log the actor does not keep, [`AppError::Faulty`] with what cannot
/// be read, [`AppError::Refused`] for one that is not confirmed, or where nothing is told.
pub async fn praise(app: &App, by: &Caller, code: &str, typed: &Typed) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let (found, mut stored) = held(app, &view, code).await?;
    permit_keeper(&view, &found.agency)?;
    if found.standing != Standing::Confirmed {
        return Err(AppError::refused(
            "Xác nhận thành tích trước khi biểu dương.",
        ));
    }
    let asked = ["ngay_bieu_duong", "bieu_duong", "su_kien"];
    let values = read(&SHEET, &asked, typed)?;
    if asked.iter().all(|id| values.get(id).is_none()) {
        return Err(AppError::refused(
            "Ghi ngày biểu dương, hoặc biểu dương tại đâu, bằng cách nào.",
        ));
    }
    if values
        .date("ngay_bieu_duong")
        .is_some_and(|day| day.first_day() > view.today)
    {
        return Err(AppError::refused("Ngày biểu dương chưa tới."));
    }
    for id in asked {
        stored.values.set(id, values.text_or_empty(id));
    }
    let rows = Rows::one(&SHEET, stored.values, stored.seen);
    let told = ("Biểu dương thành tích".to_owned(), "achievement.praise");
    store(app, by, &[&found.agency], rows, told).await
}

/// Hangs evidence on an achievement: its writer or subject as long as it is not confirmed, the unit at any time.
///
/// # Errors
/// [`AppError::NotFound`] for one the actor does not see, [`AppError::Forbidden`] for one that is neither his nor kept
/// by him, [`AppError::Refused`] with a line for every file that is not taken.
pub async fn evidence(
    app: &App,
    by: &Caller,
    code: &str,
    sent: Vec<crate::attachment::New>,
) -> Result<usize, AppError> {
    let view = app.view(&by.actor).await?;
    let found = find(&view, code)?;
    if !may_prove(&view, found) {
        return Err(AppError::Forbidden);
    }
    let owner = record::owner(app, &view, SHEET.name, &found.key).await?;
    crate::attachment::hang(app, by, &owner, sent).await
}

/// Whether the reader hangs evidence on it.
pub(super) fn may_prove(view: &View, row: &Achievement) -> bool {
    let open = matches!(row.standing, Standing::Sent | Standing::Returned);
    (open && is_own(view, row)) || crate::deed::keeps(view, &row.agency)
}

/// What tying an award to an achievement came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It is tied.
    Done,
    /// Nothing is stored yet: the achievement has an award already; both are told, and people decide.
    Second(Vec<super::SecondLine>),
}

/// Ties an award, by its record, to the achievement it rewards. `sure`: a second award for it is meant.
///
/// # Errors
/// [`AppError::NotFound`] for an achievement or award out of reach, [`AppError::Refused`] where it is tied already or
/// the achievement is not confirmed.
pub async fn link(
    app: &App,
    by: &Caller,
    code: &str,
    award: i64,
    sure: bool,
) -> Result<Linked, AppError> {
    let view = app.view(&by.actor).await?;
    let found = find(&view, code)?;
    if found.standing != Standing::Confirmed {
        return Err(AppError::refused(
            "Xác nhận thành tích trước khi gắn khen thưởng.",
        ));
    }
    let (place, agency) = award_of(&view, award)?;
    let state = view.state.as_ref();
    let mut known: Vec<usize> = state.award_index().rewarding(code).collect();
    if known.contains(&place) {
        return Err(AppError::refused(
            "Khen thưởng này đã gắn với thành tích này.",
        ));
    }
    known.push(place);
    let awards: Vec<_> = known
        .iter()
        .filter_map(|at| state.awards.get(*at))
        .collect();
    let seconds = super::reward::pairs(state, &awards);
    if !sure && !seconds.is_empty() {
        return Ok(Linked::Second(seconds));
    }
    let mut codes: Vec<String> = state
        .awards
        .get(place)
        .map(|award| award.achievements.clone())
        .unwrap_or_default();
    codes.push(code.to_owned());
    let told = ("Gắn khen thưởng với thành tích", "achievement.link");
    tie(app, by, (award, &agency), &codes, told).await?;
    Ok(Linked::Done)
}

/// Unties an award from an achievement.
///
/// # Errors
/// [`AppError::NotFound`] for an achievement or award out of reach, or an award that is not tied to it.
pub async fn unlink(app: &App, by: &Caller, code: &str, award: i64) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    find(&view, code)?;
    let (place, agency) = award_of(&view, award)?;
    let known = view.state.awards.get(place).ok_or(AppError::NotFound)?;
    let mut codes = known.achievements.clone();
    let before = codes.len();
    codes.retain(|own| own != code);
    if codes.len() == before {
        return Err(AppError::NotFound);
    }
    let told = ("Bỏ gắn khen thưởng với thành tích", "achievement.unlink");
    tie(app, by, (award, &agency), &codes, told).await
}

/// An award the actor writes for: its place in the register and its agency.
fn award_of(view: &View, record: i64) -> Result<(usize, String), AppError> {
    let state = view.state.as_ref();
    let mut records = state.award_records.iter();
    let place = records.position(|own| *own == record);
    let place = place.ok_or(AppError::NotFound)?;
    let award = state.awards.get(place).ok_or(AppError::NotFound)?;
    view.permit_agency(crate::bundle::PERMISSION, &award.agency)?;
    Ok((place, award.agency.clone()))
}

async fn tie(
    app: &App,
    by: &Caller,
    (award, agency): (i64, &str),
    codes: &[String],
    (reason, command): (&str, &'static str),
) -> Result<(), AppError> {
    let snapshot = app.db().read().await?;
    let found = thidua_store::records::by_id(&snapshot, AWARDS.name, award).await?;
    let found = found.filter(|found| !found.removed);
    let found = found.ok_or(AppError::NotFound)?;
    drop(snapshot);
    let mut values = Values::from_canonical(found.content.as_str()).ok_or(AppError::NotFound)?;
    values.set("thanh_tich", codes.join(";"));
    let rows = Rows::one(&AWARDS, values, found.number);
    store(app, by, &[agency], rows, (reason.to_owned(), command)).await
}
