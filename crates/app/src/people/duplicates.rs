//! People who stand in the register twice: found, merged, parted again. Nothing is deleted or rewritten: one record
//! says which code stands for which, and taking it away parts them exactly.

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::people::merge::{MERGED, candidates};
use thidua_domain::text;

use super::{PERMISSION as READ, PostLine, post_line};
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, PERMISSION, Told};
use crate::record::{self, refusal};
use crate::{App, AppError, State, View};

/// Pairs shown.
const MOST: usize = 100;
/// How often a pair is looked at anew because something was stored between the look and the writing.
const TRIES: usize = 8;

/// One of two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Twin {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Birth, shown.
    pub born: Option<String>,
    /// Posts, oldest first.
    pub posts: Vec<PostLine>,
    /// How many awards are known.
    pub awards: usize,
}

/// Two that may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TwinPair {
    /// The two; the first is proposed to be kept.
    pub people: Vec<Twin>,
    /// Why.
    pub reasons: Vec<&'static str>,
}

/// Two that were merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergedLine {
    /// The code for which another stands.
    pub code: String,
    /// The code that stands for it.
    pub kept: String,
    /// The name of the person.
    pub name: String,
    /// Key of its record, for the history.
    pub record: String,
}

/// Who stands twice, as far as the reader may write both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Duplicates {
    /// Likeliest first.
    pub pairs: Vec<TwinPair>,
    /// More than are shown.
    pub more: usize,
    /// Merged already.
    pub merged: Vec<MergedLine>,
}

/// Who stands twice.
///
/// # Errors
/// [`AppError::Forbidden`] for who may not write.
pub fn duplicates(view: &View) -> Result<Duplicates, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let mine = |code: &str| {
        view.permit_person(READ, code).is_ok() && view.permit_person(PERMISSION, code).is_ok()
    };
    let all = candidates(state.people.values()).into_iter();
    let all: Vec<_> = all
        .filter(|pair| pair.codes.iter().all(|code| mine(code)))
        .collect();
    let more = all.len().saturating_sub(MOST);
    let pairs = all.into_iter().take(MOST).map(|pair| TwinPair {
        people: pair
            .codes
            .iter()
            .filter_map(|code| twin(state, code))
            .collect(),
        reasons: pair.reasons,
    });
    let merged = state.merged.codes().filter(|code| mine(code));
    let merged = merged.map(|code| {
        let kept = state.merged.standing(code).to_owned();
        MergedLine {
            name: state.name_on(code, view.today),
            record: record::key_of(&MERGED, code, None),
            code: code.clone(),
            kept,
        }
    });
    Ok(Duplicates {
        pairs: pairs.collect(),
        more,
        merged: merged.collect(),
    })
}

fn twin(state: &State, code: &str) -> Option<Twin> {
    let person = state.people.get(code)?;
    let index = state.award_index();
    Some(Twin {
        code: code.to_owned(),
        name: person.name().to_owned(),
        born: person.born.map(|day| day.vn()),
        posts: person
            .posts
            .iter()
            .map(|post| post_line(state, post))
            .collect(),
        awards: index.of_recipient(&state.awards, code).count(),
    })
}

/// Lets one code stand for another; the event that can be undone.
///
/// # Errors
/// [`AppError::Refused`] without a ground or of one person, [`AppError::Stale`] where somebody merged one of them
/// since the page was made, [`AppError::NotFound`] out of reach.
pub async fn merge(
    app: &App,
    by: &Caller,
    (kept, other): (&str, &str),
    ground: Option<&str>,
) -> Result<Option<i64>, AppError> {
    let ground = ground.map(text::clean).unwrap_or_default();
    for _ in 0..TRIES {
        let view = app.view(&by.actor).await?;
        view.permit(PERMISSION, Target::Any)?;
        for code in [kept, other] {
            view.permit_person(PERMISSION, code)?;
        }
        if ground.is_empty() {
            return Err(AppError::refused(
                "Gộp hồ sơ phải nêu căn cứ: văn bản, hoặc vì sao biết hai hồ sơ là một người.",
            ));
        }
        let merged = &view.state.merged;
        if merged.standing(kept) == merged.standing(other) {
            return Err(AppError::refused(
                "Hai hồ sơ này đã được hiểu là một người.",
            ));
        }
        // Another stands for one of them: merging it again would undo that unseen.
        if merged.standing(kept) != kept || merged.standing(other) != other {
            return Err(AppError::Stale);
        }
        let (told, options) = stands_for(&view, by, (kept, other), &ground);
        // Something was stored between the look and the writing: looked at anew.
        let loaded = match bundle::store(app, &by.actor, vec![told], Vec::new(), &options).await {
            Err(AppError::Stale) => continue,
            stored => stored?,
        };
        if loaded.refused() {
            return Err(refusal(&loaded));
        }
        return Ok(loaded.event);
    }
    Err(AppError::Stale)
}

/// The record that one code stands for another, over exactly what was looked at.
fn stands_for(
    view: &View,
    by: &Caller,
    (kept, other): (&str, &str),
    ground: &str,
) -> (Told, Options) {
    let mut row = Values::default();
    row.set("ma_trung", other);
    row.set("ma_giu", kept);
    row.set("ngay", view.today.to_string());
    row.set("can_cu", ground);
    let options = Options {
        revise: Some(ground.to_owned()),
        channel: by.channel.to_owned(),
        replace: true,
        at_version: Some(view.state.version),
        deed: Some(Deed {
            command: "people.merge",
            subject: format!("gop-nguoi {other}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = Told {
        def: &MERGED,
        number: 1,
        values: row,
    };
    (told, options)
}

/// Parts a code from the one that stands for it: everything answers again as before.
///
/// # Errors
/// [`AppError::Refused`] without a reason, [`AppError::Stale`] where somebody parted them before,
/// [`AppError::NotFound`] where nothing ever stood for the code.
pub async fn part(
    app: &App,
    by: &Caller,
    code: &str,
    reason: Option<&str>,
) -> Result<Option<i64>, AppError> {
    let key = record::key_of(&MERGED, code, None);
    let snapshot = app.db().read().await?;
    let stored = thidua_store::records::find(&snapshot, MERGED.name, &key).await?;
    drop(snapshot);
    let seen = stored.ok_or(AppError::NotFound)?;
    let parted = record::remove(app, by, (MERGED.name, &key), seen.number, reason).await?;
    Ok(parted.event)
}
