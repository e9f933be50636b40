//! What people decided of conditions that only a person can judge: who may decide, of whom, the decisions themselves.
//!
//! Stored like every row (sheet `tra-loi-dieu-kien`), by the one write path: who loads bundles brings them along, who
//! decides on a page is let through for exactly these rows. Nobody decides of oneself.

mod asked;
mod desk;
mod store;

use std::collections::BTreeSet;

use thidua_domain::access::{Permission, Target};
use thidua_domain::bundle::{Fault, Place, Severity, SheetDef, Values};
use thidua_domain::law::{ANSWERS, Answer, AnswerFact, Lawbook, Link};
use thidua_domain::people::STORED_AS;

use crate::{AppError, State, View, conduct, rating};

pub use asked::{Asked, asked, told};
pub use desk::{
    AskDesk, Change, Desk, DeskRow, Effect, MOST, Told, desk, effect, named as question,
};
pub(crate) use desk::{revisions, stored};
pub use store::{Conclusion, Done, Seen, answer, withdraw};

/// What deciding of a condition asks for.
pub const PERMISSION: Permission = Permission::AnswerConditions;

/// Whether the actor may decide of a person or collective; never of oneself.
pub fn may_answer(view: &View, subject: &str) -> bool {
    let code = view.state.merged.standing(subject);
    if view.actor.person.as_deref() == Some(code) {
        return false;
    }
    match view.state.people.contains_key(code) {
        true => view.permit_person(PERMISSION, code).is_ok(),
        false => view.permit_agency(PERMISSION, code).is_ok(),
    }
}

/// Whether the actor may read what was decided of a condition of a subject: what is about discipline is read by few.
pub fn reads(view: &View, subject: &str, condition: &str) -> bool {
    let guarded = view
        .state
        .law
        .named(condition)
        .is_some_and(|condition| view.state.law.is_about_conduct(condition));
    rating::sees(view, subject) && (!guarded || conduct::sees(view, subject))
}

/// Whether the actor may read a row.
pub(crate) fn opens(view: &View, row: &Values) -> bool {
    let subject = row.get("ma_doi_tuong").unwrap_or_default();
    reads(view, subject, row.get("dieu_kien").unwrap_or_default())
}

/// Whether the actor may change a row on a page of records.
pub(crate) fn writes(view: &View, row: &Values) -> bool {
    let subject = row.get("ma_doi_tuong").unwrap_or_default();
    may_answer(view, subject) && opens(view, row)
}

/// What was decided of a subject, as far as the reader may know it: facts of every year.
pub fn facts(view: &View, subject: &str) -> Vec<AnswerFact> {
    let all = view.state.answers.get(subject).into_iter().flatten();
    let open = all.filter(|answer| reads(view, subject, &answer.condition));
    open.map(fact).collect()
}

fn fact(answer: &Answer) -> AnswerFact {
    AnswerFact {
        condition: answer.condition.as_str().into(),
        year: answer.year,
        holds: answer.holds,
        link: Link {
            sheet: ANSWERS.name,
            key: answer.key.as_str().into(),
        },
    }
}

/// Refuses rows of who may not decide, or may not read what was decided: everybody but the machine's own operator,
/// whose bundles bring along what others decided.
pub(crate) fn permit_rows<'a>(
    view: &View,
    def: &SheetDef,
    rows: impl Iterator<Item = &'a Values>,
    channel: &str,
) -> Result<(), AppError> {
    if def.name != ANSWERS.name || channel == "cli" && view.loads_everywhere() {
        return Ok(());
    }
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let known = |code: &str| state.people.contains_key(code) || state.org.find(code).is_some();
    let told = |row: &'a Values| {
        let condition = row.get("dieu_kien").unwrap_or_default();
        Some((row.get("ma_doi_tuong")?, condition))
    };
    let told: BTreeSet<(&str, &str)> = rows.filter_map(told).collect();
    for (code, condition) in told {
        // A code that is nobody's is told with its cell.
        let may = || may_answer(view, code) && reads(view, code, condition);
        if known(state.merged.standing(code)) && !may() {
            return Err(AppError::NotFound);
        }
    }
    Ok(())
}

/// Rows about a condition that is not in the rulebook, or that no person is asked about.
pub(crate) fn check<'a>(
    def: &SheetDef,
    rows: impl Iterator<Item = (u32, &'a Values)>,
    state: &State,
    faults: &mut Vec<Fault>,
) {
    if def.name != ANSWERS.name {
        return;
    }
    for (number, row) in rows {
        let Some(code) = row.get("dieu_kien") else {
            continue;
        };
        let Some(reason) = refused(&state.law, code) else {
            continue;
        };
        let place = Place {
            sheet: def.name,
            row: number,
        };
        faults.push(place.fault(
            Severity::Error,
            "Điều kiện",
            code,
            reason,
            "Xem danh sách điều kiện ở trang Quy định khen thưởng.",
        ));
    }
}

/// Why a condition takes no answer.
fn refused(book: &Lawbook, code: &str) -> Option<&'static str> {
    match book.named(code) {
        None => Some("Không có điều kiện này trong quy định khen thưởng."),
        Some(condition) if !book.asks_people(condition) => {
            Some("Điều kiện này tính từ dữ liệu đã ghi, không nhận kết luận của người xem xét.")
        }
        Some(_) => None,
    }
}

/// The key of the record of an answer.
fn key(subject: &str, condition: &str, year: i16) -> String {
    named(subject, condition, year).key(&ANSWERS)
}

/// The row of an answer that says nothing yet.
fn named(subject: &str, condition: &str, year: i16) -> Values {
    let mut row = Values::default();
    row.set("ma_doi_tuong", subject);
    row.set("dieu_kien", condition);
    row.set("nam", year.to_string());
    debug_assert!(row.get(STORED_AS).is_none());
    row
}
