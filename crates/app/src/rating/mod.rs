//! Quality ratings: who was rated how in a year, how many may be rated best, and the page on which an agency
//! rates its people and units.

mod ceiling;
pub mod list;
pub mod organisations;
pub mod year;

pub(crate) use ceiling::warnings;
pub use ceiling::{CeilingLine, Ceilings, ceilings};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::people::{Person, Post};
use thidua_domain::rating::{Level, Rating};
use thidua_domain::time::WorkYear;

use crate::State;
use crate::state::View;

/// What reading the ratings of people asks for.
pub const PERMISSION: Permission = Permission::ViewPeople;

/// Whether the actor may read the ratings of a person or collective: of a person like the person's file, of a
/// collective like its awards.
pub fn sees(view: &View, subject: &str) -> bool {
    if view.state.people.contains_key(subject) {
        return view.permit_person(PERMISSION, subject).is_ok();
    }
    view.permit_agency(Permission::ViewAwards, subject).is_ok()
}

/// A rating as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RatingLine {
    /// The year rated.
    pub year: i16,
    /// Code of `Mức xếp loại`; `None`: not told.
    pub level: Option<&'static str>,
    /// The paper that decided it, as cited.
    pub document: Option<String>,
    /// Sources, as cited.
    pub source: Option<String>,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
}

/// The ratings of a person or collective, the newest year first.
pub fn ratings(view: &View, subject: &str) -> Vec<RatingLine> {
    let state = view.state.as_ref();
    let line = |row: &Rating| RatingLine {
        year: row.year.0,
        level: row.level.map(Level::code),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
        source: row.source.as_ref().map(|source| state.cited(source)),
        key: row.key.clone(),
    };
    let rows = state.ratings.get(subject).into_iter().flatten();
    rows.rev().map(line).collect()
}

/// The rating of a subject in a year.
pub(crate) fn of_year<'a>(state: &'a State, subject: &str, year: WorkYear) -> Option<&'a Rating> {
    let rows = state.ratings.get(subject)?;
    rows.iter().find(|row| row.year == year)
}

/// The day on which a year's people are looked at: its last one, or today while it is not over.
pub(crate) fn day_of(year: WorkYear, today: Date) -> Date {
    year.last_day().min(today).max(year.first_day())
}

/// The post in which a person is rated for a year: that of the day, else the last one held in the year.
pub(crate) fn post_of(person: &Person, year: WorkYear, today: Date) -> Option<&Post> {
    let during = |post: &&Post| {
        let (from, to) = (post.validity.from, post.validity.to);
        from.is_none_or(|first| first.first_day() <= year.last_day())
            && to.is_none_or(|last| last.last_day() >= year.first_day())
    };
    let on = person.on(day_of(year, today));
    on.or_else(|| person.posts.iter().rfind(during))
}
