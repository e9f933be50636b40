//! Whether a month is like the unit's own months: by the modified z-score of the same months, by their range where
//! they are few, by the months just before where there are none.

use super::rules::Outlier;

/// What a month was held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The score of the same months.
    Score {
        /// Twice their median.
        median2: i128,
        /// Four times the median of their absolute deviations, at least the floor, times 100.
        deviation400: i128,
        /// The score in tenths, without sign; `None`: they were all the same nought.
        score_tenths: Option<i128>,
    },
    /// The least and the most of few same months.
    Range {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// The most of the months just before.
    Recent {
        /// The most.
        most: i64,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Like the unit's months.
    Usual,
    /// Too little is known.
    TooShort,
    /// Unlike them.
    Unusual(Told),
}

/// Judges what a month added. `same`: what the same month added in years before; `recent`: the months just before;
/// `rush`: whether it is a month of the rush; `least`: differences below it are never told.
pub fn judge(
    step: i64,
    same: &[i64],
    recent: &[i64],
    rush: bool,
    least: i64,
    rule: &Outlier,
) -> Verdict {
    if same.len() < rule.few {
        return by_recent(step, recent, rush, least, rule);
    }
    // A level that has moved is no slip: a month like those just before is left alone.
    if !rush && like(step, recent, rule) {
        return Verdict::Usual;
    }
    if same.len() < rule.enough {
        return by_range(step, same, least, rule);
    }
    by_score(step, same, least, rule)
}

fn range(values: &[i64]) -> Option<(i64, i64)> {
    Some((*values.iter().min()?, *values.iter().max()?))
}

/// `value` more than `times` tenths of `other`.
fn beyond(value: i64, other: i64, times: i64) -> bool {
    i128::from(value) * 10 > i128::from(other) * i128::from(times)
}

fn like(step: i64, recent: &[i64], rule: &Outlier) -> bool {
    let Some((low, high)) = range(recent).filter(|_| recent.len() >= rule.recent_enough) else {
        return false;
    };
    !beyond(step, high, rule.recent_width_tenths) && !beyond(low, step, rule.recent_width_tenths)
}

fn by_recent(step: i64, recent: &[i64], rush: bool, least: i64, rule: &Outlier) -> Verdict {
    let Some((_, most)) = range(recent).filter(|_| !rush && recent.len() >= rule.recent_enough)
    else {
        return Verdict::TooShort;
    };
    let far = step.saturating_sub(most) >= least;
    match far && beyond(step, most, rule.recent_times_tenths) {
        true => Verdict::Unusual(Told::Recent { most }),
        false => Verdict::Usual,
    }
}

fn by_range(step: i64, same: &[i64], least: i64, rule: &Outlier) -> Verdict {
    let Some((low, high)) = range(same) else {
        return Verdict::TooShort;
    };
    let over = step.saturating_sub(high) >= least && beyond(step, high, rule.few_times_tenths);
    let under = low.saturating_sub(step) >= least && beyond(low, step, rule.few_times_tenths);
    match over || under {
        true => Verdict::Unusual(Told::Range {
            least: low,
            most: high,
        }),
        false => Verdict::Usual,
    }
}

/// Twice the median.
fn median2(mut values: Vec<i128>) -> i128 {
    values.sort_unstable();
    let middle = values.len() / 2;
    let at = |place: usize| values.get(place).copied().unwrap_or_default();
    match values.len() % 2 {
        1 => at(middle) * 2,
        _ => at(middle.saturating_sub(1)) + at(middle),
    }
}

fn by_score(step: i64, same: &[i64], least: i64, rule: &Outlier) -> Verdict {
    let same: Vec<i128> = same.iter().copied().map(i128::from).collect();
    let middle = median2(same.clone());
    let apart = 2 * i128::from(step) - middle;
    if apart.abs() < 2 * i128::from(least) {
        return Verdict::Usual;
    }
    // Doubled values lie twice as far apart, and the median of these is doubled once more.
    let deviation = median2(
        same.iter()
            .map(|value| (2 * value - middle).abs())
            .collect(),
    );
    let floor = 2 * middle.abs() * i128::from(rule.floor_percent);
    let deviation = (100 * deviation).max(floor);
    if deviation == 0 {
        return match apart == 0 {
            true => Verdict::Usual,
            false => Verdict::Unusual(Told::Score {
                median2: middle,
                deviation400: 0,
                score_tenths: None,
            }),
        };
    }
    // 0,6745 × apart/2 ÷ deviation/400, in tenths.
    let (score, unit) = (6_745 * 2 * 100 * 10 * apart.abs(), 10_000 * deviation);
    if score <= i128::from(rule.score_tenths) * unit {
        return Verdict::Usual;
    }
    Verdict::Unusual(Told::Score {
        median2: middle,
        deviation400: deviation,
        score_tenths: Some((score + unit / 2) / unit),
    })
}
