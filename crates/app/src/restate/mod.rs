//! A past period told for the agencies of today, beside what was reported then; the decisions it rests on; targets
//! handed over at a merger.
//!
//! The meaning is `domain::restate`. [`State::restated`] is the same state over today's tree: every query answers
//! over it as it does over the tree of the time.

mod awards;
mod crosswalk;
mod decide;
mod first_year;
mod handover;
mod page;
mod signed;
mod told;
mod words;

pub use awards::AwardLine;
pub(crate) use crosswalk::key_of;
pub use crosswalk::{Crosswalks, Heir, OldAgency, RuleLine, crosswalks};
pub use decide::{NewRules, Preview, PreviewLine, Share, Way, decide, preview};
pub use first_year::{FirstLine, FirstYear, NewOpening, declare, first_year};
pub use handover::{
    Accept, Answer, Handed, Handover, HandoverLine, OldTarget, Treatment, accept, handover,
};
pub use page::{AskRestated, Restatement, before_first_day, changed_since, restatement};
pub use told::{PartLine, Row, Section, Summary, UnplacedLine};

use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::bundle::Values;
use thidua_domain::restate::sources;
use thidua_domain::time::Window;

use crate::State;
use crate::state::View;

/// What reading a restatement asks for.
pub const PERMISSION: Permission = Permission::ViewFigures;
/// What entering a decision about it asks for, over the old agency and every one that takes over: the paper is signed
/// outside, as one that assigns targets is; the audit trail tells who entered it.
pub const ENTER: Permission = Permission::EnterFigures;

/// That figures are told for the agencies of a day, and what could not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Restated {
    /// The day whose agencies they are, ISO.
    pub as_of: String,
    /// What is not restated, and why; empty: everything is.
    pub reasons: Vec<String>,
}

/// What a query over [`State::restated`] says of itself; `None` over the tree of the time.
pub(crate) fn told(state: &State, agency: &str, window: Window) -> Option<Restated> {
    let (as_of, then) = state.org.restated_from()?;
    let mut reasons = Vec::new();
    for side in [None, Some("viec"), Some("tien")] {
        let id = then.find(agency).map(|found| found.code.as_str());
        let found = id.map(|code| sources(then, as_of, code, window.last_day(), side));
        let stands = then
            .find(agency)
            .is_none_or(|found| found.on(as_of).is_some());
        if let (false, Some(code)) = (stands, id) {
            let words = words::gone(state, code, as_of, window.last_day());
            if !reasons.contains(&words) {
                reasons.push(words);
            }
        }
        for (old, why) in found.into_iter().flat_map(|found| found.unplaced) {
            let words = words::why(state, old, &why, window.last_day());
            if !reasons.contains(&words) {
                reasons.push(words);
            }
        }
    }
    Some(Restated {
        as_of: as_of.to_string(),
        reasons,
    })
}

impl State {
    /// The same state seen over the tree of `today`: figures of the past are restated to its agencies.
    #[must_use]
    pub fn restated(&self, today: Date) -> Self {
        Self {
            org: Arc::new(self.org.restated(today)),
            // What lists remember holds names of the time.
            kept: Arc::default(),
            ..self.clone()
        }
    }
}

impl View {
    /// The same view over the tree of today.
    #[must_use]
    pub fn restated(&self) -> Self {
        Self {
            state: Arc::new(self.state.restated(self.today)),
            ..self.clone()
        }
    }

    /// The same view over the tree of the time.
    #[must_use]
    pub(crate) fn as_it_was(&self) -> Self {
        let Some(then) = self.state.org.then() else {
            return self.clone();
        };
        let state = State {
            org: Arc::new(then.clone()),
            kept: Arc::default(),
            ..State::clone(&self.state)
        };
        Self {
            state: Arc::new(state),
            ..self.clone()
        }
    }
}

/// Whether the actor may change a stored decision: who reaches the old agency and the one that takes over.
pub(crate) fn writes(view: &View, values: &Values) -> bool {
    let reaches = |id: &&str| {
        let code = values.get(id);
        code.is_none_or(|code| view.permit_agency(ENTER, code).is_ok())
    };
    ["ma_cu", "ma_moi", "ma_co_quan"].iter().all(reaches)
}
