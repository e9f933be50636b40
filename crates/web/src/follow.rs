//! Limits, causes and solutions that are followed: what is late, due, open and done, and one of them with its history.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::note::follow::{self, AskFollowed, Followed, Item, Progress};
use thidua_app::record as app_record;
use thidua_domain::time::WorkYear;

use crate::ask::{Ask, redirect};
use crate::listing::{self, Input, InputKind};
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::note::PERMISSION;

const MINE: Param = Param {
    name: "cua-toi",
    kind: "string",
    required: false,
    summary: "1: chỉ việc giao cho người xem",
};
/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[listing::WITHIN, listing::YEAR, MINE];
/// Which one.
pub(crate) const ITEM: &[Param] = record::RECORD;

/// What is followed in a year.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let year = listing::year(&ask)?.unwrap_or_else(|| WorkYear::of(ask.today).0);
    let within = ask.query.text("trong").map(str::to_owned);
    let wanted = AskFollowed {
        within: within.clone(),
        year,
        mine: ask.query.text("cua-toi").is_some(),
    };
    let found = follow::followed(view, &wanted).map_err(|error| ask.fault(error))?;
    let rows = found
        .rows
        .iter()
        .map(|row| line(&ask, row))
        .collect::<Result<Vec<_>, _>>()?;
    let loose = found
        .loose
        .iter()
        .map(|(row, key, writes)| context! { key => part(key), writes, ..value(row) });
    let offered = places(listing::places(&ask, PERMISSION, within.as_deref())?);
    let page = context! {
        year, mine => wanted.mine, places => offered,
        person => view.actor.person.is_some(),
        counts => found.counts.iter().map(|(code, count)| context! { code => *code, count => *count }).collect::<Vec<Value>>(),
        open => rows.iter().filter(|row| open(row)).cloned().collect::<Vec<Value>>(),
        done => rows.iter().filter(|row| !open(row)).cloned().collect::<Vec<Value>>(),
        loose => loose.collect::<Vec<Value>>(),
    };
    ask.page_of_year(year, "note/follow.html", page)
}

fn open(row: &Value) -> bool {
    let standing = row.get_attr("standing").ok();
    let standing = standing.as_ref().and_then(Value::as_str);
    matches!(standing, Some("qua_han" | "sap_han" | "con_han"))
}

/// The agencies one may narrow to.
pub(crate) fn places(input: Option<Input>) -> Value {
    match input.map(|input| input.kind) {
        Some(InputKind::Choice(all, _, chosen)) => {
            let line = |(code, name): &(String, String)| {
                context! { code, name, chosen => chosen.as_deref() == Some(code) }
            };
            Value::from(all.iter().map(line).collect::<Vec<Value>>())
        }
        _ => Value::from(Vec::<Value>::new()),
    }
}

fn part(key: &str) -> String {
    form_urlencoded::byte_serialize(key.as_bytes()).collect()
}

fn line(ask: &Ask, row: &Followed) -> Result<Value, Problem> {
    let movement = row.row.movement.as_deref();
    Ok(context! {
        at => part(&row.key),
        movement_name => movement.map(|code| ask.view().map(|view| view.state.movement_name(code))).transpose()?,
        ..value(row)
    })
}

/// One of them: what it says, what belongs to it, what became of it.
pub(crate) async fn item(ask: Arc<Ask>) -> Outcome {
    let key = ask.query.text("khoa").ok_or(Problem::NotFound)?.to_owned();
    shown(&ask, &key, StatusCode::OK, Vec::new()).await
}

async fn shown(ask: &Ask, key: &str, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let found = follow::item(view, key).map_err(|error| ask.fault(error))?;
    // Who only answers for it is told how it stands, not who stored what.
    let history = match app_record::history(ask.app(), view, "noi-dung", key).await {
        Ok(history) => history.lines,
        Err(AppError::NotFound | AppError::Forbidden) => Vec::new(),
        Err(error) => return Err(ask.fault(error)),
    };
    let answers = found.answers.iter();
    let answers = answers.map(|(row, key, standing)| context! { at => part(key), standing => standing, row => value(row) });
    let typed = |name: &str| ask.form.text(name).map(str::to_owned);
    let page = context! {
        faults,
        at => part(key),
        back => format!("/noi-dung/theo-doi?nam={}", WorkYear::of(ask.today).0),
        buttons => buttons(ask, &found, history.is_empty())?,
        sources => found.row.sources.iter().map(|words| ask.cited().link(words)).collect::<Vec<Value>>(),
        answers => answers.collect::<Vec<Value>>(),
        limit => found.limit.as_ref().map(|(key, text)| context! { at => part(key), text }),
        history => history.iter().map(value).collect::<Vec<Value>>(),
        typed => context! {
            progress => typed("tien_do"), day => typed("ngay_xong"), outcome => typed("ket_qua"),
            due => typed("han_moi"), reason => typed("ly_do"),
        },
        item => value(&found),
    };
    ask.page_with(status, "note/item.html", page)
}

/// Form and history, for who may open them.
fn buttons(ask: &Ask, found: &Item, closed: bool) -> Result<Vec<record::Button>, Problem> {
    if closed {
        return Ok(Vec::new());
    }
    record::of_deed(
        ask,
        "noi-dung",
        ("ma_co_quan", &found.row.agency),
        &found.key,
    )
}

/// Tells how far it is.
pub(crate) async fn progress(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let key = ask.query.text("khoa").ok_or(Problem::NotFound)?.to_owned();
    let told = |name: &str| ask.form.text(name).map(str::to_owned);
    let wanted = Progress {
        key: key.clone(),
        progress: told("tien_do").unwrap_or_default(),
        done_on: told("ngay_xong"),
        outcome: told("ket_qua"),
        due: told("han_moi"),
        reason: told("ly_do"),
    };
    let (status, faults) = match follow::progress(ask.app(), &by, &wanted).await {
        Ok(()) => {
            return Ok(redirect(&format!(
                "/noi-dung/muc?khoa={}&viec=tien-do",
                part(&key)
            )));
        }
        Err(AppError::Refused(text)) => {
            let lines = text.lines().map(str::to_owned).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, lines)
        }
        Err(AppError::Faulty(found)) => {
            let told = found
                .iter()
                .map(|fault| format!("{}: {} {}", fault.column, fault.reason, fault.cure));
            (StatusCode::UNPROCESSABLE_ENTITY, told.collect())
        }
        Err(AppError::Stale) => {
            let fault = "Người khác vừa ghi nội dung này. Nội dung dưới đây là mới nhất.";
            (StatusCode::CONFLICT, vec![fault.to_owned()])
        }
        Err(error) => return Err(ask.fault(error)),
    };
    shown(&ask, &key, status, faults).await
}
