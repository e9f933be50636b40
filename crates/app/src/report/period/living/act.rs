//! Beginning a report, saying what it is about, discarding it.

use jiff::civil::Date;
use thidua_domain::report::Months;
use thidua_domain::report::saved::{PASSAGES, SAVED, Saved, VERSIONS, key_of};
use thidua_domain::text::clean;
use thidua_domain::time::WorkYear;
use thidua_store::records::{self, NewRecord, Origin, Revision};
use thidua_store::{Canonical, Stamp, WriteTx};

use super::{WRITES, asked, load};
use crate::access::Caller;
use crate::{App, AppError, View};

/// Longest title or name of an author, in letters.
const LONGEST: usize = 500;

/// A report to be begun.
#[derive(Clone, Debug, Default)]
pub struct AskNew {
    /// Code of the agency.
    pub agency: String,
    /// Code of the outline.
    pub outline: String,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Only so many cumulative months of the last year.
    pub month: Option<u8>,
    /// Months that are no cumulative window.
    pub stretch: Option<Months>,
    /// Title in the author's words.
    pub title: Option<String>,
    /// Who writes an article.
    pub author: Option<String>,
    /// Number of the report whose texts it begins with.
    pub after: Option<u32>,
}

/// What is said of a report anew.
#[derive(Clone, Debug, Default)]
pub struct AskSettle {
    /// Code of the agency.
    pub agency: String,
    /// Its number.
    pub number: u32,
    /// Revision one saw.
    pub seen: i64,
    /// Title in the author's words.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day of an article.
    pub day: Option<Date>,
}

pub(super) fn stamp(app: &App, by: &Caller, reason: Option<String>) -> Stamp {
    Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason,
    }
}

fn bare(text: Option<&str>) -> Result<Option<String>, AppError> {
    let text = text.map(clean).filter(|text| !text.is_empty());
    match text {
        Some(text) if text.chars().count() > LONGEST => Err(AppError::Refused(format!(
            "Tiêu đề, tên tác giả dài nhất {LONGEST} ký tự."
        ))),
        text => Ok(text),
    }
}

/// Begins a report: its number within the agency. With `after` the texts of that report come along.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission; [`AppError::Refused`] for a period or an
/// outline that cannot be.
pub async fn begin(app: &App, by: &Caller, ask: &AskNew) -> Result<u32, AppError> {
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    view.permit_agency(WRITES, &ask.agency)?;
    let before = records::among(&tx, SAVED, &[], &[&ask.agency]).await?;
    let number = u32::try_from(before.len() + 1)
        .map_err(|_| AppError::refused("Cơ quan đã có quá nhiều báo cáo."))?;
    let saved = Saved {
        agency: ask.agency.clone(),
        number,
        outline: ask.outline.clone(),
        from: WorkYear(ask.from),
        to: WorkYear(ask.to),
        month: ask.month.filter(|month| *month != 12),
        stretch: ask.stretch,
        title: bare(ask.title.as_deref())?,
        author: bare(ask.author.as_deref())?,
        day: None,
        after: ask.after,
    };
    let question = asked(&saved);
    let window = super::checked(&view, &question)?;
    super::outline(&question, window)?;
    let mut new = vec![NewRecord {
        kind: SAVED.to_owned(),
        key: saved.key(),
        code: Some(saved.agency.clone()),
        content: Canonical::from_value(&saved.row())?,
        origin: Origin::default(),
    }];
    if let Some(after) = ask.after {
        let old = load::held(&tx, &ask.agency, after).await?;
        for noted in old.passages {
            new.push(NewRecord {
                kind: PASSAGES.to_owned(),
                key: noted.passage.key(&saved.key()),
                code: Some(saved.key()),
                content: Canonical::from_value(&noted.passage.row())?,
                origin: Origin::default(),
            });
        }
    }
    records::insert(&mut tx, &stamp(app, by, None), new).await?;
    let subject = format!("{SAVED} {} {number}", ask.agency);
    let event = by.event(app.now(), "report.begin", subject, None, &saved.row())?;
    tx.commit(event).await?;
    Ok(number)
}

/// Says title, author and day anew.
///
/// # Errors
/// As [`begin`]; [`AppError::Stale`] where somebody else said so meanwhile.
pub async fn settle(app: &App, by: &Caller, ask: &AskSettle) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    let (saved, stored) = opened(app, by, &tx, (&ask.agency, ask.number)).await?;
    if stored.number != ask.seen {
        return Err(AppError::Stale);
    }
    let saved = Saved {
        title: bare(ask.title.as_deref())?,
        author: bare(ask.author.as_deref())?,
        day: ask.day,
        ..saved
    };
    let revision = Revision {
        id: stored.id,
        follows: stored.number,
        content: Canonical::from_value(&saved.row())?,
        removed: false,
        origin: Origin::default(),
    };
    records::revise(&mut tx, &stamp(app, by, None), vec![revision]).await?;
    let subject = format!("{SAVED} {} {}", ask.agency, ask.number);
    let event = by.event(app.now(), "report.settle", subject, None, &saved.row())?;
    tx.commit(event).await?;
    Ok(())
}

/// A report in a transaction, for whoever may write on it.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub(super) async fn opened(
    app: &App,
    by: &Caller,
    tx: &WriteTx,
    (agency, number): (&str, u32),
) -> Result<(Saved, records::StoredRecord), AppError> {
    let view = View::of(app.state_at(tx).await?, &by.actor, app.today());
    view.permit_agency(WRITES, agency)?;
    load::own(tx, agency, number).await
}

/// Discards a report of which nothing was issued; it stays in the history.
///
/// # Errors
/// As [`settle`]; [`AppError::Refused`] where a version was issued.
pub async fn discard(
    app: &App,
    by: &Caller,
    (agency, number): (&str, u32),
    seen: i64,
) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    let (saved, stored) = opened(app, by, &tx, (agency, number)).await?;
    if stored.number != seen {
        return Err(AppError::Stale);
    }
    let kept = records::among(&tx, VERSIONS, &[], &[&key_of(agency, number)]).await?;
    if kept
        .iter()
        .any(|record| record.content.as_str().contains("\"phat_hanh\""))
    {
        return Err(AppError::refused(
            "Báo cáo đã có bản phát hành nên không bỏ được.",
        ));
    }
    let revision = Revision {
        id: stored.id,
        follows: stored.number,
        content: stored.content.clone(),
        removed: true,
        origin: Origin::default(),
    };
    records::revise(&mut tx, &stamp(app, by, None), vec![revision]).await?;
    let subject = format!("{SAVED} {agency} {number}");
    let event = by.event(app.now(), "report.discard", subject, None, &saved.row())?;
    tx.commit(event).await?;
    Ok(())
}
