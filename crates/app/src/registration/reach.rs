//! Which titles and forms somebody who registers could reach in the year, the highest first: registration is to
//! encourage high titles, and a high title is known to be in reach only by its conditions.

use serde::Serialize;
use thidua_domain::registration::Standing as Stands;

use super::rank;
use crate::AppError;
use crate::law::page::{self, AskPage, AwardLine, Standing};
use crate::state::View;

/// Awards shown at most.
const MOST: usize = 12;
/// Awards of later years shown at most: what to begin for now.
const LATER: usize = 3;

/// An award one could register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether a title, else a form of commendation.
    pub title: bool,
    /// `du`, `can_xem`, `con_thieu` or `nam_sau`.
    pub state: &'static str,
    /// What is missing and can still be met.
    pub missing: Vec<String>,
    /// What a person must look at.
    pub human: Vec<String>,
    /// The last day on which something may still be added.
    pub last_day: Option<String>,
    /// When at the earliest, where not for this year.
    pub soonest: Option<String>,
    /// Whether something it rests on was not confirmed.
    pub unconfirmed: bool,
    /// Whether it is registered already.
    pub registered: bool,
}

/// What a person or collective could reach in a year: what is in reach first, the highest first, then the nearest of
/// later years. It judges every award of the law: call it off the threads that serve.
///
/// # Errors
/// [`AppError::NotFound`] where the subject is not there or not the reader's to ask about, [`AppError::Refused`] for a
/// year no law reaches.
pub fn reach(view: &View, subject: &str, year: i16) -> Result<Vec<Reach>, AppError> {
    let state = view.state.as_ref();
    let person = state.people.contains_key(state.merged.standing(subject));
    let ask = AskPage {
        subject: subject.to_owned(),
        person,
        year: Some(year),
        ..AskPage::default()
    };
    let overview = page::overview(view, &ask)?;
    let own = state.registrations.iter();
    let own: Vec<&str> = own
        .filter(|row| row.year.0 == year && row.subject.as_deref() == Some(subject))
        .filter(|row| !matches!(row.standing, Stands::Withdrawn | Stands::Returned))
        .filter_map(|row| row.award.as_deref())
        .collect();
    let line = |award: &AwardLine| -> Option<Reach> {
        let texts = |points: &[page::Point]| points.iter().map(|it| it.text.clone()).collect();
        Some(Reach {
            code: award.code.clone(),
            name: award.name.clone(),
            title: award.title,
            state: state_of(award.standing)?,
            missing: texts(&award.missing),
            human: texts(&award.human),
            last_day: award.last_day.clone(),
            soonest: award.soonest.clone(),
            unconfirmed: award.unconfirmed,
            registered: own.contains(&award.code.as_str()),
        })
    };
    let all: Vec<Reach> = overview.awards.iter().filter_map(line).collect();
    let (mut near, later): (Vec<Reach>, Vec<Reach>) =
        all.into_iter().partition(|it| it.state != "nam_sau");
    near.sort_by_key(|it| rank(state, &it.code));
    near.truncate(MOST);
    // The overview tells the nearest year first.
    near.extend(later.into_iter().take(LATER));
    Ok(near)
}

fn state_of(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Eligible => Some("du"),
        Standing::NeedsHuman => Some("can_xem"),
        Standing::ThisYear => Some("con_thieu"),
        Standing::Later => Some("nam_sau"),
        Standing::Open | Standing::Received | Standing::NoRule => None,
    }
}
