//! Contributions of an agency over work years: each as it is told, and counted without mixing.

pub mod list;

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::contribution::{Contribution, Measure, Repeat, Sum, Tally, alike, tally};
use thidua_domain::text;
use thidua_domain::time::PartialDate;

use crate::AppError;
use crate::deed::{self, Answer, AskYears, Years, as_of, cited_sources, is_own};
use crate::state::{State, View};

/// What reading contributions asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// Rows that look like one deed told twice, shown at most.
const MOST_ALIKE: usize = 50;

/// A contribution as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContributionRow {
    /// Its own code.
    pub code: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// `tu_dong_gop` or `van_dong`.
    pub source: Option<String>,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// What it was for or what was given, joined by `;` where the source does not split.
    pub item: Option<String>,
    /// How much, a plain decimal.
    pub quantity: Option<String>,
    /// `dong`, `ngay`, `cong`, `luot`, or the word of a thing.
    pub unit: Option<String>,
    /// Code of `Mức chính xác`.
    pub qualifier: &'static str,
    /// Whether the quantity is that of each person.
    pub each: bool,
    /// Work year, or the years the source does not split.
    pub year: Option<String>,
    /// Day.
    pub date: Option<String>,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Whom it helped.
    pub beneficiaries: Option<String>,
    /// Names of those helped: the agency's own readers alone are told.
    pub helped: Vec<String>,
    /// Partners.
    pub partners: Vec<String>,
    /// Code of the agency that launched the drive.
    pub drive_by: Option<String>,
    /// Its name.
    pub drive_by_name: Option<String>,
    /// Who received it.
    pub receiver: Option<String>,
    /// How many people gave.
    pub participants: Option<i64>,
    /// Percent of the agency's people who gave.
    pub share: Option<String>,
    /// Code of the gift of which this is one telling.
    pub gift: Option<String>,
    /// How much of what, in words.
    pub in_words: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, as cited.
    pub sources: Vec<String>,
    /// Why the quantity is `null`.
    pub reason: Option<&'static str>,
    /// Why the row is not counted, where it is not.
    pub left_out: Option<String>,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
}

/// Contributions alike in origin, kind, item and unit, added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Total {
    /// `tu_dong_gop` or `van_dong`.
    pub source: Option<String>,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// Items, joined by `;`.
    pub item: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Code of the agency whose people gave so much each; `None`: a total.
    pub each_of: Option<String>,
    /// Its name.
    pub each_of_name: Option<String>,
    /// The sum, a plain decimal; `None`: no number is told.
    pub quantity: Option<String>,
    /// Code of `Mức chính xác` of the sum.
    pub qualifier: &'static str,
    /// How many contributions.
    pub count: usize,
    /// How many of them tell no number and are not in the sum.
    pub untold: usize,
    /// In words.
    pub in_words: Option<String>,
}

/// Two rows of different agencies that look like one deed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alike {
    /// One.
    pub first: ContributionRow,
    /// The other.
    pub second: ContributionRow,
}

/// What a unit gave and raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitTotals {
    /// Code of the agency asked for, of one directly below it, or of one it came from.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// What its contributions, and those below it, add up to.
    pub totals: Vec<Total>,
}

/// Contributions over work years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contributions {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Answer,
    /// Contributions that count, own ones first.
    pub rows: Vec<ContributionRow>,
    /// What they add up to.
    pub totals: Vec<Total>,
    /// The same by unit, where there is more than one.
    pub units: Vec<UnitTotals>,
    /// Rows that are not counted, each with the reason.
    pub left_out: Vec<ContributionRow>,
    /// Rows that look like one deed told twice.
    pub alike: Vec<Alike>,
    /// Latest day of issue among the rows' sources.
    pub as_of: Option<String>,
}

/// The contributions of an agency, those below it and its predecessors, each in its time.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for years that cannot be.
pub fn contributions(view: &View, ask: &AskYears) -> Result<Contributions, AppError> {
    let years = Years::new(view, PERMISSION, ask)?;
    let state = view.state.as_ref();
    let told = |row: &Contribution| row.told(years.known(row.source.as_deref()));
    let mut picked = years.pick(&state.contributions, |row| (row.agency.as_str(), told(row)));
    picked.rows.sort_by_key(|(at, row)| (order(row), *at));
    let counted = tally(picked.rows.iter().copied(), |agency| years.near(agency));
    let repeated: HashSet<usize> = counted.repeats.iter().map(|repeat| repeat.row).collect();
    let stands = |row: &&(usize, &Contribution)| !repeated.contains(&row.0);
    let rows: Vec<&(usize, &Contribution)> = picked.rows.iter().filter(stands).collect();
    let mut left_out: Vec<ContributionRow> = picked
        .left_out
        .into_iter()
        .map(|(row, why)| ContributionRow {
            left_out: Some(why),
            ..self::row(view, row)
        })
        .collect();
    left_out.extend(repeats(view, &counted));
    let twice = alike(rows.iter().map(|row| **row), |agency| above(state, agency));
    let pair = |(first, second): &(usize, usize)| {
        let of = |at: usize| state.contributions.get(at).map(|row| self::row(view, row));
        of(*first)
            .zip(of(*second))
            .map(|(first, second)| Alike { first, second })
    };
    Ok(Contributions {
        as_of: as_of(state, rows.iter().map(|(_, row)| row.source.as_deref())),
        rows: rows.iter().map(|(_, row)| self::row(view, row)).collect(),
        totals: counted
            .sums
            .iter()
            .map(|(measure, sum)| total(view, measure, sum))
            .collect(),
        units: units(view, &years, &rows),
        left_out,
        alike: twice.iter().take(MOST_ALIKE).filter_map(pair).collect(),
        asked: years.answer(),
    })
}

/// What each unit below adds up to; rows that tell a gift again were taken out before.
fn units(view: &View, years: &Years<'_>, rows: &[&(usize, &Contribution)]) -> Vec<UnitTotals> {
    let mut of: Vec<(String, Vec<(usize, &Contribution)>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, row) in rows {
        let place = *places.entry(row.agency.as_str()).or_insert_with(|| {
            let unit = years.unit_of(&row.agency);
            let known = of.iter().position(|(code, _)| *code == unit);
            known.unwrap_or_else(|| {
                of.push((unit, Vec::new()));
                of.len() - 1
            })
        });
        if let Some((_, own)) = of.get_mut(place) {
            own.push((*at, *row));
        }
    }
    if of.len() < 2 {
        return Vec::new();
    }
    let unit = |(code, rows): (String, Vec<(usize, &Contribution)>)| UnitTotals {
        agency_name: years.name(&code),
        totals: tally(rows, |agency| years.near(agency))
            .sums
            .iter()
            .map(|(measure, sum)| total(view, measure, sum))
            .collect(),
        agency: code,
    };
    let mut units: Vec<UnitTotals> = of.into_iter().map(unit).collect();
    text::sort_by_key(&mut units, |unit| &unit.agency_name);
    units
}

/// Own before raised; money, things, days, times.
fn order(row: &Contribution) -> (usize, usize) {
    use thidua_domain::contribution::sheet::{KINDS, ORIGINS};
    let place = |list: &[&str], code: &Option<String>| {
        let found = list
            .iter()
            .position(|known| Some(*known) == code.as_deref());
        found.unwrap_or(list.len())
    };
    (place(ORIGINS, &row.origin), place(KINDS, &row.kind))
}

/// The agencies above one where it last stood.
fn above<'a>(state: &'a State, agency: &str) -> Vec<&'a str> {
    let last = state
        .org
        .find(agency)
        .and_then(|agency| agency.spells.last());
    let on = last.map(|spell| spell.validity.end());
    on.map_or_else(Vec::new, |on| state.org.above_on(agency, on))
}

/// Rows that tell a gift again.
fn repeats(view: &View, counted: &Tally) -> Vec<ContributionRow> {
    let shelf = &view.state.contributions;
    let told = |repeat: &Repeat| {
        let again = shelf.get(repeat.row)?;
        let kept = shelf.get(repeat.kept)?;
        let by = view.state.name_on(&kept.agency, view.today);
        let differs = match repeat.agrees {
            true => "",
            false => " Hai dòng nêu số khác nhau.",
        };
        Some(ContributionRow {
            left_out: Some(format!(
                "Cùng một khoản đã tính theo dòng của {by}, không cộng hai lần.{differs}"
            )),
            ..row(view, again)
        })
    };
    counted.repeats.iter().filter_map(told).collect()
}

fn joined(items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| items.join(";"))
}

pub(crate) fn row(view: &View, row: &Contribution) -> ContributionRow {
    let state = view.state.as_ref();
    let on = row.told(None).span();
    let on = on.map_or(view.today, |years| years.to.last_day().min(view.today));
    let helped = row.helped.as_deref().filter(|_| is_own(view, &row.agency));
    ContributionRow {
        code: row.code.clone(),
        agency_name: state.name_on(&row.agency, on),
        agency: row.agency.clone(),
        source: row.origin.clone(),
        kind: row.kind.clone(),
        item: joined(&row.items),
        quantity: row.quantity.map(|quantity| quantity.to_string()),
        unit: row.measured_in().map(str::to_owned),
        qualifier: row.precision.code(),
        each: row.each,
        year: row.years.map(|years| years.to_string()),
        date: row.on.map(|day: PartialDate| day.to_string()),
        movement: row.movement.clone(),
        beneficiaries: row.beneficiaries.clone(),
        helped: helped
            .into_iter()
            .flat_map(str::lines)
            .map(str::to_owned)
            .collect(),
        partners: row.partners.clone(),
        drive_by_name: row.drive_by.as_ref().map(|code| state.name_on(code, on)),
        drive_by: row.drive_by.clone(),
        receiver: row.receiver.clone(),
        participants: row.people,
        share: row.share.clone(),
        gift: row.gift.clone(),
        in_words: row.in_words(),
        note: row.note.clone(),
        sources: cited_sources(state, row.source.as_deref()),
        reason: row
            .quantity
            .is_none()
            .then_some("Nguồn nêu có đóng góp nhưng không nêu số lượng."),
        left_out: None,
        key: row.key.clone(),
    }
}

fn total(view: &View, measure: &Measure, sum: &Sum) -> Total {
    Total {
        source: measure.origin.clone(),
        kind: measure.kind.clone(),
        item: joined(&measure.items),
        unit: measure.unit.clone(),
        each_of_name: measure
            .each_of
            .as_ref()
            .map(|code| view.state.name_on(code, view.today)),
        each_of: measure.each_of.clone(),
        quantity: sum.quantity.map(|quantity| quantity.to_string()),
        qualifier: sum.precision.code(),
        count: sum.rows.len(),
        untold: sum.untold,
        in_words: sum.in_words(measure),
    }
}

/// The newest year of which an agency tells a contribution.
pub fn newest_year(state: &State, agency: &str) -> Option<i16> {
    deed::newest_year(state, &state.contributions, agency, |row| row.told(None))
}
