//! What is found by its name alone: initiatives and movements.

use thidua_domain::initiative::Initiative;
use thidua_domain::movement::Movement;
use thidua_domain::text;

use super::shelf::{Builder, Shelf, Standing};
use crate::State;

/// By name; the words of the summary are asked for beside it.
pub(super) fn the_initiatives(state: &State) -> Shelf {
    let mut all: Vec<&Initiative> = state.initiatives.values().collect();
    all.sort_by(|a, b| text::compare(&a.name, &b.name));
    let mut shelf = Builder::default();
    for initiative in all {
        shelf.item(&initiative.code);
        let more = initiative.summary.as_deref().unwrap_or_default();
        shelf.name(&initiative.name, more, 0, Standing::Now);
    }
    shelf.finish()
}

/// The newest first, by name; theme and slogan are asked for beside it.
pub(super) fn the_movements(state: &State) -> Shelf {
    let mut all: Vec<&Movement> = state.movements.all().values().collect();
    all.sort_by(|a, b| b.from.cmp(&a.from).then_with(|| a.code.cmp(&b.code)));
    let mut shelf = Builder::default();
    for movement in all {
        shelf.item(&movement.code);
        let more = [movement.theme.as_deref(), movement.slogan.as_deref()];
        let more: Vec<&str> = more.into_iter().flatten().collect();
        shelf.name(&movement.name, &more.join(" "), 0, Standing::Now);
    }
    shelf.finish()
}
