//! Initiatives: whose they are, how far they reach, whether recognised.

pub mod list;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Percent;
use thidua_domain::initiative::Initiative;

use crate::AppError;
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
        scope: initiative.scope.clone(),
        recognised: initiative.is_recognised(),
        document: initiative.document.as_ref().map(|paper| state.cited(paper)),
        recognised_on: initiative.recognised_on.map(|day| day.to_string()),
        summary: initiative.summary.clone(),
        note: initiative.note.clone(),
        source: initiative.source.as_ref().map(|source| {
            let cited: Vec<String> = source.lines().map(|line| state.cited(line)).collect();
            cited.join("; ")
        }),
    }
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
