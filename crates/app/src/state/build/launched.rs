//! Movements and what was done under them: one book, made anew where either changed.

use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::movement::sheet::{MOVEMENTS, RESPONSES};
use thidua_domain::movement::{Movement, Response};

use crate::State;
use crate::movement::Book;

/// What was read of them.
#[derive(Default)]
pub(super) struct Launched {
    movements: Option<Vec<Movement>>,
    responses: Option<Vec<Response>>,
}

impl Launched {
    /// A kind without rows is known to have none.
    pub(super) fn begin(&mut self, kind: &str) {
        if kind == MOVEMENTS.name {
            self.movements = Some(Vec::new());
        }
        if kind == RESPONSES.name {
            self.responses = Some(Vec::new());
        }
    }

    pub(super) fn take(&mut self, kind: &str, row: &Values) {
        if kind == MOVEMENTS.name {
            let rows = self.movements.get_or_insert_default();
            rows.extend(Movement::from_row(row));
        }
        if kind == RESPONSES.name {
            let rows = self.responses.get_or_insert_default();
            rows.extend(Response::from_row(row));
        }
    }

    pub(super) fn become_part_of(self, state: &mut State) {
        if self.movements.is_none() && self.responses.is_none() {
            return;
        }
        let by_code = |rows: Vec<Movement>| {
            let rows = rows.into_iter();
            rows.map(|row| (row.code.clone(), row)).collect()
        };
        let movements = match self.movements {
            Some(rows) => by_code(rows),
            None => state.movements.all().clone(),
        };
        let responses = match self.responses {
            Some(rows) => rows,
            None => state.movements.all_responses().cloned().collect(),
        };
        state.movements = Arc::new(Book::new(movements, responses));
    }
}
