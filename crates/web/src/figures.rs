//! Figures of an agency: the figures themselves, the proof sheet, the comparison with last year, and the
//! history of one value.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::figures::{self, Balance, FigureLine, Group, SourceLine};
use thidua_domain::catalogue::Measure;

use crate::ask::Ask;
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::window;

pub(crate) use thidua_app::figures::PERMISSION;

/// Fields of the history's page.
pub(crate) const HISTORY: &[Param] = &[
    Param {
        name: "bang",
        kind: "string",
        required: true,
        summary: "Khóa của bảng số liệu",
    },
    Param {
        name: "ma",
        kind: "string",
        required: true,
        summary: "Mã số liệu",
    },
];

/// The figures of a window.
pub(crate) async fn balance(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = window::of_page(&ask, code)?;
    let found = figures::balance(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let mut fields: Vec<(String, Vec<Value>)> = Vec::new();
    for line in &found.lines {
        let row = shown(&ask, line);
        match fields.iter_mut().find(|(field, _)| *field == line.field) {
            Some((_, rows)) => rows.push(row),
            None => fields.push((line.field.clone(), vec![row])),
        }
    }
    let fields: Vec<Value> = fields
        .into_iter()
        .map(|(name, rows)| context! { name, rows })
        .collect();
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        fields,
        groups => groups(&ask, &found)?,
        balance => value(&found),
    };
    ask.page_of_year(choice.ask.year, "figures/balance.html", page)
}

/// The figures of each group of cases, in the catalogue's order.
fn groups(ask: &Ask, found: &Balance) -> Result<Vec<Value>, Problem> {
    let catalogue = &ask.view()?.state.catalogue;
    let group = |(code, group): (&&str, &Group)| {
        let told = catalogue.figures().filter_map(|figure| {
            let told = group.figures.get(&figure.code)?;
            let unit = catalogue.labels.word("don_vi_tinh", &figure.unit);
            let rate = figure.measure == Measure::Rate;
            Some(context! { name => &figure.name, told, unit, rate })
        });
        context! { code => *code, rates => value(&group.rates), rows => told.collect::<Vec<Value>>() }
    };
    Ok(found.groups.iter().map(group).collect())
}

fn shown(ask: &Ask, line: &FigureLine) -> Value {
    let source = |source: &SourceLine| {
        context! { agency_name => ask.agency_name(&source.agency), ..value(source) }
    };
    let sources: Vec<Value> = line.sources.iter().map(source).collect();
    context! { single => line.sources.len() == 1, sources, ..value(line) }
}

/// The proof sheet of a window.
pub(crate) async fn proof(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = window::of_page(&ask, code)?;
    let sheet = figures::proof(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        sheet => value(&sheet),
    };
    ask.page_of_year(choice.ask.year, "figures/proof.html", page)
}

/// A window beside the same months of last year.
pub(crate) async fn compare(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = window::of_page(&ask, code)?;
    let found = figures::compare(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        year => found.year,
        items => value(&found.items),
    };
    ask.page_of_year(choice.ask.year, "figures/compare.html", page)
}

/// Every revision of one value.
pub(crate) async fn history(ask: Arc<Ask>) -> Outcome {
    let sheet = ask.query.required("bang")?;
    let code = ask.query.required("ma")?;
    let found = figures::history(ask.app(), ask.view()?, sheet, code)
        .await
        .map_err(|error| ask.fault(error))?;
    ask.page(
        "figures/history.html",
        context! { history => value(&found) },
    )
}

/// The figures of a window, for programs.
pub(crate) async fn balance_api(ask: Arc<Ask>) -> Outcome {
    let wanted = window::of_program(&ask)?;
    ask.json(&figures::balance(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}

/// The comparison, for programs.
pub(crate) async fn compare_api(ask: Arc<Ask>) -> Outcome {
    let wanted = window::of_program(&ask)?;
    ask.json(&figures::compare(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}
