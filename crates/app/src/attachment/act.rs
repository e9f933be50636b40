//! What becomes of a file afterwards: its words, taken away, brought back, its bytes erased for good.

use thidua_domain::attachment::{CAPTION, CREDIT};
use thidua_domain::text::clean;
use thidua_store::records::{self, Origin, Revision};
use thidua_store::{Canonical, Stamp, attachment};

use super::add::{said, too_long};
use super::bind::{Held, writable};
use crate::access::Caller;
use crate::record::Owner;
use crate::{App, AppError};

/// What is said of a file.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// What it shows.
    pub caption: Option<String>,
    /// Who took the picture.
    pub credit: Option<String>,
}

/// Changes what is said of a file; `seen`: the revision the editor saw.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's to change; [`AppError::Stale`] where another changed it meanwhile;
/// [`AppError::Refused`] for texts too long.
pub async fn caption(
    app: &App,
    by: &Caller,
    id: i64,
    seen: i64,
    words: &Words,
) -> Result<Owner, AppError> {
    let mut held = standing(app, by, id, seen).await?;
    let (caption, credit) = (
        said(words.caption.as_deref()),
        said(words.credit.as_deref()).filter(|_| held.file.media.is_picture()),
    );
    let long = |text: &Option<String>, most: usize| {
        text.as_ref()
            .is_some_and(|text| text.chars().count() > most)
    };
    if long(&caption, CAPTION) || long(&credit, CREDIT) {
        return Err(AppError::Refused(too_long()));
    }
    if (&caption, &credit) == (&held.file.caption, &held.file.credit) {
        return Ok(held.owner);
    }
    (held.file.caption, held.file.credit) = (caption, credit);
    revise(app, by, held, "attachment.caption", None, false).await
}

/// Takes a file away; it can be brought back.
///
/// # Errors
/// As [`caption`]; [`AppError::Refused`] without a reason.
pub async fn remove(
    app: &App,
    by: &Caller,
    id: i64,
    seen: i64,
    reason: &str,
) -> Result<Owner, AppError> {
    let held = standing(app, by, id, seen).await?;
    let reason = clean(reason);
    if reason.is_empty() {
        return Err(AppError::refused(
            "Gỡ tệp phải ghi lý do. Ghi lý do rồi gửi lại.",
        ));
    }
    revise(app, by, held, "attachment.remove", Some(reason), true).await
}

/// Brings back a file that was taken away.
///
/// # Errors
/// As [`caption`]; [`AppError::Refused`] where its bytes were erased.
pub async fn restore(app: &App, by: &Caller, id: i64, seen: i64) -> Result<Owner, AppError> {
    let view = app.view(&by.actor).await?;
    let held = writable(app, &view, id).await?;
    if !held.stored.removed || held.stored.number != seen {
        return Err(AppError::Stale);
    }
    let snapshot = app.db().read().await?;
    let kept = attachment::find(&snapshot, &held.file.file).await?;
    drop(snapshot);
    if kept.is_none() {
        return Err(AppError::refused(
            "Nội dung tệp này đã bị xóa hẳn. Tải lên lại nếu cần.",
        ));
    }
    revise(app, by, held, "attachment.restore", None, false).await
}

/// Erases the bytes of a file that was taken away, for good: what should never have been here. That it was here, under
/// which name and who erased it stays in the history.
///
/// # Errors
/// As [`restore`]; [`AppError::Refused`] where it still stands at another record, or without a reason.
pub async fn erase(
    app: &App,
    by: &Caller,
    id: i64,
    seen: i64,
    reason: &str,
) -> Result<Owner, AppError> {
    let view = app.view(&by.actor).await?;
    let held = writable(app, &view, id).await?;
    if !held.stored.removed || held.stored.number != seen {
        return Err(AppError::Stale);
    }
    let reason = clean(reason);
    if reason.is_empty() {
        return Err(AppError::refused(
            "Xóa hẳn phải ghi lý do. Ghi lý do rồi gửi lại.",
        ));
    }
    let mut tx = app.db().write().await?;
    let address = held.file.file.clone();
    let uses = records::mentioning(&tx, &address).await?;
    if !uses.records.is_empty() {
        return Err(AppError::refused(
            "Tệp này còn đính kèm ở nội dung khác nên chưa xóa hẳn được.",
        ));
    }
    if attachment::find(&tx, &address).await?.is_none() {
        return Err(AppError::refused("Nội dung tệp này đã được xóa hẳn."));
    }
    attachment::remove(&mut tx, &address).await?;
    let subject = held.owner.subject();
    let row = held.file.row();
    let event = by.event(
        app.now(),
        "attachment.erase",
        subject,
        Some(reason.as_str()),
        &row,
    )?;
    tx.commit(event).await?;
    Ok(held.owner)
}

/// A file that stands, as the editor saw it.
async fn standing(app: &App, by: &Caller, id: i64, seen: i64) -> Result<Held, AppError> {
    let view = app.view(&by.actor).await?;
    let held = writable(app, &view, id).await?;
    if held.stored.removed || held.stored.number != seen {
        return Err(AppError::Stale);
    }
    Ok(held)
}

async fn revise(
    app: &App,
    by: &Caller,
    held: Held,
    command: &'static str,
    reason: Option<String>,
    removed: bool,
) -> Result<Owner, AppError> {
    let mut tx = app.db().write().await?;
    let row = held.file.row();
    let revision = Revision {
        id: held.stored.id,
        follows: held.stored.number,
        content: Canonical::from_value(&row)?,
        removed,
        origin: Origin::default(),
    };
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: reason.clone(),
    };
    let stored = records::revise(&mut tx, &stamp, vec![revision]).await;
    stored.map_err(|error| match error {
        thidua_store::StoreError::Duplicate(_) => AppError::Stale,
        error => error.into(),
    })?;
    let subject = held.owner.subject();
    let event = by.event(app.now(), command, subject, reason.as_deref(), &row)?;
    tx.commit(event).await?;
    Ok(held.owner)
}
