//! Pictures between the bound sentences: put behind one, worded, moved; read by whoever may read the report.
//!
//! A picture is an attachment: of the event, the movement, the exemplar or paper it was taken for, or of the report
//! itself where it was uploaded for it. Its author decides that readers of the report see it; taken away where it
//! hangs, it is shown and printed no more.

use thidua_domain::attachment::{CAPTION, CREDIT, Media, size_words};
use thidua_domain::bundle::Values;
use thidua_domain::report::saved::{Deed, PASSAGES, Passage, SAVED, Shown};
use thidua_domain::text::clean;
use thidua_files::paper::Picture;
use thidua_store::records;
use thidua_store::{WriteTx, attachment};

use super::act::opened as reopened;
use super::load::{self, Held, Noted};
use super::write::{self, AskClear};
use super::{PERMISSION, WRITES};
use crate::access::Caller;
use crate::attachment::{New, Sent, chosen, hang};
use crate::record::Owner;
use crate::{App, AppError, View};

/// Pictures of one report, at most.
const MOST: usize = 30;
/// Bytes of all of them, at most: they are read together when the report is printed.
const BYTES: i64 = 100 << 20;
/// Longest description for who does not see a picture, in letters.
const ALT: usize = 500;

/// Which picture is put into a report.
#[derive(Clone, Debug)]
pub enum Taken {
    /// One that is attached already: its number.
    Attached(i64),
    /// One that is uploaded: name and bytes.
    Sent(String, Vec<u8>),
}

/// A picture to be put behind a sentence; one that is in the report already is moved there.
#[derive(Clone, Debug)]
pub struct AskPicture {
    /// Code of the agency.
    pub agency: String,
    /// Number of the report.
    pub number: u32,
    /// The key of the sentence before it, or the code of a section.
    pub at: String,
    /// Which picture.
    pub taken: Taken,
    /// Revision one saw of a picture of the report; 0: it was not in it.
    pub seen: i64,
    /// What it shows; empty: as it is attached.
    pub caption: String,
    /// Who took it; empty: as it is attached.
    pub credit: String,
    /// What is read aloud to who does not see it; empty: the caption.
    pub alt: String,
}

/// What is said of a picture anew.
#[derive(Clone, Debug)]
pub struct AskWords {
    /// The picture.
    pub of: AskClear,
    /// What it shows.
    pub caption: String,
    /// Who took it.
    pub credit: String,
    /// What is read aloud to who does not see it.
    pub alt: String,
}

fn line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// What is wrong with the words of a picture, all of it.
fn unworded(shown: &Shown) -> Option<String> {
    let mut faults = Vec::new();
    if shown.caption.is_empty() {
        faults.push("Hãy ghi chú thích ảnh: ai, làm gì, ở đâu.".to_owned());
    }
    for (what, text, most) in [
        ("Chú thích", &shown.caption, CAPTION),
        ("Tên người chụp", &shown.credit, CREDIT),
        ("Mô tả ảnh", &shown.alt, ALT),
    ] {
        if text.chars().count() > most {
            faults.push(format!("{what} dài nhất {most} ký tự."));
        }
    }
    (!faults.is_empty()).then(|| faults.join("\n"))
}

/// Puts a picture behind a sentence.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission, where there is no such place or picture;
/// [`AppError::Refused`] with every reason; [`AppError::Stale`] where somebody else moved the picture meanwhile.
pub async fn show(app: &App, by: &Caller, ask: &AskPicture) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, &ask.agency)?;
    let snapshot = app.db().read().await?;
    let held = load::held(&snapshot, &ask.agency, ask.number).await?;
    drop(snapshot);
    let words = write::sentence(&view, &held, &ask.at, false)?;
    let mut shown = Shown {
        caption: line(&ask.caption),
        credit: line(&ask.credit),
        alt: line(&ask.alt),
        order: last_at(&held, &ask.at).saturating_add(1),
        ..Shown::default()
    };
    match &ask.taken {
        Taken::Attached(id) => take(app, &view, &held, (ask, *id), &mut shown).await?,
        Taken::Sent(name, bytes) => upload(app, by, &held, (name, bytes), &mut shown).await?,
    }
    let passage = Passage {
        at: ask.at.clone(),
        words,
        deed: Deed::Showed(shown),
    };
    let mut tx = app.db().write().await?;
    reopened(app, by, &tx, (&ask.agency, ask.number)).await?;
    write::put(app, by, &mut tx, (&held.saved.key(), &passage), ask.seen).await?;
    done(by, app, tx, (&ask.agency, ask.number), &passage.row()).await
}

pub(super) async fn done(
    by: &Caller,
    app: &App,
    tx: WriteTx,
    (agency, number): (&str, u32),
    row: &Values,
) -> Result<(), AppError> {
    let subject = format!("{PASSAGES} {agency} {number}");
    let event = by.event(app.now(), "report.write", subject, None, row)?;
    tx.commit(event).await?;
    Ok(())
}

/// The last of the pictures at a place.
fn last_at(held: &Held, at: &str) -> u16 {
    let here = held.passages.iter().filter(|noted| noted.passage.at == at);
    here.filter_map(Noted::shown)
        .map(|shown| shown.order)
        .max()
        .unwrap_or_default()
}

/// Takes a picture that is attached somewhere, or in the report already; its words are those it has there.
async fn take(
    app: &App,
    view: &View,
    held: &Held,
    (ask, id): (&AskPicture, i64),
    shown: &mut Shown,
) -> Result<(), AppError> {
    let before = held.passages.iter().find_map(|noted| {
        let shown = noted.shown()?;
        (shown.file == id && noted.file.is_some()).then_some(shown)
    });
    if let Some(before) = before {
        // Moved: what its author said of it stays where nothing else is said.
        let keep = |new: &mut String, old: &String| {
            if new.is_empty() {
                old.clone_into(new);
            }
        };
        keep(&mut shown.caption, &before.caption);
        keep(&mut shown.credit, &before.credit);
        keep(&mut shown.alt, &before.alt);
        shown.file = id;
        return unworded(shown).map_or(Ok(()), |why| Err(AppError::Refused(why)));
    }
    if ask.seen != 0 {
        return Err(AppError::Stale);
    }
    let (file, bytes) = chosen(app, view, id).await?;
    if shown.caption.is_empty() {
        shown.caption = file.caption.as_deref().map(line).unwrap_or_default();
    }
    if shown.credit.is_empty() {
        shown.credit = file.credit.as_deref().map(line).unwrap_or_default();
    }
    shown.file = id;
    refuse(held, file.size, shown, bytes).await
}

/// Every reason why a picture does not go into a report.
async fn refuse(held: &Held, size: i64, shown: &Shown, bytes: Vec<u8>) -> Result<(), AppError> {
    let mut faults: Vec<String> = unworded(shown).into_iter().collect();
    let standing = held.passages.iter().filter(|noted| noted.shown().is_some());
    let files = held.passages.iter().filter_map(|noted| noted.file.as_ref());
    if standing.count() >= MOST {
        faults.push(format!("Mỗi báo cáo có nhiều nhất {MOST} ảnh."));
    }
    if files.map(|file| file.size).sum::<i64>() + size > BYTES {
        faults.push(format!(
            "Ảnh của một báo cáo nặng nhất {}. Thu nhỏ ảnh rồi tải lên.",
            size_words(BYTES)
        ));
    }
    let read = tokio::task::spawn_blocking(move || Picture::read(&bytes).err());
    let bad = read
        .await
        .map_err(|error| AppError::Machine(error.to_string()))?;
    faults.extend(bad.map(|bad| bad.to_string()));
    match faults.is_empty() {
        true => Ok(()),
        false => Err(AppError::Refused(faults.join("\n"))),
    }
}

/// Keeps an uploaded picture as an attachment of the report.
async fn upload(
    app: &App,
    by: &Caller,
    held: &Held,
    (name, bytes): (&str, &[u8]),
    shown: &mut Shown,
) -> Result<(), AppError> {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    refuse(held, size, shown, bytes.to_vec()).await?;
    let address = thidua_store::sha256_hex(bytes);
    let snapshot = app.db().read().await?;
    let (saved, stored) = load::own(&snapshot, &held.saved.agency, held.saved.number).await?;
    drop(snapshot);
    let owner = of_record(&saved, stored.id, true);
    let new = New {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
        caption: Some(shown.caption.clone()),
        credit: Some(shown.credit.clone()),
    };
    hang(app, by, &owner, vec![new]).await?;
    let key = format!("{}|{address}", stored.id);
    let snapshot = app.db().read().await?;
    let kept = records::find(&snapshot, thidua_domain::attachment::ATTACHMENTS, &key).await?;
    shown.file = kept.ok_or(AppError::NotFound)?.id;
    Ok(())
}

fn of_record(saved: &thidua_domain::report::saved::Saved, record: i64, writes: bool) -> Owner {
    Owner {
        sheet: SAVED,
        noun: "báo cáo",
        record,
        key: saved.key(),
        thing: saved.title.clone(),
        agency: saved.agency.clone(),
        reads: true,
        writes,
        values: saved.row(),
    }
}

/// A saved report as what files hang on, by its key or identity.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it is not in reach.
pub async fn owner(app: &App, view: &View, named: &str) -> Result<Owner, AppError> {
    let snapshot = app.db().read().await?;
    let stored = match named.parse::<i64>() {
        Ok(id) => records::by_id(&snapshot, SAVED, id).await?,
        Err(_) => records::find(&snapshot, SAVED, named).await?,
    };
    let stored = stored.filter(|record| !record.removed);
    let stored = stored.ok_or(AppError::NotFound)?;
    let row = Values::from_canonical(stored.content.as_str()).unwrap_or_default();
    let saved = thidua_domain::report::saved::Saved::from_row(&row).ok_or(AppError::NotFound)?;
    view.permit_agency(PERMISSION, &saved.agency)?;
    let writes = view.sees(WRITES, &saved.agency);
    Ok(of_record(&saved, stored.id, writes))
}

/// Words a picture anew.
///
/// # Errors
/// As [`show`].
pub async fn word(app: &App, by: &Caller, ask: &AskWords) -> Result<(), AppError> {
    let of = &ask.of;
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, &of.agency)?;
    let held = load::held(&app.db().read().await?, &of.agency, of.number).await?;
    let noted = noted(&held, of)?;
    let shown = noted.shown().ok_or(AppError::NotFound)?;
    let shown = Shown {
        caption: line(&ask.caption),
        credit: line(&ask.credit),
        alt: line(&ask.alt),
        ..shown.clone()
    };
    if let Some(why) = unworded(&shown) {
        return Err(AppError::Refused(why));
    }
    let passage = Passage {
        deed: Deed::Showed(shown),
        ..noted.passage.clone()
    };
    let mut tx = app.db().write().await?;
    reopened(app, by, &tx, (&of.agency, of.number)).await?;
    write::put(app, by, &mut tx, (&held.saved.key(), &passage), of.seen).await?;
    done(by, app, tx, (&of.agency, of.number), &passage.row()).await
}

pub(super) fn noted<'a>(held: &'a Held, of: &AskClear) -> Result<&'a Noted, AppError> {
    let mut all = held.passages.iter();
    let found = all.find(|noted| noted.key == of.key && noted.shown().is_some());
    let found = found.ok_or(AppError::NotFound)?;
    match found.seen == of.seen {
        true => Ok(found),
        false => Err(AppError::Stale),
    }
}

/// A picture of a report with its bytes, for whoever may read the report.
///
/// # Errors
/// [`AppError::NotFound`] where the report shows no such picture, it was taken away, or the report is not in reach.
pub async fn opened(
    app: &App,
    view: &View,
    (agency, number): (&str, u32),
    file: i64,
) -> Result<Sent, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let snapshot = app.db().read().await?;
    let held = load::held(&snapshot, agency, number).await?;
    let mut shown = held.passages.into_iter();
    let noted = shown.find(|noted| noted.shown().is_some_and(|shown| shown.file == file));
    let found = noted.and_then(|noted| noted.file);
    let found = found.filter(|file| matches!(file.media, Media::Jpeg | Media::Png));
    let found = found.ok_or(AppError::NotFound)?;
    let bytes = attachment::bytes(&snapshot, &found.file).await?;
    Ok(Sent {
        name: found.name,
        media: found.media,
        bytes,
    })
}
