//! Notices of an account: what waits for it, told once, read or not; what it wants to be told; the letter of a day.
//!
//! A notice is found anew from what waits (decision 0043): nothing is written when something happens, and what is done
//! elsewhere is gone here. Kept is only since when it is known and whether it was read.

mod choice;
mod event;
mod mail;

pub use choice::{Choices, Letters, choices, choose, confirm, is_address, set_address};
pub use event::{Event, events};
pub use mail::{Letter, MailFault, Mailer, Sent, deliver, digest, queue, test_letter, wanting};

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_domain::notice::Topic;
use thidua_store::notice::{self as rows, Row};
use thidua_store::sha256_hex;

use crate::account::named;
use crate::{App, AppError};

/// What does not wait any more is kept so long (µs): 60 days.
const LASTS: i64 = 60 * 24 * 3_600 * 1_000_000;
/// A count is told again at most this often (µs): 20 seconds.
const FRESH: i64 = 20_000_000;
/// Notices of an account at most.
const MOST: usize = 200;

/// One thing that waits, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is about.
    pub topic: Topic,
    /// A short word for it.
    pub sign: String,
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// Whether a last day is past, or something was given back.
    pub pressing: bool,
}

impl Found {
    /// What tells it from others: where it leads and what it is; its words may change with the day.
    fn key(&self) -> String {
        let text = format!("{}|{}|{}", self.topic.code(), self.sign, self.href);
        let hash = sha256_hex(text.as_bytes());
        let short = hash.get(..32).unwrap_or(&hash);
        short.to_owned()
    }
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What tells it from others of the account.
    pub key: String,
    /// Code of what it is about.
    pub topic: String,
    /// The words for that.
    pub topic_name: &'static str,
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// Whether a last day is past, or something was given back.
    pub pressing: bool,
    /// Since when (µs UTC).
    pub at: i64,
    /// Whether it was read.
    pub read: bool,
    /// Whether it still waits.
    pub waits: bool,
}

/// The notices of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Notices {
    /// Those that wait, unread first; then what was done.
    pub rows: Vec<Notice>,
    /// How many wait and are unread.
    pub unread: usize,
}

/// How many notices each account has not read, as last counted.
#[derive(Debug, Default)]
pub struct Bells(Mutex<HashMap<String, Counted>>);

#[derive(Clone, Copy, Debug)]
struct Counted {
    version: i64,
    day: Date,
    at: i64,
    unread: usize,
}

impl Bells {
    /// The count, where it needs not be found anew.
    pub fn known(&self, user: &str, version: i64, day: Date, now: i64) -> Option<usize> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all.get(user)?;
        let same = known.version == version && known.day == day;
        (same || (now - known.at).abs() < FRESH).then_some(known.unread)
    }

    /// Keeps a count.
    pub fn keep(&self, user: &str, version: i64, day: Date, now: i64, unread: usize) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = now;
        let counted = Counted {
            version,
            day,
            at,
            unread,
        };
        all.insert(user.to_owned(), counted);
    }

    /// Forgets the count of an account.
    pub fn forget(&self, user: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(user);
    }
}

/// Brings the notices of an account up to what waits now. What waits again after it was gone is unread again.
///
/// # Errors
/// [`AppError::NotFound`] where the actor has no account, [`AppError::Store`].
pub async fn refresh(app: &App, actor: &Actor, found: Vec<Found>) -> Result<Notices, AppError> {
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    let muted = rows::choice(&snapshot, owner).await?;
    let muted = muted.map(|choice| choice.muted).unwrap_or_default();
    let muted: Vec<&str> = muted.split(';').collect();
    let stored = rows::list(&snapshot, owner).await?;
    drop(snapshot);
    let now = app.now().0;
    let wanted = found
        .into_iter()
        .filter(|one| !muted.contains(&one.topic.code()) || !one.topic.may_be_muted());
    let found: BTreeMap<String, Found> = wanted.take(MOST).map(|one| (one.key(), one)).collect();
    let mut kept: BTreeMap<String, Row> = stored
        .into_iter()
        .map(|row| (row.key.clone(), row))
        .collect();
    let mut changed = Vec::new();
    for (key, one) in &found {
        let before = kept.get(key);
        let standing = before.filter(|row| row.gone_at.is_none());
        let row = Row {
            key: key.clone(),
            topic: one.topic.code().to_owned(),
            words: one.words.clone(),
            href: one.href.clone(),
            pressing: one.pressing,
            at: standing.map_or(now, |row| row.at),
            read_at: standing.and_then(|row| row.read_at),
            gone_at: None,
        };
        if before != Some(&row) {
            changed.push(row.clone());
            kept.insert(key.clone(), row);
        }
    }
    for (key, row) in &mut kept {
        if row.gone_at.is_none() && !found.contains_key(key) {
            row.gone_at = Some(now);
            changed.push(row.clone());
        }
    }
    if !changed.is_empty() {
        rows::put(app.db(), owner, &changed, &[]).await?;
    }
    Ok(shown(kept.into_values().collect()))
}

fn shown(mut all: Vec<Row>) -> Notices {
    all.sort_by_key(|row| {
        let (gone, read) = (row.gone_at.is_some(), row.read_at.is_some());
        (gone, read, !row.pressing, -row.at, row.key.clone())
    });
    let unread = |row: &&Row| row.gone_at.is_none() && row.read_at.is_none();
    Notices {
        unread: all.iter().filter(unread).count(),
        rows: all.into_iter().map(notice).collect(),
    }
}

fn notice(row: Row) -> Notice {
    Notice {
        topic_name: Topic::from_code(&row.topic).map_or("", Topic::words),
        key: row.key,
        topic: row.topic,
        words: row.words,
        href: row.href,
        pressing: row.pressing,
        at: row.at,
        read: row.read_at.is_some(),
        waits: row.gone_at.is_none(),
    }
}

/// Marks a notice of the actor as read, or unread; `None`: all of them. Answers where it leads.
///
/// # Errors
/// [`AppError::NotFound`] where the account has no such notice.
pub async fn mark(
    app: &App,
    actor: &Actor,
    key: Option<&str>,
    read: bool,
) -> Result<Option<String>, AppError> {
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    let stored = match key {
        Some(key) => {
            let all = rows::list(&snapshot, owner).await?;
            let row = all.into_iter().find(|row| row.key == key);
            Some(row.ok_or(AppError::NotFound)?)
        }
        None => None,
    };
    drop(snapshot);
    let at = read.then(|| app.now().0);
    rows::mark(app.db(), owner, key, at).await?;
    Ok(stored.map(|row| row.href))
}

/// Forgets what has not waited for 60 days, and old letters. Answers how many.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    Ok(rows::sweep(app.db(), app.now().0.saturating_sub(LASTS)).await?)
}
