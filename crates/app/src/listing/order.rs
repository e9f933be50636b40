//! What cells are ordered by.

use thidua_domain::amount::Decimal;
use thidua_domain::text;
use thidua_files::sheet::Value;

use super::{Cell, Kind};

/// The place of each cell among those of its column, from 1; cells with one place are alike. Cells that say nothing
/// have none.
pub(super) fn places(cells: &[Cell], kind: Kind) -> Vec<Option<u32>> {
    let mut keys: Vec<Option<Key>> = cells.iter().map(|cell| key(cell, kind)).collect();
    let names = cells.iter().zip(&keys);
    let names = names.filter(|(_, key)| matches!(key, Some(Key::Name(_))));
    let names: Vec<&str> = names.map(|(cell, _)| cell.text.as_str()).collect();
    let mut of_names = text::name_places(&names).into_iter();
    for key in keys.iter_mut().flatten() {
        if let Key::Name(place) = key {
            *place = of_names.next().unwrap_or_default();
        }
    }
    let mut sorted: Vec<(&Key, usize)> = (0..)
        .zip(&keys)
        .filter_map(|(at, key)| Some((key.as_ref()?, at)))
        .collect();
    sorted.sort_unstable();
    let mut places = vec![None; cells.len()];
    let mut place = 0;
    let mut before: Option<&Key> = None;
    for (key, at) in sorted {
        if before != Some(key) {
            place += 1;
        }
        before = Some(key);
        if let Some(to) = places.get_mut(at) {
            *to = Some(place);
        }
    }
    places
}

/// What tells where a cell stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A number.
    Number(Decimal),
    /// A day, or an instant.
    Time(i64),
    /// Words, by the bytes of the collator: collectives before people.
    Words(Vec<u8>),
    /// The name of a person, by its place among the names.
    Name(u32),
}

/// The key of a cell of a column of a kind; of a name, before its place is known.
fn key(cell: &Cell, kind: Kind) -> Option<Key> {
    if let Some(number) = cell.number {
        return Some(Key::Time(number));
    }
    if cell.text.is_empty() {
        return None;
    }
    Some(match kind {
        Kind::Number => match number(&cell.value) {
            Some(number) => Key::Number(number),
            None => words(cell, kind),
        },
        Kind::Date | Kind::Moment => match cell.date {
            // Of two that begin on one day the one known less precisely comes first.
            Some(date) => {
                let day = date.first_day();
                let days = i64::from(day.year()) * 10_000
                    + i64::from(day.month()) * 100
                    + i64::from(day.day());
                let width = if date.exact().is_some() { 1 } else { 0 };
                Key::Time(days * 2 + width)
            }
            None => words(cell, kind),
        },
        _ => words(cell, kind),
    })
}

fn words(cell: &Cell, kind: Kind) -> Key {
    if cell.person || kind == Kind::Name {
        Key::Name(0)
    } else {
        Key::Words(text::sort_key(&cell.text))
    }
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Integer(number) | Value::Money(number) => Decimal::new(*number, 0),
        Value::Decimal(digits) | Value::Percent(digits) => Decimal::parse(digits).ok(),
        Value::Empty | Value::Text(_) | Value::Date(_) => None,
    }
}
