//! Registrations, contributions and exemplars: the tallies of their pages, and those of units laid beside them.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::time::WorkYear;

use super::{
    AskDashboard, ContributionsBlock, ExemplarsBlock, RegisteredTotal, RegistrationsBlock, UnitLine,
};
use crate::AppError;
use crate::contribution::{self, contributions as contributed};
use crate::deed::AskYears;
use crate::exemplar::{self, exemplars as nurtured};
use crate::registration::{self, AskCompared, compared, consolidation};
use crate::state::View;

fn years(ask: &AskDashboard) -> AskYears {
    AskYears {
        agency: ask.agency.clone(),
        from: ask.year,
        to: ask.year,
        month: None,
        own: false,
    }
}

/// Tells each row to the unit it stands at or below on the last day of the year; many rows are of few agencies.
fn each<'r>(
    view: &View,
    ask: &AskDashboard,
    agencies: impl Iterator<Item = &'r str>,
    units: &mut BTreeMap<String, &mut UnitLine>,
    tell: impl Fn(&mut UnitLine),
) {
    let last = WorkYear(ask.year).last_day();
    let mut heads: HashMap<&str, Option<String>> = HashMap::new();
    for agency in agencies {
        let head = heads.entry(agency).or_insert_with(|| {
            let above = view.state.org.above_on(agency, last);
            let mut codes = [agency].into_iter().chain(above);
            codes
                .find(|code| units.contains_key(*code))
                .map(str::to_owned)
        });
        if let Some(line) = head.as_ref().and_then(|code| units.get_mut(code)) {
            tell(line);
        }
    }
}

/// Registrations of the year: who sent, what is registered, what became of it.
pub(super) fn registrations(
    view: &View,
    ask: &AskDashboard,
    units: &mut [UnitLine],
) -> Result<RegistrationsBlock, AppError> {
    let sent = consolidation(view, &ask.agency, ask.year)?;
    let wanted = AskCompared {
        agency: ask.agency.clone(),
        year: ask.year,
        ..AskCompared::default()
    };
    let found = compared(view, &wanted)?;
    let total = |line: &registration::TotalLine| RegisteredTotal {
        name: line.name.clone(),
        kind: line.kind.clone(),
        count: line.now,
    };
    let mut block = RegistrationsBlock {
        due: sent.due,
        obliged: sent.obliged,
        told: sent.told,
        overdue: sent.units.iter().filter(|unit| unit.overdue).count(),
        totals: sent.totals.iter().map(total).collect(),
        settled: found.settled,
        ..RegistrationsBlock::default()
    };
    let mut of = super::by_code(units);
    for unit in of.values_mut() {
        if view.sees(registration::PERMISSION, &unit.code) {
            (unit.registered, unit.reached) = (Some(0), Some(0));
        }
    }
    for unit in &found.units {
        block.registered += unit.registered;
        block.reached += unit.reached;
        block.not_reached += unit.not_reached;
        block.open += unit.open;
        if let Some(line) = of.get_mut(&unit.agency) {
            line.registered = line.registered.map(|_| unit.registered);
            line.reached = line.reached.map(|_| unit.reached);
        }
    }
    Ok(block)
}

/// Contributions of the year.
pub(super) fn contributions(
    view: &View,
    ask: &AskDashboard,
    units: &mut [UnitLine],
) -> Result<ContributionsBlock, AppError> {
    let found = contributed(view, &years(ask))?;
    let mut of = super::by_code(units);
    for unit in of.values_mut() {
        if view.sees(contribution::PERMISSION, &unit.code) {
            unit.contributions = Some(0);
        }
    }
    let agencies = found.rows.iter().map(|row| row.agency.as_str());
    each(view, ask, agencies, &mut of, |line| {
        line.contributions = line.contributions.map(|count| count + 1);
    });
    Ok(ContributionsBlock {
        left_out: found.left_out.len(),
        totals: found.totals,
    })
}

/// Exemplars of the year.
pub(super) fn exemplars(
    view: &View,
    ask: &AskDashboard,
    units: &mut [UnitLine],
) -> Result<ExemplarsBlock, AppError> {
    let found = nurtured(view, &years(ask))?;
    let mut of = super::by_code(units);
    for unit in of.values_mut() {
        if view.sees(exemplar::PERMISSION, &unit.code) {
            unit.exemplars = Some(0);
        }
    }
    let agencies = found.rows.iter().map(|row| row.agency.as_str());
    each(view, ask, agencies, &mut of, |line| {
        line.exemplars = line.exemplars.map(|count| count + 1);
    });
    Ok(ExemplarsBlock {
        left_out: found.left_out.len(),
        totals: found.totals,
    })
}
