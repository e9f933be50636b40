//! What one actor may see of a state on one day.

use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::access::{Actor, EVERYWHERE, Permission, Target, Verdict, allow};
use thidua_domain::org::Level;

use super::State;
use crate::AppError;

/// One actor's view of one state on one day: what every query starts from.
#[derive(Clone, Debug)]
pub struct View {
    /// The state.
    pub state: Arc<State>,
    /// Who asks.
    pub actor: Actor,
    /// Today, in Vietnam.
    pub today: Date,
}

impl View {
    /// An actor's view of a state: who signs in under a code for which another stands is that other person, so that
    /// nobody judges oneself, or approves one's own, under an older code.
    pub fn of(state: Arc<State>, actor: &Actor, today: Date) -> Self {
        let mut actor = actor.clone();
        actor.person = actor
            .person
            .map(|code| state.merged.standing(&code).to_owned());
        Self {
            state,
            actor,
            today,
        }
    }

    /// The same view of the figures with those that wait for approval.
    #[must_use]
    pub fn with_drafts(&self) -> Self {
        Self {
            state: Arc::new(self.state.with_drafts()),
            ..self.clone()
        }
    }

    /// Refuses what the actor may not do here: not yours and not there answer the same.
    pub fn permit(&self, permission: Permission, target: Target<'_>) -> Result<(), AppError> {
        match allow(
            &self.actor,
            permission,
            target,
            self.today,
            self.state.org.as_ref(),
        ) {
            Verdict::Granted => Ok(()),
            Verdict::Hidden => Err(AppError::NotFound),
            Verdict::Forbidden => Err(AppError::Forbidden),
        }
    }

    /// Permits a look at an agency or a block, which must be there.
    pub fn permit_agency(&self, permission: Permission, code: &str) -> Result<(), AppError> {
        if let Some(blocks) = self.state.clusters.get(code) {
            let manager = blocks
                .last()
                .and_then(|block| block.manager.as_deref())
                .unwrap_or(code);
            return self.permit(permission, Target::Agency(manager));
        }
        self.permit(permission, Target::Agency(code))?;
        self.state
            .org
            .find(code)
            .map(|_| ())
            .ok_or(AppError::NotFound)
    }

    /// Permits a look at a person, who must be there.
    pub fn permit_person(&self, permission: Permission, code: &str) -> Result<(), AppError> {
        // A code for which another stands is that other's.
        let code = self.state.merged.standing(code);
        let person = self.state.people.get(code);
        let now = person.and_then(|person| person.on(self.today).or(person.posts.last()));
        let agencies: Vec<String> = now.map(|post| post.agency.clone()).into_iter().collect();
        self.permit(
            permission,
            Target::Person {
                code,
                agencies: &agencies,
            },
        )?;
        person.map(|_| ()).ok_or(AppError::NotFound)
    }

    /// Whether the actor may load for the whole system: the common tree and registers too.
    pub fn loads_everywhere(&self) -> bool {
        self.has_everywhere(Permission::LoadData)
    }

    /// Whether the actor has a permission over the whole system.
    pub fn has_everywhere(&self, permission: Permission) -> bool {
        let agencies = self.actor.agencies(permission, self.today);
        let whole = |code: &&str| {
            let agency = self.state.org.find(code);
            let spell = agency.and_then(|agency| agency.nearest(self.today));
            *code == EVERYWHERE
                || spell.is_some_and(|spell| {
                    matches!(spell.level, Level::Directorate | Level::Ministry)
                })
        };
        agencies.iter().any(whole)
    }

    /// Whether the actor may look at an agency.
    pub fn sees(&self, permission: Permission, code: &str) -> bool {
        self.permit(permission, Target::Agency(code)).is_ok()
    }
}
