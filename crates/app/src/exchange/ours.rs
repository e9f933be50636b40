//! Whose rows an export takes: an agency with what stood below it in those years and what these came from, the blocks
//! they manage, their people.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::time::{WorkYear, YearSpan};

use super::rules::When;
use crate::State;

/// The agencies, blocks and people of an export, and its years.
#[derive(Debug)]
pub(super) struct Ours {
    /// Codes of agencies, each in its time.
    pub(super) agencies: BTreeSet<String>,
    /// Agencies above the one asked for: what they set for all below them holds for it too.
    pub(super) above: BTreeSet<String>,
    /// Codes of blocks our agencies manage.
    pub(super) blocks: BTreeSet<String>,
    /// Codes of people, those for which another stands too.
    pub(super) people: HashSet<String>,
    /// The work years.
    pub(super) span: YearSpan,
    first: Date,
    last: Date,
}

impl Ours {
    /// Gathers them.
    pub(super) fn of(state: &State, agency: &str, from: WorkYear, to: WorkYear) -> Self {
        let (first, last) = (from.first_day(), to.last_day());
        let codes = state.org.lineage_during(agency, first, last);
        let agencies: BTreeSet<String> = codes.into_iter().map(str::to_owned).collect();
        let mut above = BTreeSet::new();
        for year in (YearSpan { from, to }).years() {
            for day in [year.first_day(), year.last_day()] {
                let found = state.org.above_on(agency, day).into_iter();
                above.extend(found.map(str::to_owned));
            }
        }
        let managed = state.clusters.iter().filter(|(_, years)| {
            let mut managers = years.iter().filter_map(|block| block.manager.as_ref());
            managers.any(|manager| agencies.contains(manager))
        });
        let blocks = managed.map(|(code, _)| code.clone()).collect();
        let mut people = HashSet::new();
        for person in state.people.values() {
            let mut posts = person.posts.iter();
            let ours = posts.any(|post| {
                agencies.contains(&post.agency) && post.validity.overlaps_days(first, last)
            });
            if ours {
                people.insert(person.code.clone());
                if !state.merged.is_empty() {
                    people.extend(state.merged.all(&person.code));
                }
            }
        }
        Self {
            agencies,
            above,
            blocks,
            people,
            span: YearSpan { from, to },
            first,
            last,
        }
    }

    /// Whether one of the codes of a cell is ours.
    pub(super) fn any(&self, cell: Option<&str>) -> bool {
        let parts = cell.unwrap_or_default().split([';', '\n']);
        let mut codes = parts.map(|part| part.split([':', '/']).next().unwrap_or(part).trim());
        codes.any(|code| {
            self.agencies.contains(code) || self.people.contains(code) || self.blocks.contains(code)
        })
    }

    /// Whether a row of an agency above holds for ours: a target for a whole level, a decision about approval.
    pub(super) fn governed(&self, sheet: &str, row: &Values) -> bool {
        let above = row
            .get("ma_co_quan")
            .is_some_and(|code| self.above.contains(code));
        match sheet {
            "chi-tieu" => above && row.get("ap_dung_cho_cap").is_some(),
            "che-do-duyet" => above,
            _ => false,
        }
    }

    /// Whether a row is of our years.
    pub(super) fn in_time(&self, when: When, row: &Values) -> bool {
        let on = |id: &str| {
            row.date(id)
                .is_none_or(|day| day.first_day() <= self.last && day.last_day() >= self.first)
        };
        match when {
            When::Always => true,
            When::Years(years, day) => match row.years(years) {
                Some(span) => span.overlaps(self.span),
                None => on(day),
            },
            When::Days(from, to) => {
                let begins = row
                    .date(from)
                    .is_none_or(|day| day.first_day() <= self.last);
                let ends = row.date(to).is_none_or(|day| day.last_day() >= self.first);
                begins && ends
            }
            When::Day(day) => on(day),
        }
    }
}
