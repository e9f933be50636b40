//! Adding files to a record: all of what was sent, or nothing.

use thidua_domain::attachment::{
    ATTACHMENTS, Attachment, CAPTION, CREDIT, MOST, clean_name, size_words,
};
use thidua_domain::text::clean;
use thidua_files::attachment::{Examined, examine};
use thidua_store::records::{self, NewRecord, Origin, Revision};
use thidua_store::{Canonical, Stamp, WriteTx, attachment, counter};

use super::bind::of_record;
use super::{LARGEST, WRITES};
use crate::access::Caller;
use crate::record::{Owner, owner};
use crate::{App, AppError};

/// What an agency may add in a calendar year, in bytes: 8 GiB, four times what a scanner of an office fills.
const QUOTA: i64 = 8 << 30;

/// A file to be added.
#[derive(Clone, Debug)]
pub struct New {
    /// Its name as sent.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it shows.
    pub caption: Option<String>,
    /// Who took the picture.
    pub credit: Option<String>,
}

/// Adds files to a record named by its sheet and its key or identity, and answers how many.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such record or it is not the actor's to change; [`AppError::Refused`] with a
/// line for every file that is not taken.
pub async fn add(
    app: &App,
    by: &Caller,
    (sheet, record): (&str, &str),
    sent: Vec<New>,
) -> Result<usize, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit(WRITES, thidua_domain::access::Target::Any)?;
    let owner = owner(app, &view, sheet, record).await?;
    if !owner.writes {
        return Err(AppError::NotFound);
    }
    hang(app, by, &owner, sent).await
}

/// The same for who was permitted otherwise: the evidence of what one did oneself.
///
/// # Errors
/// [`AppError::Refused`] with a line for every file that is not taken.
pub(crate) async fn hang(
    app: &App,
    by: &Caller,
    owner: &Owner,
    sent: Vec<New>,
) -> Result<usize, AppError> {
    let judged = judge(sent).await?;
    let mut tx = app.db().write().await?;
    let there = of_record(&tx, owner.record).await?;
    let standing = there.iter().filter(|(stored, _)| !stored.removed).count();
    let mut faults = Vec::new();
    if standing + judged.len() > MOST {
        faults.push(format!(
            "Mỗi nội dung đính kèm nhiều nhất {MOST} tệp; đang có {standing} tệp."
        ));
    }
    let mut files: Vec<(Attachment, Vec<u8>)> = Vec::new();
    for (sent, found) in judged {
        let file = described(owner, &sent, found);
        let same = |other: &Attachment| other.file == file.file;
        let stands = there
            .iter()
            .any(|(stored, other)| same(other) && !stored.removed);
        if stands || files.iter().any(|(other, _)| same(other)) {
            faults.push(format!("«{}» đã có ở đây rồi.", file.name));
        }
        files.push((file, sent.bytes));
    }
    if !faults.is_empty() {
        return Err(AppError::Refused(faults.join("\n")));
    }
    count(app, &mut tx, owner, &files).await?;
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: None,
    };
    let mut told = Vec::new();
    for (file, bytes) in &files {
        attachment::put(&mut tx, &file.name, file.media.media_type(), bytes).await?;
        keep(&mut tx, &stamp, file).await?;
        told.push(file.row());
    }
    let event = by.event(app.now(), "attachment.add", owner.subject(), None, &told)?;
    tx.commit(event).await?;
    Ok(files.len())
}

/// Looks at every file off the threads that serve; all that are not taken are told at once.
async fn judge(sent: Vec<New>) -> Result<Vec<(New, Examined)>, AppError> {
    if sent.is_empty() {
        return Err(AppError::refused(
            "Chưa chọn tệp nào. Chọn tệp rồi bấm «Tải lên».",
        ));
    }
    let work = move || {
        let mut faults = Vec::new();
        let mut taken = Vec::new();
        for file in sent {
            let named = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
            let named = clean(named);
            let mut complain = |why: String| faults.push(format!("«{named}»: {why}"));
            if file.bytes.len() > LARGEST {
                let limit = size_words(i64::try_from(LARGEST).unwrap_or(i64::MAX));
                complain(format!(
                    "Tệp nặng quá {limit}. Giảm dung lượng rồi tải lên lại."
                ));
                continue;
            }
            let long = |text: &Option<String>, most: usize| {
                text.as_ref()
                    .is_some_and(|text| text.chars().count() > most)
            };
            if long(&file.caption, CAPTION) || long(&file.credit, CREDIT) {
                complain(too_long());
                continue;
            }
            match examine(&file.name, &file.bytes) {
                Ok(found) => taken.push((file, found)),
                Err(unfit) => complain(unfit.to_string()),
            }
        }
        match faults.is_empty() {
            true => Ok(taken),
            false => Err(AppError::Refused(faults.join("\n"))),
        }
    };
    let judged = tokio::task::spawn_blocking(work).await;
    judged.map_err(|error| AppError::Machine(error.to_string()))?
}

pub(super) fn too_long() -> String {
    format!("Chú thích dài nhất {CAPTION} ký tự, tên người chụp dài nhất {CREDIT} ký tự.")
}

/// A text that says something.
pub(super) fn said(text: Option<&str>) -> Option<String> {
    let text = clean(text.unwrap_or_default()).replace('\n', " ");
    (!text.is_empty()).then_some(text)
}

fn described(owner: &Owner, sent: &New, found: Examined) -> Attachment {
    Attachment {
        sheet: owner.sheet.to_owned(),
        record: owner.record,
        name: clean_name(&sent.name, found.media),
        media: found.media,
        file: thidua_store::sha256_hex(&sent.bytes),
        size: i64::try_from(sent.bytes.len()).unwrap_or(i64::MAX),
        pixels: found.pixels,
        caption: said(sent.caption.as_deref()),
        credit: said(sent.credit.as_deref()).filter(|_| found.media.is_picture()),
    }
}

/// Counts the bytes against what the agency may add in a year: a disk is everybody's.
async fn count(
    app: &App,
    tx: &mut WriteTx,
    owner: &Owner,
    files: &[(Attachment, Vec<u8>)],
) -> Result<(), AppError> {
    let bytes: i64 = files.iter().map(|(file, _)| file.size).sum();
    let name = format!("dinh-kem.{}", owner.agency);
    let year = i32::from(app.today().year());
    let used = counter::advance(tx, &name, year, bytes).await?;
    if used > QUOTA {
        return Err(AppError::Refused(format!(
            "Năm nay cơ quan đã tải lên gần hết {} được dùng. Báo người quản trị hệ thống.",
            size_words(QUOTA)
        )));
    }
    Ok(())
}

async fn keep(tx: &mut WriteTx, stamp: &Stamp, file: &Attachment) -> Result<(), AppError> {
    let content = Canonical::from_value(&file.row())?;
    let key = file.key();
    let origin = Origin::default();
    match records::find(tx, ATTACHMENTS, &key).await? {
        Some(record) => {
            let revision = Revision {
                id: record.id,
                follows: record.number,
                content,
                removed: false,
                origin,
            };
            Ok(records::revise(tx, stamp, vec![revision]).await?)
        }
        None => {
            let new = NewRecord {
                kind: ATTACHMENTS.to_owned(),
                key,
                code: Some(Attachment::code_of(file.record)),
                content,
                origin,
            };
            Ok(records::insert(tx, stamp, vec![new]).await?)
        }
    }
}
