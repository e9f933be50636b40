//! Finding, counting, ordering: one pass over the rows, each distinct value looked at once.

use std::borrow::Cow;
use std::collections::HashMap;

use thidua_domain::text;

use super::order::{Key, key};
use super::{About, Ask, Cell, Column, Kind, STATE, Source};

/// Most words of a text filter that are looked for; the rest adds nothing a reader would miss.
const WORDS: usize = 16;

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The rows, in order.
    pub rows: Vec<usize>,
    /// How many there are of each state, whatever state was asked for.
    pub counts: Vec<usize>,
    /// How many rows there are before anything is asked.
    pub total: usize,
    /// The values offered of each column that filters, as (column, choices).
    pub offers: Vec<(&'static Column, Vec<Choice>)>,
    /// The columns shown, the one that names the row first.
    pub columns: Vec<&'static Column>,
    /// The column they are ordered by, and whether the last comes first.
    pub order: Option<(&'static Column, bool)>,
}

impl Found {
    /// How many there are of all states.
    pub fn all(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// A value of a column as a filter offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the address says.
    pub value: String,
    /// What the reader reads.
    pub label: String,
}

/// A cell of a row, its state included.
pub fn cell(source: &dyn Source, row: usize, column: &'static Column) -> Cell {
    match column.kind {
        Kind::State => Cell::text(
            source
                .about()
                .states
                .get(source.state(row))
                .map_or("", |state| state.label),
        ),
        _ => source.cell(row, column),
    }
}

/// Finds the rows asked for.
pub fn find(source: &dyn Source, ask: &Ask) -> Found {
    let about = source.about();
    let sieve = Sieve::new(source, ask);
    let mut counts = vec![0; about.states.len().max(1)];
    let mut rows = Vec::new();
    let mut needle = ask.text.as_deref().and_then(Needle::new);
    for row in 0..source.len() {
        let found = sieve.lets(row)
            && needle
                .as_mut()
                .is_none_or(|needle| needle.is_in(source, row));
        if !found {
            continue;
        }
        let state = source.state(row);
        if let Some(count) = counts.get_mut(state) {
            *count += 1;
        }
        if sieve.state.is_none_or(|wanted| wanted == state) {
            rows.push(row);
        }
    }
    let order = order(about, ask);
    if let Some((column, descending)) = order {
        sort(source, &mut rows, column, descending);
    }
    Found {
        rows,
        counts,
        total: source.len(),
        offers: offers(source),
        columns: columns(about, ask),
        order,
    }
}

/// What needs no look at words: chosen keys, values of columns.
struct Sieve<'a> {
    source: &'a dyn Source,
    ask: &'a Ask,
    values: Vec<(&'static Column, &'a str)>,
    state: Option<usize>,
}

impl<'a> Sieve<'a> {
    fn new(source: &'a dyn Source, ask: &'a Ask) -> Self {
        let about = source.about();
        let wanted = ask.values.iter().filter_map(|(id, value)| {
            let column = about.columns.get(about.column(id)?)?;
            column.filtered.then_some((column, value.as_str()))
        });
        let state = ask.state.as_deref();
        Self {
            source,
            ask,
            values: wanted.collect(),
            state: state.and_then(|code| about.state(code)),
        }
    }

    fn lets(&self, row: usize) -> bool {
        let chosen = self.ask.chosen.as_ref();
        chosen.is_none_or(|keys| keys.contains(self.source.key(row).as_ref()))
            && self
                .values
                .iter()
                .all(|(column, value)| self.source.raw(row, column) == *value)
    }
}

/// The words looked for, and which of them each distinct value holds.
struct Needle<'a> {
    words: Vec<String>,
    known: HashMap<(&'static str, Cow<'a, str>), u16>,
}

impl<'a> Needle<'a> {
    /// `None` where the text has no word in it.
    fn new(text: &str) -> Option<Self> {
        let mut words = words(text);
        words.truncate(WORDS);
        (!words.is_empty()).then(|| Self {
            words,
            known: HashMap::new(),
        })
    }

    /// Whether each word begins a word of some searched cell of the row.
    fn is_in(&mut self, source: &'a dyn Source, row: usize) -> bool {
        let all = u16::MAX >> (WORDS - self.words.len());
        let mut seen = 0;
        let searched = source
            .about()
            .columns
            .iter()
            .filter(|column| column.searched);
        for column in searched {
            let raw = source.raw(row, column);
            let words = &self.words;
            seen |= *self
                .known
                .entry((column.id, raw))
                .or_insert_with(|| held(words, &source.cell(row, column).text));
            if seen == all {
                return true;
            }
        }
        false
    }
}

/// A bit for each word that begins a word of the text.
fn held(wanted: &[String], text: &str) -> u16 {
    let has = words(text);
    let mut bits = 0;
    for (at, word) in wanted.iter().enumerate() {
        if has.iter().any(|own| own.starts_with(word.as_str())) {
            bits |= 1 << at;
        }
    }
    bits
}

/// The folded words of a text: letters and digits, without marks, one spelling of each.
pub(super) fn words(text: &str) -> Vec<String> {
    text::fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn order(about: &About, ask: &Ask) -> Option<(&'static Column, bool)> {
    let asked = ask.order.as_ref().and_then(|(id, descending)| {
        let column = about.columns.get(about.column(id)?)?;
        Some((column, *descending))
    });
    asked.or_else(|| {
        let usual = about.usual?;
        let column = about.columns.get(about.column(usual.column)?)?;
        Some((column, usual.descending))
    })
}

fn columns(about: &About, ask: &Ask) -> Vec<&'static Column> {
    let chosen = |column: &Column| match ask.columns.is_empty() {
        true => column.usual,
        false => ask.columns.iter().any(|id| id == column.id),
    };
    let all = about.columns.iter().enumerate();
    all.filter(|(at, column)| *at == 0 || chosen(column))
        .map(|(_, column)| column)
        .collect()
}

/// Sorts by a column; rows that are alike there keep the order of the source, those that say nothing there
/// come last.
fn sort(source: &dyn Source, rows: &mut [usize], column: &'static Column, descending: bool) {
    if column.kind == Kind::State {
        let place = |row: &usize| source.state(*row);
        match descending {
            true => rows.sort_by_key(|row| std::cmp::Reverse(place(row))),
            false => rows.sort_by_key(place),
        }
        return;
    }
    let (places, of_rows) = places(source, rows, column);
    let place = |at: &u32| -> (bool, i64) {
        let value = usize::try_from(*at).ok().and_then(|at| of_rows.get(at));
        let place = value.and_then(|value| places.get(*value).copied().flatten());
        match place {
            None => (true, 0),
            Some(place) if descending => (false, -place),
            Some(place) => (false, place),
        }
    };
    let mut order: Vec<((bool, i64), u32)> = (0..u32::try_from(rows.len()).unwrap_or(u32::MAX))
        .map(|at| (place(&at), at))
        .collect();
    order.sort_unstable();
    let before = rows.to_vec();
    for (to, (_, from)) in rows.iter_mut().zip(order) {
        let row = usize::try_from(from).ok().and_then(|from| before.get(from));
        *to = row.copied().unwrap_or(*to);
    }
}

/// The place of each distinct value among all, and which value each row has.
fn places(
    source: &dyn Source,
    rows: &[usize],
    column: &'static Column,
) -> (Vec<Option<i64>>, Vec<usize>) {
    let mut known: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let mut keys: Vec<Option<Key>> = Vec::new();
    let mut of_rows = Vec::with_capacity(rows.len());
    for row in rows {
        let value = *known.entry(source.raw(*row, column)).or_insert_with(|| {
            keys.push(key(&source.cell(*row, column), column.kind));
            keys.len() - 1
        });
        of_rows.push(value);
    }
    let mut sorted: Vec<usize> = (0..keys.len()).collect();
    sorted.sort_by(|a, b| keys.get(*a).cmp(&keys.get(*b)));
    let mut places = vec![None; keys.len()];
    let mut place = 0;
    let mut before: Option<&Key> = None;
    for value in sorted {
        let own = keys.get(value).and_then(Option::as_ref);
        if own.is_some() && own != before {
            place += 1;
        }
        before = own;
        if let Some(to) = places.get_mut(value) {
            *to = own.map(|_| place);
        }
    }
    (places, of_rows)
}

/// What each filtering column offers: its values over all rows, as the column orders them.
fn offers(source: &dyn Source) -> Vec<(&'static Column, Vec<Choice>)> {
    let filtered = source
        .about()
        .columns
        .iter()
        .filter(|column| column.filtered && column.id != STATE);
    let offer = |column: &'static Column| {
        let mut first: HashMap<Cow<'_, str>, usize> = HashMap::new();
        for row in 0..source.len() {
            first.entry(source.raw(row, column)).or_insert(row);
        }
        let mut choices: Vec<(Option<Key>, Choice)> = first
            .into_iter()
            .filter(|(raw, _)| !raw.is_empty())
            .map(|(raw, row)| {
                let cell = source.cell(row, column);
                let choice = Choice {
                    value: raw.into_owned(),
                    label: cell.text.clone(),
                };
                (key(&cell, column.kind), choice)
            })
            .collect();
        choices.sort_by(|(a, one), (b, other)| (a, &one.value).cmp(&(b, &other.value)));
        (
            column,
            choices.into_iter().map(|(_, choice)| choice).collect(),
        )
    };
    filtered.map(offer).collect()
}
