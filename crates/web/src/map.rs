//! The tile map of the provinces.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::map::{self, AskMap, MEASURES, MapAnswer, MapTile, Measure};
use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Decimal;
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::listing;
use crate::problem::Problem;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::map::PERMISSION;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the page and of the file.
pub(crate) const FIELDS: &[Param] = &[
    param("xem", "string", "Xem gì trên bản đồ"),
    listing::YEAR,
    param(
        "thang",
        "integer",
        "Lũy kế đến tháng thứ mấy của năm công tác",
    ),
];
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    param("measure", "string", "Xem gì trên bản đồ"),
    Param {
        required: true,
        ..param("year", "integer", "Năm công tác")
    },
    param("month", "integer", "Lũy kế đến tháng thứ mấy, 1 đến 12"),
];

/// The map.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask)?;
    let (view, shown) = (ask.view()?.clone(), wanted.clone());
    let found = in_turn(&ask, move || map::map(&view, &shown)).await?;
    let year = wanted.year;
    let prints = ask.view()?.actor.holds(Permission::Print, ask.today);
    let address =
        |measure: &str| format!("/ban-do?xem={measure}&nam={year}&thang={}", wanted.month);
    let page = context! {
        measures => open(&ask)?.map(|one| context! {
            id => one.id, name => one.name, chosen => one.id == found.measure,
        }).collect::<Vec<_>>(),
        months => (1..=12_u8).filter_map(|month| Window::new(WorkYear(year), month)).map(|window| context! {
            value => window.month, label => window.label(), chosen => window.month == wanted.month,
        }).collect::<Vec<_>>(),
        monthly => found.month.is_some(),
        year, list => ordered(&found),
        file => prints.then(|| address(found.measure).replacen("/ban-do?", "/ban-do/in?", 1)),
        map => value(&found),
    };
    ask.page_of_year(year, "map/map.html", page)
}

/// The list behind the map as a workbook.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask)?;
    let view = ask.view()?.clone();
    download(in_turn(&ask, move || map::print(&view, &wanted)).await?)
}

/// The map for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let usual = MEASURES.first().map_or("", |measure| measure.id);
    let wanted = AskMap {
        measure: measure(ask.query.text("measure").unwrap_or(usual), "measure")?,
        year: ask
            .query
            .read("year")?
            .ok_or_else(|| Problem::field("year", "chưa điền"))?,
        month: ask.query.read("month")?.unwrap_or(12),
    };
    check(wanted.year, "year")?;
    let view = ask.view()?.clone();
    let found = in_turn(&ask, move || map::map(&view, &wanted)).await?;
    ask.json(&found)
}

/// The measures the reader may read anywhere.
fn open(ask: &Ask) -> Result<impl Iterator<Item = &'static Measure>, Problem> {
    let view = ask.view()?;
    Ok(MEASURES
        .iter()
        .filter(|one| view.permit(one.permission, Target::Any).is_ok()))
}

fn measure(id: &str, field: &'static str) -> Result<&'static Measure, Problem> {
    Measure::named(id).ok_or_else(|| Problem::field(field, "không có số đo này"))
}

fn check(year: i16, field: &'static str) -> Result<(), Problem> {
    match (1900..=2999).contains(&year) {
        true => Ok(()),
        false => Err(Problem::field(field, "năm công tác không có")),
    }
}

fn asked(ask: &Ask) -> Result<AskMap, Problem> {
    let usual = open(ask)?.next().ok_or(Problem::NotFound)?;
    let measure = match ask.query.text("xem") {
        Some(id) => measure(id, "xem")?,
        None => usual,
    };
    let newest = map::newest(ask.view()?);
    let newest = newest.unwrap_or_else(|| Window::of(ask.today));
    let year = listing::year(ask)?.unwrap_or(newest.year.0);
    let month: Option<u8> = ask.query.read("thang")?;
    if month.is_some_and(|month| !(1..=12).contains(&month)) {
        return Err(Problem::field("thang", "tháng lũy kế từ 1 đến 12"));
    }
    let month = month.unwrap_or(if year == newest.year.0 {
        newest.month
    } else {
        12
    });
    Ok(AskMap {
        measure,
        year,
        month,
    })
}

/// The list behind the squares: the most first, what is not told last.
fn ordered(found: &MapAnswer) -> Vec<Value> {
    let number = |tile: &MapTile| {
        let text = tile.value.as_deref()?;
        Decimal::parse(text).ok()
    };
    let mut tiles: Vec<&MapTile> = found.tiles.iter().collect();
    tiles.sort_by(|one, other| match (number(one), number(other)) {
        (Some(one), Some(other)) => thidua_domain::map::compare(&other, &one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    tiles.into_iter().map(value).collect()
}
