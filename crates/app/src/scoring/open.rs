//! Who may read which ranking (ADR 0009): it is where sisters compare themselves, so whoever reads the
//! targets of an agency reads the ranking that agency stands in; what lies below an agency is read by those
//! whose role reaches below it.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::{Extent, Reach};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::time::{Window, WorkYear};

use super::{AskRanking, PERMISSION};
use crate::AppError;
use crate::state::View;

/// How an actor stands to a block, or to the agency whose agencies below are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// A role reaches it and what is below it.
    Whole,
    /// Nothing but, perhaps, one of those who are ranked.
    FromWithin,
}

/// How the actor stands to a block or an agency.
///
/// # Errors
/// [`AppError::NotFound`] where there is none of that code.
pub(super) fn sight(view: &View, within: &str) -> Result<Sight, AppError> {
    let state = view.state.as_ref();
    let block = state.clusters.get(within);
    if block.is_none() && state.org.find(within).is_none() {
        return Err(AppError::NotFound);
    }
    let block = block.and_then(|years| years.last());
    let held_by = block.map_or(within, |block| block.manager.as_deref().unwrap_or(within));
    Ok(match reaches_below(view, held_by) {
        true => Sight::Whole,
        false => Sight::FromWithin,
    })
}

/// Whether one of today's roles carries the reading of targets to an agency and what is below it.
pub fn reaches_below(view: &View, agency: &str) -> bool {
    view.actor.grants_on(view.today).any(|grant| {
        grant.role.extent(PERMISSION) == Some(Extent::Below)
            && (grant.is_everywhere() || view.state.org.covers(&grant.agency, agency))
    })
}

impl Sight {
    /// Lets those go on who read all that is ranked, and those who read one of the ranked: the latter see
    /// rates, the measure of emulation, and no amounts of others; and only the block or the agency directly
    /// above, not a whole country by level.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else; [`AppError::Refused`] for amounts.
    pub(super) fn allows(
        self,
        view: &View,
        ask: &AskRanking,
        members: &[String],
        by: &[&FigureCode],
    ) -> Result<(), AppError> {
        if self == Self::Whole {
            return Ok(());
        }
        let stands = members
            .iter()
            .any(|code| view.permit_agency(PERMISSION, code).is_ok());
        if !stands || ask.level.is_some() {
            return Err(AppError::NotFound);
        }
        match by.iter().all(|code| code.measure == Measure::Rate) {
            true => Ok(()),
            false => Err(AppError::refused(
                "Bảng xếp hạng của cấp trên chỉ xem được theo tỷ lệ; số tuyệt đối của đơn vị khác \
                 do cơ quan cấp trên xem.",
            )),
        }
    }
}

/// A ranking that is open to the actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rankable {
    /// Code of the block or agency.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it may be ranked by amounts too.
    pub whole: bool,
}

/// The rankings of a year that are open to those who read some agencies: what is below each, where each
/// stands, and the blocks each is a member of; the first is the one to begin with.
pub fn rankings(view: &View, own: &[String], year: i16) -> Vec<Rankable> {
    let state = view.state.as_ref();
    let on = state.org.seen(Window::whole(WorkYear(year)).last_day());
    let mut found: Vec<Rankable> = Vec::new();
    for code in own {
        let below = competing(view, code, on);
        let parent = state.org.find(code).and_then(|agency| agency.nearest(on));
        let parent = parent.and_then(|spell| spell.parent.clone());
        let blocks = state.clusters.keys().filter(|block| {
            let cluster = state.cluster(block, year);
            cluster.is_some_and(|cluster| cluster.members_on(&state.org, on).contains(code))
        });
        let mut blocks: Vec<String> = blocks.cloned().collect();
        blocks.sort();
        let candidates = below.then(|| code.clone()).into_iter();
        for code in candidates.chain(parent).chain(blocks) {
            if found.iter().any(|known| known.code == code) {
                continue;
            }
            let name = state.label_on(&code, on);
            let whole = sight(view, &code).is_ok_and(|sight| sight == Sight::Whole);
            found.push(Rankable { code, name, whole });
        }
    }
    found
}

/// Whether agencies below are the actor's to compare.
fn competing(view: &View, code: &str, on: Date) -> bool {
    let mut below = view.state.org.children_on(code, on).into_iter();
    reaches_below(view, code)
        && below.any(|agency| {
            let spell = agency.on(on);
            spell.is_some_and(|spell| spell.level.is_enforcement())
        })
}
