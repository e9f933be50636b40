//! Everything found in one year of one unit.

mod proofs;
mod repeats;
mod round;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use super::copies::print_of;
use super::finding::{Finding, Method, mark_of};
use crate::catalogue::{Catalogue, Measure};
use crate::figures::{Frame, GROUPS, SCOPES, Table};
use crate::org::Org;
use crate::time::{Window, WorkYear};

/// A year of a unit, to be looked at.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The figures.
    pub table: &'a Table,
    /// Who stands above whom.
    pub org: &'a Org,
    /// Names, units, regimes.
    pub catalogue: &'a Catalogue,
    /// Code of the unit.
    pub subject: &'a str,
    /// The work year.
    pub year: WorkYear,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// What asks for a second look, by month.
    pub findings: Vec<Finding>,
    /// Cumulative months that the unit itself told, in any scope.
    pub told: BTreeSet<u8>,
    /// Figures of months held against the unit's own history.
    pub judged: usize,
    /// Figures of months for which that history is too short.
    pub too_short: usize,
    /// What tells each month's sheet from other units', by scope and month.
    pub prints: BTreeMap<(&'static str, u8), String>,
}

impl Desk<'_> {
    /// Looks at the year.
    pub fn year(&self) -> Year {
        let mut year = Year::default();
        for scope in SCOPES {
            let whole = Frame::whole(scope);
            self.statistics(&whole, scope, &mut year);
            let groups = GROUPS.iter().map(|group| whole.of_group(group));
            for frame in [whole.clone(), whole.own()].into_iter().chain(groups) {
                self.proofs(&frame, &mut year.findings);
            }
        }
        year.findings.sort_by(|a, b| {
            let key = |found: &Finding| {
                (
                    found.window,
                    found.method,
                    self.catalogue.order(&found.code),
                )
            };
            key(a).cmp(&key(b))
        });
        tell_apart(&mut year.findings);
        year
    }

    fn window(&self, month: u8) -> Window {
        Window {
            year: self.year,
            month,
        }
    }

    fn is_told(&self, frame: &Frame, month: u8) -> bool {
        self.table
            .sheets(self.subject, self.window(month), frame)
            .next()
            .is_some()
    }

    /// The exact numbers of a month's sheets, best telling of each.
    fn sheet(&self, frame: &Frame, month: u8) -> BTreeMap<&str, i64> {
        let window = self.window(month);
        let codes = self.table.codes(self.subject, window, frame).into_iter();
        let summed = codes.filter(|code| {
            let known = self.catalogue.figure(code);
            known.is_none_or(|figure| figure.measure != Measure::Rate)
        });
        summed
            .filter_map(|code| {
                let mut told = self.table.tellings(self.subject, window, frame, code);
                told.find_map(|cell| cell.value.filter(|_| cell.precision().is_exact()))
                    .map(|value| (code, value))
            })
            .collect()
    }

    /// What is looked at in the whole of a scope alone: months against months.
    fn statistics(&self, frame: &Frame, scope: &'static str, year: &mut Year) {
        let told: Vec<u8> = (1..=12)
            .filter(|month| self.is_told(frame, *month))
            .collect();
        if told.is_empty() {
            return;
        }
        year.told.extend(&told);
        let last = self.window(12).last_day();
        if let Some(rule) = self.catalogue.quality.outlier(last) {
            self.outliers(frame, &told, rule, year);
        }
        year.findings.extend(self.round(frame, &told));
        if let Some(rule) = self.catalogue.quality.copied(last) {
            year.findings.extend(self.copies(frame, &told, rule));
            for month in &told {
                let print = print_of(&self.sheet(frame, *month), rule.sheet_codes);
                year.prints
                    .extend(print.map(|print| ((scope, *month), print)));
            }
        }
        year.findings.extend(self.gaps(frame, &told));
    }

    fn finding(
        &self,
        method: Method,
        frame: &Frame,
        month: u8,
        code: &str,
        text: String,
    ) -> Finding {
        Finding {
            method,
            agency: self.subject.to_owned(),
            window: self.window(month),
            scope: frame.scope.clone(),
            group: frame.group.clone(),
            code: code.to_owned(),
            aspect: if frame.included == "rieng" {
                "rieng".to_owned()
            } else {
                String::new()
            },
            value: None,
            mark: mark_of(&text),
            text,
        }
    }
}

/// Findings of one name are numbered.
fn tell_apart(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for found in findings {
        let times = seen.entry(found.key()).or_default();
        *times += 1;
        if *times > 1 {
            found.aspect.push_str(&format!("#{times}"));
        }
    }
}
