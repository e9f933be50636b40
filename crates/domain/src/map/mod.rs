//! The tile map of the provinces: which squares there are in which time, and how values are told apart by colour.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::amount::Decimal;

/// How many classes of colour there are, from the least to the most.
pub const CLASSES: usize = 5;

/// A square.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// Code of the agency of the province.
    pub agency: String,
    /// Name of the province.
    pub name: String,
    /// Column, 0 in the west.
    pub x: u8,
    /// Row, 0 in the north.
    pub y: u8,
}

/// The squares of a time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// First day; `None`: since ever.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day; `None`: still.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
    /// What it is called.
    pub title: String,
    /// Its squares, from the north, in a row from the west.
    #[serde(rename = "tile")]
    pub tiles: Vec<Tile>,
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map(Some).map_err(D::Error::custom)
}

/// Why a layout cannot be used: a mistake of the one who shipped it.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// Not what the file should hold.
    #[error("layouts of the map: {0}")]
    Written(#[from] toml::de::Error),
    /// Two squares of one time on one place, or one agency twice.
    #[error("layouts of the map: {0} stands where another does, or twice")]
    Twice(String),
}

/// The layouts of a file.
///
/// # Errors
/// [`MapError`] names what is wrong with it.
pub fn layouts(text: &str) -> Result<Vec<Layout>, MapError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        layout: Vec<Layout>,
    }
    let mut file: File = toml::from_str(text)?;
    for layout in &mut file.layout {
        let (mut places, mut agencies) = (BTreeSet::new(), BTreeSet::new());
        for tile in &layout.tiles {
            if !places.insert((tile.y, tile.x)) || !agencies.insert(&tile.agency) {
                return Err(MapError::Twice(tile.name.clone()));
            }
        }
        layout.tiles.sort_by_key(|tile| (tile.y, tile.x));
    }
    Ok(file.layout)
}

impl Layout {
    /// Whether it holds on a day.
    pub fn is_of(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Classes of values by fifths, from 0: how many fifths of the told values lie below. What is alike is of one class,
/// however the fifths fall; what is not told is of none.
pub fn fifths(values: &[Option<Decimal>]) -> Vec<Option<usize>> {
    let mut told: Vec<Decimal> = values.iter().flatten().copied().collect();
    told.sort_by(compare);
    let class = |value: Decimal| {
        let below = told.partition_point(|other| compare(other, &value).is_lt());
        below * CLASSES / told.len().max(1)
    };
    values.iter().map(|value| value.map(class)).collect()
}

/// Classes of values by fixed bounds in rising order: how many of them a value has reached.
pub fn steps(values: &[Option<Decimal>], bounds: &[Decimal]) -> Vec<Option<usize>> {
    let reached = |value: Decimal| {
        let bounds = bounds.iter();
        bounds
            .filter(|bound| compare(bound, &value).is_le())
            .count()
    };
    values.iter().map(|value| value.map(reached)).collect()
}

/// The order of numbers; what is too far apart to be subtracted is told apart by its sign.
pub fn compare(one: &Decimal, other: &Decimal) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    match one.checked_sub(*other) {
        Some(between) if between.is_zero() => Ordering::Equal,
        Some(between) if between.is_negative() => Ordering::Less,
        Some(_) => Ordering::Greater,
        None => other.is_negative().cmp(&one.is_negative()),
    }
}
