//! How often something asks for a second look: by month, by unit, by method.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::quality::{Method, Standing};
use thidua_domain::time::{Window, WorkYear};

use super::lines;
use super::list::{AskFindings, counts, units};
use crate::AppError;
use crate::state::View;

/// Units named of those with the most.
const NAMED: usize = 40;

/// One month of all units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MonthRate {
    /// Cumulative month.
    pub month: u8,
    /// `tháng 9/2026`.
    pub month_name: String,
    /// Units that told figures.
    pub told: usize,
    /// Of them with something that nobody has answered.
    pub open: usize,
    /// Of them with something, answered or not.
    pub touched: usize,
    /// How many findings there are.
    pub findings: usize,
}

/// One unit's year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitRate {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Months told.
    pub told: usize,
    /// Months with something.
    pub touched: usize,
    /// Findings nobody has answered.
    pub open: usize,
    /// All findings.
    pub findings: usize,
}

/// One method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MethodCount {
    /// Code of the method.
    pub method: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// How it works.
    pub explained: &'static str,
    /// Findings nobody has answered.
    pub open: usize,
    /// All findings.
    pub findings: usize,
}

/// The rates of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Panel {
    /// Work year.
    pub year: i16,
    /// Months 1 to 12.
    pub months: Vec<MonthRate>,
    /// The units with the most that nobody has answered, the most first.
    pub units: Vec<UnitRate>,
    /// How many more units have something.
    pub more: usize,
    /// The methods that found something.
    pub methods: Vec<MethodCount>,
    /// Figures of months held against the units' own history.
    pub judged: usize,
    /// Of them without enough history to say anything.
    pub too_short: usize,
}

/// The rates of a year over the units in reach; the month of the question is not looked at.
///
/// # Errors
/// As [`units`].
pub fn panel(view: &View, ask: &AskFindings) -> Result<Panel, AppError> {
    let state = view.state.as_ref();
    let units = units(view, ask.within.as_deref(), false)?;
    let mut months: Vec<MonthRate> = (1..=12_u8)
        .map(|month| MonthRate {
            month,
            month_name: Window {
                year: WorkYear(ask.year),
                month,
            }
            .calendar_name(),
            ..MonthRate::default()
        })
        .collect();
    let (mut judged, mut too_short) = (0, 0);
    let mut by_unit: BTreeMap<String, UnitRate> = BTreeMap::new();
    let last = WorkYear(ask.year).last_day();
    for code in &units {
        let year = state.quality_of(code, ask.year);
        judged += year.judged;
        too_short += year.too_short;
        for month in &year.told {
            if let Some(rate) = months.get_mut(usize::from(month - 1)) {
                rate.told += 1;
            }
        }
        let rate = UnitRate {
            code: (*code).to_owned(),
            name: String::new(),
            told: year.told.len(),
            touched: 0,
            open: 0,
            findings: 0,
        };
        by_unit.insert((*code).to_owned(), rate);
    }
    let mut by_method: BTreeMap<Method, (usize, usize)> = BTreeMap::new();
    let mut touched: BTreeSet<(String, u8, bool)> = BTreeSet::new();
    for line in lines(state, &units, ask.year, ask.entries.as_deref()) {
        let (finding, open) = (line.finding(), line.standing == Standing::New);
        if line.standing == Standing::Corrected {
            continue;
        }
        let counted = by_method.entry(finding.method).or_default();
        *counted = (counted.0 + usize::from(open), counted.1 + 1);
        if let Some(unit) = by_unit.get_mut(&finding.agency) {
            unit.open += usize::from(open);
            unit.findings += 1;
        }
        let month = finding.window.month;
        if let Some(rate) = months.get_mut(usize::from(month.saturating_sub(1))) {
            rate.findings += 1;
        }
        if counts(finding.method) {
            touched.insert((finding.agency.clone(), month, false));
            if open {
                touched.insert((finding.agency.clone(), month, true));
            }
        }
    }
    for (agency, month, open) in &touched {
        if let Some(rate) = months.get_mut(usize::from(month.saturating_sub(1))) {
            let place = if *open {
                &mut rate.open
            } else {
                &mut rate.touched
            };
            *place += 1;
        }
        if let Some(unit) = by_unit.get_mut(agency).filter(|_| !open) {
            unit.touched += 1;
        }
    }
    let mut units: Vec<UnitRate> = by_unit
        .into_values()
        .filter(|unit| unit.findings > 0)
        .collect();
    units.sort_by_key(|unit| std::cmp::Reverse((unit.open, unit.findings)));
    let more = units.len().saturating_sub(NAMED);
    units.truncate(NAMED);
    for unit in &mut units {
        unit.name = state.name_on(&unit.code, last);
    }
    Ok(Panel {
        year: ask.year,
        months,
        units,
        more,
        methods: by_method
            .into_iter()
            .map(|(method, counted)| of_method(method, counted))
            .collect(),
        judged,
        too_short,
    })
}

fn of_method(method: Method, (open, findings): (usize, usize)) -> MethodCount {
    MethodCount {
        method: method.code(),
        name: method.name(),
        explained: method.explained(),
        open,
        findings,
    }
}
