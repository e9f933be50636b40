//! Whose a movement is to read: of an agency in reach, of one above it, or of a body outside the sector under which
//! an agency in reach acts.

use std::collections::HashSet;

use thidua_domain::access::{EVERYWHERE, Target};
use thidua_domain::bundle::Values;
use thidua_domain::movement::Movement;
use thidua_domain::org::{Level, Org};

use super::PERMISSION;
use crate::View;

/// What a reader may see of movements, reckoned once a question.
pub(crate) struct Reach<'a> {
    view: &'a View,
    any: bool,
    everywhere: bool,
    /// Agencies above those of the reader's grants, at any time.
    above: HashSet<&'a str>,
}

impl<'a> Reach<'a> {
    pub(crate) fn of(view: &'a View) -> Self {
        let granted = view.actor.agencies(PERMISSION, view.today);
        let everywhere = granted.contains(&EVERYWHERE);
        let org = view.state.org.as_ref();
        let own = granted.iter().filter_map(|code| org.find(code));
        Self {
            view,
            any: view.permit(PERMISSION, Target::Any).is_ok(),
            everywhere,
            above: above(org, own.map(|agency| agency.code.as_str())),
        }
    }

    /// Whether an agency is in reach itself.
    pub(crate) fn has(&self, agency: &str) -> bool {
        self.everywhere || self.any && self.view.sees(PERMISSION, agency)
    }

    /// Whether the reader may see a movement.
    pub(crate) fn sees(&self, movement: &Movement) -> bool {
        if self.everywhere || !self.any {
            return self.any;
        }
        if movement.draft {
            // Not launched yet, it is its launcher's alone.
            let launcher = movement.launcher.as_deref();
            return launcher.is_some_and(|launcher| self.has(launcher));
        }
        let Some(launcher) = movement.launcher.as_deref() else {
            // Launched by nobody in particular, it is everybody's.
            return true;
        };
        if self.above.contains(launcher) || self.has(launcher) {
            return true;
        }
        let org = &self.view.state.org;
        let spell = org
            .find(launcher)
            .and_then(|agency| agency.nearest(self.view.today));
        let outside = |level: Level| !level.is_enforcement();
        spell.is_some_and(|spell| outside(spell.level)) && self.acts_under(movement)
    }

    /// Whether an agency in reach acts under it, or none is known to.
    fn acts_under(&self, movement: &Movement) -> bool {
        let book = &self.view.state.movements;
        let responders = book.responses(&movement.code).iter();
        let acting = responders.map(|row| row.agency.as_str());
        let followers = book.followers(&movement.code).iter();
        let followers = followers.filter_map(|code| book.get(code)?.launcher.as_deref());
        let all: Vec<&str> = followers.chain(acting).collect();
        let ours = |agency: &&str| self.above.contains(*agency) || self.has(agency);
        all.is_empty() || all.iter().any(ours)
    }
}

/// Everything above these agencies and what they came from, at any time; themselves too.
fn above<'a>(org: &'a Org, codes: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
    let mut found: HashSet<&str> = HashSet::new();
    let mut next: Vec<&str> = codes.collect();
    while let Some(code) = next.pop() {
        if !found.insert(code) {
            continue;
        }
        if let Some(agency) = org.find(code) {
            let parents = agency.spells.iter();
            next.extend(parents.filter_map(|spell| spell.parent.as_deref()));
        }
        let before = org.predecessors(code).into_iter();
        next.extend(before.map(|pair| pair.old.as_str()));
    }
    found
}

/// Whether the actor may read a row of `phong-trao`.
pub(crate) fn reads(view: &View, row: &Values) -> bool {
    let told = Movement::from_row(row);
    told.is_some_and(|movement| Reach::of(view).sees(&movement))
}
