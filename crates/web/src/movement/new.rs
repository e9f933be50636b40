//! A new movement: begun from a template or from one of an earlier year.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::View;
use thidua_app::movement::prepare::{AskNew, Prepared, prepare, templates};
use thidua_app::movement::{self, Answered};
use thidua_domain::org::Level;
use thidua_domain::time::WorkYear;

use super::{WRITES, part};
use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

const fn param(name: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind: "string",
        required: false,
        summary,
    }
}

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    param("cua", "Mã phong trào năm trước được lặp lại"),
    param("theo", "Mã phong trào cấp trên được triển khai"),
    param("mau", "Mẫu được chọn sẵn"),
];

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let text = |name: &str| ask.query.text(name).unwrap_or_default().to_owned();
    let year = WorkYear::of(ask.today).0;
    let asked = AskNew {
        copy: text("cua"),
        under: text("theo"),
        template: text("mau"),
        year,
        ..AskNew::default()
    };
    shown(&ask, StatusCode::OK, &asked, None)
}

fn shown(ask: &Ask, status: StatusCode, asked: &AskNew, refused: Option<&Answered>) -> Outcome {
    let view = ask.view()?;
    let named = |code: &str| -> Result<Option<Value>, Problem> {
        if code.is_empty() {
            return Ok(None);
        }
        let found = movement::find(view, code).map_err(|error| ask.fault(error))?;
        Ok(Some(
            context! { code, name => found.name.clone(), launcher => found.launcher.clone() },
        ))
    };
    let copy = named(&asked.copy)?;
    let chosen = match asked.agency.is_empty() {
        true => copy
            .as_ref()
            .and_then(|copy| copy.get_attr("launcher").ok())
            .map(|code| code.to_string())
            .unwrap_or_default(),
        false => asked.agency.clone(),
    };
    let (own, below) = launchers(view, &chosen);
    let page = context! {
        templates => templates().iter().map(|one| context! { id => one.id.as_str(), title => one.title.as_str() }).collect::<Vec<_>>(),
        copy, under => named(&asked.under)?, own, below, chosen,
        asked => context! { template => &asked.template, year => asked.year, name => &asked.name },
        faults => refused.map(super::words),
    };
    ask.page_with(status, "movement/new.html", page)
}

type Choices = Vec<(String, String)>;

/// Who may launch what the reader prepares, by name: the agencies the reader was set over, then those below them.
fn launchers(view: &View, chosen: &str) -> (Choices, Choices) {
    let granted = view.actor.agencies(WRITES, view.today);
    let (mut own, mut below) = (Choices::new(), Choices::new());
    for agency in view.state.org.iter() {
        let code = agency.code.as_str();
        let first = granted.contains(&code) || code == chosen;
        // One that is no more still tells what it launched in its time.
        let here = match first {
            true => agency.nearest(view.today),
            false => agency.on(view.today),
        };
        let launches = here.is_some_and(|spell| {
            spell.level != Level::Division
                && (spell.level.is_enforcement() || spell.level == Level::Ministry)
        });
        if launches && view.permit_agency(WRITES, code).is_ok() {
            let choice = (code.to_owned(), view.state.label_on(code, view.today));
            match first {
                true => own.push(choice),
                false => below.push(choice),
            }
        }
    }
    for choices in [&mut own, &mut below] {
        thidua_domain::text::sort_by_key(choices, |(_, name)| name);
    }
    (own, below)
}

/// Makes the draft.
pub(crate) async fn make(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let year =
        WorkYear::parse(&text("nam")).map_err(|_| Problem::field("nam", "ghi năm công tác"))?;
    let asked = AskNew {
        template: text("mau"),
        copy: text("cua"),
        agency: ask.form.required("co_quan")?.to_owned(),
        year: year.0,
        name: text("ten"),
        under: text("theo"),
    };
    let made = prepare(ask.app(), &by, &asked).await;
    let Prepared { code, answered } = made.map_err(|error| ask.fault(error))?;
    if !answered.faults.is_empty() {
        return shown(
            &ask,
            StatusCode::UNPROCESSABLE_ENTITY,
            &asked,
            Some(&answered),
        );
    }
    Ok(redirect(&format!("/phong-trao/{}?viec=them", part(&code))))
}
