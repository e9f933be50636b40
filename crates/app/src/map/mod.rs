//! The tile map of the provinces: one number a province, as the pages and lists it leads to tell it.
//!
//! Nothing is counted here that another query does not count: rates and pace are those of the table of units, awards
//! and contributions those of the pivot, late months those of closing, plans those of the table of a movement.

mod collect;
mod measure;
mod paper;

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Decimal;
use thidua_domain::map::{Layout, Tile, fifths, layouts, steps};
use thidua_domain::time::{Window, WorkYear};

use measure::{Classes, Shown};
pub use measure::{MEASURES, Measure};
pub use paper::print;

use crate::AppError;
use crate::state::View;

/// What opening the map asks for; each measure also asks for its own.
pub const PERMISSION: Permission = Permission::ViewFigures;

static LAYOUTS: LazyLock<Option<Vec<Layout>>> =
    LazyLock::new(|| layouts(include_str!("../../../../rulebook/sector/ban-do.toml")).ok());

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskMap {
    /// The measure.
    pub measure: &'static Measure,
    /// Work year.
    pub year: i16,
    /// Cumulative month, 1–12, for what is told by months.
    pub month: u8,
}

/// A square.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MapTile {
    /// Code of the agency of the province.
    pub agency: String,
    /// Its name on that day.
    pub agency_name: String,
    /// Name of the province.
    pub name: String,
    /// Column from the west, from 0.
    pub x: u8,
    /// Row from the north, from 0.
    pub y: u8,
    /// The value, a plain decimal; `null`: not told, or not the reader's.
    pub value: Option<String>,
    /// The value as read: `68,73%`.
    pub shown: Option<String>,
    /// What it rests on: `3/5 phong trào`.
    pub detail: Option<String>,
    /// Its class, from 0, the least; `null` without a value.
    pub class: Option<usize>,
    /// Why there is no value.
    pub reason: Option<String>,
    /// The page behind it, for a reader who may open it.
    pub link: Option<String>,
}

/// A class of the legend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MapClass {
    /// Its number, from 0.
    pub class: usize,
    /// In words: `từ 68,00% đến 72,15%`.
    pub words: String,
    /// How many provinces.
    pub count: usize,
}

/// The map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MapAnswer {
    /// Id of the measure.
    pub measure: &'static str,
    /// Its words.
    pub name: &'static str,
    /// Work year.
    pub year: i16,
    /// Cumulative month; `null` for what is told of the whole year.
    pub month: Option<u8>,
    /// The period in words.
    pub period: String,
    /// The layout in words: `34 tỉnh, thành phố …`.
    pub layout: String,
    /// How colours were chosen, in words.
    pub method: &'static str,
    /// Squares from the north, in a row from the west.
    pub tiles: Vec<MapTile>,
    /// Classes with the values they hold.
    pub legend: Vec<MapClass>,
    /// How many provinces have a value.
    pub told: usize,
}

/// The map of a measure, of the provinces of the last day of the period.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission of the measure, [`AppError::Refused`] for a period that cannot be.
pub fn map(view: &View, ask: &AskMap) -> Result<MapAnswer, AppError> {
    view.permit(ask.measure.permission, Target::Any)?;
    let month = if ask.measure.monthly { ask.month } else { 12 };
    let window = Window::new(WorkYear(ask.year), month)
        .ok_or_else(|| AppError::refused("Tháng lũy kế phải từ 1 đến 12."))?;
    let on = window.last_day();
    let layout = layout_on(on).ok_or(AppError::NotFound)?;
    let found = collect::values(view, ask, window, layout)?;
    let values: Vec<Option<Decimal>> = found.iter().map(|found| found.value).collect();
    let classes = match ask.measure.classes {
        Classes::Fifths => fifths(&values),
        Classes::Steps(bounds) => {
            let bounds = bounds
                .iter()
                .filter_map(|bound| Decimal::new((*bound).into(), 0));
            steps(&values, &bounds.collect::<Vec<_>>())
        }
    };
    let tiles: Vec<MapTile> = layout
        .tiles
        .iter()
        .zip(found)
        .zip(&classes)
        .map(|((tile, found), class)| told(view, ask.measure, on, tile, found, *class))
        .collect();
    Ok(MapAnswer {
        measure: ask.measure.id,
        name: ask.measure.name,
        year: ask.year,
        month: ask.measure.monthly.then_some(month),
        period: window.label(),
        layout: layout.title.clone(),
        method: ask.measure.classes.words(),
        legend: legend(ask.measure, &values, &classes),
        told: values.iter().flatten().count(),
        tiles,
    })
}

/// The newest month provinces tell figures of; `None`: none does.
pub fn newest(view: &View) -> Option<Window> {
    let layout = layout_on(view.today)?;
    let codes: Vec<&str> = layout
        .tiles
        .iter()
        .map(|tile| tile.agency.as_str())
        .collect();
    let above = collect::directorate(view, &codes, Window::of(view.today))?;
    crate::listing::newest_month(view, &above, "btp")
}

/// The squares of a day.
pub fn layout_on(on: Date) -> Option<&'static Layout> {
    let layouts = LAYOUTS.as_ref()?;
    layouts.iter().find(|layout| layout.is_of(on))
}

fn told(
    view: &View,
    measure: &Measure,
    on: Date,
    tile: &Tile,
    found: collect::Found,
    class: Option<usize>,
) -> MapTile {
    MapTile {
        agency: tile.agency.clone(),
        agency_name: match view.state.org.find(&tile.agency) {
            Some(_) => view.state.name_on(&tile.agency, on),
            // A country that does not hold the agency names its place.
            None => tile.name.clone(),
        },
        name: tile.name.clone(),
        x: tile.x,
        y: tile.y,
        value: found.value.map(|value| value.to_string()),
        shown: found.value.map(|value| measure.shown.text(value)),
        detail: found.detail,
        class,
        reason: found.value.is_none().then(|| found.reason.to_owned()),
        link: found.link,
    }
}

fn legend(
    measure: &Measure,
    values: &[Option<Decimal>],
    classes: &[Option<usize>],
) -> Vec<MapClass> {
    let last = match measure.classes {
        Classes::Fifths => thidua_domain::map::CLASSES,
        Classes::Steps(bounds) => bounds.len() + 1,
    };
    let one = |class: usize| {
        let of = values.iter().zip(classes);
        let mut own: Vec<Decimal> = of
            .filter(|(_, own)| **own == Some(class))
            .filter_map(|(value, _)| *value)
            .collect();
        own.sort_by(thidua_domain::map::compare);
        let words = match measure.classes {
            Classes::Steps(bounds) => stepped(measure.shown, bounds, class),
            Classes::Fifths => {
                let (least, most) = (own.first()?, own.last()?);
                between(measure.shown, *least, *most)
            }
        };
        Some(MapClass {
            class,
            words,
            count: own.len(),
        })
    };
    (0..last).filter_map(one).collect()
}

fn between(shown: Shown, least: Decimal, most: Decimal) -> String {
    match least == most {
        true => shown.text(least),
        false => format!("từ {} đến {}", shown.text(least), shown.text(most)),
    }
}

fn stepped(shown: Shown, bounds: &[i64], class: usize) -> String {
    let text = |at: usize| {
        let bound = bounds
            .get(at)
            .and_then(|bound| Decimal::new((*bound).into(), 0));
        bound.map(|bound| shown.text(bound))
    };
    match (class.checked_sub(1).and_then(text), text(class)) {
        (None, Some(under)) => format!("dưới {under}"),
        (Some(from), Some(under)) => format!("từ {from} đến dưới {under}"),
        (Some(from), None) => format!("từ {from} trở lên"),
        (None, None) => String::new(),
    }
}
