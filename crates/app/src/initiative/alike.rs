//! Initiatives that repeat one another, across units and years: which ones, how much, and where. A question to people:
//! the program knows what stands in both texts, not who had the thought.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::amount::Percent;
use thidua_domain::initiative::Initiative;
use thidua_domain::text::alike::{Index, Likeness, compare};

use super::{InitiativeAnswer, PERMISSION, agencies, answer, sees};
use crate::state::{State, View};
use crate::{AppError, listing};

/// Pairs shown at most.
const MOST: usize = 200;

/// The texts of all initiatives with their fingerprints, made once for all readers.
#[derive(Debug)]
pub(crate) struct Texts {
    codes: Vec<String>,
    texts: Vec<String>,
    index: Index,
    close: OnceLock<Vec<Close>>,
}

/// Two places whose texts are close.
#[derive(Clone, Copy, Debug)]
struct Close {
    places: [usize; 2],
    share: Percent,
    shared: usize,
}

impl Texts {
    pub(crate) fn new(state: &State) -> Self {
        let all = || state.initiatives.values();
        let texts: Vec<String> = all().map(Initiative::text).collect();
        Self {
            codes: all().map(|one| one.code.clone()).collect(),
            index: Index::new(texts.iter().map(String::as_str)),
            texts,
            close: OnceLock::new(),
        }
    }

    /// Every close pair, the most alike first; made when first asked for.
    fn close(&self) -> &[Close] {
        self.close.get_or_init(|| {
            let pairs = self.index.pairs().into_iter();
            let mut close: Vec<Close> = pairs
                .filter_map(|(one, other)| self.met(one, other))
                .collect();
            close.sort_by_key(|close| (Reverse(close.share), Reverse(close.shared), close.places));
            close
        })
    }

    /// Those close to the text of a place, the most alike first.
    fn of(&self, place: usize) -> Vec<Close> {
        let others = self.index.of(place).into_iter();
        let mut close: Vec<Close> = others.filter_map(|other| self.met(place, other)).collect();
        close.sort_by_key(|close| (Reverse(close.share), Reverse(close.shared), close.places));
        close
    }

    fn met(&self, one: usize, other: usize) -> Option<Close> {
        let found = compare(self.texts.get(one)?, self.texts.get(other)?);
        found.is_close().then(|| Close {
            places: [one, other],
            share: found.share(),
            shared: found.shared.into_iter().max().unwrap_or_default(),
        })
    }

    fn place(&self, code: &str) -> Option<usize> {
        // In the order of codes, as the initiatives are.
        self.codes
            .binary_search_by(|known| known.as_str().cmp(code))
            .ok()
    }

    fn code(&self, place: usize) -> &str {
        self.codes.get(place).map_or("", String::as_str)
    }
}

/// An initiative beside another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Names of the authors' agencies.
    pub agencies: Vec<String>,
    /// The year it is of.
    pub year: Option<i16>,
    /// Code of `Giai đoạn`.
    pub stage: &'static str,
}

/// Two initiatives whose texts are close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pair {
    /// The earlier one, as far as their years are told.
    pub first: Side,
    /// The other.
    pub second: Side,
    /// Percent of the words of one that stand in the other, the larger of the two.
    pub share: String,
    /// How many words stand in both.
    pub words: usize,
    /// Whether one declares that it builds on the other.
    pub declared: bool,
    /// The share as papers print it.
    #[serde(skip)]
    pub printed: String,
}

/// Pairs of initiatives in reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pairs {
    /// The most alike first.
    pub rows: Vec<Pair>,
    /// More than are shown.
    pub more: usize,
}

/// The pairs of initiatives whose texts are close, where both are the reader's to read; of an agency with what is
/// below it where one is named.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
pub fn pairs(view: &View, within: Option<&str>) -> Result<Pairs, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    if let Some(agency) = within {
        view.permit_agency(PERMISSION, agency)?;
    }
    let codes: Option<BTreeSet<&str>> = within.map(|code| state.org.lineage(code));
    let inside = |one: &Initiative| {
        let Some(codes) = &codes else { return true };
        agencies(view, one)
            .into_iter()
            .any(|agency| codes.contains(agency))
    };
    let texts = state.initiative_texts();
    let mut seen: Vec<Option<bool>> = vec![None; texts.codes.len()];
    let mut reads = |place: usize| {
        let own = || {
            state
                .initiatives
                .get(texts.code(place))
                .is_some_and(|one| sees(view, one))
        };
        match seen.get_mut(place) {
            Some(known) => *known.get_or_insert_with(own),
            None => false,
        }
    };
    let mut answer = Pairs::default();
    for close in texts.close() {
        if !close.places.iter().all(|place| reads(*place)) {
            continue;
        }
        let [Some(one), Some(other)] = close
            .places
            .map(|place| state.initiatives.get(texts.code(place)))
        else {
            continue;
        };
        if !inside(one) && !inside(other) {
            continue;
        }
        if answer.rows.len() == MOST {
            answer.more += 1;
            continue;
        }
        answer.rows.push(pair(view, [one, other], close));
    }
    Ok(answer)
}

/// Those close to one initiative, the most alike first; it stands first in each pair.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to read.
pub fn of(view: &View, code: &str) -> Result<Vec<Pair>, AppError> {
    let state = view.state.as_ref();
    let own = find(view, code)?;
    let texts = state.initiative_texts();
    let Some(place) = texts.place(code) else {
        return Ok(Vec::new());
    };
    let others = texts.of(place);
    let close = others.iter().filter_map(|close| {
        let [_, other] = close.places;
        let other = state.initiatives.get(texts.code(other))?;
        let sides = [own, other];
        sees(view, other).then(|| Pair {
            first: side(view, own),
            second: side(view, other),
            ..pair(view, sides, close)
        })
    });
    Ok(close.take(MOST).collect())
}

fn find<'a>(view: &'a View, code: &str) -> Result<&'a Initiative, AppError> {
    let found = view.state.initiatives.get(code);
    found
        .filter(|found| sees(view, found))
        .ok_or(AppError::NotFound)
}

fn pair(view: &View, sides: [&Initiative; 2], close: &Close) -> Pair {
    let [one, other] = sides;
    // What is not dated comes after what is.
    let late = |one: &Initiative| one.year().map_or(i16::MAX, |year| year.0);
    let (first, second) = if late(other) < late(one) {
        (other, one)
    } else {
        (one, other)
    };
    Pair {
        first: side(view, first),
        second: side(view, second),
        share: close.share.to_decimal().to_string(),
        words: close.shared,
        declared: one.builds_on.contains(&other.code) || other.builds_on.contains(&one.code),
        printed: close.share.vn(),
    }
}

fn side(view: &View, one: &Initiative) -> Side {
    let state = view.state.as_ref();
    let name = |code: &str| state.name_on(code, view.today);
    Side {
        code: one.code.clone(),
        name: one.name.clone(),
        authors: one
            .authors
            .iter()
            .map(|author| name(&author.person))
            .collect(),
        agencies: agencies(view, one).into_iter().map(name).collect(),
        year: one.year().map(|year| year.0),
        stage: one.stage.code(),
    }
}

/// Part of a text, and whether it stands in the other one too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are shared.
    pub shared: bool,
}

/// One of two texts beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The initiative.
    pub initiative: InitiativeAnswer,
    /// Who and where.
    pub side: Side,
    /// Name, summary and effect, each in pieces; an empty one is not told.
    pub parts: [Vec<Piece>; 3],
    /// Percent of its words that stand in the other one, as papers print it.
    pub share: String,
    /// How many of its words stand in the other one.
    pub shared: usize,
    /// How many words it has.
    pub words: usize,
    /// Whether it declares that it builds on the other one.
    pub declares: bool,
}

/// Two initiatives beside each other, with what stands in both marked.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to read; for one beside itself.
pub fn beside(view: &View, one: &str, other: &str) -> Result<[Text; 2], AppError> {
    let both = [find(view, one)?, find(view, other)?];
    if one == other {
        return Err(AppError::NotFound);
    }
    let texts = both.map(Initiative::text);
    let likeness = compare(&texts[0], &texts[1]);
    let [first, second] = [(0_usize, both[1]), (1, both[0])].map(|(at, beside)| {
        let text = texts.get(at).map_or("", String::as_str);
        both.get(at)
            .map(|own| self::text(view, own, beside, (text, at, &likeness)))
    });
    match (first, second) {
        (Some(first), Some(second)) => Ok([first, second]),
        _ => Err(AppError::NotFound),
    }
}

fn text(
    view: &View,
    own: &Initiative,
    beside: &Initiative,
    (text, at, likeness): (&str, usize, &Likeness),
) -> Text {
    let told = [
        Some(own.name.as_str()),
        own.summary.as_deref(),
        own.effect.as_deref(),
    ];
    let none: Vec<Range<usize>> = Vec::new();
    let passages = likeness.passages.get(at).unwrap_or(&none);
    let mut from = 0;
    let parts = told.map(|part| {
        let Some(part) = part else { return Vec::new() };
        let place = from..from + part.len();
        // The parts stand below one another.
        from = place.end + 1;
        pieces(text, &place, passages)
    });
    Text {
        initiative: answer(view, own),
        side: side(view, own),
        parts,
        share: likeness.shares.get(at).copied().unwrap_or_default().vn(),
        shared: likeness.shared.get(at).copied().unwrap_or_default(),
        words: likeness.words.get(at).copied().unwrap_or_default(),
        declares: own.builds_on.contains(&beside.code),
    }
}

/// A part of a text cut where shared passages begin and end.
fn pieces(text: &str, part: &Range<usize>, passages: &[Range<usize>]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut push = |from: usize, to: usize, shared: bool| {
        let words = text.get(from..to).unwrap_or_default();
        if !words.is_empty() {
            found.push(Piece {
                text: words.to_owned(),
                shared,
            });
        }
    };
    let mut at = part.start;
    for passage in passages {
        let (from, to) = (passage.start.max(part.start), passage.end.min(part.end));
        if from >= to {
            continue;
        }
        push(at, from, false);
        push(from, to, true);
        at = to;
    }
    push(at, part.end, false);
    found
}

/// The address on which two stand beside each other.
pub fn address(one: &str, other: &str) -> String {
    format!(
        "/sang-kien/{}/doi-chieu?voi={}",
        listing::part(one),
        listing::part(other)
    )
}
