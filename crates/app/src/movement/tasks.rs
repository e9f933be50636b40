//! What waits of movements for who writes for a unit: those launched to it and not acknowledged, and those whose plan is
//! still to be issued.

use serde::Serialize;

use super::Reach;
use super::matrix::WRITES;
use super::unit::due;
use crate::document::Named;
use crate::state::View;

/// A movement that waits for a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The movement.
    pub movement: Named,
    /// Code of the unit.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Whether the unit said that it has the launching plan.
    pub received: bool,
    /// By when its own plan is due, the Vietnamese way.
    pub due: Option<String>,
    /// Whether that day is over.
    pub late: bool,
}

/// What waits at these agencies, the late first; only those the reader writes for.
pub fn waiting(view: &View, agencies: &[String]) -> Vec<Waiting> {
    let state = view.state.as_ref();
    let reach = Reach::of(view);
    let mut found = Vec::new();
    for agency in agencies {
        if view.permit_agency(WRITES, agency).is_err() {
            continue;
        }
        for code in state.movements.of_agency(agency) {
            let Some(movement) = state.movements.get(code) else {
                continue;
            };
            let row = state.movements.response(code, agency);
            let asked = row.is_some_and(|row| row.addressed_on.is_some() && !row.has_issued());
            if !asked || !movement.asks(view.today) || !reach.sees(movement) {
                continue;
            }
            let due = due(state, movement);
            // A plan with a day is reminded of by the calendar once the unit has said that it knows.
            if due.is_some() && row.is_some_and(|row| row.received_on.is_some()) {
                continue;
            }
            found.push((
                due.unwrap_or(jiff::civil::Date::MAX),
                Waiting {
                    movement: Named {
                        code: code.clone(),
                        name: movement.name.clone(),
                    },
                    agency: agency.clone(),
                    agency_name: state.label_on(agency, view.today),
                    received: row.is_some_and(|row| row.received_on.is_some()),
                    due: due.map(thidua_domain::time::vn),
                    late: due.is_some_and(|due| due < view.today),
                },
            ));
        }
    }
    found.sort_by(|one, other| {
        let key = |line: &(jiff::civil::Date, Waiting)| (line.0, line.1.movement.code.clone());
        key(one).cmp(&key(other))
    });
    found.into_iter().map(|(_, line)| line).collect()
}
