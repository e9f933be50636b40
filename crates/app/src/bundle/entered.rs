//! Rows that did not come in a file: of a form, or of an earlier revision.

use thidua_domain::access::Actor;
use thidua_domain::bundle::{Fault, SheetDef, Values};

use super::load::run;
use super::options::{Loaded, Options};
use super::read::{Row, Sheet};
use crate::{App, AppError};

/// A row that is canonical already: of a form, or of an earlier revision.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// What it is a row of.
    pub(crate) def: &'static SheetDef,
    /// Where faults place it, from 1.
    pub(crate) number: u32,
    /// What it says.
    pub(crate) values: Values,
}

/// Stores rows that were read elsewhere, with the faults of that reading, exactly as a bundle is loaded.
pub(crate) async fn store(
    app: &App,
    actor: &Actor,
    told: Vec<Told>,
    faults: Vec<Fault>,
    options: &Options,
) -> Result<Loaded, AppError> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for row in told {
        let def = row.def;
        let row = Row {
            number: row.number,
            key: row.values.key(def),
            values: row.values,
        };
        match sheets.iter_mut().find(|sheet| sheet.def.name == def.name) {
            Some(sheet) => sheet.rows.push(row),
            None => sheets.push(Sheet {
                def,
                rows: vec![row],
            }),
        }
    }
    run(app, actor, "", (sheets, faults), options).await
}
