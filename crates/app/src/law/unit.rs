//! «Ai đủ điều kiện»: the people or collectives of a unit in a year, who of them may receive an award, who only after a
//! person has looked, who lacks one thing, who not before next year.

mod judged;
mod list;
mod sums;

use thidua_domain::access::Permission;
use thidua_domain::law::{Moment, SubjectKind};
use thidua_domain::people::Person;

use super::eligibility::subjects;
use crate::AppError;
use crate::rating::post_of;
use crate::state::View;

pub(crate) use list::COLUMNS;
pub use list::{AskCandidates, Candidates};
pub use sums::{AskSums, AwardSums, Ceiling, Sums, sums};

/// What looking at the candidates of a unit asks for.
pub const PERMISSION: Permission = Permission::ViewPeople;

/// Who is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Whom {
    /// The people.
    #[default]
    People,
    /// The agency and its units.
    Collectives,
}

impl Whom {
    /// Its code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::People => "ca-nhan",
            Self::Collectives => "tap-the",
        }
    }

    /// That of a code; people where there is none.
    pub fn from_code(code: Option<&str>) -> Self {
        match code {
            Some("tap-the") => Self::Collectives,
            _ => Self::People,
        }
    }

    /// As the law calls them.
    pub const fn kind(self) -> SubjectKind {
        match self {
            Self::People => SubjectKind::Person,
            Self::Collectives => SubjectKind::Collective,
        }
    }
}

/// The people of a unit at a moment whose file the reader may read: of the agency alone, or of all below it too.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach.
pub(crate) fn people<'v>(
    view: &'v View,
    agency: &str,
    moment: &Moment,
    below: bool,
) -> Result<Vec<&'v Person>, AppError> {
    let (mut people, _) = subjects(view, Some(agency), moment)?;
    if !below {
        people.retain(|person| {
            let post = post_of(person, moment.year, moment.on);
            post.is_some_and(|post| post.agency == agency)
        });
    }
    Ok(people)
}

/// The collectives of a unit at a moment whose awards the reader may read: the agency alone, or those below it too.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach.
pub(crate) fn collectives<'v>(
    view: &'v View,
    agency: &str,
    moment: &Moment,
    below: bool,
) -> Result<Vec<&'v str>, AppError> {
    let (_, mut codes) = subjects(view, Some(agency), moment)?;
    if !below {
        codes.retain(|code| *code == agency);
    }
    Ok(codes)
}
