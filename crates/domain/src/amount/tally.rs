//! A number added up from rows of which some tell only «nhiều».

use super::Precision;

/// How many in all, as far as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many of those whose number is told; `None`: of none.
    pub count: Option<i64>,
    /// How exactly; `nhieu` beside no count.
    pub precision: Precision,
    /// How many rows.
    pub rows: usize,
}

impl Tally {
    /// Adds a row; «nhiều» is more than what is counted, not a number.
    pub fn add(&mut self, count: Option<i64>, precision: Precision) {
        let how = match count {
            Some(_) => precision,
            None => Precision::Nhieu,
        };
        self.precision = match self.rows {
            0 => how,
            _ => self.precision.with(how),
        };
        self.rows += 1;
        self.count = match (self.count, count) {
            (Some(sum), Some(count)) => Some(sum.saturating_add(count)),
            (sum, count) => sum.or(count),
        };
    }
}
