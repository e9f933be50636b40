//! «Có đính chính sau ngày ban hành»: what pages of awards and figures say of corrections that came later.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::time::{Instant, Window, WorkYear, YearSpan, vn};
use thidua_store::counted as rows;

use super::PERMISSION;
use super::find::{corrections, open, since};
use super::issued::{Papers, issued, papers};
use super::layer::counted;
use crate::{App, AppError, View};

/// A work year whose figures were corrected after awards for it were decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardMark {
    /// The work year.
    pub year: i16,
    /// How many corrections came after the first of the decisions.
    pub count: usize,
    /// Day of the last of them.
    pub last: String,
}

/// The work years of a span in which an agency's figures that answers read were corrected after awards in its tally were
/// decided. Nothing for who may not read its figures.
///
/// # Errors
/// [`AppError::Store`] where the database fails.
pub async fn award_marks(
    app: &App,
    view: &View,
    agency: &str,
    (from, to): (i16, i16),
) -> Result<Vec<AwardMark>, AppError> {
    if view.permit_agency(PERMISSION, agency).is_err() {
        return Ok(Vec::new());
    }
    let decided = decided(view, agency, (from, to));
    if decided.is_empty() {
        return Ok(Vec::new());
    }
    let snapshot = app.db().read().await?;
    let stored = counted(&rows::changed(&snapshot, agency, None).await?)?;
    let mut found: BTreeMap<WorkYear, (usize, Date)> = BTreeMap::new();
    for one in corrections(&view.state, &open(view, stored)) {
        let (at, _) = since(&snapshot, &one).await?;
        let day = Instant(at).date();
        let mut years: Vec<WorkYear> = one
            .changes
            .iter()
            .filter(|change| change.answers)
            .map(|change| change.place.window.year)
            .collect();
        years.dedup();
        years.sort_unstable();
        years.dedup();
        for year in years {
            if decided.get(&year).is_some_and(|first| *first < day) {
                let told = found.entry(year).or_insert((0, day));
                *told = (told.0 + 1, told.1.max(day));
            }
        }
    }
    let mark = |(year, (count, last)): (WorkYear, (usize, Date))| AwardMark {
        year: year.0,
        count,
        last: vn(last),
    };
    Ok(found.into_iter().map(mark).collect())
}

/// The first day of decision of the awards in an agency's own tally, by the work year they reward.
fn decided(view: &View, agency: &str, (from, to): (i16, i16)) -> BTreeMap<WorkYear, Date> {
    let state = view.state.as_ref();
    let years = YearSpan {
        from: WorkYear(from),
        to: WorkYear(to),
    };
    let mut first: BTreeMap<WorkYear, Date> = BTreeMap::new();
    for at in state.award_index().during(years) {
        let award = state.awards.get(at);
        let award = award.filter(|award| award.agency == agency && award.status != "thu_hoi");
        let told = award.and_then(|award| award.years.zip(award.decided_on));
        let Some((span, day)) = told else {
            continue;
        };
        let day = day.last_day();
        for year in (span.from.0.max(from)..=span.to.0.min(to)).map(WorkYear) {
            let known = first.entry(year).or_insert(day);
            *known = day.min(*known);
        }
    }
    first
}

/// The papers issued about an agency's window that tell a number which was corrected since.
///
/// # Errors
/// As [`papers`].
pub async fn paper_marks(
    app: &App,
    view: &View,
    agency: &str,
    window: Window,
    scope: &str,
) -> Result<Vec<Papers>, AppError> {
    if issued(&view.state, agency, window, scope).is_empty() {
        return Ok(Vec::new());
    }
    let all = papers(app, view, agency).await?.into_iter();
    let here = (window.year.0, window.month);
    Ok(all
        .filter(|paper| paper.count > 0 && paper.window == here)
        .collect())
}
