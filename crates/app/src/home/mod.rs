//! The start page: what waits to be done, how one's own agencies stand, what changed since the last visit.
//!
//! Nothing here is stored or decided: every line is read from what is there and leads to its place.

mod awards;
mod changes;
mod tasks;
mod units;

pub use awards::of_awards;
pub use changes::{Change, Changes, Kept, changes};
pub use tasks::{Place, Task, answers_for, expected, of_administrator, of_agencies, of_oneself};
pub(crate) use units::units_in;
pub use units::{Measured, Unit, units};

use jiff::civil::Date;
use thidua_domain::figures::{Frame, SCOPES};
use thidua_domain::org::{Level, Org};
use thidua_domain::restate::sources;
use thidua_domain::time::Window;

use crate::State;

/// Whether any figure of an agency is told for a window.
fn is_told(state: &State, code: &str, window: Window) -> bool {
    SCOPES.iter().any(|scope| {
        let frame = Frame::whole(scope);
        state.figures.sheets(code, window, &frame).next().is_some()
    })
}

/// Whether an agency or, where it has none of its own, one below it has told a window.
pub(crate) fn is_told_below(state: &State, code: &str, window: Window) -> bool {
    let day = window.last_day();
    let below = |org: &Org, code: &str| {
        let mut all = org.subtree_on(code, day).into_iter();
        is_told(state, code, window) || all.any(|agency| is_told(state, &agency.code, window))
    };
    // Over today's tree what the agencies of the window told, of which it is made.
    let Some((as_of, then)) = state.org.restated_from() else {
        return below(&state.org, code);
    };
    let made = then.find(code);
    let made = made.map(|agency| sources(then, as_of, &agency.code, day, None));
    let mut parts = made.into_iter().flat_map(|made| made.parts);
    is_told(state, code, window) || parts.any(|part| below(then, part.old))
}

/// The short name of an agency on a day, for lists.
fn short_name(state: &State, code: &str, on: Date) -> String {
    state.org.short_label_on(code, on)
}

/// The enforcement agencies directly below one at the end of a window.
fn below(state: &State, code: &str, window: Window) -> Vec<String> {
    let on = state.org.seen(window.last_day());
    let tells = |level: Level| level.is_enforcement() && level != Level::Division;
    state
        .org
        .children_on(code, on)
        .into_iter()
        .filter(|agency| agency.on(on).is_some_and(|spell| tells(spell.level)))
        .map(|agency| agency.code.clone())
        .collect()
}
