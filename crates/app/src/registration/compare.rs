//! Registered against achieved at the year's end: by award, by unit, and the names behind each number. How many were
//! registered is no ceiling and no quota: what was not reached is told, not counted against anybody.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::registration::{Outcome, Registration, Standing};
use thidua_domain::time::{WorkYear, YearSpan};

use super::given::{Given, counts};
use super::ground::{Ground, Ways};
use super::{AwardCount, PERMISSION, RegistrationRow, name, row};
use crate::AppError;
use crate::deed::AskYears;
use crate::state::View;

/// Rows named at most.
const NAMED: usize = 300;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskCompared {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Only the names of this office directly below, or of the agency's own.
    pub unit: Option<String>,
    /// Only the names of this award.
    pub award: Option<String>,
    /// Only names with this outcome: `dat`, `khong_dat`, `chua_ro`, or `khong_dang_ky`.
    pub outcome: Option<String>,
}

/// An office with what its registrations came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitCompared {
    /// Code.
    pub agency: String,
    /// Name.
    pub name: String,
    /// Registered by name.
    pub registered: i64,
    /// Of them reached.
    pub reached: i64,
    /// Of them not reached.
    pub not_reached: i64,
    /// Of them not known yet.
    pub open: i64,
    /// Registered by number alone.
    pub unnamed: i64,
}

/// A title given without having been registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unregistered {
    /// Code of the person or collective.
    pub subject: String,
    /// Name.
    pub subject_name: String,
    /// Whether a person.
    #[serde(skip)]
    pub person: bool,
    /// Name of the agency.
    pub agency_name: String,
    /// Name of the award.
    pub award_name: String,
}

/// Registered against achieved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Compared {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Whether awards of the year have been told.
    pub settled: bool,
    /// By award, the highest first.
    pub awards: Vec<AwardCount>,
    /// By office: the agency's own first, then those directly below.
    pub units: Vec<UnitCompared>,
    /// The names asked for.
    pub rows: Vec<RegistrationRow>,
    /// How many more there are.
    pub more: usize,
    /// Titles given to people and collectives that had not registered them.
    pub unregistered: Vec<Unregistered>,
}

/// Registered against achieved in a year.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for a year that cannot be.
pub fn compared(view: &View, ask: &AskCompared) -> Result<Compared, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let year = super::work_year(ask.year)?;
    let asked = AskYears {
        agency: ask.agency.clone(),
        from: ask.year,
        to: ask.year,
        month: None,
        own: false,
    };
    let given = Given::of(view, &asked)?;
    let ground = Ground::below(view, &ask.agency, year);
    let mut units = Vec::new();
    let mut all: Vec<(&str, &Registration)> = Vec::new();
    let heads = heads(&ground, &ask.agency);
    for (head, rows) in &heads {
        units.push(unit(view, head, rows, &given));
        all.extend(rows.iter().map(|row| (head.as_str(), *row)));
    }
    let every: Vec<&Registration> = all.iter().map(|(_, row)| *row).collect();
    let wanted = |(head, row): &(&str, &Registration)| {
        let unit = ask.unit.as_deref().is_none_or(|unit| unit == *head);
        let award = ask.award.is_none() || row.award == ask.award;
        let outcome = match ask.outcome.as_deref() {
            None => true,
            Some("dat") => given.outcome(row) == Outcome::Reached,
            Some("khong_dat") => given.outcome(row) == Outcome::NotReached,
            Some("chua_ro") => given.outcome(row) == Outcome::Open,
            Some(_) => false,
        };
        unit && award && outcome
    };
    let named: Vec<&Registration> = all
        .iter()
        .filter(|pair| wanted(pair))
        .map(|(_, row)| *row)
        .collect();
    let mut ways = Ways::default();
    let shown = named.iter().take(NAMED);
    Ok(Compared {
        agency: ask.agency.clone(),
        year: ask.year,
        settled: given.settled(),
        awards: counts(&view.state, &every, &given),
        units,
        rows: shown.map(|one| row(view, one, &given, &mut ways)).collect(),
        more: named.len().saturating_sub(NAMED),
        unregistered: unregistered(view, &ask.agency, year, &every),
    })
}

/// What counts, by the agency itself and by the offices directly below it.
fn heads<'a>(ground: &Ground<'a>, agency: &str) -> Vec<(String, Vec<&'a Registration>)> {
    let counting = |rows: &[&'a Registration]| -> Vec<&'a Registration> {
        let counts = rows.iter().filter(|row| row.standing.counts());
        counts.copied().collect()
    };
    let own = ground.own(agency).map(|own| counting(&own.rows));
    let mut found = vec![(agency.to_owned(), own.unwrap_or_default())];
    for office in ground.offices(agency) {
        let rows = ground
            .within(&office)
            .flat_map(|(_, own)| counting(&own.rows))
            .collect();
        found.push((office, rows));
    }
    found.retain(|(_, rows)| !rows.is_empty());
    found
}

fn unit(view: &View, agency: &str, rows: &[&Registration], given: &Given<'_>) -> UnitCompared {
    let day = view.today;
    let mut unit = UnitCompared {
        agency: agency.to_owned(),
        name: view.state.org.short_label_on(agency, day),
        ..UnitCompared::default()
    };
    for row in rows.iter().filter(|row| row.award.is_some()) {
        let count = row.count.unwrap_or(0);
        if row.subject.is_none() {
            unit.unnamed = unit.unnamed.saturating_add(count);
            continue;
        }
        unit.registered += 1;
        match given.outcome(row) {
            Outcome::Reached => unit.reached += 1,
            Outcome::NotReached => unit.not_reached += 1,
            Outcome::Open => unit.open += 1,
        }
    }
    unit
}

/// Titles of the year given to named people and collectives who had registered something else or nothing. Where
/// registrations are told by number alone nobody can say whose they are, so nothing is named.
fn unregistered(
    view: &View,
    agency: &str,
    year: WorkYear,
    rows: &[&Registration],
) -> Vec<Unregistered> {
    let state = view.state.as_ref();
    let named: BTreeSet<(&str, &str)> = rows
        .iter()
        .filter(|row| row.standing != Standing::Returned)
        .filter_map(|row| Some((row.subject.as_deref()?, row.award.as_deref()?)))
        .collect();
    let mut whole: BTreeMap<&str, bool> = BTreeMap::new();
    for row in rows {
        let by_name = whole.entry(row.agency.as_str()).or_insert(true);
        *by_name &= row.subject.is_some();
    }
    let inside = state.org.lineage(agency);
    let index = state.award_index();
    let during = index.during(YearSpan::single(year)).into_iter();
    let mut found = Vec::new();
    for award in during.filter_map(|at| state.awards.get(at)) {
        let single = award.years.is_some_and(YearSpan::is_single);
        let here = inside.contains(award.agency.as_str());
        let told = whole.get(award.agency.as_str()) == Some(&true);
        if !single || !here || !told || award.status != "da_tang" {
            continue;
        }
        let Some(subject) = award.subject.as_deref() else {
            continue;
        };
        for code in award.award.split(';') {
            let title = state.catalogue.award(code);
            let title = title.is_some_and(|title| title.kind == "danh_hieu");
            if title && !named.contains(&(subject, code)) {
                found.push(Unregistered {
                    subject: subject.to_owned(),
                    subject_name: state.name_on(subject, view.today),
                    person: state.people.contains_key(subject),
                    agency_name: state.org.short_label_on(&award.agency, view.today),
                    award_name: name(state, code),
                });
            }
        }
    }
    found.truncate(NAMED);
    found
}
