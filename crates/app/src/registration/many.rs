//! Registering many of a unit in one deed: the same award for each person or collective ticked, on the page where a
//! unit sees its own people and what each registered already.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::bundle::Values;
use thidua_domain::people::Post;
use thidua_domain::registration::{Registration, SHEET, Standing};
use thidua_domain::text;

use super::Wish;
use super::command::{over, read, store};
use super::ground::home;
use super::name;
use crate::access::Caller;
use crate::bundle::{self, ByKey};
use crate::state::View;
use crate::{App, AppError};

/// People and collectives registered at once, at most.
const MOST: usize = 300;

/// What is registered for several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WishMany {
    /// Code of the agency whose page it is.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Codes of people and collectives.
    pub subjects: Vec<String>,
    /// The award, by code or name.
    pub award: Option<String>,
    /// Initiatives, one a line: only where one alone is registered.
    pub initiatives: Option<String>,
}

/// Somebody who may be registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether a person, else a collective.
    pub person: bool,
    /// Post or title, and the unit where it is a division.
    pub post: String,
    /// What is registered of the year already, as told.
    pub registered: Vec<String>,
    /// Codes of it.
    #[serde(skip)]
    pub codes: Vec<String>,
}

/// Those of an agency and its divisions who may be registered for a year: collectives first, then people by name.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] for who does not write there.
pub fn candidates(view: &View, agency: &str, year: i16) -> Result<Vec<Candidate>, AppError> {
    view.permit_agency(bundle::PERMISSION, agency)?;
    view.permit_agency(Permission::ViewPeople, agency)?;
    let year = super::work_year(year)?;
    let state = view.state.as_ref();
    let day = year.last_day().min(view.today);
    let home = home(state, agency, day);
    let ground = super::ground::Ground::below(view, agency, year);
    let mut bodies = vec![home.clone()];
    bodies.extend(ground.divisions(&home));
    let known = registered(view, year.0);
    let candidate = |code: &str, person: bool, post: String| Candidate {
        code: code.to_owned(),
        name: state.name_on(code, day),
        person,
        post,
        registered: told(view, known.get(code)),
        codes: codes(known.get(code)),
    };
    let mut all: Vec<Candidate> = bodies
        .iter()
        .map(|code| candidate(code, false, String::new()))
        .collect();
    let mut people: Vec<Candidate> = state
        .people
        .values()
        .filter_map(|person| {
            let post = person.on(day)?;
            let here = bodies.contains(&post.agency);
            here.then(|| candidate(&person.code, true, posted(view, post, &home)))
        })
        .collect();
    text::sort_names_by_key(&mut people, |person| &person.name);
    all.extend(people);
    Ok(all)
}

/// `Chấp hành viên, Tổ nghiệp vụ`.
fn posted(view: &View, post: &Post, home: &str) -> String {
    let own = post.post.clone().or_else(|| post.title.clone());
    let unit = (post.agency != home).then(|| view.state.name_on(&post.agency, view.today));
    let parts: Vec<String> = own.into_iter().chain(unit).collect();
    parts.join(", ")
}

/// What stands or waits of a year, by who registered it.
fn registered(view: &View, year: i16) -> BTreeMap<&str, Vec<&Registration>> {
    let mut found: BTreeMap<&str, Vec<&Registration>> = BTreeMap::new();
    let rows = view.state.registrations.iter();
    for row in rows.filter(|row| row.year.0 == year && row.standing.counts()) {
        if let Some(subject) = row.subject.as_deref() {
            found.entry(subject).or_default().push(row);
        }
    }
    found
}

fn told(view: &View, rows: Option<&Vec<&Registration>>) -> Vec<String> {
    let told = |row: &&Registration| match &row.award {
        Some(award) => name(&view.state, award),
        None => "Sáng kiến, đề tài".to_owned(),
    };
    rows.into_iter().flatten().map(told).collect()
}

fn codes(rows: Option<&Vec<&Registration>>) -> Vec<String> {
    let rows = rows.into_iter().flatten();
    rows.filter_map(|row| row.award.clone()).collect()
}

/// Registers several people and collectives of an agency for one award; who is registered for it already stays as is.
///
/// # Errors
/// [`AppError::NotFound`] for who is not of the agency or not the actor's to write for, [`AppError::Refused`] where
/// nobody is chosen or the award is not given to such recipients, [`AppError::Stale`] where somebody was faster.
pub async fn register_many(app: &App, by: &Caller, wish: &WishMany) -> Result<usize, AppError> {
    let chosen: BTreeSet<&String> = wish.subjects.iter().collect();
    if chosen.is_empty() || chosen.len() > MOST {
        return Err(AppError::refused(format!(
            "Chọn từ 1 đến {MOST} người, tập thể để đăng ký."
        )));
    }
    let initiatives = wish.initiatives.as_deref().unwrap_or_default().trim();
    if !initiatives.is_empty() && chosen.len() > 1 {
        return Err(AppError::refused(
            "Sáng kiến, đề tài là của từng người: chọn một người rồi ghi, hoặc bỏ trống khi đăng ký cho nhiều người.",
        ));
    }
    let view = app.view(&by.actor).await?;
    let open = candidates(&view, &wish.agency, wish.year)?;
    let mut rows = Vec::new();
    let mut expected = ByKey::default();
    for code in chosen {
        let candidate = open.iter().find(|candidate| candidate.code == *code);
        let candidate = candidate.ok_or(AppError::NotFound)?;
        let asked = Wish {
            year: wish.year,
            subject: code.clone(),
            award: wish.award.clone(),
            initiatives: wish.initiatives.clone(),
        };
        if let Some((values, seen)) = one(app, &view, &asked, candidate).await? {
            expected.set(SHEET.name, values.key(&SHEET), seen);
            rows.push(values);
        }
    }
    if rows.is_empty() {
        return Err(AppError::refused(
            "Những người, tập thể đã chọn đều đăng ký danh hiệu, hình thức này rồi.",
        ));
    }
    let count = rows.len();
    let told = ("Đăng ký thi đua".to_owned(), "registration.many");
    store(app, by, &wish.agency, rows, told, expected).await?;
    Ok(count)
}

/// The row of one of them and the revision it follows; nothing where it is registered already.
async fn one(
    app: &App,
    view: &View,
    asked: &Wish,
    candidate: &Candidate,
) -> Result<Option<(Values, i64)>, AppError> {
    let kind = if candidate.person {
        "ca_nhan"
    } else {
        "tap_the"
    };
    let mut values = read(view, asked, kind)?;
    let award = values.text("ma_danh_hieu");
    if award.is_some_and(|award| candidate.codes.contains(&award)) {
        return Ok(None);
    }
    let agency = match candidate.person {
        false => candidate.code.clone(),
        true => {
            let person = view.state.people.get(&candidate.code);
            let post = person.and_then(|person| person.on(view.today).or(person.posts.last()));
            post.ok_or(AppError::NotFound)?.agency.clone()
        }
    };
    values.set("ma_co_quan", &agency);
    values.set("ma_doi_tuong", &candidate.code);
    values.set("doi_tuong", kind);
    values.set("so_luong", "1");
    values.set("ngay_dang_ky", view.today.to_string());
    let key = values.key(&SHEET);
    let (mut values, seen) = over(app, &key, values).await?;
    values.set("trang_thai", Standing::Accepted.code());
    Ok(Some((values, seen)))
}
