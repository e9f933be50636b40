//! Versions: kept as drafts, and issued as papers with number, day and signer.

use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::correction::{Issued, Kind};
use thidua_domain::figures::Table;
use thidua_domain::report::saved::{Told, VERSIONS, Version};
use thidua_domain::text::clean;
use thidua_files::paper::{self, Form};
use thidua_store::records::{self, NewRecord, Origin};
use thidua_store::{Canonical, WriteTx, attachment};

use super::act::{opened, stamp};
use super::lay::{annexed, lay};
use super::load::{self, Held};
use super::{ISSUES, Prepared, WRITES, asked};
use crate::access::Caller;
use crate::correction;
use crate::report::period::{checked, compose, outline};
use crate::{App, AppError, View};

/// Longest remark on a version, in letters.
const LONGEST: usize = 300;

/// A report to be issued as it stands.
#[derive(Clone, Debug)]
pub struct AskIssue {
    /// Code of the agency.
    pub agency: String,
    /// Number of the report.
    pub number: u32,
    /// Newest event of the report one saw.
    pub seen: i64,
    /// Number and symbol.
    pub symbol: String,
    /// Day of issue.
    pub on: Option<Date>,
    /// Who signed.
    pub signer: Option<String>,
}

/// Everything a report says now.
pub(super) fn told(view: &View, held: &Held) -> Result<Vec<Told>, AppError> {
    let question = asked(&held.saved);
    let window = checked(view, &question)?;
    let outline = outline(&question, window)?;
    let composed = compose(view, &question, outline, window)?;
    let mut told = lay(composed.sections, &held.passages).told(&held.passages);
    told.extend(annexed(&composed.annexes));
    Ok(told)
}

/// Keeps a draft of the report as it stands: the number of the version.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission; [`AppError::Stale`] where the report is
/// another one than one saw.
pub async fn keep(
    app: &App,
    by: &Caller,
    (agency, number): (&str, u32),
    seen: i64,
    note: Option<&str>,
) -> Result<u32, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, agency)?;
    let note = note.map(clean).filter(|note| !note.is_empty());
    if note
        .as_ref()
        .is_some_and(|note| note.chars().count() > LONGEST)
    {
        return Err(AppError::Refused(format!(
            "Ghi chú dài nhất {LONGEST} ký tự."
        )));
    }
    let held = load::held(&app.db().read().await?, agency, number).await?;
    let told = told(&view, &held)?;
    let mut tx = app.db().write().await?;
    same(app, by, &tx, (agency, number), seen).await?;
    let version = Version {
        number: next(&tx, &held).await?,
        of: view.state.version,
        body: body(&mut tx, &held, &told).await?,
        issued: None,
        note,
    };
    store(app, by, &mut tx, &held, &version).await?;
    let subject = format!("{VERSIONS} {agency} {number} {}", version.number);
    let event = by.event(app.now(), "report.keep", subject, None, &version.row())?;
    tx.commit(event).await?;
    Ok(version.number)
}

/// Issues the report as it stands: the file, every sentence and every number it rests on are kept for good.
///
/// # Errors
/// As [`keep`]; [`AppError::Refused`] with every reason where number or day are missing or wrong, or the number is
/// taken.
pub async fn issue(app: &App, by: &Caller, ask: &AskIssue) -> Result<u32, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(ISSUES, &ask.agency)?;
    let snapshot = app.db().read().await?;
    let held = load::held(&snapshot, &ask.agency, ask.number).await?;
    let pictures = load::pictures(&snapshot, &held).await?;
    drop(snapshot);
    let window = checked(&view, &asked(&held.saved))?;
    let signer = ask.signer.as_deref().map(clean);
    let signer = signer.filter(|name| !name.is_empty());
    let mut faults = correction::unnamed(&ask.symbol, signer.as_deref());
    faults.extend(correction::undated(&view, ask.on, Some(window)));
    let (Some(on), true) = (ask.on, faults.is_empty()) else {
        return Err(AppError::Refused(faults.join(" ")));
    };
    let symbol = clean(&ask.symbol);
    let table = Arc::new(Table::watching(view.state.figures.clone()));
    let watched = correction::seen(&view, table.clone());
    let prepared = Prepared {
        held: held.clone(),
        draft: false,
        signed: Some((symbol.clone(), on, signer.clone())),
        over: None,
        pictures,
    };
    let document = super::document(&watched, &prepared)?;
    let bytes = paper::write(&document, Form::Docx).map_err(crate::report::unwritten)?;
    let used = serde_json::to_vec(&correction::used(&table))
        .map_err(|error| AppError::Machine(error.to_string()))?;
    let told = told(&view, &held)?;
    let mut tx = app.db().write().await?;
    same(app, by, &tx, (&ask.agency, ask.number), ask.seen).await?;
    let name = format!("{}_{on}", prepared.name());
    let docx = format!("{name}.docx");
    let file = attachment::put(&mut tx, &docx, Form::Docx.media_type(), &bytes).await?;
    let listed = format!("{name}.json");
    let figures = attachment::put(&mut tx, &listed, "application/json", &used).await?;
    let issued = Issued {
        agency: ask.agency.clone(),
        kind: Kind::Written,
        window,
        from: Some(held.saved.from),
        scope: "btp".to_owned(),
        symbol,
        on,
        signer,
        version: view.state.version,
        file,
        figures,
    };
    correction::keep_issued(&mut tx, &stamp(app, by, None), &issued).await?;
    let version = Version {
        number: next(&tx, &held).await?,
        of: view.state.version,
        body: body(&mut tx, &held, &told).await?,
        issued: Some(issued.key()),
        note: None,
    };
    store(app, by, &mut tx, &held, &version).await?;
    let subject = format!(
        "{VERSIONS} {} {} {}",
        ask.agency, ask.number, version.number
    );
    let event = by.event(app.now(), "report.issue", subject, None, &issued.row())?;
    tx.commit(event).await?;
    Ok(version.number)
}

/// Whether the report is the one that was seen.
async fn same(
    app: &App,
    by: &Caller,
    tx: &WriteTx,
    (agency, number): (&str, u32),
    seen: i64,
) -> Result<(), AppError> {
    opened(app, by, tx, (agency, number)).await?;
    match load::newest(tx, agency, number).await? == seen {
        true => Ok(()),
        false => Err(AppError::Stale),
    }
}

async fn next(tx: &WriteTx, held: &Held) -> Result<u32, AppError> {
    let kept = records::among(tx, VERSIONS, &[], &[&held.saved.key()]).await?;
    u32::try_from(kept.len() + 1).map_err(|_| AppError::refused("Báo cáo đã có quá nhiều bản."))
}

async fn body(tx: &mut WriteTx, held: &Held, told: &[Told]) -> Result<String, AppError> {
    let bytes = serde_json::to_vec(told).map_err(|error| AppError::Machine(error.to_string()))?;
    let name = format!("cau_{}_{}.json", held.saved.agency, held.saved.number);
    Ok(attachment::put(tx, &name, "application/json", &bytes).await?)
}

async fn store(
    app: &App,
    by: &Caller,
    tx: &mut WriteTx,
    held: &Held,
    version: &Version,
) -> Result<(), AppError> {
    let report = held.saved.key();
    let new = NewRecord {
        kind: VERSIONS.to_owned(),
        key: format!("{report}|{}", version.number),
        code: Some(report),
        content: Canonical::from_value(&version.row())?,
        origin: Origin::default(),
    };
    Ok(records::insert(tx, &stamp(app, by, None), vec![new])
        .await
        .map(|_| ())?)
}
