//! How the agencies below stand: the newest month told and both completion rates beside their pace.
//!
//! Read for many agencies at once, so only what the table shows is computed; the page of pace tells all.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::{Ask, Frame, SCOPES};
use thidua_domain::targets::{Actual, Basis, Goal, Target, by_band, in_force, judge};
use thidua_domain::text;
use thidua_domain::time::{Window, WorkYear};

use super::{below, is_told_below, short_name};
use crate::State;
use crate::figures::{answer, completion};
use crate::state::View;

/// One side (việc or tiền) of one agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Measured {
    /// Completion rate, percent.
    pub rate: Option<String>,
    /// What the pace asks for at that month.
    pub pace: Option<String>,
    /// Rate less pace, points.
    pub deviation: Option<String>,
    /// Whether it is behind; `None` where nothing can be said.
    pub behind: Option<bool>,
}

/// An agency of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Its short name at the time.
    pub name: String,
    /// Newest cumulative month told in the year; `None`: nothing yet.
    pub month: Option<u8>,
    /// Việc.
    pub cases: Measured,
    /// Tiền.
    pub money: Measured,
}

/// The agencies directly below one that the reader may see, by name, in a work year.
pub fn units(view: &View, agency: &str, year: i16) -> Vec<Unit> {
    let state = view.state.as_ref();
    let year = WorkYear(year);
    let end = Window::whole(year);
    // The tree of today for the running year, of its last day for one that is over.
    let last = match Window::of(view.today) {
        now if now.year == year => now,
        _ => end,
    };
    let targets = rates_of(state, year);
    // The tree of a year told only from its end is today's.
    let mut codes = below(state, agency, last);
    if codes.is_empty() {
        codes = below(state, agency, Window::of(view.today));
    }
    let mut found: Vec<Unit> = codes
        .into_iter()
        .filter(|code| view.sees(Permission::ViewFigures, code))
        .map(|code| {
            let told = told_in(state, &code, last);
            let paced = view.sees(Permission::ViewTargets, &code);
            let side = |side: &str| {
                told.map(|(window, scope)| {
                    let targets: &[Target] = if paced { &targets } else { &[] };
                    measured(state, targets, &code, window, scope, side)
                })
                .unwrap_or_default()
            };
            Unit {
                name: short_name(state, &code, last.last_day()),
                month: told.map(|(window, _)| window.month),
                cases: side("viec"),
                money: side("tien"),
                code,
            }
        })
        .collect();
    text::sort_by_key(&mut found, |unit| &unit.name);
    found
}

/// The targets that ask for a completion rate in a year.
fn rates_of(state: &State, year: WorkYear) -> Vec<Target> {
    let all = state.targets.iter();
    let rates = all.filter(|target| is_years_rate(target, year));
    rates.cloned().collect()
}

/// The enforcement agencies directly below one in a window that the reader may see, by name, at that very month.
pub(crate) fn units_in(view: &View, agency: &str, window: Window, scope: &str) -> Vec<Unit> {
    let state = view.state.as_ref();
    let targets = rates_of(state, window.year);
    let codes = below_then(state, agency, window).into_iter();
    let seen = codes.filter(|code| view.sees(Permission::ViewFigures, code));
    let mut found: Vec<Unit> = seen
        .map(|code| {
            let paced = view.sees(Permission::ViewTargets, &code);
            let targets: &[Target] = if paced { &targets } else { &[] };
            let side = |side| measured(state, targets, &code, window, scope, side);
            Unit {
                name: short_name(state, &code, window.last_day()),
                month: is_told_below(state, &code, window).then_some(window.month),
                cases: side("viec"),
                money: side("tien"),
                code,
            }
        })
        .collect();
    text::sort_by_key(&mut found, |unit| &unit.name);
    found
}

/// The agencies directly below one in a window; below what it came from, where it was not there yet.
fn below_then(state: &State, agency: &str, window: Window) -> Vec<String> {
    let codes = below(state, agency, window);
    let on = state.org.seen(window.last_day());
    let spell = |code: &str| state.org.find(code).and_then(|agency| agency.on(on));
    if !codes.is_empty() || spell(agency).is_some() {
        return codes;
    }
    let past = state.org.lineage_during(agency, window.first_day(), on);
    let heads = past.iter().filter(|code| {
        let parent = spell(code).map(|spell| spell.parent.as_deref());
        parent.is_some_and(|parent| parent.is_none_or(|parent| !past.contains(parent)))
    });
    heads.flat_map(|code| below(state, code, window)).collect()
}

/// Whether a target asks for a completion rate over all cases and the year.
fn is_years_rate(target: &Target, year: WorkYear) -> bool {
    let rate = target.target_code.as_deref();
    matches!(rate, Some("viec.ty_le" | "tien.ty_le"))
        && target.years.is_single()
        && target.years.contains(year)
        && target.person.is_none()
        && target.group.is_none()
        && target.until_month.is_none()
        && target.movement.is_none()
}

/// The newest window of a year told by an agency or below it, and the scope it is told in.
fn told_in(state: &State, code: &str, last: Window) -> Option<(Window, &'static str)> {
    let window = (1..=last.month.max(1))
        .rev()
        .map(|month| Window { month, ..last })
        .find(|window| is_told_below(state, code, *window))?;
    let tells = |scope: &&'static str| {
        let frame = Frame::whole(scope);
        let ask = Ask {
            table: &state.figures,
            org: &state.org,
            window,
            frame: &frame,
        };
        answer(state, ask, code, "viec.xong").is_some()
            || completion(state, ask, code, "viec").is_some()
    };
    let scope = SCOPES.iter().find(|scope| tells(scope)).copied();
    Some((window, scope.unwrap_or("btp")))
}

fn measured(
    state: &State,
    targets: &[Target],
    code: &str,
    window: Window,
    scope: &str,
    side: &str,
) -> Measured {
    let frame = Frame::whole(scope);
    let ask = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame: &frame,
    };
    let Some((percent, basis, exact)) = completion(state, ask, code, side) else {
        return Measured::default();
    };
    let reached = Actual {
        shown: percent.to_decimal(),
        exact,
        basis: match basis {
            "computed" => Basis::Computed,
            _ => Basis::Reported,
        },
    };
    let mut found = Measured {
        rate: Some(percent.to_string()),
        ..Measured::default()
    };
    let target_code = format!("{side}.ty_le");
    let held = in_force(
        targets,
        &state.org,
        code,
        None,
        window.year,
        window.last_day(),
    );
    let held: Vec<&Target> = held
        .into_iter()
        .filter(|target| target.target_code.as_deref() == Some(&target_code))
        .collect();
    let held = by_band(held, |_, band| {
        answer(state, ask, code, &band.by).map(|found| found.value)
    });
    // Where two assign a target, the higher one counts: whoever meets it meets both.
    let goals = held.iter().filter_map(|target| match target.goal {
        Some(Goal::Number(goal)) => Some((goal, target.op.as_deref().unwrap_or(">="))),
        _ => None,
    });
    if let Some((goal, op)) = goals.max_by_key(|(goal, _)| *goal) {
        let judged = judge(
            goal,
            op,
            &target_code,
            Measure::Rate,
            Some(&reached),
            window.month,
            false,
        );
        let shown = |value: Option<Decimal>| value.and_then(Percent::rounded);
        found.pace = shown(judged.pace).map(|pace| pace.to_string());
        found.deviation = shown(judged.deviation).map(|deviation| deviation.to_string());
        found.behind = judged.deviation.map(|deviation| deviation.is_negative());
    } else if let Some(told) = answer(state, ask, code, &format!("{side}.lech_tien_do")) {
        let told = Percent::from_ten_thousandths(told.value);
        found.behind = Some(told.to_decimal().is_negative());
        found.deviation = Some(told.to_string());
    }
    found
}
