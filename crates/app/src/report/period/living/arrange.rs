//! A picture moved up or down through the places of a report.

use thidua_domain::report::saved::{Deed, PASSAGES, Passage, Shown};
use thidua_store::Canonical;
use thidua_store::records::{self, Revision};

use super::act::{opened as reopened, stamp};
use super::lay::{Item, lay};
use super::load::{self, Held, Noted};
use super::picture::{done, noted};
use super::write::AskClear;
use super::{WRITES, asked};
use crate::access::Caller;
use crate::report::period::{checked, compose, outline, words_of};
use crate::{App, AppError, View};

/// Moves a picture one place up or down: before the picture it follows, else behind the sentence before.
///
/// # Errors
/// As [`super::show`]; [`AppError::Refused`] at the beginning and the end of the report.
pub async fn shift(app: &App, by: &Caller, of: &AskClear, up: bool) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, &of.agency)?;
    let held = load::held(&app.db().read().await?, &of.agency, of.number).await?;
    let moving = noted(&held, of)?;
    let places = places(&view, &held, moving)?;
    let moved = arranged(places, &moving.key, up)?;
    let mut tx = app.db().write().await?;
    reopened(app, by, &tx, (&of.agency, of.number)).await?;
    let mut revisions = Vec::new();
    for (passage, noted) in moved {
        let stored = records::find(&tx, PASSAGES, &noted.key).await?;
        let stored = stored.filter(|record| !record.removed && record.number == noted.seen);
        let stored = stored.ok_or(AppError::Stale)?;
        revisions.push(Revision {
            id: stored.id,
            follows: stored.number,
            content: Canonical::from_value(&passage.row())?,
            removed: false,
            origin: records::Origin::default(),
        });
    }
    records::revise(&mut tx, &stamp(app, by, None), revisions).await?;
    done(by, app, tx, (&of.agency, of.number), &moving.passage.row()).await
}

/// A place of the report of today: its key, the words of its sentence, the pictures that stand there.
struct Spot<'a> {
    at: String,
    words: String,
    pictures: Vec<&'a Noted>,
}

/// Every place in order; a picture whose section is no more stands at the last.
fn places<'a>(view: &View, held: &'a Held, moving: &Noted) -> Result<Vec<Spot<'a>>, AppError> {
    let question = asked(&held.saved);
    let window = checked(view, &question)?;
    let of = outline(&question, window)?;
    let laid = lay(
        compose(view, &question, of, window)?.sections,
        &held.passages,
    );
    let mut places: Vec<Spot<'a>> = Vec::new();
    for (section, items) in &laid.sections {
        places.push(Spot {
            at: section.code.clone(),
            words: String::new(),
            pictures: Vec::new(),
        });
        for item in items {
            match item {
                Item::Bound { piece, .. } => places.push(Spot {
                    at: piece.key.clone(),
                    words: words_of(&piece.block),
                    pictures: Vec::new(),
                }),
                Item::Own { passage, .. } => {
                    let noted = held.passages.get(*passage);
                    let noted = noted.filter(|noted| noted.shown().is_some());
                    if let (Some(place), Some(noted)) = (places.last_mut(), noted) {
                        place.pictures.push(noted);
                    }
                }
            }
        }
    }
    let stands = |place: &Spot<'_>| place.pictures.iter().any(|noted| noted.key == moving.key);
    if !places.iter().any(stands)
        && let Some(last) = places.last_mut()
    {
        let lost = held.passages.iter().filter(|noted| noted.key == moving.key);
        last.pictures.extend(lost);
    }
    Ok(places)
}

/// What must be stored for a picture to be one place further up or down.
fn arranged<'a>(
    mut places: Vec<Spot<'a>>,
    key: &str,
    up: bool,
) -> Result<Vec<(Passage, &'a Noted)>, AppError> {
    let found = places.iter().enumerate().find_map(|(at, place)| {
        let mut pictures = place.pictures.iter();
        pictures
            .position(|noted| noted.key == key)
            .map(|place| (at, place))
    });
    let (at, within) = found.ok_or(AppError::NotFound)?;
    let last = places.get(at).map_or(0, |place| place.pictures.len() - 1);
    let (to, inside) = match (up, within) {
        (true, 0) => (at.checked_sub(1), false),
        (false, here) if here == last => (Some(at + 1), false),
        _ => (Some(at), true),
    };
    let end = || {
        AppError::refused(match up {
            true => "Ảnh đã ở đầu báo cáo.",
            false => "Ảnh đã ở cuối báo cáo.",
        })
    };
    let to = to.filter(|to| *to < places.len()).ok_or_else(end)?;
    let here = &mut places.get_mut(at).ok_or(AppError::NotFound)?.pictures;
    let moving = here.remove(within);
    let target = &mut places.get_mut(to).ok_or(AppError::NotFound)?.pictures;
    let into = match (inside, up) {
        (true, true) => within - 1,
        (true, false) => within + 1,
        (false, true) => target.len(),
        (false, false) => 0,
    };
    target.insert(into, moving);
    let place = places.get(to).ok_or(AppError::NotFound)?;
    Ok(numbered(place, key))
}

/// The pictures of a place numbered anew; those that stand as they are stored are left out.
fn numbered<'a>(place: &Spot<'a>, key: &str) -> Vec<(Passage, &'a Noted)> {
    let mut changed = Vec::new();
    for (order, noted) in (1..).zip(&place.pictures) {
        let Some(shown) = noted.shown() else {
            continue;
        };
        let moved = noted.key == key && noted.passage.at != place.at;
        let passage = Passage {
            at: if moved {
                place.at.clone()
            } else {
                noted.passage.at.clone()
            },
            words: if moved {
                place.words.clone()
            } else {
                noted.passage.words.clone()
            },
            deed: Deed::Showed(Shown {
                order,
                ..shown.clone()
            }),
        };
        if passage != noted.passage {
            changed.push((passage, *noted));
        }
    }
    changed
}
