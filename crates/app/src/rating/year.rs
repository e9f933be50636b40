//! «Xếp loại năm»: the people of one agency, or its units, with the level of a year to choose for each.

mod store;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::conduct::Discipline;
use thidua_domain::people::Person;
use thidua_domain::rating::{Level, SHEET};
use thidua_domain::text;
use thidua_domain::time::WorkYear;
use thidua_store::records;

use super::{Ceilings, PERMISSION, ceilings, day_of, of_year, post_of, sees};
use crate::record::writes;
use crate::state::View;
use crate::{App, AppError, State, conduct};

pub use store::{Done, Fault, Told, WRITES, store};

/// Years before the one rated that are shown beside it.
const BEFORE: i16 = 2;

/// Whose ratings are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whom {
    /// The people of the agency.
    #[default]
    People,
    /// The agency and the units directly below it.
    Units,
}

impl Whom {
    /// Its code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::People => "ca-nhan",
            Self::Units => "don-vi",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskYear {
    /// Code of the agency.
    pub agency: String,
    /// The year rated.
    pub year: i16,
    /// Whose.
    pub whom: Whom,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Code of the person or unit.
    pub subject: String,
    /// Name in the year.
    pub name: String,
    /// Post, or title where there is none.
    pub post: Option<String>,
    /// The group of similar tasks, in words.
    pub group: Option<String>,
    /// The level stored.
    pub level: Option<&'static str>,
    /// The paper that decided it, as cited.
    pub document: Option<String>,
    /// Number of the stored revision; 0: nothing is stored.
    pub seen: i64,
    /// The levels of the years before, the newest first.
    pub before: Vec<Option<&'static str>>,
    /// Whether the reader may write it.
    pub writes: bool,
    /// What discipline of the year means for it, told to those who may read discipline.
    pub conduct: Option<String>,
}

/// The table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Code of the agency.
    pub agency: String,
    /// The year rated.
    pub year: i16,
    /// `ca-nhan` or `don-vi`.
    pub whom: &'static str,
    /// The day on which its people and units are looked at.
    #[serde(skip)]
    pub day: Date,
    /// The years before, the newest first.
    pub years: Vec<i16>,
    /// Rows, given names first.
    pub rows: Vec<Row>,
    /// Whether any row may be written.
    pub writes: bool,
}

/// The table of an agency and year.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Forbidden`] without the permission.
pub async fn table(app: &App, view: &View, ask: &AskYear) -> Result<Table, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let year = WorkYear(ask.year);
    let day = day_of(year, view.today);
    let mut rows = match ask.whom {
        Whom::People => people(view, &ask.agency, year),
        Whom::Units => units(view, &ask.agency, year),
    };
    let keys: Vec<String> = rows.iter().map(|row| key(&row.subject, year)).collect();
    let wanted: Vec<&str> = keys.iter().map(String::as_str).collect();
    let snapshot = app.db().read().await?;
    let stored = records::among(&snapshot, SHEET.name, &wanted, &[]).await?;
    drop(snapshot);
    let stored: BTreeMap<&str, i64> = stored
        .iter()
        .filter(|record| !record.removed)
        .map(|record| (record.key.as_str(), record.number))
        .collect();
    for (row, key) in rows.iter_mut().zip(&keys) {
        row.seen = stored.get(key.as_str()).copied().unwrap_or(0);
    }
    Ok(Table {
        agency: ask.agency.clone(),
        year: ask.year,
        whom: ask.whom.code(),
        day,
        years: before(year).map(|year| year.0).collect(),
        writes: rows.iter().any(|row| row.writes),
        rows,
    })
}

fn before(year: WorkYear) -> impl Iterator<Item = WorkYear> {
    (1..=BEFORE).map(move |back| WorkYear(year.0.saturating_sub(back)))
}

/// The key of a rating.
fn key(subject: &str, year: WorkYear) -> String {
    values(subject, year).key(&SHEET)
}

/// A rating that says nothing yet.
fn values(subject: &str, year: WorkYear) -> Values {
    let mut values = Values::default();
    values.set("nam", year.0.to_string());
    values.set("ma_doi_tuong", subject);
    values
}

/// The people rated at an agency for a year, whose file the reader may read.
fn people(view: &View, agency: &str, year: WorkYear) -> Vec<Row> {
    let state = view.state.as_ref();
    let here = |person: &&Person| {
        let post = post_of(person, year, view.today);
        post.is_some_and(|post| post.agency == agency)
            && view.permit_person(PERMISSION, &person.code).is_ok()
    };
    let mut found: Vec<&Person> = state.people.values().filter(here).collect();
    text::sort_names_by_key(&mut found, |person| person.name());
    let labels = &state.catalogue.labels;
    let row = |person: &Person| {
        let post = post_of(person, year, view.today);
        let stored = of_year(state, &person.code, year).and_then(|row| row.group.clone());
        let group = post.and_then(|post| post.group.as_deref());
        let group = group.map(|code| labels.word("nhan-su.nhom", code).to_owned());
        Row {
            name: post.map_or_else(|| person.name().to_owned(), |post| post.name.clone()),
            post: post.and_then(|post| post.post.clone().or_else(|| post.title.clone())),
            group: stored.or(group),
            conduct: after_discipline(view, &person.code, year),
            ..row_of(view, &person.code, year)
        }
    };
    found.into_iter().map(row).collect()
}

/// The agency and the units directly below it, in the year.
fn units(view: &View, agency: &str, year: WorkYear) -> Vec<Row> {
    let state = view.state.as_ref();
    let day = day_of(year, view.today);
    let below = state.org.children_on(agency, day).into_iter();
    let mut below: Vec<&str> = below.map(|agency| agency.code.as_str()).collect();
    below.retain(|code| sees(view, code));
    text::sort_by_key(&mut below, |code| state.org.name_on(code, day));
    let codes = std::iter::once(agency).chain(below);
    let row = |code: &str| Row {
        name: state.name_on(code, day),
        ..row_of(view, code, year)
    };
    codes.filter(|code| sees(view, code)).map(row).collect()
}

fn row_of(view: &View, subject: &str, year: WorkYear) -> Row {
    let state = view.state.as_ref();
    let stored = of_year(state, subject, year);
    let level = |year: WorkYear| {
        let rating = of_year(state, subject, year)?;
        rating.level.map(Level::code)
    };
    Row {
        subject: subject.to_owned(),
        name: String::new(),
        post: None,
        group: None,
        level: level(year),
        document: stored
            .and_then(|row| row.document.as_ref())
            .map(|paper| state.cited(paper)),
        seen: 0,
        before: before(year).map(level).collect(),
        writes: writes(view, SHEET.name, &values(subject, year)),
        conduct: None,
    }
}

/// What the rulebook says of somebody disciplined in the year, for those who may read discipline.
fn after_discipline(view: &View, person: &str, year: WorkYear) -> Option<String> {
    if !conduct::sees(view, person) {
        return None;
    }
    let state = view.state.as_ref();
    let rule = state.catalogue.ratings.after_discipline(year)?;
    let rows = state.discipline.get(person)?;
    let in_year = |row: &&Discipline| {
        row.decided_within(year.first_day(), year.last_day()) && rule.speaks_of(&row.form)
    };
    let found = rows.iter().find(in_year)?;
    let form = state
        .catalogue
        .labels
        .word("ky-luat.hinh_thuc", &found.form);
    let marked = if rule.confirmed.trim().is_empty() {
        " Chưa xác nhận với bản gốc."
    } else {
        ""
    };
    Some(format!(
        "{form} trong năm. {} {}.{marked}",
        rule.text, rule.citation
    ))
}

/// What the typed levels come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evaluated {
    /// How many of each level, in the order of the levels, with their words.
    pub counts: Vec<(&'static str, i64)>,
    /// How many are not rated yet.
    pub open: usize,
    /// Subjects whose text is no level.
    pub unread: Vec<String>,
    /// The ceiling of the unit; `None` for units, and for years no rule speaks of.
    pub ceiling: Option<Ceilings>,
}

/// What the table comes to with what is typed, by subject; nothing is stored.
pub fn evaluate(
    state: &State,
    table: &Table,
    typed: &BTreeMap<String, String>,
    today: Date,
) -> Evaluated {
    let mut levels: BTreeMap<String, Option<Level>> = BTreeMap::new();
    let mut unread = Vec::new();
    for row in &table.rows {
        let text = typed.get(&row.subject).map(|text| text.trim());
        let level = match text {
            None => row.level.and_then(Level::from_code),
            Some("") => None,
            Some(text) => {
                let read = Level::spelt(text);
                if read.is_none() {
                    unread.push(row.subject.clone());
                }
                read
            }
        };
        levels.insert(row.subject.clone(), level);
    }
    let count = |level: Level| {
        let of = levels.values().filter(|own| **own == Some(level));
        (level.code(), i64::try_from(of.count()).unwrap_or(i64::MAX))
    };
    let ceiling = match table.whom {
        "ca-nhan" => ceilings(state, (&table.agency, WorkYear(table.year)), &levels, today),
        _ => None,
    };
    Evaluated {
        counts: Level::ALL.into_iter().map(count).collect(),
        open: levels.values().filter(|level| level.is_none()).count(),
        unread,
        ceiling,
    }
}
