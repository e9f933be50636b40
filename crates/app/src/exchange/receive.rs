//! Bundles received on a page: uploaded, compared with what is stored, taken in by one command.
//!
//! Between the upload and the command the file lies among the work sessions of imports, found by its owner alone and
//! swept like them; what it comes to is worked out anew each time it is looked at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thidua_domain::access::{Actor, Target};
use thidua_domain::bundle::{Fault, Severity};
use thidua_store::import::{self as sessions, Session};
use thidua_store::sha256_hex;

use super::export::PERMISSION;
use super::manifest::Manifest;
use super::{register, rules};
use crate::access::Caller;
use crate::account::token;
use crate::bundle::{self, Bundle, Deed, Loaded, Options, SourceFile};
use crate::{App, AppError};

/// Media type of a session that holds a whole bundle.
pub const MEDIA: &str = "application/zip; thidua";
/// Faults shown at once.
const SHOWN: usize = 200;
/// Longest name of a file, in letters.
const LONGEST: usize = 120;

/// A sheet of a bundle beside what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetCount {
    /// Name of the sheet.
    pub name: String,
    /// What users call it.
    pub title: String,
    /// Its rows.
    pub rows: usize,
    /// Rows that are not stored yet.
    pub new: usize,
    /// Rows that fill empty cells of stored ones.
    pub filled: usize,
    /// Rows that say something else than stored ones.
    pub differ: usize,
    /// Rows stored already as they are.
    pub same: usize,
}

/// A bundle as it was received, before it is taken in.
#[derive(Clone, Debug, Serialize)]
pub struct Look {
    /// Name of the file.
    pub file: String,
    /// Who made it, when, of what.
    pub manifest: Manifest,
    /// By what its content is known again.
    pub fingerprint: String,
    /// When this installation received the same content before, µs UTC.
    pub before: Option<i64>,
    /// Its sheets beside what is stored.
    pub sheets: Vec<SheetCount>,
    /// What keeps it from being taken in; with a reason rows that differ are replaced.
    pub errors: Vec<Fault>,
    /// What is told besides.
    pub warnings: Vec<Fault>,
    /// Faults there are besides those shown.
    pub more: usize,
    /// Whether a reason is needed: rows differ from stored ones.
    pub needs_reason: bool,
    /// Whether it can be taken in, with a reason where one is needed.
    pub fits: bool,
    /// Version of the data it was laid beside.
    pub version: i64,
}

/// What was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Rows stored, by what users call their sheet.
    pub stored: Vec<(String, usize)>,
    /// Rows that replaced stored ones.
    pub revised: usize,
    /// Name of the agency the bundle was about.
    pub agency: String,
    /// Its code.
    pub code: String,
}

/// Whether it was taken in.
#[derive(Clone, Debug)]
pub enum Received {
    /// It waits.
    Waits(Box<Look>),
    /// It is stored.
    Done(Taken),
}

/// Keeps an uploaded bundle until it is taken in. Answers its session.
///
/// # Errors
/// [`AppError::File`] where it cannot be read or is no bundle of ours, [`AppError::Forbidden`] without the permission.
pub async fn upload(
    app: &App,
    actor: &Actor,
    name: &str,
    bytes: Vec<u8>,
) -> Result<String, AppError> {
    let view = app.view(actor).await?;
    view.permit(PERMISSION, Target::Any)?;
    let title: String = thidua_domain::text::clean(name)
        .replace('\n', " ")
        .chars()
        .take(LONGEST)
        .collect();
    let (read, bytes) = read(title.clone(), bytes).await?;
    if read.manifest.is_none() && read.faults.is_empty() {
        return Err(AppError::File(
            "Tệp này không có bản kê của bộ dữ liệu trao đổi. Bảng tính, danh sách thông thường nhập ở «Nhập từ tệp»."
                .to_owned(),
        ));
    }
    if let Some(fault) = read.faults.iter().find(|_| read.manifest.is_none()) {
        return Err(AppError::File(format!("{} {}", fault.reason, fault.cure)));
    }
    let id: String = token(app.entropy())?.chars().take(32).collect();
    let now = app.now().0;
    let row = Session {
        id: id.clone(),
        owner: actor.user.clone(),
        title,
        media: MEDIA.to_owned(),
        sha256: Some(sha256_hex(&bytes)),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        plan: "{}".to_owned(),
        version: 1,
        state: sessions::OPEN.to_owned(),
        answer: None,
        created: now,
        updated: now,
    };
    sessions::create(app.db(), &row, &bytes).await?;
    Ok(id)
}

/// Reads a bundle off the threads that answer requests.
async fn read(name: String, bytes: Vec<u8>) -> Result<(Bundle, Vec<u8>), AppError> {
    let read = tokio::task::spawn_blocking(move || {
        let bundle = bundle::from_bytes(&name, &bytes)?;
        Ok((bundle, bytes))
    });
    read.await
        .map_err(|error| AppError::Machine(error.to_string()))?
}

async fn session(app: &App, actor: &Actor, id: &str) -> Result<(Session, Vec<u8>), AppError> {
    let view = app.view(actor).await?;
    view.permit(PERMISSION, Target::Any)?;
    let snapshot = app.db().read().await?;
    let row = sessions::find(&snapshot, &actor.user, id).await?;
    let row = row.filter(|row| row.media == MEDIA);
    let row = row.ok_or(AppError::NotFound)?;
    let bytes = sessions::bytes(&snapshot, id).await?;
    Ok((row, bytes))
}

/// A bundle that was received: beside what is stored, or what it came to.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the caller's.
pub async fn look(app: &App, by: &Caller, id: &str) -> Result<Received, AppError> {
    let (row, bytes) = session(app, &by.actor, id).await?;
    if let Some(answer) = &row.answer {
        return Ok(Received::Done(
            serde_json::from_str(answer).unwrap_or_default(),
        ));
    }
    let (read, _) = read(row.title.clone(), bytes).await?;
    let manifest = read.manifest.clone().ok_or(AppError::NotFound)?;
    let version = app.view(&by.actor).await?.state.version;
    let replaced =
        bundle::preview(app, &by.actor, &read, &options(by, &row, Some("xem trước"))).await?;
    let sheets = counts(&read, &replaced);
    let differ = sheets.iter().any(|sheet| sheet.differ > 0);
    let mut plain = match differ {
        true => bundle::preview(app, &by.actor, &read, &options(by, &row, None)).await?,
        false => replaced.clone(),
    };
    let hard = |loaded: &Loaded| {
        let mut faults = loaded.faults.iter();
        faults.any(|fault| fault.severity == Severity::Error)
    };
    let fits = !hard(&replaced);
    let needs_reason = fits && hard(&plain);
    let (errors, warnings): (Vec<Fault>, Vec<Fault>) = std::mem::take(&mut plain.faults)
        .into_iter()
        .partition(|fault| fault.severity == Severity::Error);
    let more = errors.len().saturating_sub(SHOWN) + warnings.len().saturating_sub(SHOWN);
    let fingerprint = manifest.fingerprint();
    Ok(Received::Waits(Box::new(Look {
        file: row.title,
        before: before(app, by, &fingerprint).await?,
        fingerprint,
        manifest,
        sheets,
        errors: in_words(errors),
        warnings: in_words(warnings),
        more,
        needs_reason,
        fits,
        version,
    })))
}

/// The first of some faults, each with the title of its sheet in place of the name.
fn in_words(faults: Vec<Fault>) -> Vec<Fault> {
    let titled = |mut fault: Fault| {
        if let Some(def) = bundle::known(&fault.sheet) {
            fault.sheet = def.title.to_owned();
        }
        fault
    };
    faults.into_iter().take(SHOWN).map(titled).collect()
}

/// When the same content was received here before.
async fn before(app: &App, by: &Caller, fingerprint: &str) -> Result<Option<i64>, AppError> {
    let view = app.view(&by.actor).await?;
    let lines = register::list(app, &view).await?;
    let received = lines.iter().find(|line| {
        line.entry.way == register::Way::Received && line.entry.fingerprint == fingerprint
    });
    Ok(received.map(|line| line.at))
}

fn counts(read: &Bundle, loaded: &Loaded) -> Vec<SheetCount> {
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    for grid in &read.sheets {
        let part = grid.name.rsplit_once('.');
        let stem = part.filter(|(_, part)| part.parse::<u16>().is_ok());
        let name = stem.map_or(grid.name.as_str(), |(stem, _)| stem);
        *rows.entry(name).or_default() += grid.rows.len().saturating_sub(1);
    }
    let told = rules::sheets().filter_map(|def| {
        let rows = *rows.get(def.name)?;
        let [new, filled, differ, _] = loaded.counts(def.name);
        Some(SheetCount {
            name: def.name.to_owned(),
            title: def.title.to_owned(),
            rows,
            new,
            filled,
            differ,
            same: rows.saturating_sub(new + filled + differ),
        })
    });
    told.collect()
}

fn options(by: &Caller, row: &Session, reason: Option<&str>) -> Options {
    Options {
        channel: by.channel.to_owned(),
        revise: reason.map(str::to_owned),
        form: Some("zip"),
        files: vec![SourceFile {
            name: row.title.clone(),
            sha256: row.sha256.clone().unwrap_or_default(),
        }],
        ..Options::default()
    }
}

/// What is told when a received bundle is taken in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taking<'a> {
    /// Why rows that differ replace stored ones.
    pub reason: Option<&'a str>,
    /// Number of the paper that came with it.
    pub number: Option<&'a str>,
    /// Version of the data of the look: [`Look::version`].
    pub seen: Option<i64>,
}

/// Takes a received bundle in, all of it or nothing. Answers `None` where it is not stored: the look says why.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the caller's, [`AppError::Refused`] for a reason that is missing,
/// [`AppError::Stale`] where rows would be replaced and something was stored since the look.
pub async fn take(
    app: &App,
    by: &Caller,
    id: &str,
    told: Taking<'_>,
) -> Result<Option<Taken>, AppError> {
    let (row, bytes) = session(app, &by.actor, id).await?;
    if let Some(answer) = &row.answer {
        return Ok(serde_json::from_str(answer).ok());
    }
    let (read, _) = read(row.title.clone(), bytes).await?;
    let manifest = read.manifest.clone().ok_or(AppError::NotFound)?;
    let reason = told.reason.map(str::trim).filter(|text| !text.is_empty());
    let mut options = Options {
        number: register::told(told.number)?,
        // Without a reason nothing stored is replaced, whatever came meanwhile.
        at_version: told.seen.filter(|_| reason.is_some()),
        deed: Some(Deed {
            command: "exchange.receive",
            subject: row.title.clone(),
            name: by.name.clone(),
        }),
        ..options(by, &row, reason)
    };
    let loaded = bundle::load(app, &by.actor, &read, &options).await?;
    if loaded.refused() {
        return Ok(None);
    }
    if loaded.event.is_none() {
        options.received = Some(manifest.clone());
        if let Some(entry) = options.entry(0) {
            register::note(app, by, &entry).await?;
        }
    }
    let title = |name: &String| {
        let mut all = rules::sheets();
        all.find(|def| def.name == name)
            .map_or(name.clone(), |def| def.title.to_owned())
    };
    let taken = Taken {
        stored: loaded
            .stored
            .iter()
            .map(|(name, count)| (title(name), *count))
            .collect(),
        revised: loaded.revised,
        agency: manifest.agency.name,
        code: manifest.agency.code,
    };
    let answer = serde_json::to_string(&taken);
    let answer = answer.map_err(|error| AppError::Machine(error.to_string()))?;
    sessions::close(app.db(), id, &answer, app.now().0).await?;
    Ok(Some(taken))
}
