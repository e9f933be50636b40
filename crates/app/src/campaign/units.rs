//! The units that are compared: directly below the launcher, or all of one level.

use std::collections::{BTreeMap, HashSet};

use thidua_domain::access::Permission;
use thidua_domain::campaign::{Account, Done, places};
use thidua_domain::catalogue::FigureCode;
use thidua_domain::movement::counted_below;
use thidua_domain::org::Level;

use super::account::share;
use super::answer::UnitLine;
use super::desk::{Desk, Scale};
use super::show::Order;
use crate::View;

/// The units of a campaign: those nearest below the launcher, or, with a level, all of that level.
pub(super) fn members<'a>(desk: &Desk<'a>, level: Option<Level>) -> Vec<&'a str> {
    let Some(launcher) = desk.movement.launcher.as_deref() else {
        return Vec::new();
    };
    let (org, on) = (&desk.state.org, desk.day());
    let mut all = counted_below(org, launcher, on);
    all.retain(|code| *code != launcher);
    if let Some(level) = level {
        let of_level = |code: &str| {
            let spell = org.find(code).and_then(|agency| agency.nearest(on));
            spell.is_some_and(|spell| spell.level == level)
        };
        all.retain(|code| of_level(code));
        return all;
    }
    let known: HashSet<&str> = all.iter().copied().collect();
    let nearest = |code: &str| {
        let above = org.above_on(code, on).into_iter();
        let mut between = above.take_while(|above| *above != launcher);
        !between.any(|above| known.contains(above))
    };
    all.retain(|code| nearest(code));
    all
}

/// Whether the reader may see how the units stand: of all, or of one of them (decision 0009).
pub(super) fn may_rank(view: &View, members: &[&str]) -> bool {
    let reads = |code: &&str| view.sees(Permission::ViewTargets, code);
    members.iter().any(reads)
}

/// A unit with what is known of it.
pub(super) struct Standing<'a> {
    agency: &'a str,
    goal: Option<i64>,
    done: Option<Done>,
    account: Account,
}

/// What every unit did.
pub(super) fn standings<'a>(
    desk: &Desk<'a>,
    members: &[&'a str],
    code: &FigureCode,
    order: Order,
) -> Vec<Standing<'a>> {
    let one = |agency: &&'a str| {
        let agency = *agency;
        let daily = desk.daily(&desk.lineage(agency), &code.code);
        let account = desk.account(agency, &code.code, &daily);
        Standing {
            agency,
            goal: desk.wanted(agency, code).map(|wanted| wanted.value),
            done: order.pick(&account),
            account,
        }
    };
    members.iter().map(one).collect()
}

/// The goals of all units added up; `None` where one of them has none.
pub(super) fn goals(units: &[Standing<'_>]) -> Option<i64> {
    if units.is_empty() {
        return None;
    }
    let mut goals = units.iter().map(|unit| unit.goal);
    goals.try_fold(0_i64, |sum, goal| sum.checked_add(goal?))
}

/// Every number of the units, for the scale.
pub(super) fn values<'a>(units: &'a [Standing<'_>]) -> impl Iterator<Item = i64> + 'a {
    let numbers = units.iter().flat_map(|unit| {
        let done = unit.done.map(|done| done.value);
        [unit.goal, done]
    });
    numbers.flatten()
}

/// The lines of a ranking, ranked first; whether by goals; whether they rest on different bases.
pub(super) fn ranked(
    view: &View,
    desk: &Desk<'_>,
    units: &[Standing<'_>],
    scale: &Scale,
) -> (Vec<UnitLine>, bool, bool) {
    let by_goal = units.iter().any(|unit| unit.goal.is_some());
    let part = |unit: &Standing<'_>| {
        let done = unit.done?.value;
        let goal = if by_goal { unit.goal? } else { 1 };
        Some((done, goal))
    };
    let found = places(&units.iter().map(part).collect::<Vec<_>>());
    let line = |(unit, place): (&Standing<'_>, &Option<thidua_domain::campaign::Place>)| {
        let open = view.sees(Permission::ViewFigures, unit.agency);
        let done = unit.done.map(|done| done.value);
        let shown = |value: Option<i64>| value.filter(|_| open).map(|value| scale.number(value));
        let reason = match (unit.done, unit.goal) {
            (None, _) => Some("Chưa có số liệu trong đợt."),
            (_, None) if by_goal => Some("Chưa giao chỉ tiêu của đợt."),
            (_, Some(0)) => Some("Chỉ tiêu bằng 0 nên không tính được tỷ lệ."),
            _ => None,
        };
        UnitLine {
            rank: place.map(|place| place.rank),
            tied: place.map_or(0, |place| place.tied),
            agency: unit.agency.to_owned(),
            name: desk.state.label_on(unit.agency, desk.day()),
            goal: shown(unit.goal),
            done: shown(done),
            basis: unit.done.map(|done| done.basis.code()),
            complete: unit.done.is_some_and(|done| done.complete),
            share: share(done, unit.goal),
            silent_days: unit.account.silent,
            reason: reason.map(str::to_owned),
            open,
        }
    };
    let mut lines: Vec<UnitLine> = units.iter().zip(&found).map(line).collect();
    lines.sort_by_key(|line| line.rank.unwrap_or(usize::MAX));
    let bases: BTreeMap<&str, usize> = lines
        .iter()
        .filter_map(|line| Some((line.basis?, 1)))
        .collect();
    (lines, by_goal, bases.len() > 1)
}
