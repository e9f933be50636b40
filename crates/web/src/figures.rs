//! Figures of an agency: the figures themselves, the proof sheet, the comparison with last year, and the
//! history of one value.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::figures::{self, Balance, FigureLine, Group, ProofLine, SourceLine};
use thidua_app::{View, correction};
use thidua_domain::catalogue::Measure;

use crate::ask::Ask;
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::{trace, window};

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
    let scope = &found.scope;
    let issued = correction::paper_marks(ask.app(), view, code, choice.window, scope).await;
    let issued = issued.map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        fields,
        groups => groups(&ask, &found)?,
        rates => ["viec", "tien"].map(|side| rate(&found, side)).to_vec(),
        tree => crate::restate::toggle(&ask, &choice, found.restated.as_ref())?,
        issued => value(&issued),
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
            let line = group.lines.iter().find(|line| line.code == figure.code);
            let line = line.map(|line| shown(ask, line));
            Some(context! { name => &figure.name, code => &figure.code, told, unit, rate, line })
        });
        context! { code => *code, rates => value(&group.rates), rows => told.collect::<Vec<Value>>() }
    };
    Ok(found.groups.iter().map(group).collect())
}

/// Sources named beside a rate.
const MOST_SOURCES: usize = 3;

/// What a completion rate was taken from: its rows, and the sources of these.
fn rate(found: &Balance, side: &'static str) -> Value {
    let computed = found.rate_basis.get(side) == Some(&"computed");
    let codes = match (computed, found.rate_basis.contains_key(side)) {
        (true, _) => vec![format!("{side}.xong"), format!("{side}.co_dieu_kien")],
        (false, true) => vec![format!("{side}.ty_le")],
        (false, false) => Vec::new(),
    };
    let lines = codes.iter().filter_map(|code| {
        let mut lines = found.lines.iter();
        lines.find(|line| line.code == *code)
    });
    let lines: Vec<&FigureLine> = lines.collect();
    let mut sources: Vec<&SourceLine> = Vec::new();
    for source in lines.iter().flat_map(|line| &line.sources) {
        let same = |known: &&SourceLine| known.cited == source.cited;
        if !sources.iter().any(same) {
            sources.push(source);
        }
    }
    let more = sources.len().saturating_sub(MOST_SOURCES);
    sources.truncate(MOST_SOURCES);
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| context! { code => &line.code, name => &line.name })
        .collect();
    context! { side, rows, more, sources => sources.into_iter().map(value).collect::<Vec<Value>>() }
}

fn shown(ask: &Ask, line: &FigureLine) -> Value {
    let source = |source: &SourceLine| {
        context! { agency_name => ask.agency_name(&source.agency), ..value(source) }
    };
    let sources: Vec<Value> = line.sources.iter().map(source).collect();
    let waits = |source: &SourceLine| {
        ask.view
            .as_ref()
            .is_some_and(|view| view.state.drafts && view.state.closing.waits(&source.sheet))
    };
    let waits = line.sources.iter().any(waits);
    context! { waits, single => line.sources.len() == 1, sources, ..value(line) }
}

/// The proof sheet of a window.
pub(crate) async fn proof(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = window::of_page(&ask, code)?;
    let sheet = figures::proof(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let told = figures::balance(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let told_restated = told.restated.clone();
    let told: Vec<FigureLine> = told
        .lines
        .into_iter()
        .filter(|line| line.value.is_some())
        .collect();
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        rows => sheet.lines.iter().map(|line| line_of_proof(view, &told, line)).collect::<Vec<Value>>(),
        tree => crate::restate::toggle(&ask, &choice, told_restated.as_ref())?,
        sheet => value(&sheet),
    };
    ask.page_of_year(choice.ask.year, "figures/proof.html", page)
}

/// A line of the proof sheet with the rows its two sides were taken from: the figure checked where it is
/// told, else the figure that shows the same number, else one of those that were added up.
fn line_of_proof(view: &View, told: &[FigureLine], line: &ProofLine) -> Value {
    let checked = trace::checked(&view.state, &line.id);
    let field = line.id.split('.').next().unwrap_or_default();
    let kin = |other: &&FigureLine| other.code.split('.').next() == Some(field);
    let row = |number: &str| {
        let is_checked = |other: &&FigureLine| Some(&other.code) == checked.as_ref();
        let shows = |other: &&FigureLine| other.printed == number;
        let mut same = told.iter().filter(kin).filter(shows);
        let found = same.clone().find(is_checked).or_else(|| same.next());
        let found = found.or_else(|| told.iter().find(is_checked));
        let found = found.or_else(|| told.iter().find(kin));
        found.map(|line| trace::anchor(&line.code))
    };
    context! { left_row => row(&line.left), right_row => row(&line.right), ..value(line) }
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
        then => choice.query_of(found.year - 1),
        year => found.year,
        tree => crate::restate::toggle(&ask, &choice, found.restated.as_ref())?,
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
