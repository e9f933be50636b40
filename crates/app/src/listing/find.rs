//! Finding, counting, ordering: one pass over the rows, each distinct value looked at once.

use std::borrow::Cow;
use std::collections::HashMap;

use thidua_domain::text;

use super::ready::{Numbers, at};
use super::{About, Ask, Cell, Column, Kind, STATE, Source, UNTOLD, order, untold};

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
    let (mut rows, counts) = sift(source, ask);
    let order = ordered(about, ask);
    if let Some((column, descending)) = order {
        sort(source, &mut rows, column, descending);
    }
    Found {
        rows,
        counts,
        total: source.len(),
        offers: offers(source, ask),
        columns: columns(about, ask),
        order,
    }
}

/// What a list is narrowed to without its rows: what columns offer, for telling conditions in words.
pub(crate) fn narrowing(source: &dyn Source, ask: &Ask) -> Found {
    Found {
        rows: Vec::new(),
        counts: Vec::new(),
        total: source.len(),
        offers: offers(source, ask),
        columns: Vec::new(),
        order: None,
    }
}

/// The rows asked for in the order of the source, and how many there are of each state whatever state is asked for.
pub(crate) fn sift(source: &dyn Source, ask: &Ask) -> (Vec<usize>, Vec<usize>) {
    let about = source.about();
    let sieve = Sieve::new(source, ask);
    let mut counts = vec![0; about.states.len().max(1)];
    let mut rows = Vec::new();
    let mut needle = ask
        .text
        .as_deref()
        .and_then(|text| Needle::new(source, text));
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
    (rows, counts)
}

/// A column by numbers, where the list has it ready, and where the list's rows stand among them.
pub(super) fn numbers<'a>(
    source: &'a dyn Source,
    column: &Column,
) -> Option<(&'a Numbers, &'a [u32])> {
    let (ready, places) = source.ready()?;
    let at = source.about().column(column.id);
    Some((ready.column(at)?, places))
}

/// The number of a row's cell.
pub(super) fn number((numbers, places): (&Numbers, &[u32]), row: usize) -> u32 {
    places.get(row).map_or(u32::MAX, |place| numbers.of(*place))
}

/// What needs no look at words: chosen keys, values of columns.
struct Sieve<'a> {
    source: &'a dyn Source,
    ask: &'a Ask,
    values: Vec<Wanted<'a>>,
    state: Option<usize>,
}

/// A value asked for of a column.
enum Wanted<'a> {
    /// By its number; `None`: no row has it.
    Numbered((&'a Numbers, &'a [u32]), Option<u32>),
    /// As it is written.
    Written(&'static Column, &'a str),
}

impl<'a> Sieve<'a> {
    fn new(source: &'a dyn Source, ask: &'a Ask) -> Self {
        let about = source.about();
        let wanted = ask.values.iter().filter_map(|(id, value)| {
            let column = about.columns.get(about.column(id)?)?;
            let value = if value == UNTOLD { "" } else { value.as_str() };
            let open = column.is_asked() && !source.withholds(column);
            open.then(|| match numbers(source, column) {
                Some(ready) => Wanted::Numbered(ready, ready.0.asked(value)),
                None => Wanted::Written(column, value),
            })
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
        let has = |wanted: &Wanted<'_>| match wanted {
            Wanted::Numbered(ready, value) => *value == Some(number(*ready, row)),
            Wanted::Written(column, value) => self.source.raw(row, column) == *value,
        };
        chosen.is_none_or(|keys| keys.contains(self.source.key(row).as_ref()))
            && self.values.iter().all(has)
    }
}

/// The words looked for, and which of them each distinct value holds.
struct Needle<'a> {
    words: Vec<String>,
    columns: Vec<Looked<'a>>,
}

/// A column that is looked into.
enum Looked<'a> {
    /// What each number holds.
    Numbered((&'a Numbers, &'a [u32]), Vec<u16>),
    /// What the values met so far hold.
    Written(&'static Column, HashMap<Cow<'a, str>, u16>),
}

impl<'a> Needle<'a> {
    /// `None` where the text has no word in it.
    fn new(source: &'a dyn Source, text: &str) -> Option<Self> {
        let mut words = words(text);
        words.truncate(WORDS);
        if words.is_empty() {
            return None;
        }
        let searched = source.about().columns.iter();
        let searched = searched.filter(|column| column.searched);
        let columns = searched.map(|column| match numbers(source, column) {
            Some(ready) => Looked::Numbered(ready, ready.0.held(&words)),
            None => Looked::Written(column, HashMap::new()),
        });
        Some(Self {
            columns: columns.collect(),
            words,
        })
    }

    /// Whether each word begins a word of some searched cell of the row.
    fn is_in(&mut self, source: &'a dyn Source, row: usize) -> bool {
        let all = u16::MAX >> (WORDS - self.words.len());
        let words = &self.words;
        let mut seen = 0;
        for column in &mut self.columns {
            seen |= match column {
                Looked::Numbered(ready, bits) => {
                    let bits = bits.get(at(number(*ready, row)));
                    bits.copied().unwrap_or_default()
                }
                Looked::Written(column, known) => *known
                    .entry(source.raw(row, column))
                    .or_insert_with(|| held(words, &source.cell(row, column).text)),
            };
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

fn ordered(about: &About, ask: &Ask) -> Option<(&'static Column, bool)> {
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
    let place = places(source, rows, column);
    let place = |at: usize| -> (bool, i64) {
        match place.get(at).copied().flatten().map(i64::from) {
            None => (true, 0),
            Some(place) if descending => (false, -place),
            Some(place) => (false, place),
        }
    };
    let mut order: Vec<((bool, i64), usize, usize)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (place(at), at, *row))
        .collect();
    order.sort_unstable();
    for (to, (_, _, row)) in rows.iter_mut().zip(order) {
        *to = row;
    }
}

/// The place of each row's cell; `None` where it says nothing.
fn places(source: &dyn Source, rows: &[usize], column: &'static Column) -> Vec<Option<u32>> {
    let ready = numbers(source, column);
    if let Some((ready, placed)) = ready.and_then(|ready| Some((ready, ready.0.places()?))) {
        let place = |row: &usize| placed.get(at(number(ready, *row))).copied();
        let places = rows.iter().map(place);
        return places
            .map(|place| place.filter(|place| *place > 0))
            .collect();
    }
    let mut known: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let mut cells: Vec<Cell> = Vec::new();
    let mut of_rows = Vec::with_capacity(rows.len());
    for row in rows {
        let value = *known.entry(source.raw(*row, column)).or_insert_with(|| {
            cells.push(source.cell(*row, column));
            cells.len() - 1
        });
        of_rows.push(value);
    }
    let places = order::places(&cells, column.kind);
    let place = |value: usize| places.get(value).copied().flatten();
    of_rows.into_iter().map(place).collect()
}

/// What each filtering column offers: its values over all rows, as the column orders them. A column that only
/// groups offers them where one is asked for.
fn offers(source: &dyn Source, ask: &Ask) -> Vec<(&'static Column, Vec<Choice>)> {
    let asked = |column: &Column| ask.values.iter().find(|(id, _)| id == column.id);
    let filtered = source.about().columns.iter().filter(|column| {
        let wanted = column.filtered || (column.grouped && asked(column).is_some());
        wanted && column.id != STATE && !source.withholds(column)
    });
    let offer = |column: &'static Column| {
        let mut choices = match numbers(source, column) {
            Some((numbers, places)) => numbers.choices(places),
            None => choices(source, column),
        };
        if asked(column).is_some_and(|(_, value)| value == UNTOLD) {
            choices.push(Choice {
                value: UNTOLD.to_owned(),
                label: untold(column).to_owned(),
            });
        }
        (column, choices)
    };
    filtered.map(offer).collect()
}

fn choices(source: &dyn Source, column: &'static Column) -> Vec<Choice> {
    let mut first: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for row in 0..source.len() {
        first.entry(source.raw(row, column)).or_insert(row);
    }
    first.retain(|raw, _| !raw.is_empty());
    let (raws, rows): (Vec<Cow<'_, str>>, Vec<usize>) = first.into_iter().unzip();
    let cells: Vec<Cell> = rows.iter().map(|row| source.cell(*row, column)).collect();
    let places = order::places(&cells, column.kind);
    let mut choices: Vec<(Option<u32>, Choice)> = raws
        .into_iter()
        .zip(cells)
        .zip(places)
        .map(|((raw, cell), place)| {
            let choice = Choice {
                value: raw.into_owned(),
                label: cell.text,
            };
            (place, choice)
        })
        .collect();
    choices.sort_by(|(a, one), (b, other)| (a, &one.value).cmp(&(b, &other.value)));
    choices.into_iter().map(|(_, choice)| choice).collect()
}
