//! People: one person's posts, awards, figures and the papers that tell of him or her.

pub mod absences;
pub mod duplicates;
pub mod list;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;

use self::absences::AbsenceLine;
use crate::conduct::{BlockerLine, DisciplineLine};
use crate::initiative::InitiativeAnswer;
use crate::rating::RatingLine;
use crate::state::View;
use crate::{AppError, State, conduct, initiative, rating};

/// What reading people asks for.
pub const PERMISSION: Permission = Permission::ViewPeople;

/// A post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PostLine {
    /// Code of the agency.
    pub agency: String,
    /// Its name at that time.
    pub agency_name: String,
    /// Leadership post.
    pub post: Option<String>,
    /// Professional title.
    pub title: Option<String>,
    /// Code of `Nhóm`.
    pub group: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// In words.
    pub time: String,
}

/// An award of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonAward {
    /// Award code.
    pub award: String,
    /// Its name.
    pub name: String,
    /// Years rewarded.
    pub years: Option<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// Decision, as cited.
    pub decision: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<String>,
}

/// A person on a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonAnswer {
    /// Code.
    pub code: String,
    /// Latest known name.
    pub name: String,
    /// Posts, oldest first.
    pub posts: Vec<PostLine>,
    /// Awards, in the order told.
    pub awards: Vec<PersonAward>,
    /// Quality ratings, the newest year first.
    pub ratings: Vec<RatingLine>,
    /// Absences, oldest first.
    pub absences: Vec<AbsenceLine>,
    /// First day in service, where told.
    pub joined: Option<String>,
    /// Initiatives the person is an author of.
    pub initiatives: Vec<InitiativeAnswer>,
    /// Discipline, oldest first; `null` for who may not read it: it says nothing of whether there is any.
    pub discipline: Option<Vec<DisciplineLine>>,
    /// What keeps, or kept, the person from being considered, oldest first; `null` as above.
    pub blockers: Option<Vec<BlockerLine>>,
    /// Windows (`2021/8`) in which officer's figures are stored.
    pub figures: Vec<String>,
    /// Codes of the papers that tell of the person.
    pub articles: Vec<String>,
}

/// A person; with `at` only the post of that date.
pub fn person(view: &View, code: &str, at: Option<Date>) -> Result<PersonAnswer, AppError> {
    view.permit_person(PERMISSION, code)?;
    let state = view.state.as_ref();
    let code = state.merged.standing(code);
    let person = state.people.get(code).ok_or(AppError::NotFound)?;
    let shown = person
        .posts
        .iter()
        .filter(|post| at.is_none_or(|at| post.validity.contains(at)));
    let index = state.award_index();
    let awards = index.of_recipient(&state.awards, code);
    let articles = state
        .documents
        .values()
        .filter(|document| document.about.iter().any(|about| about == code));
    Ok(PersonAnswer {
        code: code.to_owned(),
        name: person.name().to_owned(),
        posts: shown.map(|post| post_line(state, post)).collect(),
        awards: awards.map(|award| award_line(state, award)).collect(),
        ratings: rating::ratings(view, code),
        absences: absences::absences(view, code),
        joined: person.joined.map(|day| day.to_string()),
        initiatives: initiative::by_person(view, code),
        discipline: conduct::discipline(view, code),
        blockers: conduct::blockers(view, code),
        figures: Vec::new(),
        articles: articles.map(|document| document.code.clone()).collect(),
    })
}

fn post_line(state: &State, post: &thidua_domain::people::Post) -> PostLine {
    let on = post
        .validity
        .from
        .map_or(Date::MIN, |from| from.first_day());
    PostLine {
        agency_name: state.name_on(&post.agency, on),
        agency: post.agency.clone(),
        post: post.post.clone(),
        title: post.title.clone(),
        group: post.group.clone(),
        from: post.validity.from.map(|date| date.to_string()),
        to: post.validity.to.map(|date| date.to_string()),
        time: post.validity.vn(),
    }
}

fn award_line(state: &State, award: &thidua_domain::register::Award) -> PersonAward {
    let name = |code: &str| {
        state
            .catalogue
            .award(code)
            .map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    PersonAward {
        name: award
            .award
            .split(';')
            .map(name)
            .collect::<Vec<_>>()
            .join(" và "),
        award: award.award.clone(),
        years: award.years.map(|years| years.to_string()),
        status: award.status.clone(),
        decision: award
            .decision
            .as_ref()
            .map(|decision| state.cited(decision)),
        decided_on: award.decided_on.map(|date| date.to_string()),
    }
}
