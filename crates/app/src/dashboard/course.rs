//! Figures and pace of the agency itself: now, month by month, and in the same month of earlier years.

use std::collections::HashMap;

use thidua_domain::amount::Decimal;
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::time::{Window, WorkYear};

use super::{Amount, AskDashboard, CoursePoint, FiguresBlock, Side, YearPoint};
use crate::figures::{AskBalance, Balance, balance, completion};
use crate::state::View;
use crate::targets::{self, PaceItem, pace};
use crate::{AppError, State};

/// Years shown beside one another.
pub(super) const YEARS: i16 = 10;

/// What the rates rest on, as the balance names it.
const AMOUNTS: [&str; 5] = [
    "phai_thi_hanh",
    "co_dieu_kien",
    "xong",
    "chua_dieu_kien",
    "chuyen_ky_sau",
];

/// The block.
pub(super) fn block(
    view: &View,
    ask: &AskDashboard,
    window: Window,
) -> Result<FiguresBlock, AppError> {
    let wanted = AskBalance {
        agency: ask.agency.clone(),
        year: ask.year,
        month: ask.month,
        person: None,
        scope: Some(ask.scope.clone()),
    };
    let told = balance(view, &wanted)?;
    let paced = view.sees(targets::PERMISSION, &ask.agency);
    let items = match paced {
        true => pace(view, &wanted)?.items,
        false => Vec::new(),
    };
    let sides = ["viec", "tien"].into_iter().map(|side| {
        let item = item(&items, side);
        self::side(view.state.as_ref(), ask, window, side, &told, item)
    });
    Ok(FiguresBlock {
        state: told.state,
        sides: sides.collect(),
        flags: told.flags.iter().map(|flag| flag.reason.clone()).collect(),
        paced,
    })
}

/// The year's target for a completion rate over all cases; the higher of two, for whoever meets it meets both.
fn item<'a>(items: &'a [PaceItem], side: &str) -> Option<&'a PaceItem> {
    let code = format!("{side}.ty_le");
    let of_year = items.iter().filter(|item| {
        item.target_code.as_deref() == Some(&code)
            && item.group.is_none()
            && item.until_month.is_none()
            && item.movement.is_none()
    });
    of_year.max_by_key(|item| {
        let goal = item.target.as_deref().unwrap_or_default();
        Decimal::parse(goal).ok()
    })
}

fn side(
    state: &State,
    ask: &AskDashboard,
    window: Window,
    side: &'static str,
    told: &Balance,
    item: Option<&PaceItem>,
) -> Side {
    let amounts = AMOUNTS.iter().filter_map(|name| {
        let code = format!("{side}.{name}");
        let line = told.lines.iter().find(|line| line.code == code)?;
        Some(Amount {
            name: line.name.clone(),
            value: line.value.clone()?,
            printed: line.printed.clone(),
            unit: line.unit.clone(),
            code,
        })
    });
    let deviation = item.and_then(|item| item.deviation.clone());
    let reason = told.reasons.get(&format!("{side}.ty_le"));
    Side {
        side,
        rate: told.rates.get(side).cloned().flatten(),
        reason: reason.cloned(),
        target: item.and_then(|item| item.target.clone()),
        pace: item.and_then(|item| item.pace.clone()),
        behind: deviation.as_ref().map(|text| text.starts_with('-')),
        deviation,
        amounts: amounts.collect(),
        course: course(state, ask, window, side, item),
        years: years(state, ask, window, side),
    }
}

/// The completion rate of a window, as every page of it tells it.
fn rate(state: &State, ask: &AskDashboard, window: Window, side: &str) -> Option<String> {
    let frame = Frame::whole(&ask.scope);
    let question = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame: &frame,
    };
    let found = completion(state, question, &ask.agency, side);
    found.map(|(percent, _, _)| percent.to_string())
}

fn course(
    state: &State,
    ask: &AskDashboard,
    window: Window,
    side: &str,
    item: Option<&PaceItem>,
) -> Vec<CoursePoint> {
    let months = item.map(|item| item.months.as_slice()).unwrap_or_default();
    let pace: HashMap<u8, &String> = months
        .iter()
        .filter_map(|point| Some((point.month, point.pace.as_ref()?)))
        .collect();
    let windows = (1..=12).filter_map(|month| Window::new(window.year, month));
    let point = |at: Window| CoursePoint {
        month: at.month,
        // What came after the month asked for is not part of what is looked at.
        rate: match at.month <= window.month {
            true => rate(state, ask, at, side),
            false => None,
        },
        pace: pace.get(&at.month).map(|pace| (*pace).clone()),
        before: rate(state, ask, at.same_last_year(), side),
    };
    windows.map(point).collect()
}

fn years(state: &State, ask: &AskDashboard, window: Window, side: &str) -> Vec<YearPoint> {
    let first = window.year.0.saturating_sub(YEARS - 1);
    let all = (first..=window.year.0).map(|year| {
        let at = Window {
            year: WorkYear(year),
            ..window
        };
        let rate = rate(state, ask, at, side);
        YearPoint { year, rate }
    });
    // Years before the first one told are not shown as gaps.
    all.skip_while(|point| point.rate.is_none() && point.year < window.year.0)
        .collect()
}
