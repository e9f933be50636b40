//! The files of a record as a page shows them; one of them as it is sent.

use serde::Serialize;
use thidua_domain::attachment::{Attachment, Media, size_words};
use thidua_domain::time::Instant;
use thidua_store::attachment;

use super::bind::{of_record, readable};
use crate::record::{names, owner, teller};
use crate::{App, AppError, View};

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its number in addresses.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What kind of file it is, in words.
    pub kind: &'static str,
    /// Its size in words.
    pub size: String,
    /// Size in bytes.
    pub bytes: i64,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Whether it is shown as a picture.
    pub picture: bool,
    /// Width and height of a picture.
    pub pixels: Option<(u32, u32)>,
    /// What it shows.
    pub caption: Option<String>,
    /// Who took the picture.
    pub credit: Option<String>,
    /// Full name of who added it, or changed its words last.
    pub by: String,
    /// When, `22/11/2026 16:41`.
    pub at: String,
    /// Number of its revision: what an editor has seen.
    pub seen: i64,
    /// Why it was taken away; only of those.
    pub reason: Option<String>,
    /// Whether its bytes were erased for good.
    pub erased: bool,
}

/// The files of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Files {
    /// Sheet of the record.
    pub kind: &'static str,
    /// What one of the sheet is called.
    pub noun: &'static str,
    /// What the record is about.
    pub thing: Option<String>,
    /// Identity of the record.
    pub record: i64,
    /// Whether the reader may add, word and take away.
    pub writes: bool,
    /// Photographs, in the order they were added.
    pub pictures: Vec<File>,
    /// Everything else, in the order it was added.
    pub papers: Vec<File>,
    /// Those taken away; only for who may bring them back.
    pub removed: Vec<File>,
    /// The row of the record, for the way back to its page.
    #[serde(skip)]
    pub values: thidua_domain::bundle::Values,
}

impl Files {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.pictures.len() + self.papers.len()
    }
}

/// The files of a record named by its sheet and its key or identity.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such record, or it is not the reader's to open.
pub async fn files(app: &App, view: &View, sheet: &str, record: &str) -> Result<Files, AppError> {
    let owner = owner(app, view, sheet, record).await?;
    if !owner.reads {
        return Err(AppError::NotFound);
    }
    let snapshot = app.db().read().await?;
    let stored = of_record(&snapshot, owner.record).await?;
    let mut found = Files {
        kind: owner.sheet,
        noun: owner.noun,
        thing: owner.thing,
        record: owner.record,
        writes: owner.writes,
        pictures: Vec::new(),
        papers: Vec::new(),
        removed: Vec::new(),
        values: owner.values,
    };
    if stored.is_empty() {
        return Ok(found);
    }
    let mut people = names(&snapshot).await?;
    for (stored, file) in stored {
        // Whether bytes are still there is asked only of what somebody may bring back.
        let asked = stored.removed && owner.writes;
        let erased = asked && attachment::find(&snapshot, &file.file).await?.is_none();
        let shown = File {
            erased,
            id: stored.id,
            kind: file.media.name(),
            size: size_words(file.size),
            bytes: file.size,
            picture: file.media.is_picture(),
            pixels: file.pixels,
            by: teller(&snapshot, &mut people, &stored).await?,
            at: Instant(stored.at).vn(),
            seen: stored.number,
            reason: stored.reason.clone().filter(|_| stored.removed),
            name: file.name,
            sha256: file.file,
            caption: file.caption,
            credit: file.credit,
        };
        match (stored.removed, shown.picture) {
            (true, _) if owner.writes => found.removed.push(shown),
            (true, _) => {}
            (false, true) => found.pictures.push(shown),
            (false, false) => found.papers.push(shown),
        }
    }
    Ok(found)
}

/// A file as it is sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub media: Media,
    /// Its bytes, which are what was stored.
    pub bytes: Vec<u8>,
}

/// A file with what is said of it and its bytes, to be shown elsewhere too.
///
/// # Errors
/// As [`open`].
pub(crate) async fn chosen(
    app: &App,
    view: &View,
    id: i64,
) -> Result<(Attachment, Vec<u8>), AppError> {
    let held = readable(app, view, id).await?;
    let snapshot = app.db().read().await?;
    let bytes = attachment::bytes(&snapshot, &held.file.file).await?;
    Ok((held.file, bytes))
}

/// A file with its bytes, checked against the hash it was stored under.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, it was taken away, or its record is not the reader's to open;
/// a store error where the bytes are no longer what was stored.
pub async fn open(app: &App, view: &View, id: i64) -> Result<Sent, AppError> {
    let held = readable(app, view, id).await?;
    let snapshot = app.db().read().await?;
    let bytes = attachment::bytes(&snapshot, &held.file.file).await?;
    Ok(Sent {
        name: held.file.name,
        media: held.file.media,
        bytes,
    })
}
