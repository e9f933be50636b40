//! How soon awards follow what they reward: days between, told by their middle and their ends.

/// Days from achievements to decisions, summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timely {
    /// How many there are.
    pub many: usize,
    /// At least half of them took no longer than so many days.
    pub median: i64,
    /// The quickest.
    pub least: i64,
    /// The slowest.
    pub most: i64,
    /// How many took 30 days at most.
    pub within_month: usize,
}

/// Sums up days between achievement and decision; a decision before the achievement is no wait and must not be among
/// them. `None`: there are none.
pub fn timely(days: &[i64]) -> Option<Timely> {
    const MONTH: i64 = 30;
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let half = sorted.len().div_ceil(2).checked_sub(1)?;
    Some(Timely {
        many: sorted.len(),
        median: *sorted.get(half)?,
        least: *sorted.first()?,
        most: *sorted.last()?,
        within_month: sorted.iter().filter(|days| **days <= MONTH).count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_middle_is_a_wait_that_was() {
        let told = timely(&[40, 3, 12, 31]).unwrap();
        assert_eq!((told.median, told.least, told.most), (12, 3, 40));
        assert_eq!((told.many, told.within_month), (4, 2));
        assert_eq!(timely(&[30]).unwrap().within_month, 1);
        assert_eq!(timely(&[]), None);
    }

    proptest! {
        /// Half of the waits at least are no longer than the middle, and half no shorter.
        #[test]
        fn half_lie_on_either_side(days in proptest::collection::vec(0_i64..2000, 1..60)) {
            let told = timely(&days).unwrap();
            let below = days.iter().filter(|one| **one <= told.median).count();
            let above = days.iter().filter(|one| **one >= told.median).count();
            prop_assert!(below * 2 >= days.len() && above * 2 >= days.len());
            prop_assert!(days.contains(&told.median));
        }
    }
}
