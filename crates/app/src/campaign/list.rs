//! The campaigns of a work year, and how many drives each series had beside how many it should have.

use std::collections::HashSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::campaign::{KIND, Span, is_series, slots};
use thidua_domain::movement::Movement;
use thidua_domain::time::{WorkYear, YearSpan};

use super::PERMISSION;
use super::show::{begins_in, stage};
use crate::document::Named;
use crate::movement::Reach;
use crate::{AppError, View};

/// A campaign of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CampaignLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Who launched it.
    pub launcher: Option<Named>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// `coming running over`.
    pub stage: &'static str,
    /// Which day it is.
    pub day_number: i64,
    /// How many it has.
    pub days: i64,
    /// Days left after today.
    pub days_left: i64,
    /// Days until it begins.
    pub begins_in: Option<i64>,
}

/// A year, quarter or month of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SlotLine {
    /// `năm 2021`, `quý II/2021`.
    pub label: String,
    /// The drives that began in it.
    pub drives: Vec<Named>,
    /// `enough too_few too_many open uncounted`.
    pub verdict: &'static str,
}

/// A movement that stands for drives to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeriesLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Who launched it.
    pub launcher: Option<Named>,
    /// Code of `Định kỳ`.
    pub period: Option<String>,
    /// `01 – 03`.
    pub drives: Option<String>,
    /// Years, quarters or months, newest first.
    pub slots: Vec<SlotLine>,
    /// Why nothing is counted.
    pub reason: Option<String>,
}

/// Campaigns and series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Campaigns {
    /// Work year; `null`: all.
    pub year: Option<i16>,
    /// Campaigns, running ones first, then those to come, then the newest.
    pub campaigns: Vec<CampaignLine>,
    /// Series.
    pub series: Vec<SeriesLine>,
    /// Movements called a campaign whose days are not told.
    pub undated: Vec<Named>,
}

/// The campaigns of a work year in reach, or of all.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub fn campaigns(view: &View, year: Option<i16>) -> Result<Campaigns, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let reach = Reach::of(view);
    let peak = |movement: &&Movement| movement.kinds.iter().any(|kind| kind == KIND);
    let all = view.state.movements.all().values().filter(peak);
    let seen: Vec<&Movement> = all.filter(|one| reach.sees(one)).collect();
    let within = |movement: &Movement| year.is_none_or(|year| movement.runs_in(WorkYear(year)));
    let mut found: Vec<(Span, &Movement)> = seen
        .iter()
        .filter(|one| within(one))
        .filter_map(|one| Some((Span::of(one)?, *one)))
        .collect();
    let order = |span: Span| match stage(span, view.today) {
        "running" => (0, span.to),
        "coming" => (1, span.from),
        _ => (2, Date::MAX),
    };
    found.sort_by_key(|(span, _)| (order(*span), std::cmp::Reverse(span.to)));
    let series = seen.iter().filter(|one| is_series(one) && within(one));
    let undated = seen.iter().filter(|one| within(one) && !is_series(one));
    let undated = undated.filter(|one| Span::of(one).is_none());
    Ok(Campaigns {
        year,
        campaigns: found
            .iter()
            .map(|(span, one)| line(view, *span, one))
            .collect(),
        series: series.map(|one| counted(view, &reach, one, year)).collect(),
        undated: undated
            .map(|one| Named {
                code: one.code.clone(),
                name: one.name.clone(),
            })
            .collect(),
    })
}

fn launcher(view: &View, movement: &Movement) -> Option<Named> {
    let on = movement.first_day().unwrap_or(view.today);
    movement.launcher.as_deref().map(|code| Named {
        code: code.to_owned(),
        name: view.state.name_on(code, on),
    })
}

fn line(view: &View, span: Span, movement: &Movement) -> CampaignLine {
    CampaignLine {
        code: movement.code.clone(),
        name: movement.name.clone(),
        launcher: launcher(view, movement),
        from: span.from.to_string(),
        to: span.to.to_string(),
        stage: stage(span, view.today),
        day_number: span.day_number(view.today),
        days: span.days(),
        days_left: span.days_left(view.today),
        begins_in: begins_in(span, view.today),
    }
}

/// The drives of a series: what follows it, at any depth, and what its launcher launched beside it.
fn counted(view: &View, reach: &Reach<'_>, series: &Movement, year: Option<i16>) -> SeriesLine {
    let book = &view.state.movements;
    let mut open: Vec<&str> = vec![&series.code];
    let mut below: HashSet<&str> = HashSet::new();
    while let Some(code) = open.pop() {
        if below.insert(code) {
            open.extend(book.followers(code).iter().map(String::as_str));
        }
    }
    let ours = |one: &Movement| {
        one.launcher == series.launcher && series.launcher.is_some()
            || below.contains(one.code.as_str())
    };
    let drives = book
        .all()
        .values()
        .filter(|one| ours(one) && reach.sees(one));
    let drives: Vec<(String, Date)> = drives
        .filter_map(|one| Some((one.code.clone(), Span::of(one)?.from)))
        .collect();
    let span = match year {
        Some(year) => Some(YearSpan::single(WorkYear(year))),
        None => series.years(),
    };
    // A series without an end goes on until this year.
    let now = WorkYear::of(view.today);
    let span = span.map(|span| YearSpan {
        to: span.to.min(now).max(span.from),
        ..span
    });
    let period = series.period.as_deref();
    let found = span.map_or_else(Vec::new, |span| {
        slots(span, period, series.drives, &drives, view.today)
    });
    let named = |code: &String| Named {
        code: code.clone(),
        name: view.state.movement_name(code),
    };
    let slot = |slot: &thidua_domain::campaign::Slot| SlotLine {
        label: slot.label.clone(),
        drives: slot.drives.iter().map(named).collect(),
        verdict: slot.verdict.code(),
    };
    SeriesLine {
        code: series.code.clone(),
        name: series.name.clone(),
        launcher: launcher(view, series),
        period: series.period.clone(),
        drives: series.drives.map(|drives| drives.vn()),
        slots: found.iter().map(slot).collect(),
        reason: span.is_none().then(|| "Chưa nêu thời gian.".to_owned()),
    }
}
