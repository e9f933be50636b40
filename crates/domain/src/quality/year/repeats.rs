//! Figures told again next month, increments told again, months left out.

use std::collections::BTreeMap;

use super::super::copies;
use super::super::finding::{Finding, Method, mark_of};
use super::super::history::History;
use super::super::rules::Copied;
use super::super::say;
use super::Desk;
use crate::figures::Frame;
use crate::text::number::group;
use crate::time::WorkYear;

/// The exact numbers of two months.
type Pair<'a, 'b> = (&'a BTreeMap<&'b str, i64>, &'a BTreeMap<&'b str, i64>);

impl Desk<'_> {
    pub(super) fn copies(&self, frame: &Frame, told: &[u8], rule: &Copied) -> Vec<Finding> {
        let mut found = Vec::new();
        for month in told
            .iter()
            .copied()
            .filter(|month| *month > 1 && told.contains(&(month - 1)))
        {
            let (now, before) = (self.sheet(frame, month), self.sheet(frame, month - 1));
            if copies::alike(&now, &before, rule.sheet_codes) {
                let text = format!(
                    "Cả {} số lũy kế đến {} bằng hệt các số đến {}: có lẽ bảng tháng trước được chép lại.",
                    group(i64::try_from(now.len()).unwrap_or(i64::MAX)),
                    self.window(month).calendar_name(),
                    self.window(month - 1).calendar_name()
                );
                found.push(self.finding(Method::Copied, frame, month, "", text));
                continue;
            }
            found.extend(self.still(frame, month, (&now, &before), rule));
            found.extend(self.same_steps(frame, month, (&now, &before), rule));
        }
        found
    }

    /// Figures that usually move and stood still.
    fn still(
        &self,
        frame: &Frame,
        month: u8,
        (now, before): Pair<'_, '_>,
        rule: &Copied,
    ) -> Option<Finding> {
        let first = WorkYear(self.year.0 - 1);
        let usual = |code: &str| {
            let history = History::read(self.table, self.subject, frame, code, (first, self.year));
            let mut steps = history.recent(self.year.0, month, 12, &[]);
            steps.sort_unstable();
            steps.get(steps.len() / 2).copied()
        };
        let stands = |code: &&String| {
            let same = now.get(code.as_str()).filter(|value| **value != 0);
            same.is_some() && same == before.get(code.as_str())
        };
        let told: Vec<String> = rule
            .codes
            .iter()
            .filter(stands)
            .filter_map(|code| {
                let least = if code.starts_with("tien.") {
                    rule.usual_money
                } else {
                    rule.usual_count
                };
                let usual = usual(code).filter(|usual| *usual >= least)?;
                let value = now.get(code.as_str()).copied()?;
                Some(format!(
                    "{} vẫn là {} (các tháng trước thường tăng {})",
                    say::name(self.catalogue, code),
                    say::figure(self.catalogue, code, value),
                    say::figure(self.catalogue, code, usual)
                ))
            })
            .collect();
        (!told.is_empty()).then(|| {
            let text = format!(
                "Số lũy kế đến {} không thay đổi so với tháng trước: {}.",
                self.window(month).calendar_name(),
                told.join("; ")
            );
            let mut found = self.finding(Method::Copied, frame, month, "", text);
            found.aspect.push_str("khong-doi");
            found
        })
    }

    /// Several figures moved by exactly what they moved by the month before.
    fn same_steps(
        &self,
        frame: &Frame,
        month: u8,
        (now, before): Pair<'_, '_>,
        rule: &Copied,
    ) -> Option<Finding> {
        let earlier = match month {
            2 => BTreeMap::new(),
            month if self.is_told(frame, month.checked_sub(2)?) => self.sheet(frame, month - 2),
            _ => return None,
        };
        let step = |code: &String| {
            let (now, before) = (now.get(code.as_str())?, before.get(code.as_str())?);
            let earlier = if month == 2 {
                0
            } else {
                *earlier.get(code.as_str())?
            };
            let (last, first) = (now.checked_sub(*before)?, before.checked_sub(earlier)?);
            (last == first && last >= rule.step_least).then_some(last)
        };
        let told: Vec<String> = rule
            .codes
            .iter()
            .filter_map(|code| {
                let step = step(code)?;
                Some(format!(
                    "{} {}",
                    say::name(self.catalogue, code),
                    say::figure(self.catalogue, code, step)
                ))
            })
            .collect();
        (told.len() >= rule.step_codes).then(|| {
            let text = format!(
                "Số tăng trong {} bằng hệt số tăng trong tháng trước: {}.",
                self.window(month).calendar_name(),
                told.join("; ")
            );
            let mut found = self.finding(Method::Copied, frame, month, "", text);
            found.aspect.push_str("so-tang");
            found
        })
    }

    /// Months without figures between others, at a unit that tells month by month.
    pub(super) fn gaps(&self, frame: &Frame, told: &[u8]) -> Vec<Finding> {
        let (Some(first), Some(last)) = (told.first(), told.last()) else {
            return Vec::new();
        };
        if told.len() < MONTHLY {
            return Vec::new();
        }
        let missing = (*first..*last).filter(|month| !told.contains(month));
        missing
            .map(|month| {
                let text = format!(
                    "Không có số liệu {}, trong khi có số liệu của {} tháng khác trong năm.",
                    self.window(month).calendar_name(),
                    told.len()
                );
                let mut found = self.finding(Method::Gap, frame, month, "", text);
                // It stays the same gap however many other months are told.
                found.mark = mark_of("thieu");
                found
            })
            .collect()
    }
}

/// Months of a year a unit must tell to be one that tells month by month.
const MONTHLY: usize = 6;
