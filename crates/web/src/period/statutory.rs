//! Yearly statistical forms of emulation and commendation: on the page and as a file.

use std::sync::Arc;

use minijinja::context;
use thidua_app::report::statutory::{self, AskForms};
use thidua_app::report::{Issue, What};
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::deed::check;
use crate::org;
use crate::problem::Problem;
use crate::report::{file, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page and of the file.
pub(crate) const FIELDS: &[Param] = &[
    super::param("nam", "integer", "Năm công tác"),
    super::param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx"),
];

/// The forms of a year.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?.clone();
    let wanted = asked(&ask)?;
    let shown = wanted.clone();
    let found = in_turn(&ask, move || statutory::preview(&view, &shown)).await?;
    let last = Window::whole(WorkYear(wanted.year)).last_day();
    let page = context! {
        head => org::head(&ask, &wanted.agency, last.min(ask.today))?,
        year => wanted.year,
        found => value(&found),
    };
    ask.page_of_year(wanted.year, "report/statutory.html", page)
}

/// The same as a file, a sheet a form.
pub(crate) async fn download(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask)?;
    file(&ask, What::Statutory(wanted)).await
}

fn asked(ask: &Ask) -> Result<AskForms, Problem> {
    let current = WorkYear::of(ask.today).0;
    let year = ask.query.read("nam")?.unwrap_or(current);
    check(year, year)?;
    Ok(AskForms {
        agency: ask.part("ma")?.to_owned(),
        year,
        issue: Issue::default(),
    })
}
