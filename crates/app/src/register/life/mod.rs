//! The register for life of a person or a collective: every award ever, across renamed, merged and parted bodies and
//! merged records, with what is only proposed and what was cancelled marked and counted apart.
//!
//! Nothing is told that no row tells: a year without a row has no data, which is not to say that nothing was given.

pub(crate) mod paper;
mod rows;
mod whose;
pub mod words;
mod years;

pub use paper::AskLife;
pub(crate) use rows::first_day;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};

use crate::state::View;
use crate::{AppError, State};

/// The code of a status that counts.
const GIVEN: &str = "da_tang";
/// The code of one that was cancelled.
const CANCELLED: &str = "thu_hoi";

/// A body that a collective came from, or a record that was merged into a person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Former {
    /// Code.
    pub code: String,
    /// Its name at its end.
    pub name: String,
    /// Code of `sap-xep.Loại`; of a person's record `gop-nguoi`.
    pub how: String,
    /// When: the first day after.
    pub on: Option<String>,
    /// The paper, as cited.
    pub document: Option<String>,
    /// Whether it is the same body under an earlier code or name, or the same person.
    pub same: bool,
    /// Whether its awards are the reader's to read; else none of them is among the rows.
    pub open: bool,
}

/// The cancelling of an award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cancelled {
    /// The decision, as cited.
    pub decision: Option<String>,
    /// Its day.
    pub on: Option<String>,
    /// Code of the ground.
    pub ground: Option<String>,
}

/// An award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LifeRow {
    /// Work year, or the years it is for; `null`: not told.
    pub years: Option<String>,
    /// Award codes, joined by `;` where the source does not split.
    pub award: String,
    /// Their names.
    pub award_name: String,
    /// Codes of `Loại thành tích`.
    pub occasion: Option<String>,
    /// How often.
    pub times: i64,
    /// Code of `Trạng thái`; only `da_tang` counts.
    pub status: String,
    /// How it was cancelled, where that is told.
    pub cancelled: Option<Cancelled>,
    /// Number of the decision, as cited.
    pub decision: Option<String>,
    /// Code of the decision, where it is a document.
    pub document: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<String>,
    /// Who decided, as called then.
    pub authority: Option<String>,
    /// Code of the body that won it, or where the person worked.
    pub agency: String,
    /// Its name as it was called then.
    pub agency_name: String,
    /// The position then.
    pub position: Option<String>,
    /// Whether the decision or list itself tells the position; else it is that of the person's file.
    pub position_told: bool,
    /// Code of the body the row names instead of the subject.
    pub of: Option<String>,
    /// Whether another body won it, of which this one is heir.
    pub inherited: bool,
    /// Sources, as cited.
    pub sources: Vec<String>,
    /// Note.
    pub note: Option<String>,
    /// Identity of its record, where its history is the reader's to read.
    #[serde(skip)]
    pub record: Option<i64>,
}

/// How often an award was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LifeCount {
    /// Award codes, as in the rows.
    pub award: String,
    /// Their names.
    pub award_name: String,
    /// How often to the subject itself.
    pub own: i64,
    /// How often to bodies it is heir to.
    pub inherited: i64,
    /// The years, in order, several of one year each.
    pub years: Vec<String>,
}

/// Years of which no row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Gap {
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
}

/// The register of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Life {
    /// Code.
    pub subject: String,
    /// Name today, or at its end.
    pub name: String,
    /// `ca_nhan` or `tap_the`.
    pub kind: &'static str,
    /// Day of birth; of a collective its first day.
    pub born: Option<String>,
    /// Last day of a collective that is no more.
    pub ended: Option<String>,
    /// First day of a person in service.
    pub joined: Option<String>,
    /// Code of the agency of a person's present or last post.
    pub agency: Option<String>,
    /// Its name.
    pub agency_name: Option<String>,
    /// The present or last position.
    pub position: Option<String>,
    /// What it came from, nearest first; merged records.
    pub former: Vec<Former>,
    /// In the order of years and of precedence; those without a year last.
    pub rows: Vec<LifeRow>,
    /// By award, highest first; only what was given.
    pub counts: Vec<LifeCount>,
    /// How many rows were cancelled.
    pub cancelled: usize,
    /// How many rows are proposed or chosen, not given.
    pub pending: usize,
    /// First year looked at; `null`: not known since when.
    pub from: Option<i16>,
    /// Last year looked at: the last whole one, or that of its end.
    pub to: i16,
    /// Years without data: «chưa có dữ liệu».
    pub gaps: Vec<Gap>,
    /// How many rows of the same agencies give awards to collectives without naming them: this one may be among them.
    pub unnamed: usize,
}

/// The register of a person or collective; a code for which another stands is that other's.
///
/// # Errors
/// [`AppError::NotFound`] for a code that is nobody's, or not the reader's to read; [`AppError::Forbidden`] without any
/// such permission.
pub fn life(view: &View, subject: &str) -> Result<Life, AppError> {
    let state = view.state.as_ref();
    let code = state.merged.standing(subject);
    let (life, line) = match state.people.get(code) {
        Some(person) => {
            view.permit_person(Permission::ViewPeople, code)?;
            // Rows of merged records name the standing code already.
            let line = Line {
                code: code.to_owned(),
                forebear: None,
            };
            (whose::person(view, person), vec![line])
        }
        None => {
            view.permit(Permission::ViewAwards, Target::Agency(code))?;
            let agency = state.org.find(code).ok_or(AppError::NotFound)?;
            whose::collective(view, agency)
        }
    };
    Ok(filled(view, life, &line))
}

/// A code under which something was won.
struct Line {
    code: String,
    /// The body, where it is not the subject itself.
    forebear: Option<usize>,
}

/// The register with its rows, what they come to and what they leave open.
fn filled(view: &View, mut life: Life, line: &[Line]) -> Life {
    let state = view.state.as_ref();
    life.rows = rows::of(view, &life, line);
    life.cancelled = life
        .rows
        .iter()
        .filter(|row| row.status == CANCELLED)
        .count();
    let settled = |row: &&LifeRow| [GIVEN, CANCELLED].contains(&row.status.as_str());
    life.pending = life.rows.iter().filter(|row| !settled(row)).count();
    life.counts = rows::counts(state, &life.rows);
    (life.from, life.gaps) = years::told(&life);
    if life.kind == "tap_the" {
        let codes: Vec<&str> = line.iter().map(|own| own.code.as_str()).collect();
        let unnamed = state.awards.iter().filter(|award| {
            award.kind == "tap_the"
                && award.subject.is_none()
                && award.status == GIVEN
                && codes.contains(&award.agency.as_str())
        });
        life.unnamed = unnamed.count();
    }
    life
}

/// Whether the reader may take the register of somebody along on paper: whoever prints for the agency, and everybody
/// the own one.
pub fn prints(view: &View, life: &Life) -> bool {
    let own = view.actor.person.as_deref() == Some(life.subject.as_str());
    let agency = match life.kind {
        "tap_the" => Some(life.subject.as_str()),
        _ => life.agency.as_deref(),
    };
    own || agency.is_some_and(|agency| view.sees(Permission::Print, agency))
}

/// Names of awards that a source does not split.
fn award_names(state: &State, codes: &str) -> String {
    let name = |code: &str| {
        let known = state.catalogue.award(code);
        known.map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    codes.split(';').map(name).collect::<Vec<_>>().join(" và ")
}
