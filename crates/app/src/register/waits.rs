//! Days between an achievement and the decision that rewarded it: the first measure of timely commendation.

use std::collections::HashSet;

use thidua_domain::register::Award;
use thidua_domain::time::{PartialDate, Window, WorkYear, YearSpan};

use super::{AskAwards, PERMISSION};
use crate::state::View;
use crate::{AppError, State};

/// Waits of the awards of some years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Waits {
    /// Days, one an award whose achievement and decision both have a day.
    pub(crate) days: Vec<i64>,
    /// Awards that were given and have no such days.
    pub(crate) undated: usize,
}

/// The waits of the awards counted for an agency, those decided in the months asked for. Of several achievements the
/// newest counts: the decision could not come before it.
///
/// # Errors
/// As [`super::awards`].
pub(crate) fn waits(view: &View, ask: &AskAwards) -> Result<Waits, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    let years = YearSpan {
        from: WorkYear(ask.from),
        to: WorkYear(ask.to),
    };
    let last = ask
        .month
        .and_then(|month| Window::new(years.to, month))
        .map_or_else(|| years.to.last_day(), Window::last_day);
    let codes = state
        .org
        .lineage_during(&ask.agency, years.from.first_day(), last);
    let codes: HashSet<&str> = codes.into_iter().collect();
    let given = |award: &&Award| {
        award.status == "da_tang"
            && !award.outside
            && award.years.is_some_and(|told| told.within(years))
            && award
                .decided_on
                .is_none_or(|day| ask.month.is_none() || day.first_day() <= last)
            && match ask.own {
                true => award.agency == ask.agency,
                false => codes.contains(award.agency.as_str()),
            }
    };
    let places = state.award_index().during(years).into_iter();
    let awards = places.filter_map(|at| state.awards.get(at)).filter(given);
    let mut found = Waits::default();
    for award in awards {
        match wait(state, award) {
            Some(days) => found.days.push(days),
            None => found.undated += 1,
        }
    }
    Ok(found)
}

fn wait(state: &State, award: &Award) -> Option<i64> {
    let decided = award.decided_on.and_then(PartialDate::exact)?;
    let achieved = award
        .achievements
        .iter()
        .flat_map(|code| state.achievements.about(code))
        .filter_map(|achievement| achievement.on.and_then(PartialDate::exact))
        .max()?;
    let days = i64::from(achieved.until(decided).ok()?.get_days());
    (days >= 0).then_some(days)
}
