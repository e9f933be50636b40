//! What names the rows: every sheet's key as numbers of words kept once.

use std::cmp::Reverse;
use std::sync::Arc;

use super::super::key::{Frame, SheetKey};
use super::quick::QuickMap;
use super::{index, number};
use crate::time::{PartialDate, Window, WorkYear};

/// What names a sheet, borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// Code of an agency or a block.
    pub subject: &'a str,
    /// Code of an officer, where the figures are one officer's.
    pub person: Option<&'a str>,
    /// Work year.
    pub year: WorkYear,
    /// Cumulative month, 1–12.
    pub month: u8,
    /// Scope, inclusion, group, campaign.
    pub frame: &'a Frame,
    /// Code of `van-ban` or free text.
    pub source: Option<&'a str>,
    /// Day the figures were closed.
    pub cut_off: Option<PartialDate>,
    /// Code of `Tình trạng`.
    pub status: Option<&'a str>,
}

impl<'a> Key<'a> {
    /// The window its figures tell of.
    pub fn window(&self) -> Window {
        Window {
            year: self.year,
            month: self.month,
        }
    }

    /// Whose figures they are: the officer's, else the agency's.
    pub fn whose(&self) -> &'a str {
        self.person.unwrap_or(self.subject)
    }

    /// The key as one text, unique and stable.
    pub fn text(&self) -> String {
        self.owned().text()
    }

    /// The same, owned.
    pub fn owned(&self) -> SheetKey {
        SheetKey {
            subject: self.subject.to_owned(),
            person: self.person.map(str::to_owned),
            year: self.year,
            month: self.month,
            frame: self.frame.clone(),
            source: self.source.map(str::to_owned),
            cut_off: self.cut_off,
            status: self.status.map(str::to_owned),
        }
    }
}

/// A sheet of the table.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// What names it.
    pub key: Key<'a>,
    /// Number of the revision shown.
    pub revision: i32,
    /// Day of the source, where it is a dated document.
    pub dated: Option<PartialDate>,
}

/// Words kept once.
#[derive(Clone, Debug, Default)]
struct Words {
    list: Vec<Arc<str>>,
    numbers: QuickMap<Arc<str>, u32>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let word: Arc<str> = word.into();
        let next = number(self.list.len());
        self.list.push(word.clone());
        self.numbers.insert(word, next);
        next
    }

    fn get(&self, at: u32) -> Option<&str> {
        self.list.get(index(at)).map(AsRef::as_ref)
    }
}

/// Stands for an empty field.
const EMPTY: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    subject: u32,
    person: u32,
    source: u32,
    status: u32,
    frame: u16,
    year: i16,
    month: u8,
    cut_off: Option<PartialDate>,
}

impl Row {
    fn whose(&self) -> u32 {
        if self.person == EMPTY {
            self.subject
        } else {
            self.person
        }
    }

    fn place(&self) -> Place {
        Place::of(self.whose(), self.frame, self.year, self.month)
    }
}

/// Where the sheets of one subject, window and frame are: numbers in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place(u64);

impl Place {
    fn of(subject: u32, frame: u16, year: i16, month: u8) -> Self {
        // Thirteen months a year leave room for every month in its own number.
        let window = u16::from_ne_bytes(year.to_ne_bytes()).wrapping_mul(13);
        let window = window.wrapping_add(u16::from(month));
        Self(u64::from(subject) << 32 | u64::from(frame) << 16 | u64::from(window))
    }

    pub(super) fn find(rows: &Rows, subject: &str, window: Window, frame: &Frame) -> Option<Self> {
        let (subject, frame) = rows.numbers(subject, frame)?;
        Some(Self::of(subject, frame, window.year.0, window.month))
    }
}

/// The rows of one place: nearly always one.
#[derive(Clone, Debug)]
enum Found {
    One([u32; 1]),
    Many(Vec<u32>),
}

impl Found {
    fn list(&self) -> &[u32] {
        match self {
            Self::One(one) => one,
            Self::Many(many) => many,
        }
    }
}

/// Which newest revision a row shows, and the day of its source.
type Shown = (i32, Option<PartialDate>);

/// The names of all rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    shown: Vec<Shown>,
    words: Words,
    frames: Vec<Arc<Frame>>,
    frame_numbers: QuickMap<Arc<Frame>, u16>,
    places: QuickMap<Place, Found>,
    latest: QuickMap<Place, Window>,
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn settle(&mut self) {
        self.rows.shrink_to_fit();
        self.shown.shrink_to_fit();
        self.places.shrink_to_fit();
    }

    /// The rows whose source has another date than they remember, with that date.
    pub(super) fn redated(
        &self,
        dated: impl Fn(&str) -> Option<PartialDate>,
    ) -> impl Iterator<Item = (u32, Option<PartialDate>)> {
        let now: Vec<Option<PartialDate>> =
            self.words.list.iter().map(|word| dated(word)).collect();
        let rows = self.rows.iter().zip(&self.shown).enumerate();
        rows.filter_map(move |(at, (row, shown))| {
            let now = now.get(index(row.source)).copied().flatten();
            (now != shown.1).then_some((number(at), now))
        })
    }

    pub(super) fn redate(&mut self, moved: &[(u32, Option<PartialDate>)]) {
        for (at, dated) in moved {
            if let Some(shown) = self.shown.get_mut(index(*at)) {
                shown.1 = *dated;
            }
            if let Some(row) = self.rows.get(index(*at)) {
                let place = row.place();
                self.order(place);
            }
        }
    }

    fn frame_number(&mut self, frame: &Frame) -> u16 {
        if let Some(known) = self.frame_numbers.get(frame) {
            return *known;
        }
        let frame = Arc::new(frame.clone());
        let next = u16::try_from(self.frames.len()).unwrap_or(u16::MAX);
        self.frames.push(frame.clone());
        self.frame_numbers.insert(frame, next);
        next
    }

    /// Whether any row is of a group of cases.
    pub(super) fn knows_group(&self, group: &str) -> bool {
        let of = |frame: &Arc<Frame>| frame.group.as_deref() == Some(group);
        self.frames.iter().any(of)
    }

    fn numbers(&self, subject: &str, frame: &Frame) -> Option<(u32, u16)> {
        let subject = *self.words.numbers.get(subject)?;
        let frame = *self.frame_numbers.get(frame)?;
        Some((subject, frame))
    }

    /// The row of a key, and whether it is new.
    pub(super) fn place(
        &mut self,
        key: Key<'_>,
        revision: i32,
        dated: Option<PartialDate>,
    ) -> (u32, bool) {
        let mut optional = |word: Option<&str>| word.map_or(EMPTY, |word| self.words.number(word));
        let row = Row {
            person: optional(key.person),
            source: optional(key.source),
            status: optional(key.status),
            subject: self.words.number(key.subject),
            frame: self.frame_number(key.frame),
            year: key.year.0,
            month: key.month,
            cut_off: key.cut_off,
        };
        let (whose, place) = (row.whose(), row.place());
        let known = self.at(place).iter().copied();
        let mut known = known.filter(|at| self.rows.get(index(*at)) == Some(&row));
        if let Some(at) = known.next() {
            if let Some(shown) = self.shown.get_mut(index(at)) {
                *shown = (revision, dated);
            }
            self.order(place);
            return (at, false);
        }
        let at = number(self.rows.len());
        self.rows.push(row);
        self.shown.push((revision, dated));
        self.add(place, at);
        let newest = self
            .latest
            .entry(Place::of(whose, row.frame, 0, 0))
            .or_insert(key.window());
        *newest = (*newest).max(key.window());
        (at, true)
    }

    fn add(&mut self, place: Place, at: u32) {
        match self.places.get_mut(&place) {
            None => {
                self.places.insert(place, Found::One([at]));
                return;
            }
            Some(found) => {
                let mut many = found.list().to_vec();
                many.push(at);
                *found = Found::Many(many);
            }
        }
        self.order(place);
    }

    /// Orders the sheets of one place: the official one first, then the later.
    fn order(&mut self, place: Place) {
        let Some(Found::Many(many)) = self.places.get(&place) else {
            return;
        };
        let mut many = many.clone();
        many.sort_by_key(|at| Reverse(self.sheet(*at).map(standing)));
        self.places.insert(place, Found::Many(many));
    }

    pub(super) fn at(&self, place: Place) -> &[u32] {
        self.places.get(&place).map_or(&[], Found::list)
    }

    pub(super) fn sheet(&self, at: u32) -> Option<Sheet<'_>> {
        let row = self.rows.get(index(at))?;
        let (revision, dated) = *self.shown.get(index(at))?;
        Some(Sheet {
            key: Key {
                subject: self.words.get(row.subject)?,
                person: self.words.get(row.person),
                year: WorkYear(row.year),
                month: row.month,
                frame: self.frames.get(usize::from(row.frame))?,
                source: self.words.get(row.source),
                cut_off: row.cut_off,
                status: self.words.get(row.status),
            },
            revision,
            dated,
        })
    }

    pub(super) fn latest(&self, subject: &str, frame: &Frame) -> Option<Window> {
        let (subject, frame) = self.numbers(subject, frame)?;
        self.latest.get(&Place::of(subject, frame, 0, 0)).copied()
    }
}

/// How a sheet stands beside the others of its place: official, then provisional; then the later.
fn standing<'a>(sheet: Sheet<'a>) -> (u8, Option<PartialDate>, Option<PartialDate>, &'a str) {
    let official = match sheet.key.status {
        Some("chinh_thuc") => 2,
        Some("so_bo") => 0,
        _ => 1,
    };
    (
        official,
        sheet.key.cut_off,
        sheet.dated,
        sheet.key.source.unwrap_or_default(),
    )
}
