//! Proposing a practice to the library, publishing it, taking it up.

use thidua_domain::practice::{ADOPTIONS, PROPOSED, PUBLISHED, SHEET};
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use super::{find, is_own};
use crate::access::Caller;
use crate::deed::write::{Rows, Typed, keeps, permit_keeper, read, store, stored};
use crate::{App, AppError, record};

/// What is asked of who proposes one.
const ASKED: &[&str] = &[
    "ten",
    "loai",
    "linh_vuc",
    "noi_dung",
    "hieu_qua",
    "dieu_kien",
    "ma_phong_trao",
];

/// What is done with a proposal, or with what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Everybody may read it.
    Publish,
    /// It is given back, and why.
    Return(String),
    /// It is no longer done: the agency's own from now on.
    End(String),
}

fn of<'t>(typed: &'t Typed, id: &str) -> Option<&'t str> {
    let mut found = typed.iter().filter(|(name, _)| name == id);
    let found = found.next().map(|(_, text)| text.trim());
    found.filter(|text| !text.is_empty())
}

/// Proposes a practice of an agency, the actor's own where none is named; its code. Who keeps the log of the agency
/// publishes it at once.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is neither the actor's own nor kept by him, [`AppError::Faulty`] with what
/// cannot be read, [`AppError::Refused`] without a name and how it is done.
pub async fn propose(app: &App, by: &Caller, typed: &Typed) -> Result<String, AppError> {
    let view = app.view(&by.actor).await?;
    let state = view.state.as_ref();
    let person = view.actor.person.as_deref();
    let person = person.map(|code| state.merged.standing(code).to_owned());
    let post = || {
        let person = state.people.get(person.as_deref()?)?;
        Some(person.on(view.today)?.agency.clone())
    };
    let agency = of(typed, "ma_co_quan").map(str::to_owned);
    let agency = agency.or_else(post).ok_or(AppError::NotFound)?;
    if state.org.find(&agency).is_none() {
        return Err(AppError::NotFound);
    }
    let keeper = keeps(&view, &agency);
    if !keeper && !crate::deed::is_own(&view, &agency) {
        return Err(AppError::NotFound);
    }
    let mut values = read(&SHEET, ASKED, typed)?;
    if values.get("ten").is_none() || values.get("noi_dung").is_none() {
        return Err(AppError::refused(
            "Ghi tên và cách làm từng bước, để nơi khác làm theo được.",
        ));
    }
    values.set("ma_co_quan", &agency);
    values.set("nam", WorkYear::of(view.today).0.to_string());
    values.set("ngay", view.today.to_string());
    if let Some(person) = &person {
        values.set("nguoi_de_xuat", person);
        values.set("tac_gia", person);
    }
    let status = match keeper {
        true => PUBLISHED,
        false => PROPOSED,
    };
    values.set("trang_thai", status);
    let kind = record::kind(SHEET.name).ok_or(AppError::NotFound)?;
    let code = record::propose(app, &view, kind, &values).await?;
    let code = code.ok_or(AppError::NotFound)?;
    values.set("ma", &code);
    let rows = Rows::one(&SHEET, values, 0);
    let told = ("Đề xuất cách làm hay".to_owned(), "practice.propose");
    store(app, by, &[&agency], rows, told).await?;
    Ok(code)
}

/// Publishes a practice, gives it back, or says that it is no longer done.
///
/// # Errors
/// [`AppError::NotFound`] for one of an agency whose log the actor does not keep, [`AppError::Stale`] where it no longer
/// stands as the answer supposes, [`AppError::Refused`] without a reason, or for what one proposed oneself.
pub async fn answer(app: &App, by: &Caller, code: &str, reply: &Reply) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let found = find(&view, code)?;
    permit_keeper(&view, &found.agency)?;
    let mut held = stored(app, SHEET.name, &found.key).await?;
    let stands = held.values.text_or_empty("trang_thai");
    let (wanted, status, words, command) = match reply {
        Reply::Publish => (PROPOSED, PUBLISHED, None, "practice.publish"),
        Reply::Return(words) => (PROPOSED, "tra_lai", Some(words), "practice.return"),
        Reply::End(words) => (PUBLISHED, "thoi", Some(words), "practice.end"),
    };
    if stands != wanted {
        return Err(AppError::Stale);
    }
    if *reply == Reply::Publish && is_own(&view, found) {
        return Err(AppError::refused(
            "Không tự phổ biến cách làm do chính mình đề xuất: người khác của đơn vị phổ biến.",
        ));
    }
    let words = words.map(|words| text::clean(words));
    if words.as_deref() == Some("") {
        return Err(AppError::refused("Nêu lý do."));
    }
    if let Some(words) = &words {
        held.values.set("y_kien", words);
    }
    held.values.set("trang_thai", status);
    let agency = found.agency.clone();
    let rows = Rows::one(&SHEET, held.values, held.seen);
    let reason = words.unwrap_or_else(|| "Phổ biến cách làm hay".to_owned());
    store(app, by, &[&agency], rows, (reason, command)).await
}

/// Tells that an agency takes a practice up, or what came of it: `ma_co_quan`, `tu_ngay`, `den_ngay`, `noi_dung`,
/// `ket_qua`, `van_ban`. Told again, what is left empty stays.
///
/// # Errors
/// [`AppError::NotFound`] for a practice the actor does not see or an agency whose log he does not keep,
/// [`AppError::Faulty`] with what cannot be read, [`AppError::Refused`] for the agency that thought of it, or where it
/// would end before it began.
pub async fn adopt(app: &App, by: &Caller, code: &str, typed: &Typed) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let found = find(&view, code)?;
    let agency =
        of(typed, "ma_co_quan").ok_or_else(|| AppError::refused("Chọn đơn vị áp dụng."))?;
    let agency = agency.to_owned();
    if view.state.org.find(&agency).is_none() {
        return Err(AppError::NotFound);
    }
    permit_keeper(&view, &agency)?;
    if found.agency == agency {
        return Err(AppError::refused(
            "Cách làm này của chính đơn vị; chỉ ghi các đơn vị khác làm theo.",
        ));
    }
    let asked = ["tu_ngay", "den_ngay", "noi_dung", "ket_qua", "van_ban"];
    let mut values = read(&ADOPTIONS, &asked, typed)?;
    values.set("ma_cach_lam", code);
    values.set("ma_co_quan", &agency);
    let key = values.key(&ADOPTIONS);
    let seen = match stored(app, ADOPTIONS.name, &key).await {
        Ok(known) => {
            for id in asked {
                if values.get(id).is_none() {
                    values.set(id, known.values.text_or_empty(id));
                }
            }
            known.seen
        }
        Err(AppError::NotFound) => 0,
        Err(error) => return Err(error),
    };
    if values.get("tu_ngay").is_none() {
        values.set("tu_ngay", view.today.to_string());
    }
    if let (Some(from), Some(to)) = (values.date("tu_ngay"), values.date("den_ngay"))
        && to.last_day() < from.first_day()
    {
        return Err(AppError::refused(
            "Ngày thôi phải sau ngày bắt đầu áp dụng.",
        ));
    }
    let rows = Rows::one(&ADOPTIONS, values, seen);
    let told = ("Áp dụng cách làm hay".to_owned(), "practice.adopt");
    store(app, by, &[&agency], rows, told).await
}
