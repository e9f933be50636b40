//! Registration: one's own, the list, and a unit's year with what it came to.

pub(crate) mod todo;
pub(crate) mod together;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::deed::AskYears;
use thidua_app::listing::Which;
use thidua_app::registration::{self, Reply, Wish};
use thidua_domain::access::Permission;
use thidua_domain::time::WorkYear;

use crate::ask::{Ask, redirect};
use crate::deed::asked;
use crate::import;
use crate::listing::{self, Empty, Listed};
use crate::org;
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use crate::deed::{API, FILE, LIST, PERMISSION};

/// The address of the reader's own registrations.
const OWN: &str = "/dang-ky/cua-toi";

const YEAR: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};
/// Fields of a unit's year.
pub(crate) const FIELDS: &[Param] = &[YEAR];
/// Fields of the own page.
pub(crate) const OWN_FIELDS: &[Param] = &[
    YEAR,
    Param {
        name: "danh-hieu",
        kind: "string",
        required: false,
        summary: "Mã danh hiệu, hình thức khen thưởng",
    },
];
/// Registrations shown of a unit's year; the list has them all.
const SHOWN: usize = 200;

/// The list.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let (wanted, year, inputs) = asked(ask, "dang-ky")?;
    let mut actions = Vec::new();
    if ask.view()?.actor.person.is_some() {
        actions.push(("Đăng ký của tôi", OWN.to_owned(), "clipboard-list"));
    }
    let own = ask.home_agency(&ask.live()?.actor, PERMISSION);
    if let Some(agency) = wanted.within.clone().or(own) {
        let part: String = form_urlencoded::byte_serialize(agency.as_bytes()).collect();
        let path = format!("/co-quan/{part}/dang-ky?nam={year}");
        actions.push(("Đăng ký và kết quả", path, "checklist"));
    }
    actions.extend(import::ways(ask));
    Ok(Listed {
        own: vec!["trong", "nam", "moi-nam"],
        inputs: inputs.into_iter().flatten().collect(),
        year: Some(year),
        agency: wanted.within.clone(),
        actions,
        ..Listed::new(
            Which::Deeds("dang-ky", wanted),
            Empty {
                icon: "clipboard-list",
                title: "Chưa có đăng ký nào của năm này",
                text: "Mỗi người tự đăng ký ở «Đăng ký của tôi»; đơn vị cũng có thể nhập cả danh sách từ tệp Excel.",
            },
        )
    })
}

/// A code as a part of an address.
fn part(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

pub(super) fn year(ask: &Ask) -> Result<i16, Problem> {
    if let Some(year) = ask.form.read("nam")? {
        return Ok(year);
    }
    Ok(listing::year(ask)?.unwrap_or_else(|| WorkYear::of(ask.today).0))
}

/// The awards by kind, the highest first, as a form offers them.
pub(super) fn awards(ask: &Ask) -> Result<Value, Problem> {
    let state = &ask.view()?.state;
    let mut all: Vec<_> = state.catalogue.awards().collect();
    all.sort_by_key(|award| award.rank);
    let of = |kind: &str| -> Vec<Value> {
        let own = all.iter().filter(|award| award.kind == kind);
        own.map(|award| context! { code => &award.code, name => &award.name })
            .collect()
    };
    Ok(context! { titles => of("danh_hieu"), forms => of("hinh_thuc") })
}

/// The reader's own registrations, and the form of a new one.
pub(crate) async fn own(ask: Arc<Ask>) -> Outcome {
    own_page(&ask, StatusCode::OK, Vec::new()).await
}

async fn own_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let person = view.actor.person.clone();
    let rows = match &person {
        Some(person) => registration::by_person(view, person).map_err(|error| ask.fault(error))?,
        None => Vec::new(),
    };
    let year = year(ask)?;
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let reach = reach(ask, person.clone(), year).await?;
    let asked = ask.query.text("danh-hieu").unwrap_or_default();
    let page = context! {
        person, faults, year, reach,
        awards => awards(ask)?,
        rows => rows.iter().map(line).collect::<Vec<_>>(),
        typed => context! {
            award => ask.form.text("ma_danh_hieu").unwrap_or(asked),
            initiatives => typed("sang_kien"),
        },
    };
    ask.page_with_year(status, year, "registration/own.html", page)
}

/// What the reader could reach in the year; nothing where no law of the rulebook speaks of it.
async fn reach(ask: &Ask, person: Option<String>, year: i16) -> Result<Vec<Value>, Problem> {
    let Some(person) = person else {
        return Ok(Vec::new());
    };
    let view = ask.view()?.clone();
    let judged = move || match registration::reach(&view, &person, year) {
        Err(AppError::Refused(_) | AppError::NotFound) => Ok(Vec::new()),
        found => found,
    };
    let found = crate::report::in_turn(ask, judged).await?;
    Ok(found.iter().map(value).collect())
}

fn line(row: &registration::RegistrationRow) -> Value {
    context! {
        key => &row.key, withdraws => row.withdraws, answers => row.answers,
        ..value(row)
    }
}

/// Registers the reader.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let person = ask.view()?.actor.person.clone().ok_or(Problem::NotFound)?;
    let wish = Wish {
        year: ask.form.read("nam")?.unwrap_or(year(&ask)?),
        subject: person,
        award: ask.form.text("ma_danh_hieu").map(str::to_owned),
        initiatives: ask.form.text("sang_kien").map(str::to_owned),
    };
    match registration::send(ask.app(), &by, &wish).await {
        Ok(()) => Ok(redirect(&format!("{OWN}?nam={}&viec=dang-ky", wish.year))),
        Err(error) => refused(&ask, error).await,
    }
}

/// Takes one of the reader's registrations back.
pub(crate) async fn withdraw(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let key = ask.form.required("khoa")?.to_owned();
    match registration::withdraw(ask.app(), &by, &key).await {
        Ok(()) => Ok(redirect(&format!("{OWN}?viec=rut-dang-ky"))),
        Err(error) => refused(&ask, error).await,
    }
}

async fn refused(ask: &Ask, error: AppError) -> Outcome {
    let (status, faults) = words(ask, error)?;
    own_page(ask, status, faults).await
}

/// What was refused, in words.
pub(super) fn words(ask: &Ask, error: AppError) -> Result<(StatusCode, Vec<String>), Problem> {
    match error {
        AppError::Refused(text) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            text.lines().map(str::to_owned).collect(),
        )),
        AppError::Faulty(found) => {
            let told = found
                .iter()
                .map(|fault| format!("{}: {} {}", fault.column, fault.reason, fault.cure));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, told.collect()))
        }
        AppError::Stale => {
            let fault = "Đăng ký này vừa được người khác xử lý. Nội dung dưới đây là mới nhất.";
            Ok((StatusCode::CONFLICT, vec![fault.to_owned()]))
        }
        error => Err(ask.fault(error)),
    }
}

/// A unit's year: what was registered, what it came to, what waits.
pub(crate) async fn unit(ask: Arc<Ask>) -> Outcome {
    unit_page(&ask, StatusCode::OK, Vec::new())
}

fn unit_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let newest = || registration::newest_year(&view.state, code);
    let current = WorkYear::of(ask.today).0;
    let year = listing::year(ask)?.unwrap_or_else(|| newest().unwrap_or(current));
    let wanted = AskYears {
        agency: code.to_owned(),
        from: year,
        to: year,
        month: None,
        own: false,
    };
    let found = registration::registrations(view, &wanted).map_err(|error| ask.fault(error))?;
    let opens = |person: &Option<String>| {
        let person = person.as_deref();
        person.is_some_and(|code| view.permit_person(Permission::ViewPeople, code).is_ok())
    };
    let row = |row: &registration::RegistrationRow| {
        context! { opens => opens(&row.subject), ..line(row) }
    };
    let answers = found.rows.iter().any(|row| row.answers);
    // What waits is answered here; of the rest of a large tree the list tells.
    let (waits, rest): (Vec<_>, Vec<_>) = found.rows.iter().partition(|row| row.answers);
    let shown = waits.into_iter().chain(rest).take(SHOWN);
    let more = found.rows.len().saturating_sub(SHOWN);
    let page = context! {
        head => org::head(ask, code, WorkYear(year).last_day().min(ask.today))?,
        buttons => record::of_register(ask, "dang-ky", code, year)?,
        year, answers, faults,
        settled => found.settled,
        waiting => found.waiting,
        counts => found.counts.iter().map(value).collect::<Vec<_>>(),
        rows => shown.map(row).collect::<Vec<_>>(),
        more, all => found.rows.len(),
        writes => view.sees(Permission::LoadData, code),
        prints => view.sees(Permission::Print, code),
        own => view.actor.person.is_some(),
        reason => ask.form.text("y_kien").unwrap_or_default(),
    };
    ask.page_with_year(status, year, "registration/unit.html", page)
}

/// Takes registrations up, or gives them back.
pub(crate) async fn answer(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let keys: Vec<String> = ask
        .form
        .pairs()
        .filter(|(name, _)| *name == "khoa")
        .map(|(_, key)| key.to_owned())
        .collect();
    let reply = match ask.form.required("viec")? {
        "ghi-nhan" => Reply::Accept,
        _ => Reply::Return(ask.form.text("y_kien").unwrap_or_default().to_owned()),
    };
    match registration::answer(ask.app(), &by, &keys, &reply).await {
        Ok(_) => {
            let query = match ask.form.text("nam") {
                Some(year) => format!("nam={year}&viec=tra-loi-dang-ky"),
                None => "viec=tra-loi-dang-ky".to_owned(),
            };
            Ok(redirect(&format!("{}?{query}", ask.uri_path)))
        }
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            unit_page(&ask, status, faults)
        }
    }
}

/// The registrations, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let wanted = crate::deed::years_asked(&ask)?;
    let found = registration::registrations(ask.view()?, &wanted);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}
