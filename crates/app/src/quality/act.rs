//! An answer to a finding: one transaction, one audit event.

use thidua_domain::access::Target;
use thidua_domain::quality::{REVIEWS, Review, Standing};
use thidua_store::records::{self, NewRecord, Origin, Revision};
use thidua_store::{Canonical, Stamp, WriteTx};

use super::list::units;
use super::{CONFIRM, EXPLAIN, Line, PERMISSION, entries, lines};
use crate::access::Caller;
use crate::{App, AppError, View};

/// Longest reason and longest document, in letters.
const LONGEST: (usize, usize) = (1_000, 200);

/// An answer that is to be given.
#[derive(Clone, Debug)]
pub struct AskAnswer {
    /// Code of the unit.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Key of the finding.
    pub key: String,
    /// What it was worked out from, as one saw it.
    pub mark: String,
    /// Explained, or right.
    pub standing: Standing,
    /// Why.
    pub reason: String,
    /// Code or number of a document.
    pub document: Option<String>,
    /// Revision of the answer one saw; 0: there was none.
    pub seen: i64,
}

/// Answers a finding.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission, [`AppError::Refused`] with everything
/// that is wrong, [`AppError::Stale`] where the numbers or the answer are others than one saw.
pub async fn answer(app: &App, by: &Caller, ask: &AskAnswer) -> Result<(), AppError> {
    let entries = entries(app, ask.year).await?;
    let mut tx = app.db().write().await?;
    let state = app.state_at(&tx).await?;
    let view = View::of(state.clone(), &by.actor, app.today());
    view.permit_agency(PERMISSION, &ask.agency)?;
    view.permit(
        match ask.standing {
            Standing::Right => CONFIRM,
            _ => EXPLAIN,
        },
        Target::Agency(&ask.agency),
    )?;
    let (reason, document) = check(ask)?;
    let line = find(&view, ask, &entries).ok_or(AppError::Stale)?;
    let known = line.answer.as_ref().map_or(0, |answer| answer.revision);
    if line.finding().mark != ask.mark || known != ask.seen {
        return Err(AppError::Stale);
    }
    let review = Review::of(line.finding(), ask.standing, document);
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: Some(reason),
    };
    store(&mut tx, &stamp, &review).await?;
    let event = by.event(
        app.now(),
        "quality.answer",
        format!("{REVIEWS} {}", review.key),
        stamp.reason.as_deref(),
        &review.row(),
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// Reason and document as they are stored; every fault at once.
fn check(ask: &AskAnswer) -> Result<(String, Option<String>), AppError> {
    let reason = thidua_domain::text::clean(&ask.reason);
    let document = ask.document.as_deref().map(thidua_domain::text::clean);
    let document = document.filter(|text| !text.is_empty());
    let mut faults = Vec::new();
    if !matches!(ask.standing, Standing::Explained | Standing::Right) {
        faults.push("Chọn «Giải trình» hoặc «Đã kiểm tra, đúng».".to_owned());
    }
    if reason.is_empty() {
        faults.push("Hãy ghi lý do, cách đã kiểm tra.".to_owned());
    }
    if reason.chars().count() > LONGEST.0 {
        faults.push(format!("Lý do dài nhất {} ký tự.", LONGEST.0));
    }
    if document
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST.1)
    {
        faults.push(format!("Số văn bản dài nhất {} ký tự.", LONGEST.1));
    }
    match faults.is_empty() {
        true => Ok((reason, document)),
        false => Err(AppError::Refused(faults.join(" "))),
    }
}

/// The finding, among the approved figures, else among those that wait.
fn find(view: &View, ask: &AskAnswer, entries: &super::Entries) -> Option<Line> {
    let among = |units: &[&str], state: &crate::State| {
        let all = lines(state, units, ask.year, Some(entries)).into_iter();
        let mut named = all.filter(|line| line.finding().key() == ask.key);
        named.find(|line| {
            line.finding().agency == ask.agency && line.standing != Standing::Corrected
        })
    };
    let own = [ask.agency.as_str()];
    let drafts = || view.state.with_drafts();
    let shared = || {
        let units = units(view, None, false).ok()?;
        among(&units, &view.state)
    };
    among(&own, &view.state)
        .filter(|line| line.finding().mark == ask.mark)
        .or_else(|| among(&own, &drafts()))
        .or_else(shared)
}

async fn store(tx: &mut WriteTx, stamp: &Stamp, review: &Review) -> Result<(), AppError> {
    let content = Canonical::from_value(&review.row())?;
    let origin = Origin::default();
    match records::find(tx, REVIEWS, &review.key).await? {
        None => {
            let new = NewRecord {
                kind: REVIEWS.to_owned(),
                key: review.key.clone(),
                code: None,
                content,
                origin,
            };
            records::insert(tx, stamp, vec![new]).await?;
        }
        Some(record) => {
            let revision = Revision {
                id: record.id,
                follows: record.number,
                content,
                removed: false,
                origin,
            };
            records::revise(tx, stamp, vec![revision]).await?;
        }
    }
    Ok(())
}
