//! Targets of a movement, and how those stand that map to figures.

use std::collections::HashMap;

use thidua_domain::access::Permission;
use thidua_domain::movement::Movement;
use thidua_domain::targets::{Goal, Target};
use thidua_domain::time::{Window, WorkYear};

use super::answer::{StandingLine, TargetLine};
use super::show::day_of;
use crate::figures::AskBalance;
use crate::home;
use crate::state::View;
use crate::targets::{PaceItem, items};

/// The targets of agencies the reader may see, in the order told.
pub(super) fn targets(view: &View, movement: &Movement) -> Vec<TargetLine> {
    let state = view.state.as_ref();
    let mut desk = Desk {
        view,
        movement,
        paced: HashMap::new(),
    };
    let own = state.targets.iter();
    let own = own.filter(|target| target.movement.as_deref() == Some(movement.code.as_str()));
    let seen = own.filter(|target| view.sees(Permission::ViewTargets, &target.agency));
    let seen = seen.filter(|target| target.person.is_none());
    seen.map(|target| desk.line(target)).collect()
}

/// The window of an agency's year, and what its targets came to in it.
type Paced = (Window, Vec<PaceItem>);

/// Targets at work: the items of an agency's year are made once.
struct Desk<'a> {
    view: &'a View,
    movement: &'a Movement,
    paced: HashMap<(String, i16), Option<Paced>>,
}

impl Desk<'_> {
    fn line(&mut self, target: &Target) -> TargetLine {
        let state = self.view.state.as_ref();
        let code = target.target_code.as_deref();
        let called = || code.map(|code| state.catalogue.figure_name(code).to_owned());
        TargetLine {
            code: target.code.clone(),
            target_code: target.target_code.clone(),
            text: target.text.clone().or_else(called).unwrap_or_default(),
            op: target.op.clone(),
            value: target.goal.as_ref().map(|goal| match goal {
                Goal::LastYear => "nam_truoc".to_owned(),
                Goal::Number(value) => value.to_string(),
            }),
            result: target.stated.clone(),
            agency: target.agency.clone(),
            agency_name: state.name_on(&target.agency, day_of(self.view, self.movement)),
            level: target.level.map(|level| level.code().to_owned()),
            years: target.years.to_string(),
            standing: self.standing(target),
        }
    }

    /// How it stands at the newest month told of its year, or at the movement's end where that came before.
    fn standing(&mut self, target: &Target) -> Option<StandingLine> {
        if target.target_code.is_none() || target.level.is_some() || !target.years.is_single() {
            return None;
        }
        let year = target.years.to;
        let key = (target.agency.clone(), year.0);
        let (view, movement) = (self.view, self.movement);
        let made = self.paced.entry(key);
        let made = made.or_insert_with(|| paced(view, movement, &target.agency, year));
        let (window, items) = made.as_ref()?;
        let same = |item: &&PaceItem| {
            item.movement == target.movement
                && item.target_code == target.target_code
                && item.code == target.code
                && item.group == target.group
        };
        let item = items.iter().find(same)?;
        item.actual.as_ref()?;
        Some(StandingLine {
            year: window.year.0,
            month: window.month,
            actual: item.actual.clone(),
            pace: item.pace.clone(),
            deviation: item.deviation.clone(),
            status: item.status,
            unit: item.unit.clone(),
        })
    }
}

fn paced(
    view: &View,
    movement: &Movement,
    agency: &str,
    year: WorkYear,
) -> Option<(Window, Vec<PaceItem>)> {
    let last = movement.last_day().map(Window::of);
    let last = last.filter(|last| last.year == year);
    let last = last.map_or(12, |last| last.month);
    let mut months = (1..=last).rev().map(|month| Window { year, month });
    let window = months.find(|window| home::is_told_below(&view.state, agency, *window))?;
    let ask = AskBalance {
        agency: agency.to_owned(),
        year: year.0,
        month: window.month,
        person: None,
        scope: None,
    };
    Some((window, items(&view.state, &ask)))
}
