//! Limits, causes and solutions that are followed until they are done: which are late, due, open or done in a year,
//! with what earlier years handed on. One record is one thing for life: it is carried on as it stands, and its history
//! tells what became of it each year.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::access::{Actor, Grant, Role, Target};
use thidua_domain::bundle::{Cell, Fault, Place, Severity, Values, row};
use thidua_domain::note::{Note, SHEET, Standing};
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use super::{NoteRow, PERMISSION, row as shown};
use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Options, Told};
use crate::deed::reads_at;
use crate::record::refusal;
use crate::state::View;
use crate::{App, AppError};

/// Which are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskFollowed {
    /// Only those of this agency and of what is below it.
    pub within: Option<String>,
    /// Work year.
    pub year: i16,
    /// Only what the reader answers for.
    pub mine: bool,
}

/// Something that is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Followed {
    /// The row.
    #[serde(flatten)]
    pub row: NoteRow,
    /// Key of its record.
    pub key: String,
    /// How it stands.
    pub standing: &'static str,
    /// Into how many work years it has been carried over.
    pub carried: i16,
    /// What it is a cause of or a solution for, where that is told.
    pub limit: Option<String>,
    /// Whether the reader may tell how far it is.
    pub writes: bool,
}

/// What is followed in a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FollowUp {
    /// How many stand how, the most urgent first.
    pub counts: Vec<(&'static str, usize)>,
    /// The most urgent first.
    pub rows: Vec<Followed>,
    /// Limits of the year nobody follows yet: no owner, no day, no solution.
    pub loose: Vec<(NoteRow, String, bool)>,
}

/// What is followed in a work year: what was told by then and was not done before it.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
pub fn followed(view: &View, ask: &AskFollowed) -> Result<FollowUp, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let mut found: Vec<(Standing, &Note)> = Vec::new();
    let mut loose = Vec::new();
    let rows = in_reach(view, ask)?;
    let year = WorkYear(ask.year);
    for row in &rows {
        if row.years.is_some_and(|years| years.from > year) {
            continue;
        }
        match row.standing(view.today) {
            Some(standing) if belongs(row, standing, year) => found.push((standing, row)),
            None if is_loose(row, &rows, year) && !ask.mine => loose.push(*row),
            _ => {}
        }
    }
    if ask.mine {
        found.retain(|(_, row)| answers_for(view, row));
    }
    found.sort_by_key(|(standing, row)| {
        (
            *standing,
            row.due.map(|due| due.last_day()),
            row.agency.as_str(),
            row.order,
        )
    });
    let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
    for (standing, _) in &found {
        *counts.entry(*standing).or_default() += 1;
    }
    let count = |standing: Standing| {
        (
            standing.code(),
            counts.get(&standing).copied().unwrap_or_default(),
        )
    };
    Ok(FollowUp {
        counts: Standing::ALL.into_iter().map(count).collect(),
        rows: found
            .into_iter()
            .map(|(standing, row)| line(view, row, standing, year))
            .collect(),
        loose: loose
            .into_iter()
            .map(|row| (shown(view, row), row.key.clone(), writes(view, row)))
            .collect(),
    })
}

fn in_reach<'a>(view: &'a View, ask: &AskFollowed) -> Result<Vec<&'a Note>, AppError> {
    let state = view.state.as_ref();
    let within = match &ask.within {
        Some(code) => {
            view.permit_agency(PERMISSION, code)?;
            Some(state.org.lineage(code))
        }
        None => None,
    };
    let shelf = &state.notes;
    let mut places: Vec<usize> = Vec::new();
    for code in shelf.codes() {
        let inside = within.as_ref().is_none_or(|codes| codes.contains(code));
        if inside && reads_at(view, PERMISSION, &[code]) {
            places.extend(shelf.of(code));
        }
    }
    places.sort_unstable();
    Ok(places.into_iter().filter_map(|at| shelf.get(at)).collect())
}

/// What is open belongs to its years and to every later one; what is done, to its years and to that in which it was.
fn belongs(row: &Note, standing: Standing, year: WorkYear) -> bool {
    let Some(years) = row.years else { return true };
    let own = years.from <= year && year <= years.to;
    let done_in = row.done_on.map(|day| day.work_year());
    own || standing.is_open() || done_in.is_some_and(|done| years.to < year && year <= done)
}

/// A limit of the year nobody follows: neither it nor a solution for it has an owner, a day or a progress.
fn is_loose(row: &Note, all: &[&Note], year: WorkYear) -> bool {
    let own = row
        .years
        .is_some_and(|years| years.from <= year && year <= years.to);
    let limit = row.section.as_deref() == Some("han_che");
    limit
        && own
        && !all
            .iter()
            .any(|other| row.is_answered_by(other) && other.is_followed())
}

fn line(view: &View, row: &Note, standing: Standing, year: WorkYear) -> Followed {
    let shelf = &view.state.notes;
    let mut of = shelf.of(&row.agency).iter().filter_map(|at| shelf.get(*at));
    let limit = of
        .find(|other| other.is_answered_by(row))
        .and_then(|limit| limit.text.clone());
    Followed {
        row: shown(view, row),
        key: row.key.clone(),
        standing: standing.code(),
        carried: row.carried(year),
        limit,
        writes: writes(view, row),
    }
}

/// Whether the reader is the one who answers for it.
fn answers_for(view: &View, row: &Note) -> bool {
    let own = view.actor.person.as_deref();
    own.is_some()
        && row
            .owner
            .as_deref()
            .map(|code| view.state.merged.standing(code))
            == own
}

/// Whether the reader may tell how far it is: whoever writes for its agency, and who answers for it.
pub(super) fn writes(view: &View, row: &Note) -> bool {
    view.permit_agency(bundle::PERMISSION, &row.agency).is_ok() || answers_for(view, row)
}

/// One thing that is followed, with the causes and solutions told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The row.
    pub row: NoteRow,
    /// Key of its record.
    pub key: String,
    /// How it stands; `None`: it is not followed.
    pub standing: Option<&'static str>,
    /// Into how many work years it has been carried over until now.
    pub carried: i16,
    /// The limit it is of.
    pub limit: Option<(String, Option<String>)>,
    /// Causes and solutions told of it.
    pub answers: Vec<(NoteRow, String, Option<&'static str>)>,
    /// Whether the reader may tell how far it is.
    pub writes: bool,
}

/// One sentence as something that is followed.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to read.
pub fn item(view: &View, key: &str) -> Result<Item, AppError> {
    let found = find(view, key)?;
    let shelf = &view.state.notes;
    let sisters: Vec<&Note> = shelf
        .of(&found.agency)
        .iter()
        .filter_map(|at| shelf.get(*at))
        .collect();
    let limit = sisters.iter().find(|other| other.is_answered_by(found));
    let answers = sisters.iter().filter(|other| found.is_answered_by(other));
    let standing = |row: &Note| row.standing(view.today).map(Standing::code);
    Ok(Item {
        standing: standing(found),
        carried: found.carried(WorkYear::of(view.today)),
        limit: limit.map(|limit| (limit.key.clone(), limit.text.clone())),
        answers: answers
            .map(|row| (shown(view, row), row.key.clone(), standing(row)))
            .collect(),
        writes: writes(view, found),
        row: shown(view, found),
        key: found.key.clone(),
    })
}

fn find<'a>(view: &'a View, key: &str) -> Result<&'a Note, AppError> {
    let mut all = view.state.notes.iter();
    let found = all.find(|row| row.key == key).ok_or(AppError::NotFound)?;
    let reads = reads_at(view, PERMISSION, &[&found.agency]) || answers_for(view, found);
    if reads {
        Ok(found)
    } else {
        Err(AppError::NotFound)
    }
}

/// How far something is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Key of its record.
    pub key: String,
    /// Code of `Tiến độ`.
    pub progress: String,
    /// The day it was done, as typed; empty: today, where it is done.
    pub done_on: Option<String>,
    /// What was done, what stands in the way.
    pub outcome: Option<String>,
    /// Another day by which it is to be done, as typed.
    pub due: Option<String>,
    /// Why the day is another one.
    pub reason: Option<String>,
}

/// Tells how far something is. What was told before stays in its history.
///
/// # Errors
/// [`AppError::NotFound`] for who may not, [`AppError::Faulty`] with what cannot be read, [`AppError::Refused`] for
/// another day without a reason, [`AppError::Stale`] where somebody was faster.
pub async fn progress(app: &App, by: &Caller, told: &Progress) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let found = find(&view, &told.key)?;
    if !writes(&view, found) {
        return Err(AppError::NotFound);
    }
    let snapshot = app.db().read().await?;
    let stored = thidua_store::records::find(&snapshot, SHEET.name, &told.key).await?;
    drop(snapshot);
    let stored = stored
        .filter(|stored| !stored.removed)
        .ok_or(AppError::Stale)?;
    let mut values = Values::from_canonical(stored.content.as_str()).ok_or(AppError::NotFound)?;
    let before = values.text("han_xong");
    read(&view, told, &mut values)?;
    let reason = told.reason.as_deref().map(text::clean).unwrap_or_default();
    if before.is_some() && values.text("han_xong") != before && reason.is_empty() {
        return Err(AppError::refused("Đổi hạn hoàn thành thì phải nêu lý do."));
    }
    let reason = match reason.is_empty() {
        true => "Cập nhật tiến độ".to_owned(),
        false => reason,
    };
    store(app, by, found, values, (reason, stored.number)).await
}

/// What was typed over what is stored.
fn read(view: &View, told: &Progress, values: &mut Values) -> Result<(), AppError> {
    let place = Place {
        sheet: SHEET.name,
        row: 1,
    };
    let done = told.progress == "xong";
    let today = view.today.to_string();
    let day = told
        .done_on
        .as_deref()
        .or(Some(today.as_str()))
        .filter(|_| done);
    let typed = [
        ("tien_do", Some(told.progress.as_str())),
        ("ngay_xong", day),
        ("ket_qua_lam", told.outcome.as_deref()),
        ("han_xong", told.due.as_deref()),
    ];
    let cells: Vec<_> = typed
        .iter()
        .filter_map(|(id, text)| Some((SHEET.column(id)?, Cell::Text((*text)?.to_owned()))))
        .collect();
    let mut faults: Vec<Fault> = Vec::new();
    let read = row(
        &SHEET,
        place,
        cells.iter().map(|(column, cell)| (*column, cell)),
        &mut faults,
    );
    faults.retain(|fault| fault.severity == Severity::Error && fault.column != "Mã cơ quan");
    if !faults.is_empty() {
        return Err(AppError::Faulty(faults));
    }
    if read.get("tien_do").is_none() {
        return Err(AppError::refused("Chọn tiến độ."));
    }
    for (id, _) in typed {
        if let Some(text) = read.get(id) {
            values.set(id, text);
        }
    }
    if !done {
        let mut open = Values::default();
        let others = values.iter().filter(|(id, _)| *id != "ngay_xong");
        others.for_each(|(id, text)| open.set(id, text));
        *values = open;
    }
    Ok(())
}

/// Stores it in the name of the office: what may be done was decided before.
async fn store(
    app: &App,
    by: &Caller,
    of: &Note,
    values: Values,
    (reason, seen): (String, i64),
) -> Result<(), AppError> {
    let mut actor: Actor = by.actor.clone();
    actor.grants.push(Grant {
        role: Role::Officer,
        agency: of.agency.clone(),
        from: None,
        to: None,
    });
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected: ByKey::one(SHEET.name, of.key.clone(), seen),
        replace: true,
        deed: Some(Deed {
            command: "note.progress",
            subject: format!("{} {}", SHEET.name, of.agency),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = Told {
        def: &SHEET,
        number: 1,
        values,
    };
    let loaded = bundle::store(app, &actor, vec![told], Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(())
}
