//! The size of the nation's work over the years, after the published national series; between the
//! years that were published it is drawn straight.

use crate::time::WorkYear;

/// One year of the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Profile {
    /// Cases to be enforced (phải thi hành), in thousands.
    pub(super) cases: i64,
    /// Of these enforceable, in thousandths.
    pub(super) cases_able: i64,
    /// Of the enforceable completed, in 1/100 of a percent.
    pub(super) cases_rate: i64,
    /// Money to be enforced, in tỷ đồng.
    pub(super) money: i64,
    /// Of it enforceable, in thousandths.
    pub(super) money_able: i64,
    /// Of the enforceable collected, in 1/100 of a percent.
    pub(super) money_rate: i64,
    /// Target for cases, in 1/100 of a percent.
    pub(super) cases_target: i64,
    /// Target for money, in 1/100 of a percent.
    pub(super) money_target: i64,
}

/// Year, cases, enforceable, rate; money, enforceable, rate; the two targets.
const SERIES: [(i16, [i64; 8]); 10] = [
    (2007, [560, 640, 7300, 30_000, 600, 2300, 7000, 2000]),
    (2012, [640, 720, 7750, 70_000, 560, 3100, 7300, 2700]),
    (2017, [865, 800, 7925, 175_000, 525, 3831, 7300, 3200]),
    (2020, [886, 800, 8141, 264_700, 502, 4044, 8000, 3800]),
    (2021, [880, 790, 7583, 300_000, 495, 3121, 8150, 4040]),
    (2022, [890, 780, 8250, 345_000, 480, 4542, 8150, 4010]),
    (2023, [922, 749, 8325, 388_500, 492, 4678, 8250, 4550]),
    (2024, [1022, 724, 8388, 494_900, 454, 5184, 8325, 4645]),
    (2025, [1064, 644, 8427, 686_000, 386, 5662, 8390, 5190]),
    (2026, [1090, 642, 8455, 740_000, 385, 5790, 8430, 5650]),
];

impl Profile {
    /// The nation in a year; before the first and after the last known year as in these.
    pub(super) fn of(year: WorkYear) -> Self {
        let at = SERIES.partition_point(|(known, _)| *known < year.0);
        let after = SERIES.get(at).or(SERIES.last());
        let before = at.checked_sub(1).and_then(|at| SERIES.get(at)).or(after);
        let (Some((first, low)), Some((last, high))) = (before, after) else {
            return Self::from([0; 8]);
        };
        let width = i64::from(last - first).max(1);
        let gone = i64::from(year.0.clamp(*first, (*last).max(*first)) - first);
        let mut between = [0; 8];
        for (value, (low, high)) in between.iter_mut().zip(low.iter().zip(high)) {
            *value = low + (high - low) * gone / width;
        }
        Self::from(between)
    }
}

impl From<[i64; 8]> for Profile {
    fn from(row: [i64; 8]) -> Self {
        let [
            cases,
            cases_able,
            cases_rate,
            money,
            money_able,
            money_rate,
            cases_target,
            money_target,
        ] = row;
        Self {
            cases,
            cases_able,
            cases_rate,
            money,
            money_able,
            money_rate,
            cases_target,
            money_target,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_years_stand_and_the_others_lie_between() {
        assert_eq!(Profile::of(WorkYear(2024)).cases, 1022);
        assert_eq!(Profile::of(WorkYear(2026)).money_rate, 5790);
        let between = Profile::of(WorkYear(2019)).cases;
        assert!((866..886).contains(&between), "{between}");
        assert_eq!(Profile::of(WorkYear(1990)), Profile::of(WorkYear(2007)));
        assert_eq!(Profile::of(WorkYear(2040)), Profile::of(WorkYear(2026)));
    }
}
