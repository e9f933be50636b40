//! Panels of honesty: patterns over the units in reach, each with its method and the rows behind.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::home::expected;
use thidua_app::honesty::{self, AskHonesty, Panel};
use thidua_domain::time::WorkYear;

use crate::ask::Ask;
use crate::listing;
use crate::problem::Problem;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::honesty::PERMISSION;

/// Fields of the page and of the file.
pub(crate) const FIELDS: &[Param] = &[listing::WITHIN, listing::YEAR];

/// Rows of a table a page shows; the workbook has all.
const SHOWN: usize = 100;

fn asked(ask: &Ask) -> Result<AskHonesty, Problem> {
    let closing = expected(ask.today, None).map(|window| window.year);
    let usual = closing.unwrap_or_else(|| WorkYear::of(ask.today)).0;
    Ok(AskHonesty {
        within: ask.query.text("trong").map(str::to_owned),
        year: listing::year(ask)?.unwrap_or(usual),
    })
}

/// The panels.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask)?;
    let found = honesty::panels(ask.view()?, &wanted).map_err(|error| ask.fault(error))?;
    let prints = ask
        .view()?
        .sees(thidua_domain::access::Permission::Print, &found.agency);
    let page = context! {
        panels => found.panels.iter().map(panel).collect::<Vec<Value>>(),
        withheld => &found.withheld,
        agency => &found.agency,
        name => &found.name,
        year => found.year,
        title => WorkYear(found.year).with_dates(),
        within => wanted.within,
        prints,
    };
    ask.page_of_year(wanted.year, "honesty/show.html", page)
}

fn panel(panel: &Panel) -> Value {
    let tables = panel.tables.iter().map(|table| {
        let rows = table.rows.iter().take(SHOWN);
        context! {
            title => &table.title,
            heads => &table.heads,
            rows => rows.map(value).collect::<Vec<Value>>(),
            all => table.rows.len(),
            more => table.rows.len().saturating_sub(SHOWN),
        }
    });
    let tables: Vec<Value> = tables.collect();
    context! {
        more_name => panel.more.as_ref().map(|more| more.0),
        more_href => panel.more.as_ref().map(|more| more.1.clone()),
        shown => tables,
        ..value(panel)
    }
}

/// All rows as a workbook.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let (view, wanted) = (ask.view()?.clone(), asked(&ask)?);
    download(in_turn(&ask, move || honesty::print(&view, &wanted)).await?)
}
