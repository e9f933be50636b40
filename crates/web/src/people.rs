//! One person: posts, awards, the papers that tell of him or her.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::{figures, people};

use crate::ask::Ask;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::people::PERMISSION;

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "person",
        kind: "string",
        required: true,
        summary: "Mã cá nhân",
    },
    Param {
        name: "at",
        kind: "date",
        required: false,
        summary: "Ngày",
    },
];

/// The page of a person.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = people::person(view, ask.part("ma")?, None).map_err(|error| ask.fault(error))?;
    let articles: Vec<Value> = found
        .articles
        .iter()
        .map(|code| context! { code => code, name => view.state.cited(code) })
        .collect();
    ask.page(
        "people/show.html",
        context! { articles, person => value(&found) },
    )
}

/// A person, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let at = ask.query.text("at").map(|_| ask.day("at")).transpose()?;
    let code = ask.query.required("person")?;
    let view = ask.view()?;
    let mut found = people::person(view, code, at).map_err(|error| ask.fault(error))?;
    found.figures = figures::windows_of(ask.app(), view, code)
        .await
        .map_err(|error| ask.fault(error))?;
    ask.json(&found)
}
