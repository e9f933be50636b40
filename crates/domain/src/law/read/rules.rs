//! Rule sets: to whom, when, by which roads.

use jiff::civil::Date;

use super::Reader;
use super::raw::RulesLine;
use crate::law::fact::{Occasion, SubjectKind};
use crate::law::rule::{Road, RuleSet};
use crate::law::text::Regime;

impl Reader<'_> {
    pub(super) fn rule_set(&mut self, line: &RulesLine, regimes: &[Regime]) -> Option<RuleSet> {
        let award = self.award(&line.award)?;
        let subject = SubjectKind::from_code(&line.subject);
        let subject = self.or(subject, SubjectKind::Person, || {
            format!("không có đối tượng «{}»", line.subject)
        });
        let from = self.day_of(line.from.as_ref());
        let to = self.day_of(line.to.as_ref());
        let mut times = Vec::with_capacity(line.regimes.len());
        for id in &line.regimes {
            let Some(regime) = regimes.iter().find(|regime| regime.id == *id) else {
                self.fault(format!("không có giai đoạn «{id}»"));
                continue;
            };
            if let Some(time) = within(regime, from, to) {
                times.push(time);
            }
        }
        if times.is_empty() {
            self.fault("không áp dụng cho ngày nào");
        }
        if line.road.is_empty() {
            self.fault("không có cách xét nào");
        }
        let roads = line.road.iter().filter_map(|road| {
            let occasion = Occasion::from_code(&road.road);
            if occasion.is_none() {
                self.fault(format!("không có loại thành tích «{}»", road.road));
            }
            Some(Road {
                occasion: occasion?,
                name: road.name.clone(),
                when: self.condition(&road.when)?,
                asked: road.asked,
            })
        });
        let roads = roads.collect();
        Some(RuleSet {
            award,
            subject,
            times,
            also: line
                .also
                .iter()
                .filter_map(|id| self.condition(id))
                .collect(),
            roads,
            note: line.note.clone(),
        })
    }
}

/// The days of a regime from a day to a day.
fn within(regime: &Regime, from: Option<Date>, to: Option<Date>) -> Option<(Date, Option<Date>)> {
    let first = from.map_or(regime.from, |from| from.max(regime.from));
    let last = match (regime.to, to) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    last.is_none_or(|last| first <= last)
        .then_some((first, last))
}
