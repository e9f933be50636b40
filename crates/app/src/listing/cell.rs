//! Cells of lists: what is read, and what a workbook keeps of it.

use thidua_domain::time::PartialDate;
use thidua_files::sheet::Value;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What is read; empty where nothing is known.
    pub text: String,
    /// What a workbook keeps.
    pub value: Value,
    /// Where it leads: a path of this site.
    pub link: Option<String>,
    /// The day it is ordered by.
    pub date: Option<PartialDate>,
    /// A whole number it is ordered by, where its text is none (µs of a moment, a place).
    pub number: Option<i64>,
    /// Whether it is the name of a person in a column that also has others.
    pub person: bool,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let value = match text.is_empty() {
            true => Value::Empty,
            false => Value::Text(text.clone()),
        };
        Self {
            text,
            value,
            ..Self::default()
        }
    }

    /// Words, or nothing.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or_else(Self::default, |text| Self::text(text))
    }

    /// A count.
    pub fn count(count: i64) -> Self {
        Self {
            text: thidua_domain::text::number::group(count),
            value: Value::Integer(count.into()),
            ..Self::default()
        }
    }

    /// A number as printed, with what a workbook keeps of it.
    pub fn number(shown: impl Into<String>, value: Value) -> Self {
        Self {
            text: shown.into(),
            value,
            ..Self::default()
        }
    }

    /// A day as precise as it is known.
    pub fn date(date: Option<PartialDate>) -> Self {
        let Some(date) = date else {
            return Self::default();
        };
        Self {
            text: date.vn(),
            value: date
                .exact()
                .map_or_else(|| Value::Text(date.vn()), Value::Date),
            date: Some(date),
            ..Self::default()
        }
    }

    /// The cell leading somewhere.
    #[must_use]
    pub fn leading(self, path: impl Into<String>) -> Self {
        Self {
            link: Some(path.into()),
            ..self
        }
    }
}
