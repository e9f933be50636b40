//! The second person's answer to a change, and the proposer's taking it back.

use thidua_domain::law::change::{Act, By, Change, SHEET, Standing};
use thidua_domain::text::clean;
use thidua_store::records::{self, Origin, Revision};
use thidua_store::{Canonical, Stamp};

use super::propose::{check, subject};
use super::{approves, change};
use crate::access::Caller;
use crate::{App, AppError, View};

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It applies from now on.
    Approve,
    /// It does not, and why.
    Refuse,
    /// The proposer takes it back.
    Withdraw,
}

/// An answer to a change.
#[derive(Clone, Debug)]
pub struct AskAnswer {
    /// Code of the change.
    pub code: String,
    /// What is answered.
    pub reply: Reply,
    /// In words; needed to refuse.
    pub words: String,
    /// Number of the last approved change the page showed.
    pub seen: i64,
}

/// Answers.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such change, [`AppError::Forbidden`] for who may not answer,
/// [`AppError::Stale`] where it was answered or another one approved meanwhile, [`AppError::Refused`] with what is
/// missing, of whoever proposed it, or with every fault it would bring into the book.
pub async fn answer(app: &App, by: &Caller, ask: &AskAnswer) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    let found = view
        .state
        .rulings
        .find(&ask.code)
        .ok_or(AppError::NotFound)?;
    let next = after(&view, found, by, ask)?;
    let key = next.row().key(&SHEET);
    let stored = records::find(&tx, SHEET.name, &key)
        .await?
        .ok_or(AppError::NotFound)?;
    let row = next.row();
    let reason = next.answer.clone();
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: reason.clone(),
    };
    let revision = Revision {
        id: stored.id,
        follows: stored.number,
        content: Canonical::from_value(&row)?,
        removed: false,
        origin: Origin::default(),
    };
    records::revise(&mut tx, &stamp, vec![revision]).await?;
    let command = match ask.reply {
        Reply::Approve => "rules.approve",
        Reply::Refuse => "rules.refuse",
        Reply::Withdraw => "rules.withdraw",
    };
    let subject = subject(&SHEET, &next.code);
    let event = by.event(app.now(), command, subject, reason.as_deref(), &row)?;
    tx.commit(event).await?;
    Ok(())
}

/// The change as it is once answered.
fn after(view: &View, found: &Change, by: &Caller, ask: &AskAnswer) -> Result<Change, AppError> {
    let own = change::is_proposer(view, found);
    match ask.reply {
        Reply::Withdraw if !own => return Err(AppError::NotFound),
        Reply::Approve | Reply::Refuse if !approves(view) => return Err(AppError::Forbidden),
        Reply::Approve | Reply::Refuse if own => {
            return Err(AppError::refused(
                "Anh/chị là người đề xuất thay đổi này: phải có người khác duyệt.",
            ));
        }
        _ => {}
    }
    if found.standing != Standing::Waiting {
        return Err(AppError::Stale);
    }
    let words = clean(&ask.words);
    if ask.reply == Reply::Refuse && words.is_empty() {
        return Err(AppError::refused("Không duyệt thì phải nêu lý do."));
    }
    if words.chars().count() > 500 {
        return Err(AppError::refused("Ý kiến dài nhất 500 ký tự."));
    }
    let mut next = found.clone();
    next.answered = Some(By {
        name: by.name.clone(),
        ..change::by(view)
    });
    next.answer = (!words.is_empty()).then_some(words);
    next.standing = match ask.reply {
        Reply::Approve => Standing::Approved,
        Reply::Refuse => Standing::Refused,
        Reply::Withdraw => Standing::Withdrawn,
    };
    if ask.reply == Reply::Approve {
        let last = view.state.rulings.approved();
        if last != ask.seen {
            return Err(AppError::Stale);
        }
        if found.act == Act::Repeal && !applies(view, &found.of) {
            return Err(AppError::refused(
                "Thay đổi này không còn áp dụng nên không bãi bỏ được nữa.",
            ));
        }
        check(view, found)?.map_err(|faults| AppError::refused(faults.join("\n")))?;
        next.number = Some(last + 1);
    }
    Ok(next)
}

/// Whether an approved change still applies.
pub(super) fn applies(view: &View, code: &str) -> bool {
    let all = thidua_domain::law::change::applying(&view.state.rulings.changes);
    all.iter().any(|own| own.code == code)
}
