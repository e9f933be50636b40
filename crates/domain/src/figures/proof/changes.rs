//! I12: a published change beside last year's stored figure, and beside its own percent.

use super::{Check, Outcome, Proof, coarseness, last_place, plain};
use crate::amount::{Percent, Precision, Rate};
use crate::catalogue::{FigureCode, Measure};
use crate::figures::figure::Figure;
use crate::figures::resolve::Answer;

/// All published changes of the subject's window.
pub(super) fn checks(proof: &Proof<'_>) -> Vec<Check> {
    let mut codes = proof
        .ask
        .table
        .codes(proof.subject, proof.ask.window, proof.ask.frame);
    codes.sort_by_key(|code| proof.catalogue.order(code));
    let mut checks = Vec::new();
    for code in codes {
        let Some(figure) = proof.catalogue.figure(code) else {
            continue;
        };
        let cells = proof
            .ask
            .table
            .cells(proof.subject, proof.ask.window, proof.ask.frame, code);
        for cell in cells {
            let Some(told) = cell.told else {
                continue;
            };
            let Some(now) = Answer::of_cell(cell) else {
                continue;
            };
            checks.extend(with_last_year(proof, figure, &now, told));
            if told.change_precision.is_exact() {
                checks.extend(with_itself(figure, &now, told));
            }
        }
    }
    checks
}

/// A rate in hundredths of a percent, anything else in its base unit; and how loosely it was told.
fn value(figure: &FigureCode, found: &Answer<'_>) -> Option<(i64, i64)> {
    if !found.precision.is_exact() {
        return None;
    }
    Some(match figure.measure {
        Measure::Rate => (
            Percent::from_ten_thousandths(found.value).hundredths(),
            last_place(found.value),
        ),
        measure => (found.value, coarseness(found, measure)),
    })
}

/// The change beside the stored figure of the same months of last year.
fn with_last_year(
    proof: &Proof<'_>,
    figure: &FigureCode,
    now: &Answer<'_>,
    told: &Figure,
) -> Option<Check> {
    let (now, loose) = value(figure, now)?;
    let last_year = proof.ask.at(proof.ask.window.same_last_year());
    let then = last_year.figure(proof.subject, &figure.code, figure.is_summable())?;
    let (then, loose_then) = value(figure, &then)?;
    let computed = now.checked_sub(then)?;
    let (said, computed, loose) = match (figure.measure, told.change, told.change_percent) {
        (Measure::Rate, change, percent) => {
            let points = change.or(percent)?;
            let said = Percent::from_ten_thousandths(points).hundredths();
            (said, computed, loose + loose_then + last_place(points))
        }
        (_, Some(change), _) => (change, computed, loose + loose_then),
        (_, None, Some(percent)) => {
            let rate = Rate::of(computed, then)?.print2().hundredths();
            (
                Percent::from_ten_thousandths(percent).hundredths(),
                rate,
                last_place(percent),
            )
        }
        (_, None, None) => return None,
    };
    let (outcome, reason) = match agrees(told.change_precision, said, computed, loose) {
        Some(true) => (
            Outcome::Holds,
            "Mức tăng, giảm đã nêu khớp với số liệu năm trước.",
        ),
        Some(false) => (
            Outcome::Doubtful,
            "Mức tăng, giảm đã nêu không khớp với số liệu năm trước.",
        ),
        None => (
            Outcome::Unknown,
            "Mức tăng, giảm chỉ nêu gần đúng, không kết luận được.",
        ),
    };
    let mut check = plain(
        "I12",
        format!("{}.cung_ky", figure.code),
        said,
        computed,
        outcome,
        reason.to_owned(),
    );
    check.percent = figure.measure == Measure::Rate || told.change.is_none();
    Some(check)
}

/// The published percent beside the one that the published change gives.
fn with_itself(figure: &FigureCode, now: &Answer<'_>, told: &Figure) -> Option<Check> {
    if figure.measure == Measure::Rate {
        return None;
    }
    let (change, percent) = told.change.zip(told.change_percent)?;
    let then = now.value.checked_sub(change)?;
    let computed = Rate::of(change, then)?.print2().hundredths();
    let said = Percent::from_ten_thousandths(percent).hundredths();
    let loose = coarseness(now, figure.measure);
    let width = spread(change, then, loose)?;
    let (outcome, reason) = if said.saturating_sub(computed).saturating_abs()
        <= last_place(percent).saturating_add(width)
    {
        (
            Outcome::Holds,
            "Phần trăm tăng, giảm khớp với số tăng, giảm đã nêu.",
        )
    } else {
        (
            Outcome::Doubtful,
            "Phần trăm tăng, giảm không khớp với số tăng, giảm đã nêu.",
        )
    };
    let mut check = plain(
        "I12",
        format!("{}.tang_giam", figure.code),
        said,
        computed,
        outcome,
        reason.to_owned(),
    );
    check.percent = true;
    Some(check)
}

/// How far the percent may move for the numbers having been written short, in hundredths.
fn spread(change: i64, then: i64, loose: i64) -> Option<i64> {
    if loose == 0 {
        return Some(0);
    }
    let print =
        |change: i64, then: i64| Rate::of(change, then).map(|rate| rate.print2().hundredths());
    let middle = print(change, then)?;
    let corners = [
        print(change.saturating_add(loose), then.saturating_sub(2 * loose)),
        print(change.saturating_sub(loose), then.saturating_add(2 * loose)),
    ];
    corners
        .into_iter()
        .flatten()
        .map(|corner| corner.saturating_sub(middle).saturating_abs())
        .max()
}

/// Whether a published change fits the computed one; a vague one never contradicts, it only may fit.
fn agrees(precision: Precision, said: i64, computed: i64, loose: i64) -> Option<bool> {
    let apart = said.saturating_sub(computed).saturating_abs();
    if precision.is_exact() {
        return Some(apart <= loose);
    }
    // A twentieth: "gần", "hơn", "khoảng" are not said of what lies farther away.
    let near = apart <= said.saturating_abs() / 20;
    let side = match precision {
        Precision::Hon | Precision::Tren | Precision::ItNhat => {
            computed.saturating_add(loose) >= said
        }
        Precision::Gan | Precision::Duoi | Precision::ToiDa => {
            computed.saturating_sub(loose) <= said
        }
        _ => true,
    };
    (near && side).then_some(true)
}
