//! What waits about registrations, for who writes: those of one's own people, what offices below sent, what was given
//! back, what changed after it was sent, and the day that is near or past.

use jiff::civil::Date;
use thidua_domain::registration::round::Stage;
use thidua_domain::time::WorkYear;

use super::ground::Ground;
use crate::bundle;
use crate::state::View;

/// A day so near is named.
const SOON: i32 = 14;

/// What waits at one agency in the running year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Registrations that wait to be taken up.
    pub waiting: usize,
    /// Offices below whose consolidation waits.
    pub sent: usize,
    /// Why its own was given back.
    pub returned: Option<String>,
    /// How many of its registrations changed after it sent them.
    pub changed: usize,
    /// The last day, where it has not sent and the day is near or past.
    pub due: Option<Date>,
    /// Whether that day is past.
    pub overdue: bool,
}

/// What waits for the reader at each agency a role of his is granted at.
pub fn waits(view: &View) -> Vec<Waits> {
    let year = WorkYear::of(view.today);
    let agencies = view.actor.agencies(bundle::PERMISSION, view.today);
    let known = agencies.into_iter();
    let known = known.filter(|code| view.state.org.find(code).is_some());
    known.filter_map(|code| at(view, code, year)).collect()
}

fn at(view: &View, agency: &str, year: WorkYear) -> Option<Waits> {
    let state = view.state.as_ref();
    let ground = Ground::below(view, agency, year);
    let round = ground.round(agency);
    let stands = round.is_some_and(|round| round.stage.stands());
    let below = ground.offices(agency).into_iter();
    let sent = below.filter(|code| {
        let round = ground.round(code);
        round.is_some_and(|round| round.stage == Stage::Sent)
    });
    let above = state.org.above_on(agency, ground.day);
    let due = state.registering.due(&above, year).filter(|due| {
        let left = view.today.until(*due).map_or(0, |span| span.get_days());
        !stands && left <= SOON
    });
    let returned = round.filter(|round| round.stage == Stage::Returned);
    let found = Waits {
        agency: agency.to_owned(),
        name: state.org.short_label_on(agency, view.today),
        year: year.0,
        waiting: ground.own(agency).map_or(0, super::ground::Own::waiting),
        sent: sent.count(),
        returned: returned.map(|round| round.reason.clone().unwrap_or_default()),
        changed: ground.changes(agency).len(),
        due,
        overdue: due.is_some_and(|due| due < view.today),
    };
    let something = found.waiting + found.sent + found.changed > 0
        || found.returned.is_some()
        || found.due.is_some();
    something.then_some(found)
}
