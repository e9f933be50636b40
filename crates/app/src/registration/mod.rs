//! Registration: what people and units set out to reach in a year, and what it came to.

mod act;
mod book;
mod command;
mod compare;
mod consolidation;
mod given;
mod ground;
pub mod list;
mod many;
mod paper;
mod reach;
mod show;
mod todo;

pub use act::{AskAnswer, AskSend, answer_offices, consolidate, due_day, recall, set_deadline};
pub use book::Book;
pub(crate) use book::bring_up;
pub use command::{Answer as Reply, Asked as Wish, answer, send, withdraw};
pub use consolidation::{Changed, Consolidation, Sent, TotalLine, UnitLine, consolidation};

pub use compare::{AskCompared, Compared, UnitCompared, Unregistered, compared};
pub use many::{Candidate, WishMany, candidates, register_many};
pub use paper::{AskPaper, document};
pub use reach::{Reach, reach};
pub use show::{Done, Shown, show};
pub use todo::{Waits, waits};

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::registration::{Outcome, Registration, Standing};
use thidua_domain::time::WorkYear;

use self::given::{Given, counts};
use self::ground::Ways;
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
    /// Who sent it up and when, level by level; empty: not sent, or changed since.
    pub passed: Vec<PassedLine>,
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

/// A level a registration was sent up from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassedLine {
    /// Code of the office.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Which of its consolidations.
    pub number: u16,
    /// Name of who sent it.
    pub by: String,
    /// Day, ISO.
    pub on: String,
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
    let mut ways = Ways::default();
    let mut shown: Vec<RegistrationRow> = shown
        .map(|row| self::row(view, row, &given, &mut ways))
        .collect();
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
    let mut ways = Ways::default();
    let row = |row: &&Registration| {
        let given = Given::to(&view.state, person, row.year);
        self::row(view, row, &given, &mut ways)
    };
    Ok(own.iter().map(row).collect())
}

/// A work year that can be registered for.
fn work_year(year: i16) -> Result<WorkYear, AppError> {
    (1990..=2200)
        .contains(&year)
        .then_some(WorkYear(year))
        .ok_or_else(|| AppError::refused("Năm công tác gồm bốn chữ số, ví dụ 2027."))
}

fn rank(state: &State, code: &str) -> u32 {
    let first = code.split(';').next().unwrap_or_default();
    state
        .catalogue
        .award(first)
        .map_or(u32::MAX, |award| award.rank)
}

fn name(state: &State, codes: &str) -> String {
    let name = |code: &str| {
        let award = state.catalogue.award(code);
        award.map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    codes.split(';').map(name).collect::<Vec<_>>().join(" và ")
}

fn row(view: &View, row: &Registration, given: &Given<'_>, ways: &mut Ways) -> RegistrationRow {
    let state = view.state.as_ref();
    let on = row.year.last_day().min(view.today);
    let way = ways.of(view, row).into_iter();
    let passed = way.map(|passed| PassedLine {
        name: state.name_on(&passed.agency, on),
        agency: passed.agency,
        number: passed.number,
        by: passed.by,
        on: passed.on.to_string(),
    });
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
        passed: passed.collect(),
        key: row.key.clone(),
        withdraws: row.standing.counts() && command::is_own(view, row),
        answers: open && answers,
    }
}

/// The newest year of which an agency tells a registration.
pub fn newest_year(state: &State, agency: &str) -> Option<i16> {
    deed::newest_year(state, &state.registrations, agency, Registration::told)
}
