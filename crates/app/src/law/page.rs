//! «Còn thiếu gì»: what every award of the law of a day comes to for one person or collective, and the whole proof of
//! one of them.

pub(crate) mod award;
mod common;
pub(crate) mod proof;
mod told;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::law::{Judge, Lawbook, Moment, SubjectKind};
use thidua_domain::time::{self, WorkYear};

use super::Gatherer;
use super::eligibility::{self, Days, closing, facts};
use crate::state::View;
use crate::{App, AppError};

pub use award::{AwardLine, Point, Standing};
pub use told::{
    Base, Basis, LawLine, Mark, Node, OtherLaw, ProofLine, Question, RoadLine, ValueLine,
};

/// What looking at the conditions of a person asks for; everybody may look at the own ones. Of a collective it is
/// [`eligibility::PERMISSION`].
pub const PERMISSION: Permission = Permission::ViewPeople;

/// Whose conditions are asked for, and for when.
#[derive(Clone, Debug, Default)]
pub struct AskPage {
    /// Code of the person or collective.
    pub subject: String,
    /// Whether a person, else a collective.
    pub person: bool,
    /// The considered year; `None`: the one that is being judged.
    pub year: Option<i16>,
    /// The day of judging; `None`: today, or the last day of a year that is closed.
    pub on: Option<Date>,
    /// The day the appraising body received the dossier; `None`: the day of judging.
    pub received_on: Option<Date>,
}

/// For when a page judges, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    /// The considered year.
    pub year: i16,
    /// The day of judging.
    pub on: String,
    /// The day of reception.
    pub received_on: String,
    /// Whether reception is another day than judging.
    pub received_apart: bool,
    /// Until when something may still be added to the year.
    pub closing: String,
    /// Whether that day is past.
    pub closed: bool,
}

/// The awards of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Code.
    pub subject: String,
    /// Name on the day.
    pub name: String,
    /// For when.
    pub when: When,
    /// The law.
    pub law: LawLine,
    /// Whether discipline and open cases are known to the reader.
    pub conduct_known: bool,
    /// What stands in the way of every award alike and cannot be had any more for this year: told once, and not with
    /// each of them.
    pub common: Vec<Point>,
    /// The awards, those nearest at hand first.
    pub awards: Vec<AwardLine>,
}

/// The year that is being judged on a day: the one before as long as something may still be added to it.
pub fn current_year(book: &Lawbook, today: Date) -> WorkYear {
    let own = WorkYear::of(today);
    let before = WorkYear(own.0.saturating_sub(1));
    match today <= closing(book, before) {
        true => before,
        false => own,
    }
}

/// The moment of a question: of a year that is not told the one that is being judged, of days that are not told as
/// [`eligibility::moment`] says.
///
/// # Errors
/// [`AppError::Refused`] for days that contradict each other or that no law reaches.
pub fn moment(
    view: &View,
    year: Option<i16>,
    on: Option<Date>,
    received_on: Option<Date>,
) -> Result<Moment, AppError> {
    let book = view.state.law.as_ref();
    let year = year.unwrap_or_else(|| current_year(book, view.today).0);
    let days = Days {
        on,
        received_on,
        decided_on: None,
    };
    eligibility::moment(book, year, &days, view.today)
}

/// The moment as it is told.
pub fn when(book: &Lawbook, moment: &Moment) -> When {
    let closing = closing(book, moment.year);
    When {
        year: moment.year.0,
        on: time::vn(moment.on),
        received_on: time::vn(moment.received_on),
        received_apart: moment.received_on != moment.on,
        closing: time::vn(closing),
        closed: moment.on > closing,
    }
}

/// The subject of a page: a person or a collective as its address says.
///
/// # Errors
/// [`AppError::NotFound`] where it is not there, not of that kind, or not the reader's to ask about.
pub fn subject<'v>(view: &'v View, code: &'v str, person: bool) -> Result<&'v str, AppError> {
    let (kind, code) = eligibility::subject(view, code)?;
    match (kind == SubjectKind::Person) == person {
        true => Ok(code),
        false => Err(AppError::NotFound),
    }
}

/// The kind of a subject.
const fn kind(person: bool) -> SubjectKind {
    match person {
        true => SubjectKind::Person,
        false => SubjectKind::Collective,
    }
}

/// The awards of a subject, the nearest at hand first.
///
/// # Errors
/// [`AppError::NotFound`] where the subject is not there or not in reach, [`AppError::Refused`] for a day no law of the
/// rulebook speaks of.
pub fn overview(view: &View, ask: &AskPage) -> Result<Overview, AppError> {
    let subject = subject(view, &ask.subject, ask.person)?;
    let book = view.state.law.as_ref();
    let moment = moment(view, ask.year, ask.on, ask.received_on)?;
    let law = book.law(&moment).ok_or(AppError::NotFound)?;
    let gatherer = Gatherer::new(view, book, moment);
    let facts = facts(&gatherer, kind(ask.person), subject)?;
    let mut judge = Judge::new(book);
    let verdicts = judge.verdicts(&facts, &moment);
    let asked: Vec<_> = verdicts.iter().map(|(award, _)| *award).collect();
    let proofs = judge.proofs(&facts, &moment, &asked, None);
    let mut awards: Vec<AwardLine> = verdicts
        .iter()
        .zip(&proofs)
        .map(|((award, verdict), (_, proven))| {
            award::line(view, &facts, &moment, *award, verdict, proven)
        })
        .collect();
    // What the catalogue names first stays first among equals.
    awards.sort_by_key(AwardLine::order);
    let common = common::drawn(&mut awards);
    Ok(Overview {
        subject: subject.to_owned(),
        name: view.state.label_on(subject, moment.on),
        common,
        when: when(book, &moment),
        law: proof::law_line(view, law),
        conduct_known: facts.conduct.is_some(),
        awards,
    })
}

/// The whole proof of one award.
///
/// # Errors
/// As [`overview`]; [`AppError::NotFound`] too for an award the law of the day does not give to such a subject.
pub async fn proof(
    app: &App,
    view: &View,
    ask: &AskPage,
    award: &str,
) -> Result<ProofLine, AppError> {
    let subject = subject(view, &ask.subject, ask.person)?;
    let book = view.state.law.as_ref();
    let moment = moment(view, ask.year, ask.on, ask.received_on)?;
    let award = book.names.award(award).ok_or(AppError::NotFound)?;
    // What was gathered is not kept over the question to the database.
    let mut line = {
        let gatherer = Gatherer::new(view, book, moment);
        let facts = facts(&gatherer, kind(ask.person), subject)?;
        let mut judge = Judge::new(book);
        let proven = judge.prove(&facts, &moment, award, None);
        let proven = proven.ok_or(AppError::NotFound)?;
        let verdicts = judge.verdict(&facts, &moment, award, None);
        let verdict = verdicts.ok_or(AppError::NotFound)?;
        proof::line(view, subject, &facts, &moment, (&verdict, &proven))
    };
    line.number(app).await?;
    Ok(line)
}
