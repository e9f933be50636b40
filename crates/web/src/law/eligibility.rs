//! «Còn thiếu gì» of a person or collective, the proof of one award, and the answer to a condition in it.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::law::answer::{self, Conclusion, Done, Seen};
use thidua_app::law::page::{self, AskPage};
use thidua_domain::time::{WorkYear, parse_date};

use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::law::answer::PERMISSION as ANSWERS;
pub(crate) use thidua_app::law::eligibility::PERMISSION as OF_COLLECTIVES;
pub(crate) use thidua_app::law::page::PERMISSION;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// The considered year.
pub(super) const YEAR: Param = param("nam", "integer", "Năm xét");
/// The day of judging.
pub(super) const ON: Param = param("ngay", "string", "Ngày xét");
/// The day of reception.
pub(super) const RECEIVED: Param = param("tiep-nhan", "string", "Ngày tiếp nhận hồ sơ");
/// The award.
pub(super) const AWARD: Param = param("danh-hieu", "string", "Mã danh hiệu, hình thức khen thưởng");

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[YEAR, ON, RECEIVED, AWARD];

/// The page of a person.
pub(crate) async fn person(ask: Arc<Ask>) -> Outcome {
    shown(&ask, &asked(&ask, true)?, StatusCode::OK, None).await
}

/// The page of a collective.
pub(crate) async fn collective(ask: Arc<Ask>) -> Outcome {
    shown(&ask, &asked(&ask, false)?, StatusCode::OK, None).await
}

/// An answer about a person.
pub(crate) async fn answer_person(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask, true)?;
    store(&ask, &wanted).await
}

/// An answer about a collective.
pub(crate) async fn answer_collective(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask, false)?;
    store(&ask, &wanted).await
}

/// A day of the query; `None` where it names none.
pub(super) fn day(ask: &Ask, name: &'static str) -> Result<Option<jiff::civil::Date>, Problem> {
    let Some(text) = ask.query.text(name).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let day = parse_date(text)
        .map_err(|_| Problem::field(name, "không đọc được ngày, ví dụ viết đúng: 10/12/2026"))?;
    Ok(Some(day))
}

/// The considered year of the query.
pub(super) fn year(ask: &Ask) -> Result<Option<i16>, Problem> {
    let year: Option<i16> = ask.query.read("nam")?;
    if year.is_some_and(|year| !(2000..=2100).contains(&year)) {
        return Err(Problem::field(
            "nam",
            "năm xét không có, ví dụ viết đúng: 2026",
        ));
    }
    Ok(year)
}

fn asked(ask: &Ask, person: bool) -> Result<AskPage, Problem> {
    Ok(AskPage {
        subject: ask.part("ma")?.to_owned(),
        person,
        year: year(ask)?,
        on: day(ask, "ngay")?,
        received_on: day(ask, "tiep-nhan")?,
    })
}

/// The path of a subject's page.
pub(super) fn path(subject: &str, person: bool) -> String {
    let part: String = form_urlencoded::byte_serialize(subject.as_bytes()).collect();
    match person {
        true => format!("/ca-nhan/{part}/dieu-kien"),
        false => format!("/co-quan/{part}/dieu-kien"),
    }
}

/// What was typed and what is wrong with it.
struct Refused {
    rule: String,
    holds: Option<bool>,
    ground: String,
    document: String,
    faults: Vec<String>,
}

async fn shown(
    ask: &Ask,
    wanted: &AskPage,
    status: StatusCode,
    refused: Option<Refused>,
) -> Outcome {
    let fault = |error| ask.fault(error);
    let view = ask.view()?;
    let subject = page::subject(view, &wanted.subject, wanted.person).map_err(fault)?;
    let moment = page::moment(view, wanted.year, wanted.on, wanted.received_on);
    let moment = moment.map_err(fault)?;
    let state = view.state.as_ref();
    let head = match wanted.person {
        true => None,
        false => Some(org::head(ask, subject, moment.on)?),
    };
    let home = state.people.get(subject).and_then(|person| {
        let post = person.on(ask.today).or(person.posts.last())?;
        Some(context! { code => &post.agency, name => state.name_on(&post.agency, ask.today) })
    });
    let query = Fields::default().with(&[
        ("nam", ask.query.text("nam")),
        ("ngay", ask.query.text("ngay")),
        ("tiep-nhan", ask.query.text("tiep-nhan")),
    ]);
    let common = context! {
        head, home,
        person => wanted.person,
        subject,
        path => path(subject, wanted.person),
        query,
        years => years(ask),
        typed => context! {
            on => ask.query.text("ngay").unwrap_or_default(),
            received => ask.query.text("tiep-nhan").unwrap_or_default(),
        },
        refused => refused.map(|told| context! {
            rule => told.rule, ground => told.ground, document => told.document,
            holds => told.holds, faults => told.faults,
        }),
    };
    let page = match ask.query.text("danh-hieu") {
        Some(award) => {
            let proof = page::proof(ask.app(), view, wanted, award).await;
            let proof = proof.map_err(fault)?;
            context! { proof => value(&proof), documents => documents(ask)?, ..common }
        }
        None => {
            let overview = page::overview(view, wanted).map_err(fault)?;
            context! { overview => value(&overview), ..common }
        }
    };
    let template = match ask.query.text("danh-hieu") {
        Some(_) => "law/proof.html",
        None => "law/overview.html",
    };
    ask.page_with_year(status, moment.year.0, template, page)
}

/// The years that may be asked for: the next one, and all since the rulebook begins.
pub(super) fn years(ask: &Ask) -> Vec<i16> {
    let next = WorkYear::of(ask.today).0;
    (2017..=next).rev().collect()
}

/// Stores an answer, or takes one back.
async fn store(ask: &Ask, wanted: &AskPage) -> Outcome {
    let text = |name: &str| ask.form.text(name).unwrap_or_default().trim().to_owned();
    let by = ask.live()?.caller("web");
    let view = ask.view()?;
    let fault = |error| ask.fault(error);
    page::subject(view, &wanted.subject, wanted.person).map_err(fault)?;
    let moment = page::moment(view, wanted.year, wanted.on, wanted.received_on);
    let moment = moment.map_err(fault)?;
    let rule = text("dieu-kien");
    let seen: i64 = text("goc")
        .parse()
        .map_err(|_| Problem::field("goc", "số bản đã xem không đọc được"))?;
    if text("viec") == "rut" {
        let what = (wanted.subject.as_str(), rule.as_str(), moment.year.0);
        let done = answer::withdraw(ask.app(), &by, what, seen, &text("can-cu")).await;
        return match done {
            Ok(()) => Ok(back(ask, wanted, "rut-ket-luan", None)),
            Err(thidua_app::AppError::Refused(reason)) => {
                let told = Refused {
                    rule,
                    holds: None,
                    ground: String::new(),
                    document: String::new(),
                    faults: vec![reason],
                };
                shown(ask, wanted, StatusCode::UNPROCESSABLE_ENTITY, Some(told)).await
            }
            Err(error) => Err(ask.fault(error)),
        };
    }
    let told = Conclusion {
        subjects: vec![Seen {
            subject: wanted.subject.clone(),
            seen,
        }],
        condition: rule.clone(),
        year: moment.year.0,
        holds: holds(&text("ket-luan")),
        ground: text("can-cu"),
        document: text("van-ban"),
    };
    let done = answer::answer(ask.app(), &by, &told).await;
    let done = done.map_err(|error| ask.fault(error))?;
    if done.faults.is_empty() && done.conflicts.is_empty() {
        let what = match done.event {
            Some(_) => "ket-luan",
            None => "khong-doi",
        };
        return Ok(back(ask, wanted, what, done.event));
    }
    let status = status(&done);
    let refused = Refused {
        rule,
        holds: told.holds,
        ground: told.ground,
        document: told.document,
        faults: faults(done),
    };
    // Others may have answered meanwhile: the page shows what stands now.
    shown(ask, wanted, status, Some(refused)).await
}

/// `co`, `khong`.
pub(super) fn holds(text: &str) -> Option<bool> {
    match text {
        "co" => Some(true),
        "khong" => Some(false),
        _ => None,
    }
}

/// The status of a refusal.
pub(super) fn status(done: &Done) -> StatusCode {
    match done.conflicts.is_empty() {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::CONFLICT,
    }
}

/// What is wrong, in words.
pub(super) fn faults(done: Done) -> Vec<String> {
    let mut faults = done.faults;
    if !done.conflicts.is_empty() {
        let names = done.conflicts.join(", ");
        faults.push(format!(
            "Người khác vừa kết luận về {names}. Chưa ghi gì. Xem lại kết luận đã lưu rồi ghi lại nếu cần."
        ));
    }
    faults
}

fn back(
    ask: &Ask,
    wanted: &AskPage,
    what: &str,
    event: Option<i64>,
) -> axum::http::Response<axum::body::Body> {
    let event = event
        .filter(|_| may_undo(ask))
        .map(|event| event.to_string());
    let query = ask
        .query
        .with(&[("viec", Some(what)), ("da-luu", event.as_deref())]);
    redirect(&format!("{}?{query}", path(&wanted.subject, wanted.person)))
}

/// Whether the caller may undo what one event stored.
pub(super) fn may_undo(ask: &Ask) -> bool {
    let view = ask.view();
    view.is_ok_and(|view| view.actor.holds(crate::record::PERMISSION, ask.today))
}

/// Papers by which something may be decided, the newest first.
pub(super) fn documents(ask: &Ask) -> Result<Vec<Value>, Problem> {
    const MOST: usize = 100;
    let named = ask.view()?.state.documents.values();
    let mut found: Vec<_> = named.filter(|document| document.symbol.is_some()).collect();
    found.sort_by_key(|document| std::cmp::Reverse(document.date));
    let cited = found.into_iter().take(MOST);
    Ok(cited
        .map(|document| Value::from(document.cited()))
        .collect())
}
