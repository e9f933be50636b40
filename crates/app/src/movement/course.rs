//! The course of a movement as it is told: what happened to it, what is due, its criteria with the rewards planned and
//! given.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::movement::{Movement, Stage, Step};

use crate::register::AwardRow;
use crate::state::View;

/// A step in its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LifeLine {
    /// Code of `Việc`.
    pub act: &'static str,
    /// Day.
    pub on: String,
    /// Its paper, as cited.
    pub document: Option<String>,
    /// Code of that paper, where it is one of `van-ban`.
    pub document_code: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What changed, or to whom it was launched, one a line.
    pub change: Option<String>,
}

/// What is due in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MilestoneLine {
    /// Code of `Mốc`.
    pub kind: String,
    /// Which time, where there are several.
    pub turn: Option<i64>,
    /// What is to be done.
    pub text: Option<String>,
    /// By when, as precise as told.
    pub due: Option<String>,
    /// Whether each unit hands in a paper.
    pub each: bool,
    /// When it was done.
    pub done_on: Option<String>,
    /// What came of it, as cited.
    pub document: Option<String>,
    /// Code of that paper, where it is one of `van-ban`.
    pub document_code: Option<String>,
    /// Code of the agency that set it.
    pub agency: String,
    /// Whether it is over and not told to be done.
    pub late: bool,
    /// Key of its record, for the form.
    #[serde(skip)]
    pub key: String,
}

/// A criterion, with the reward planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StandardLine {
    /// Place, from 1.
    pub order: Option<i64>,
    /// `tap_the ca_nhan`; `None`: both.
    pub subject: Option<String>,
    /// Codes of awards.
    pub awards: Vec<String>,
    /// Their names.
    pub award_names: Vec<String>,
    /// What is to be met, one a line.
    pub text: Option<String>,
    /// The most that are planned.
    pub planned: Option<i64>,
    /// How many of these awards were given for the movement, to that kind of subject, as far as numbers are told;
    /// `None`: none is recorded yet.
    pub given: Option<i64>,
    /// Code of the agency that set it.
    pub agency: String,
    /// Key of its record, for the form.
    #[serde(skip)]
    pub key: String,
}

/// The code of a stage.
pub(super) const fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::Running => "running",
        Stage::Coming => "coming",
        Stage::Over => "over",
        Stage::Untold => "untold",
        Stage::Draft => "draft",
        Stage::Paused => "paused",
    }
}

/// Its steps, the first first.
pub(super) fn life(view: &View, movement: &Movement) -> Vec<LifeLine> {
    let state = view.state.as_ref();
    let line = |step: &Step| {
        let paper = step.document.as_ref();
        LifeLine {
            act: step.act.code(),
            on: step.on.to_string(),
            document: paper.map(|paper| state.cited(paper)),
            document_code: paper
                .filter(|paper| state.documents.contains_key(*paper))
                .cloned(),
            reason: step.reason.clone(),
            change: step.change.clone(),
        }
    };
    movement.life.iter().map(line).collect()
}

/// Whether a row set by an agency is the reader's to see: the launcher's is for everybody who sees the movement.
fn opens(view: &View, movement: &Movement, agency: &str) -> bool {
    movement.launcher.as_deref() == Some(agency) || view.sees(Permission::ViewAwards, agency)
}

/// What is due, by day.
pub(super) fn milestones(view: &View, movement: &Movement) -> Vec<MilestoneLine> {
    let state = view.state.as_ref();
    let all = state.movements.milestones(&movement.code).iter();
    let seen = all.filter(|line| opens(view, movement, &line.agency));
    seen.map(|line| {
        let paper = line.document.as_ref();
        let over = line.due.is_some_and(|due| due.last_day() < view.today);
        MilestoneLine {
            kind: line.kind.clone(),
            turn: line.turn,
            text: line.text.clone(),
            due: line.due.map(|day| day.to_string()),
            each: line.each,
            done_on: line.done_on.map(|day| day.to_string()),
            document: paper.map(|paper| state.cited(paper)),
            document_code: paper
                .filter(|paper| state.documents.contains_key(*paper))
                .cloned(),
            agency: line.agency.clone(),
            // What each unit hands in is not done by the launcher: its lateness is the unit's.
            late: over && !line.each && !line.is_done() && movement.asks(view.today),
            key: line.key.clone(),
        }
    })
    .collect()
}

/// Criteria and planned rewards, in their order, beside what was given.
pub(super) fn standards(view: &View, movement: &Movement, given: &[AwardRow]) -> Vec<StandardLine> {
    let state = view.state.as_ref();
    let all = state.movements.standards(&movement.code).iter();
    let seen = all.filter(|line| opens(view, movement, &line.agency));
    seen.map(|line| {
        let same = given.iter().filter(|row| {
            row.status == "da_tang"
                && line.awards.contains(&row.award)
                && line
                    .subject
                    .as_deref()
                    .is_none_or(|kind| kind == row.subject_kind)
        });
        let counts: Vec<i64> = same.filter_map(|row| row.instances).collect();
        let name = |code: &String| {
            let award = state.catalogue.award(code);
            award.map_or_else(|| code.clone(), |award| award.name.clone())
        };
        StandardLine {
            order: line.order,
            subject: line.subject.clone(),
            award_names: line.awards.iter().map(name).collect(),
            awards: line.awards.clone(),
            text: line.text.clone(),
            planned: line.count,
            given: (!counts.is_empty()).then(|| counts.iter().sum()),
            agency: line.agency.clone(),
            key: line.key.clone(),
        }
    })
    .collect()
}
