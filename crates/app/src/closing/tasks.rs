//! Who is waited for: what was given back, typed and not sent, sent and not approved, approved and not accepted,
//! overdue — at one's own agencies one by one, below them counted.

use serde::Serialize;
use thidua_domain::closing::{Period, PeriodKey, Stage};
use thidua_domain::time::{Window, WorkYear, vn};

use super::act::obliged;
use super::{APPROVE, SUBMIT, standing, superior};
use crate::home::expected;
use crate::{State, View};

/// Lines of one kind at most.
const MOST: usize = 5;

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// `tra_lai`, `gui`, `duyet`, `duyet_duoi` (of offices below, counted), `tiep_nhan` or `qua_han`.
    pub kind: &'static str,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// `tháng 9/2026`.
    pub month_name: String,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Why it was given back, or since when it is due.
    pub why: Option<String>,
    /// How many periods below the agency are counted in this line; 0: it is about one period.
    pub count: usize,
}

/// What waits for the reader. Nothing where nothing was ever decided.
pub fn tasks(view: &View) -> Vec<Task> {
    if view.state.closing.rules().is_empty() {
        return Vec::new();
    }
    let leads = view.actor.agencies(APPROVE, view.today);
    let mut found = steps(view);
    let (below, own): (Vec<Task>, Vec<Task>) = found
        .drain(..)
        .partition(|task| task.kind == "duyet" && !leads.contains(&task.agency.as_str()));
    found = own;
    found.extend(counted(view, &below));
    found.extend(overdue(view));
    let mut kept: Vec<Task> = Vec::new();
    for kind in [
        "tra_lai",
        "qua_han",
        "duyet",
        "duyet_duoi",
        "gui",
        "tiep_nhan",
    ] {
        let of_kind: Vec<Task> = found
            .iter()
            .filter(|task| task.kind == kind)
            .cloned()
            .collect();
        kept.extend(shortened(of_kind));
    }
    kept
}

/// Every period that waits for one kind of step of the reader's, in the order of agencies.
pub fn waiting_for(view: &View, kind: &str) -> Vec<Task> {
    let mut found = steps(view);
    found.retain(|task| task.kind == kind);
    found
}

/// What offices below sent and the reader may approve, one line an agency above them and a month.
fn counted(view: &View, below: &[Task]) -> Vec<Task> {
    let state = view.state.as_ref();
    let mut lines: Vec<Task> = Vec::new();
    for task in below {
        let Some(window) = Window::new(WorkYear(task.year), task.month) else {
            continue;
        };
        let above = superior(state, &key(&task.agency, window));
        let same = |line: &&mut Task| {
            (&line.agency, line.year, line.month) == (&above, task.year, task.month)
        };
        match lines.iter_mut().find(same) {
            Some(line) => line.count += 1,
            None => lines.push(Task {
                count: 1,
                scope: task.scope.clone(),
                ..of(state, "duyet_duoi", &key(&above, window), None)
            }),
        }
    }
    lines
}

/// The periods that wait for a step of the reader's: at one's own agencies, and what those directly below them sent.
fn steps(view: &View) -> Vec<Task> {
    let state = view.state.as_ref();
    let types = view.actor.agencies(SUBMIT, view.today);
    let leads = view.actor.agencies(APPROVE, view.today);
    let mut found = Vec::new();
    for held in state.closing.periods() {
        let period = &held.period;
        let code = period.key.agency.as_str();
        let waits = state.closing.stamp(&period.key) > 0;
        let above = || leads.contains(&superior(state, &period.key).as_str());
        match period.stage {
            Stage::Returned if types.contains(&code) => {
                found.push(one(state, "tra_lai", period, period.reason.clone()));
            }
            Stage::Draft if waits && types.contains(&code) => {
                found.push(one(state, "gui", period, None));
            }
            Stage::Submitted if leads.contains(&code) || above() => {
                let own = period.sent_by.as_deref() == Some(view.actor.user.as_str());
                if !own || alone(state, &period.key) {
                    found.push(one(state, "duyet", period, None));
                }
            }
            Stage::Approved if accepts(state, &period.key) && above() => {
                found.push(one(state, "tiep_nhan", period, None));
            }
            _ => {}
        }
    }
    found
}

/// The newest lines, and how many more in the last.
fn shortened(mut tasks: Vec<Task>) -> Vec<Task> {
    tasks.sort_by_key(|task| std::cmp::Reverse((task.year, task.month)));
    let more = tasks.len().saturating_sub(MOST);
    tasks.truncate(MOST);
    if let Some(last) = tasks.last().filter(|_| more > 0).cloned() {
        tasks.push(Task {
            count: more,
            why: None,
            ..last
        });
    }
    tasks
}

fn alone(state: &State, key: &PeriodKey) -> bool {
    let last = key.window.last_day();
    let rule = state.closing.rules().on(&state.org, &key.agency, last);
    rule.is_some_and(|rule| rule.alone)
}

fn accepts(state: &State, key: &PeriodKey) -> bool {
    let last = key.window.last_day();
    let rule = state.closing.rules().on(&state.org, &key.agency, last);
    rule.is_some_and(|rule| rule.accepts)
}

fn one(state: &State, kind: &'static str, period: &Period, why: Option<String>) -> Task {
    of(state, kind, &period.key, why)
}

fn of(state: &State, kind: &'static str, key: &PeriodKey, why: Option<String>) -> Task {
    Task {
        kind,
        agency: key.agency.clone(),
        name: state.name_on(&key.agency, key.window.last_day()),
        year: key.window.year.0,
        month: key.window.month,
        month_name: key.window.calendar_name(),
        scope: key.scope.clone(),
        why,
        count: 0,
    }
}

/// What of the last closed month is overdue: at one's own agency, and how many below it.
fn overdue(view: &View) -> Vec<Task> {
    let state = view.state.as_ref();
    let Some(window) = expected(view.today, None) else {
        return Vec::new();
    };
    let mut codes: Vec<&str> = Vec::new();
    for permission in [SUBMIT, APPROVE] {
        codes.extend(view.actor.agencies(permission, view.today));
    }
    codes.sort_unstable();
    codes.dedup();
    let late = |code: &str| {
        let key = key(code, window);
        let found = standing(state, &key, view.today);
        found.late && found.approves
    };
    let mut tasks = Vec::new();
    for code in codes {
        if state.org.find(code).is_none() {
            continue;
        }
        let below = obliged(state, code, window.last_day());
        let count = below.iter().filter(|code| late(code)).count();
        if count > 0 {
            tasks.push(Task {
                count,
                ..of(state, "qua_han", &key(code, window), None)
            });
        }
        if below.is_empty() && late(code) {
            let since = super::due_of(state, &key(code, window)).map(|due| vn(due.day));
            tasks.push(of(state, "qua_han", &key(code, window), since));
        }
    }
    tasks
}

fn key(code: &str, window: Window) -> PeriodKey {
    PeriodKey {
        agency: code.to_owned(),
        window,
        scope: "btp".to_owned(),
    }
}
