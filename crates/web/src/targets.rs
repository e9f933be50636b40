//! Targets and pace of an agency.

pub(crate) mod cascade;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::targets::{self, PaceItem};

use crate::ask::Ask;
use crate::org;
use crate::problem::Problem;
use crate::record;
use crate::routes::Outcome;
use crate::template::value;
use crate::{trace, window};

pub(crate) use thidua_app::targets::PERMISSION;

/// The targets of a window beside what was reached, with a chart of the months.
pub(crate) async fn pace(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = window::of_page(&ask, code)?;
    let found = targets::pace(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let cited = ask.cited();
    let row = |item: &PaceItem| -> Result<Value, Problem> {
        let edit = record::of_target(&ask, item.code.as_deref())?;
        let assigner: Vec<String> = item
            .assigner
            .iter()
            .map(|code| view.state.name_on(code, choice.window.last_day()))
            .collect();
        Ok(context! {
            edit,
            given => item.code.as_deref().and_then(|code| trace::history("chi-tieu", code)),
            row => item.target_code.as_deref().map(|code| match &item.group {
                Some(group) => format!("so-{group}-{code}"),
                None => trace::anchor(code),
            }),
            documents => cited.links(item.document.as_deref().unwrap_or_default()),
            sources => cited.links(item.source.as_deref().unwrap_or_default()),
            assigners => assigner.join("; "),
            is_rate => item.unit == "%",
            behind => item.deviation.as_ref().is_some_and(|text| text.starts_with('-')),
            charted => item.months.iter().filter(|month| month.actual.is_some()).count() > 1,
            ..value(item)
        })
    };
    let page = context! {
        buttons => record::of_register(&ask, "chi-tieu", code, choice.ask.year)?,
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        year => choice.ask.year,
        below => !view.state.org.children_on(code, choice.window.last_day()).is_empty(),
        query => choice.query(),
        months => (1..=12_u8).map(|month| choice.query_at(month)).collect::<Vec<String>>(),
        month => found.month,
        tree => crate::restate::toggle(&ask, &choice, found.restated.as_ref())?,
        hands_over => crate::restate::hands_over(view, code, choice.window),
        items => found.items.iter().map(row).collect::<Result<Vec<Value>, Problem>>()?,
        milestones => found.milestones.iter().map(row).collect::<Result<Vec<Value>, Problem>>()?,
    };
    ask.page_of_year(choice.ask.year, "targets/pace.html", page)
}

/// Pace, for programs.
pub(crate) async fn pace_api(ask: Arc<Ask>) -> Outcome {
    let wanted = window::of_program(&ask)?;
    ask.json(&targets::pace(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}
