//! Recording that a paper was issued, and taking that back.

use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::correction::{ISSUED, Issued, Kind, Used};
use thidua_domain::figures::Table;
use thidua_domain::time::{Window, WorkYear, vn};
use thidua_files::paper::{self, Form};
use thidua_store::records::{self, NewRecord, Origin, Revision};
use thidua_store::{Canonical, Stamp, WriteTx, attachment};

use super::WRITES;
use super::layer::seen;
use crate::access::Caller;
use crate::report::{self, AskAnnual, AskFigures, Issue};
use crate::{App, AppError, View};

/// Longest number and symbol, longest name of a signer, in letters.
const LONGEST: usize = 100;

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
    let used =
        serde_json::to_vec(&used(&table)).map_err(|error| AppError::Machine(error.to_string()))?;
    let mut tx = app.db().write().await?;
    let name = format!("{}_{}_{on}.docx", ask.kind.code(), ask.agency);
    let file = attachment::put(&mut tx, &name, Form::Docx.media_type(), &bytes).await?;
    let listed = format!("{}_{}_{on}.json", ask.kind.code(), ask.agency);
    let figures = attachment::put(&mut tx, &listed, "application/json", &used).await?;
    let paper = Issued {
        agency: ask.agency.clone(),
        kind: ask.kind,
        window,
        from: None,
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

/// Stores that a paper was issued.
///
/// # Errors
/// [`AppError::Refused`] where the agency issued one of that number on that day.
pub(crate) async fn keep(tx: &mut WriteTx, stamp: &Stamp, paper: &Issued) -> Result<(), AppError> {
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
    let year = (1900..=2999).contains(&ask.year);
    let window = Window::new(WorkYear(ask.year), ask.month).filter(|_| year);
    let known = thidua_domain::figures::SCOPES.contains(&ask.scope.as_str());
    let mut faults = unnamed(&ask.symbol, ask.signer.as_deref());
    if window.is_none() || !known {
        faults.push("Không có kỳ số liệu này.");
    }
    if ask.kind == Kind::Written {
        faults.push("Báo cáo theo kỳ được phát hành ở trang soạn của báo cáo đó.");
    }
    faults.extend(undated(view, ask.on, window));
    match (window, ask.on, faults.is_empty()) {
        (Some(window), Some(on), true) => Ok((window, on)),
        _ => Err(AppError::Refused(faults.join(" "))),
    }
}

/// What is wrong with a number and a signer.
pub(crate) fn unnamed(symbol: &str, signer: Option<&str>) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let symbol = thidua_domain::text::clean(symbol);
    let numbered = symbol.starts_with(|letter: char| letter.is_ascii_digit());
    if !numbered || !symbol.contains('/') {
        faults.push("Số, ký hiệu ghi như trên văn bản, ví dụ 15/BC-CCTHADS.");
    }
    let long = |text: &str| text.chars().count() > LONGEST;
    if long(&symbol) || signer.is_some_and(long) {
        faults.push("Số, ký hiệu và tên người ký dài nhất 100 ký tự.");
    }
    faults
}

/// What is wrong with a day of issue.
pub(crate) fn undated(
    view: &View,
    on: Option<Date>,
    window: Option<Window>,
) -> Option<&'static str> {
    match on {
        None => Some("Hãy ghi ngày ban hành, ví dụ 03/6/2021."),
        Some(on) if on > view.today => Some("Ngày ban hành không được sau hôm nay."),
        Some(on) if window.is_some_and(|window| on < window.first_day()) => {
            Some("Ngày ban hành không được trước ngày đầu của kỳ số liệu.")
        }
        Some(_) => None,
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
        Kind::Written => Err(AppError::NotFound),
    }?;
    sign(&mut document, symbol, signer);
    Ok(document)
}

/// Puts number and signer on a paper.
pub(crate) fn sign(document: &mut paper::Document, symbol: &str, signer: Option<&str>) {
    document.letterhead.number = Some(format!("Số: {symbol}"));
    if let Some(signature) = document.signatures.last_mut() {
        signature.name = signer.map(str::to_owned);
    }
}

/// What was read of a watching table.
pub(crate) fn used(table: &Table) -> Used {
    let mut used = Used::default();
    for (sheet, code, value) in table.noted() {
        used.add(&sheet.key.owned(), i64::from(sheet.revision), code, value);
    }
    used
}
