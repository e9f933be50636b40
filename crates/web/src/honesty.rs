//! Panels of honesty: patterns over the units in reach, each with its method, its numbers and the rows behind.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::home::expected;
use thidua_app::honesty::{self, AskHonesty, Cell, Drawn, Panel, Shape, Table};
use thidua_domain::access::Permission;
use thidua_domain::time::WorkYear;

use crate::ask::Ask;
use crate::chart::{Bar, Bars, Chart, Kind, Point};
use crate::problem::Problem;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::{follow, listing};

pub(crate) use thidua_app::honesty::PERMISSION;

/// Fields of the page and of the file.
pub(crate) const FIELDS: &[Param] = &[listing::WITHIN, listing::YEAR];

const fn needed(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: true,
        summary,
    }
}

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    needed(
        "agency",
        "string",
        "Mã cơ quan, tính cả các đơn vị cấp dưới",
    ),
    needed("year", "integer", "Năm công tác"),
];

/// Rows of a table a page shows; the workbook has all.
const SHOWN: usize = 100;
/// Rows a picture has at the most: more are not seen at once.
const PICTURED: usize = 30;

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
    let (view, wanted) = (ask.view()?, asked(&ask)?);
    let found = honesty::panels(view, &wanted).map_err(|error| ask.fault(error))?;
    let page = context! {
        panels => found.panels.iter().map(panel).collect::<Vec<Value>>(),
        withheld => &found.withheld,
        agency => &found.agency,
        name => &found.name,
        year => found.year,
        title => WorkYear(found.year).with_dates(),
        within => wanted.within,
        places => follow::places(listing::places(&ask, PERMISSION, Some(&found.agency))?),
        prints => view.sees(Permission::Print, &found.agency),
    };
    ask.page_of_year(wanted.year, "honesty/show.html", page)
}

/// The same for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let year = ask.query.read("year")?;
    let wanted = AskHonesty {
        within: Some(ask.query.required("agency")?.to_owned()),
        year: year.ok_or_else(|| Problem::field("year", "chưa điền"))?,
    };
    let found = honesty::panels(ask.view()?, &wanted);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

fn panel(panel: &Panel) -> Value {
    let tables = panel.tables.iter().enumerate();
    let tables = tables.map(|(at, table)| {
        let rows = table.rows.iter().take(SHOWN);
        context! {
            title => &table.title,
            heads => value(&table.heads),
            rows => rows.map(value).collect::<Vec<Value>>(),
            all => table.rows.len(),
            more => table.rows.len().saturating_sub(SHOWN),
            picture => picture(&format!("{}-{at}", panel.code), table),
        }
    });
    let tables: Vec<Value> = tables.collect();
    context! { shown => tables, ..value(panel) }
}

/// A table as it is looked at: `columns` from left to right, or `bars` one under another; both empty where it is read.
fn picture(id: &str, table: &Table) -> Value {
    let drawn = table.drawn.as_ref().filter(|_| !table.rows.is_empty());
    let across = drawn.filter(|drawn| drawn.shape == Shape::Columns);
    let below = drawn.filter(|drawn| drawn.shape != Shape::Columns);
    context! {
        columns => across.map(|drawn| columns(id, table, drawn).value()),
        bars => below.map(|drawn| bars(id, table, drawn).value()),
    }
}

fn point(cell: &Cell) -> Point {
    match &cell.value {
        Some(number) => Point::read(Some(number)).said(&cell.text),
        None => Point::none().said(&cell.text),
    }
}

fn first(row: &[Cell]) -> (&str, Option<String>) {
    row.first()
        .map_or(("", None), |cell| (&cell.text, cell.href.clone()))
}

fn columns(id: &str, table: &Table, drawn: &Drawn) -> Chart {
    let head = table.heads.first().map_or("", |head| &head.text);
    let mut chart = Chart::new(Kind::Columns, id, &table.title, drawn.unit, head);
    for row in &table.rows {
        let (name, href) = first(row);
        chart = chart.category(name, name, href);
    }
    for at in &drawn.columns {
        let name = table.heads.get(*at).map_or("", |head| &head.text);
        let points = table.rows.iter().filter_map(|row| row.get(*at));
        chart = chart.series(name, points.map(point).collect());
    }
    match drawn.note {
        "" => chart,
        note => chart.note(note),
    }
}

fn bars(id: &str, table: &Table, drawn: &Drawn) -> Bars {
    let head = table.heads.first().map_or("", |head| &head.text);
    let names = drawn.columns.iter().filter_map(|at| table.heads.get(*at));
    let names: Vec<&str> = names.map(|head| head.text.as_str()).collect();
    let mut bars = Bars::new(id, &table.title, drawn.unit, head, &names);
    if drawn.shape == Shape::Stacked {
        bars = bars.stacked();
    }
    for row in table.rows.iter().take(PICTURED) {
        let (name, href) = first(row);
        let cells = drawn.columns.iter().filter_map(|at| row.get(*at));
        let bar = Bar::new(name, cells.map(point).collect());
        bars = bars.row(match href {
            Some(href) => bar.leading(href),
            None => bar,
        });
    }
    let left = table.rows.len().saturating_sub(PICTURED);
    let left = (left > 0).then(|| format!("Vẽ {PICTURED} dòng đầu, còn {left} dòng ở bảng dưới."));
    let note = [Some(drawn.note.to_owned()), left];
    let note: Vec<String> = note
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    match note.is_empty() {
        true => bars,
        false => bars.note(&note.join(" ")),
    }
}

/// All rows as a workbook.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let (view, wanted) = (ask.view()?.clone(), asked(&ask)?);
    download(in_turn(&ask, move || honesty::print(&view, &wanted)).await?)
}
