//! Everybody of a unit judged once: for the counts, for the list beside them, for its other awards and pages.
//!
//! The last result is kept, for the one reader it was made for: what another may know of the same people is another
//! result.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use jiff::civil::Date;
use thidua_domain::access::Actor;
use thidua_domain::law::{AwardId, Judge, Moment, Verdict};

use super::sums::{AwardSums, Place, Work};
use super::{Whom, collectives, people};
use crate::law::Gatherer;
use crate::state::View;
use crate::{AppError, State};

/// One subject, and how it stands towards each award the law of the day has for it.
pub(super) struct Placed {
    pub(super) code: String,
    pub(super) awards: Vec<(AwardId, Verdict, Place)>,
}

/// The people or collectives of a unit, judged.
pub(super) struct Judged {
    /// In the order of their codes.
    pub(super) subjects: Vec<Placed>,
    /// The awards, counted.
    pub(super) awards: Vec<(AwardId, AwardSums)>,
    /// Of how many the reader may not know discipline and open cases.
    pub(super) hidden: usize,
}

/// Who of a unit is judged, for when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked<'a> {
    pub(super) agency: &'a str,
    pub(super) below: bool,
    pub(super) whom: Whom,
    pub(super) moment: Moment,
}

/// The last result, with all it depends on.
struct Kept {
    /// The very state it was made of: as long as this is held no other one stands at its address.
    state: Weak<State>,
    actor: Actor,
    today: Date,
    agency: String,
    below: bool,
    whom: Whom,
    moment: Moment,
    judged: Arc<Judged>,
}

static LAST: Mutex<Option<Kept>> = Mutex::new(None);

impl Kept {
    fn answers(&self, view: &View, asked: &Asked<'_>) -> bool {
        let own = Asked {
            agency: &self.agency,
            below: self.below,
            whom: self.whom,
            moment: self.moment,
        };
        std::ptr::eq(self.state.as_ptr(), Arc::as_ptr(&view.state))
            && self.actor == view.actor
            && self.today == view.today
            && own == *asked
    }
}

/// Judges a unit, or finds it judged.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach.
pub(super) fn judged(view: &View, asked: &Asked<'_>) -> Result<Arc<Judged>, AppError> {
    let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = last().as_ref().filter(|kept| kept.answers(view, asked)) {
        return Ok(Arc::clone(&kept.judged));
    }
    let judged = Arc::new(judge(view, asked)?);
    *last() = Some(Kept {
        state: Arc::downgrade(&view.state),
        actor: view.actor.clone(),
        today: view.today,
        agency: asked.agency.to_owned(),
        below: asked.below,
        whom: asked.whom,
        moment: asked.moment,
        judged: Arc::clone(&judged),
    });
    Ok(judged)
}

fn judge(view: &View, asked: &Asked<'_>) -> Result<Judged, AppError> {
    let book = view.state.law.as_ref();
    let moment = &asked.moment;
    let gatherer = Gatherer::new(view, book, *moment);
    let mut judge = Judge::new(book);
    let mut work = Work::default();
    let mut subjects = Vec::new();
    let mut take = |code: &str, facts| {
        if let Some(facts) = facts {
            subjects.push(Placed {
                code: code.to_owned(),
                awards: work.take(view, &mut judge, &facts, moment),
            });
        }
    };
    match asked.whom {
        Whom::People => {
            for person in people(view, asked.agency, moment, asked.below)? {
                take(&person.code, gatherer.person(&person.code));
            }
        }
        Whom::Collectives => {
            for code in collectives(view, asked.agency, moment, asked.below)? {
                take(code, gatherer.unit(code));
            }
        }
    }
    Ok(Judged {
        subjects,
        awards: work.awards,
        hidden: work.hidden,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use thidua_domain::access::{Grant, Role};
    use thidua_domain::bundle::Values;
    use thidua_domain::org::{Org, Spell};
    use thidua_domain::time::WorkYear;

    use super::*;

    fn state() -> Arc<State> {
        let mut row = Values::default();
        row.set("ten", "Thi hành án dân sự tỉnh");
        row.set("cap", "tinh");
        let spell = Spell::from_row(&row).unwrap();
        let codes = ["tinh-a", "tinh-b"].into_iter();
        let spells = codes.map(|code| (code.to_owned(), spell.clone()));
        Arc::new(State {
            org: Arc::new(Org::new(spells, Vec::new())),
            ..State::default()
        })
    }

    #[test]
    fn one_reader_is_judged_for_once_and_no_other_reads_the_result() {
        let today = jiff::civil::date(2026, 11, 22);
        let view = View {
            state: state(),
            actor: Actor::console("kiểm thử"),
            today,
        };
        let asked = Asked {
            agency: "tinh-a",
            below: true,
            whom: Whom::People,
            moment: Moment::new(WorkYear(2026), today),
        };
        let first = judged(&view, &asked).unwrap();
        assert!(Arc::ptr_eq(&first, &judged(&view, &asked).unwrap()));
        let mut other = view.clone();
        other.actor.grants.push(Grant {
            role: Role::Personnel,
            agency: "tinh-a".to_owned(),
            from: None,
            to: None,
        });
        assert!(!Arc::ptr_eq(&first, &judged(&other, &asked).unwrap()));
        let units = Asked {
            whom: Whom::Collectives,
            ..asked.clone()
        };
        let of_units = judged(&view, &units).unwrap();
        assert!(Arc::ptr_eq(&of_units, &judged(&view, &units).unwrap()));
        // The same records read anew are another state.
        let newer = View {
            state: state(),
            ..view
        };
        assert!(!Arc::ptr_eq(&of_units, &judged(&newer, &units).unwrap()));
    }
}
