//! For which years and days a change is tried before it is decided.

use jiff::civil::Date;
use thidua_domain::law::change::{About, Act, Change};
use thidua_domain::law::{Moment, SubjectKind};
use thidua_domain::time::WorkYear;

use super::condition;
use super::typed::dated;
use crate::law::eligibility::{Days, closing, moment};
use crate::{AppError, View};

/// For when a change is tried: last year and this one, as far as it touches their law, and of every other regime whose
/// rules ask for a corrected condition the last year.
pub(super) fn moments(view: &View, change: &Change) -> Result<Vec<Moment>, AppError> {
    let book = view.state.law.as_ref();
    let this = WorkYear::of(view.today);
    let mut found = Vec::new();
    for year in [this.previous(), this] {
        found.push(when(view, change, year)?);
    }
    let Some(condition) = book
        .condition_named(&change.of)
        .filter(|_| (change.act, change.about) == (Act::Correct, About::Condition))
    else {
        return Ok(found);
    };
    let mut touched = condition::regimes(book, condition);
    let only = change.regime.as_deref();
    touched.retain(|at| {
        let regime = book.regimes.get(*at);
        regime.is_some_and(|own| only.is_none_or(|only| own.id == only))
    });
    let of = |moment: &Moment| book.law(moment).map(|law| law.regime);
    found.retain(|moment| of(moment).is_some_and(|own| touched.contains(&own)));
    for at in touched {
        let tried = found.iter().any(|moment| of(moment) == Some(at));
        let Some(regime) = book.regimes.get(at).filter(|_| !tried) else {
            continue;
        };
        let last = regime.to.unwrap_or(view.today).min(view.today);
        let own = WorkYear::of(last);
        let closed = closing(book, own) <= last;
        let year = if closed { own } else { own.previous() };
        let usual = moment(book, year.0, &Days::default(), view.today)?;
        let received = usual.on.min(last).max(regime.from);
        found.push(Moment {
            on: usual.on.max(received),
            received_on: received,
            decided_on: Some(received),
            ..usual
        });
    }
    found.sort_by_key(|moment| (moment.year, moment.received_on));
    Ok(found)
}

/// For when a year is tried: as it is judged today, under the law the change is about.
fn when(view: &View, change: &Change, year: WorkYear) -> Result<Moment, AppError> {
    let usual = moment(&view.state.law, year.0, &Days::default(), view.today)?;
    let day = law_day(view, change, usual.on);
    // Received on that day; everything else as the year stands.
    Ok(Moment {
        received_on: day,
        decided_on: Some(day),
        ..usual
    })
}

/// The day nearest to the usual one on which the change matters: of new law its first, of a correction one on which the
/// wrong rules or value hold.
fn law_day(view: &View, change: &Change, usual: Date) -> Date {
    let book = view.state.law.as_ref();
    let within = |(from, to): (Date, Option<Date>)| {
        let day = usual.max(from);
        to.map_or(day, |to| day.min(to))
    };
    let times = match (change.act, change.about) {
        (Act::Supersede, _) => change.from.map(|from| (from, None)),
        (Act::Correct, About::Rules) => change.from.and_then(|day| {
            let (award, subject) = change.of.split_once('/')?;
            let subject = SubjectKind::from_code(subject)?;
            let rules = book.rules_on(book.names.award(award)?, subject, day)?;
            // The newest of its times: most of what is judged lies there.
            rules.times.last().copied()
        }),
        (Act::Correct, About::Value) => dated(book, &change.of).map(|(own, value)| {
            let next = own.values.iter().map(|one| one.from);
            let next = next.filter(|from| *from > value.from).min();
            let eve = next.and_then(|next| next.yesterday().ok());
            (value.from, value.to.or(eve))
        }),
        _ => None,
    };
    times.map_or(usual, within)
}
