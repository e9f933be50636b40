//! A list made ready for all its readers: the different cells of a column are numbered, and each is placed and
//! folded once, not once a question. Whoever reads asks by numbers, over the rows in reach.

use std::borrow::Cow;
use std::collections::HashMap;

use super::find::words;
use super::{Cell, Choice, Column, STATE, Source, order};

/// What stands between two values of the text that is searched.
const END: char = '\n';

/// The columns of a whole list by numbers. Holds as long as the state and the day it was made of.
#[derive(Debug, Default)]
pub struct Ready(Vec<Option<Numbers>>);

impl Ready {
    /// Makes ready what finding, filtering and the usual order need of a list without bounds.
    pub(crate) fn new(whole: &dyn Source) -> Self {
        let about = whole.about();
        let usual = about.usual.map(|order| order.column);
        let column = |column: &'static Column| {
            let placed = column.is_asked() || usual == Some(column.id);
            let wanted = (placed || column.searched) && column.id != STATE;
            wanted.then(|| Numbers::new(whole, column, placed))
        };
        Self(about.columns.iter().map(column).collect())
    }

    /// A column by the place it has in the list; `None` where it is not ready.
    pub(crate) fn column(&self, at: Option<usize>) -> Option<&Numbers> {
        self.0.get(at?)?.as_ref()
    }
}

/// The cells of one column.
#[derive(Debug)]
pub(crate) struct Numbers {
    of_rows: Vec<u32>,
    /// The place of each different cell, 0 where it says nothing; `None` where nothing asks for an order.
    places: Option<Vec<u32>>,
    /// The folded words of each different cell, a blank before each; empty where the column is not searched.
    words: String,
    /// What tells each different cell from others and what it says, where the column filters.
    offered: Vec<(Box<str>, Box<str>)>,
}

impl Numbers {
    fn new(whole: &dyn Source, column: &'static Column, placed: bool) -> Self {
        let mut known: HashMap<Cow<'_, str>, u32> = HashMap::new();
        let mut cells: Vec<Cell> = Vec::new();
        let mut of_rows = Vec::with_capacity(whole.len());
        for row in 0..whole.len() {
            let next = u32::try_from(cells.len()).unwrap_or(u32::MAX);
            let number = known.entry(whole.raw(row, column)).or_insert_with(|| {
                cells.push(whole.cell(row, column));
                next
            });
            of_rows.push(*number);
        }
        let mut raws: Vec<Box<str>> = Vec::new();
        if column.is_asked() {
            raws.resize(cells.len(), Box::default());
            for (raw, number) in known {
                if let Some(to) = raws.get_mut(at(number)) {
                    *to = raw.into();
                }
            }
        }
        let places = || {
            let places = order::places(&cells, column.kind).into_iter();
            places.map(Option::unwrap_or_default).collect()
        };
        let labels = cells.iter().map(|cell| cell.text.as_str().into());
        Self {
            of_rows,
            places: placed.then(places),
            words: match column.searched {
                true => folded(&cells),
                false => String::new(),
            },
            offered: raws.into_iter().zip(labels).collect(),
        }
    }

    /// The number of the cell in a row of the whole list.
    pub(crate) fn of(&self, place: u32) -> u32 {
        self.of_rows.get(at(place)).copied().unwrap_or(u32::MAX)
    }

    /// The place of each different cell among all, from 1, 0 where it says nothing.
    pub(super) fn places(&self) -> Option<&[u32]> {
        self.places.as_deref()
    }

    /// How many different cells a filtering column has.
    pub(crate) fn len(&self) -> usize {
        self.offered.len()
    }

    /// What tells a cell of a filtering column from others.
    pub(crate) fn raw(&self, number: u32) -> &str {
        let offered = self.offered.get(at(number));
        offered.map_or("", |(raw, _)| raw)
    }

    /// What a cell of such a column says.
    pub(super) fn label(&self, number: u32) -> &str {
        let offered = self.offered.get(at(number));
        offered.map_or("", |(_, label)| label)
    }

    /// The number of a value the address asks for.
    pub(super) fn asked(&self, value: &str) -> Option<u32> {
        let found = self.offered.iter().position(|(raw, _)| **raw == *value);
        found.and_then(|found| u32::try_from(found).ok())
    }

    /// The choices among the cells of some rows, as the column orders them.
    pub(super) fn choices(&self, rows: &[u32]) -> Vec<Choice> {
        let mut seen = vec![false; self.offered.len()];
        for place in rows {
            if let Some(seen) = seen.get_mut(at(self.of(*place))) {
                *seen = true;
            }
        }
        let offered = (0_u32..).zip(&self.offered).zip(seen);
        let place = |number: u32| {
            let place = self
                .places
                .as_ref()
                .and_then(|places| places.get(at(number)));
            place.copied().unwrap_or_default()
        };
        let mut offered: Vec<(u32, &str, &str)> = offered
            .filter(|((_, (raw, _)), seen)| *seen && !raw.is_empty())
            .map(|((number, (raw, label)), _)| (place(number), &**raw, &**label))
            .collect();
        offered.sort_unstable();
        let choice = |(_, value, label): (u32, &str, &str)| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        offered.into_iter().map(choice).collect()
    }

    /// A bit for each word that begins a word of a cell, by the number of the cell.
    pub(super) fn held(&self, wanted: &[String]) -> Vec<u16> {
        let ends: Vec<usize> = self.words.match_indices(END).map(|(at, _)| at).collect();
        let mut bits = vec![0; ends.len()];
        for (bit, word) in wanted.iter().enumerate() {
            let mut number = 0;
            for (at, _) in self.words.match_indices(&format!(" {word}")) {
                while ends.get(number).is_some_and(|end| *end < at) {
                    number += 1;
                }
                if let Some(bits) = bits.get_mut(number) {
                    *bits |= 1 << bit;
                }
            }
        }
        bits
    }
}

fn folded(cells: &[Cell]) -> String {
    let mut all = String::new();
    for cell in cells {
        for word in words(&cell.text) {
            all.push(' ');
            all.push_str(&word);
        }
        all.push(END);
    }
    all.shrink_to_fit();
    all
}

/// A number as a place in a list.
pub(crate) fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
