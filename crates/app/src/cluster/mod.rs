//! Clusters and blocks: members, head, pact and figures of a year; their meetings and whom these choose.

mod book;
pub mod list;
mod meeting;
pub mod minutes;
pub mod pact;
mod propose;
mod reach;
mod rotation;
mod rules;

pub use book::Meetings;
pub use meeting::{CandidateLine, MeetingAnswer, RuleLine, Votes, meeting};
pub use propose::{Proposed, preview, propose};
pub use reach::{READS, reads, writes};
pub(crate) use reach::{headed, reads_row, writes_row};
pub use rotation::{MeetingLine, PartLine, Turn, YearLine, meetings, parts, rotation, years};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::figures::{Ask, Frame, print};
use thidua_domain::time::{Window, WorkYear};

use crate::AppError;
use crate::document::Named;
use crate::state::View;

/// Who stands in which block is common knowledge.
pub const PERMISSION: Permission = Permission::ViewCommon;

/// A pact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PactLine {
    /// Day it was signed.
    pub signed_on: Option<String>,
    /// Its document, as cited.
    pub document: Option<String>,
    /// What was agreed.
    pub items: Vec<String>,
}

/// A block in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlockAnswer {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whose block it is.
    pub line: Option<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Occasions, as written: `name (base date)`.
    pub occasions: Vec<String>,
    /// Head of the year.
    pub head: Option<String>,
    /// Deputies.
    pub deputies: Vec<String>,
    /// Members at the end of the year.
    pub members: Vec<Named>,
    /// The pact.
    pub pact: PactLine,
    /// Whom its meetings chose (`name – award`); empty for those who may not read them.
    pub nominations: Vec<String>,
    /// Its meetings of the year, the newest first; empty for those who may not read them.
    pub meetings: Vec<MeetingAnswer>,
    /// Its own figures of the year; empty for those who may not read them.
    pub figures: BTreeMap<String, String>,
    /// Precision of those that are not exact.
    pub qualifiers: BTreeMap<String, &'static str>,
}

/// A block in a year.
pub fn block(view: &View, code: &str, year: i16) -> Result<BlockAnswer, AppError> {
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    let state = view.state.as_ref();
    let found = state.cluster(code, year).ok_or(AppError::NotFound)?;
    let window = Window::whole(WorkYear(year));
    let frame = Frame::whole("btp");
    let ask = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame: &frame,
    };
    let mut figures = BTreeMap::new();
    let mut qualifiers = BTreeMap::new();
    // Figures are not common knowledge: they stand here for those who may read the block's balance.
    let may = view.permit_agency(Permission::ViewFigures, code).is_ok();
    for figure in state.catalogue.figures().filter(|_| may) {
        if let Some(own) = ask.own(code, &figure.code) {
            figures.insert(figure.code.clone(), print::plain(own.value, figure.measure));
            if !own.precision.is_exact() {
                qualifiers.insert(figure.code.clone(), own.precision.code());
            }
        }
    }
    let named = |code: String| Named {
        name: state.name_on(&code, window.last_day()),
        code,
    };
    let held = held(view, code, year)?;
    let chosen = held.iter().flat_map(|meeting| &meeting.candidates);
    let chosen = chosen.filter(|line| line.chosen);
    Ok(BlockAnswer {
        code: code.to_owned(),
        name: found.name.clone(),
        line: found.manager.clone(),
        theme: found.theme.clone(),
        occasions: found.occasions.clone(),
        head: found.head_on(window.last_day()).map(str::to_owned),
        deputies: found
            .deputies_on(window.last_day())
            .into_iter()
            .map(str::to_owned)
            .collect(),
        members: found
            .members_on(&state.org, window.last_day())
            .into_iter()
            .map(named)
            .collect(),
        pact: PactLine {
            signed_on: found.signed_on.map(|date| date.to_string()),
            document: found
                .document
                .as_ref()
                .map(|document| state.cited(document)),
            items: found.pact.clone(),
        },
        nominations: chosen
            .map(|line| format!("{} – {}", line.name, line.award_name))
            .collect(),
        meetings: held.clone(),
        figures,
        qualifiers,
    })
}

/// The meetings of a block about a year, for whoever may read them.
fn held(view: &View, code: &str, year: i16) -> Result<Vec<MeetingAnswer>, AppError> {
    if !reads(view, code, year) && !writes(view, code, year) {
        return Ok(Vec::new());
    }
    let meetings = view.state.meetings.of(code, year).into_iter();
    meetings
        .map(|one| meeting::meeting(view, &one.code))
        .collect()
}
