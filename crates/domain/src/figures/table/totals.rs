//! Questions about the whole nation: sums over many subjects and windows at once.

use super::super::key::Frame;
use super::rows::Place;
use super::{NONE, Table, index};
use crate::time::Window;

/// Sums of every code for every subject, in the order asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    codes: usize,
    values: Vec<i64>,
}

impl Totals {
    /// The sums of one subject, in the order of the codes.
    pub fn of(&self, subject: usize) -> &[i64] {
        let first = subject * self.codes;
        self.values
            .get(first..first + self.codes)
            .unwrap_or_default()
    }
}

impl Table {
    /// Adds up codes over windows, subject by subject, each from its best telling. What is not told
    /// counts nothing; a sum beyond 64 bits stays at the edge.
    pub fn totals(
        &self,
        subjects: &[&str],
        windows: &[Window],
        frame: &Frame,
        codes: &[&str],
    ) -> Totals {
        let columns: Vec<&[i64]> = codes.iter().map(|code| self.columns.values(code)).collect();
        let mut values = vec![0_i64; subjects.len() * codes.len()];
        let width = codes.len().max(1);
        for (subject, sums) in subjects.iter().zip(values.chunks_mut(width)) {
            for window in windows {
                let place = Place::find(&self.rows, subject, *window, frame);
                let Some(row) = place.and_then(|place| self.rows.at(place).first()) else {
                    continue;
                };
                let row = index(*row);
                for (sum, column) in sums.iter_mut().zip(&columns) {
                    match column.get(row) {
                        Some(value) if *value != NONE => *sum = sum.saturating_add(*value),
                        _ => {}
                    }
                }
            }
        }
        Totals {
            codes: codes.len(),
            values,
        }
    }
}

/// The sum of what a column tells.
pub(super) fn sum(values: &[i64]) -> i128 {
    // Halves of 32 bits are added in 64: no carry for two thousand million rows, and the machine adds
    // several at once.
    let mut total = 0_i128;
    for part in values.chunks(1 << 20) {
        let (mut low, mut high) = (0_u64, 0_i64);
        for value in part {
            let value = if *value == NONE { 0 } else { *value };
            low += u64::from_ne_bytes(value.to_ne_bytes()) & 0xFFFF_FFFF;
            high += value >> 32;
        }
        total += (i128::from(high) << 32) + i128::from(low);
    }
    total
}

/// Values below which a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 1 << 18;

/// The sum of each of many columns.
pub(super) fn sums(columns: &[&[i64]]) -> Vec<i128> {
    let total: usize = columns.iter().map(|column| column.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores
        .min(total / WORTH_A_THREAD)
        .clamp(1, columns.len().max(1));
    let mut sums = vec![0_i128; columns.len()];
    let share = columns.len().div_ceil(threads).max(1);
    let add = |columns: &[&[i64]], sums: &mut [i128]| {
        for (told, column) in sums.iter_mut().zip(columns) {
            *told = sum(column);
        }
    };
    std::thread::scope(|scope| {
        let mut parts = columns.chunks(share).zip(sums.chunks_mut(share));
        let own = parts.next();
        for (columns, sums) in parts {
            scope.spawn(move || add(columns, sums));
        }
        if let Some((columns, sums)) = own {
            add(columns, sums);
        }
    });
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sum_is_the_sum(values in prop::collection::vec(any::<i64>(), 0..200)) {
            let expected: i128 = values.iter().filter(|value| **value != NONE).map(|value| i128::from(*value)).sum();
            prop_assert_eq!(sum(&values), expected);
        }
    }

    #[test]
    fn many_columns_in_threads_add_up_like_each_alone() {
        let columns: Vec<Vec<i64>> = (0..7_i64)
            .map(|column| (0..100_000).map(|row| row * 31 + column).collect())
            .collect();
        let parts: Vec<&[i64]> = columns.iter().map(Vec::as_slice).collect();
        let alone: Vec<i128> = parts.iter().map(|column| sum(column)).collect();
        assert_eq!(sums(&parts), alone);
        assert_eq!(sums(&[]), Vec::<i128>::new());
    }
}
