//! Figures as they would stand once they are stored: a layer over the table of all, for proofs that take no writer's
//! place.

use std::sync::Arc;

use thidua_domain::figures::{Figure, Figures, SheetKey, Table};

use super::proofs::{FigurePlan, Touched};
use crate::State;

impl FigurePlan {
    /// The state with these figures over the stored ones.
    pub(super) fn standing(&self, state: &State) -> State {
        let own = |touched: &&Touched| touched.changed && touched.key.person.is_none();
        let mut table = Table::over(state.figures.clone());
        // A window of the upper layer stands for all of the lower one: what else is told of it comes along first.
        for key in self.sheets.iter().filter(own).map(|touched| &touched.key) {
            let beside = state
                .figures
                .sheets(&key.subject, key.window(), &key.frame)
                .filter(|sheet| sheet.key != key.borrowed());
            for sheet in beside {
                let other = sheet.key.owned();
                let figures = figures_of(&state.figures, &other);
                table.put(other, sheet.revision, &figures, sheet.dated);
            }
        }
        for touched in self.sheets.iter().filter(own) {
            let source = touched.key.source.as_ref();
            let paper = source.and_then(|code| state.documents.get(code));
            let dated = paper.and_then(|paper| paper.date);
            table.put(touched.key.clone(), i32::MAX, &touched.figures, dated);
        }
        State {
            figures: Arc::new(table),
            ..state.clone()
        }
    }
}

fn figures_of(table: &Table, key: &SheetKey) -> Figures {
    let window = key.window();
    let mut figures = Figures::default();
    for code in table.codes(&key.subject, window, &key.frame) {
        let mut told = table.tellings(&key.subject, window, &key.frame, code);
        let Some(cell) = told.find(|cell| cell.sheet.key == key.borrowed()) else {
            continue;
        };
        let figure = Figure {
            value: cell.value,
            ..cell.told.cloned().unwrap_or_default()
        };
        figures.0.insert(code.to_owned(), figure);
    }
    figures
}
