//! The numbers: one column a code, and beside it what sources said with a number.

use std::sync::Arc;

use super::super::figure::Figure;
use super::canonical::{self, Told};
use super::pattern::Pattern;
use super::quick::QuickMap;
use super::{NONE, index, number};

/// Stands for a number that is plain and exact.
const PLAIN: u32 = u32::MAX;

/// One code's numbers; a column ends with the last row that tells one.
#[derive(Clone, Debug)]
struct Column {
    code: Arc<str>,
    values: Vec<i64>,
    /// Number of what was said beside, [`PLAIN`] for nothing; empty where nothing ever was.
    told: Vec<u32>,
}

/// All columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    columns: Vec<Column>,
    numbers: QuickMap<Arc<str>, usize>,
    /// What sources said beside numbers, each kept once, without the number.
    said: Vec<Figure>,
    said_numbers: QuickMap<Figure, u32>,
    /// The plain units among them: nearly all money comes in one.
    units: Vec<(Box<str>, u32)>,
    /// How the sheet before was built.
    last: Pattern,
}

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn settle(&mut self) {
        for column in &mut self.columns {
            column.values.shrink_to_fit();
            column.told.shrink_to_fit();
        }
    }

    pub(super) fn find(&self, code: &str) -> Option<usize> {
        self.numbers.get(code).copied()
    }

    pub(super) fn code(&self, column: usize) -> Option<&str> {
        self.columns.get(column).map(|column| column.code.as_ref())
    }

    /// A code's numbers, [`NONE`] for nothing told; rows after the last are not told either.
    pub(super) fn values(&self, code: &str) -> &[i64] {
        let column = self.find(code).and_then(|column| self.columns.get(column));
        column.map_or(&[], |column| &column.values)
    }

    /// What a row tells in a column; `None`: nothing.
    pub(super) fn get(&self, at: u32, column: usize) -> Option<(Option<i64>, Option<&Figure>)> {
        let column = self.columns.get(column)?;
        let value = column
            .values
            .get(index(at))
            .filter(|value| **value != NONE)
            .copied();
        let told = column.told.get(index(at)).filter(|told| **told != PLAIN);
        let told = told.and_then(|told| self.said.get(index(*told)));
        (value.is_some() || told.is_some()).then_some((value, told))
    }

    pub(super) fn clear(&mut self, at: u32) {
        for column in &mut self.columns {
            if let Some(value) = column.values.get_mut(index(at)) {
                *value = NONE;
            }
            if let Some(told) = column.told.get_mut(index(at)) {
                *told = PLAIN;
            }
        }
    }

    pub(super) fn write(&mut self, at: u32, code: &str, figure: &Figure) {
        let said = Figure {
            value: None,
            ..figure.clone()
        };
        let told = if said == Figure::default() {
            PLAIN
        } else {
            self.said(said)
        };
        let column = self.column(code);
        self.put(at, column, figure.value, told);
    }

    /// Writes the figures of a canonical sheet. `None`: the text is damaged.
    ///
    /// Sheets that follow one another tell the same codes: one that is built like the one before is
    /// compared with it and not read again.
    pub(super) fn write_sheet(&mut self, at: u32, json: &str) -> Option<()> {
        let last = std::mem::take(&mut self.last);
        let alike = last.figures(json, |column, told, value| {
            self.put(at, column, Some(value), told);
        });
        if alike.is_some() {
            self.last = last;
            return alike;
        }
        let mut pattern = Pattern::default();
        canonical::read(json, |code, told| match told {
            Told::Plain { value, unit } => {
                let column = self.column(code);
                let told = unit.map_or(PLAIN, |unit| self.unit(unit));
                self.put(at, column, Some(value), told);
                pattern.add(code, unit, column, told);
            }
            Told::Other(figure) => {
                self.write(at, code, &figure);
                pattern.give_up();
            }
        })?;
        self.last = pattern;
        Some(())
    }

    fn unit(&mut self, unit: &str) -> u32 {
        if let Some((_, known)) = self.units.iter().find(|(known, _)| **known == *unit) {
            return *known;
        }
        let said = self.said(Figure {
            unit: Some(unit.to_owned()),
            ..Figure::default()
        });
        self.units.push((unit.into(), said));
        said
    }

    fn said(&mut self, figure: Figure) -> u32 {
        if let Some(known) = self.said_numbers.get(&figure) {
            return *known;
        }
        let next = number(self.said.len());
        self.said.push(figure.clone());
        self.said_numbers.insert(figure, next);
        next
    }

    fn column(&mut self, code: &str) -> usize {
        self.find(code).unwrap_or_else(|| self.add(code))
    }

    fn put(&mut self, at: u32, column: usize, value: Option<i64>, told: u32) {
        let Some(column) = self.columns.get_mut(column) else {
            return;
        };
        put(&mut column.values, at, value.unwrap_or(NONE), NONE);
        if told != PLAIN || !column.told.is_empty() {
            put(&mut column.told, at, told, PLAIN);
        }
    }

    fn add(&mut self, code: &str) -> usize {
        let code: Arc<str> = code.into();
        self.columns.push(Column {
            code: code.clone(),
            values: Vec::new(),
            told: Vec::new(),
        });
        self.numbers.insert(code, self.columns.len() - 1);
        self.columns.len() - 1
    }
}

/// Writes a cell of a column, which grows as far as needed.
fn put<T: Copy>(column: &mut Vec<T>, at: u32, value: T, nothing: T) {
    let at = index(at);
    if at >= column.len() {
        column.resize(at + 1, nothing);
    }
    if let Some(cell) = column.get_mut(at) {
        *cell = value;
    }
}
