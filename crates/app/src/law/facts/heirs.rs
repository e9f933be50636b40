//! What a collective has of the bodies it came from.
//!
//! One body that only took another code or name goes on: all it won is its own. Of bodies that were merged or parted
//! the awards are shown, and whether they count is for a person to decide (`AwardFact::inherited`); their ratings are
//! no ratings of the new body. A dissolved body has no heir.

use thidua_domain::org::Reorganisation;
use thidua_domain::rating::Rating;

use super::Gatherer;
use crate::State;

/// The kind of a reorganisation that only changes a name.
const RENAMED: &str = "doi_ten";

/// A code that stands for a collective, and whether it is another body.
pub(super) struct Source {
    pub(super) code: String,
    pub(super) inherited: bool,
}

/// The codes under which a collective won something, its own first.
pub(super) fn sources(state: &State, code: &str) -> Vec<Source> {
    let mut found = vec![Source {
        code: code.to_owned(),
        inherited: false,
    }];
    let mut at = 0;
    while let Some((own, inherited)) = found.get(at).map(|own| (own.code.clone(), own.inherited)) {
        at += 1;
        for pair in state.org.predecessors(&own) {
            if !found.iter().any(|known| known.code == pair.old) {
                found.push(Source {
                    code: pair.old.clone(),
                    inherited: inherited || !goes_on(state, pair),
                });
            }
        }
    }
    found
}

/// Whether the old body simply goes on as the new one: nothing else came of it, and nothing else became the new one.
fn goes_on(state: &State, pair: &Reorganisation) -> bool {
    let alone = state.org.successors(&pair.old).len() == 1;
    let only = pair
        .new
        .as_deref()
        .is_some_and(|new| state.org.predecessors(new).len() == 1);
    pair.kind == RENAMED && alone && only
}

impl<'v> Gatherer<'v> {
    /// The ratings of a collective under each of its own names.
    pub(super) fn rated(&self, code: &str) -> Vec<&'v Rating> {
        let state = self.state();
        let own = sources(state, code)
            .into_iter()
            .filter(|own| !own.inherited);
        let rows = own.filter_map(|own| state.ratings.get(&own.code));
        rows.flatten().collect()
    }
}
