//! Awards counted: authority × form × collective or individual × level × inside or outside ×
//! occasion × status × year, instances apart from recipients.

use std::collections::{BTreeMap, BTreeSet};

use super::Award;
use crate::time::{PartialDate, Window, YearSpan};

/// Which awards are asked for.
pub struct Filter<'a> {
    /// Whether an award enters the tally of those asked for.
    pub counts: &'a dyn Fn(&Award) -> bool,
    /// Work years, both included.
    pub years: YearSpan,
    /// The months of the last year that are asked for; `None`: the whole year.
    pub until: Option<Window>,
    /// The day by which an award without a day of decision was known: that of its source.
    pub known_on: &'a dyn Fn(&Award) -> Option<PartialDate>,
}

/// Why a row that may belong to the years asked for is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It tells of several years, of which not all are asked for.
    SeveralYears,
    /// Its year is not told.
    NoYear,
    /// Of the last year only some months are asked for, and nothing tells whether it was decided in them.
    NoDay,
}

/// What a line of the tally is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Award codes, joined by `;` where the source does not split.
    pub award: String,
    /// Who decided.
    pub authority: Option<String>,
    /// Code of `Đối tượng`.
    pub kind: String,
    /// The recipients' level.
    pub level: Option<String>,
    /// Whether they stand outside the sector.
    pub outside: bool,
    /// Codes of `Loại thành tích`.
    pub occasion: Option<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// The years rewarded.
    pub years: Option<YearSpan>,
    /// The recipients' position.
    pub position: Option<String>,
    /// The movement.
    pub movement: Option<String>,
    /// The block.
    pub cluster: Option<String>,
}

/// How many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many times; `None`: given, number not told.
    pub instances: Option<i64>,
    /// How many different recipients; `None`: only times are known.
    pub recipients: Option<i64>,
    /// How many of the named recipients led; `None` where none is named.
    pub leaders: Option<i64>,
    /// Codes of the named recipients.
    pub subjects: BTreeSet<String>,
    /// Places of the rows in the register.
    pub rows: Vec<usize>,
}

/// The tally of rows with their places in the register, and the places of the rows that may belong to it but
/// cannot be counted, each with the reason.
pub fn tally<'a>(
    awards: impl IntoIterator<Item = (usize, &'a Award)>,
    filter: &Filter<'_>,
    led: impl Fn(&str, Option<YearSpan>) -> bool,
) -> (BTreeMap<Line, Tally>, Vec<(usize, LeftOut)>) {
    let mut lines: BTreeMap<Line, Tally> = BTreeMap::new();
    let mut left_out = Vec::new();
    for (at, award) in awards {
        let standing = standing(award, filter);
        if standing == Standing::Outside || !(filter.counts)(award) {
            continue;
        }
        if let Standing::LeftOut(why) = standing {
            left_out.push((at, why));
            continue;
        }
        let line = lines.entry(line(award)).or_insert_with(empty);
        add(line, award, at, &led);
    }
    (lines, left_out)
}

/// How a row stands to the years asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Outside,
    Counted,
    LeftOut(LeftOut),
}

fn standing(award: &Award, filter: &Filter<'_>) -> Standing {
    if !may_be(award, filter.years) {
        return Standing::Outside;
    }
    let Some(years) = award.years else {
        return match in_months(award, filter) {
            Some(false) => Standing::Outside,
            _ => Standing::LeftOut(LeftOut::NoYear),
        };
    };
    if !years.within(filter.years) {
        return Standing::LeftOut(LeftOut::SeveralYears);
    }
    if filter.until.is_none() || years.to != filter.years.to {
        return Standing::Counted;
    }
    match in_months(award, filter) {
        Some(true) => Standing::Counted,
        Some(false) => Standing::Outside,
        None => Standing::LeftOut(LeftOut::NoDay),
    }
}

/// Whether an award was decided before the months asked for were over; `None` where nothing tells.
fn in_months(award: &Award, filter: &Filter<'_>) -> Option<bool> {
    let end = filter.until?.last_day();
    let Some(decided) = award.decided_on else {
        // What a source tells was decided before the source was written; a later source decides nothing.
        let known = (filter.known_on)(award)?;
        return (known.last_day() <= end).then_some(true);
    };
    if decided.first_day() > end {
        return Some(false);
    }
    (decided.last_day() <= end).then_some(true)
}

/// One row by itself.
pub fn alone(
    award: &Award,
    at: usize,
    led: impl Fn(&str, Option<YearSpan>) -> bool,
) -> (Line, Tally) {
    let mut tally = empty();
    add(&mut tally, award, at, &led);
    (line(award), tally)
}

/// Whether a row may tell of one of the years: an award without a year is decided in it or the next.
fn may_be(award: &Award, asked: YearSpan) -> bool {
    match (award.years, award.decided_on) {
        (Some(years), _) => years.overlaps(asked),
        (None, Some(date)) => {
            let year = date.work_year();
            asked.contains(year) || asked.contains(year.previous())
        }
        (None, None) => true,
    }
}

fn empty() -> Tally {
    Tally {
        instances: Some(0),
        recipients: Some(0),
        ..Tally::default()
    }
}

fn line(award: &Award) -> Line {
    Line {
        award: award.award.clone(),
        authority: award.authority.clone(),
        kind: award.kind.clone(),
        level: award.level.clone(),
        outside: award.outside,
        occasion: award.occasion.clone(),
        status: award.status.clone(),
        years: award.years,
        position: award.position.clone(),
        movement: award.movement.clone(),
        cluster: award.cluster.clone(),
    }
}

fn add(tally: &mut Tally, award: &Award, at: usize, led: &impl Fn(&str, Option<YearSpan>) -> bool) {
    tally.rows.push(at);
    tally.instances = tally
        .instances
        .zip(award.count)
        .and_then(|(sum, count)| sum.checked_add(count));
    let recipients = match &award.subject {
        Some(subject) => {
            let new = tally.subjects.insert(subject.clone());
            if new && led(subject, award.years) {
                tally.leaders = Some(tally.leaders.unwrap_or(0) + 1);
            } else if new {
                tally.leaders = Some(tally.leaders.unwrap_or(0));
            }
            Some(i64::from(new))
        }
        None if award.by_times => award.recipients,
        None => award.recipients.or(award.count),
    };
    tally.recipients = tally
        .recipients
        .zip(recipients)
        .and_then(|(sum, count)| sum.checked_add(count));
}
