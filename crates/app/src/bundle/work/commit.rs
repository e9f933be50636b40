//! The one commit of a session: all or nothing, once, with the file it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thidua_domain::bundle::Cell;
use thidua_domain::text;
use thidua_store::{WriteTx, attachment, import as rows};

use super::super::load::load;
use super::super::options::{Deed, Loaded, Options, SourceFile};
use super::cache;
use super::check::{Checked, check};
use super::session::{desk, input, permitted};
use crate::access::Caller;
use crate::{App, AppError};

/// How often a commit begins anew because others store meanwhile.
const TRIES: usize = 5;
/// Things named after a commit.
const NAMED: usize = 60;

/// A thing that was stored, to be linked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// Sheet of the bundle.
    pub sheet: String,
    /// Its code, where it has one.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Agency it belongs to.
    pub agency: String,
    /// Work year.
    pub year: String,
    /// Cumulative month.
    pub month: String,
}

/// What a commit came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Rows stored, by the words of their sheet; figures count values.
    pub stored: Vec<(String, usize)>,
    /// Rows and values that replaced stored ones.
    pub revised: usize,
    /// Rows that were stored already.
    pub same: usize,
    /// Number of the audit event; `None`: there was nothing to store.
    pub event: Option<i64>,
    /// Some of what was stored.
    pub things: Vec<Thing>,
}

/// A session after its commit.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// Name of the file, or what the list is called.
    pub title: String,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// What was stored.
    pub answer: Answer,
    /// When (µs UTC).
    pub at: i64,
}

/// How a commit ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It is stored, now or by an earlier request.
    Stored,
    /// Something must be mended or answered first.
    Open,
    /// What is stored has changed since the page was shown: it must be looked at again.
    Changed,
}

/// What a load does besides, in the same transaction: keeps the file, ends the session.
#[derive(Clone, Debug)]
pub struct Ending {
    session: String,
    title: String,
    media: String,
    bytes: Arc<Vec<u8>>,
    things: Vec<Thing>,
    same: usize,
}

impl Ending {
    /// Keeps the file and ends the session.
    ///
    /// # Errors
    /// [`AppError::Stale`] where another request ended it first: then nothing is stored twice.
    pub(crate) async fn seal(
        &self,
        tx: &mut WriteTx,
        loaded: &Loaded,
        at: i64,
    ) -> Result<(), AppError> {
        if !self.bytes.is_empty() {
            attachment::put(tx, &self.title, &self.media, &self.bytes).await?;
        }
        let answer = answer(loaded, Some(tx.event()), self.things.clone(), self.same);
        if rows::finish(tx, &self.session, &answer, at).await? {
            return Ok(());
        }
        Err(AppError::Stale)
    }
}

fn answer(loaded: &Loaded, event: Option<i64>, things: Vec<Thing>, same: usize) -> String {
    let title = |name: &String| {
        super::plan::def(name)
            .map_or(name.as_str(), |def| def.title)
            .to_owned()
    };
    let answer = Answer {
        stored: loaded
            .stored
            .iter()
            .map(|(name, count)| (title(name), *count))
            .collect(),
        revised: loaded.revised,
        same,
        event,
        things,
    };
    serde_json::to_string(&answer).unwrap_or_default()
}

/// Stores a session's rows, once. `seen` names the conflicts as the page showed them; a reason is needed where stored
/// rows are replaced.
///
/// # Errors
/// [`AppError::NotFound`] where the session is not the actor's, [`AppError::Refused`] without a needed reason.
pub async fn commit(
    app: &App,
    by: &Caller,
    id: &str,
    seen: &str,
    reason: Option<&str>,
) -> Result<Ended, AppError> {
    let actor = &by.actor;
    permitted(app, actor).await?;
    for _ in 0..TRIES {
        let desk = desk(app, actor, id).await?;
        if desk.row.state == rows::DONE {
            return Ok(Ended::Stored);
        }
        let input = input(app, &desk).await?;
        let checked = check(app, actor, &input).await?;
        let counted = checked
            .tables
            .iter()
            .flatten()
            .flat_map(|table| &table.rows);
        if !checked.is_clean(&desk.plan) || !counted.into_iter().any(|row| row.counts()) {
            return Ok(Ended::Open);
        }
        if checked.seen != seen {
            return Ok(Ended::Changed);
        }
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if checked.takes && reason.is_none() {
            return Err(AppError::refused(
                "Có nội dung đã lưu được thay bằng nội dung mới. Ghi lý do thay đổi rồi lưu lại.",
            ));
        }
        let bytes = if desk.is_typed() {
            Vec::new()
        } else {
            rows::bytes(&app.db().read().await?, id).await?
        };
        let things = things(&checked);
        let same = checked.counts.iter().map(|counts| counts.same).sum();
        let options = Options {
            revise: checked.takes.then(|| reason.unwrap_or_default().to_owned()),
            channel: by.channel.to_owned(),
            deed: Some(Deed {
                command: "bundle.import",
                subject: desk.row.title.clone(),
                name: by.name.clone(),
            }),
            at_version: Some(checked.at),
            file: desk.row.sha256.clone().map(|sha256| SourceFile {
                name: desk.row.title.clone(),
                sha256,
            }),
            ending: Some(Ending {
                session: id.to_owned(),
                title: desk.row.title.clone(),
                media: desk.row.media.clone(),
                bytes: Arc::new(bytes),
                things: things.clone(),
                same,
            }),
            ..Options::default()
        };
        let bundle = checked.bundle(&desk.row.title, false);
        match load(app, actor, &bundle, &options).await {
            Err(AppError::Stale) => continue,
            Err(error) => return Err(error),
            Ok(loaded) if loaded.refused() => return Ok(Ended::Open),
            Ok(loaded) => {
                if loaded.event.is_none() {
                    let answer = answer(&loaded, None, things, same);
                    rows::close(app.db(), id, &answer, app.now().0).await?;
                }
                cache::forget(id);
                return Ok(Ended::Stored);
            }
        }
    }
    Ok(Ended::Changed)
}

/// Some of what is stored, each once.
fn things(checked: &Checked) -> Vec<Thing> {
    let mut found: Vec<Thing> = Vec::new();
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    for laid in checked.laid.values() {
        for row in &laid.rows {
            if found.len() >= NAMED {
                return found;
            }
            let text = |id: &str| {
                let at = laid.def.columns.iter().position(|column| column.id == id);
                let cell = at.and_then(|at| row.cells.get(at)).map(Cell::shown);
                text::clean(&cell.unwrap_or_default())
            };
            let years = text("nam_thanh_tich");
            let thing = Thing {
                sheet: laid.def.name.to_owned(),
                code: match laid.def.name {
                    "nhan-su" | "van-ban" | "co-quan" | "cum-khoi" => text("ma"),
                    _ => String::new(),
                },
                name: match laid.def.name {
                    "nhan-su" => text("ho_va_ten"),
                    "van-ban" => text("so_ky_hieu"),
                    "co-quan" | "cum-khoi" => text("ten"),
                    _ => String::new(),
                },
                agency: text("ma_co_quan"),
                year: if years.is_empty() {
                    text("nam_cong_tac")
                } else {
                    years
                },
                month: text("thang_luy_ke"),
            };
            let key = match thing.code.is_empty() {
                true => format!(
                    "{}|{}|{}|{}",
                    thing.sheet, thing.agency, thing.year, thing.month
                ),
                false => format!("{}|{}", thing.sheet, thing.code),
            };
            if seen.insert(key, ()).is_none() {
                found.push(thing);
            }
        }
    }
    found
}

/// What a session stored; `None` while it is open.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's.
pub async fn done(
    app: &App,
    actor: &thidua_domain::access::Actor,
    id: &str,
) -> Result<Option<Done>, AppError> {
    permitted(app, actor).await?;
    let desk = desk(app, actor, id).await?;
    let answer = desk
        .row
        .answer
        .as_deref()
        .and_then(|json| serde_json::from_str(json).ok());
    Ok(answer.map(|answer| Done {
        title: desk.row.title,
        sha256: desk.row.sha256,
        answer,
        at: desk.row.updated,
    }))
}
