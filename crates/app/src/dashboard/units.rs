//! The units directly below: their rates beside their pace, and who of them and below them is late.

use thidua_domain::time::Window;

use super::{AskDashboard, LateBlock, LateUnit, UnitLine};
use crate::AppError;
use crate::closing::{AskGrid, month};
use crate::home::units_in;
use crate::state::View;

/// The units in reach with their rates.
pub(super) fn rows(view: &View, ask: &AskDashboard, window: Window) -> Vec<UnitLine> {
    let units = units_in(view, &ask.agency, window, &ask.scope).into_iter();
    let line = |unit: crate::home::Unit| UnitLine {
        told: unit.month.is_some(),
        code: unit.code,
        name: unit.name,
        cases: unit.cases,
        money: unit.money,
        ..UnitLine::default()
    };
    units.map(line).collect()
}

/// Who sent the month; each unit is told how many at and below it are late.
pub(super) fn late(
    view: &View,
    ask: &AskDashboard,
    units: &mut [UnitLine],
) -> Result<LateBlock, AppError> {
    let grid = AskGrid {
        agency: ask.agency.clone(),
        year: ask.year,
        scope: ask.scope.clone(),
        month: ask.month,
    };
    let window = ask.window()?;
    let (rates, late) = month(view, &grid)?;
    let last = window.last_day();
    let mut units = super::by_code(units);
    for unit in units.values_mut() {
        unit.late = Some(0);
    }
    for one in &late {
        let above = view.state.org.above_on(&one.code, last);
        let at = [one.code.as_str()].into_iter().chain(above);
        for code in at {
            if let Some(unit) = units.get_mut(code) {
                unit.late = Some(unit.late.unwrap_or(0) + 1);
            }
        }
    }
    let line = |one: crate::closing::Late| LateUnit {
        code: one.code,
        name: one.name,
        word: one.standing.word,
        due: one.standing.due,
    };
    Ok(LateBlock {
        obliged: rates.obliged,
        told: rates.told,
        known: rates.known,
        in_time: rates.in_time,
        late: late.into_iter().map(line).collect(),
    })
}
