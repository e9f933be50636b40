//! Rows of the time reported. A tally leaves out what a source places in a year without a day where only some months
//! of it are asked for; a report tells it, and says so.

use std::collections::HashSet;
use std::hash::Hash;

use super::AskPeriod;
use crate::AppError;
use crate::deed::AskYears;

/// What a question over years answers.
pub(super) struct Found<T> {
    /// Rows that count.
    pub(super) rows: Vec<T>,
    /// Rows that do not.
    pub(super) left_out: Vec<T>,
    /// How many count only because the whole last year is told.
    pub(super) undated: usize,
}

/// Asks for the months and, where only some are asked for, for the whole last year too: of it only rows without a day
/// are taken. `key` is what a row is known by, without why it was left out.
pub(super) fn asked<T, A, K: Eq + Hash>(
    ask: &AskPeriod,
    query: impl Fn(&AskYears) -> Result<A, AppError>,
    parts: impl Fn(A) -> (Vec<T>, Vec<T>),
    key: impl Fn(&T) -> K,
) -> Result<Found<T>, AppError> {
    let years = ask.years();
    let (rows, left_out) = parts(query(&years)?);
    if years.month.is_none() {
        return Ok(Found {
            rows,
            left_out,
            undated: 0,
        });
    }
    let (whole, never) = parts(query(&AskYears {
        month: None,
        ..years
    })?);
    let strict = rows.len();
    let known: HashSet<K> = rows.iter().chain(&left_out).map(&key).collect();
    let rows: Vec<T> = whole
        .into_iter()
        .filter(|row| known.contains(&key(row)))
        .collect();
    Ok(Found {
        undated: rows.len().saturating_sub(strict),
        rows,
        left_out: never,
    })
}
