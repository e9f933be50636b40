//! The movements of an agency in some years: those it or a unit of its launched or acted under, and what they follow.

use std::collections::BTreeSet;

use thidua_domain::movement::{Movement, ancestors};
use thidua_domain::time::WorkYear;

use super::{MovementAnswer, PERMISSION, Reach, movement};
use crate::AppError;
use crate::deed::AskYears;
use crate::state::View;

/// Movements above first, then the own ones as they began; what the reader may not see is left out.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach.
pub(crate) fn of_agency(view: &View, ask: &AskYears) -> Result<Vec<MovementAnswer>, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    let codes: BTreeSet<&str> = match ask.own {
        true => BTreeSet::from([ask.agency.as_str()]),
        false => state.org.lineage(&ask.agency),
    };
    let ours = |code: &str| codes.contains(code);
    let runs = |one: &&Movement| (ask.from..=ask.to).any(|year| one.runs_in(WorkYear(year)));
    let all = state.movements.all();
    let acts = |one: &&Movement| {
        let answered = state.movements.responses(&one.code).iter();
        one.launcher.as_deref().is_some_and(ours)
            || answered.map(|row| row.agency.as_str()).any(ours)
    };
    let own: Vec<&Movement> = all.values().filter(runs).filter(acts).collect();
    let mut wanted: Vec<(bool, Option<jiff::civil::Date>, &str)> = Vec::new();
    let above = own.iter().flat_map(|one| ancestors(all, one));
    let above: Vec<&Movement> = above.collect();
    let reach = Reach::of(view);
    for one in above.into_iter().chain(own) {
        let launched = one.launcher.as_deref().is_some_and(ours);
        let line = (launched, one.first_day(), one.code.as_str());
        if reach.sees(one) && !wanted.contains(&line) {
            wanted.push(line);
        }
    }
    wanted.sort();
    wanted
        .into_iter()
        .map(|(_, _, code)| movement(view, code))
        .collect()
}
