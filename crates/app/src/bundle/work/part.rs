//! A row of the bundle that a row of a session makes, read from its cells.

use thidua_domain::bundle::{Cell, Fault, Place, SheetDef, Values, row};
use thidua_domain::text;
use thidua_domain::time::PartialDate;

use super::super::read::Row;
use super::super::rows::Spellings;
use super::super::uses::settle;
use crate::State;

/// A row of the bundle.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Which of the long rows of a wide one, from 1; 0 where the table is long itself.
    pub(super) part: u32,
    /// What names it.
    pub(super) key: String,
    /// What it says.
    pub(super) values: Values,
    /// What its reading told; their row is not set.
    pub(super) faults: Vec<Fault>,
    /// Its cells, to be read again without some of them.
    cells: Vec<Cell>,
}

impl Part {
    pub(super) fn read(
        def: &'static SheetDef,
        part: u32,
        cells: Vec<Cell>,
        awards: (&thidua_domain::catalogue::Catalogue, &mut Spellings),
    ) -> Self {
        let mut faults = Vec::new();
        let place = Place {
            sheet: def.name,
            row: 0,
        };
        let values = row(def, place, def.columns.iter().zip(&cells), &mut faults);
        let mut told = Row {
            number: 0,
            key: values.key(def),
            values,
        };
        settle(&mut told, def, awards, &mut faults);
        Self {
            part,
            key: told.key,
            values: told.values,
            faults,
            cells,
        }
    }

    /// The same row without some of its cells.
    pub(super) fn without(&self, def: &'static SheetDef, ids: &[&str], state: &State) -> Self {
        let mut cells = self.cells.clone();
        for id in ids {
            if let Some(cell) = place(def, id).and_then(|at| cells.get_mut(at)) {
                *cell = Cell::Empty;
            }
        }
        let mut spellings = Spellings::new();
        Self::read(def, self.part, cells, (&state.catalogue, &mut spellings))
    }
}

/// The place of a column in its sheet.
pub(super) fn place(def: &SheetDef, id: &str) -> Option<usize> {
    def.columns.iter().position(|column| column.id == id)
}

pub(super) fn date(cell: &Cell) -> Option<PartialDate> {
    match cell {
        Cell::Date(date) => PartialDate::parse(&date.to_string()).ok(),
        Cell::Empty => None,
        cell => PartialDate::parse(&text::clean(&cell.shown())).ok(),
    }
}
