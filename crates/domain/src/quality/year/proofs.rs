//! What the proof sheets of a year doubt, with the causes that explain it.

use std::collections::BTreeSet;

use super::super::causes::{self, Look};
use super::super::finding::{Finding, Method};
use super::super::say;
use super::Desk;
use crate::figures::{Ask, Check, Frame, Outcome, sheet_of};

impl Desk<'_> {
    /// What the proof sheet doubts, with the causes that explain it.
    pub(super) fn proofs(&self, frame: &Frame, found: &mut Vec<Finding>) {
        // What is the same in every month, as what last year handed on, is told in the first.
        let mut told: BTreeSet<(String, String)> = BTreeSet::new();
        for month in (1..=12).filter(|month| self.is_told(frame, *month)) {
            let of_month = self.proof(frame, month).into_iter();
            found.extend(of_month.filter(|finding| {
                let same = format!("{} {}", finding.method.code(), finding.aspect);
                told.insert((same, finding.mark.clone()))
            }));
        }
    }

    /// The same of one month.
    fn proof(&self, frame: &Frame, month: u8) -> Vec<Finding> {
        let ask = Ask {
            table: self.table,
            org: self.org,
            window: self.window(month),
            frame,
        };
        let checks = sheet_of(ask, self.subject, self.catalogue);
        let causes = causes::causes(Look {
            ask,
            subject: self.subject,
            catalogue: self.catalogue,
            rules: &self.catalogue.quality,
            checks: &checks,
        });
        let explained: BTreeSet<&String> = causes.iter().flat_map(|cause| &cause.covers).collect();
        // What two sources tell is looked at whole: a vague telling beside an exact one is no difference.
        let open = checks.iter().filter(|check| {
            matches!(check.outcome, Outcome::Broken | Outcome::Doubtful)
                && !explained.contains(&check.id)
                && !check.id.ends_with(".hai_nguon")
        });
        let doubted = open.map(|check| self.doubted(frame, month, check));
        let mut found: Vec<Finding> = doubted.collect();
        found.extend(causes.into_iter().map(|cause| {
            let mut finding = self.finding(cause.method, frame, month, &cause.code, cause.text);
            finding.aspect.push_str(&cause.aspect);
            finding.value = cause.value;
            finding
        }));
        found
    }

    /// A check that nothing explains further.
    fn doubted(&self, frame: &Frame, month: u8, check: &Check) -> Finding {
        let code = self.code_of(&check.id);
        let side = |value: i64| match check.percent {
            true => say::percent(value),
            false => say::figure(self.catalogue, &code, value),
        };
        let regime = self.catalogue.regime_on(self.window(month).last_day());
        let name = self.catalogue.identity(check.identity, &regime.id);
        let name = name.map_or("Số liệu bất thường", |text| text.name.as_str());
        let sides = check.left.zip(check.right);
        let sides = sides.map_or_else(String::new, |(left, right)| {
            format!(" Hai vế: {} và {}.", side(left), side(right))
        });
        let text = format!("{name}: {}{sides}", check.reason);
        let mut found = self.finding(Method::Balance, frame, month, &code, text);
        found.aspect.push_str(check.identity);
        found.aspect.push_str(&check.id);
        found.value = check.left.filter(|_| !check.percent);
        found
    }

    /// The figure a check is on.
    fn code_of(&self, id: &str) -> String {
        let mut code = id.split(';').next().unwrap_or(id);
        while self.catalogue.figure(code).is_none() {
            match code.rsplit_once('.') {
                Some((stem, _)) => code = stem,
                None => return String::new(),
            }
        }
        code.to_owned()
    }
}
