//! Where the agency of a row belonged in the row's time: columns every list of such rows has.

use jiff::civil::Date;
use thidua_domain::org::Level;

use super::list::Deed;
use crate::listing::{Cell, LEVEL, PROVINCE, level, province};
use crate::state::View;

/// Code of the province or the level of a row's agency in the row's time, empty where it has none; `None` for any other
/// column.
pub(super) fn placed<'a, T: Deed>(view: &'a View, line: &T, column: &str) -> Option<&'a str> {
    if column != PROVINCE && column != LEVEL {
        return None;
    }
    let org = &view.state.org;
    let on = line.span().map_or(Date::MAX, |span| span.to.last_day());
    let agencies = line.agencies();
    let [agency] = agencies.as_slice() else {
        return Some("");
    };
    // The tree's own code outlives the row's.
    let agency = org.find(agency).map_or("", |agency| agency.code.as_str());
    Some(match column {
        PROVINCE => province(org, agency, on).unwrap_or_default(),
        _ => level(org, agency, on).map_or("", Level::code),
    })
}

/// The cell of such a code.
pub(super) fn named(view: &View, column: &str, code: &str) -> Cell {
    let state = view.state.as_ref();
    match (column, code) {
        (_, "") => Cell::default(),
        (LEVEL, code) => Cell::text(state.catalogue.labels.word("cap", code)),
        // Named as it last was: one agency is one value through all years.
        (_, code) => Cell::text(state.name_on(code, Date::MAX)),
    }
}
