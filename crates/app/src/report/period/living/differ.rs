//! What a kept version says otherwise today: sentence by sentence, which corrected figure or changed row did it, and
//! who changed it.
//!
//! Which figure changed a sentence is found by asking again: the report is put together once more with that one figure
//! as it was, and the sentences that then differ are its own. No rule ties figures to words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::correction::{Issued, Place};
use thidua_domain::report::saved::{Told, Version, bound};
use thidua_domain::report::{Bound, Change, changes, section_of};
use thidua_domain::time::Instant;
use thidua_store::records::{self, StoredRecord};
use thidua_store::{StoreError, attachment};

use super::issue::told;
use super::load::{self, Held, issued_as};
use super::{PERMISSION, asked};
use crate::bundle::RECORD_SHEETS;
use crate::correction::{self, Listed, Otherwise};
use crate::record::teller;
use crate::state::build::owner;
use crate::{App, AppError, View};

/// Figures asked about one by one, at most; of more it is only told that they changed.
const ASKED: usize = 20;
/// Changed rows told, at most; how many more there are is said.
const ROWS: usize = 60;

/// Everything that is needed to compare a version with today.
#[derive(Clone, Debug)]
pub struct Gathered {
    held: Held,
    version: Version,
    told: Vec<Told>,
    figures: Vec<Otherwise>,
    corrections: Vec<(Listed, Vec<(Place, String)>)>,
    rows: Vec<(RecordLine, &'static str)>,
    more: usize,
}

/// What a version says otherwise today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Differ {
    /// Number of the version.
    pub version: u32,
    /// Number and day of the issued paper; `None`: a draft, or taken back.
    pub issued: Option<String>,
    /// The changed sentences, in the order of the report of today; what is gone last.
    pub changes: Vec<ChangeLine>,
    /// The corrected figures.
    pub figures: Vec<FigureLine>,
    /// Rows that changed since.
    pub rows: Vec<RecordLine>,
    /// How many more rows changed.
    pub more: usize,
}

/// A sentence that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeLine {
    /// Its key.
    pub key: String,
    /// Title of its section.
    pub section: String,
    /// As the version says it; `None`: it was not there.
    pub before: Option<String>,
    /// As it is; `None`: it is no more.
    pub after: Option<String>,
    /// The figures that changed it: places in [`Differ::figures`], from 1.
    pub figures: Vec<usize>,
    /// Where no figure did: the changed rows of its part, places in [`Differ::rows`], from 1.
    pub rows: Vec<usize>,
}

/// A corrected figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureLine {
    /// What it is called.
    pub name: String,
    /// As the version took it.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Who corrected it, when, and why; empty where that is not the reader's to know.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Agency and number of the correction, for the way to it.
    pub correction: Option<(String, i64)>,
}

/// A row that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordLine {
    /// What one of its sheet is called: `Khen thưởng`.
    pub what: String,
    /// Whose.
    pub agency: String,
    /// Who changed it.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Whether it was new, changed or taken away, in words.
    pub how: &'static str,
}

/// The sheets whose rows a part of a report tells.
fn sheets_of(part: &str) -> &'static [&'static str] {
    match part {
        "co-quan" => &["co-quan", "sap-xep"],
        "van-ban" => &["van-ban", "phong-trao"],
        "phong-trao" => &[
            "phong-trao",
            "huong-ung",
            "dien-bien-phong-trao",
            "tieu-chuan-phong-trao",
        ],
        "chi-tieu" | "so-lieu" => &["chi-tieu"],
        "xep-hang" => &["xep-hang"],
        "dong-gop" => &["dong-gop"],
        "dien-hinh" => &["dien-hinh", "buoc-dien-hinh"],
        "su-kien" => &["su-kien"],
        "khen-thuong" => &["khen-thuong", "huy-khen-thuong"],
        part if part.starts_with("noi-dung") => &["noi-dung"],
        part if part.starts_with("hoat-dong") => &["hoat-dong"],
        _ => &[],
    }
}

/// Reads what a version said and what changed since.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such version, or it is not in reach.
pub async fn gather(
    app: &App,
    view: &View,
    (agency, number): (&str, u32),
    version: u32,
) -> Result<Gathered, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let snapshot = app.db().read().await?;
    let held = load::held(&snapshot, agency, number).await?;
    let mut kept = held.versions.iter();
    let kept = kept.find(|kept| kept.version.number == version);
    let version = kept.ok_or(AppError::NotFound)?.version.clone();
    let bytes = attachment::bytes(&snapshot, &version.body).await?;
    let told: Vec<Told> = serde_json::from_slice(&bytes)
        .map_err(|_| StoreError::Damaged(format!("version {} {number}", agency)))?;
    let figures = match paper_of(view, agency, &version) {
        Some(paper) => {
            correction::otherwise(&view.state, &correction::read_used(&snapshot, paper).await?)
        }
        None => Vec::new(),
    };
    let (rows, more) = changed_rows(app, view, agency, version.of).await?;
    drop(snapshot);
    let mut corrections = Vec::new();
    for agency in figures
        .iter()
        .map(|one| one.place.subject.as_str())
        .collect::<BTreeSet<_>>()
    {
        match correction::corrected_places(app, view, agency, version.of).await {
            Ok(found) => corrections.extend(found),
            Err(AppError::NotFound | AppError::Forbidden) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Gathered {
        held,
        version,
        told,
        figures,
        corrections,
        rows,
        more,
    })
}

pub(super) fn paper_of<'a>(view: &'a View, agency: &str, version: &Version) -> Option<&'a Issued> {
    let key = version.issued.as_deref()?;
    view.state
        .issued
        .of(agency)
        .find(|paper| paper.key() == key)
}

/// Rows the reader may see that changed since an event, of the agency and those below it.
async fn changed_rows(
    app: &App,
    view: &View,
    agency: &str,
    since: i64,
) -> Result<(Vec<(RecordLine, &'static str)>, usize), AppError> {
    let snapshot = app.db().read().await?;
    let state = view.state.as_ref();
    let mut found = Vec::new();
    let mut more = 0;
    let mut people = BTreeMap::new();
    for record in records::changed_since(&snapshot, since).await? {
        let sheet = RECORD_SHEETS.iter().find(|sheet| sheet.name == record.kind);
        let Some((sheet, whose)) = sheet.and_then(|sheet| Some((sheet, of(&record)?))) else {
            continue;
        };
        let below = whose == agency || state.org.above_on(&whose, view.today).contains(&agency);
        let row = Values::from_canonical(record.content.as_str()).unwrap_or_default();
        if !below || !crate::record::reads(view, sheet.name, &row) {
            continue;
        }
        if found.len() == ROWS {
            more += 1;
            continue;
        }
        let line = RecordLine {
            what: crate::record::kind(sheet.name).map_or_else(
                || sheet.name.to_owned(),
                |kind| crate::report::capital(kind.noun),
            ),
            agency: state.name_on(&whose, view.today),
            by: teller(&snapshot, &mut people, &record).await?,
            at: Instant(record.at).vn(),
            reason: record.reason.clone().unwrap_or_default(),
            how: match (record.removed, record.number) {
                (true, _) => "đã xóa",
                (false, 1) => "thêm mới",
                (false, _) => "đã sửa",
            },
        };
        found.push((line, sheet.name));
    }
    Ok((found, more))
}

/// To which agency a row belongs.
fn of(record: &StoredRecord) -> Option<String> {
    let row = Values::from_canonical(record.content.as_str())?;
    row.text(owner(&record.kind)?)
}

/// Compares a version with the report of today. It puts the report together several times: call it off the threads that
/// serve requests.
///
/// # Errors
/// As [`super::document`].
pub fn differ(view: &View, gathered: &Gathered) -> Result<Differ, AppError> {
    let now = told(view, &gathered.held)?;
    let before = bound(&gathered.told);
    // What is hidden today alone is no correction: what it would say is compared.
    let after = bound(&shown(&now));
    let hidden: BTreeSet<&str> = gathered
        .told
        .iter()
        .filter(|one| one.piece == thidua_domain::report::saved::Piece::Hidden)
        .map(|one| one.key.as_str())
        .collect();
    let found: Vec<Change> = changes(&before, &after)
        .into_iter()
        .filter(|change| !hidden.contains(change.key()))
        .collect();
    let causes = causes(view, gathered, &after, &found)?;
    let titles: BTreeMap<&str, &str> = gathered
        .told
        .iter()
        .chain(&now)
        .filter(|one| one.piece == thidua_domain::report::saved::Piece::Section)
        .map(|one| (one.key.as_str(), one.words.as_str()))
        .collect();
    let lines = found.iter().map(|change| {
        let figures = causes.get(change.key()).cloned().unwrap_or_default();
        let rows = match figures.is_empty() {
            true => rows_of(gathered, change.key()),
            false => Vec::new(),
        };
        ChangeLine {
            key: change.key().to_owned(),
            section: titles
                .get(section_of(change.key()))
                .map_or_else(String::new, |title| (*title).to_owned()),
            before: change.before().map(str::to_owned),
            after: change.after().map(str::to_owned),
            figures,
            rows,
        }
    });
    Ok(Differ {
        version: gathered.version.number,
        issued: gathered
            .version
            .issued
            .as_deref()
            .and_then(|key| issued_as(view, &gathered.held.saved.agency, key)),
        changes: lines.collect(),
        figures: gathered
            .figures
            .iter()
            .map(|one| figure(gathered, one))
            .collect(),
        rows: gathered.rows.iter().map(|(line, _)| line.clone()).collect(),
        more: gathered.more,
    })
}

/// The report with nothing hidden.
fn shown(now: &[Told]) -> Vec<Told> {
    use thidua_domain::report::saved::Piece;
    now.iter()
        .map(|one| Told {
            piece: match one.piece {
                Piece::Hidden => Piece::Sentence,
                piece => piece,
            },
            ..one.clone()
        })
        .collect()
}

fn rows_of(gathered: &Gathered, key: &str) -> Vec<usize> {
    let part = key.split('/').nth(1).unwrap_or_default();
    let sheets = sheets_of(part);
    (1..)
        .zip(&gathered.rows)
        .filter(|(_, (_, sheet))| sheets.contains(sheet))
        .map(|(number, _)| number)
        .collect()
}

/// Which figures changed each sentence: the report put together with one of them as it was.
fn causes(
    view: &View,
    gathered: &Gathered,
    after: &[Bound],
    found: &[Change],
) -> Result<BTreeMap<String, Vec<usize>>, AppError> {
    let mut causes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    if found.is_empty() {
        return Ok(causes);
    }
    for (number, one) in (1..).zip(&gathered.figures).take(ASKED) {
        let table = correction::replaced(&view.state, &one.place, &one.code, one.was);
        let before = correction::seen(view, Arc::new(table));
        let told = bound(&shown(&told(&before, &gathered.held)?));
        for change in changes(&told, after) {
            causes
                .entry(change.key().to_owned())
                .or_default()
                .push(number);
        }
    }
    Ok(causes)
}

fn figure(gathered: &Gathered, one: &Otherwise) -> FigureLine {
    let here = |places: &[(Place, String)]| {
        places
            .iter()
            .any(|(place, code)| *place == one.place && *code == one.code)
    };
    let by = gathered.corrections.iter().find(|(_, places)| here(places));
    let by = by.map(|(listed, _)| listed);
    let (name, before, after) = one.words.clone();
    FigureLine {
        name,
        before,
        after,
        by: by.map_or_else(String::new, |listed| listed.by.clone()),
        at: by.map_or_else(String::new, |listed| listed.at.clone()),
        reason: by.map_or_else(String::new, |listed| listed.reason.clone()),
        correction: by.map(|listed| (one.place.subject.clone(), listed.number)),
    }
}

/// The issued paper of a version and the report it is of, for an annex.
pub(super) fn about<'a>(view: &'a View, gathered: &Gathered) -> Option<&'a Issued> {
    paper_of(view, &gathered.held.saved.agency, &gathered.version)
}

/// Code of the agency, and the period in words.
pub(super) fn of_report(gathered: &Gathered) -> (String, String) {
    let saved = &gathered.held.saved;
    (saved.agency.clone(), asked(saved).period())
}

/// `quan-1_3_2`: agency, report, version.
pub(super) fn name_of(gathered: &Gathered) -> String {
    let saved = &gathered.held.saved;
    format!(
        "{}_{}_{}",
        saved.agency, saved.number, gathered.version.number
    )
}
