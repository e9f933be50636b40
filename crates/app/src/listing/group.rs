//! Rows gathered by what a column says: for counting them by its values.

use std::borrow::Cow;
use std::collections::HashMap;

use thidua_domain::pivot::{Heading, places};

use super::find::{number, numbers};
use super::{Column, STATE, Source, untold};

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// What tells it from others, as addresses write it; empty where rows say nothing.
    pub(crate) value: String,
    /// What is read.
    pub(crate) label: String,
}

/// Some rows by the values of a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    /// The place of each row's value among [`Groups::values`].
    pub(crate) of_rows: Vec<u32>,
    /// The values, those of precedence first, then by the alphabet, what is not told last.
    pub(crate) values: Vec<Group>,
}

/// Gathers rows by a column: each different value is looked at once.
pub(crate) fn groups(source: &dyn Source, rows: &[usize], column: &'static Column) -> Groups {
    if column.id == STATE {
        return by_state(source, rows);
    }
    let found = match numbers(source, column) {
        Some(ready) => {
            let numbered = rows.iter().map(|row| number(ready, *row));
            gathered(numbered, |number| Group {
                value: ready.0.raw(number).to_owned(),
                label: ready.0.label(number).to_owned(),
            })
        }
        None => by_raw(source, rows, column),
    };
    ordered(source, column, found)
}

fn by_state(source: &dyn Source, rows: &[usize]) -> Groups {
    let states = source.about().states.iter();
    let state = |row: &usize| u32::try_from(source.state(*row)).unwrap_or_default();
    Groups {
        of_rows: rows.iter().map(state).collect(),
        values: states
            .map(|state| Group {
                value: state.code.to_owned(),
                label: state.label.to_owned(),
            })
            .collect(),
    }
}

/// Values in the order in which they are met.
fn gathered(numbers: impl Iterator<Item = u32>, group: impl Fn(u32) -> Group) -> Groups {
    let mut known: HashMap<u32, u32> = HashMap::new();
    let mut found = Groups::default();
    for number in numbers {
        let next = u32::try_from(found.values.len()).unwrap_or(u32::MAX);
        let place = *known.entry(number).or_insert_with(|| {
            found.values.push(group(number));
            next
        });
        found.of_rows.push(place);
    }
    found
}

fn by_raw(source: &dyn Source, rows: &[usize], column: &'static Column) -> Groups {
    let mut known: HashMap<Cow<'_, str>, u32> = HashMap::new();
    let mut found = Groups::default();
    for row in rows {
        let raw = source.raw(*row, column);
        let next = u32::try_from(found.values.len()).unwrap_or(u32::MAX);
        let place = match known.get(&raw) {
            Some(place) => *place,
            None => {
                found.values.push(Group {
                    value: raw.to_string(),
                    label: source.cell(*row, column).text,
                });
                known.insert(raw, next);
                next
            }
        };
        found.of_rows.push(place);
    }
    found
}

fn ordered(source: &dyn Source, column: &'static Column, found: Groups) -> Groups {
    let heading = |group: &Group| -> Option<u32> { source.rank(column, &group.value) };
    let headings: Vec<Heading<'_>> = found
        .values
        .iter()
        .map(|group| Heading {
            rank: heading(group),
            label: if group.value.is_empty() {
                ""
            } else {
                &group.label
            },
        })
        .collect();
    let places = places(&headings);
    let of_rows = found.of_rows.iter().map(|at| {
        let place = places.get(super::at(*at)).copied();
        place.unwrap_or_default()
    });
    let of_rows = of_rows.collect();
    let mut values: Vec<(u32, Group)> = places.iter().copied().zip(found.values).collect();
    values.sort_by_key(|(place, _)| *place);
    let values = values
        .into_iter()
        .map(|(_, group)| match group.value.is_empty() {
            true => Group {
                label: untold(column).to_owned(),
                ..group
            },
            false => group,
        });
    Groups {
        of_rows,
        values: values.collect(),
    }
}
