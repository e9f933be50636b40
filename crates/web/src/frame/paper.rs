//! What a page bears only on paper: the agency it is about with its superior, who printed it and when. A sheet that
//! leaves the screen must say whose it is and of what moment.

use serde::Serialize;
use thidua_domain::access::Permission;

use crate::ask::{Ask, Caller};
use crate::routes::Access;

/// Head and foot of a printed page.
#[derive(Serialize)]
pub(crate) struct Paper {
    /// The superior's name.
    above: Option<String>,
    /// The name of the agency in view, else of the reader's own.
    agency: Option<String>,
    /// When the page was made (µs UTC): what stands on it is of this moment.
    at: i64,
    /// Who printed it.
    by: String,
}

/// The head and foot of a reader's page about the agency `in_view`; `None` before one has signed in.
pub(super) fn of(ask: &Ask, in_view: Option<&str>) -> Option<Paper> {
    let Caller::Session(live) = &ask.caller else {
        return None;
    };
    let needed = match ask.route.access {
        Access::Needs(permission) => permission,
        _ => Permission::ViewFigures,
    };
    let own = || ask.home_agency(&live.actor, needed);
    let code = in_view.map(str::to_owned).or_else(own);
    let state = ask.view.as_ref().map(|view| &view.state);
    let agency = state.and_then(|state| state.org.find(code.as_deref()?));
    let spell = agency.and_then(|agency| agency.nearest(ask.today));
    let above = spell.and_then(|spell| spell.parent.as_deref());
    Some(Paper {
        above: above.map(|code| ask.agency_name(code)),
        agency: spell.map(|spell| spell.name.clone()),
        at: ask.now.0,
        by: live.name.clone(),
    })
}
