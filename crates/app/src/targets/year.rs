//! How the targets of a year were met, all together: what the law asks of collectives.

use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::Frame;
use thidua_domain::law::TargetResult;
use thidua_domain::targets::{Status, Target, by_band, in_force, judge};
use thidua_domain::time::WorkYear;

use super::actual::{actual, goal};
use super::desk::Desk;
use crate::State;
use crate::campaign;
use crate::figures::{AskBalance, answer};

/// How all targets of an agency for a whole year stand, out of `targets` (those of the year, at least); `None` where it
/// has none, or where one of them cannot be judged: its value or the figures are not told, it is in words without a
/// stated result, rounded and exact values differ, or it cannot be exceeded while all others were.
pub(crate) fn year_result(
    state: &State,
    targets: &[Target],
    agency: &str,
    year: WorkYear,
) -> Option<TargetResult> {
    let ask = AskBalance {
        agency: agency.to_owned(),
        year: year.0,
        month: 12,
        person: None,
        scope: None,
    };
    let held = in_force(targets, &state.org, agency, None, year, year.last_day());
    let whole = ask.frame();
    let frame = |target: &Target| {
        let group = target.group.as_deref();
        group.map_or_else(|| whole.clone(), |group| whole.of_group(group))
    };
    let due = |target: &&Target| target.until_month.is_none_or(|month| month == 12);
    let held = by_band(held.into_iter().filter(due).collect(), |target, band| {
        let frame = frame(target);
        let desk = Desk::new(state, &ask, &frame);
        answer(state, desk.ask, desk.subject, &band.by).map(|found| found.value)
    });
    let statuses: Option<Vec<(Status, bool)>> = held
        .iter()
        .map(|target| status(state, &ask, target, &frame(target)))
        .collect();
    together(&statuses?)
}

/// The result of all; the second of each says whether it could be exceeded at all.
fn together(statuses: &[(Status, bool)]) -> Option<TargetResult> {
    let any = |wanted: Status| statuses.iter().any(|(status, _)| *status == wanted);
    if statuses.is_empty() {
        return None;
    }
    if any(Status::NotMet) {
        return Some(TargetResult::NotMet);
    }
    let open = statuses.iter().filter(|(_, open)| *open);
    let exceeded = open.clone().all(|(status, _)| *status == Status::Exceeded);
    match (exceeded, statuses.iter().all(|(_, open)| *open)) {
        (true, true) => Some(TargetResult::Exceeded),
        (true, false) => None,
        (false, _) => Some(TargetResult::Met),
    }
}

/// How one target of the whole year stands, and whether it could be exceeded: a share of 100 % could not.
fn status(
    state: &State,
    ask: &AskBalance,
    target: &Target,
    frame: &Frame,
) -> Option<(Status, bool)> {
    if target.goal.is_none() {
        let stated = target.stated.as_deref().and_then(Status::from_code)?;
        let whole = target.stated_month.is_none_or(|month| month == 12);
        return whole.then_some((stated, true));
    }
    let code = state.catalogue.figure(target.target_code.as_deref()?)?;
    if !target.years.is_single() {
        return None;
    }
    let desk = Desk::new(state, ask, frame);
    let reached = match campaign::reached(state, target, desk.subject, code) {
        Some(within) => within?,
        None => actual(state, desk.ask, desk.subject, code)?,
    };
    let goal = goal(state, desk.ask, desk.subject, target, code)?;
    let op = target.op.as_deref().unwrap_or(">=");
    let judged = judge(goal, op, &code.code, code.measure, Some(&reached), 12, true);
    let hundred = Decimal::new(100, 0)?;
    let edge = match op {
        "<=" | "<" => goal <= Decimal::ZERO,
        _ => code.measure == Measure::Rate && goal >= hundred,
    };
    if judged.near_edge {
        return None;
    }
    Some((judged.status?, !edge))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_met_only_where_each_is_known() {
        use Status::{Exceeded, Met, NotMet};
        assert_eq!(together(&[]), None);
        assert_eq!(
            together(&[(Exceeded, true), (Exceeded, true)]),
            Some(TargetResult::Exceeded)
        );
        assert_eq!(
            together(&[(Exceeded, true), (Met, true)]),
            Some(TargetResult::Met)
        );
        assert_eq!(
            together(&[(Exceeded, true), (Met, false)]),
            None,
            "a whole hundred cannot be exceeded: a person looks"
        );
        assert_eq!(
            together(&[(Exceeded, true), (NotMet, true)]),
            Some(TargetResult::NotMet)
        );
    }
}
