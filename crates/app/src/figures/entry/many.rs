//! The grid of many agencies: a row an agency below, a column a figure, and under it the sum beside the
//! agency's own figure.

use serde::Serialize;
use thidua_domain::amount::Precision;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::text;

use super::cells::{CellView, plain};
use super::evaluate::{Desk, Edit};
use super::{AskEntry, Layout, enterable};
use crate::{State, View};

/// The columns where none are chosen.
const USUAL: [&str; 8] = [
    "viec.cu",
    "viec.moi",
    "viec.phai_thi_hanh",
    "viec.co_dieu_kien",
    "viec.xong",
    "tien.phai_thi_hanh",
    "tien.co_dieu_kien",
    "tien.xong",
];

/// Most columns at once: what a reader still overlooks, and a form still carries.
const MOST: usize = 16;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Unit its numbers are in.
    pub unit: String,
}

/// One agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Office {
    /// Code.
    pub agency: String,
    /// Name at the end of the window.
    pub name: String,
    /// Why its row is locked; empty: it is not.
    pub locked: String,
    /// One cell a column.
    pub cells: Vec<CellView>,
}

/// The foot of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Figure code.
    pub code: String,
    /// Sum of the rows; empty where a row is missing.
    pub sum: String,
    /// How many rows have a number.
    pub told: usize,
    /// The agency's own figure; empty where it has none.
    pub own: String,
    /// Own less sum; empty where one is missing.
    pub difference: String,
    /// `holds broken unknown`.
    pub outcome: &'static str,
}

/// A figure that may be chosen as a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Field of work.
    pub field: String,
    /// Whether it is a column now.
    pub chosen: bool,
}

/// The columns a question asks for: known codes that can be typed, in the catalogue's order.
pub(super) fn codes<'a>(state: &'a State, ask: &AskEntry) -> Vec<&'a FigureCode> {
    let asked: &[String] = match &ask.layout {
        Layout::Many(codes) => codes,
        Layout::One => &[],
    };
    let chosen = |code: &&FigureCode| {
        if asked.is_empty() {
            return USUAL.contains(&code.code.as_str());
        }
        asked.contains(&code.code)
    };
    let all = state.catalogue.figures().filter(|code| enterable(code));
    all.filter(chosen).take(MOST).collect()
}

/// The figures to choose columns from.
pub fn chooser(view: &View, ask: &AskEntry) -> Vec<Choice> {
    let state = view.state.as_ref();
    let now = codes(state, ask);
    let choice = |code: &FigureCode| Choice {
        chosen: now.iter().any(|other| other.code == code.code),
        code: code.code.clone(),
        name: code.name.clone(),
        field: code.field.clone(),
    };
    let all = state.catalogue.figures().filter(|code| enterable(code));
    all.map(choice).collect()
}

/// The agencies whose rows stand in the grid: those directly below at the end of the window, of the sector,
/// by name.
pub(super) fn offices(state: &State, ask: &AskEntry) -> Vec<String> {
    let last = ask.window().last_day();
    let below = state.org.children_on(&ask.agency, last).into_iter();
    let counted = below.filter(|agency| {
        let spell = agency.on(last);
        spell.is_some_and(|spell| spell.level.is_enforcement())
    });
    let mut found: Vec<(String, String)> = counted
        .map(|agency| {
            let name = state.org.name_on(&agency.code, last).to_owned();
            (padded(&name), agency.code.clone())
        })
        .collect();
    text::sort_by_key(&mut found, |(name, _)| name);
    found.into_iter().map(|(_, code)| code).collect()
}

/// A name whose numbers sort as numbers: Khu vực 2 before Khu vực 10.
fn padded(name: &str) -> String {
    let mut result = String::with_capacity(name.len() + 8);
    let mut digits = String::new();
    for letter in name.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            result.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        result.push(letter);
    }
    result
}

/// The columns as shown.
pub(super) fn columns(desk: &Desk<'_>) -> Vec<Column> {
    let labels = &desk.state.catalogue.labels;
    let column = |code: &FigureCode| {
        let unit = match code.measure {
            Measure::Money => desk.unit(),
            _ => code.unit.as_str(),
        };
        Column {
            code: code.code.clone(),
            name: code.name.clone(),
            unit: labels.word("don_vi_tinh", unit).to_owned(),
        }
    };
    codes(desk.state, desk.ask)
        .into_iter()
        .map(column)
        .collect()
}

/// The rows.
pub(super) fn rows(desk: &Desk<'_>) -> Vec<Office> {
    let codes = codes(desk.state, desk.ask);
    let row = |edit: &Edit| {
        let agency = edit.edited.agency.as_str();
        let name = desk.state.name_on(agency, desk.window.last_day());
        let lock = edit.edited.lock.as_ref();
        Office {
            cells: codes
                .iter()
                .map(|code| desk.cell(edit, code, format!("{name}, {}", code.name)))
                .collect(),
            agency: agency.to_owned(),
            locked: lock.map(|lock| lock.reason.clone()).unwrap_or_default(),
            name,
        }
    };
    desk.edits.iter().map(row).collect()
}

/// The feet of the columns.
pub(super) fn totals(desk: &Desk<'_>) -> Vec<Total> {
    let codes = codes(desk.state, desk.ask);
    codes.into_iter().map(|code| total(desk, code)).collect()
}

fn total(desk: &Desk<'_>, code: &FigureCode) -> Total {
    let now = desk.now();
    let figures = desk
        .edits
        .iter()
        .map(|edit| now.figure(&edit.edited.agency, &code.code, true));
    let mut sum: i128 = 0;
    let mut told = 0;
    let mut precision = Precision::default();
    for figure in figures.flatten() {
        sum += i128::from(figure.value);
        precision = precision.with(figure.precision);
        told += 1;
    }
    let whole = told > 0 && told == desk.edits.len();
    let sum = i64::try_from(sum).ok().filter(|_| told > 0);
    let own = now.own(&desk.ask.agency, &code.code);
    let exact = precision.is_exact() && own.as_ref().is_some_and(|own| own.precision.is_exact());
    let own = own.map(|own| own.value);
    let difference = own
        .zip(sum)
        .filter(|_| whole)
        .and_then(|(own, sum)| own.checked_sub(sum));
    let print = |value: Option<i64>| {
        value.map_or_else(String::new, |value| plain(value, code.measure, desk.unit()))
    };
    Total {
        code: code.code.clone(),
        sum: print(sum),
        told,
        own: print(own),
        difference: print(difference),
        outcome: match difference {
            Some(0) => "holds",
            Some(_) if exact => "broken",
            _ => "unknown",
        },
    }
}
