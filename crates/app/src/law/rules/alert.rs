//! What is to be known of the law ahead of time: texts that end, changes that wait for a second person.

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::law::change::Standing;
use thidua_domain::time::vn;

use super::{approves, proposes};
use crate::View;

/// A text that soon is no longer in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// Its code.
    pub text: String,
    /// As cited.
    pub short: String,
    /// Last day, as read.
    pub last_day: String,
    /// Days left; less than 0: past, and nothing replaced it.
    pub days_left: i32,
    /// How many conditions and values rest on it.
    pub rest: usize,
}

/// Texts that end soon or ended without a successor.
pub fn alerts(view: &View) -> Vec<Alert> {
    let book = view.state.law.as_ref();
    let sunsets = book.sunsets(view.today).into_iter();
    sunsets
        .map(|sunset| {
            let at = book.texts.iter().position(|own| own.id == sunset.text.id);
            let rests =
                |cites: &[thidua_domain::law::Cite]| cites.iter().any(|cite| Some(cite.text) == at);
            let conditions = book
                .conditions
                .iter()
                .filter(|own| rests(&own.cites))
                .count();
            let values = book.parameters.iter().flat_map(|own| &own.values);
            Alert {
                text: sunset.text.id.clone(),
                short: sunset.text.short.clone(),
                last_day: vn(sunset.last_day),
                days_left: sunset.days_left,
                rest: conditions + values.filter(|value| rests(&value.cites)).count(),
            }
        })
        .collect()
}

/// Whom the end of a text concerns on the start page: who deals with awards, and who keeps the rulebook.
pub fn concerned(view: &View) -> bool {
    let deals = [
        Permission::LoadData,
        Permission::ProposeRules,
        Permission::ApproveRules,
    ];
    deals.iter().any(|own| view.actor.holds(*own, view.today))
}

/// How many changes wait for an answer of this reader; none of the reader's own.
pub fn waiting(view: &View) -> usize {
    if !approves(view) {
        return 0;
    }
    let own = |by: &thidua_domain::law::change::By| by.user == view.actor.user;
    let waits = view.state.rulings.changes.iter();
    waits
        .filter(|change| change.standing == Standing::Waiting && !own(&change.proposed))
        .count()
}

/// Whether the reader has anything to do with changes.
pub(super) fn keeps(view: &View) -> bool {
    proposes(view) || approves(view)
}
