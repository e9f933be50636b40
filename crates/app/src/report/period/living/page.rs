//! A report one works on, for the screen: the bound sentences of today with what the author did between them.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::report::Form;
use thidua_domain::report::saved::Deed;
use thidua_domain::time::vn;

use super::differ::{Differ, paper_of};
use super::lay::{Item, lay};
use super::load::{Held, Noted, issued_as};
use super::{ISSUES, Prepared, WRITES, asked};
use crate::report::period::preview::{PreviewLine, line};
use crate::report::period::{checked, compose, outline, paper};
use crate::{AppError, View};

/// A report one works on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LivingPage {
    /// Its number.
    pub number: u32,
    /// Title as printed.
    pub title: String,
    /// Title in the author's words.
    pub own_title: Option<String>,
    /// Who writes.
    pub author: Option<String>,
    /// Day of an article, `03/06/2021`.
    pub day: Option<String>,
    /// `giai đoạn 2015 – 2020`.
    pub period: String,
    /// Name of the outline.
    pub outline: String,
    /// Its code.
    pub outline_code: String,
    /// Whether it is an article.
    pub article: bool,
    /// Sections, in order.
    pub sections: Vec<PageSection>,
    /// Texts whose section is no more.
    pub lost: Vec<OwnView>,
    /// Pictures whose section is no more.
    pub lost_pictures: Vec<PictureView>,
    /// Hidings whose sentence is no more.
    pub idle: Vec<HiddenView>,
    /// What the reader must be warned of.
    pub notices: Vec<String>,
    /// Sources, numbered.
    pub sources: Vec<String>,
    /// Versions, the newest first.
    pub versions: Vec<VersionLine>,
    /// Revision of its own record.
    pub seen: i64,
    /// Newest event of it: what an editor has seen.
    pub newest: i64,
    /// Whether the reader writes on it.
    pub writes: bool,
    /// Whether the reader issues it.
    pub issues: bool,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageSection {
    /// Its code: what opens it is written under it.
    pub code: String,
    /// Title; empty: none.
    pub title: String,
    /// What the author wrote before its first sentence.
    pub opening: Vec<OwnView>,
    /// Pictures there.
    pub pictures: Vec<PictureView>,
    /// Its pieces.
    pub lines: Vec<PageLine>,
}

/// A bound piece with what the author did there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageLine {
    /// Its key.
    pub key: String,
    /// Name of its place in the page.
    pub id: String,
    /// What it says.
    pub said: PreviewLine,
    /// What hid it.
    pub hidden: Option<HiddenView>,
    /// As the compared version says it, where that is something else; empty: it was not there.
    pub before: Option<String>,
    /// What the author wrote behind it.
    pub own: Vec<OwnView>,
    /// Pictures behind that.
    pub pictures: Vec<PictureView>,
}

/// What the author wrote at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnView {
    /// Key of its record.
    pub key: String,
    /// The key of the place.
    pub at: String,
    /// Its text.
    pub text: String,
    /// Its paragraphs.
    pub lines: Vec<String>,
    /// The sentence it was written behind, where that is no more.
    pub moved: Option<String>,
    /// Its revision.
    pub seen: i64,
    /// Who wrote it last, and when.
    pub by: String,
    /// When.
    pub when: String,
}

/// A picture the author put at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// Key of its record.
    pub key: String,
    /// The key of the place.
    pub at: String,
    /// Number of its file.
    pub file: i64,
    /// What it shows.
    pub caption: String,
    /// Who took it.
    pub credit: String,
    /// What is read aloud to who does not see it; empty: the caption.
    pub alt: String,
    /// Width and height.
    pub pixels: Option<(u32, u32)>,
    /// Whether its file was taken away where it hung.
    pub gone: bool,
    /// The sentence it was put behind, where that is no more.
    pub moved: Option<String>,
    /// Its revision.
    pub seen: i64,
    /// Who changed it last, and when.
    pub by: String,
    /// When.
    pub when: String,
}

/// What hid a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HiddenView {
    /// Key of its record.
    pub key: String,
    /// Why.
    pub reason: String,
    /// The sentence as it was when it was hidden.
    pub words: String,
    /// Whether the sentence says something else now.
    pub otherwise: bool,
    /// Its revision.
    pub seen: i64,
    /// Who hid it.
    pub by: String,
    /// When.
    pub when: String,
}

/// A version in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionLine {
    /// Its number.
    pub number: u32,
    /// Number and day of the issued paper.
    pub issued: Option<String>,
    /// Whether it was issued and that was taken back.
    pub withdrawn: bool,
    /// Address of the issued file.
    pub file: Option<String>,
    /// What its author says of it.
    pub note: Option<String>,
    /// Who kept it, and when.
    pub by: String,
    /// When.
    pub at: String,
}

/// The report as it stands; `differ`: with what a version says otherwise marked. It puts the report together: call it off
/// the threads that serve requests.
///
/// # Errors
/// As [`super::super::document`].
pub fn page(
    view: &View,
    prepared: &Prepared,
    differ: Option<&Differ>,
) -> Result<LivingPage, AppError> {
    let held = &prepared.held;
    let question = asked(&held.saved);
    let window = checked(view, &question)?;
    let of = outline(&question, window)?;
    let composed = compose(view, &question, of, window)?;
    let laid = lay(composed.sections, &held.passages);
    let before: BTreeMap<&str, &str> = differ
        .iter()
        .flat_map(|differ| &differ.changes)
        .map(|change| (change.key.as_str(), change.before.as_deref().unwrap_or("")))
        .collect();
    let mut number = 0;
    let mut sections = Vec::new();
    for (section, items) in laid.sections {
        let mut done = PageSection {
            code: section.code,
            title: section.title,
            opening: Vec::new(),
            pictures: Vec::new(),
            lines: Vec::new(),
        };
        for item in items {
            match item {
                Item::Own { passage, moved } => {
                    let own = own(&held.passages, passage, moved);
                    let picture = pictured(&held.passages, passage, moved);
                    let (texts, pictures) = match done.lines.last_mut() {
                        Some(line) => (&mut line.own, &mut line.pictures),
                        None => (&mut done.opening, &mut done.pictures),
                    };
                    texts.extend(own);
                    pictures.extend(picture);
                }
                Item::Bound { piece, hidden } => {
                    let words = crate::report::period::words_of(&piece.block);
                    let Some(said) = line(piece.block) else {
                        continue;
                    };
                    number += 1;
                    done.lines.push(PageLine {
                        id: format!("cau-{number}"),
                        said,
                        hidden: hidden.and_then(|at| hid(held.passages.get(at)?, &words)),
                        before: before
                            .get(piece.key.as_str())
                            .map(|words| (*words).to_owned()),
                        own: Vec::new(),
                        pictures: Vec::new(),
                        key: piece.key,
                    });
                }
            }
        }
        sections.push(done);
    }
    let lost = laid.lost.iter();
    Ok(LivingPage {
        number: held.saved.number,
        title: paper::subject(view, &question, of, window).replace('\n', " "),
        own_title: held.saved.title.clone(),
        author: held.saved.author.clone(),
        day: held.saved.day.map(vn),
        period: question.period(),
        outline: of.name.clone(),
        outline_code: of.code.clone(),
        article: of.form == Form::Article,
        sections,
        lost: lost
            .filter_map(|at| own(&held.passages, *at, true))
            .collect(),
        lost_pictures: laid
            .lost
            .iter()
            .filter_map(|at| pictured(&held.passages, *at, true))
            .collect(),
        idle: laid
            .idle
            .iter()
            .filter_map(|at| hid(held.passages.get(*at)?, ""))
            .collect(),
        notices: paper::notices(of, composed.notices),
        sources: composed.sources.list(),
        versions: versions(view, held),
        seen: held.seen,
        newest: held.newest,
        writes: view.sees(WRITES, &held.saved.agency),
        issues: view.sees(ISSUES, &held.saved.agency),
    })
}

fn own(passages: &[Noted], at: usize, moved: bool) -> Option<OwnView> {
    let noted = passages.get(at)?;
    let Deed::Wrote(text) = &noted.passage.deed else {
        return None;
    };
    Some(OwnView {
        key: noted.key.clone(),
        at: noted.passage.at.clone(),
        text: text.clone(),
        lines: text.split('\n').map(str::to_owned).collect(),
        moved: moved.then(|| noted.passage.words.clone()),
        seen: noted.seen,
        by: noted.by.clone(),
        when: noted.at.clone(),
    })
}

fn pictured(passages: &[Noted], at: usize, moved: bool) -> Option<PictureView> {
    let noted = passages.get(at)?;
    let shown = noted.shown()?;
    Some(PictureView {
        key: noted.key.clone(),
        at: noted.passage.at.clone(),
        file: shown.file,
        caption: shown.caption.clone(),
        credit: shown.credit.clone(),
        alt: shown.alt.clone(),
        pixels: noted.file.as_ref().and_then(|file| file.pixels),
        gone: noted.file.is_none(),
        moved: (moved && !noted.passage.words.is_empty()).then(|| noted.passage.words.clone()),
        seen: noted.seen,
        by: noted.by.clone(),
        when: noted.at.clone(),
    })
}

fn hid(noted: &Noted, now: &str) -> Option<HiddenView> {
    let Deed::Hid(reason) = &noted.passage.deed else {
        return None;
    };
    Some(HiddenView {
        key: noted.key.clone(),
        reason: reason.clone(),
        words: noted.passage.words.clone(),
        otherwise: noted.passage.words != now,
        seen: noted.seen,
        by: noted.by.clone(),
        when: noted.at.clone(),
    })
}

fn versions(view: &View, held: &Held) -> Vec<VersionLine> {
    let agency = &held.saved.agency;
    let line = |kept: &super::load::Kept| {
        let issued = kept.version.issued.as_deref();
        let issued = issued.and_then(|key| issued_as(view, agency, key));
        VersionLine {
            number: kept.version.number,
            withdrawn: issued.is_none() && kept.version.issued.is_some(),
            issued,
            file: paper_of(view, agency, &kept.version).map(|paper| paper.file.clone()),
            note: kept.version.note.clone(),
            by: kept.by.clone(),
            at: kept.at.clone(),
        }
    };
    held.versions.iter().rev().map(line).collect()
}
