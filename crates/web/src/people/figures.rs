//! The figures of one officer, each leading to where it was read.

use std::sync::Arc;

use minijinja::context;
use thidua_app::figures::AskBalance;
use thidua_app::{figures, people};
use thidua_domain::time::Window;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "ky",
    kind: "string",
    required: false,
    summary: "Kỳ: năm công tác và số tháng, ví dụ 2026/6",
}];

/// An officer's figures of one period; the newest where none is asked for.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let found = people::person(view, code, None).map_err(|error| ask.fault(error))?;
    let windows = figures::windows_of(ask.app(), view, code)
        .await
        .map_err(|error| ask.fault(error))?;
    let chosen = ask.query.text("ky").map(str::to_owned);
    let chosen = chosen.or_else(|| windows.last().cloned());
    let window = chosen.as_deref().map(Window::parse).transpose();
    let window = window.map_err(|_| Problem::field("ky", "không phải một kỳ"))?;
    let balance = match window {
        Some(window) => {
            let person = view.state.people.get(&found.code);
            let posts = person.map(|person| (person.on(window.last_day()), person.posts.last()));
            let post = posts.and_then(|(then, last)| then.or(last));
            let asked = AskBalance {
                agency: post
                    .map(|post| post.agency.clone())
                    .ok_or(Problem::NotFound)?,
                year: window.year.0,
                month: window.month,
                person: Some(found.code.clone()),
                scope: None,
            };
            let balance = figures::balance_of(ask.app(), view, &asked).await;
            Some(balance.map_err(|error| ask.fault(error))?)
        }
        None => None,
    };
    let label = window.map(Window::label);
    ask.page(
        "people/figures.html",
        context! { person => value(&found), windows, chosen, label, balance => value(&balance) },
    )
}
