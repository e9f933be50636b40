//! Worked cases as readers see them.

use std::sync::OnceLock;

use serde::Serialize;
use thidua_domain::law::{Lawbook, SubjectKind, WorkedCase, worked_cases};
use thidua_domain::time::vn;

use super::words;
use crate::AppError;
use crate::law::book;

/// A worked case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseLine {
    /// Code of the award.
    pub award: String,
    /// Its short name.
    pub award_name: String,
    /// To whom, in words.
    pub subject: &'static str,
    /// What it is about.
    pub name: String,
    /// `eligible`, `not_eligible`, `needs_human`.
    pub verdict: String,
    /// In words.
    pub verdict_words: &'static str,
    /// Why.
    pub reason: String,
    /// The considered year.
    pub year: i16,
    /// Day on which the dossier is received, as read.
    pub received: String,
    /// What holds, in words.
    pub holds: Vec<String>,
    /// What fails, in words.
    pub fails: Vec<String>,
    /// What a person must look at, in words.
    pub human: Vec<String>,
}

/// A verdict in words.
pub(super) fn verdict(code: &str) -> &'static str {
    match code {
        "eligible" => "Đủ điều kiện",
        "not_eligible" => "Chưa đủ điều kiện",
        _ => "Cần người xem xét",
    }
}

/// The worked cases, read once.
pub(super) fn all() -> Result<&'static [WorkedCase], AppError> {
    static CASES: OnceLock<Vec<WorkedCase>> = OnceLock::new();
    if let Some(cases) = CASES.get() {
        return Ok(cases);
    }
    let read = worked_cases(&book::cases()?.files());
    Ok(CASES.get_or_init(|| read))
}

/// A case for readers.
pub(super) fn line(book: &Lawbook, case: &WorkedCase) -> CaseLine {
    let told = |ids: &[String]| -> Vec<String> {
        let own = ids.iter().filter_map(|id| book.condition_named(id));
        own.map(|own| book.needed(own, case.received_on)).collect()
    };
    let award = book.names.award(&case.award);
    CaseLine {
        award_name: award.map_or("", |award| book.names.name(award)).to_owned(),
        award: case.award.clone(),
        subject: SubjectKind::from_code(&case.subject).map_or("", words::subject),
        name: case.name.clone(),
        verdict_words: verdict(&case.verdict),
        verdict: case.verdict.clone(),
        reason: case.reason.clone(),
        year: case.year.0,
        received: vn(case.received_on),
        holds: told(&case.holds),
        fails: told(&case.fails),
        human: told(&case.human),
    }
}

/// The cases of an award for a kind of subject.
pub(super) fn of_award(
    book: &Lawbook,
    award: &str,
    subject: SubjectKind,
) -> Result<Vec<CaseLine>, AppError> {
    let own = |case: &&WorkedCase| case.award == award && case.subject == subject.code();
    Ok(all()?
        .iter()
        .filter(own)
        .map(|case| line(book, case))
        .collect())
}

/// The cases that show a condition.
pub(super) fn of_condition(book: &Lawbook, id: &str) -> Result<Vec<CaseLine>, AppError> {
    let shows = |case: &&WorkedCase| {
        let mut told = case.holds.iter().chain(&case.fails).chain(&case.human);
        told.any(|own| own == id)
    };
    Ok(all()?
        .iter()
        .filter(shows)
        .map(|case| line(book, case))
        .collect())
}
