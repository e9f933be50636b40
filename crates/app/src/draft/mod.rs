//! Drafts: what somebody has typed into a form and not yet sent, so that no expired session, closed tab, lost
//! network or restarted server takes it away.
//!
//! Everybody has only their own. What a draft holds is never looked at by another account; that somebody else
//! is working on a thing may be asked by a page that shows that thing. Saving changes no fact, so it appends no
//! audit event.

mod content;
mod forms;
#[cfg(test)]
mod tests;

use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_domain::time::Instant;
use thidua_store::access::Account;
use thidua_store::draft::{self as rows, Put};
use thidua_store::sha256_hex;

use crate::account::named;
use crate::{App, AppError};

/// One day in microseconds.
const DAY: i64 = 24 * 3_600 * 1_000_000;
/// A draft nobody has touched for this long is deleted.
pub const LASTS: i64 = 90 * DAY;
/// Longest key, in bytes.
pub const KEY: usize = 200;
/// Longest address of a page, in bytes.
const PAGE: usize = 2_000;
/// Longest title, in bytes.
const TITLE: usize = 400;

const TOO_LARGE: &str = "Bản nháp dài quá mức hệ thống giữ được (256 KiB), nên chỉ còn trên máy này. Hãy gửi biểu mẫu, \
     hoặc chia nội dung làm nhiều lần.";
const TOO_MANY: &str = "Đã có 100 bản nháp chưa gửi, nên bản này chỉ còn trên máy này. Hãy gửi hoặc bỏ bớt ở trang \
     Bản nháp của tôi.";

/// A draft to be saved.
#[derive(Clone, Debug, Default)]
pub struct NewDraft {
    /// What it is a draft of: the key of a form the product has, at most [`KEY`] bytes.
    pub key: String,
    /// Path and query of the page it is typed on.
    pub page: String,
    /// What the page calls it; cut where it is too long.
    pub title: String,
    /// The state of the thing when typing began, in the page's own words.
    pub base: String,
    /// The fields: a JSON object, name → text or list of texts.
    pub content: String,
    /// When it was typed, by the browser's clock (ms).
    pub stamp: i64,
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, since this moment.
    At(Instant),
    /// Its form was accepted already.
    Accepted,
}

/// One's own draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// What it is a draft of.
    pub key: String,
    /// The state of the thing when typing began.
    pub base: String,
    /// The fields, JSON; empty where the form was accepted.
    pub content: String,
    /// When it was typed, by the browser's clock (ms).
    pub stamp: i64,
    /// When it was saved (µs UTC).
    pub saved: i64,
    /// Whether its form was accepted: nothing of it is left.
    pub accepted: bool,
}

/// A line of the list of one's own drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unfinished {
    /// What it is a draft of.
    pub key: String,
    /// Path and query of the page to go on with it.
    pub page: String,
    /// What that page calls it.
    pub title: String,
    /// When it was saved (µs UTC).
    pub saved: i64,
}

/// Somebody else who is working on a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Other {
    /// What the draft is of.
    pub key: String,
    /// Account name.
    pub user: String,
    /// Full name.
    pub name: String,
    /// When the draft was last saved (µs UTC).
    pub saved: i64,
}

/// Saves the actor's draft in place of the one under its key.
///
/// # Errors
/// [`AppError::Refused`] where the key names no form the actor may send, the page or the fields cannot be
/// used, the draft is too large or there are too many.
pub async fn save(app: &App, actor: &Actor, new: NewDraft) -> Result<Saved, AppError> {
    check_key(&new.key)?;
    if !new.page.starts_with('/') || new.page.len() > PAGE || new.base.len() > KEY {
        return Err(AppError::refused(
            "Địa chỉ trang của bản nháp không dùng được.",
        ));
    }
    forms::permit(app, &app.view(actor).await?, &new.key).await?;
    let now = app.now();
    let draft = rows::Draft {
        owner: owner(app, actor).await?,
        key: new.key,
        page: new.page,
        title: title(&new.title),
        base: new.base,
        content: content::cleaned(&new.content)?,
        stamp: new.stamp,
        saved: now.0,
        accepted: false,
    };
    match rows::put(app.db(), &draft).await? {
        Put::Stored => Ok(Saved::At(now)),
        Put::Late => Ok(Saved::Accepted),
        Put::TooLarge => Err(AppError::refused(TOO_LARGE)),
        Put::TooMany => Err(AppError::refused(TOO_MANY)),
    }
}

/// The actor's draft under a key, or the mark that its form was accepted.
pub async fn find(app: &App, actor: &Actor, key: &str) -> Result<Option<Draft>, AppError> {
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    let found = rows::find(&snapshot, owner, key).await?;
    Ok(found.map(|row| Draft {
        key: row.key,
        base: row.base,
        content: row.content,
        stamp: row.stamp,
        saved: row.saved,
        accepted: row.accepted,
    }))
}

/// The actor's unfinished drafts, newest first.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<Unfinished>, AppError> {
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    let found = rows::list(&snapshot, owner).await?.into_iter();
    Ok(found
        .map(|row| Unfinished {
            key: row.key,
            page: row.page,
            title: row.title,
            saved: row.saved,
        })
        .collect())
}

/// Who else has an unfinished draft under exactly a key, saved in the last so many microseconds; asked as
/// [`others`] is.
pub async fn others_of(
    app: &App,
    actor: &Actor,
    key: &str,
    within: i64,
) -> Result<Vec<Other>, AppError> {
    let mut found = others(app, actor, key, within).await?;
    found.retain(|other| other.key == key);
    Ok(found)
}

/// Who else has an unfinished draft whose key begins with a text, saved in the last so many microseconds. Whether
/// the actor may see the thing itself is asked by the page that shows it.
pub async fn others(
    app: &App,
    actor: &Actor,
    prefix: &str,
    within: i64,
) -> Result<Vec<Other>, AppError> {
    let since = app.now().0.saturating_sub(within);
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    let found = rows::others(&snapshot, owner, prefix, since).await?;
    let shown = found.into_iter().map(|row| Other {
        key: row.key,
        user: row.user,
        name: row.name,
        saved: row.saved,
    });
    Ok(shown.collect())
}

/// Deletes the actor's draft under a key. Answers whether there was one.
pub async fn forget(app: &App, actor: &Actor, key: &str) -> Result<bool, AppError> {
    Ok(rows::remove(app.db(), owner(app, actor).await?, key).await?)
}

/// Empties the actor's draft because its form was accepted; `stamp` is that of what was sent. Copies that
/// browsers keep learn from the mark that they have arrived. A key that names no form leaves none.
pub async fn accepted(app: &App, actor: &Actor, key: &str, stamp: i64) -> Result<(), AppError> {
    check_key(key)?;
    if forms::form(key).is_none() {
        return Ok(());
    }
    let owner = owner(app, actor).await?;
    Ok(rows::accept(app.db(), owner, key, stamp, app.now().0).await?)
}

/// Deletes drafts that nobody has touched for [`LASTS`]. Answers how many.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    Ok(rows::sweep(app.db(), app.now().0.saturating_sub(LASTS)).await?)
}

/// Under what and with which key a browser keeps drafts of one account. Office machines are shared: without
/// the key, which only the signed-in account is given, a copy cannot be read, not even by who opens the
/// browser's storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vault {
    /// Stands for the account in the names of copies, and tells nothing of it.
    pub owner: String,
    /// 256 bits, hexadecimal.
    pub key: String,
}

/// The vault of an account. It changes with the password; then copies can no longer be read and only what
/// the server has is left.
pub(crate) fn vault(account: &Account) -> Option<Vault> {
    let secret = account.password_hash.as_deref()?;
    let text = |purpose: &str| format!("thidua.draft.{purpose}.1\0{}\0{secret}", account.id);
    let owner = sha256_hex(text("owner").as_bytes());
    Some(Vault {
        owner: owner.chars().take(16).collect(),
        key: sha256_hex(text("key").as_bytes()),
    })
}

async fn owner(app: &App, actor: &Actor) -> Result<i64, AppError> {
    let snapshot = app.db().read().await?;
    Ok(named(&snapshot, &actor.user).await?.id)
}

fn check_key(key: &str) -> Result<(), AppError> {
    if key.is_empty() || key.len() > KEY || key.chars().any(char::is_control) {
        return Err(AppError::refused("Mã của bản nháp không dùng được."));
    }
    Ok(())
}

/// A title in one line that is not too long.
fn title(given: &str) -> String {
    let mut text = String::new();
    for word in given.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if text.len() + word.len() >= TITLE {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}
