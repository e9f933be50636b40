//! Which results a change would turn: everybody judged by both books, for last year and for this one.
//!
//! New law from a coming day is tried as if the dossiers were received on it. Only awards whose rules differ are judged.

use std::collections::BTreeSet;

use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_domain::law::change::{Act, Change};
use thidua_domain::law::{
    AwardId, Facts, Judge, Lawbook, Moment, Outcome, SubjectKind, run_cases, touched,
};
use thidua_domain::text;
use thidua_domain::time::vn;

use super::propose::check;
use super::reading::read;
use super::tried::moments;
use super::typed::TypedChange;
use super::{approves, case, proposes, words};
use crate::law::eligibility::subjects;
use crate::law::{Gatherer, book};
use crate::rating::post_of;
use crate::{AppError, View};

/// Lines that are told of a year; all are counted.
const MOST: usize = 300;

/// One result that would be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// Code of the person or collective.
    pub subject: String,
    /// `ca_nhan`, `tap_the`.
    pub kind: &'static str,
    /// Name.
    pub name: String,
    /// Name of the agency of a person; empty of a collective.
    pub agency: String,
    /// Code of the award.
    pub award: String,
    /// Its short name.
    pub award_name: String,
    /// The result as it is.
    pub before: &'static str,
    /// As it would be.
    pub after: &'static str,
    /// Whether it would be better.
    pub better: bool,
}

/// The results of a year that would be others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearOfTurns {
    /// The considered year.
    pub year: i16,
    /// Day of judging, as read.
    pub on: String,
    /// Day on which dossiers are taken as received, as read.
    pub received: String,
    /// How many people and collectives were judged, in reach of the reader.
    pub judged: usize,
    /// How many results of them would be others.
    pub count: usize,
    /// Of these: how many better.
    pub better: usize,
    /// The first of them, by name.
    pub lines: Vec<Turn>,
    /// Whether discipline and open cases the reader may not know were taken as none: real ones would keep most results
    /// from being told, and could be read off them.
    pub assumed: bool,
    /// How many results of people and collectives out of the reader's reach would be others.
    pub hidden: usize,
    /// Whether the results before or after rest on anything nobody confirmed.
    pub unconfirmed: bool,
}

/// A worked case that would come out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseTurn {
    /// What it is about.
    pub name: String,
    /// Name of the award.
    pub award_name: String,
    /// The verdict it shows.
    pub verdict: &'static str,
}

/// What a change would turn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Why it cannot be made: every fault; then nothing else is told.
    pub faults: Vec<String>,
    /// Awards whose rules would be others: name and kind of subject.
    pub awards: Vec<(String, &'static str)>,
    /// Whether it only marks: no result can be another.
    pub marks: bool,
    /// Worked cases that would come out otherwise.
    pub cases: Vec<CaseTurn>,
    /// Last year, then this one; before them the last year of each older law that is touched.
    pub years: Vec<YearOfTurns>,
}

/// What a change as typed would turn, without proposing it.
///
/// # Errors
/// [`AppError::Forbidden`] for who neither proposes nor approves for the whole installation.
pub fn preview(view: &View, typed: &TypedChange) -> Result<Preview, AppError> {
    if !(proposes(view) || approves(view)) {
        return Err(AppError::Forbidden);
    }
    match read(view, typed, false) {
        Ok(change) => of(view, &change),
        Err(faults) => Ok(Preview {
            faults,
            ..Preview::default()
        }),
    }
}

/// What a stored change that waits would turn.
///
/// # Errors
/// As [`preview`]; [`AppError::NotFound`] where there is none.
pub fn of_stored(view: &View, code: &str) -> Result<Preview, AppError> {
    if !(proposes(view) || approves(view)) {
        return Err(AppError::Forbidden);
    }
    let own = view.state.rulings.find(code).ok_or(AppError::NotFound)?;
    of(view, own)
}

fn of(view: &View, change: &Change) -> Result<Preview, AppError> {
    let new = match check(view, change)? {
        Ok(new) => new,
        Err(faults) => {
            return Ok(Preview {
                faults,
                ..Preview::default()
            });
        }
    };
    let old = view.state.law.as_ref();
    let awards = touched(old, &new);
    let named = awards.iter().map(|(award, subject)| {
        let code = old.names.code(*award);
        let name = view
            .state
            .catalogue
            .award(code)
            .map_or(code, |own| &own.name);
        (name.to_owned(), subject.vn())
    });
    let mut told = Preview {
        awards: named.collect(),
        marks: awards.is_empty() && change.act == Act::Confirm,
        cases: cases(old, &new)?,
        ..Preview::default()
    };
    if awards.is_empty() {
        return Ok(told);
    }
    for moment in moments(view, change)? {
        told.years.push(turns(view, moment, (old, &new), &awards)?);
    }
    Ok(told)
}

/// Worked cases that come out otherwise than written under the new book and did not under the old.
fn cases(old: &Lawbook, new: &Lawbook) -> Result<Vec<CaseTurn>, AppError> {
    let files = book::cases()?;
    let wrong = |book: &Lawbook| -> BTreeSet<String> {
        let faults = run_cases(book, &files.files()).faults;
        faults.into_iter().map(|fault| fault.case).collect()
    };
    let known = wrong(old);
    let turned = wrong(new);
    let own = case::all()?
        .iter()
        .filter(|case| turned.contains(&case.id) && !known.contains(&case.id));
    Ok(own
        .map(|case| {
            let line = case::line(old, case);
            CaseTurn {
                name: line.name,
                award_name: line.award_name,
                verdict: line.verdict_words,
            }
        })
        .collect())
}

type Books<'b> = (&'b Lawbook, &'b Lawbook);

fn turns(
    view: &View,
    moment: Moment,
    books: Books<'_>,
    awards: &[(AwardId, SubjectKind)],
) -> Result<YearOfTurns, AppError> {
    let mut told = YearOfTurns {
        year: moment.year.0,
        on: vn(moment.on),
        received: vn(moment.received_on),
        judged: 0,
        count: 0,
        better: 0,
        lines: Vec::new(),
        assumed: false,
        hidden: 0,
        unconfirmed: awards.iter().any(|(award, subject)| {
            let open = |book: &Lawbook| book.rests_on_unconfirmed(*award, *subject, None, &moment);
            open(books.0) || open(books.1)
        }),
    };
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let assumed = weigh(view, &moment, books, awards, &mut |kind, code, found| {
        told.judged += 1;
        seen.insert(format!("{}/{code}", kind.code()));
        for (award, before, after) in found {
            told.count += 1;
            told.better += usize::from(after > before);
            told.lines
                .push(line(view, &moment, (kind, code), (*award, *before, *after)));
        }
    })?;
    told.assumed = assumed;
    // What is not the reader's to see is counted by the program itself, and told as a number.
    let whole = View {
        actor: Actor::console("he-thong"),
        ..view.clone()
    };
    let (people, units) = subjects(&whole, None, &moment)?;
    if people.len() + units.len() > told.judged {
        weigh(&whole, &moment, books, awards, &mut |kind, code, found| {
            if !seen.contains(&format!("{}/{code}", kind.code())) {
                told.hidden += found.len();
            }
        })?;
    }
    text::sort_by_key(&mut told.lines, |line| &line.name);
    told.lines.truncate(MOST);
    Ok(told)
}

/// An award with its outcome under both books.
type Turned = (AwardId, Outcome, Outcome);

/// Takes what the reader may not know as none; whether anything was.
fn assume(facts: &mut Facts) -> bool {
    let mut assumed = facts.conduct.is_none();
    facts.conduct.get_or_insert_default();
    for member in facts.members.iter_mut().flatten() {
        assumed |= !member.conduct_known;
        member.conduct_known = true;
    }
    assumed
}

/// Judges everybody in reach of a view by both books; what differs. Whether something was taken as none.
fn weigh(
    view: &View,
    moment: &Moment,
    (old, new): Books<'_>,
    awards: &[(AwardId, SubjectKind)],
    each: &mut dyn FnMut(SubjectKind, &str, &[Turned]),
) -> Result<bool, AppError> {
    let (people, units) = subjects(view, None, moment)?;
    let gatherer = Gatherer::new(view, old, *moment);
    let (mut before, mut after) = (Judge::new(old), Judge::new(new));
    let mut assumed = false;
    let mut one = |kind: SubjectKind, code: &str| {
        let own: Vec<AwardId> = awards
            .iter()
            .filter(|(_, subject)| *subject == kind)
            .map(|(award, _)| *award)
            .collect();
        if own.is_empty() {
            return each(kind, code, &[]);
        }
        let facts = match kind {
            SubjectKind::Person => gatherer.person(code),
            _ => gatherer.unit(code),
        };
        let Some(mut facts) = facts else { return };
        assumed |= assume(&mut facts);
        let mut found = Vec::new();
        for award in own {
            let was = before.verdict(&facts, moment, award, None);
            let is = after.verdict(&facts, moment, award, None);
            if let (Some(was), Some(is)) = (was, is)
                && was.outcome != is.outcome
            {
                found.push((award, was.outcome, is.outcome));
            }
        }
        each(kind, code, &found);
    };
    for person in people {
        one(SubjectKind::Person, &person.code);
    }
    for code in units {
        one(SubjectKind::Collective, code);
    }
    Ok(assumed)
}

fn line(
    view: &View,
    moment: &Moment,
    (kind, code): (SubjectKind, &str),
    (award, before, after): Turned,
) -> Turn {
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let person = state
        .people
        .get(code)
        .filter(|_| kind == SubjectKind::Person);
    let post = person.and_then(|person| post_of(person, moment.year, moment.on));
    Turn {
        subject: code.to_owned(),
        kind: kind.code(),
        name: state.label_on(code, moment.on),
        agency: post
            .map(|post| state.name_on(&post.agency, moment.on))
            .unwrap_or_default(),
        award: book.names.code(award).to_owned(),
        award_name: book.names.name(award).to_owned(),
        before: words::outcome(before),
        after: words::outcome(after),
        better: after > before,
    }
}
