//! What was reached on a target's code: computed from the figures, else as published, else derived.

use thidua_domain::amount::{Percent, Rate};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, print};
use thidua_domain::targets::{Actual, Basis, Goal, Target};

use crate::State;
use crate::figures::{answer, completion};

/// What was reached on a code in a window.
pub(crate) fn actual(
    state: &State,
    ask: Ask<'_>,
    subject: &str,
    code: &FigureCode,
) -> Option<Actual> {
    if let Some(side) = code
        .code
        .strip_suffix(".ty_le")
        .filter(|side| matches!(*side, "viec" | "tien"))
    {
        let (percent, basis, exact) = completion(state, ask, subject, side)?;
        return Some(Actual {
            shown: percent.to_decimal(),
            exact,
            basis: if basis == "computed" {
                Basis::Computed
            } else {
                Basis::Reported
            },
        });
    }
    if let (Some(part), Some(whole)) = (&code.numerator, &code.denominator) {
        let part = answer(state, ask, subject, part).filter(|found| found.precision.is_exact());
        let whole = answer(state, ask, subject, whole).filter(|found| found.precision.is_exact());
        if let Some(rate) = part
            .zip(whole)
            .and_then(|(part, whole)| Rate::of(part.value, whole.value))
        {
            return Some(Actual::rate(rate));
        }
    }
    if code.code == "viec.giam_chuyen_ky_sau"
        && let Some(rate) = reduction(state, ask, subject)
    {
        return Some(Actual::rate(rate));
    }
    let found = answer(state, ask, subject, &code.code)?;
    Some(Actual {
        shown: match code.measure {
            Measure::Rate => Percent::from_ten_thousandths(found.value).to_decimal(),
            measure => print::decimal(found.value, measure),
        },
        exact: None,
        basis: if code.measure == Measure::Rate {
            Basis::Reported
        } else {
            Basis::Computed
        },
    })
}

/// By how much the cases carried over fell beside last year's.
fn reduction(state: &State, ask: Ask<'_>, subject: &str) -> Option<Rate> {
    let exact = |ask: Ask<'_>| {
        let found = answer(state, ask, subject, "viec.chuyen_ky_sau")?;
        found.precision.is_exact().then_some(found.value)
    };
    let (now, then) = (exact(ask)?, exact(ask.at(ask.window.same_last_year()))?);
    Rate::of(then.checked_sub(now)?, then)
}

/// The value a target compares with, percent for a rate; `nam_truoc` is last year's own result.
pub(crate) fn goal(
    state: &State,
    ask: Ask<'_>,
    subject: &str,
    target: &Target,
    code: &FigureCode,
) -> Option<thidua_domain::amount::Decimal> {
    match target.goal.as_ref()? {
        Goal::Number(number) => Some(*number),
        Goal::LastYear => {
            let whole = thidua_domain::time::Window::whole(ask.window.year.previous());
            actual(state, ask.at(whole), subject, code).map(|actual| actual.shown)
        }
    }
}

/// The pace a published deviation implies, where no target is stored: rate less deviation.
pub(super) fn implied_pace(
    state: &State,
    ask: Ask<'_>,
    subject: &str,
    side: &str,
) -> Option<(Percent, Percent)> {
    let (rate, _, _) = completion(state, ask, subject, side)?;
    let deviation = answer(state, ask, subject, &format!("{side}.lech_tien_do"))?;
    let deviation = Percent::from_ten_thousandths(deviation.value);
    Some((rate.checked_sub(deviation)?, deviation))
}
