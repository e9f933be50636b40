//! The one commit of a session: all or nothing, once, with the file it came from.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thidua_domain::bundle::Values;
use thidua_store::{WriteTx, attachment, import as rows};

use super::super::load::run;
use super::super::options::{Deed, Loaded, Options, SourceFile};
use super::super::{FIGURES, Places, RowPlace};
use super::cache;
use super::check::{Input, check};
use super::checked::{Checked, Origin, Origins};
use super::plan::{CSV, FilePart};
use super::review::counts;
use super::session::{desk, files, input, permitted};
use super::wide::values;
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
    /// The files, with the SHA-256 of their bytes.
    pub files: Vec<SourceFile>,
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
    /// The session was changed elsewhere since the page was shown.
    Moved,
}

/// What the page showed that is to be stored.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Version of the session.
    pub version: i64,
    /// Names the conflicts.
    pub conflicts: &'a str,
}

/// What a load does besides, in the same transaction: keeps the files, ends the session.
#[derive(Clone, Debug)]
pub struct Ending {
    session: String,
    /// The session as it was checked: changed meanwhile, it is not ended.
    version: i64,
    files: Arc<Vec<(FilePart, Vec<u8>)>>,
    things: Vec<Thing>,
    same: usize,
}

impl Ending {
    /// Keeps the files and ends the session.
    ///
    /// # Errors
    /// [`AppError::Stale`] where another request ended it first: then nothing is stored twice.
    pub(crate) async fn seal(
        &self,
        tx: &mut WriteTx,
        loaded: &Loaded,
        at: i64,
    ) -> Result<(), AppError> {
        for (file, bytes) in self.files.iter() {
            attachment::put(tx, &file.name, &file.media, bytes).await?;
        }
        let answer = answer(loaded, Some(tx.event()), self.things.clone(), self.same);
        if rows::finish(tx, (&self.session, self.version), &answer, at).await? {
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

/// Stores a session's rows, once, as they were `seen`; a reason is needed where stored rows are replaced.
///
/// # Errors
/// [`AppError::NotFound`] where the session is not the actor's, [`AppError::Refused`] without a needed reason.
pub async fn commit(
    app: &App,
    by: &Caller,
    id: &str,
    seen: Seen<'_>,
    reason: Option<&str>,
) -> Result<Ended, AppError> {
    permitted(app, &by.actor).await?;
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    for _ in 0..TRIES {
        if let Some(ended) = attempt(app, by, id, seen, reason).await? {
            return Ok(ended);
        }
    }
    Ok(Ended::Changed)
}

/// One try; `None`: others stored meanwhile.
async fn attempt(
    app: &App,
    by: &Caller,
    id: &str,
    seen: Seen<'_>,
    reason: Option<&str>,
) -> Result<Option<Ended>, AppError> {
    let actor = &by.actor;
    let desk = desk(app, actor, id).await?;
    if desk.row.state == rows::DONE {
        return Ok(Some(Ended::Stored));
    }
    if desk.row.version != seen.version {
        return Ok(Some(Ended::Moved));
    }
    let input = input(app, &desk).await?;
    // Nothing is taken over from an earlier check: what is stored is read from the files once more.
    let checked = check(app, actor, &input, None).await?;
    let counts = counts(&desk.plan, &checked);
    if !checked.is_clean(&desk.plan) || counts.total() == 0 {
        return Ok(Some(Ended::Open));
    }
    if checked.seen != seen.conflicts {
        return Ok(Some(Ended::Changed));
    }
    if checked.takes && reason.is_none() {
        return Err(AppError::refused(
            "Có nội dung đã lưu được thay bằng nội dung mới. Ghi lý do thay đổi rồi lưu lại.",
        ));
    }
    let (sheets, faults, origins) = checked.sheets_to_store()?;
    let things = things(&checked);
    let options = Options {
        revise: checked.takes.then(|| reason.unwrap_or_default().to_owned()),
        channel: by.channel.to_owned(),
        deed: Some(Deed {
            command: "bundle.import",
            subject: desk.row.title.clone(),
            name: by.name.clone(),
        }),
        at_version: Some(checked.at),
        files: desk.files().iter().map(source).collect(),
        places: places(&input, &checked, &origins),
        ending: Some(Ending {
            session: id.to_owned(),
            version: desk.row.version,
            files: Arc::new(files(app, &desk).await?),
            things: things.clone(),
            same: counts.same,
        }),
        ..Options::default()
    };
    match run(app, actor, &desk.row.title, (sheets, faults), &options).await {
        Err(AppError::Stale) => Ok(None),
        Err(error) => Err(error),
        Ok(loaded) if loaded.refused() => Ok(Some(Ended::Open)),
        Ok(loaded) => {
            if loaded.event.is_none() {
                let answer = answer(&loaded, None, things, counts.same);
                rows::close(app.db(), id, &answer, app.now().0).await?;
            }
            cache::forget(id);
            Ok(Some(Ended::Stored))
        }
    }
}

fn source(file: &FilePart) -> SourceFile {
    SourceFile {
        name: file.name.clone(),
        sha256: file.sha256.clone(),
    }
}

/// Where each row was read, for the revisions: file, worksheet, row, and the cell of a number.
fn places(input: &Input, checked: &Checked, origins: &Origins) -> Places {
    let mut places = Places::default();
    for (kind, _, (at, row, part)) in origins.all() {
        let plan = input.plan.sheets.get(at);
        let file = plan.and_then(|plan| input.plan.files.get(plan.file));
        let tab = plan.filter(|_| file.is_some_and(|file| file.media != CSV));
        places.push(
            kind,
            RowPlace {
                file: file
                    .map_or(input.title.as_str(), |file| &file.name)
                    .to_owned(),
                tab: tab.map(|plan| plan.name.clone()),
                line: row,
                cell: tab.and_then(|_| number_cell(input, checked, (at, row, part))),
            },
        );
    }
    places
}

/// The cell of the one number a row of figures tells; told apart where it was mended on the way.
fn number_cell(input: &Input, checked: &Checked, (at, row, part): Origin) -> Option<String> {
    let table = checked.tables.get(at)?.as_ref()?;
    if table.def.name != FIGURES.name {
        return None;
    }
    let plan = input.plan.sheets.get(at)?;
    let to = match part {
        0 => "gia_tri",
        part => {
            let nth = usize::try_from(part - 1).ok()?;
            values(plan).nth(nth)?.to.as_str()
        }
    };
    let cell = table.cell_name(to, row)?;
    let mended = input.edits.get(at)?.contains_key(&(row, to.to_owned()));
    Some(if mended {
        format!("{cell} (sửa khi nhập)")
    } else {
        cell
    })
}

/// Some of what is stored, each once.
fn things(checked: &Checked) -> Vec<Thing> {
    let mut found: Vec<Thing> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for laid in checked.laid.values() {
        for part in laid.lines.iter().flat_map(|line| &line.parts) {
            if found.len() >= NAMED {
                return found;
            }
            let thing = thing(laid.def.name, &part.values);
            let key = match thing.code.is_empty() {
                true => format!(
                    "{}|{}|{}|{}",
                    thing.sheet, thing.agency, thing.year, thing.month
                ),
                false => format!("{}|{}", thing.sheet, thing.code),
            };
            if seen.insert(key) {
                found.push(thing);
            }
        }
    }
    found
}

fn thing(sheet: &str, values: &Values) -> Thing {
    let text = |id: &str| values.text_or_empty(id);
    let name = match sheet {
        "nhan-su" => "ho_va_ten",
        "van-ban" => "so_ky_hieu",
        "co-quan" | "cum-khoi" => "ten",
        _ => "",
    };
    let code = if name.is_empty() { "" } else { "ma" };
    let years = text("nam_thanh_tich");
    Thing {
        sheet: sheet.to_owned(),
        code: text(code),
        name: text(name),
        agency: text("ma_co_quan"),
        year: if years.is_empty() {
            text("nam_cong_tac")
        } else {
            years
        },
        month: text("thang_luy_ke"),
    }
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
    let files = desk.files().iter().map(source).collect();
    Ok(answer.map(|answer| Done {
        title: desk.row.title,
        files,
        answer,
        at: desk.row.updated,
    }))
}
