//! What is followed and presses: late or due soon, of one's own agencies, for whoever may tell how far it is.

use thidua_domain::note::{Note, Standing};

use super::PERMISSION;
use super::follow::writes;
use crate::deed::{reads_at, shortened};
use crate::state::View;

/// How much presses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PressingNotes {
    /// Whose day is over.
    pub late: usize,
    /// Due within two weeks.
    pub soon: usize,
    /// What the most pressing one says.
    pub first: String,
}

/// What presses at the given agencies; `None`: nothing.
pub fn pressing(view: &View, own: &[String]) -> Option<PressingNotes> {
    let shelf = &view.state.notes;
    let mut found: Vec<(Standing, &Note)> = Vec::new();
    for code in own {
        if !reads_at(view, PERMISSION, &[code]) {
            continue;
        }
        let rows = shelf.of(code).iter().filter_map(|at| shelf.get(*at));
        for row in rows.filter(|row| writes(view, row)) {
            if let Some(standing @ (Standing::Late | Standing::Due)) = row.standing(view.today) {
                found.push((standing, row));
            }
        }
    }
    found.sort_by_key(|(standing, row)| (*standing, row.due.map(|due| due.last_day())));
    let (_, first) = found.first()?;
    let late = found
        .iter()
        .filter(|(standing, _)| *standing == Standing::Late);
    let late = late.count();
    Some(PressingNotes {
        late,
        soon: found.len() - late,
        first: shortened(first.text.as_deref().unwrap_or_default(), 120),
    })
}
