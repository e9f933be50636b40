//! Movements and what was done under them: one book, made anew where any of it changed.

use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::campaign::{DayEntry, sheet::DAILY};
use thidua_domain::movement::sheet::{MOVEMENTS, RESPONSES};
use thidua_domain::movement::{Milestone, Movement, Response, Standard, Step, life, plan};

use crate::State;
use crate::campaign;
use crate::movement::{Book, Told};

/// What was read of them.
#[derive(Default)]
pub(super) struct Launched {
    movements: Option<Vec<Movement>>,
    responses: Option<Vec<Response>>,
    steps: Option<Vec<Step>>,
    milestones: Option<Vec<Milestone>>,
    standards: Option<Vec<Standard>>,
    daily: Option<campaign::Book>,
}

impl Launched {
    /// A kind without rows is known to have none.
    pub(super) fn begin(&mut self, kind: &str) {
        match kind {
            name if name == MOVEMENTS.name => self.movements = Some(Vec::new()),
            name if name == RESPONSES.name => self.responses = Some(Vec::new()),
            name if name == life::SHEET.name => self.steps = Some(Vec::new()),
            name if name == plan::MILESTONE_SHEET.name => self.milestones = Some(Vec::new()),
            name if name == plan::STANDARD_SHEET.name => self.standards = Some(Vec::new()),
            name if name == DAILY.name => self.daily = Some(campaign::Book::default()),
            _ => {}
        }
    }

    pub(super) fn take(&mut self, kind: &str, row: &Values) {
        match kind {
            name if name == MOVEMENTS.name => put(&mut self.movements, Movement::from_row(row)),
            name if name == RESPONSES.name => put(&mut self.responses, Response::from_row(row)),
            name if name == life::SHEET.name => put(&mut self.steps, Step::from_row(row)),
            name if name == plan::MILESTONE_SHEET.name => {
                put(&mut self.milestones, Milestone::from_row(row));
            }
            name if name == plan::STANDARD_SHEET.name => {
                put(&mut self.standards, Standard::from_row(row));
            }
            name if name == DAILY.name => {
                if let Some(entry) = DayEntry::from_row(row) {
                    self.daily.get_or_insert_default().put(entry);
                }
            }
            _ => {}
        }
    }

    pub(super) fn become_part_of(self, state: &mut State) {
        if let Some(daily) = self.daily {
            state.daily = Arc::new(daily);
        }
        let unchanged = self.movements.is_none()
            && self.responses.is_none()
            && self.steps.is_none()
            && self.milestones.is_none()
            && self.standards.is_none();
        if unchanged {
            return;
        }
        let book = &state.movements;
        let told = Told {
            movements: self.movements.unwrap_or_else(|| {
                let stored = book.all().values();
                stored.cloned().collect()
            }),
            responses: self
                .responses
                .unwrap_or_else(|| book.all_responses().cloned().collect()),
            steps: self
                .steps
                .unwrap_or_else(|| book.all_steps().cloned().collect()),
            milestones: self
                .milestones
                .unwrap_or_else(|| book.all_milestones().cloned().collect()),
            standards: self
                .standards
                .unwrap_or_else(|| book.all_standards().cloned().collect()),
        };
        state.movements = Arc::new(Book::new(told));
    }
}

fn put<T>(rows: &mut Option<Vec<T>>, row: Option<T>) {
    rows.get_or_insert_default().extend(row);
}
