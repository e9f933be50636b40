//! What cells are ordered by.

use thidua_domain::amount::Decimal;
use thidua_domain::text;
use thidua_files::sheet::Value;

use super::{Cell, Kind};

/// The place of a cell among those of its column; cells that say nothing have none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A number.
    Number(Decimal),
    /// A day, or an instant.
    Time(i64),
    /// Words: collectives before people, each by the bytes of the collator.
    Words(bool, Vec<u8>),
}

/// The key of a cell of a column of a kind.
pub(super) fn key(cell: &Cell, kind: Kind) -> Option<Key> {
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
    let person = cell.person || kind == Kind::Name;
    let bytes = if person {
        text::name_key(&cell.text)
    } else {
        text::sort_key(&cell.text)
    };
    Key::Words(person, bytes)
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Integer(number) | Value::Money(number) => Decimal::new(*number, 0),
        Value::Decimal(digits) | Value::Percent(digits) => Decimal::parse(digits).ok(),
        Value::Empty | Value::Text(_) | Value::Date(_) => None,
    }
}
