//! What was done in a window: from approved cumulative figures by whole months, from daily entries, or not known.

use jiff::civil::Date;

use super::{Days, Span};
use crate::time::Window;

/// A calendar month a window touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The cumulative window that ends with it.
    pub window: Window,
    /// First of its days in the window.
    pub from: Date,
    /// Last of its days in the window.
    pub to: Date,
    /// Whether the window holds all of it.
    pub whole: bool,
}

/// The months a window touches, in order.
pub fn months(span: Span) -> Vec<Month> {
    let mut found = Vec::new();
    let mut from = span.from;
    while from <= span.to {
        let (first, last) = (from.first_of_month(), from.last_of_month());
        let to = last.min(span.to);
        found.push(Month {
            window: Window::of(from),
            from,
            to,
            whole: from == first && to == last,
        });
        let Ok(next) = last.tomorrow() else { break };
        from = next;
    }
    found
}

/// A cumulative figure of a month end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The number, exact.
    Known(i64),
    /// Told only roughly: nothing is subtracted from it.
    Vague,
    /// Not told.
    Missing,
}

/// Why a month alone is not known from approved figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The figure at the end of this window is missing.
    Missing(Window),
    /// The figure at the end of this window is told only roughly.
    Vague(Window),
    /// The campaign holds only some days of the month that ends this window, and figures are told by the month.
    Part(Window),
    /// Beyond what a number can hold.
    TooLarge,
}

/// A month of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthAccount {
    /// Which.
    pub month: Month,
    /// What approved figures tell of the whole calendar month, also where the window holds only a part of it.
    pub approved: Option<i64>,
    /// Why they do not.
    pub gap: Option<Gap>,
    /// Sum of the daily entries of its days in the window; `None`: there is none.
    pub daily: Option<i64>,
    /// How many days have an entry.
    pub entered: usize,
    /// Working days until today without one.
    pub silent: usize,
    /// Of a whole month told both ways: approved less daily.
    pub difference: Option<i64>,
    /// Whether the entries of a part of the month already pass what was approved for all of it.
    pub exceeds: bool,
}

/// What a number rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Approved figures alone.
    Approved,
    /// Approved figures for some months, daily entries for the rest.
    Mixed,
    /// Daily entries alone.
    Daily,
}

impl Basis {
    /// Its code in answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Mixed => "mixed",
            Self::Daily => "daily",
        }
    }
}

/// What was done, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// The number, base unit.
    pub value: i64,
    /// What it rests on; all but approved figures are provisional.
    pub basis: Basis,
    /// Whether nothing until today is left open: else at least so much.
    pub complete: bool,
}

/// The account of one figure of one subject over a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Month by month.
    pub months: Vec<MonthAccount>,
    /// From approved figures alone; `None`: see `gap`.
    pub approved: Option<i64>,
    /// The first thing approved figures leave open.
    pub gap: Option<Gap>,
    /// Sum of all daily entries; `None`: there is none.
    pub daily: Option<i64>,
    /// Working days until today without an entry.
    pub silent: usize,
    /// The best that is known; `None`: nothing is.
    pub done: Option<Done>,
}

/// What was done in a window: `cumulative` answers for a month end (approved figures), `daily` holds entries day by
/// day, `works` tells working days, `today` ends the days that can be silent.
pub fn account(
    span: Span,
    today: Date,
    cumulative: impl Fn(Window) -> Asked,
    daily: &Days,
    works: impl Fn(Date) -> bool,
) -> Account {
    let months: Vec<MonthAccount> = months(span)
        .into_iter()
        .map(|month| of_month(month, today, &cumulative, daily, &works))
        .collect();
    let gap = months.iter().find_map(|one| match one.month.whole {
        true => one.gap,
        false => Some(Gap::Part(one.month.window)),
    });
    let sum = |value: fn(&MonthAccount) -> Option<i64>| {
        let mut parts = months.iter().map(value);
        parts.try_fold(0_i64, |sum, part| sum.checked_add(part?))
    };
    let entered = months.iter().any(|one| one.entered > 0);
    Account {
        approved: sum(|one| one.approved).filter(|_| gap.is_none()),
        gap,
        daily: sum(|one| Some(one.daily.unwrap_or(0))).filter(|_| entered),
        silent: months.iter().map(|one| one.silent).sum(),
        done: done(&months, today),
        months,
    }
}

fn of_month(
    month: Month,
    today: Date,
    cumulative: &impl Fn(Window) -> Asked,
    daily: &Days,
    works: &impl Fn(Date) -> bool,
) -> MonthAccount {
    let (approved, gap) = match alone(month.window, cumulative) {
        Ok(value) => (Some(value), None),
        Err(gap) => (None, Some(gap)),
    };
    let entries = daily.range(month.from..=month.to);
    let entered = entries.clone().count();
    let sum = entries.fold(0_i64, |sum, (_, value)| sum.saturating_add(*value));
    let sum = (entered > 0).then_some(sum);
    let days = Span {
        from: month.from,
        to: month.to.min(today),
    };
    let silent = days
        .each()
        .filter(|day| !daily.contains_key(day) && works(*day));
    let both = approved.zip(sum);
    MonthAccount {
        month,
        approved,
        gap,
        daily: sum,
        entered,
        silent: silent.count(),
        difference: both
            .filter(|_| month.whole)
            .and_then(|(approved, sum)| approved.checked_sub(sum)),
        exceeds: !month.whole && both.is_some_and(|(approved, sum)| sum > approved),
    }
}

/// One calendar month alone: its month end less the one before; October begins a year at 0.
fn alone(window: Window, cumulative: &impl Fn(Window) -> Asked) -> Result<i64, Gap> {
    let at = |window: Window| match cumulative(window) {
        Asked::Known(value) => Ok(value),
        Asked::Vague => Err(Gap::Vague(window)),
        Asked::Missing => Err(Gap::Missing(window)),
    };
    let end = at(window)?;
    let before = match window.month.checked_sub(1).filter(|month| *month > 0) {
        Some(month) => at(Window { month, ..window })?,
        None => 0,
    };
    end.checked_sub(before).ok_or(Gap::TooLarge)
}

/// Whole months as approved, what is left from daily entries.
fn done(months: &[MonthAccount], today: Date) -> Option<Done> {
    let (mut value, mut complete) = (0_i64, true);
    let (mut approved, mut daily) = (false, false);
    for one in months.iter().filter(|one| one.month.from <= today) {
        let whole = one.approved.filter(|_| one.month.whole);
        if let Some(part) = whole {
            approved = true;
            value = value.checked_add(part)?;
            continue;
        }
        complete &= one.silent == 0 && one.entered > 0;
        if let Some(part) = one.daily {
            daily = true;
            value = value.checked_add(part)?;
        }
    }
    let basis = match (approved, daily) {
        (true, false) => Basis::Approved,
        (true, true) => Basis::Mixed,
        (false, true) => Basis::Daily,
        (false, false) => return None,
    };
    Some(Done {
        value,
        basis,
        complete,
    })
}
