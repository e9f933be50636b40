//! How many of a unit may be rated best, reckoned for the unit and for each group of similar tasks in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::amount::Percent;
use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::catalogue::Ceiling;
use thidua_domain::people::Post;
use thidua_domain::rating::{Counts, Level, Rating, share};
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use super::post_of;
use crate::State;

/// One line of the arithmetic: the whole unit, or a group of similar tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CeilingLine {
    /// The group in words; `None`: the whole unit.
    pub group: Option<String>,
    /// How many have the level that is limited.
    pub rated: i64,
    /// How many they are counted against, by the letter of the rule.
    pub base: i64,
    /// The share in percent, two decimals; `None` where the base is empty.
    pub percent: Option<String>,
    /// How many there may be at most.
    pub most: i64,
    /// Whether there are more.
    pub over: bool,
    /// The base with those limited counted in: the other way the words may be read.
    pub wide_base: i64,
    /// The share of the wider base.
    pub wide_percent: Option<String>,
    /// Whether there are more by that reading too.
    pub wide_over: bool,
    /// The arithmetic in words: `đã xếp 3/10 = 30,00 %, trần 2 người`.
    pub words: String,
}

/// What the ceiling of a year comes to in a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ceilings {
    /// What the rule is called.
    pub name: String,
    /// What it says.
    pub text: String,
    /// What it allows beyond.
    pub exception: String,
    /// What it rests on.
    pub citation: String,
    /// Who confirmed it against the original text; `None`: nobody yet.
    pub confirmed: Option<String>,
    /// The most, in percent of the base.
    pub percent: i64,
    /// How many people of the unit the rule does not speak of.
    pub left_out: i64,
    /// Whether any line is over.
    pub over: bool,
    /// The unit first, then its groups where there are several.
    pub lines: Vec<CeilingLine>,
}

/// The arithmetic of a unit and year over what is stored; a level typed for somebody goes before it, `None`
/// meaning that it was emptied. `None` where no rule speaks of the year.
pub fn ceilings(
    state: &State,
    (agency, year): (&str, WorkYear),
    typed: &BTreeMap<String, Option<Level>>,
    today: Date,
) -> Option<Ceilings> {
    let rule = state.catalogue.ratings.ceiling(year)?;
    let mut all = Counts::default();
    let mut groups: BTreeMap<String, Counts> = BTreeMap::new();
    let mut left_out = 0;
    for person in state.people.values() {
        let post = post_of(person, year, today).filter(|post| post.agency == agency);
        let Some(post) = post else { continue };
        let stored = super::of_year(state, &person.code, year);
        let level = match typed.get(&person.code) {
            Some(level) => *level,
            None => stored.and_then(|row| row.level),
        };
        let Some(level) = level else { continue };
        if post
            .group
            .as_ref()
            .is_some_and(|group| rule.left_out.contains(group))
        {
            left_out += 1;
            continue;
        }
        all.add(level);
        groups
            .entry(group(state, stored, post))
            .or_default()
            .add(level);
    }
    let mut lines = vec![line(rule, None, all)];
    if groups.len() > 1 {
        let mut named: Vec<(String, Counts)> = groups.into_iter().collect();
        text::sort_by_key(&mut named, |(name, _)| name);
        lines.extend(
            named
                .into_iter()
                .map(|(name, counts)| line(rule, Some(name), counts)),
        );
    }
    let confirmed = rule.confirmed.trim();
    Some(Ceilings {
        name: rule.name.clone(),
        text: rule.text.clone(),
        exception: rule.exception.clone(),
        citation: rule.citation.clone(),
        confirmed: (!confirmed.is_empty()).then(|| confirmed.to_owned()),
        percent: rule.percent,
        left_out,
        over: lines.iter().any(|line| line.over),
        lines,
    })
}

/// The group of similar tasks: as the agency named it, else that of the post.
fn group(state: &State, stored: Option<&Rating>, post: &Post) -> String {
    let named = stored.and_then(|row| row.group.clone());
    let of_post = || {
        let code = post.group.as_deref();
        code.map(|code| state.catalogue.labels.word("nhan-su.nhom", code).to_owned())
    };
    named
        .or_else(of_post)
        .unwrap_or_else(|| "Chưa ghi nhóm".to_owned())
}

fn line(rule: &Ceiling, group: Option<String>, counts: Counts) -> CeilingLine {
    let share = share(counts, rule);
    let percent = share.percent.map_or_else(
        || "không có ai ở mức làm mẫu số".to_owned(),
        |percent| format!("{} %", percent.vn()),
    );
    let mut words = format!(
        "đã xếp {}/{} = {percent}, trần {} người",
        share.rated, share.base, share.most
    );
    if share.over && !share.wide_over {
        let wide = share.wide_percent.map(Percent::vn).unwrap_or_default();
        words.push_str(&format!(
            "; nếu tính cả người xếp mức này vào mẫu số: {}/{} = {wide} %, không vượt",
            share.rated, share.wide_base
        ));
    }
    let plain = |percent: Percent| percent.to_decimal().to_string();
    CeilingLine {
        group,
        rated: share.rated,
        base: share.base,
        percent: share.percent.map(plain),
        most: share.most,
        over: share.over,
        wide_base: share.wide_base,
        wide_percent: share.wide_percent.map(plain),
        wide_over: share.wide_over,
        words,
    }
}

/// A warning for every unit and year the rows speak of in which more were rated best than may be: at the first
/// of its rows. Nothing is refused.
pub(crate) fn warnings<'a>(
    state: &State,
    rows: impl Iterator<Item = (u32, &'a Values)>,
    today: Date,
    faults: &mut Vec<Fault>,
) {
    let mut seen: BTreeSet<(String, WorkYear)> = BTreeSet::new();
    for (number, row) in rows {
        let (Some(subject), Some(year)) = (row.get("ma_doi_tuong"), row.year("nam")) else {
            continue;
        };
        let person = state.people.get(subject);
        let Some(post) = person.and_then(|person| post_of(person, year, today)) else {
            continue;
        };
        if !seen.insert((post.agency.clone(), year)) {
            continue;
        }
        let unit = (post.agency.as_str(), year);
        let Some(found) = ceilings(state, unit, &BTreeMap::new(), today) else {
            continue;
        };
        let place = Place {
            sheet: "danh-gia",
            row: number,
        };
        let name = state.name_on(&post.agency, year.last_day());
        for line in found.lines.iter().filter(|line| line.over) {
            faults.push(told(place, &found, line, &name, year));
        }
    }
}

fn told(
    place: Place<'_>,
    found: &Ceilings,
    line: &CeilingLine,
    name: &str,
    year: WorkYear,
) -> Fault {
    let whom = match &line.group {
        Some(group) => format!("{name}, nhóm «{group}»"),
        None => name.to_owned(),
    };
    let marked = match found.confirmed {
        Some(_) => "",
        None => " (chưa xác nhận với bản gốc)",
    };
    place.fault(
        Severity::Warning,
        "Mức xếp loại",
        format!("{}/{}", line.rated, line.base),
        format!(
            "{whom}, năm {}: {} vượt {} %: {}. {}{marked}.",
            year.0, found.name, found.percent, line.words, found.citation
        ),
        format!("Vẫn lưu được. Xem lại các mức đã xếp. {}", found.exception),
    )
}
