//! The activities of an agency over work years: how many of each kind, and each as it was told.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::activity::{self, ActivityRow};
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::contribution::span;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;
use crate::{org, record};

pub(crate) use crate::contribution::FIELDS;
pub(crate) use thidua_app::activity::PERMISSION;

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let wanted = span(&ask, code, || activity::newest_year(&view.state, code))?;
    let found = activity::activities(view, &wanted).map_err(|error| ask.fault(error))?;
    let last = Window {
        year: WorkYear(wanted.to),
        month: found.asked.month,
    };
    let rows = |rows: &[ActivityRow]| {
        rows.iter()
            .map(|row| line(&ask, row))
            .collect::<Result<Vec<_>, _>>()
    };
    let page = context! {
        buttons => record::of_register(&ask, "hoat-dong", code, wanted.to)?,
        head => org::head(&ask, code, last.last_day().min(ask.today))?,
        from => wanted.from, to => wanted.to, own => wanted.own, month => found.asked.month,
        end => last.to_string().trim_end_matches("/12"),
        as_of => found.as_of,
        totals => found.totals.iter().map(value).collect::<Vec<Value>>(),
        rows => rows(&found.rows)?,
        left_out => rows(&found.left_out)?,
    };
    ask.page_of_year(wanted.to, "activity/page.html", page)
}

fn line(ask: &Ask, row: &ActivityRow) -> Result<Value, Problem> {
    let view = ask.view()?;
    let cited = ask.cited();
    let movement = row.movement.as_deref();
    Ok(context! {
        cited => row.sources.iter().map(|words| cited.link(words)).collect::<Vec<Value>>(),
        movement_name => movement.map(|code| view.state.movement_name(code)),
        ..value(row)
    })
}
