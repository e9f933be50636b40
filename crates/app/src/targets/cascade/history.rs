//! How the table came to stand so: each handing out and each revision with its paper and day, newest first.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;
use thidua_domain::targets::Target;
use thidua_domain::time::{PartialDate, WorkYear};

use super::table::Cascade;
use super::words::{number, shown};
use crate::State;

/// One handing out or revision: what was given by one paper on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Day of assignment, ISO at its precision.
    pub on: Option<String>,
    /// The paper, as cited.
    pub document: Option<String>,
    /// Whether it revises what was given before.
    pub revises: bool,
    /// How many agencies it concerns.
    pub agencies: usize,
    /// What was given.
    pub lines: Vec<StepLine>,
}

/// One value of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepLine {
    /// Code of the row of `chi-tieu`.
    pub code: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// What is asked for.
    pub target: String,
    /// The value it took the place of, printed.
    pub was: Option<String>,
    /// The value, printed.
    pub now: Option<String>,
    /// Why, as noted.
    pub note: Option<String>,
}

/// Where a step stands among others: day, paper, whether it revises.
type Mark = (Option<PartialDate>, Option<String>, bool);

/// What the agency of a table has handed out in its year, newest first.
pub fn history(state: &State, cascade: &Cascade) -> Vec<Step> {
    let year = WorkYear(cascade.year);
    let order: HashMap<&str, usize> = cascade
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.agency.as_str(), at))
        .collect();
    let ours = |target: &&Target| {
        target.years.is_single()
            && target.years.contains(year)
            && target.level.is_none()
            && target.person.is_none()
            && target.target_code.is_some()
            && order.contains_key(target.agency.as_str())
            && target.assigners.contains(&cascade.agency)
    };
    let mut steps: Vec<(Mark, Vec<&Target>)> = Vec::new();
    for target in state.targets.iter().filter(ours) {
        let mark = (
            target.assigned_on,
            target.document.clone(),
            target.supersedes.is_some(),
        );
        match steps.iter_mut().find(|(known, _)| *known == mark) {
            Some((_, targets)) => targets.push(target),
            None => steps.push((mark, vec![target])),
        }
    }
    steps.sort_by_key(|(mark, _)| Reverse((mark.0, mark.2)));
    let place = |target: &&Target| order.get(target.agency.as_str()).copied();
    steps
        .into_iter()
        .map(|((on, document, revises), mut targets)| {
            targets.sort_by_key(place);
            let mut agencies: Vec<&str> = targets.iter().map(|one| one.agency.as_str()).collect();
            agencies.dedup();
            Step {
                on: on.map(|day| day.to_string()),
                document: document.map(|document| state.cited(&document)),
                revises,
                agencies: agencies.len(),
                lines: targets
                    .into_iter()
                    .map(|target| line(state, cascade, target))
                    .collect(),
            }
        })
        .collect()
}

fn line(state: &State, cascade: &Cascade, target: &Target) -> StepLine {
    let code = target.target_code.as_deref().unwrap_or_default();
    let figure = state.catalogue.figure(code);
    let printed = |target: &Target| {
        let value = number(target).zip(figure);
        value.map(|(value, figure)| shown(state, figure, value))
    };
    let before = target.supersedes.as_deref().and_then(|before| {
        let mut all = state.targets.iter();
        all.find(|other| other.code.as_deref() == Some(before))
    });
    StepLine {
        code: target.code.clone(),
        agency: target.agency.clone(),
        name: state.name_on(&target.agency, cascade.day),
        target: figure.map_or_else(|| code.to_owned(), |figure| figure.name.clone()),
        was: before.and_then(printed),
        now: printed(target),
        note: target.note.clone(),
    }
}
