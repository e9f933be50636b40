//! Targets handed down: an agency's target shared out among those below it, and whether what was handed out
//! still carries it.
//!
//! A rate is carried where nobody is asked for less than the agency itself (nobody for more, where it is a
//! ceiling); a number is carried where what was handed out adds up to it. Whatever else an agency decides is
//! its own affair: the check says what does not fit, it never corrects.

use std::cmp::{Ordering, Reverse};

use crate::amount::Decimal;
use crate::catalogue::Measure;

/// What handing out came to beside the agency's own target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Sum of what was handed out; of a rate the lowest (of a ceiling the highest).
    pub reached: Option<Decimal>,
    /// That less the agency's own target.
    pub residual: Option<Decimal>,
    /// Places of those who are asked for less than the agency (of a ceiling for more); of rates only.
    pub astray: Vec<usize>,
    /// How many have nothing yet.
    pub missing: usize,
    /// Whether it carries the agency's target; `None` while that cannot be said.
    pub holds: Option<bool>,
}

/// Whether a sign of comparison makes the target a ceiling.
pub fn is_ceiling(op: &str) -> bool {
    matches!(op, "<" | "<=" | "giam")
}

/// Checks what was handed out of one target. `None` in `parts`: nothing yet, or not a number.
pub fn carried(
    measure: Measure,
    op: &str,
    whole: Option<Decimal>,
    parts: &[Option<Decimal>],
) -> Carried {
    let told: Vec<Decimal> = parts.iter().flatten().copied().collect();
    let missing = parts.len() - told.len();
    let worse = if is_ceiling(op) {
        Ordering::Greater
    } else {
        Ordering::Less
    };
    let reached = match measure {
        Measure::Rate if is_ceiling(op) => told.iter().copied().max(),
        Measure::Rate => told.iter().copied().min(),
        _ => told
            .iter()
            .try_fold(Decimal::ZERO, |sum, one| sum.checked_add(*one)),
    };
    let reached = reached.filter(|_| !told.is_empty());
    let residual = reached
        .zip(whole)
        .and_then(|(reached, whole)| reached.checked_sub(whole));
    let astray: Vec<usize> = match (measure, whole) {
        (Measure::Rate, Some(whole)) => {
            let off = |part: &Option<Decimal>| part.is_some_and(|part| part.cmp(&whole) == worse);
            let places = parts.iter().enumerate().filter(|(_, part)| off(part));
            places.map(|(at, _)| at).collect()
        }
        _ => Vec::new(),
    };
    let fits = residual.map(|rest| rest.cmp(&Decimal::ZERO) != worse);
    let holds = match fits {
        // One rate below is enough; a sum may still grow.
        Some(false) if measure == Measure::Rate || missing == 0 || is_ceiling(op) => Some(false),
        Some(true) if missing == 0 => Some(true),
        _ => None,
    };
    Carried {
        reached,
        residual,
        astray,
        missing,
        holds,
    }
}

/// Shares a whole number out by weights so that the shares add up to it exactly: each gets its part rounded
/// down, and what is left goes one by one to the largest remainders, the earlier first.
///
/// `None` where nothing weighs anything or the numbers are beyond reckoning.
pub fn shares(whole: i128, weights: &[i64]) -> Option<Vec<i128>> {
    let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if whole < 0 || total <= 0 || weights.iter().any(|weight| *weight < 0) {
        return None;
    }
    let mut parts = Vec::with_capacity(weights.len());
    for weight in weights {
        let product = whole.checked_mul(i128::from(*weight))?;
        parts.push((product / total, product % total));
    }
    let given: i128 = parts.iter().map(|(part, _)| part).sum();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| Reverse(parts.get(*at).map(|(_, rest)| *rest)));
    let left = usize::try_from(whole - given).ok()?;
    for at in order.into_iter().take(left) {
        if let Some((part, _)) = parts.get_mut(at) {
            *part += 1;
        }
    }
    Some(parts.into_iter().map(|(part, _)| part).collect())
}

#[cfg(test)]
mod tests;
