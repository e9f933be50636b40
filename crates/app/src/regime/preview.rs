//! Which rates would be others if ended cases were counted the other way.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::catalogue::Decision;
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::time::{Window, WorkYear};

use crate::figures::{RETURNED, answer, completion};
use crate::{State, View};

/// Lines that are told; all are counted.
const MOST: usize = 500;

/// One rate that would be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Code of the agency.
    pub agency: String,
    /// Its name at the end of the window.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// The window as the calendar names its last month.
    pub label: String,
    /// Ended cases.
    pub returned: String,
    /// The rate as it is.
    pub now: String,
    /// The rate as it would be.
    pub then: String,
}

/// What a decision would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Whether the cases would enter the rate.
    pub counts: bool,
    /// From when, ISO.
    pub from: String,
    /// The rates, by month and name, the first of them.
    pub lines: Vec<Difference>,
    /// How many there are.
    pub count: usize,
    /// How many agencies they are of.
    pub agencies: usize,
}

/// What it would change to count the cases of a regime so from a day on, for the agencies in reach.
pub fn preview(view: &View, (regime, from): (&str, Date), counts: bool) -> Preview {
    let state = view.state.as_ref();
    let mut decisions = state.catalogue.decisions().to_vec();
    decisions.retain(|known| known.regime != regime || known.from != from);
    decisions.push(Decision {
        regime: regime.to_owned(),
        from,
        counts,
        document: String::new(),
        by: String::new(),
    });
    let mut other = State::clone(state);
    std::sync::Arc::make_mut(&mut other.catalogue).decide(decisions);
    let mut lines = Vec::new();
    for window in windows(from, view.today) {
        lines.extend(of(view, &other, window));
    }
    let mut agencies: Vec<&str> = lines.iter().map(|line| line.agency.as_str()).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let (count, agencies) = (lines.len(), agencies.len());
    lines.truncate(MOST);
    Preview {
        counts,
        from: from.to_string(),
        lines,
        count,
        agencies,
    }
}

/// The windows that end on a day or later and have begun.
fn windows(from: Date, today: Date) -> impl Iterator<Item = Window> {
    let years = WorkYear::of(from).0..=WorkYear::of(today).0;
    let all =
        years.flat_map(|year| (1..=12).filter_map(move |month| Window::new(WorkYear(year), month)));
    all.filter(move |window| {
        let (year, month) = window.calendar_month();
        window.last_day() >= from && jiff::civil::date(year, month, 1) <= today
    })
}

fn of(view: &View, other: &State, window: Window) -> Vec<Difference> {
    let state = view.state.as_ref();
    let last = window.last_day();
    let frame = Frame::whole("btp");
    let ask = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame: &frame,
    };
    let mut found: Vec<Difference> = Vec::new();
    for agency in state.org.iter() {
        let code = agency.code.as_str();
        if agency.on(last).is_none() || !view.sees(Permission::ViewFigures, code) {
            continue;
        }
        let Some(returned) = answer(state, ask, code, RETURNED).filter(|found| found.value > 0)
        else {
            continue;
        };
        let rate =
            |state: &State| completion(state, ask, code, "viec").map(|(rate, _, _)| rate.vn());
        let (now, then) = (rate(state), rate(other));
        if now == then {
            continue;
        }
        found.push(Difference {
            agency: code.to_owned(),
            name: state.name_on(code, last),
            year: window.year.0,
            month: window.month,
            label: window.calendar_name(),
            returned: thidua_domain::text::number::group(returned.value),
            now: now.unwrap_or_default(),
            then: then.unwrap_or_default(),
        });
    }
    thidua_domain::text::sort_by_key(&mut found, |line| &line.name);
    found
}
