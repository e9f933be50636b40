//! «Khen thưởng chưa khớp»: awards of old lists that are known by name alone, and whom each may mean.
//!
//! Rows of one name, unit and year are one question. A question that is answered is not put again: the answer is
//! a record of its own, found by what the row tells.

mod shown;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::people::matching::{Answer, Candidate, Matcher, Near, Outcome};
use thidua_domain::register::Award;
use thidua_domain::register::named::{MATCHES, Named};

use self::shown::question;
use crate::bundle::PERMISSION;
use crate::record::agencies_offered;
use crate::search::{self, AskSearch};
use crate::state::View;
use crate::{App, AppError};

/// Questions on one page.
pub const PER_PAGE: usize = 20;
/// People, collectives shown that were looked for by name.
const MOST_FOUND: usize = 12;
/// Questions of which the certain ones are counted at once; of more the preview tells.
const COUNTED: usize = 400;

/// Which questions are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskQueue {
    /// Only lists of this agency, what is below it and what it came from.
    pub within: Option<String>,
    /// Those answered, in place of those waiting.
    pub answered: bool,
    /// Page, from 1.
    pub page: usize,
}

/// One award of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueuedAward {
    /// Names of the award.
    pub award: String,
    /// Decision, as cited.
    pub decision: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<String>,
    /// Sources, as cited.
    pub sources: Vec<String>,
}

/// Somebody who may be meant, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Birth, shown.
    pub born: Option<String>,
    /// Posts held in that time, one a line.
    pub then: Vec<String>,
    /// All other posts.
    pub others: Vec<String>,
    /// Awards known so far.
    pub awards: Vec<String>,
    /// What speaks for it.
    pub favours: Vec<&'static str>,
    /// What speaks against it.
    pub against: Vec<&'static str>,
    /// Whether the reader may open the page of the person.
    pub opens: bool,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// What names it in a form.
    pub key: String,
    /// The name as written.
    pub name: String,
    /// The unit as written.
    pub unit: Option<String>,
    /// The unit as it was understood.
    pub understood: Option<String>,
    /// Whether a collective is meant.
    pub collective: bool,
    /// Birth as written.
    pub born: Option<String>,
    /// Position as written.
    pub position: Option<String>,
    /// Years rewarded.
    pub years: Option<String>,
    /// Code of the agency whose list it is.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// The awards.
    pub awards: Vec<QueuedAward>,
    /// Whether an answer holds for these rows alone.
    pub alone: bool,
    /// `certain`, `doubtful`, `unknown`.
    pub outcome: &'static str,
    /// Name of the unit in which somebody new would be entered.
    pub place: String,
    /// Why it is not certain.
    pub doubts: Vec<&'static str>,
    /// Who may be meant, best first.
    pub offers: Vec<Offer>,
    /// What was answered: the code, or nobody; of answered questions only.
    pub answer: Option<Answered>,
}

/// An answer given before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Whom it means; `None`: nobody of the register.
    pub code: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// Whether it was found by rule.
    pub automatic: bool,
    /// Key of the record, for its history.
    pub record: String,
}

/// The questions of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Queue {
    /// Questions waiting in reach.
    pub waiting: usize,
    /// Awards waiting in reach.
    pub rows: usize,
    /// Questions that are certain, where they are few enough to be counted at once.
    pub certain: Option<usize>,
    /// Page, from 1.
    pub page: usize,
    /// How many pages.
    pub pages: usize,
    /// The questions.
    pub questions: Vec<Question>,
    /// Names of the agencies in which the reader may enter somebody.
    pub units: Vec<String>,
}

/// Rows of one question.
pub(super) struct Asked<'a> {
    pub(super) key: String,
    pub(super) values: Values,
    pub(super) alone: bool,
    pub(super) rows: Vec<(&'a Award, &'a Named)>,
}

/// The questions in reach, in the order of agency and name.
pub(super) fn asked<'a>(view: &'a View, within: Option<&str>, answered: bool) -> Vec<Asked<'a>> {
    let state = view.state.as_ref();
    let within = within.map(|code| state.org.lineage(code));
    let mut sees: HashMap<&str, bool> = HashMap::new();
    let mut found: BTreeMap<String, Asked<'a>> = BTreeMap::new();
    for award in state.awards.iter() {
        let Some(named) = award.named.as_deref() else {
            continue;
        };
        let agency = award.agency.as_str();
        let inside = within.as_ref().is_none_or(|codes| codes.contains(agency));
        let mine = *sees
            .entry(agency)
            .or_insert_with(|| view.permit_agency(PERMISSION, agency).is_ok());
        let decision = state.decisions.of(named);
        if !inside || !mine || decision.is_some() != answered {
            continue;
        }
        let alone = named.alone.key(&MATCHES);
        let own = decision.is_some_and(|decision| decision.key == alone) && {
            named.alone != named.general
        };
        let (key, values) = match own {
            true => (alone, &named.alone),
            false => (named.general.key(&MATCHES), &named.general),
        };
        let place = found.entry(key.clone()).or_insert_with(|| Asked {
            key,
            values: values.clone(),
            alone: own,
            rows: Vec::new(),
        });
        place.rows.push((award, named));
    }
    found.into_values().collect()
}

/// Namesakes among the candidates may each have one of the awards: then every row is a question of its own.
pub(super) fn parted<'a>(asked: Asked<'a>, answer: &Answer) -> Vec<Asked<'a>> {
    let namesake = |candidate: &&Candidate| candidate.near <= Near::OtherMarks;
    let several = answer.candidates.iter().filter(namesake).count() > 1;
    if !several || asked.alone || asked.rows.len() < 2 {
        return vec![asked];
    }
    let rows = asked.rows.into_iter();
    rows.map(|(award, named)| Asked {
        key: named.alone.key(&MATCHES),
        values: named.alone.clone(),
        alone: true,
        rows: vec![(award, named)],
    })
    .collect()
}

/// How many questions wait for the reader.
pub fn waiting(view: &View) -> usize {
    asked(view, None, false).len()
}

/// The questions of a page.
///
/// # Errors
/// [`AppError::Forbidden`] for who may not write, [`AppError::NotFound`] for an agency out of reach.
pub fn queue(view: &View, ask: &AskQueue) -> Result<Queue, AppError> {
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    if let Some(within) = &ask.within {
        view.permit_agency(PERMISSION, within)?;
    }
    let all = asked(view, ask.within.as_deref(), ask.answered);
    if all.is_empty() {
        let page = 1;
        let pages = 1;
        return Ok(Queue {
            page,
            pages,
            ..Queue::default()
        });
    }
    let matcher = view.state.matcher();
    let certain = (!ask.answered && all.len() <= COUNTED).then(|| {
        let found = all
            .iter()
            .filter(|it| is_certain(view, &matcher, it).is_some());
        found.count()
    });
    let pages = all.len().div_ceil(PER_PAGE);
    let page = ask.page.clamp(1, pages);
    let (waiting, rows) = (all.len(), all.iter().map(|it| it.rows.len()).sum());
    let shown = all.into_iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let units = agencies_offered(view);
    let mut questions = Vec::new();
    for asked in shown {
        let Some((_, named)) = asked.rows.first() else {
            continue;
        };
        let answer = matcher.find(&named.line());
        let parts = if ask.answered {
            vec![asked]
        } else {
            parted(asked, &answer)
        };
        questions.extend(parts.iter().map(|part| Question {
            place: place(&units, &answer, part),
            ..question(view, part, &answer)
        }));
    }
    Ok(Queue {
        units: units.into_iter().map(|(_, name)| name).collect(),
        waiting,
        rows,
        certain,
        page,
        pages,
        questions,
    })
}

/// Where somebody new would be entered: the unit as it was understood, else the one whose list it is.
fn place(units: &[(String, String)], answer: &Answer, asked: &Asked<'_>) -> String {
    let name = |code: &str| units.iter().find(|(own, _)| own == code);
    let understood = answer.unit.as_deref().and_then(name);
    let own = || name(asked.values.get("ma_co_quan").unwrap_or_default());
    understood
        .or_else(own)
        .map_or_else(String::new, |(_, name)| name.clone())
}

/// People, or collectives, that are none of the candidates, by name: the best first, as the question shows them.
///
/// # Errors
/// [`AppError::Stale`] where the question is none any more, [`AppError::Forbidden`] for who may not write.
pub fn look(app: &App, view: &View, key: &str, text: &str) -> Result<Vec<Offer>, AppError> {
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    let values = super::decide::row_of(view, key)?;
    let collective = values.get("doi_tuong") == Some("tap_the");
    let kind = match collective {
        true => search::Kind::Agency,
        false => search::Kind::Person,
    };
    let ask = AskSearch {
        text: text.to_owned(),
        kind: Some(kind),
        skip: 0,
        most: MOST_FOUND,
    };
    let hits = search::find(app, view, &ask)?.into_iter();
    let hits = hits.flat_map(|group| group.hits);
    let reached = hits.filter(|hit| collective || reaches(view, &hit.code));
    Ok(reached
        .map(|hit| shown::found(view, &hit.code, &values))
        .collect())
}

/// Whom a question means, where nobody else can be meant and the reader may load for it.
pub(super) fn is_certain(
    view: &View,
    matcher: &Matcher<'_>,
    asked: &Asked<'_>,
) -> Option<(String, Vec<&'static str>)> {
    let (_, named) = asked.rows.first()?;
    let answer = matcher.find(&named.line());
    let Outcome::Certain(code) = answer.outcome else {
        return None;
    };
    let reasons = answer.candidates.iter().find(|it| it.code == code);
    let reasons = reasons.map(|it| it.reasons.iter().map(|reason| reason.words).collect());
    let opens = view.state.org.find(&code).is_some() || reaches(view, &code);
    opens.then(|| (code, reasons.unwrap_or_default()))
}

/// Whether somebody ever stood in reach: who never did is as if not there.
fn reaches(view: &View, code: &str) -> bool {
    let person = view.state.people.get(code);
    person.is_some_and(|person| {
        let mut posts = person.posts.iter();
        posts.any(|post| view.permit_agency(PERMISSION, &post.agency).is_ok())
    })
}

/// The certain ones, for the preview: at most so many at once as can be undone at once.
///
/// # Errors
/// As [`queue`].
pub fn certain(view: &View, within: Option<&str>, most: usize) -> Result<Vec<Question>, AppError> {
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    if let Some(within) = within {
        view.permit_agency(PERMISSION, within)?;
    }
    let all = asked(view, within, false);
    let matcher = view.state.matcher();
    let mut found = Vec::new();
    for asked in &all {
        if found.len() == most {
            break;
        }
        let Some((_, named)) = asked.rows.first() else {
            continue;
        };
        if is_certain(view, &matcher, asked).is_some() {
            found.push(question(view, asked, &matcher.find(&named.line())));
        }
    }
    Ok(found)
}
