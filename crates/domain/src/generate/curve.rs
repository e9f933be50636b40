//! How a year's total grows over its twelve cumulative months.

use super::random::Random;
use super::table::{permille, share};

/// Months of a work year.
pub(super) const MONTHS: usize = 12;

/// Work that comes evenly, in parts of each month.
const EVEN: [i64; MONTHS] = [100; MONTHS];
/// Completion: slow at the beginning, strong before the half-year and the end of the year.
const COMPLETION: [i64; MONTHS] = [45, 60, 80, 55, 55, 110, 95, 85, 115, 95, 100, 105];

/// The part of a year's total that is reached at each cumulative month; it never falls.
#[derive(Clone, Copy, Debug)]
pub(super) struct Curve([i64; MONTHS]);

impl Curve {
    fn of(random: &mut Random, months: [i64; MONTHS]) -> Self {
        let mut sum = 0;
        Self(months.map(|month| {
            sum += permille(month * 100, random.between(850, 1150));
            sum
        }))
    }

    /// Work that comes in.
    pub(super) fn even(random: &mut Random) -> Self {
        Self::of(random, EVEN)
    }

    /// Work that is completed.
    pub(super) fn completion(random: &mut Random) -> Self {
        Self::of(random, COMPLETION)
    }

    /// What of a total is reached after `month` (from 0) more months: all of it with the last.
    pub(super) fn reached(&self, total: i64, month: usize) -> i64 {
        let upto = self
            .0
            .get(month)
            .or(self.0.last())
            .copied()
            .unwrap_or_default();
        share(total, upto, self.0[MONTHS - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_never_falls_and_ends_at_the_total() {
        let curve = Curve::completion(&mut Random::new(3));
        let reached: Vec<i64> = (0..MONTHS)
            .map(|month| curve.reached(9_973, month))
            .collect();
        assert!(
            reached.windows(2).all(|pair| pair[0] <= pair[1]),
            "{reached:?}"
        );
        assert_eq!(reached.last(), Some(&9_973));
    }
}
