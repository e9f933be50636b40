//! Pace that knows seasons: a unit's curve with its forecast.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::season::{self, SeasonItem};

use crate::ask::Ask;
use crate::org;
use crate::routes::Outcome;
use crate::template::value;
use crate::{trace, window};

pub(crate) use thidua_app::season::PERMISSION;

/// Each target beside what past years let expect, where the year will end, what is needed.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = window::of_page(&ask, code)?;
    let found = season::outlook(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let items: Vec<Value> = found.items.iter().map(item).collect();
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        tree => crate::restate::toggle(&ask, &choice, found.restated.as_ref())?,
        items,
        found => value(&found),
    };
    ask.page_of_year(choice.ask.year, "season/unit.html", page)
}

fn item(item: &SeasonItem) -> Value {
    context! {
        given => item.code.as_deref().and_then(|code| trace::history("chi-tieu", code)),
        row => trace::anchor(&item.target_code),
        charted => item.months.iter().any(|month| month.expected.is_some()),
        ..value(item)
    }
}

/// The same for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let wanted = window::of_program(&ask)?;
    ask.json(&season::outlook(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}
