//! One exemplar: who proposed it, on what, what was decided by whom, how it was made known, who follows it.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::exemplar::{Exemplar, next};

use super::{Comparison, ExemplarRow, SpreadLine, comparison, find, name, row};
use crate::AppError;
use crate::achievement::Named;
use crate::deed::{cited_sources, keeps};
use crate::state::View;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepLine {
    /// Code of `Bước`.
    #[serde(rename = "buoc")]
    pub step: String,
    /// Day, as exact as told.
    #[serde(rename = "ngay")]
    pub date: Option<String>,
    /// Who decided, by name.
    pub by_name: Option<String>,
    /// The paper, as cited.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
    /// Words.
    #[serde(rename = "noi_dung")]
    pub text: Option<String>,
    /// Sources, as cited.
    pub sources: Vec<String>,
}

/// One exemplar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct One {
    /// Its row.
    #[serde(flatten)]
    pub row: ExemplarRow,
    /// What names it.
    pub title: String,
    /// Name of the movement.
    pub movement_name: Option<String>,
    /// Name of the event.
    pub event_name: Option<String>,
    /// Its steps, the first one first.
    pub steps: Vec<StepLine>,
    /// How it was made known, the newest first.
    pub spreads: Vec<SpreadLine>,
    /// Beside those who follow it, by cases; `null` where their rates are not the reader's to see.
    pub comparison: Option<Comparison>,
    /// Achievements it rests on that the reader sees: code and name.
    #[serde(skip)]
    pub proofs: Vec<Named>,
    /// Practices of it that the reader sees.
    #[serde(skip)]
    pub practices: Vec<Named>,
    /// Steps the reader may take.
    #[serde(skip)]
    pub next: Vec<&'static str>,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
    /// Whether the reader may open the subject's page.
    #[serde(skip)]
    pub opens_subject: bool,
}

/// One exemplar; `side`: `viec` or `tien`, what the followers are compared by.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it is not the reader's to see.
pub fn one(view: &View, code: &str, side: &str) -> Result<One, AppError> {
    let found = find(view, code)?;
    let state = view.state.as_ref();
    let open = keeps(view, &found.agency);
    let person = view.actor.person.as_deref();
    let person = person.map(|code| state.merged.standing(code));
    let oneself = person.is_some() && found.subject.as_deref() == person;
    let practices = state.practices.about(code);
    let practices = practices.filter(|one| one.exemplar.as_deref() == Some(code));
    let seen = practices.filter(|one| crate::practice::sees(view, one));
    let named = |code: &String| {
        let found = crate::achievement::seen(view, code).ok()?;
        Some(Named {
            code: code.clone(),
            name: crate::achievement::name(view, found),
        })
    };
    let subject = found.subject.as_deref();
    Ok(One {
        title: name(view, found),
        movement_name: found
            .movement
            .as_deref()
            .map(|code| state.movement_name(code)),
        event_name: found.event.as_deref().map(|code| state.event_name(code)),
        steps: steps(view, found),
        spreads: super::spread_lines(view, code),
        comparison: comparison(view, found, side),
        proofs: found.achievements.iter().filter_map(named).collect(),
        practices: seen
            .map(|one| Named {
                code: one.code.clone(),
                name: one.name.clone(),
            })
            .collect(),
        next: match open && !oneself {
            true => next(found.status.as_deref()).to_vec(),
            false => Vec::new(),
        },
        key: found.key.clone(),
        opens_subject: subject.is_some_and(|code| match state.people.contains_key(code) {
            true => view.permit_person(Permission::ViewPeople, code).is_ok(),
            false => view.permit_agency(Permission::ViewCommon, code).is_ok(),
        }),
        row: row(view, found),
    })
}

fn steps(view: &View, found: &Exemplar) -> Vec<StepLine> {
    let state = view.state.as_ref();
    let code = found.code.as_deref().unwrap_or_default();
    let mut steps: Vec<_> = state.steps.about(code).collect();
    // A day that is not told stands where the step stands among the others.
    steps.sort_by_key(|step| (step.on.map(|on| on.first_day()), step.place()));
    let line = |step: &thidua_domain::exemplar::Step| {
        let on = step
            .on
            .map_or(view.today, |on| on.last_day().min(view.today));
        StepLine {
            step: step.step.clone(),
            date: step.on.map(|on| on.to_string()),
            by_name: step.by.as_deref().map(|code| state.name_on(code, on)),
            document: step.document.as_ref().map(|paper| state.cited(paper)),
            text: step.text.clone(),
            sources: cited_sources(state, step.source.as_deref()),
        }
    };
    steps.into_iter().map(line).collect()
}

/// Exemplars the reader proposed, the newest first.
pub fn proposals(view: &View) -> Vec<ExemplarRow> {
    let state = view.state.as_ref();
    let Some(person) = view.actor.person.as_deref() else {
        return Vec::new();
    };
    let person = state.merged.standing(person);
    let own = state.exemplars.iter().rev();
    own.filter(|row| row.found_by.as_deref() == Some(person))
        .map(|found| row(view, found))
        .collect()
}
