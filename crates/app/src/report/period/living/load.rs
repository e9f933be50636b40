//! Saved reports as they are stored.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use thidua_domain::attachment::Attachment;
use thidua_domain::bundle::Values;
use thidua_domain::report::saved::{
    Deed, PASSAGES, Passage, SAVED, Saved, Shown, VERSIONS, Version, key_of,
};
use thidua_domain::time::Instant;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError, attachment};

use super::{PERMISSION, asked};
use crate::record::teller;
use crate::{App, AppError, View};

/// Something an author did, with who and when.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    pub(super) passage: Passage,
    /// Key of its record.
    pub(super) key: String,
    /// Number of its revision: what an editor has seen.
    pub(super) seen: i64,
    pub(super) by: String,
    pub(super) at: String,
    /// The file of a picture; `None`: it was taken away, or this is no picture.
    pub(super) file: Option<Attachment>,
}

impl Noted {
    /// The picture it shows.
    pub(super) fn shown(&self) -> Option<&Shown> {
        match &self.passage.deed {
            Deed::Showed(shown) => Some(shown),
            _ => None,
        }
    }
}

/// A version, with who kept it and when.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) version: Version,
    pub(super) by: String,
    pub(super) at: String,
}

/// A saved report.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) saved: Saved,
    /// Number of the revision of its own record.
    pub(super) seen: i64,
    /// Newest event of all its records.
    pub(super) newest: i64,
    pub(super) passages: Vec<Noted>,
    pub(super) versions: Vec<Kept>,
}

fn row(record: &StoredRecord) -> Result<Values, StoreError> {
    Values::from_canonical(record.content.as_str()).ok_or_else(|| damaged(record))
}

fn damaged(record: &StoredRecord) -> StoreError {
    StoreError::Damaged(format!("record {} {}", record.kind, record.key))
}

/// The report's own record.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it was discarded.
pub(super) async fn own<S: Snapshot>(
    snapshot: &S,
    agency: &str,
    number: u32,
) -> Result<(Saved, StoredRecord), AppError> {
    let stored = records::find(snapshot, SAVED, &key_of(agency, number)).await?;
    let stored = stored.filter(|record| !record.removed);
    let stored = stored.ok_or(AppError::NotFound)?;
    let saved = Saved::from_row(&row(&stored)?).ok_or_else(|| damaged(&stored))?;
    Ok((saved, stored))
}

/// A report with everything that belongs to it.
///
/// # Errors
/// As [`own`].
pub(super) async fn held<S: Snapshot>(
    snapshot: &S,
    agency: &str,
    number: u32,
) -> Result<Held, AppError> {
    let (saved, stored) = own(snapshot, agency, number).await?;
    let key = saved.key();
    let mut held = Held {
        saved,
        seen: stored.number,
        newest: stored.event,
        passages: Vec::new(),
        versions: Vec::new(),
    };
    let mut people = BTreeMap::new();
    for record in records::among(snapshot, PASSAGES, &[], &[&key]).await? {
        held.newest = held.newest.max(record.event);
        if record.removed {
            continue;
        }
        let passage = Passage::from_row(&row(&record)?).ok_or_else(|| damaged(&record))?;
        held.passages.push(Noted {
            passage,
            seen: record.number,
            by: teller(snapshot, &mut people, &record).await?,
            at: Instant(record.at).vn(),
            key: record.key,
            file: None,
        });
    }
    hang(snapshot, &mut held.passages).await?;
    for record in records::among(snapshot, VERSIONS, &[], &[&key]).await? {
        let version = Version::from_row(&row(&record)?).ok_or_else(|| damaged(&record))?;
        held.versions.push(Kept {
            version,
            by: teller(snapshot, &mut people, &record).await?,
            at: Instant(record.at).vn(),
        });
    }
    held.versions.sort_by_key(|kept| kept.version.number);
    Ok(held)
}

/// Puts pictures in their order and finds their files; what was taken away has none.
async fn hang<S: Snapshot>(snapshot: &S, passages: &mut [Noted]) -> Result<(), AppError> {
    // A stable order: texts stay as they were stored.
    passages.sort_by_key(|noted| noted.passage.order());
    let shown = passages.iter().filter_map(Noted::shown);
    let ids: Vec<i64> = shown.map(|shown| shown.file).collect();
    let stored = records::standing(snapshot, &ids).await?;
    for noted in passages {
        let wanted = noted.shown().map(|shown| shown.file);
        let mut found = stored.iter().filter(|record| Some(record.id) == wanted);
        if let Some(record) = found.next() {
            noted.file = Attachment::from_row(&row(record)?);
        }
    }
    Ok(())
}

/// The bytes of the pictures of a report by the identity of their files.
pub(super) async fn pictures<S: Snapshot>(
    snapshot: &S,
    held: &Held,
) -> Result<BTreeMap<i64, Arc<[u8]>>, AppError> {
    let mut found = BTreeMap::new();
    for noted in &held.passages {
        if let (Some(shown), Some(file)) = (noted.shown(), &noted.file) {
            let bytes = attachment::bytes(snapshot, &file.file).await?;
            found.insert(shown.file, bytes.into());
        }
    }
    Ok(found)
}

/// The newest event of the records of a report: another one than an editor saw is a change of somebody else.
pub(super) async fn newest<S: Snapshot>(
    snapshot: &S,
    agency: &str,
    number: u32,
) -> Result<i64, AppError> {
    let (saved, stored) = own(snapshot, agency, number).await?;
    let passages = records::among(snapshot, PASSAGES, &[], &[&saved.key()]).await?;
    let events = passages.iter().map(|record| record.event);
    Ok(events.fold(stored.event, i64::max))
}

/// A saved report in the list of its agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number.
    pub number: u32,
    /// Title in the author's words, else the name of its outline.
    pub title: String,
    /// Name of the outline.
    pub outline: String,
    /// `giai đoạn 2015 – 2020`.
    pub period: String,
    /// How many versions were kept.
    pub versions: usize,
    /// Number and symbol of the newest issued version.
    pub issued: Option<String>,
    /// Who worked on it last.
    pub by: String,
    /// When.
    pub at: String,
}

/// The saved reports of an agency, the newest first.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not in reach.
pub async fn list(app: &App, view: &View, agency: &str) -> Result<Vec<Line>, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let snapshot = app.db().read().await?;
    let names = super::super::choices()?;
    let mut lines = Vec::new();
    let mut people = BTreeMap::new();
    let mut stored = records::among(&snapshot, SAVED, &[], &[agency]).await?;
    stored.retain(|record| !record.removed);
    stored.reverse();
    for record in stored {
        let saved = Saved::from_row(&row(&record)?).ok_or_else(|| damaged(&record))?;
        let kept = records::among(&snapshot, VERSIONS, &[], &[&saved.key()]).await?;
        let mut issued = None;
        for one in &kept {
            let key = row(one)?.text("phat_hanh");
            issued = key.and_then(|key| issued_as(view, agency, &key)).or(issued);
        }
        let outline = names.iter().find(|(code, _)| *code == saved.outline);
        let outline = outline.map_or(saved.outline.as_str(), |(_, name)| name);
        lines.push(Line {
            number: saved.number,
            title: saved.title.clone().unwrap_or_else(|| outline.to_owned()),
            outline: outline.to_owned(),
            period: asked(&saved).period(),
            versions: kept.len(),
            issued,
            by: teller(&snapshot, &mut people, &record).await?,
            at: Instant(record.at).vn(),
        });
    }
    Ok(lines)
}

/// Number and day of an issued paper that was not taken back.
pub(super) fn issued_as(view: &View, agency: &str, key: &str) -> Option<String> {
    let mut papers = view.state.issued.of(agency);
    let paper = papers.find(|paper| paper.key() == key)?;
    Some(format!(
        "{} ngày {}",
        paper.symbol,
        crate::report::day(paper.on)
    ))
}
