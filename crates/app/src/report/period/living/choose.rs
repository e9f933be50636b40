//! The pictures an author may choose: those attached to what the agency did, and those uploaded for the report.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::attachment::{ATTACHMENTS, Attachment, Media};
use thidua_domain::bundle::Values;
use thidua_domain::report::saved::SAVED;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError};

use super::load::{self, Held, Noted};
use super::{WRITES, asked};
use crate::record::{Owner, owners};
use crate::{App, AppError, View};

/// Sheets whose pictures an article shows, in the order in which they are told.
const SHEETS: [&str; 8] = [
    "phong-trao",
    "hoat-dong",
    "dong-gop",
    "dien-hinh",
    "buoc-dien-hinh",
    "thanh-tich",
    "cach-lam-hay",
    "van-ban",
];
/// Pictures of one page.
const PER_PAGE: usize = 24;

/// A picture that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its number.
    pub file: i64,
    /// Name of the file.
    pub name: String,
    /// What it shows.
    pub caption: Option<String>,
    /// Who took it.
    pub credit: Option<String>,
    /// Width and height.
    pub pixels: Option<(u32, u32)>,
    /// What it hangs on, in words: `Sự kiện: Hội nghị tổng kết`.
    pub of: String,
    /// Revision of the picture in the report; 0: it is not in it.
    pub seen: i64,
}

/// A unit whose pictures may be looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Pictures to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choices {
    /// Title of the report.
    pub title: Option<String>,
    /// What the report is of, in words.
    pub period: String,
    /// The words of the sentence behind which the picture will stand; empty: at the beginning of a section.
    pub behind: String,
    /// The unit looked through.
    pub unit: String,
    /// The agency and the units below it.
    pub units: Vec<Unit>,
    /// Pictures, the newest first.
    pub pictures: Vec<Choice>,
    /// How many there are altogether.
    pub count: usize,
    /// The page, from 1.
    pub page: usize,
    /// Whether more follow.
    pub more: bool,
    /// Identity of the record of the report: what is uploaded hangs on it.
    pub record: i64,
}

/// The pictures of a unit an author may put behind a sentence; `unit` `None`: the agency itself.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission, where there is no such place, or the unit
/// is neither the agency nor below it.
pub async fn choices(
    app: &App,
    view: &View,
    (agency, number): (&str, u32),
    at: &str,
    (unit, page): (Option<&str>, usize),
) -> Result<Choices, AppError> {
    view.permit_agency(WRITES, agency)?;
    let units = units(view, agency);
    let unit = unit.unwrap_or(agency);
    if !units.iter().any(|one| one.code == unit) {
        return Err(AppError::NotFound);
    }
    let snapshot = app.db().read().await?;
    let (saved, stored) = load::own(&snapshot, agency, number).await?;
    let held = load::held(&snapshot, agency, number).await?;
    let behind = super::write::sentence(view, &held, at, false)?;
    let mut ids = records_of(&snapshot, view, unit).await?;
    if unit == agency {
        ids.push(stored.id);
    }
    let found = attached(&snapshot, &ids).await?;
    let wanted: Vec<i64> = found.iter().map(|(_, file)| file.record).collect();
    let owners = owners(&snapshot, view, &wanted).await?;
    let all: Vec<Choice> = found
        .into_iter()
        .filter_map(|(record, file)| choice(&held, stored.id, &owners, record, file))
        .collect();
    let page = page.max(1);
    let from = page.saturating_sub(1).saturating_mul(PER_PAGE);
    let pictures: Vec<Choice> = all.iter().skip(from).take(PER_PAGE).cloned().collect();
    Ok(Choices {
        title: saved.title.clone(),
        period: asked(&saved).period(),
        behind,
        unit: unit.to_owned(),
        units,
        more: all.len() > from + pictures.len(),
        count: all.len(),
        pictures,
        page,
        record: stored.id,
    })
}

/// The agency and those below it in reach.
fn units(view: &View, agency: &str) -> Vec<Unit> {
    let state = view.state.as_ref();
    let mut codes = vec![agency.to_owned()];
    let mut at = 0;
    while let Some(code) = codes.get(at).cloned() {
        let below = state.org.children_on(&code, view.today);
        for one in below {
            if !codes.contains(&one.code) && view.sees(WRITES, &one.code) {
                codes.push(one.code.clone());
            }
        }
        at += 1;
    }
    let named = codes.into_iter().map(|code| Unit {
        name: state.name_on(&code, view.today),
        code,
    });
    named.collect()
}

/// Identities of the records of a unit that pictures may hang on.
async fn records_of<S: Snapshot>(
    snapshot: &S,
    view: &View,
    unit: &str,
) -> Result<Vec<i64>, StoreError> {
    let state = view.state.as_ref();
    let mut ids = Vec::new();
    for sheet in SHEETS {
        let owned = state.owned.get(sheet).and_then(|owned| owned.get(unit));
        ids.extend(owned.into_iter().flatten().map(|(_, id)| *id));
    }
    // An event may be of several agencies, so it is found by its key.
    let events = state.events.of(unit).iter();
    let events = events.filter_map(|at| state.events.get(*at));
    let keys: Vec<&str> = events.map(|event| event.key.as_str()).collect();
    let events = records::among(snapshot, "su-kien", &keys, &[]).await?;
    ids.extend(events.into_iter().map(|record| record.id));
    Ok(ids)
}

/// The pictures that hang on records, the newest first.
async fn attached<S: Snapshot>(
    snapshot: &S,
    ids: &[i64],
) -> Result<Vec<(StoredRecord, Attachment)>, StoreError> {
    let codes: Vec<String> = ids.iter().map(|id| Attachment::code_of(*id)).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let stored = records::among(snapshot, ATTACHMENTS, &[], &codes).await?;
    let mut found = Vec::new();
    for record in stored.into_iter().filter(|record| !record.removed) {
        let row = Values::from_canonical(record.content.as_str());
        let file = row.as_ref().and_then(Attachment::from_row);
        let file = file.filter(|file| matches!(file.media, Media::Jpeg | Media::Png));
        found.extend(file.map(|file| (record, file)));
    }
    found.sort_by_key(|(record, _)| std::cmp::Reverse(record.id));
    Ok(found)
}

fn choice(
    held: &Held,
    report: i64,
    owners: &BTreeMap<i64, Owner>,
    record: StoredRecord,
    file: Attachment,
) -> Option<Choice> {
    let of = match file.sheet == SAVED && file.record == report {
        true => "Tải lên cho báo cáo này".to_owned(),
        false => {
            let owner = owners.get(&file.record).filter(|owner| owner.reads)?;
            let noun = crate::report::capital(owner.noun);
            match &owner.thing {
                Some(thing) => format!("{noun}: {thing}"),
                None => noun,
            }
        }
    };
    let here = |noted: &&Noted| noted.shown().is_some_and(|shown| shown.file == record.id);
    let seen = held
        .passages
        .iter()
        .find(here)
        .map_or(0, |noted| noted.seen);
    Some(Choice {
        file: record.id,
        name: file.name,
        caption: file.caption,
        credit: file.credit,
        pixels: file.pixels,
        of,
        seen,
    })
}
