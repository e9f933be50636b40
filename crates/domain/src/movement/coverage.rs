//! How many of the agencies a movement was launched to have issued a plan of their own.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Movement, Response};
use crate::amount::{Percent, Rate};
use crate::org::{Level, Org};

/// What a coverage rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Counted agency by agency.
    Computed,
    /// A source states it without naming the agencies.
    Reported,
}

impl Basis {
    /// Its code: `computed` or `reported`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Reported => "reported",
        }
    }
}

/// How far a movement is covered; everything is empty where nothing was recorded or there is nobody below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Agencies that have issued their plan.
    pub issued: Option<usize>,
    /// Agencies it was launched to, the launcher among them.
    pub total: Option<usize>,
    /// Their share, rounded half up to two decimals.
    pub percent: Option<Percent>,
    /// Codes of those that have not, in the order of the tree.
    pub missing: Vec<String>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// Why numbers are missing, for the user.
    pub reason: Option<&'static str>,
}

impl Coverage {
    fn unknown(reason: &'static str) -> Self {
        Self {
            reason: Some(reason),
            ..Self::default()
        }
    }
}

/// The agencies with plans of their own at and below a launcher on a day, in the order of the tree: THADS of
/// provinces, districts and regions.
pub fn counted_below<'a>(org: &'a Org, launcher: &str, on: Date) -> Vec<&'a str> {
    let counts = |level: Level| matches!(level, Level::Province | Level::District | Level::Region);
    let tree = org.subtree_on(launcher, on).into_iter();
    let counted = tree.filter(|agency| agency.nearest(on).is_some_and(|spell| counts(spell.level)));
    counted.map(|agency| agency.code.as_str()).collect()
}

impl Movement {
    /// The day its launch is judged by: that of its first paper, else its first day, else today; a day on which the
    /// launcher was not there gives way to the nearest day it was.
    pub fn launched_on(&self, org: &Org, paper: Option<Date>, today: Date) -> Date {
        let day = paper.or_else(|| self.first_day()).unwrap_or(today);
        let launcher = self.launcher.as_deref().and_then(|code| org.find(code));
        let Some(launcher) = launcher else { return day };
        let born = launcher.born().map_or(day, |born| born.first_day());
        let ended = launcher.ended().map_or(day, |ended| ended.last_day());
        day.max(born).min(ended.max(born))
    }
}

/// The coverage of a movement by the responses recorded under it.
///
/// Where it was launched to chosen agencies, those are counted. Else all at and below the launcher: the launcher's own
/// paper is its plan; a stated share of 100 % of an agency below stands for all at and below it.
pub fn coverage(org: &Org, movement: &Movement, responses: &[&Response], on: Date) -> Coverage {
    let Some(launcher) = movement.launcher.as_deref() else {
        return Coverage::unknown("Chưa rõ cơ quan phát động.");
    };
    let own = responses.iter().find(|row| row.agency == launcher);
    if let Some(stated) = own.and_then(|row| row.stated) {
        return Coverage {
            percent: Some(stated),
            basis: Some(Basis::Reported),
            reason: Some("Nguồn nêu tỷ lệ chung, không kể tên từng đơn vị."),
            ..Coverage::default()
        };
    }
    let chosen = addressed(org, launcher, responses, on);
    if !chosen.is_empty() {
        return counted(org, responses, chosen, on, None);
    }
    let all = counted_below(org, launcher, on);
    if all.iter().all(|code| *code == launcher) {
        return Coverage::unknown("Cơ quan phát động không có cơ quan thi hành án nào trực thuộc.");
    }
    let recorded = |row: &&&Response| row.has_issued() || row.received_on.is_some();
    let within: BTreeSet<&str> = all.iter().copied().collect();
    let here = |row: &&&Response| within.contains(row.agency.as_str());
    let stated = responses
        .iter()
        .any(|row| row.stated.is_some() && here(&row));
    if !stated && !responses.iter().filter(here).any(|row| recorded(&row)) {
        return Coverage::unknown("Chưa ghi nhận việc ban hành kế hoạch của đơn vị nào.");
    }
    // The launcher's own paper is its plan.
    let own = (!movement.documents.is_empty()).then_some(launcher);
    counted(org, responses, all, on, own)
}

/// The agencies a movement was launched to, in the order of the tree; those that stood elsewhere on the day come
/// last.
pub fn addressed<'a>(
    org: &'a Org,
    launcher: &str,
    responses: &[&'a Response],
    on: Date,
) -> Vec<&'a str> {
    let chosen = responses.iter().filter(|row| row.addressed_on.is_some());
    let mut chosen: BTreeSet<&str> = chosen.map(|row| row.agency.as_str()).collect();
    if chosen.is_empty() {
        return Vec::new();
    }
    let tree = org.subtree_on(launcher, on).into_iter();
    let mut found: Vec<&str> = tree
        .filter_map(|agency| chosen.take(agency.code.as_str()))
        .collect();
    found.extend(chosen);
    found
}

fn counted(
    org: &Org,
    responses: &[&Response],
    all: Vec<&str>,
    on: Date,
    own: Option<&str>,
) -> Coverage {
    let within: BTreeSet<&str> = all.iter().copied().collect();
    let here = |row: &&&Response| within.contains(row.agency.as_str());
    let mut done: BTreeSet<&str> = own.into_iter().collect();
    for row in responses.iter().filter(here) {
        if row.has_issued() {
            done.insert(&row.agency);
        }
        if row.stated == Some(Percent::HUNDRED) {
            done.extend(counted_below(org, &row.agency, on));
        }
    }
    let missing: Vec<String> = all
        .iter()
        .filter(|code| !done.contains(**code))
        .map(|code| (*code).to_owned())
        .collect();
    let issued = all.len() - missing.len();
    Coverage {
        issued: Some(issued),
        total: Some(all.len()),
        percent: share(issued, all.len()),
        missing,
        basis: Some(Basis::Computed),
        reason: None,
    }
}

fn share(issued: usize, total: usize) -> Option<Percent> {
    let whole = |count: usize| i64::try_from(count).ok();
    Rate::of(whole(issued)?, whole(total)?).map(Rate::print2)
}
