//! What a collective has of the bodies it came from (`Org::forebears` says which).
//!
//! One body that only took another code or name goes on: all it won is its own. Of bodies that were merged or parted
//! the awards are shown, and whether they count is for a person to decide (`AwardFact::inherited`); their ratings are
//! no ratings of the new body. A dissolved body has no heir.

use jiff::civil::Date;
use thidua_domain::org::Forebear;
use thidua_domain::rating::Rating;

use super::Gatherer;
use crate::State;

/// A code that stands for a collective.
pub(super) struct Source<'s> {
    pub(super) code: &'s str,
    /// The body, where it is not the collective itself.
    pub(super) body: Option<Forebear<'s>>,
}

impl Source<'_> {
    /// Whether what it won is another body's.
    pub(super) fn inherited(&self) -> bool {
        self.body.is_some_and(|body| !body.same)
    }

    /// Whether what it did from a day on belongs to the collective: a body that was parted from it and lives on speaks
    /// for itself from then on. What has no day is told as if it did.
    pub(super) fn counts(&self, state: &State, first: Option<Date>) -> bool {
        let told = self.body.as_ref().zip(first);
        told.is_none_or(|(body, first)| state.org.was_of_line(body, first))
    }
}

/// The codes under which a collective won something, its own first.
pub(super) fn sources<'s>(state: &'s State, code: &'s str) -> Vec<Source<'s>> {
    let own = std::iter::once(Source { code, body: None });
    let former = state.org.forebears(code).into_iter();
    own.chain(former.map(|body| Source {
        code: body.code,
        body: Some(body),
    }))
    .collect()
}

impl<'v> Gatherer<'v> {
    /// The ratings of a collective under each of its own names.
    pub(super) fn rated(&self, code: &str) -> Vec<&'v Rating> {
        let state = self.state();
        let own = sources(state, code)
            .into_iter()
            .filter(|own| !own.inherited());
        let rows = own.filter_map(|own| state.ratings.get(own.code));
        rows.flatten().collect()
    }
}
