//! Of which years something is told.

use thidua_domain::time::YearSpan;

use super::{Gap, Life};

/// The first year looked at, and the years without a row: from the first year in service or of life, else from the
/// first award, to the last whole year.
pub(super) fn told(life: &Life) -> (Option<i16>, Vec<Gap>) {
    let spans = life.rows.iter().filter(|row| row.status != "dang_de_nghi");
    let spans: Vec<YearSpan> = spans
        .filter_map(|row| YearSpan::parse(row.years.as_deref()?).ok())
        .collect();
    let first_award = spans.iter().map(|span| span.from.0).min();
    let first = match (life.from, first_award) {
        (Some(life), Some(award)) => Some(life.min(award)),
        (one, other) => one.or(other),
    };
    let Some(first) = first else {
        return (None, Vec::new());
    };
    let mut gaps: Vec<Gap> = Vec::new();
    for year in first..=life.to {
        let has = |span: &YearSpan| span.from.0 <= year && year <= span.to.0;
        if spans.iter().any(has) {
            continue;
        }
        match gaps.last_mut() {
            Some(gap) if gap.to + 1 == year => gap.to = year,
            _ => gaps.push(Gap {
                from: year,
                to: year,
            }),
        }
    }
    (Some(first), gaps)
}
