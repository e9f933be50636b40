//! Reports one works on (decision 0038): saved with their outline, period and the author's texts between the bound
//! sentences, kept as versions, issued as papers; after a later correction each changed sentence is known with the
//! figure that changed it.
//!
//! Nothing of it is state: a report is read where it is shown.

mod act;
mod annex;
mod arrange;
mod choose;
mod differ;
mod drawn;
mod issue;
mod lay;
mod load;
mod page;
mod picture;
mod write;

pub use act::{AskNew, AskSettle, begin, discard, settle};
pub use annex::AskAnnex;
pub(crate) use annex::document as annex_document;
pub use arrange::shift;
pub use choose::{Choice, Choices, Unit, choices};
pub use differ::{ChangeLine, Differ, FigureLine, RecordLine, differ, gather};
pub use issue::{AskIssue, issue, keep};
pub use load::{Line, list};
pub use page::{
    HiddenView, LivingPage, OwnView, PageLine, PageSection, PictureView, VersionLine, page,
};
pub use picture::{AskPicture, AskWords, Taken, opened as picture, owner, show, word};
pub use write::{AskClear, AskUndo, AskWrite, clear, undo, write};

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_domain::access::Permission;
use thidua_domain::report::saved::Saved;
use thidua_files::paper::Document;

use self::lay::lay;
use self::load::Held;
use super::{AskPeriod, Composed, checked, compose, outline, paper};
use crate::report::Issue;
use crate::{App, AppError, View};

/// What reading a saved report asks for.
pub const PERMISSION: Permission = crate::report::PERMISSION;
/// What writing on one asks for.
pub const WRITES: Permission = Permission::LoadData;
/// What issuing one asks for, as every paper of figures.
pub const ISSUES: Permission = crate::correction::WRITES;

/// A saved report with everything its paper needs.
#[derive(Clone, Debug)]
pub struct Prepared {
    held: Held,
    draft: bool,
    signed: Option<(String, jiff::civil::Date, Option<String>)>,
    /// Another question than its own, of which the author's texts and pictures are laid over the answer.
    over: Option<AskPeriod>,
    /// Bytes of the pictures by the identity of their files.
    pictures: BTreeMap<i64, Arc<[u8]>>,
}

/// A saved report, made ready to be printed as it stands.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such report, or it is not in reach.
pub async fn prepare(
    app: &App,
    view: &View,
    agency: &str,
    number: u32,
    draft: bool,
) -> Result<Prepared, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let snapshot = app.db().read().await?;
    let held = load::held(&snapshot, agency, number).await?;
    let pictures = load::pictures(&snapshot, &held).await?;
    Ok(Prepared {
        held,
        draft,
        signed: None,
        over: None,
        pictures,
    })
}

/// A report or an article with the texts and pictures of a saved one between its sentences: what the question leaves
/// open (title, author) is that of the saved one.
///
/// # Errors
/// As [`prepare`].
pub async fn over(
    app: &App,
    view: &View,
    ask: &AskPeriod,
    number: u32,
) -> Result<Prepared, AppError> {
    let prepared = prepare(app, view, &ask.agency, number, ask.issue.draft).await?;
    let saved = &prepared.held.saved;
    let mut ask = ask.clone();
    ask.title = ask.title.or_else(|| saved.title.clone());
    ask.author = ask.author.or_else(|| saved.author.clone());
    ask.issue.date = ask.issue.date.or(saved.day);
    Ok(Prepared {
        over: Some(ask),
        ..prepared
    })
}

/// A saved report for the screen: as [`prepare`], without the bytes of its pictures.
///
/// # Errors
/// As [`prepare`].
pub async fn seen(app: &App, view: &View, agency: &str, number: u32) -> Result<Prepared, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let held = load::held(&app.db().read().await?, agency, number).await?;
    Ok(Prepared {
        held,
        draft: true,
        signed: None,
        over: None,
        pictures: BTreeMap::new(),
    })
}

impl Prepared {
    /// Number of the newest version that was issued, and not taken back.
    pub fn newest_issued(&self, view: &View) -> Option<u32> {
        let agency = &self.held.saved.agency;
        let versions = self.held.versions.iter().rev();
        let mut issued =
            versions.filter(|kept| differ::paper_of(view, agency, &kept.version).is_some());
        issued.next().map(|kept| kept.version.number)
    }

    /// Name of the file, without its ending.
    pub(crate) fn name(&self) -> String {
        let saved = &self.held.saved;
        format!("bao-cao-ky_{}_{}", saved.agency, saved.number)
    }
}

/// The question a saved report answers.
fn asked(saved: &Saved) -> AskPeriod {
    AskPeriod {
        agency: saved.agency.clone(),
        from: saved.from.0,
        to: saved.to.0,
        month: saved.month,
        stretch: saved.stretch,
        scope: None,
        outline: saved.outline.clone(),
        title: saved.title.clone(),
        author: saved.author.clone(),
        issue: Issue {
            date: saved.day,
            ..Issue::default()
        },
    }
}

/// The paper of a saved report: the bound sentences but the hidden ones, the author's between them.
///
/// # Errors
/// As [`super::document`].
pub(crate) fn document(view: &View, prepared: &Prepared) -> Result<Document, AppError> {
    let own = || asked(&prepared.held.saved);
    let mut ask = prepared.over.clone().unwrap_or_else(own);
    ask.issue.draft = prepared.draft;
    if let Some((_, on, _)) = &prepared.signed {
        ask.issue.date = Some(*on);
    }
    let window = checked(view, &ask)?;
    let outline = outline(&ask, window)?;
    let composed = compose(view, &ask, outline, window)?;
    let laid = lay(composed.sections, &prepared.held.passages);
    let drawn = drawn::drawn(&prepared.held.passages, &prepared.pictures);
    let mut notices = composed.notices;
    notices.extend(drawn.notices.iter().cloned());
    if !laid.lost.is_empty() {
        notices.push("có đoạn viết thêm thuộc mục không còn trong đề cương, in ở cuối".to_owned());
    }
    let composed = Composed {
        sections: laid.printed(&prepared.held.passages, &drawn),
        annexes: composed.annexes,
        sources: composed.sources,
        notices,
    };
    let mut document = paper::document(view, &ask, outline, window, composed)?;
    if let Some((symbol, _, signer)) = &prepared.signed
        && !document.is_annex_alone()
    {
        crate::correction::sign(&mut document, symbol, signer.as_deref());
    }
    Ok(document)
}
