//! The calendar of the emulation year of an agency, and what of it presses: read from what is recorded elsewhere,
//! nothing is stored.

mod gather;
mod occasions;
mod press;

pub use press::{Pressing, pressing};

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::calendar::{Entry, Kind, file};
use thidua_domain::time::{WorkYear, vn};

use crate::{AppError, View};

/// What looking asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// Which calendar is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskCalendar {
    /// Code of the agency; `None`: the reader's own, else the top of the tree.
    pub agency: Option<String>,
    /// Work year; `None`: that of today.
    pub year: Option<i16>,
    /// Only of this kind.
    pub kind: Option<Kind>,
}

/// One entry with where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub entry: Entry,
    /// Where it leads.
    pub to: Where,
    /// Whether what was due is done; `None`: nothing is to be done.
    pub done: Option<bool>,
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// Nowhere.
    Nowhere,
    /// The period of an agency's figures: work year and month.
    Figures(String, i16, u8),
    /// The registration of an agency.
    Registration(String, i16),
    /// A movement.
    Movement(String),
    /// What units owe a movement.
    Compliance(String),
    /// The reading of a paper.
    Reading(String),
    /// An event, by its code.
    Event(String),
}

/// A line of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Word of the kind.
    pub kind: &'static str,
    /// The kind in words.
    pub words: &'static str,
    /// First day, ISO.
    pub from: String,
    /// Last day, ISO.
    pub to: String,
    /// The days the Vietnamese way.
    pub days: String,
    /// What it is.
    pub title: String,
    /// `done`, `open` or `late`; `None`: nothing is to be done.
    pub state: Option<&'static str>,
    /// Where it leads.
    #[serde(skip)]
    pub place: Where,
    /// The days themselves.
    #[serde(skip)]
    pub span: (Date, Date),
}

/// The calendar of an agency and work year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Calendar {
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// The entries, by first day.
    pub lines: Vec<Line>,
}

/// The calendar of an agency: what concerns it, as far as the reader may see it.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] where the agency is not in reach.
pub fn calendar(view: &View, ask: &AskCalendar) -> Result<Calendar, AppError> {
    let (agency, year, items) = items(view, ask)?;
    let lines = items.into_iter().map(|item| line(view, item));
    Ok(Calendar {
        name: view.state.label_on(&agency, view.today),
        lines: lines.collect(),
        year: year.0,
        agency,
    })
}

/// The same as a file other calendars read; `stamp`: now, in UTC.
///
/// # Errors
/// As [`calendar`].
pub fn ics(
    view: &View,
    ask: &AskCalendar,
    stamp: jiff::civil::DateTime,
) -> Result<(String, String), AppError> {
    let (agency, year, items) = items(view, ask)?;
    let entries: Vec<Entry> = items.into_iter().map(|item| item.entry).collect();
    let name = view.state.label_on(&agency, view.today);
    let title = format!("Lịch thi đua năm {}, {name}", year.0);
    let named = format!("lich_thi_dua_{agency}_{}.ics", year.0);
    Ok((named, file(&title, &entries, stamp)))
}

fn items(view: &View, ask: &AskCalendar) -> Result<(String, WorkYear, Vec<Item>), AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let agency = match &ask.agency {
        Some(agency) => agency.clone(),
        None => own(view).ok_or(AppError::NotFound)?,
    };
    view.permit_agency(PERMISSION, &agency)?;
    let year = match ask.year {
        Some(year) if !(1945..=2999).contains(&year) => {
            return Err(AppError::refused("Không có năm công tác này."));
        }
        Some(year) => WorkYear(year),
        None => WorkYear::of(view.today),
    };
    let mut items = gather::all(view, &agency, year);
    items.retain(|item| ask.kind.is_none_or(|kind| item.entry.kind == kind));
    items.sort_by(|one, other| {
        let place = |item: &Item| (item.entry.from, item.entry.kind, item.entry.to);
        let same = || one.entry.id.cmp(&other.entry.id);
        place(one).cmp(&place(other)).then_with(same)
    });
    Ok((agency, year, items))
}

/// The agency of the reader: of his first role, else the first of the tree he may look at.
fn own(view: &View) -> Option<String> {
    let org = view.state.org.as_ref();
    let granted = view.actor.agencies(PERMISSION, view.today).into_iter();
    let mut granted = granted.filter(|code| org.find(code).is_some());
    let first = granted.next().map(str::to_owned);
    first.or_else(|| {
        let mut all = org.iter();
        let top = |code: &str| org.above_on(code, view.today).is_empty();
        let seen = |code: &str| view.permit_agency(PERMISSION, code).is_ok();
        let found = all.find(|agency| top(&agency.code) && seen(&agency.code))?;
        Some(found.code.clone())
    })
}

fn line(view: &View, item: Item) -> Line {
    let entry = item.entry;
    Line {
        kind: entry.kind.code(),
        words: entry.kind.words(),
        days: match entry.from == entry.to {
            true => vn(entry.from),
            false => format!("{} – {}", vn(entry.from), vn(entry.to)),
        },
        from: entry.from.to_string(),
        to: entry.to.to_string(),
        state: item.done.map(|done| match done {
            true => "done",
            false if entry.to < view.today => "late",
            false => "open",
        }),
        title: entry.title,
        place: item.to,
        span: (entry.from, entry.to),
    }
}
