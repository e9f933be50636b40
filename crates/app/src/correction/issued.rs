//! Papers that were issued: recorded with number, day and signer, the file as it was and every number it rested on, so
//! that a later correction finds it. Nothing of it changes afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::correction::{ISSUED, Place, Used};
pub use thidua_domain::correction::{Issued, Kind};
use thidua_domain::figures::{Table, print};
use thidua_domain::time::{Window, WorkYear, vn};
use thidua_files::paper::{self, Form};
use thidua_store::records::{self, NewRecord, Origin, Revision, StoredRecord};
use thidua_store::{Canonical, Snapshot, Stamp, StoreError, attachment};

use super::layer::seen;
use super::touch::Scene;
use super::{PERMISSION, WRITES};
use crate::access::Caller;
use crate::report::{self, AskAnnual, AskFigures, Issue, Printed};
use crate::{App, AppError, State, View};

/// Longest number and symbol, longest name of a signer, in letters.
const LONGEST: usize = 100;
/// Numbers told of one paper.
const NAMED: usize = 12;

/// The issued papers by agency, each by the key of its record.
#[derive(Clone, Debug, Default)]
pub struct IssuedBook(BTreeMap<String, BTreeMap<String, Issued>>);

impl IssuedBook {
    fn of(&self, agency: &str) -> impl Iterator<Item = &Issued> {
        self.0.get(agency).into_iter().flat_map(BTreeMap::values)
    }

    fn take(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        let paper = Issued::from_row(&row).ok_or_else(damaged)?;
        let own = self.0.entry(paper.agency.clone()).or_default();
        if record.removed {
            own.remove(&record.key);
        } else {
            own.insert(record.key.clone(), paper);
        }
        Ok(())
    }
}

/// Brings the book up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let changed = if since < 0 {
        records::all(snapshot, Some(ISSUED)).await?
    } else {
        let all = records::changed_since(snapshot, since).await?;
        all.into_iter()
            .filter(|record| record.kind == ISSUED)
            .collect()
    };
    if changed.is_empty() {
        return Ok(());
    }
    let book = Arc::make_mut(&mut state.issued);
    for record in &changed {
        book.take(record)?;
    }
    Ok(())
}

/// A paper to be recorded as issued.
#[derive(Clone, Debug)]
pub struct AskIssue {
    /// Code of the agency.
    pub agency: String,
    /// Which paper.
    pub kind: Kind,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Number and symbol.
    pub symbol: String,
    /// Day of issue.
    pub on: Option<Date>,
    /// Who signed.
    pub signer: Option<String>,
}

/// A paper that says a number which is another one now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperLine {
    /// The paper as cited.
    pub cited: String,
    /// Of which agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// What paper it is, with its months; empty for a document that is a source.
    pub what: String,
    /// Code of the document, where it is one of `van-ban`.
    pub document: Option<String>,
    /// Why it is listed.
    pub why: String,
    /// The numbers: what they are called, as the paper tells them, as they are now.
    pub values: Vec<(String, String, String)>,
    /// How many more there are.
    pub more: usize,
}

/// An issued paper in the list of its agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Papers {
    /// Key of its record.
    pub key: String,
    /// What paper it is.
    pub what: &'static str,
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `8 tháng năm 2021`.
    pub period: String,
    /// Number and symbol.
    pub symbol: String,
    /// Day of issue, `03/06/2021`.
    pub on: String,
    /// Who signed.
    pub signer: Option<String>,
    /// Newest event of the data it was made from.
    pub version: i64,
    /// SHA-256 of the file.
    pub file: String,
    /// How many figures it rests on.
    pub figures: usize,
    /// The numbers that are others now: name, as the paper tells them, as they are.
    pub corrected: Vec<(String, String, String)>,
    /// How many they are in all.
    pub count: usize,
}

/// Records a paper as issued, with the file as it is now.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission; [`AppError::Refused`] with every reason
/// where number or day are missing or wrong, the paper cannot be made, or the number is taken.
pub async fn issue(app: &App, by: &Caller, ask: &AskIssue) -> Result<Issued, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, &ask.agency)?;
    let (window, on) = checked(&view, ask)?;
    let symbol = thidua_domain::text::clean(&ask.symbol);
    let signer = ask.signer.as_deref().map(thidua_domain::text::clean);
    let signer = signer.filter(|name| !name.is_empty());
    let table = Arc::new(Table::watching(view.state.figures.clone()));
    let watched = seen(&view, table.clone());
    let document = made(&watched, ask, on, (&symbol, signer.as_deref()))?;
    let bytes = paper::write(&document, Form::Docx).map_err(report::unwritten)?;
    let used = serde_json::to_vec(&used(&table))
        .map_err(|error| AppError::Machine(error.to_string()))?;
    let mut tx = app.db().write().await?;
    let name = format!("{}_{}_{on}.docx", ask.kind.code(), ask.agency);
    let file = attachment::put(&mut tx, &name, Form::Docx.media_type(), &bytes).await?;
    let listed = format!("{}_{}_{on}.json", ask.kind.code(), ask.agency);
    let figures = attachment::put(&mut tx, &listed, "application/json", &used).await?;
    let paper = Issued {
        agency: ask.agency.clone(),
        kind: ask.kind,
        window,
        scope: ask.scope.clone(),
        symbol,
        on,
        signer,
        version: view.state.version,
        file,
        figures,
    };
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: None,
    };
    keep(&mut tx, &stamp, &paper).await?;
    let subject = format!("{ISSUED} {} {} {}", paper.agency, paper.symbol, window);
    let event = by.event(app.now(), "report.issue", subject, None, &paper.row())?;
    tx.commit(event).await?;
    Ok(paper)
}

async fn keep(
    tx: &mut thidua_store::WriteTx,
    stamp: &Stamp,
    paper: &Issued,
) -> Result<(), AppError> {
    let key = paper.key();
    let content = Canonical::from_value(&paper.row())?;
    let origin = Origin::default();
    match records::find(tx, ISSUED, &key).await? {
        Some(record) if !record.removed => Err(AppError::Refused(format!(
            "Văn bản số {} ngày {} đã được ghi là đã phát hành.",
            paper.symbol,
            vn(paper.on)
        ))),
        Some(record) => {
            let revision = Revision {
                id: record.id,
                follows: record.number,
                content,
                removed: false,
                origin,
            };
            Ok(records::revise(tx, stamp, vec![revision]).await?)
        }
        None => {
            let new = NewRecord {
                kind: ISSUED.to_owned(),
                key,
                code: None,
                content,
                origin,
            };
            Ok(records::insert(tx, stamp, vec![new]).await.map(|_| ())?)
        }
    }
}

/// Takes back that a paper was issued: recorded by mistake. The file stays in the history.
///
/// # Errors
/// As [`issue`]; [`AppError::NotFound`] where there is no such paper.
pub async fn withdraw(
    app: &App,
    by: &Caller,
    agency: &str,
    key: &str,
    reason: &str,
) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, agency)?;
    let reason = thidua_domain::text::clean(reason);
    if reason.is_empty() {
        return Err(AppError::refused("Hãy ghi lý do bỏ đánh dấu đã phát hành."));
    }
    let mut tx = app.db().write().await?;
    let record = records::find(&tx, ISSUED, key).await?;
    let record = record.filter(|record| !record.removed);
    let record = record.ok_or(AppError::NotFound)?;
    let row = Values::from_canonical(record.content.as_str()).unwrap_or_default();
    if row.get("ma_co_quan") != Some(agency) {
        return Err(AppError::NotFound);
    }
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: Some(reason.clone()),
    };
    let revision = Revision {
        id: record.id,
        follows: record.number,
        content: record.content.clone(),
        removed: true,
        origin: Origin::default(),
    };
    records::revise(&mut tx, &stamp, vec![revision]).await?;
    let subject = format!("{ISSUED} {key}");
    let event = by.event(
        app.now(),
        "report.withdraw",
        subject,
        Some(reason.as_str()),
        &row,
    )?;
    tx.commit(event).await?;
    Ok(())
}

fn checked(view: &View, ask: &AskIssue) -> Result<(Window, Date), AppError> {
    let mut faults: Vec<&str> = Vec::new();
    let symbol = thidua_domain::text::clean(&ask.symbol);
    let numbered = symbol.starts_with(|letter: char| letter.is_ascii_digit());
    if !numbered || !symbol.contains('/') {
        faults.push("Số, ký hiệu ghi như trên văn bản, ví dụ 15/BC-CCTHADS.");
    }
    let long = |text: &str| text.chars().count() > LONGEST;
    if long(&symbol) || ask.signer.as_deref().is_some_and(long) {
        faults.push("Số, ký hiệu và tên người ký dài nhất 100 ký tự.");
    }
    let year = (1900..=2999).contains(&ask.year);
    let window = Window::new(WorkYear(ask.year), ask.month).filter(|_| year);
    if window.is_none() || !thidua_domain::figures::SCOPES.contains(&ask.scope.as_str()) {
        faults.push("Không có kỳ số liệu này.");
    }
    match ask.on {
        None => faults.push("Hãy ghi ngày ban hành, ví dụ 03/6/2021."),
        Some(on) if on > view.today => faults.push("Ngày ban hành không được sau hôm nay."),
        Some(on) if window.is_some_and(|window| on < window.first_day()) => {
            faults.push("Ngày ban hành không được trước ngày đầu của kỳ số liệu.");
        }
        Some(_) => {}
    }
    match (window, ask.on, faults.is_empty()) {
        (Some(window), Some(on), true) => Ok((window, on)),
        _ => Err(AppError::Refused(faults.join(" "))),
    }
}

/// The paper as it is issued.
fn made(
    view: &View,
    ask: &AskIssue,
    on: Date,
    (symbol, signer): (&str, Option<&str>),
) -> Result<paper::Document, AppError> {
    let issue = Issue {
        number: None,
        date: Some(on),
        draft: false,
    };
    let (agency, year) = (ask.agency.clone(), ask.year);
    let scope = Some(ask.scope.clone());
    let mut document = match ask.kind {
        Kind::Figures => report::figures_paper(
            view,
            &AskFigures {
                agency,
                year,
                month: ask.month,
                scope,
                issue,
            },
        ),
        Kind::AnnualReport => report::annual_report(
            view,
            &AskAnnual {
                agency,
                year,
                month: Some(ask.month).filter(|month| *month < 12),
                scope,
                issue,
            },
        ),
    }?;
    document.letterhead.number = Some(format!("Số: {symbol}"));
    if let Some(signature) = document.signatures.last_mut() {
        signature.name = signer.map(str::to_owned);
    }
    Ok(document)
}

fn used(table: &Table) -> Used {
    let mut used = Used::default();
    for (sheet, code, value) in table.noted() {
        used.add(&sheet.key.owned(), i64::from(sheet.revision), code, value);
    }
    used
}

/// The issued papers of an agency, the newest first, each with the numbers that were corrected since.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not in reach.
pub async fn papers(app: &App, view: &View, agency: &str) -> Result<Vec<Papers>, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let state = view.state.as_ref();
    let snapshot = app.db().read().await?;
    let mut all: Vec<&Issued> = state.issued.of(agency).collect();
    all.sort_by(|one, other| (other.on, &other.symbol).cmp(&(one.on, &one.symbol)));
    let mut lines = Vec::new();
    for paper in all {
        let used = read(&snapshot, paper).await?;
        let mut corrected = corrected(state, &used);
        let count = corrected.len();
        corrected.truncate(NAMED);
        lines.push(Papers {
            key: paper.key(),
            what: paper.kind.name(),
            window: (paper.window.year.0, paper.window.month),
            period: paper.window.label(),
            symbol: paper.symbol.clone(),
            on: vn(paper.on),
            signer: paper.signer.clone(),
            version: paper.version,
            file: paper.file.clone(),
            figures: used.0.iter().map(|used| used.values.len()).sum(),
            corrected,
            count,
        });
    }
    Ok(lines)
}

/// The papers an agency issued about some months, without a look at their figures.
pub fn issued<'a>(
    state: &'a State,
    agency: &str,
    window: Window,
    scope: &str,
) -> Vec<&'a Issued> {
    let of = state.issued.of(agency);
    of.filter(|paper| paper.window == window && paper.scope == scope)
        .collect()
}

async fn read<S: Snapshot>(snapshot: &S, paper: &Issued) -> Result<Used, AppError> {
    let bytes = attachment::bytes(snapshot, &paper.figures).await?;
    let used = serde_json::from_slice(&bytes);
    Ok(used.map_err(|_| StoreError::Damaged(format!("figures of {}", paper.key())))?)
}

/// The numbers a paper tells that answers tell otherwise now.
fn corrected(state: &State, used: &Used) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut told: BTreeSet<(Place, &str)> = BTreeSet::new();
    for (sheet, code, was) in used
        .0
        .iter()
        .flat_map(|used| used.values.iter().map(|(code, was)| (&used.sheet, code, *was)))
    {
        let place = Place::of(sheet);
        // What an alternative source told is no number of the paper's own.
        if !told.insert((place.clone(), code)) {
            continue;
        }
        let mut now = state
            .figures
            .tellings(&place.subject, place.window, &place.frame, code);
        let now = now.find_map(|cell| cell.value);
        if now == Some(was) {
            continue;
        }
        found.push(numbers(state, &place, code, (Some(was), now)));
    }
    found
}

/// A number in words: whose and what, as it was, as it is.
fn numbers(
    state: &State,
    place: &Place,
    code: &str,
    (was, now): (Option<i64>, Option<i64>),
) -> (String, String, String) {
    let figure = state.catalogue.figure(code);
    let printed = |value: Option<i64>| {
        let told = value.zip(figure);
        told.map_or_else(
            || "không có số".to_owned(),
            |(value, figure)| {
                let unit = match figure.measure {
                    thidua_domain::catalogue::Measure::Money => "nghin_dong",
                    _ => figure.unit.as_str(),
                };
                let number = print::vietnamese(value, figure.measure, unit, Default::default());
                format!("{number} {}", state.catalogue.labels.word("don_vi_tinh", unit))
            },
        )
    };
    let name = state.catalogue.figure_name(code);
    let whose = state.name_on(&place.subject, place.window.last_day());
    let group = place.frame.group.as_deref().map_or_else(String::new, |group| {
        let word = state.catalogue.labels.word("so-lieu.nhom_an", group);
        format!(" ({})", report::small(word))
    });
    let what = format!("{name}{group}, {}, {whose}", place.window.label());
    (what, printed(was), printed(now))
}

/// The file of an issued paper, as it was issued.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such paper of the agency, or it is not in reach.
pub async fn file_of(
    app: &App,
    view: &View,
    agency: &str,
    file: &str,
) -> Result<Printed, AppError> {
    super::show::prints(view, agency)?;
    let paper = view.state.issued.of(agency).find(|paper| paper.file == file);
    let paper = paper.ok_or(AppError::NotFound)?;
    let snapshot = app.db().read().await?;
    let bytes = attachment::bytes(&snapshot, &paper.file).await?;
    Ok(Printed {
        name: format!("{}_{agency}_{}.docx", paper.kind.code(), paper.on),
        media_type: Form::Docx.media_type(),
        bytes,
    })
}

/// The papers a change concerns: documents that are the source of a corrected number, and papers issued before `newest`
/// (`None`: before now) that tell one of the numbers.
pub(super) async fn touched<S: Snapshot>(
    snapshot: &S,
    scene: &Scene<'_>,
    newest: Option<i64>,
) -> Result<Vec<PaperLine>, AppError> {
    let mut found = sources(scene);
    let view = scene.after;
    let years: BTreeSet<WorkYear> = scene
        .months()
        .keys()
        .flat_map(|(window, _)| [window.year, window.year.next()])
        .collect();
    for agency in concerned(scene) {
        if view.permit_agency(PERMISSION, &agency).is_err() {
            continue;
        }
        let papers = view.state.issued.of(&agency);
        let papers = papers.filter(|paper| {
            years.contains(&paper.window.year) && newest.is_none_or(|event| paper.version < event)
        });
        for paper in papers {
            let used = read(snapshot, paper).await?;
            found.extend(paper_line(scene, paper, &used));
        }
    }
    Ok(found)
}

/// Whose papers may tell a number of the agency: its own, of those above it, of those it is ranked with.
fn concerned(scene: &Scene<'_>) -> BTreeSet<String> {
    let state = scene.state();
    let mut all = BTreeSet::from([scene.agency.to_owned()]);
    for (window, _) in scene.months().keys() {
        let last = window.last_day();
        let above = scene.above(*window);
        let sisters = state.org.above_on(scene.agency, last).into_iter().take(1);
        let sisters = sisters.flat_map(|parent| state.org.children_on(parent, last));
        all.extend(sisters.map(|sister| sister.code.clone()));
        for block in state.clusters.keys() {
            let members = state
                .cluster(block, window.year.0)
                .map(|block| block.members_on(&state.org, last));
            let members = members.unwrap_or_default();
            if members.iter().any(|code| code == scene.agency) {
                all.extend(members);
            }
        }
        all.extend(above);
    }
    all
}

fn paper_line(scene: &Scene<'_>, paper: &Issued, used: &Used) -> Option<PaperLine> {
    let state = scene.state();
    let concerned = used.concerned(scene.changes);
    let mut values: Vec<(String, String, String)> = concerned
        .iter()
        .map(|change| {
            let now = change.after.as_ref().map(|telling| telling.value);
            let was = used.value(&change.place, &change.code);
            numbers(state, &change.place, &change.code, (was, now))
        })
        .collect();
    if values.is_empty() {
        return None;
    }
    let more = values.len().saturating_sub(NAMED);
    values.truncate(NAMED);
    Some(PaperLine {
        cited: format!("{} ngày {}", paper.symbol, vn(paper.on)),
        agency: paper.agency.clone(),
        agency_name: state.name_on(&paper.agency, paper.on),
        what: format!("{} {}", paper.kind.name(), paper.window.label()),
        document: None,
        why: "Đã phát hành với số cũ".to_owned(),
        values,
        more,
    })
}

/// The documents whose own number is corrected.
fn sources(scene: &Scene<'_>) -> Vec<PaperLine> {
    let state = scene.state();
    let mut by_document: BTreeMap<&str, Vec<(String, String, String)>> = BTreeMap::new();
    for change in scene.changes {
        let source = change.before.as_ref().and_then(|old| old.source.as_deref());
        let Some(document) = source.and_then(|code| state.documents.get(code)) else {
            continue;
        };
        let values = [&change.before, &change.after].map(|told| told.as_ref().map(|told| told.value));
        let told = numbers(state, &change.place, &change.code, (values[0], values[1]));
        by_document.entry(&document.code).or_default().push(told);
    }
    let line = |(code, mut values): (&str, Vec<(String, String, String)>)| {
        let document = state.documents.get(code);
        let issuer = document.and_then(|document| document.issuer.clone());
        let issuer = issuer.unwrap_or_default();
        let more = values.len().saturating_sub(NAMED);
        values.truncate(NAMED);
        PaperLine {
            cited: state.cited(code),
            agency_name: match issuer.is_empty() {
                true => String::new(),
                false => state.name_on(&issuer, scene.after.today),
            },
            agency: issuer,
            what: String::new(),
            document: Some(code.to_owned()),
            why: "Nguồn của số bị đính chính".to_owned(),
            values,
            more,
        }
    };
    by_document.into_iter().map(line).collect()
}
