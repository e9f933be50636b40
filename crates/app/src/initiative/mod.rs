//! Initiatives: whose they are, how far they reach, how far they have come, which ones repeat one another.

pub mod alike;
pub mod list;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Percent;
use thidua_domain::initiative::Initiative;
use thidua_domain::text::fold;

use crate::AppError;
use crate::deed::cited_sources;
use crate::state::View;

/// What reading initiatives asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// Whether the actor may read an initiative: at the agency of one of its authors, or as an author. One without
/// authors belongs to nobody in particular and is read wherever initiatives are.
pub fn sees(view: &View, initiative: &Initiative) -> bool {
    sees_authors(
        view,
        initiative
            .authors
            .iter()
            .map(|author| author.person.as_str()),
    )
}

/// The same by the codes of the authors.
pub(crate) fn sees_authors<'a>(view: &View, authors: impl Iterator<Item = &'a str>) -> bool {
    let mut authors = authors.peekable();
    if authors.peek().is_none() {
        return view.permit(PERMISSION, Target::Any).is_ok();
    }
    let mut authors = authors;
    authors.any(|code| {
        let person = view.state.people.get(code);
        let post = person.and_then(|person| person.on(view.today).or(person.posts.last()));
        view.actor.person.as_deref() == Some(code)
            || post.is_some_and(|post| view.sees(PERMISSION, &post.agency))
    })
}

/// An author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuthorLine {
    /// Code of the person.
    pub person: String,
    /// Name.
    pub name: String,
    /// Share in percent; `None`: not told.
    pub share: Option<String>,
    /// The share as papers print it.
    #[serde(skip)]
    pub printed: Option<String>,
    /// Whether the reader may open the person's page.
    #[serde(skip)]
    pub opens: bool,
}

/// An award an initiative was used for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UseLine {
    /// Award code.
    pub award: String,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i16,
}

/// An initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InitiativeAnswer {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Authors, in the order told.
    pub authors: Vec<AuthorLine>,
    /// Whether it is a scientific task counted like an initiative.
    pub is_task: bool,
    /// The awards it was used for.
    pub used: Vec<UseLine>,
    /// Field of work.
    pub field: Option<String>,
    /// Code of `Giai đoạn`.
    pub stage: &'static str,
    /// Day of registration.
    pub registered_on: Option<String>,
    /// Since when it is applied.
    pub applied_from: Option<String>,
    /// Where it is applied, as written.
    pub applied_at: Vec<String>,
    /// What it brought, one a line.
    pub effect: Option<String>,
    /// Codes of the initiatives it builds on.
    pub builds_on: Vec<String>,
    /// The year it is of.
    pub year: Option<i16>,
    /// Code of `Phạm vi`.
    pub scope: Option<String>,
    /// Whether it was recognised.
    pub recognised: bool,
    /// The paper of recognition, as cited.
    pub document: Option<String>,
    /// Day of recognition.
    pub recognised_on: Option<String>,
    /// Summary.
    pub summary: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, as cited.
    pub source: Option<String>,
}

fn answer(view: &View, initiative: &Initiative) -> InitiativeAnswer {
    let state = view.state.as_ref();
    let plain = |share: Percent| share.to_decimal().to_string();
    let authors = initiative.authors.iter().map(|author| AuthorLine {
        person: author.person.clone(),
        name: state.name_on(&author.person, view.today),
        share: author.share.map(plain),
        printed: author.share.map(Percent::vn),
        opens: view
            .permit_person(Permission::ViewPeople, &author.person)
            .is_ok(),
    });
    InitiativeAnswer {
        code: initiative.code.clone(),
        name: initiative.name.clone(),
        authors: authors.collect(),
        is_task: initiative.is_task,
        used: initiative
            .used
            .iter()
            .map(|(award, year)| UseLine {
                name: state
                    .catalogue
                    .award(award)
                    .map_or_else(|| award.clone(), |known| known.name.clone()),
                award: award.clone(),
                year: year.0,
            })
            .collect(),
        field: initiative.field.clone(),
        stage: initiative.stage.code(),
        registered_on: initiative.registered_on.map(|day| day.to_string()),
        applied_from: initiative.applied_from.map(|day| day.to_string()),
        applied_at: initiative.applied_at.clone(),
        effect: initiative.effect.clone(),
        builds_on: initiative.builds_on.clone(),
        year: initiative.year().map(|year| year.0),
        scope: initiative.scope.clone(),
        recognised: initiative.is_recognised(),
        document: initiative.document.as_ref().map(|paper| state.cited(paper)),
        recognised_on: initiative.recognised_on.map(|day| day.to_string()),
        summary: initiative.summary.clone(),
        note: initiative.note.clone(),
        source: initiative
            .source
            .as_ref()
            .map(|source| cited_sources(state, Some(source)).join("; ")),
    }
}

/// The agencies of the authors' present posts, each once.
pub(crate) fn agencies<'a>(view: &'a View, initiative: &'a Initiative) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for author in &initiative.authors {
        let person = view.state.people.get(&author.person);
        let post = person.and_then(|person| person.on(view.today).or(person.posts.last()));
        if let Some(post) = post.filter(|post| !found.contains(&post.agency.as_str())) {
            found.push(&post.agency);
        }
    }
    found
}

/// With which title or form of commendation an author registered an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisteredWith {
    /// The author's name.
    pub person: String,
    /// Name of the award; `None`: the initiative alone.
    pub award: Option<String>,
    /// Work year.
    pub year: i16,
    /// Code of `Trạng thái` of the registration.
    pub status: &'static str,
}

/// The registrations of its authors that name an initiative, by its code or its name, the newest first.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to read.
pub fn registered_with(view: &View, code: &str) -> Result<Vec<RegisteredWith>, AppError> {
    let state = view.state.as_ref();
    let found = state.initiatives.get(code);
    let found = found
        .filter(|found| sees(view, found))
        .ok_or(AppError::NotFound)?;
    let name = fold(&found.name);
    let names = |line: &String| *line == found.code || fold(line) == name;
    let all = state.registrations.iter();
    let own = all.filter(|row| {
        let by = row
            .subject
            .as_deref()
            .is_some_and(|person| found.is_by(person));
        by && row.initiatives.iter().any(names) && view.sees(PERMISSION, &row.agency)
    });
    let mut rows: Vec<RegisteredWith> = own
        .map(|row| RegisteredWith {
            person: row
                .subject
                .as_deref()
                .map(|code| state.name_on(code, view.today))
                .unwrap_or_default(),
            award: row.award.as_deref().map(|award| {
                state
                    .catalogue
                    .award(award)
                    .map_or_else(|| award.to_owned(), |known| known.name.clone())
            }),
            year: row.year.0,
            status: row.standing.code(),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.year));
    Ok(rows)
}

/// Initiatives in reach, and which of them repeat one another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Initiatives {
    /// Code of the agency asked for; `null`: all in reach.
    pub agency: Option<String>,
    /// In the order of their codes.
    pub rows: Vec<InitiativeAnswer>,
    /// Pairs whose texts are close: a question to people.
    pub alike: alike::Pairs,
}

/// The initiatives in reach, of an agency with what is below it where one is named.
///
/// # Errors
/// As [`alike::pairs`].
pub fn initiatives(view: &View, within: Option<&str>) -> Result<Initiatives, AppError> {
    let alike = alike::pairs(view, within)?;
    let codes = within.map(|code| view.state.org.lineage(code));
    let inside = |one: &Initiative| {
        let Some(codes) = &codes else { return true };
        agencies(view, one)
            .into_iter()
            .any(|agency| codes.contains(agency))
    };
    let all = view.state.initiatives.values();
    let rows = all.filter(|one| sees(view, one) && inside(one));
    Ok(Initiatives {
        agency: within.map(str::to_owned),
        rows: rows.map(|one| answer(view, one)).collect(),
        alike,
    })
}

/// One initiative.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to read.
pub fn initiative(view: &View, code: &str) -> Result<InitiativeAnswer, AppError> {
    let found = view.state.initiatives.get(code);
    let found = found.filter(|initiative| sees(view, initiative));
    found
        .map(|initiative| answer(view, initiative))
        .ok_or(AppError::NotFound)
}

/// The initiatives of a person that the reader may read, in the order of their codes.
pub fn by_person(view: &View, person: &str) -> Vec<InitiativeAnswer> {
    let all = view.state.initiatives.values();
    all.filter(|initiative| initiative.is_by(person) && sees(view, initiative))
        .map(|initiative| answer(view, initiative))
        .collect()
}
