//! One condition for many: who of a unit is to be decided of, what was decided, and what a decision would change.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::{
    ANSWERS, Answer, AnswerFact, Condition, Judge, Link, Moment, Outcome, SubjectKind,
};
use thidua_domain::people::Person;
use thidua_domain::text;
use thidua_domain::time::WorkYear;
use thidua_store::records;

use super::{Conclusion, PERMISSION, Seen, key, may_answer, reads};
use crate::law::unit::{Whom, collectives, people};
use crate::law::{Gatherer, page};
use crate::rating::post_of;
use crate::state::View;
use crate::{App, AppError};

/// Subjects decided of at once, at most.
pub const MOST: usize = 500;

/// Whose answers are asked for.
#[derive(Clone, Debug)]
pub struct AskDesk {
    /// Code of the agency.
    pub agency: String,
    /// Whether those below it too.
    pub below: bool,
    /// People, or collectives.
    pub whom: Whom,
    /// Code of the condition.
    pub condition: String,
    /// The considered year.
    pub year: i16,
}

/// What was decided, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Whether it holds.
    pub holds: bool,
    /// Why.
    pub ground: Option<String>,
    /// The paper it rests on, as cited.
    pub document: Option<String>,
    /// Who.
    pub by: Option<String>,
    /// When, in words.
    pub on: Option<String>,
    /// Key of the record, for its history.
    pub key: String,
}

impl Told {
    /// An answer as it is told.
    pub fn of(view: &View, answer: &Answer) -> Self {
        Self {
            holds: answer.holds,
            ground: answer.ground.clone(),
            document: answer
                .document
                .as_ref()
                .map(|paper| view.state.cited(paper)),
            by: answer.by.clone(),
            on: answer.on.map(|day| day.vn()),
            key: answer.key.clone(),
        }
    }
}

/// Somebody who may be decided of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskRow {
    /// Code.
    pub subject: String,
    /// Name in the year.
    pub name: String,
    /// Name of the agency.
    pub agency: String,
    /// Post, or title where there is none.
    pub post: Option<String>,
    /// What was decided.
    pub answer: Option<Told>,
    /// Number of the stored revision; 0: nothing is stored.
    pub seen: i64,
    /// Whether the reader may decide.
    pub may: bool,
}

/// One condition for the people or collectives of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// The rows, by name.
    pub rows: Vec<DeskRow>,
    /// How many are left out, since there are too many at once.
    pub more: usize,
}

/// Who of a unit is to be decided of, with what was decided.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach or a condition
/// nobody is asked about.
pub async fn desk(app: &App, view: &View, ask: &AskDesk) -> Result<Desk, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    view.permit_agency(PERMISSION, &ask.agency)?;
    let book = view.state.law.as_ref();
    let condition = book.named(&ask.condition);
    condition
        .filter(|condition| book.asks_people(condition))
        .ok_or(AppError::NotFound)?;
    let moment = page::moment(view, Some(ask.year), None, None)?;
    let mut rows: Vec<DeskRow> = match ask.whom {
        Whom::People => people(view, &ask.agency, &moment, ask.below)?
            .into_iter()
            .map(|person| of_person(view, person, ask))
            .collect(),
        Whom::Collectives => collectives(view, &ask.agency, &moment, ask.below)?
            .into_iter()
            .map(|code| of_collective(view, code, ask))
            .collect(),
    };
    rows.retain(|row| reads(view, &row.subject, &ask.condition));
    if book.may_not_concern(&ask.condition) {
        concerned(view, &moment, &ask.condition, &mut rows);
    }
    match ask.whom {
        Whom::People => text::sort_names_by_key(&mut rows, |row| &row.name),
        Whom::Collectives => text::sort_by_key(&mut rows, |row| &row.name),
    }
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    numbers(app, &mut rows, ask).await?;
    Ok(Desk { rows, more })
}

/// Keeps those for whom the answer may decide something, and those who have one.
fn concerned(view: &View, moment: &Moment, condition: &str, rows: &mut Vec<DeskRow>) {
    let book = view.state.law.as_ref();
    let gatherer = Gatherer::new(view, book, *moment);
    let mut judge = Judge::new(book);
    rows.retain(|row| {
        let facts = match view.state.people.contains_key(&row.subject) {
            true => gatherer.person(&row.subject),
            false => gatherer.unit(&row.subject),
        };
        row.answer.is_some() || facts.is_some_and(|facts| judge.concerns(&facts, moment, condition))
    });
}

fn row(view: &View, subject: &str, ask: &AskDesk) -> DeskRow {
    let answer = stored(view, subject, &ask.condition, ask.year);
    DeskRow {
        subject: subject.to_owned(),
        name: String::new(),
        agency: String::new(),
        post: None,
        answer: answer.map(|answer| Told::of(view, answer)),
        seen: 0,
        may: may_answer(view, subject),
    }
}

fn of_person(view: &View, person: &Person, ask: &AskDesk) -> DeskRow {
    let year = WorkYear(ask.year);
    let post = post_of(person, year, view.today);
    let state = view.state.as_ref();
    DeskRow {
        name: post.map_or_else(|| person.name().to_owned(), |post| post.name.clone()),
        agency: post.map_or_else(String::new, |post| {
            state.name_on(&post.agency, crate::rating::day_of(year, view.today))
        }),
        post: post.and_then(|post| post.post.clone().or_else(|| post.title.clone())),
        ..row(view, &person.code, ask)
    }
}

fn of_collective(view: &View, code: &str, ask: &AskDesk) -> DeskRow {
    let day = crate::rating::day_of(WorkYear(ask.year), view.today);
    DeskRow {
        name: view.state.label_on(code, day),
        ..row(view, code, ask)
    }
}

/// What is stored of a subject, a condition and a year.
pub(crate) fn stored<'a>(
    view: &'a View,
    subject: &str,
    condition: &str,
    year: i16,
) -> Option<&'a Answer> {
    let rows = view.state.answers.get(subject)?;
    rows.iter()
        .find(|answer| answer.condition == condition && answer.year.0 == year)
}

/// The numbers of the stored revisions.
async fn numbers(app: &App, rows: &mut [DeskRow], ask: &AskDesk) -> Result<(), AppError> {
    let keys: Vec<String> = rows
        .iter()
        .map(|row| key(&row.subject, &ask.condition, ask.year))
        .collect();
    let seen = revisions(app, &keys).await?;
    for (row, key) in rows.iter_mut().zip(&keys) {
        row.seen = seen.get(key).copied().unwrap_or(0);
    }
    Ok(())
}

/// The numbers of the newest revisions of answers, by key; of those that stand.
pub(crate) async fn revisions(
    app: &App,
    keys: &[String],
) -> Result<BTreeMap<String, i64>, AppError> {
    let wanted: Vec<&str> = keys.iter().map(String::as_str).collect();
    let snapshot = app.db().read().await?;
    let found = records::among(&snapshot, ANSWERS.name, &wanted, &[]).await?;
    let standing = found.into_iter().filter(|record| !record.removed);
    Ok(standing.map(|record| (record.key, record.number)).collect())
}

/// What a decision would change for one award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Name of the award.
    pub award: String,
    /// Outcome without it, in words.
    pub before: &'static str,
    /// Outcome with it, in words.
    pub after: &'static str,
    /// Code of the outcome with it.
    pub after_code: &'static str,
    /// Whose, by name.
    pub names: Vec<String>,
}

/// What a decision would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// How many would get another or a first answer.
    pub written: usize,
    /// How many of them have an answer already that becomes another one.
    pub replaced: usize,
    /// Outcomes that become others; empty: none.
    pub changes: Vec<Change>,
    /// Whether one of these outcomes rests on anything nobody confirmed.
    pub unconfirmed: bool,
}

/// Whom a decision is about, each once.
fn whom<'v>(view: &'v View, told: &'v Conclusion) -> Result<BTreeSet<&'v str>, AppError> {
    named(view, &told.condition).ok_or(AppError::NotFound)?;
    if told.subjects.len() > MOST {
        return Err(AppError::refused(format!(
            "Mỗi lần kết luận nhiều nhất {MOST} người hoặc tập thể."
        )));
    }
    // What a decision turns would tell whether the condition holds already.
    let may =
        |one: &Seen| may_answer(view, &one.subject) && reads(view, &one.subject, &told.condition);
    if !told.subjects.iter().all(may) {
        return Err(AppError::NotFound);
    }
    let subjects = told.subjects.iter();
    Ok(subjects
        .map(|one| view.state.merged.standing(&one.subject))
        .collect())
}

/// What a decision would change; nothing is stored.
///
/// # Errors
/// [`AppError::NotFound`] where one of the subjects is not the actor's to decide of, or the condition nobody is asked
/// about; [`AppError::Refused`] for more than [`MOST`] at once.
pub fn effect(view: &View, told: &Conclusion) -> Result<Effect, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let subjects = whom(view, told)?;
    let book = view.state.law.as_ref();
    let moment = page::moment(view, Some(told.year), None, None)?;
    let gatherer = Gatherer::new(view, book, moment);
    let mut judge = Judge::new(book);
    let holds = told.holds == Some(true);
    let mut effect = Effect::default();
    let mut changes: BTreeMap<(usize, Outcome, Outcome), Vec<String>> = BTreeMap::new();
    for subject in subjects {
        let before = stored(view, subject, &told.condition, told.year);
        if before.is_none_or(|before| before.holds != holds) {
            effect.written += 1;
            effect.replaced += usize::from(before.is_some());
        }
        let person = view.state.people.contains_key(subject);
        let facts = match person {
            true => gatherer.person(subject),
            false => gatherer.unit(subject),
        };
        let Some(mut facts) = facts else { continue };
        let first = judge.verdicts(&facts, &moment);
        let same = |own: &AnswerFact| own.condition == told.condition && own.year.0 == told.year;
        facts.answers.retain(|own| !same(own));
        facts.answers.push(AnswerFact {
            condition: told.condition.as_str().into(),
            year: WorkYear(told.year),
            holds,
            link: Link::default(),
        });
        let second = judge.verdicts(&facts, &moment);
        for ((award, first), (_, second)) in first.into_iter().zip(second) {
            if first.outcome != second.outcome {
                let names = changes
                    .entry((award.place(), first.outcome, second.outcome))
                    .or_default();
                names.push(view.state.label_on(subject, moment.on));
            }
        }
    }
    let awards: Vec<_> = book.names.all().collect();
    effect.unconfirmed = changes.keys().any(|(award, ..)| {
        let award = awards.iter().find(|own| own.place() == *award);
        let mut kinds = [SubjectKind::Person, SubjectKind::Collective].into_iter();
        award.is_none_or(|award| {
            kinds.any(|kind| {
                book.names.is_for(*award, kind)
                    && book.rests_on_unconfirmed(*award, kind, None, &moment)
            })
        })
    });
    effect.changes = changes
        .into_iter()
        .map(|((award, before, after), mut names)| {
            text::sort_names_by_key(&mut names, |name| name.as_str());
            let award = awards.iter().find(|own| own.place() == award);
            Change {
                award: award.map_or_else(String::new, |award| book.names.name(*award).to_owned()),
                before: before.vn(),
                after: after.vn(),
                after_code: after.code(),
                names,
            }
        })
        .collect();
    Ok(effect)
}

/// A condition people are asked about, whatever the day.
pub fn named<'a>(view: &'a View, code: &str) -> Option<&'a Condition> {
    let book = view.state.law.as_ref();
    book.named(code)
        .filter(|condition| book.asks_people(condition))
}
