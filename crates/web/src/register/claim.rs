//! «Khen thưởng của tôi bị thiếu, sai»: told, answered, withdrawn.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::register::claim::{self, ASKED, Reply};

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::register::claim::READ;

const PAGE: &str = "/khen-thuong/kien-nghi";

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "nguoi",
    kind: "string",
    required: false,
    summary: "Mã của người kiến nghị, khi công chức ghi hộ",
}];

/// The claims that concern the reader, and the form of a new one.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new())
}

fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let found = claim::claims(view).map_err(|error| ask.fault(error))?;
    let person = ask.query.text("nguoi").or(view.actor.person.as_deref());
    let person = person.filter(|code| view.permit_person(READ, code).is_ok());
    let about = person.map(|code| {
        let own = view.actor.person.as_deref() == Some(view.state.merged.standing(code));
        context! { code, name => view.state.name_on(code, ask.today), own }
    });
    let page = context! {
        claims => found.iter().map(value).collect::<Vec<_>>(),
        about, faults, action => ask.address_asked(),
        ..asked(ask)?
    };
    ask.page_with(status, "register/claims.html", page)
}

/// What may be chosen and what was typed in the form of a claim.
fn asked(ask: &Ask) -> Result<Value, Problem> {
    let awards: Vec<Value> = ask
        .view()?
        .state
        .catalogue
        .awards()
        .map(|award| context! { code => &award.code, name => &award.name })
        .collect();
    let typed: BTreeMap<&str, &str> = ASKED
        .into_iter()
        .map(|id| (id, ask.form.text(id).unwrap_or_default()))
        .collect();
    Ok(context! { awards, typed => value(&typed) })
}

/// The form of a new claim about oneself, on another page.
pub(super) fn form_of(ask: &Ask, person: &str) -> Result<Value, Problem> {
    let about = context! { code => person, name => ask.view()?.state.name_on(person, ask.today) };
    Ok(context! { about, action => PAGE, ..asked(ask)? })
}

/// Sends a claim.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let person = ask.form.required("nguoi")?.to_owned();
    let typed = ASKED.iter().filter_map(|id| {
        let text = ask.form.text(id)?;
        Some(((*id).to_owned(), text.to_owned()))
    });
    match claim::send(ask.app(), &by, &person, &typed.collect()).await {
        Ok(_) => Ok(redirect(&format!("{PAGE}?viec=kien-nghi"))),
        Err(error) => refused(&ask, error),
    }
}

fn refused(ask: &Ask, error: AppError) -> Outcome {
    match error {
        AppError::Refused(text) => {
            let faults = text.lines().map(str::to_owned).collect();
            shown(ask, StatusCode::UNPROCESSABLE_ENTITY, faults)
        }
        AppError::Faulty(found) => {
            let told = found.iter();
            let told =
                told.map(|fault| format!("{}: {} {}", fault.column, fault.reason, fault.cure));
            shown(ask, StatusCode::UNPROCESSABLE_ENTITY, told.collect())
        }
        AppError::Stale => {
            let fault =
                "Kiến nghị này vừa được trả lời hoặc đã rút. Nội dung dưới đây là mới nhất.";
            shown(ask, StatusCode::CONFLICT, vec![fault.to_owned()])
        }
        error => Err(ask.fault(error)),
    }
}

/// Answers or withdraws a claim.
pub(crate) async fn answer(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let words = ask.form.text("tra_loi").map(str::to_owned);
    let reply = match ask.form.required("viec")? {
        "chap-nhan" => Reply::Accept {
            award: ask.form.text("ma_khen_thuong").map(str::to_owned),
            words,
        },
        "da-sua" => Reply::Mended { words },
        "rut" => Reply::Withdraw,
        _ => Reply::Refuse { words },
    };
    let code = ask.form.required("ma")?.to_owned();
    match claim::answer(ask.app(), &by, &code, &reply).await {
        Ok(()) => Ok(redirect(&format!("{PAGE}?viec=tra-loi"))),
        Err(error) => refused(&ask, error),
    }
}
