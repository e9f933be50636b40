//! How often something asks for a second look: by month, by unit, by method.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::quality::{Finding, Method, Standing, Year};
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

/// A year of several units as it is counted.
struct Counts {
    months: Vec<MonthRate>,
    units: BTreeMap<String, UnitRate>,
    /// Open findings and all of them, by method.
    methods: BTreeMap<Method, (usize, usize)>,
    /// Agency and month with something; `true`: with something nobody has answered.
    touched: BTreeSet<(String, u8, bool)>,
    judged: usize,
    too_short: usize,
}

impl Counts {
    fn of(year: i16) -> Self {
        let month = |month: u8| {
            let year = WorkYear(year);
            MonthRate {
                month,
                month_name: Window { year, month }.calendar_name(),
                ..MonthRate::default()
            }
        };
        Self {
            months: (1..=12_u8).map(month).collect(),
            units: BTreeMap::new(),
            methods: BTreeMap::new(),
            touched: BTreeSet::new(),
            judged: 0,
            too_short: 0,
        }
    }

    fn month(&mut self, month: u8) -> Option<&mut MonthRate> {
        self.months.get_mut(usize::from(month.saturating_sub(1)))
    }

    /// What a unit told in the year.
    fn unit(&mut self, code: &str, year: &Year) {
        self.judged += year.judged;
        self.too_short += year.too_short;
        for month in &year.told {
            if let Some(rate) = self.month(*month) {
                rate.told += 1;
            }
        }
        let rate = UnitRate {
            code: code.to_owned(),
            name: String::new(),
            told: year.told.len(),
            touched: 0,
            open: 0,
            findings: 0,
        };
        self.units.insert(code.to_owned(), rate);
    }

    /// A finding that stands.
    fn finding(&mut self, finding: &Finding, open: bool) {
        let counted = self.methods.entry(finding.method).or_default();
        *counted = (counted.0 + usize::from(open), counted.1 + 1);
        if let Some(unit) = self.units.get_mut(&finding.agency) {
            unit.open += usize::from(open);
            unit.findings += 1;
        }
        let month = finding.window.month;
        if let Some(rate) = self.month(month) {
            rate.findings += 1;
        }
        if counts(finding.method) {
            self.touched.insert((finding.agency.clone(), month, false));
            if open {
                self.touched.insert((finding.agency.clone(), month, true));
            }
        }
    }

    /// Each month of a unit with something, counted once at the month and at the unit.
    fn settle(&mut self) {
        for (agency, month, open) in std::mem::take(&mut self.touched) {
            if let Some(rate) = self.month(month) {
                let place = match open {
                    true => &mut rate.open,
                    false => &mut rate.touched,
                };
                *place += 1;
            }
            if let Some(unit) = self.units.get_mut(&agency).filter(|_| !open) {
                unit.touched += 1;
            }
        }
    }
}

/// The rates of a year over the units in reach; the month of the question is not looked at.
///
/// # Errors
/// As [`units`].
pub fn panel(view: &View, ask: &AskFindings) -> Result<Panel, AppError> {
    let state = view.state.as_ref();
    let reached = units(view, ask.within.as_deref(), false)?;
    let mut counts = Counts::of(ask.year);
    for code in &reached {
        counts.unit(code, &state.quality_of(code, ask.year));
    }
    for line in lines(state, &reached, ask.year, ask.entries.as_deref()) {
        if line.standing != Standing::Corrected {
            counts.finding(line.finding(), line.standing == Standing::New);
        }
    }
    counts.settle();
    let mut units: Vec<UnitRate> = counts
        .units
        .into_values()
        .filter(|unit| unit.findings > 0)
        .collect();
    units.sort_by_key(|unit| std::cmp::Reverse((unit.open, unit.findings)));
    let more = units.len().saturating_sub(NAMED);
    units.truncate(NAMED);
    for unit in &mut units {
        unit.name = state.name_on(&unit.code, WorkYear(ask.year).last_day());
    }
    let methods = counts.methods.into_iter();
    Ok(Panel {
        year: ask.year,
        months: counts.months,
        units,
        more,
        methods: methods
            .map(|(method, counted)| of_method(method, counted))
            .collect(),
        judged: counts.judged,
        too_short: counts.too_short,
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
