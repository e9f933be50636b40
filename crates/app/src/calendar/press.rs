//! What of movements presses at the reader's own agencies: due soon or overdue, one line a thing; of units below, counted.

use jiff::ToSpan as _;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::time::vn;

use super::gather::concerning;
use crate::{View, compliance};

/// How many days before its last day a thing is told.
const AHEAD: i64 = 14;
/// How long after its last day a thing that was never done is told: the next work year has its own.
const BEHIND: i64 = 180;
/// Agencies of the reader that are looked at.
const AGENCIES: usize = 5;
/// Lines at most; the calendar has all.
const LINES: usize = 8;
/// The kind of a unit's plan.
const PLAN: &str = "ban_hanh_ke_hoach";

/// One thing that presses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pressing {
    /// What is due: `Báo cáo sơ kết lần 1`.
    pub what: String,
    /// Code of the movement.
    pub movement: String,
    /// Its name.
    pub movement_name: String,
    /// Code of the agency that owes it, or whose units do.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Last day, the Vietnamese way.
    pub due: String,
    /// Whether it is over.
    pub late: bool,
    /// How many units below have not handed it in; 0: the agency itself owes it.
    pub units: usize,
    #[serde(skip)]
    order: jiff::civil::Date,
}

/// What presses, the oldest first.
pub fn pressing(view: &View) -> Vec<Pressing> {
    let state = view.state.as_ref();
    let from = view.today.checked_sub(BEHIND.days());
    let to = view.today.checked_add(AHEAD.days());
    let (Ok(from), Ok(to)) = (from, to) else {
        return Vec::new();
    };
    let near = |day: jiff::civil::Date| from <= day && day <= to;
    let mut found = Vec::new();
    let own = view.actor.agencies(Permission::LoadData, view.today);
    let own = own
        .into_iter()
        .filter(|code| state.org.find(code).is_some());
    for agency in own.take(AGENCIES) {
        for movement in concerning(view, agency) {
            // One whose days are over still owes its last report; one that rests or was closed asks for nothing.
            if movement.is_paused(view.today) || movement.is_closed(view.today) {
                continue;
            }
            let line = |what: String, due: jiff::civil::Date, units: usize| Pressing {
                what,
                movement: movement.code.clone(),
                movement_name: movement.name.clone(),
                agency: agency.to_owned(),
                name: state.label_on(agency, view.today),
                due: vn(due),
                late: due < view.today,
                units,
                order: due,
            };
            let launched = movement.launcher.as_deref() == Some(agency);
            // A unit owes where it was launched to, or all are asked.
            let debts = compliance::debts(state, movement, agency, view.today);
            let debts = debts.into_iter().filter(|debt| near(debt.due));
            let asked = compliance::owes(state, movement, agency, view.today);
            // The plan of a unit the movement was launched to is told with the launch itself.
            let row = state.movements.response(&movement.code, agency);
            let launched_to = row.is_some_and(|row| row.addressed_on.is_some());
            let debts = debts.filter(|debt| !(launched_to && debt.key.0 == PLAN));
            found.extend(
                debts
                    .filter(|_| asked)
                    .map(|debt| line(debt.name, debt.due, 0)),
            );
            if launched {
                let open = compliance::behind(view, movement, &near);
                let open = open.into_iter();
                found.extend(open.map(|(name, due, units)| line(name, due, units)));
            }
        }
    }
    found.sort_by_key(|one| one.order);
    found.truncate(LINES);
    found
}
