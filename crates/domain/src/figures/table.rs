//! The figures of the nation in memory: one column a code, one row a sheet.
//!
//! A national question reads whole columns; a question about one agency finds its sheets by
//! (subject, year, month, frame). A new revision changes its row in place.

use std::collections::HashMap;

use super::figure::{Figure, Figures};
use super::key::{Frame, SheetKey};
use crate::amount::Precision;
use crate::time::{PartialDate, Window};

/// Stands for "nothing told" in a column. No amount reaches it: the store's CHECK is ± 9e18.
const NONE: i64 = i64::MIN;

/// A row of the table.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What names it.
    pub key: SheetKey,
    /// Number of the revision shown.
    pub revision: i32,
    /// Day of the source, where it is a dated document.
    pub dated: Option<PartialDate>,
}

/// A figure found in the table.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The sheet it stands in.
    pub sheet: &'a Sheet,
    /// The number in the code's base unit.
    pub value: Option<i64>,
    /// What the source said beside the number; `None` where it was a plain exact number.
    pub told: Option<&'a Figure>,
}

impl Cell<'_> {
    /// How exact the number is.
    pub fn precision(&self) -> Precision {
        self.told
            .map_or(Precision::default(), |figure| figure.precision)
    }
}

type Place = (u32, i16, u8, u16);

/// All current sheets.
#[derive(Clone, Debug, Default)]
pub struct Table {
    sheets: Vec<Sheet>,
    by_key: HashMap<String, u32>,
    codes: Vec<String>,
    by_code: HashMap<String, usize>,
    columns: Vec<Vec<i64>>,
    told: HashMap<(u32, u32), Figure>,
    subjects: HashMap<String, u32>,
    frames: HashMap<Frame, u16>,
    places: HashMap<Place, Vec<u32>>,
}

impl Table {
    /// How many sheets there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// All sheets, in the order in which they were first put.
    pub fn all(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Puts a sheet's newest revision in its place. `dated` is the day of its source.
    pub fn put(
        &mut self,
        key: SheetKey,
        revision: i32,
        figures: &Figures,
        dated: Option<PartialDate>,
    ) {
        let text = key.text();
        let at = match self.by_key.get(&text).copied() {
            Some(at) => {
                self.clear(at);
                at
            }
            None => self.add(text, &key),
        };
        for (code, figure) in &figures.0 {
            let column = self.column(code);
            self.write(column, at, figure);
        }
        if let Some(sheet) = self.sheets.get_mut(index(at)) {
            *sheet = Sheet {
                key,
                revision,
                dated,
            };
        }
        self.order(at);
    }

    fn add(&mut self, text: String, key: &SheetKey) -> u32 {
        let at = u32::try_from(self.sheets.len()).unwrap_or(u32::MAX);
        self.by_key.insert(text, at);
        self.sheets.push(Sheet {
            key: key.clone(),
            revision: 0,
            dated: None,
        });
        for column in &mut self.columns {
            column.push(NONE);
        }
        let subject = key.person.as_ref().unwrap_or(&key.subject);
        let next = u32::try_from(self.subjects.len()).unwrap_or(u32::MAX);
        let subject = *self.subjects.entry(subject.clone()).or_insert(next);
        let next = u16::try_from(self.frames.len()).unwrap_or(u16::MAX);
        let frame = *self.frames.entry(key.frame.clone()).or_insert(next);
        let place = (subject, key.year.0, key.month, frame);
        self.places.entry(place).or_default().push(at);
        at
    }

    fn column(&mut self, code: &str) -> usize {
        if let Some(column) = self.by_code.get(code) {
            return *column;
        }
        self.codes.push(code.to_owned());
        self.columns.push(vec![NONE; self.sheets.len()]);
        self.by_code.insert(code.to_owned(), self.codes.len() - 1);
        self.codes.len() - 1
    }

    fn clear(&mut self, at: u32) {
        for column in &mut self.columns {
            if let Some(value) = column.get_mut(index(at)) {
                *value = NONE;
            }
        }
        for column in 0..self.columns.len() {
            self.told
                .remove(&(at, u32::try_from(column).unwrap_or(u32::MAX)));
        }
    }

    fn write(&mut self, column: usize, at: u32, figure: &Figure) {
        let value = self
            .columns
            .get_mut(column)
            .and_then(|column| column.get_mut(index(at)));
        if let Some(value) = value {
            *value = figure.value.unwrap_or(NONE);
        }
        let plain = Figure {
            value: figure.value,
            ..Figure::default()
        };
        if *figure != plain {
            self.told.insert(
                (at, u32::try_from(column).unwrap_or(u32::MAX)),
                figure.clone(),
            );
        }
    }

    /// Orders the sheets of one place: the official one first, then the later.
    fn order(&mut self, at: u32) {
        let Some(sheet) = self.sheets.get(index(at)) else {
            return;
        };
        let Some(place) = self.place(
            sheet.key.person.as_ref().unwrap_or(&sheet.key.subject),
            sheet.key.window(),
            &sheet.key.frame,
        ) else {
            return;
        };
        let sheets = &self.sheets;
        if let Some(list) = self.places.get_mut(&place) {
            list.sort_by_key(|at| std::cmp::Reverse(sheets.get(index(*at)).map(standing)));
        }
    }

    fn place(&self, subject: &str, window: Window, frame: &Frame) -> Option<Place> {
        let subject = *self.subjects.get(subject)?;
        let frame = *self.frames.get(frame)?;
        Some((subject, window.year.0, window.month, frame))
    }

    /// The sheets of a subject (an agency, a block or an officer) in a window, best first.
    pub fn sheets(
        &self,
        subject: &str,
        window: Window,
        frame: &Frame,
    ) -> impl Iterator<Item = &Sheet> {
        let found = self
            .place(subject, window, frame)
            .and_then(|place| self.places.get(&place));
        found
            .into_iter()
            .flatten()
            .filter_map(|at| self.sheets.get(index(*at)))
    }

    /// All tellings of one figure, best first.
    pub fn cells(&self, subject: &str, window: Window, frame: &Frame, code: &str) -> Vec<Cell<'_>> {
        let Some(column) = self.by_code.get(code).copied() else {
            return Vec::new();
        };
        let Some(place) = self.place(subject, window, frame) else {
            return Vec::new();
        };
        let list = self
            .places
            .get(&place)
            .map(Vec::as_slice)
            .unwrap_or_default();
        list.iter()
            .filter_map(|at| self.cell(*at, column))
            .collect()
    }

    fn cell(&self, at: u32, column: usize) -> Option<Cell<'_>> {
        let value = *self.columns.get(column)?.get(index(at))?;
        let told = self
            .told
            .get(&(at, u32::try_from(column).unwrap_or(u32::MAX)));
        if value == NONE && told.is_none() {
            return None;
        }
        Some(Cell {
            sheet: self.sheets.get(index(at))?,
            value: (value != NONE).then_some(value),
            told,
        })
    }

    /// The codes told in any sheet of a place, in no order.
    pub fn codes(&self, subject: &str, window: Window, frame: &Frame) -> Vec<&str> {
        let Some(place) = self.place(subject, window, frame) else {
            return Vec::new();
        };
        let list = self
            .places
            .get(&place)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let told = |column: &usize| list.iter().any(|at| self.cell(*at, *column).is_some());
        let columns = (0..self.codes.len()).filter(told);
        columns
            .filter_map(|column| self.codes.get(column))
            .map(String::as_str)
            .collect()
    }

    /// A whole column beside its sheets: `i64::MIN` stands for nothing told.
    pub fn scan(&self, code: &str) -> Option<(&[Sheet], &[i64])> {
        let column = self.columns.get(*self.by_code.get(code)?)?;
        Some((&self.sheets, column))
    }

    /// The newest work year and month told for a subject in a frame.
    pub fn latest(&self, subject: &str, frame: &Frame) -> Option<Window> {
        let subject = *self.subjects.get(subject)?;
        let frame = *self.frames.get(frame)?;
        let of_subject = |place: &&Place| place.0 == subject && place.3 == frame;
        let newest = self
            .places
            .keys()
            .filter(of_subject)
            .max_by_key(|place| (place.1, place.2))?;
        Some(Window {
            year: crate::time::WorkYear(newest.1),
            month: newest.2,
        })
    }
}

fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// How a sheet stands beside the others of its place: official, then provisional; then the later.
fn standing(sheet: &Sheet) -> (u8, Option<PartialDate>, Option<PartialDate>, String) {
    let official = match sheet.key.status.as_deref() {
        Some("chinh_thuc") => 2,
        Some("so_bo") => 0,
        _ => 1,
    };
    (
        official,
        sheet.key.cut_off,
        sheet.dated,
        sheet.key.source.clone().unwrap_or_default(),
    )
}
