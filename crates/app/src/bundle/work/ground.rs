//! What a check stands on and no mend changes: whose rows may be touched, what is called what in the stored data.

use std::sync::Arc;

use super::super::scope::Scope;
use super::names::Names;
use super::words::FigureWords;
use crate::View;

/// What a check stands on, at one version of the data.
pub(super) struct Ground {
    pub(super) view: View,
    pub(super) scope: Arc<Scope>,
    pub(super) agencies: Names,
    pub(super) people: Names,
    pub(super) documents: Names,
    pub(super) figures: FigureWords,
}

impl std::fmt::Debug for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ground at {}", self.view.state.version)
    }
}

impl Ground {
    pub(super) fn of(view: View) -> Self {
        let scope = Arc::new(Scope::of(&view));
        let state = view.state.clone();
        let mut ground = Self {
            scope,
            agencies: Names::of_agencies(),
            people: Names::default(),
            documents: Names::default(),
            figures: FigureWords::of(&state.catalogue),
            view,
        };
        for agency in state.org.iter() {
            for spell in &agency.spells {
                ground.agencies.add(&spell.name, &agency.code);
                if let Some(short) = &spell.short_name {
                    ground.agencies.add(short, &agency.code);
                }
            }
        }
        for block in state.clusters.values().flatten() {
            ground.agencies.add(&block.name, &block.code);
        }
        let scope = ground.scope.clone();
        let reached = |code: &str| !scope.is_foreign(code);
        for person in state.people.values().filter(|it| reached(&it.code)) {
            for post in &person.posts {
                ground.people.add(&post.name, &person.code);
            }
        }
        for document in state.documents.values() {
            if let Some(symbol) = &document.symbol {
                ground.documents.add(symbol, &document.code);
            }
        }
        ground
    }

    /// Whether it still is what a view sees.
    pub(super) fn holds(&self, view: &View) -> bool {
        self.view.state.version == view.state.version
            && self.view.today == view.today
            && self.view.actor.user == view.actor.user
    }
}
