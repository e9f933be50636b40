//! «Tình hình gửi số liệu»: agencies by months, each cell a state in word and sign; completeness and timeliness by
//! level; who is late.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::closing::PeriodKey;
use thidua_domain::org::Level;
use thidua_domain::time::{Window, WorkYear};

use super::act::obliged;
use super::{Mark, PERMISSION, Standing, standing};
use crate::{AppError, View};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskGrid {
    /// Code of the agency: itself, those directly below it, and rates of all below it.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// The month whose late agencies are named.
    pub month: u8,
}

/// One agency's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Cumulative month.
    pub month: u8,
    /// The mark.
    pub mark: Mark,
    /// In words.
    pub word: &'static str,
    /// Whether it is due and has not come.
    pub late: bool,
    /// Whether it came after it was due.
    pub after_due: bool,
}

/// One agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// Its name at the end of the year, or as long as it was.
    pub name: String,
    /// Whether agencies stand below it: its name leads to its own grid.
    pub opens: bool,
    /// Months 1 to 12.
    pub cells: Vec<Cell>,
}

/// Of the agencies of one level, in one month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rates {
    /// How many had to tell figures.
    pub obliged: usize,
    /// How many of them have figures that count.
    pub told: usize,
    /// Of how many it is known whether they came in time.
    pub known: usize,
    /// How many of these did.
    pub in_time: usize,
}

/// An agency that is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Late {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// The month whose late agencies are named.
    pub month: u8,
    /// The agency, then those directly below it by name.
    pub rows: Vec<Row>,
    /// By level, in the order of levels: the code of `Cấp` and months 1 to 12.
    pub levels: Vec<(&'static str, Vec<Rates>)>,
    /// Who is late in the month, by name.
    pub late: Vec<Late>,
    /// Whether typed figures are approved here in the month.
    pub approves: bool,
    /// The agency's own deadline in the month, with what it rests on.
    pub own: Standing,
}

/// The grid of an agency.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not in reach.
pub fn grid(view: &View, ask: &AskGrid) -> Result<Grid, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    if state.org.find(&ask.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let year = WorkYear(ask.year);
    let month = Window::new(year, ask.month).unwrap_or(Window::whole(year));
    let own = of(view, ask, &ask.agency, month);
    let mut rows: Vec<Row> = below(view, ask)
        .iter()
        .map(|code| row(view, ask, code))
        .collect();
    thidua_domain::text::sort_by_key(&mut rows, |row| &row.name);
    rows.insert(0, row(view, ask, &ask.agency));
    let mut levels: BTreeMap<Level, Vec<Rates>> = BTreeMap::new();
    let mut late = Vec::new();
    for window in (1..=12).filter_map(|month| Window::new(year, month)) {
        for (level, code, found) in standings(view, ask, window) {
            let months = levels.entry(level).or_default();
            months.resize(12, Rates::default());
            if let Some(rates) = months.get_mut(usize::from(window.month - 1)) {
                count(rates, &found);
            }
            if window == month && found.late {
                late.push(is_late(state, code, window, found));
            }
        }
    }
    thidua_domain::text::sort_by_key(&mut late, |late| &late.name);
    Ok(Grid {
        agency: ask.agency.clone(),
        year: ask.year,
        scope: ask.scope.clone(),
        month: month.month,
        rows,
        levels: levels
            .into_iter()
            .map(|(level, months)| (level.code(), months))
            .collect(),
        late,
        approves: own.approves,
        own,
    })
}

/// Every agency that had to tell a month, at and below the one asked for, with its level and how it stands.
fn standings<'a>(
    view: &'a View,
    ask: &AskGrid,
    window: Window,
) -> impl Iterator<Item = (Level, &'a str, Standing)> {
    let last = window.last_day();
    let all = view.state.org.subtree_on(&ask.agency, last).into_iter();
    all.filter_map(move |agency| {
        let level = agency.on(last)?.level;
        if !level.is_enforcement() || level == Level::Division {
            return None;
        }
        let found = of(view, ask, &agency.code, window);
        (found.mark != Mark::None).then_some((level, agency.code.as_str(), found))
    })
}

fn is_late(state: &crate::State, code: &str, window: Window, standing: Standing) -> Late {
    Late {
        code: code.to_owned(),
        name: state.label_on(code, window.last_day()),
        standing,
    }
}

/// One month of the grid: how many had to tell it, of all levels, and who is late, by name.
///
/// # Errors
/// As [`grid`].
pub(crate) fn month(view: &View, ask: &AskGrid) -> Result<(Rates, Vec<Late>), AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let year = WorkYear(ask.year);
    let window = Window::new(year, ask.month).unwrap_or(Window::whole(year));
    let mut rates = Rates::default();
    let mut late = Vec::new();
    for (_, code, found) in standings(view, ask, window) {
        count(&mut rates, &found);
        if found.late {
            late.push(is_late(&view.state, code, window, found));
        }
    }
    thidua_domain::text::sort_by_key(&mut late, |late| &late.name);
    Ok((rates, late))
}

fn count(rates: &mut Rates, found: &Standing) {
    rates.obliged += 1;
    rates.told += usize::from(found.stands);
    if let Some(in_time) = found.in_time {
        rates.known += 1;
        rates.in_time += usize::from(in_time);
    }
}

/// The agencies that stood directly below it in some month of the year.
fn below(view: &View, ask: &AskGrid) -> Vec<String> {
    let windows = (1..=12).filter_map(|month| Window::new(WorkYear(ask.year), month));
    let mut codes: Vec<String> = windows
        .flat_map(|window| obliged(&view.state, &ask.agency, window.last_day()))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn of(view: &View, ask: &AskGrid, code: &str, window: Window) -> Standing {
    let key = PeriodKey {
        agency: code.to_owned(),
        window,
        scope: ask.scope.clone(),
    };
    standing(&view.state, &key, view.today)
}

fn row(view: &View, ask: &AskGrid, code: &str) -> Row {
    let year = WorkYear(ask.year);
    let windows = (1..=12).filter_map(|month| Window::new(year, month));
    let cells = windows.map(|window| {
        let found = of(view, ask, code, window);
        Cell {
            month: window.month,
            mark: found.mark,
            word: found.word,
            late: found.late,
            after_due: !found.late && found.in_time == Some(false),
        }
    });
    let last = Window::whole(year).last_day();
    let first = Window::whole(year).first_day();
    let org = &view.state.org;
    let opens = code != ask.agency
        && [first, last]
            .iter()
            .any(|day| !obliged(&view.state, code, *day).is_empty());
    Row {
        code: code.to_owned(),
        name: org.name_on(code, last).to_owned(),
        opens,
        cells: cells.collect(),
    }
}
