//! What the pages of achievements show: one with all that came of it, one's own, a unit's year.

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::achievement::{Achievement, Standing};

use super::{AchievementRow, Achievements, achievements, find, is_own, row};
use crate::AppError;
use crate::deed::{AskYears, keeps};
use crate::state::View;

/// Awards offered at most.
const MOST: usize = 60;

/// A thing by code and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// One achievement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct One {
    /// Its row.
    pub row: AchievementRow,
    /// Name of the movement.
    pub movement_name: Option<String>,
    /// Name of the event at which it was praised.
    pub event_name: Option<String>,
    /// Exemplars that rest on it.
    pub exemplars: Vec<Named>,
    /// Practices that rest on it.
    pub practices: Vec<Named>,
    /// Whether the reader keeps the log it stands in.
    pub keeps: bool,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Whether the reader hangs evidence on it.
    pub proves: bool,
    /// Whether the reader may open the subject's page.
    pub opens_subject: bool,
}

/// One achievement with all that came of it.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it is not the reader's to see.
pub fn one(view: &View, code: &str) -> Result<One, AppError> {
    let found = find(view, code)?;
    let state = view.state.as_ref();
    let exemplars = state.exemplars.about(code);
    let exemplars = exemplars.filter(|one| crate::exemplar::sees(view, one));
    let practices = state.practices.about(code);
    let practices = practices.filter(|one| crate::practice::sees(view, one));
    let person = found.subject.as_deref();
    Ok(One {
        movement_name: found
            .movement
            .as_deref()
            .map(|code| state.movement_name(code)),
        event_name: found.event.as_deref().map(|code| state.event_name(code)),
        exemplars: exemplars
            .filter_map(|one| {
                let name = crate::exemplar::name(view, one);
                Some(Named {
                    code: one.code.clone()?,
                    name,
                })
            })
            .collect(),
        practices: practices
            .map(|one| Named {
                code: one.code.clone(),
                name: one.name.clone(),
            })
            .collect(),
        keeps: keeps(view, &found.agency),
        own: is_own(view, found),
        proves: super::command::may_prove(view, found),
        opens_subject: person
            .is_some_and(|code| view.permit_person(Permission::ViewPeople, code).is_ok()),
        row: row(view, found),
    })
}

/// An award that may be tied to an achievement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rewardable {
    /// The record it is told by.
    pub record: i64,
    /// In a line.
    pub words: String,
}

/// Awards of the achievement's subject that the reader writes for and that are not tied to it, the newest first.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it is not the reader's to see.
pub fn rewardable(view: &View, code: &str) -> Result<Vec<Rewardable>, AppError> {
    let found = find(view, code)?;
    let state = view.state.as_ref();
    let Some(subject) = found.subject.as_deref() else {
        return Ok(Vec::new());
    };
    let index = state.award_index();
    let own = index.places_of(&state.awards, subject);
    let mut own: Vec<_> = own
        .filter_map(|at| Some((state.award_records.get(at)?, state.awards.get(at)?)))
        .filter(|(_, award)| matches!(award.status.as_str(), "da_tang" | "dang_de_nghi"))
        .filter(|(_, award)| !award.achievements.iter().any(|own| own == code))
        .filter(|(_, award)| {
            view.permit_agency(crate::bundle::PERMISSION, &award.agency)
                .is_ok()
        })
        .collect();
    own.sort_by_key(|(_, award)| std::cmp::Reverse(award.decided_on));
    own.truncate(MOST);
    let line = |(record, award): (&i64, &thidua_domain::register::Award)| Rewardable {
        record: *record,
        words: {
            let years = award.years.map(|years| format!(", năm {}", years.vn()));
            format!(
                "{}{}",
                super::reward::cited(state, award),
                years.unwrap_or_default()
            )
        },
    };
    Ok(own.into_iter().map(line).collect())
}

/// What the reader told of himself, or wrote down, the newest first.
pub fn own(view: &View) -> Vec<AchievementRow> {
    let state = view.state.as_ref();
    let Some(person) = view.actor.person.as_deref() else {
        return Vec::new();
    };
    let person = state.merged.standing(person);
    let mut own: Vec<&Achievement> = state
        .achievements
        .about(person)
        .filter(|row| row.subject.as_deref() == Some(person))
        .filter(|row| row.standing != Standing::Withdrawn)
        .collect();
    own.sort_by_key(|row| std::cmp::Reverse((row.span().map(|span| span.to), row.on)));
    own.into_iter().map(|found| row(view, found)).collect()
}

/// A unit's year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// The achievements.
    pub found: Achievements,
    /// How many wait for an answer of the reader.
    pub waiting: usize,
    /// Whether the reader keeps the log of the unit itself.
    pub keeps: bool,
}

/// A unit's year, what waits first, then the newest.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach.
pub fn unit(view: &View, agency: &str, year: i16) -> Result<Unit, AppError> {
    let asked = AskYears {
        agency: agency.to_owned(),
        from: year,
        to: year,
        month: None,
        own: false,
    };
    let mut found = achievements(view, &asked)?;
    found.rows.sort_by(|a, b| {
        let waits = |row: &AchievementRow| !row.answers;
        waits(a).cmp(&waits(b)).then_with(|| b.date.cmp(&a.date))
    });
    Ok(Unit {
        waiting: found.rows.iter().filter(|row| row.answers).count(),
        keeps: keeps(view, agency),
        found,
    })
}

/// The people with a post in an agency today whom the reader may read, by name.
pub fn people_of(view: &View, agency: &str) -> Vec<Named> {
    let people = view.state.people.values();
    let mut found: Vec<Named> = people
        .filter(|person| {
            person
                .on(view.today)
                .is_some_and(|post| post.agency == agency)
        })
        .filter(|person| {
            view.permit_person(Permission::ViewPeople, &person.code)
                .is_ok()
        })
        .map(|person| Named {
            code: person.code.clone(),
            name: person.name().to_owned(),
        })
        .collect();
    found.sort_by_cached_key(|person| thidua_domain::text::fold(&person.name));
    found
}
