//! The awards given for a movement, of every year and agency the reader may see.

use std::collections::HashMap;

use thidua_domain::register::{Award, Filter, tally};
use thidua_domain::time::{WorkYear, YearSpan};

use super::{AwardRow, PERMISSION, by_itself, led, order, row};
use crate::state::View;

/// The tally of a movement's awards, highest first; rows whose year is not told stand by themselves.
pub(crate) fn of_movement(view: &View, movement: &str) -> Vec<AwardRow> {
    picked(view, |award| award.movement.as_deref() == Some(movement))
}

/// The same of the awards announced or handed over at an event.
pub(crate) fn of_event(view: &View, event: &str) -> Vec<AwardRow> {
    picked(view, |award| award.event.as_deref() == Some(event))
}

fn picked(view: &View, wanted: impl Fn(&Award) -> bool) -> Vec<AwardRow> {
    let state = view.state.as_ref();
    let mut seen: HashMap<&str, bool> = HashMap::new();
    let all = state.awards.iter().enumerate();
    let told: Vec<(usize, &Award)> = all
        .filter(|(_, award)| wanted(award))
        .filter(|(_, award)| {
            let agency = award.agency.as_str();
            let sees = || view.permit_agency(PERMISSION, agency).is_ok();
            *seen.entry(agency).or_insert_with(sees)
        })
        .collect();
    let filter = Filter {
        counts: &|_| true,
        years: YearSpan {
            from: WorkYear(i16::MIN),
            to: WorkYear(i16::MAX),
        },
        until: None,
        known_on: &|_| None,
    };
    let (lines, left) = tally(told, &filter, |code, years| led(state, code, years));
    let lines = lines.iter().map(|(line, tally)| row(state, line, tally));
    let nameless = "Nguồn không nêu năm thành tích.".to_owned();
    let left = left
        .into_iter()
        .filter_map(|(at, _)| by_itself(state, at, nameless.clone()));
    let mut rows: Vec<AwardRow> = lines.chain(left).collect();
    rows.sort_by_key(|row| order(state, row));
    rows
}
