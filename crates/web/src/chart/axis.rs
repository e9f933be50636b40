//! The axis of a chart: from where to where, in round steps.

use thidua_domain::amount::Decimal;

use super::point::ONE;

/// Steps at most.
const STEPS: i128 = 5;

/// An axis over numbers in ten-thousandths; nought always lies on it, so that no difference looks larger than it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    pub(super) low: i128,
    pub(super) high: i128,
    step: i128,
}

impl Axis {
    /// An axis that holds all numbers.
    pub(super) fn over(values: &[i128]) -> Self {
        let low = values.iter().copied().min().unwrap_or(0).min(0);
        let high = values.iter().copied().max().unwrap_or(0).max(0);
        let whole = values.iter().all(|value| value % ONE == 0);
        let step = step(high.saturating_sub(low).max(1), whole);
        let low = low.div_euclid(step) * step;
        let mut top = high.div_euclid(step) * step;
        if top < high || top == low {
            top = top.saturating_add(step);
        }
        Self {
            low,
            high: top,
            step,
        }
    }

    /// Where a number lies, of `length` from the low end.
    pub(super) fn place(&self, value: i128, length: i128) -> i128 {
        let span = (self.high - self.low).max(1);
        let value = value.clamp(self.low, self.high) - self.low;
        // Amounts of money in ten-thousandths times a length fit easily.
        value.saturating_mul(length) / span
    }

    /// The round numbers on it, from the low end.
    pub(super) fn ticks(&self) -> Vec<i128> {
        let count = (self.high - self.low) / self.step;
        (0..=count.min(2 * STEPS))
            .map(|at| self.low + at * self.step)
            .collect()
    }

    /// What stands beside a tick: `0`, `2,5`, `1.200`, `3 tỷ`.
    pub(super) fn words(&self, tick: i128) -> String {
        let most = self.high.max(-self.low) / ONE;
        let (power, name) = match most {
            1_000_000_000.. => (9, " tỷ"),
            1_000_000.. => (6, " tr"),
            _ => (0, ""),
        };
        let number = Decimal::new(tick, 4).and_then(|number| number.checked_div_pow10(power));
        match number {
            Some(number) if number.is_zero() => "0".to_owned(),
            Some(number) => format!("{}{name}", number.vn()),
            None => String::new(),
        }
    }
}

/// The smallest of 1, 2, 5 × 10ⁿ that covers a span in [`STEPS`] steps; whole numbers get whole steps.
fn step(span: i128, whole: bool) -> i128 {
    let least = if whole { ONE } else { 1 };
    let mut power = 1_i128;
    loop {
        for factor in [1, 2, 5] {
            let step = factor * power;
            if step >= least && step.saturating_mul(STEPS) >= span {
                return step;
            }
        }
        power = match power.checked_mul(10) {
            Some(next) if next < i128::MAX / 100 => next,
            _ => return power,
        };
    }
}
