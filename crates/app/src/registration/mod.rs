//! Registration: what people and units set out to reach in a year, and what it came to.

mod command;
pub mod list;

pub use command::{Answer as Reply, Asked as Wish, answer, send, withdraw};

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::registration::{Outcome, Registration, Standing, outcome};
use thidua_domain::time::{WorkYear, YearSpan};

use crate::deed::{self, Answer, AskYears, Years};
use crate::state::{State, View};
use crate::{AppError, bundle};

/// What reading registrations asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// A registration with what it came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegistrationRow {
    /// Code of the agency.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Work year.
    #[serde(rename = "nam")]
    pub year: i16,
    /// Code of the person or collective.
    #[serde(rename = "ma_doi_tuong")]
    pub subject: Option<String>,
    /// The name.
    pub subject_name: Option<String>,
    /// Code of `Đối tượng`.
    #[serde(rename = "doi_tuong")]
    pub kind: Option<String>,
    /// Code of the award.
    #[serde(rename = "ma_danh_hieu")]
    pub award: Option<String>,
    /// Its name.
    pub award_name: Option<String>,
    /// How many.
    #[serde(rename = "so_luong")]
    pub count: Option<i64>,
    /// Initiatives.
    #[serde(rename = "sang_kien")]
    pub initiatives: Vec<String>,
    /// Day.
    #[serde(rename = "ngay_dang_ky")]
    pub date: Option<String>,
    /// Code of `Trạng thái`.
    #[serde(rename = "trang_thai")]
    pub status: &'static str,
    /// The unit's words.
    #[serde(rename = "y_kien")]
    pub answer: Option<String>,
    /// `dat`, `khong_dat`, or `null`: not known yet.
    pub outcome: Option<&'static str>,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
    /// Whether the reader may take it back.
    #[serde(skip)]
    pub withdraws: bool,
    /// Whether the reader may take it up or give it back.
    #[serde(skip)]
    pub answers: bool,
}

/// What was registered of one award, beside what was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AwardCount {
    /// Code of the award.
    pub award: String,
    /// Its name.
    pub name: String,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
    /// How many were registered.
    pub registered: i64,
    /// How many of those registered by name reached it.
    pub reached: i64,
    /// How many were given in the year, registered or not.
    pub given: i64,
}

/// Registrations of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Registrations {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Answer,
    /// Registrations that stand or wait.
    pub rows: Vec<RegistrationRow>,
    /// By award, highest first.
    pub counts: Vec<AwardCount>,
    /// Whether awards of the year have been told.
    pub settled: bool,
    /// How many wait for an answer.
    pub waiting: usize,
}

/// The registrations of an agency, those below it and its predecessors.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for years that cannot be.
pub fn registrations(view: &View, ask: &AskYears) -> Result<Registrations, AppError> {
    let years = Years::new(view, PERMISSION, ask)?;
    let state = view.state.as_ref();
    let picked = years.pick(&state.registrations, |row| {
        (row.agency.as_str(), row.told())
    });
    let given = Given::of(view, ask)?;
    let rows: Vec<&Registration> = picked.rows.iter().map(|(_, row)| *row).collect();
    let shown = rows
        .iter()
        .filter(|row| row.standing != Standing::Withdrawn);
    let mut shown: Vec<RegistrationRow> = shown.map(|row| self::row(view, row, &given)).collect();
    shown.sort_by_key(|row| {
        let rank = row
            .award
            .as_deref()
            .map_or(u32::MAX, |code| rank(state, code));
        (row.agency.clone(), rank)
    });
    let waits = |row: &&&Registration| row.standing == Standing::Sent;
    Ok(Registrations {
        waiting: rows.iter().filter(waits).count(),
        counts: counts(state, &rows, &given),
        settled: given.settled(),
        rows: shown,
        asked: years.answer(),
    })
}

/// The registrations of a person, newest year first.
///
/// # Errors
/// [`AppError::NotFound`] for a person out of reach.
pub fn by_person(view: &View, person: &str) -> Result<Vec<RegistrationRow>, AppError> {
    view.permit_person(Permission::ViewPeople, person)?;
    let shelf = &view.state.registrations;
    let held = view.state.people.get(person);
    let posts = held.into_iter().flat_map(|person| &person.posts);
    let agencies: BTreeSet<&str> = posts.map(|post| post.agency.as_str()).collect();
    let places = agencies.into_iter().flat_map(|code| shelf.of(code));
    let mut own: Vec<&Registration> = places
        .filter_map(|at| shelf.get(*at))
        .filter(|row| row.subject.as_deref() == Some(person))
        .collect();
    own.sort_by_key(|row| std::cmp::Reverse((row.year, row.on)));
    let row = |row: &&Registration| {
        let given = Given::to(&view.state, person, row.year);
        self::row(view, row, &given)
    };
    Ok(own.iter().map(row).collect())
}

fn rank(state: &State, code: &str) -> u32 {
    let first = code.split(';').next().unwrap_or_default();
    state
        .catalogue
        .award(first)
        .map_or(u32::MAX, |award| award.rank)
}

/// What was given in the years asked for.
#[derive(Default)]
struct Given {
    /// Awards by recipient and year.
    by: BTreeMap<(String, WorkYear), Vec<String>>,
    /// How many by award and kind.
    counts: BTreeMap<(String, String), i64>,
    /// Agencies and years of which awards were told.
    told: BTreeSet<(String, WorkYear)>,
}

impl Given {
    /// Of an agency and those below it.
    fn of(view: &View, ask: &AskYears) -> Result<Self, AppError> {
        let state = view.state.as_ref();
        let asked = crate::register::AskAwards {
            agency: ask.agency.clone(),
            from: ask.from,
            to: ask.to,
            month: None,
            own: ask.own,
        };
        let mut given = Self::default();
        let awards = crate::register::awards(view, &asked)?;
        for row in awards.rows.iter().filter(|row| row.status == "da_tang") {
            let key = (row.award.clone(), row.subject_kind.clone());
            *given.counts.entry(key).or_default() += row.instances.unwrap_or(0);
        }
        let codes = match ask.own {
            true => BTreeSet::from([ask.agency.as_str()]),
            false => state.org.lineage(&ask.agency),
        };
        let years = YearSpan {
            from: WorkYear(ask.from),
            to: WorkYear(ask.to),
        };
        let index = state.award_index();
        let rows = index.during(years).into_iter();
        for award in rows.filter_map(|at| state.awards.get(at)) {
            if codes.contains(award.agency.as_str()) {
                given.take(award);
            }
        }
        Ok(given)
    }

    /// To one recipient in a year.
    fn to(state: &State, subject: &str, year: WorkYear) -> Self {
        let mut given = Self::default();
        let index = state.award_index();
        for award in index.of_recipient(&state.awards, subject) {
            given.take(award);
        }
        // Whether the year is settled is the agency's to say.
        for award in index
            .during(YearSpan::single(year))
            .into_iter()
            .filter_map(|at| state.awards.get(at))
        {
            given.told.insert((award.agency.clone(), year));
        }
        given
    }

    fn take(&mut self, award: &thidua_domain::register::Award) {
        let single = award.years.filter(|years| years.is_single());
        let Some(years) = single.filter(|_| award.status == "da_tang") else {
            return;
        };
        self.told.insert((award.agency.clone(), years.from));
        if let Some(subject) = &award.subject {
            let own = self.by.entry((subject.clone(), years.from)).or_default();
            own.push(award.award.clone());
        }
    }

    fn settled(&self) -> bool {
        !self.told.is_empty()
    }

    fn outcome(&self, row: &Registration) -> Outcome {
        let subject = row.subject.clone().unwrap_or_default();
        let own = self.by.get(&(subject, row.year));
        let own: Vec<&str> = own.into_iter().flatten().map(String::as_str).collect();
        let settled = self.told.contains(&(row.agency.clone(), row.year));
        outcome(row, &own, settled)
    }
}

/// Rank and code of an award, kind of who registered it.
type Key = (u32, String, Option<String>);

/// What was registered by award, beside what was given.
fn counts(state: &State, rows: &[&Registration], given: &Given) -> Vec<AwardCount> {
    let mut found: BTreeMap<Key, (i64, i64)> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.standing.counts()) {
        let Some(award) = &row.award else { continue };
        let key = (rank(state, award), award.clone(), row.kind.clone());
        let (registered, reached) = found.entry(key).or_default();
        *registered = registered.saturating_add(row.count.unwrap_or(0));
        *reached += i64::from(given.outcome(row) == Outcome::Reached);
    }
    let line = |((_, award, kind), (registered, reached)): (Key, (i64, i64))| {
        let of_kind = |(code, of): &&(String, String)| {
            let mut codes = code.split(';');
            codes.any(|code| code == award.as_str()) && kind.as_ref().is_none_or(|kind| kind == of)
        };
        let matching = given.counts.keys().filter(of_kind);
        let counts = matching.filter_map(|key| given.counts.get(key));
        AwardCount {
            name: name(state, &award),
            given: counts.sum(),
            award,
            kind,
            registered,
            reached,
        }
    };
    found.into_iter().map(line).collect()
}

fn name(state: &State, codes: &str) -> String {
    let name = |code: &str| {
        let award = state.catalogue.award(code);
        award.map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    codes.split(';').map(name).collect::<Vec<_>>().join(" và ")
}

fn row(view: &View, row: &Registration, given: &Given) -> RegistrationRow {
    let state = view.state.as_ref();
    let on = row.year.last_day().min(view.today);
    let open = row.standing == Standing::Sent;
    let answers = view.permit_agency(bundle::PERMISSION, &row.agency).is_ok();
    RegistrationRow {
        agency_name: state.name_on(&row.agency, on),
        agency: row.agency.clone(),
        year: row.year.0,
        subject_name: row.subject.as_ref().map(|code| state.name_on(code, on)),
        subject: row.subject.clone(),
        kind: row.kind.clone(),
        award_name: row.award.as_ref().map(|code| name(state, code)),
        award: row.award.clone(),
        count: row.count,
        initiatives: row.initiatives.clone(),
        date: row.on.map(|day| day.to_string()),
        status: row.standing.code(),
        answer: row.answer.clone(),
        outcome: match given.outcome(row) {
            Outcome::Reached => Some("dat"),
            Outcome::NotReached => Some("khong_dat"),
            Outcome::Open => None,
        },
        key: row.key.clone(),
        withdraws: row.standing.counts() && command::is_own(view, row),
        answers: open && answers,
    }
}

/// The newest year of which an agency tells a registration.
pub fn newest_year(state: &State, agency: &str) -> Option<i16> {
    deed::newest_year(state, &state.registrations, agency, Registration::told)
}
